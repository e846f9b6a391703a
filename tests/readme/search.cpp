#include <coracle/coracle.hpp>

using namespace coracle;
using namespace std::chrono_literals;

View app() {
  TextInput word({.label = "Look up"});
  Button clear({.label = "Clear"});
  clear.on_click([word] { word.value = ""; });

  auto look_up = [](std::string text) -> Task<View> {
    if (text.empty()) co_return "Type a word.";
    Response response = co_await fetch(str("words/", text, ".txt"));
    co_return response.text();
  };
  return Column(Row(word, clear), bind(look_up, word.typed).with({.rate = debounce(300ms)}));
}
CORACLE_APP(app)
