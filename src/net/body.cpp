#include <coracle/net/body.hpp>

namespace coracle {

namespace {

bool stays(char character) {
  return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
         (character >= '0' && character <= '9') || character == '*' || character == '-' ||
         character == '.' || character == '_';
}

void append_encoded(std::string& text, std::string_view part) {
  static constexpr char digits[] = "0123456789ABCDEF";
  for (const char character : part) {
    const auto byte = static_cast<unsigned char>(character);
    if (character == ' ') {
      text += '+';
    } else if (stays(character)) {
      text += character;
    } else {
      text += {'%', digits[byte >> 4], digits[byte & 15]};
    }
  }
}

}  // namespace

std::string FormData::text() const {
  std::string text;
  for (const auto& [name, value] : fields) {
    if (!text.empty()) text += '&';
    append_encoded(text, name);
    text += '=';
    append_encoded(text, value);
  }
  return text;
}

Body::Body(const FormData& form)
    : bytes_(form.text()), media_type_("application/x-www-form-urlencoded") {}

}  // namespace coracle
