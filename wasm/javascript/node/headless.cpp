#include <emscripten/bind.h>

#include <coracle/async/counts.hpp>
#include <coracle/base/report.hpp>
#include <coracle/reactive/counts.hpp>
#include <coracle/testing/fake_page.hpp>
#include <coracle/testing/virtual_loop.hpp>
#include <string>
#include <vector>

#include "../mounting.hpp"
#include "../value.hpp"

// A page without a browser, on a clock that stands still until it is told to go on.

namespace coracle::javascript {

namespace {

class Headless {
 public:
  static Headless& get() {
    static Headless& headless = *new Headless();
    return headless;
  }

  VirtualLoop loop;
  testing::FakePage host;
  Page core{host, loop};
  std::vector<std::string> reports;

 private:
  Headless() {
    // Each step of a generator is a turn of its own, as it is where the clock does not stand still.
    loop.set_slice(Time(0));
    host.connect(core);
    set_report_sink([this](const Error& error, std::string_view) {
      reports.push_back(str(error.code(), ": ", error.message()));
    });
  }
};

std::uint32_t open() {
  const NodeId root = page().open_root();
  Headless::get().host.adopt(root);
  return root;
}

void commit() { page().commit(); }
std::string page_text() { return Headless::get().host.text(); }
std::string page_markup() { return Headless::get().host.markup(); }

bool click(std::string what) { return Headless::get().host.click(what); }
bool drag(std::string what, double number) { return Headless::get().host.drag(what, number); }
bool release(std::string what, double number) { return Headless::get().host.release(what, number); }
bool type(std::string what, std::string text) { return Headless::get().host.type(what, text); }
bool press(std::string what, std::string key) { return Headless::get().host.press(what, key); }
bool leave(std::string what) { return Headless::get().host.leave(what); }
bool choose(std::string what, int index) { return Headless::get().host.choose(what, index); }

bool choose_files(std::string what, const val& files) {
  std::vector<testing::FakeFile> chosen(length_of(files));
  for (std::uint32_t i = 0; i < chosen.size(); ++i) {
    const val file = element(files, i);
    chosen[i] = {.name = text_of(file["name"]), .media_type = text_of(file["type"])};
    chosen[i].bytes =
        Bytes(std::vector<std::uint8_t>(static_cast<std::size_t>(number_of(file["size"]))));
  }
  return Headless::get().host.choose_files(what, std::move(chosen));
}

double now() { return Headless::get().loop.now().count(); }
// What is due first, no later than `until`; false if there is nothing.
bool step(double until) { return Headless::get().loop.run_next(Time(until)); }
void finish(double time) {
  Headless::get().loop.advance_to(Time(time));
  commit();
}

val take_strings(std::vector<std::string> strings) {
  val array = val::array();
  for (const std::string& string : strings) append(array, javascript::text(string));
  return array;
}
val take_reports() { return take_strings(std::exchange(Headless::get().reports, {})); }
val faults() { return take_strings(Headless::get().host.faults()); }
double created_elements() { return static_cast<double>(Headless::get().host.created_elements()); }

val counts() {
  const AsyncCounts async = async_counts();
  const ReactiveCounts reactive = coracle::counts();
  val object = val::object();
  const auto set = [&](const char* name, std::size_t count) {
    object.set(name, number(static_cast<double>(count)));
  };
  set("runs", async.roots);
  set("signals", reactive.signals);
  set("computeds", reactive.computeds);
  set("observers", reactive.observers);
  set("links", reactive.links);
  set("timers", async.timers);
  set("nodes", page().live_nodes());
  set("listeners", page().listener_count());
  return object;
}

}  // namespace

Page& page() { return Headless::get().core; }

EMSCRIPTEN_BINDINGS(coracle_headless) {
  using emscripten::function;
  function("open", &open);
  function("commit", &commit);
  function("text", &page_text);
  function("markup", &page_markup);
  function("click", &click);
  function("drag", &drag);
  function("release", &release);
  function("type", &type);
  function("press", &press);
  function("leave", &leave);
  function("choose", &choose);
  function("chooseFiles", &choose_files);
  function("now", &now);
  function("step", &step);
  function("finish", &finish);
  function("takeReports", &take_reports);
  function("faults", &faults);
  function("createdElements", &created_elements);
  function("counts", &counts);
}

}  // namespace coracle::javascript
