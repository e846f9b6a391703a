#include <algorithm>
#include <coracle/base/str.hpp>
#include <coracle/ui/snapshot.hpp>

namespace coracle {

namespace {

constexpr std::string_view mark = "coracle=";

bool is_plain(char character) {
  constexpr std::string_view others = "-._~!$'()*,:;@/?";
  return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'z') ||
         (character >= 'A' && character <= 'Z') || others.find(character) != std::string_view::npos;
}

std::string encoded(std::string_view text) {
  constexpr char digits[] = "0123456789ABCDEF";
  std::string out;
  for (const char character : text) {
    if (is_plain(character)) {
      out += character;
    } else {
      const auto byte = static_cast<unsigned char>(character);
      out += '%';
      out += digits[byte >> 4];
      out += digits[byte & 15];
    }
  }
  return out;
}

int digit_of(char character) {
  if (character >= '0' && character <= '9') return character - '0';
  const char lower = static_cast<char>(character | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// What is no proper escape stands for itself.
std::string decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? digit_of(text[i + 1]) : -1;
    const int low = high < 0 ? -1 : digit_of(text[i + 2]);
    if (low < 0) {
      out += text[i];
    } else {
      out += static_cast<char>(high << 4 | low);
      i += 2;
    }
  }
  return out;
}

// Calls `part(text)` with each part of the fragment, "a&b&c".
template <class Part>
void each_part(std::string_view fragment, Part&& part) {
  while (!fragment.empty()) {
    const std::size_t end = std::min(fragment.find('&'), fragment.size());
    part(fragment.substr(0, end));
    fragment.remove_prefix(std::min(end + 1, fragment.size()));
  }
}

}  // namespace

void snapshot_to_url(const View& root) {
  std::string fragment;
  const auto add = [&fragment](std::string_view part) {
    fragment = fragment.empty() ? std::string(part) : str(fragment, '&', part);
  };
  each_part(url_fragment(), [&](std::string_view part) {
    if (!part.starts_with(mark)) add(part);
  });
  add(str(mark, encoded(snapshot(root))));
  replace_url_fragment(fragment);
}

std::vector<Error> restore_from_url(const View& root) {
  std::vector<Error> errors;
  const std::string fragment = url_fragment();
  each_part(fragment, [&](std::string_view part) {
    if (part.starts_with(mark)) errors = restore(root, decoded(part.substr(mark.size())));
  });
  return errors;
}

}  // namespace coracle
