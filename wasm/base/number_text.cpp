#include <coracle/base/number_text.hpp>

// wasm/library/numbers.js
extern "C" {
std::size_t coracle_write_number(double number, char* text);
double coracle_read_number(const char* text, std::size_t size);
}

namespace coracle::detail {

std::size_t write_number(double number, char* text) noexcept {
  return coracle_write_number(number, text);
}

double read_number(std::string_view text) noexcept {
  return coracle_read_number(text.data(), text.size());
}

}  // namespace coracle::detail
