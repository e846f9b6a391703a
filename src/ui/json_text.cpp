#include "json_text.hpp"

#include <coracle/base/code_point.hpp>
#include <coracle/base/str.hpp>
#include <cstdint>

namespace coracle::json {

namespace {

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

// Goes through a text once; what it is inside of stands on a stack of its own, so that no text is
// nested too deeply.
class Checker {
 public:
  explicit Checker(std::string_view text) : text_(text) {}

  /// What was expected where the text goes wrong; null: it is right.
  const char* run() {
    for (;;) {
      const char* expected = value();
      if (expected) return expected;
      // After a value: what closes, or what the next value follows.
      for (;;) {
        skip_space();
        if (open_.empty()) return at_end() ? nullptr : "the end";
        const bool in_object = open_.back() == '{';
        if (take(in_object ? '}' : ']')) {
          open_.pop_back();
          continue;
        }
        if (!take(',')) return in_object ? "\",\" or \"}\"" : "\",\" or \"]\"";
        expected = in_object ? name() : nullptr;
        if (expected) return expected;
        break;
      }
    }
  }
  std::size_t at() const { return at_; }

 private:
  bool at_end() const { return at_ == text_.size(); }
  bool is(char c) const { return !at_end() && text_[at_] == c; }
  bool take(char c) {
    if (!is(c)) return false;
    ++at_;
    return true;
  }
  void skip_space() {
    while (!at_end() && is_space(text_[at_])) ++at_;
  }

  // A value that is not nested, or the start of one that has a value in it.
  const char* value() {
    for (;;) {
      skip_space();
      if (is('"')) return string();
      if (is('-') || (!at_end() && is_digit(text_[at_]))) return number();
      for (const std::string_view word : {"true", "false", "null"}) {
        if (!text_.substr(at_).starts_with(word)) continue;
        at_ += word.size();
        return nullptr;
      }
      if (take('[')) {
        skip_space();
        if (take(']')) return nullptr;
        open_ += '[';
      } else if (take('{')) {
        skip_space();
        if (take('}')) return nullptr;
        open_ += '{';
        if (const char* expected = name()) return expected;
      } else {
        return "a value";
      }
    }
  }

  const char* name() {
    skip_space();
    if (!is('"')) return "a name in quotes";
    if (const char* expected = string()) return expected;
    skip_space();
    return take(':') ? nullptr : "\":\"";
  }

  const char* string() {
    ++at_;
    while (!at_end()) {
      const char c = text_[at_];
      if (static_cast<unsigned char>(c) < 0x20) return "\\n, \\t or the like in a string";
      ++at_;
      if (c == '"') return nullptr;
      if (c == '\\' && !escape()) return "an escape that there is";
    }
    return "a quote that ends the string";
  }

  bool escape() {
    if (take('u')) {
      for (int i = 0; i < 4; ++i, ++at_) {
        if (at_end() || hex_value(text_[at_]) < 0) return false;
      }
      return true;
    }
    if (at_end() || std::string_view("\"\\/bfnrt").find(text_[at_]) == std::string_view::npos) {
      return false;
    }
    ++at_;
    return true;
  }

  bool digits() {
    const std::size_t before = at_;
    while (!at_end() && is_digit(text_[at_])) ++at_;
    return at_ > before;
  }

  const char* number() {
    take('-');
    if (!take('0') && !digits()) return "a digit";
    if (take('.') && !digits()) return "a digit";
    if (take('e') || take('E')) {
      if (!take('+')) take('-');
      if (!digits()) return "a digit";
    }
    return nullptr;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string open_;
};

// Where the string that begins at `at` ends.
std::size_t end_of_string(std::string_view text, std::size_t at) {
  for (++at; text[at] != '"'; ++at) {
    if (text[at] == '\\') ++at;
  }
  return at + 1;
}

// Where the value that begins at `at` ends.
std::size_t end_of_value(std::string_view text, std::size_t at) {
  std::size_t depth = 0;
  do {
    const char c = text[at];
    if (c == '"') {
      at = end_of_string(text, at);
    } else if (c == '{' || c == '[') {
      ++depth;
      ++at;
    } else if (c == '}' || c == ']') {
      --depth;
      ++at;
    } else if (depth > 0) {
      ++at;
    } else {
      while (at < text.size() && !is_space(text[at]) && text[at] != ',' && text[at] != '}' &&
             text[at] != ']') {
        ++at;
      }
    }
  } while (depth > 0);
  return at;
}

std::uint32_t code_unit(std::string_view text, std::size_t at) {
  std::uint32_t unit = 0;
  for (int i = 0; i < 4; ++i) {
    unit =
        unit * 16 + static_cast<std::uint32_t>(hex_value(text[at + static_cast<std::size_t>(i)]));
  }
  return unit;
}

}  // namespace

std::optional<std::string> complaint(std::string_view text) {
  Checker checker(text);
  const char* expected = checker.run();
  if (!expected) return std::nullopt;
  std::size_t line = 1;
  for (const char c : text.substr(0, checker.at())) line += c == '\n' ? 1 : 0;
  return str("no JSON: ", expected, " is missing at character ", checker.at(), ", line ", line);
}

std::string_view without_space_around(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::vector<Entry> entries(std::string_view branch) {
  std::vector<Entry> found;
  const bool in_object = branch[0] == '{';
  std::size_t at = 1;
  const auto skip = [&] {
    while (is_space(branch[at]) || branch[at] == ',' || branch[at] == ':') ++at;
  };
  for (skip(); branch[at] != '}' && branch[at] != ']'; skip()) {
    Entry entry;
    if (in_object) {
      const std::size_t end = end_of_string(branch, at);
      entry.key = branch.substr(at + 1, end - at - 2);
      at = end;
      skip();
    }
    const std::size_t end = end_of_value(branch, at);
    entry.value = branch.substr(at, end - at);
    at = end;
    found.push_back(entry);
  }
  return found;
}

std::string readable(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] != '\\') {
      out += text[at++];
      continue;
    }
    if (text[at + 1] == 'u') {
      std::uint32_t code = code_unit(text, at + 2);
      std::size_t size = 6;
      if (is_high_surrogate(code) && text.substr(at + 6).starts_with("\\u")) {
        const std::uint32_t low = code_unit(text, at + 8);
        if (is_low_surrogate(low)) {
          code = join_surrogates(code, low);
          size = 12;
        }
      }
      if (code >= 0xA0 && !is_surrogate(code)) {
        append_code_point(out, code);
        at += size;
        continue;
      }
    }
    out.append(text.substr(at, 2));
    at += 2;
  }
  return out;
}

}  // namespace coracle::json
