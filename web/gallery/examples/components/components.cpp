#include <coracle/coracle.hpp>

using namespace coracle;
using namespace std::chrono_literals;

namespace {

View inputs() {
  const Button button({.label = "Press"});
  const IntSlider whole({.label = "Whole", .value = 3});
  const FloatSlider part({.label = "Part", .value = 0.4});
  const Checkbox checkbox({.label = "Remember", .value = true});
  const Toggle toggle({.label = "Bold"});
  const TextInput name({.label = "Name", .value = "Ada"});
  const Select select({.label = "Boat", .options = {{"Coracle", "Currach", "Canoe"}}});
  const RadioGroup size({.label = "Size", .options = {{"Small", "Large"}}});
  return Grid(
      Card({.title = "Button"}, "Each press is an event.",
           Row(button, bind([button](bool) { return str(button.clicks(), " so far"); }, button))),
      Card({.title = "IntSlider, FloatSlider"}, "A number within bounds.", whole, part),
      Card({.title = "Checkbox, Toggle"}, "Yes or no.", Row(checkbox, toggle)),
      Card({.title = "TextInput"}, "Its value on Enter, or on leaving it.", name,
           bind([](const std::string& name) { return str("Hello, ", name); }, name)),
      Card({.title = "TextArea"}, "Text of several lines.",
           TextArea({.label = "Note", .value = "Round,\nlight,\nseaworthy", .rows = 3})),
      Card({.title = "NumberInput"}, "A number, or none.",
           NumberInput({.label = "Width", .value = 1.2, .start = 0.0})),
      Card({.title = "Select"}, "One of many.", select),
      Card({.title = "RadioGroup"}, "One of a few.", size),
      Card({.title = "DatePicker"}, "A day.",
           DatePicker({.label = "Launch", .value = 2026y / 11 / 21})),
      Card({.title = "ColorPicker"}, "A colour.",
           ColorPicker({.label = "Paint", .value = "#0b6684"})),
      Card({.title = "FileInput"}, "Files, which are streamed in.", FileInput({.label = "Chart"})));
}

View values() {
  const auto work = bind([]() -> AsyncGenerator<int> {
    for (int percent = 0;; percent = (percent + 5) % 105) {
      co_yield percent;
      co_await sleep(500ms);
    }
  });
  Progress progress({.label = "Loaded"});
  progress.value.follow(work);
  const Module compass("compass.mjs", {{"heading", 45}});
  const auto heading = [](const JsonValue& degrees) {
    return str("Heading ", degrees.number_or(0), " degrees");
  };
  const Bytes boat(std::string_view(
      R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 24"><path d="M2 8h56c-4 20-52 20-56 0z" fill="#1f7a99"/></svg>)"));
  return Grid(
      Card({.title = "StaticText, Str"}, "Text is text: nothing in it is markup.",
           StaticText({.value = "<Coracle>", .label = "Boat"}), Str("a  string")),
      Card({.title = "Number"}, "With its digits and its unit.",
           Number({.value = 12.5, .label = "Speed", .digits = 2, .unit = "km/h"})),
      Card({.title = "Progress, FloatProgress"}, "How far it is; or that nobody knows.", progress,
           FloatProgress({.label = "On its way"})),
      Card({.title = "Spinner, StatusIndicator"}, "That something goes on.",
           Row(Spinner(), StatusIndicator({.object = work, .label = "Work"}))),
      Card({.title = "Html, Markdown"}, "Sanitised, unless it is trusted.",
           Html("Some <b>bold</b> words"), Markdown("and a *list*:\n\n- one\n- two")),
      Card({.title = "Json"}, "Opened where it is pressed.",
           Json(R"({"name": "Ada", "tags": ["a", "b"]})")),
      Card(
          {.title = "Jpg, Png, Gif, WebP, Svg"}, "From an address, from bytes, or from a response.",
          Row(Jpg({.object = "images/boat.jpg", .alt = "A boat", .height = 48, .caption = "Jpg"}),
              Png({.object = "images/boat.png", .alt = "A boat", .height = 48, .caption = "Png"}),
              Gif({.object = "images/boat.gif", .alt = "A boat", .height = 48, .caption = "Gif"}),
              WebP(
                  {.object = "images/boat.webp", .alt = "A boat", .height = 48, .caption = "WebP"}),
              Svg({.object = boat, .alt = "A boat", .height = 48, .caption = "Bytes"}))),
      Card({.title = "Module"}, "An ES module in the page, with anywidget's contract.", compass,
           bind(heading, compass["heading"])));
}

View data() {
  const ColumnDataSource source(
      {{"day", {1, 2, 3, 4, 5, 6}}, {"rain", {2, 0, 5, 8, 3, 1}}, {"level", {4, 3, 5, 8, 7, 5}}});
  const Figure figure({.label = "Rain and level", .x_label = "day", .height = 220});
  figure.bar(source, {.x = "day", .y = "rain"});
  figure.line(source, {.x = "day", .y = "level"});
  Log log({.label = "Rows"});
  const Table table(source, {.label = "Rain and level", .rows = 4, .selectable = true});
  table.selection.watch([log](const Change<std::vector<int>>& change) {
    for (const int row : change.now) log.print("row ", row, "\n");
  });
  log.print("Select a row.\n");
  return Column(
      Card({.title = "Figure"},
           "Lines, areas, bars and points over columns; where the page lets it, by Bokeh.", figure),
      Card({.title = "Table"}, "The same columns; a header sorts.", table),
      Card({.title = "Log"}, "What a program prints.", log));
}

View layouts() {
  return Grid(
      Card({.title = "Row, Column"}, "Beside each other, or below.", Row("one", "two", "three"),
           Column("one", "two")),
      Card({.title = "Grid"}, "As many columns as there is room for.",
           Grid({.columns = 2}, "a", "b", "c", "d")),
      Card({.title = "Card, Titled"}, "What belongs together.",
           Card({.title = "Inner"}, "content")),
      Card({.title = "Tabs"}, "One at a time; made when first shown.",
           Tabs({.label = "Lakes"}, Titled("Bala", "Llyn Tegid"), Titled("Padarn", "Llanberis"))),
      Card({.title = "Accordion"}, "Opened and closed.",
           Accordion(Titled("Filter", Checkbox({.label = "Only new"})),
                     Titled("Details", "More of it"))),
      Card({.title = "Placeholder"}, "A place for one view.", Placeholder("here")));
}

}  // namespace

View app() {
  return Tabs({.label = "Components"}, Titled("Input", inputs()), Titled("Values", values()),
              Titled("Data", data()), Titled("Layouts", layouts()));
}
CORACLE_APP(app)
