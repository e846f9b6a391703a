#include <emscripten/em_js.h>

#include <coracle/ui/snapshot.hpp>
#include <cstdlib>
#include <memory>

// Only in programs that keep their state in the page's URL.

EM_JS_DEPS(coracle_url, "$UTF8ToString,$stringToNewUTF8");
EM_JS(char*, coracle_url_fragment, (), { return stringToNewUTF8(location.hash.slice(1)); });
EM_JS(void, coracle_replace_url_fragment, (const char* text, int bytes),
      { history.replaceState(history.state, "", "#" + UTF8ToString(text, bytes)); });

std::string coracle::url_fragment() {
  const std::unique_ptr<char, decltype(&std::free)> text(coracle_url_fragment(), &std::free);
  return text.get();
}

void coracle::replace_url_fragment(std::string_view fragment) {
  coracle_replace_url_fragment(fragment.data(), static_cast<int>(fragment.size()));
}
