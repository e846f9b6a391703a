// Every control, each with a record of what was heard of it.
#include <coracle/coracle.hpp>

using namespace coracle;
using namespace std::chrono_literals;

View app() {
  Log log({.label = "Heard"});

  TextInput name({.label = "Name"});
  name.typed.watch(
      [log](const Change<std::string>& change) { log.print("typed ", change.now, "\n"); });
  name.value.watch(
      [log](const Change<std::string>& change) { log.print("value ", change.now, "\n"); });
  name.on_enter([log] { log.print("entered\n"); });

  IntSlider count({.label = "Count"});
  count.value.watch([log](Change<int> change) { log.print("count ", change.now, "\n"); });
  count.committed.watch(
      [log](Change<int> change) { log.print("count committed ", change.now, "\n"); });

  FloatSlider gain({.label = "Gain"});
  gain.value.watch([log](Change<double> change) { log.print("gain ", change.now, "\n"); });
  gain.committed.watch(
      [log](Change<double> change) { log.print("gain committed ", change.now, "\n"); });

  Checkbox loud({.label = "Loud"});
  loud.value.watch([log](Change<bool> change) { log.print("loud ", change.now, "\n"); });
  Toggle bold({.label = "Bold"});
  bold.value.watch([log](Change<bool> change) { log.print("bold ", change.now, "\n"); });
  Select who({.label = "Who", .options = {{"Smith", "Jones", "Smith"}}});
  who.index.watch([log](Change<int> change) { log.print("who ", change.now, "\n"); });

  TextArea note({.label = "Note", .rows = 2});
  note.value.watch(
      [log](const Change<std::string>& change) { log.print("note of ", change.now.size(), "\n"); });
  NumberInput width({.label = "Width", .value = 5.0, .start = 0.0, .end = 10.0});
  width.value.watch([log](Change<std::optional<double>> change) {
    log.print("width ", change.now ? str(*change.now) : str("none"), "\n");
  });

  RadioGroup size(
      {.label = "Size", .options = {{"S", "M", "L", "XL"}}, .disabled_options = {{"L"}}});
  size.value.watch(
      [log](const Change<std::string>& change) { log.print("size ", change.now, "\n"); });
  DatePicker due({.label = "Due", .value = 2026y / 11 / 21, .end = 2030y / 1 / 1});
  due.value.watch([log](Change<std::optional<Date>> change) {
    log.print("due ", change.now ? date_text(*change.now) : "none", "\n");
  });
  ColorPicker ink({.label = "Ink", .value = "#0b6684"});
  ink.value.watch(
      [log](const Change<std::string>& change) { log.print("ink ", change.now, "\n"); });

  FileInput table({.label = "Table", .multiple = true, .limit = 5e6});
  table.files.watch([log](Change<std::vector<File>> change) -> Task<> {
    for (const File& file : change.now) {
      std::size_t bytes = 0;
      std::size_t pieces = 0;
      unsigned sum = 0;
      auto stream = file.stream();
      while (const Bytes* piece = co_await stream.next()) {
        ++pieces;
        bytes += piece->size();
        for (const std::uint8_t byte : piece->span()) sum += byte;
      }
      log.print(file.name(), " ", file.media_type(), " ", bytes, " in ", pieces, ", ", sum, "\n");
    }
  });
  Svg picture({.object = Bytes(std::string_view(
                   R"(<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"></svg>)")),
               .alt = "Nothing",
               .height = 60});
  Button spoil({.label = "Spoil"});
  spoil.on_click([picture] { picture.object = Bytes(std::string_view("no image")); });
  Button mend({.label = "Mend"});
  mend.on_click([picture] {
    picture.object = Bytes(std::string_view(R"(<svg xmlns="http://www.w3.org/2000/svg"/>)"));
  });

  Button set({.label = "Set"});
  set.on_click([name] { name.value = "set"; });
  Button greet({.label = "Greet"});
  greet.on_click([log, name] { log.print("hello ", name.value(), "\n"); });
  Button fill({.label = "Fill"});
  fill.on_click([log] {
    for (int i = 0; i < 100; ++i) log.print("filler ", i, "\n");
  });
  Button add({.label = "Add"});
  add.on_click([log](Click click) { log.print("added ", click.count, "\n"); });

  Signal slow(300ms);
  auto work = bind(
      [](std::chrono::milliseconds time) -> Task<View> {
        co_await sleep(time);
        co_return View("worked");
      },
      slow);
  Button quick({.label = "Quick"});
  quick.on_click([slow]() mutable { slow = slow.peek() == 50ms ? 51ms : 50ms; });
  Button long_work({.label = "Long"});
  long_work.on_click([slow]() mutable { slow = slow.peek() == 400ms ? 401ms : 400ms; });

  return Column(
      Row(name, count), Row(gain, loud, bold, who), Row(note, width), Row(size, due, ink),
      Row(table, picture, spoil, mend), Row(set, greet, fill, add), log,
      Row(quick, long_work, Spinner(), StatusIndicator({.object = work, .label = "Work"})), work,
      FloatProgress({.value = 0.25}), FloatProgress(),
      Row(Number({.value = 12.5, .label = "Speed", .digits = 2, .unit = "km/h"}),
          Json(R"({"name": "Ada", "tags": ["a", "b"], "more": {"deep": [1, 2]}})")));
}
CORACLE_APP(app)
