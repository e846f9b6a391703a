#include <coracle/ui/snapshot.hpp>

namespace {

std::string& fragment() {
  static std::string& text = *new std::string();
  return text;
}

}  // namespace

std::string coracle::url_fragment() { return fragment(); }
void coracle::replace_url_fragment(std::string_view text) { fragment() = text; }
