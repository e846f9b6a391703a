// ES modules in a page: some of the tests' own, and what others have published.
#include <coracle/coracle.hpp>

using namespace coracle;

View app() {
  Log log({.label = "Heard"});

  const Module counter("counter.mjs", {{"value", 1}, {"_css", ".counter { color: rgb(1, 2, 3) }"}});
  counter["value"].watch([log](const Change<JsonValue>& change) {
    log.print("value ", change.now.number_or(-1), "\n");
  });
  counter.on_message([log, counter](JsonValue message) {
    log.print("message ", message.to_json(), "\n");
    if (const Bytes* bytes = message["bytes"].bytes()) {
      log.print("bytes ", bytes->size(), " last ", bytes->span()[bytes->size() - 1], "\n");
      counter.send(JsonValue::object({{"echo", *bytes}}));
    }
  });
  const Checkbox shown({.label = "Shown", .value = true});
  const Checkbox twice({.label = "Twice"});
  const auto only_if = [](const Module& module) {
    return [module](bool on) { return on ? View(module) : View(); };
  };
  Button set({.label = "Set"});
  set.on_click([counter] { counter["value"] = counter["value"].peek().number_or(0) + 10; });
  Button flash({.label = "Flash"});
  flash.on_click([counter] {
    counter["value"] = 100;
    counter.send("flash");
  });

  Module missing("missing.mjs");
  Module empty("empty.mjs");
  Module failing("failing.mjs");
  const Checkbox broken({.label = "Broken"});
  return Column(
      Row(shown, twice, broken, set, flash), bind(only_if(counter), shown),
      bind(only_if(counter), twice), log,
      bind([=](bool on) { return on ? View(Column(missing, empty, failing)) : View(); }, broken));
}
CORACLE_APP(app)
