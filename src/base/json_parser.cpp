#include <charconv>
#include <coracle/base/code_point.hpp>
#include <coracle/base/json_value.hpp>
#include <coracle/base/number_text.hpp>
#include <coracle/base/str.hpp>
#include <optional>

namespace coracle {

namespace {

// Recursive descent, to a limited depth: text from a URL or a server is not trusted.
class Parser {
 public:
  Parser(std::string_view json, const std::vector<Bytes>& buffers)
      : json_(json), buffers_(buffers) {}

  Result<JsonValue> run() {
    JsonValue value;
    if (read(value, 0)) {
      skip_space();
      if (at_ == json_.size()) return value;
      expect("the end");
    }
    return Error("json", str("this is no JSON: ", expected_, " was expected at character ", at_));
  }

 private:
  static constexpr int deepest = 200;

  bool expect(std::string_view what) {
    expected_ = what;
    return false;
  }

  bool next_is(std::string_view any) const {
    return at_ < json_.size() && any.find(json_[at_]) != std::string_view::npos;
  }

  void skip_space() {
    while (next_is(" \t\r\n")) ++at_;
  }

  // Whether the next character, after space, is this one; then it has been read.
  bool take(char character) {
    skip_space();
    if (at_ == json_.size() || json_[at_] != character) return false;
    ++at_;
    return true;
  }

  bool take_word(std::string_view word) {
    if (!json_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }

  bool read(JsonValue& value, int depth) {
    if (depth > deepest) return expect("less nesting");
    skip_space();
    if (at_ == json_.size()) return expect("a value");
    switch (json_[at_]) {
      case '{': return read_object(value, depth);
      case '[': return read_list(value, depth);
      case '"': {
        std::string text;
        if (!read_string(text)) return false;
        value = std::move(text);
        return true;
      }
      default: break;
    }
    if (take_word("null")) return true;
    if (take_word("true")) return value = true, true;
    if (take_word("false")) return value = false, true;
    return read_number(value);
  }

  bool read_list(JsonValue& value, int depth) {
    JsonValue::List items;
    ++at_;
    if (!take(']')) {
      do {
        if (!read(items.emplace_back(), depth + 1)) return false;
      } while (take(','));
      if (!take(']')) return expect("\",\" or \"]\"");
    }
    value = std::move(items);
    return true;
  }

  bool read_object(JsonValue& value, int depth) {
    JsonValue::Object members;
    ++at_;
    if (!take('}')) {
      do {
        JsonMember& member = members.emplace_back();
        skip_space();
        if (at_ == json_.size() || json_[at_] != '"') return expect("a name in quotes");
        if (!read_string(member.name)) return false;
        if (!take(':')) return expect("\":\"");
        if (!read(member.value, depth + 1)) return false;
      } while (take(','));
      if (!take('}')) return expect("\",\" or \"}\"");
    }
    if (!buffers_.empty() && members.size() == 1 && members[0].name == "$bytes") {
      const double index = members[0].value.number_or(-1);
      if (!(index >= 0 && index < static_cast<double>(buffers_.size()))) {
        return expect("the number of a buffer");
      }
      value = buffers_[static_cast<std::size_t>(index)];
      return true;
    }
    value = std::move(members);
    return true;
  }

  bool read_number(JsonValue& value) {
    const std::size_t start = at_;
    const auto digits = [this] {
      const std::size_t first = at_;
      while (at_ < json_.size() && json_[at_] >= '0' && json_[at_] <= '9') ++at_;
      return at_ > first;
    };
    if (next_is("-")) ++at_;
    const bool leading_zero = next_is("0");
    const std::size_t whole = at_;
    if (!digits() || (leading_zero && at_ > whole + 1)) return at_ = start, expect("a value");
    if (next_is(".")) {
      ++at_;
      if (!digits()) return expect("a digit");
    }
    if (next_is("eE")) {
      ++at_;
      if (next_is("+-")) ++at_;
      if (!digits()) return expect("a digit");
    }
    value = detail::read_number(json_.substr(start, at_ - start));
    return true;
  }

  bool read_string(std::string& text) {
    ++at_;
    for (;;) {
      if (at_ == json_.size()) return expect("the closing quote");
      const char character = json_[at_++];
      if (character == '"') return true;
      if (static_cast<unsigned char>(character) < 0x20) {
        --at_;
        return expect("no control character");
      }
      if (character != '\\') {
        text += character;
      } else if (!read_escape(text)) {
        return false;
      }
    }
  }

  bool read_escape(std::string& text) {
    constexpr std::string_view letters = "\"\\/bfnrt";
    constexpr std::string_view meant = "\"\\/\b\f\n\r\t";
    const char letter = at_ < json_.size() ? json_[at_++] : '\0';
    if (const std::size_t index = letters.find(letter); index != std::string_view::npos) {
      text += meant[index];
      return true;
    }
    if (letter != 'u') {
      --at_;
      return expect("an escape");
    }
    std::optional<std::uint32_t> unit = hexadecimal();
    if (!unit) return expect("four hexadecimal digits");
    std::uint32_t code = *unit;
    // Halves of a pair of surrogates; one alone becomes the sign for what cannot be read.
    if (is_high_surrogate(code) && json_.substr(at_).starts_with("\\u")) {
      const std::size_t before = at_;
      at_ += 2;
      const std::optional<std::uint32_t> low = hexadecimal();
      if (low && is_low_surrogate(*low)) {
        code = join_surrogates(code, *low);
      } else {
        at_ = before;
      }
    }
    if (is_surrogate(code)) code = 0xFFFD;
    append_code_point(text, code);
    return true;
  }

  std::optional<std::uint32_t> hexadecimal() {
    std::uint32_t value = 0;
    const std::string_view digits = json_.substr(at_, 4);
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    if (digits.size() < 4 || end != digits.data() + 4) return std::nullopt;
    at_ += 4;
    return value;
  }

  std::string_view json_;
  const std::vector<Bytes>& buffers_;
  std::size_t at_ = 0;
  std::string_view expected_;
};

}  // namespace

Result<JsonValue> JsonValue::parse(std::string_view json, const std::vector<Bytes>& buffers) {
  return Parser(json, buffers).run();
}

}  // namespace coracle
