import { load } from "coracle-wasm";

const coracle = await load();
const { Accordion, Button, Card, Checkbox, ColorPicker, Column, ColumnDataSource, DatePicker, Figure, FileInput } = coracle;
const { FloatProgress, FloatSlider, Gif, Grid, Html, IntSlider, Jpg, Json, Log, Markdown, Module, NumberInput, Placeholder } = coracle;
const { Png, Progress, RadioGroup, Row, Select, Spinner, StaticText, StatusIndicator, Str, Svg, Table, Tabs, TextArea } = coracle;
const { TextInput, Titled, Toggle, WebP, bind, sleep } = coracle;
const card = (title, ...views) => new Card({ title }, ...views);
const titled = (title, view) => new Titled(view, { title });

const inputs = () => {
  const button = new Button({ label: "Press" });
  const presses = new Str("0 so far");
  button.onClick(({ count }) => void (presses.object = `${count} so far`));
  const name = new TextInput({ label: "Name", value: "Ada" });
  return new Grid(
    card("Button", "Each press is an event.", new Row(button, presses)),
    card("IntSlider, FloatSlider", "A number within bounds.", new IntSlider({ label: "Whole", value: 3 }), new FloatSlider({ label: "Part", value: 0.4 })),
    card("Checkbox, Toggle", "Yes or no.", new Row(new Checkbox({ label: "Remember", value: true }), new Toggle({ label: "Bold" }))),
    card("TextInput", "Its value on Enter, or on leaving it.", name, bind((name) => `Hello, ${name}`, name)),
    card("TextArea", "Text of several lines.", new TextArea({ label: "Note", value: "Round,\nlight,\nseaworthy", rows: 3 })),
    card("NumberInput", "A number, or none.", new NumberInput({ label: "Width", value: 1.2, start: 0 })),
    card("Select", "One of many.", new Select({ label: "Boat", options: ["Coracle", "Currach", "Canoe"] })),
    card("RadioGroup", "One of a few.", new RadioGroup({ label: "Size", options: ["Small", "Large"] })),
    card("DatePicker", "A day.", new DatePicker({ label: "Launch", value: "2026-11-21" })),
    card("ColorPicker", "A colour.", new ColorPicker({ label: "Paint", value: "#0b6684" })),
    card("FileInput", "Files, which are streamed in.", new FileInput({ label: "Chart" })),
  );
};

const values = () => {
  const work = bind(async function* () {
    for (let percent = 0; ; percent = (percent + 5) % 105) {
      yield percent;
      await sleep(500);
    }
  });
  const progress = new Progress({ label: "Loaded" });
  progress.parameter("value").follow(work);
  const compass = new Module("compass.mjs", { heading: 45 });
  const boat = new TextEncoder().encode(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 24"><path d="M2 8h56c-4 20-52 20-56 0z" fill="#1f7a99"/></svg>`,
  );
  return new Grid(
    card("StaticText, Str", "Text is text: nothing in it is markup.", new StaticText({ label: "Boat", value: "<Coracle>" }), new Str("a  string")),
    card("Number", "With its digits and its unit.", new coracle.Number({ label: "Speed", value: 12.5, digits: 2, unit: "km/h" })),
    card("Progress, FloatProgress", "How far it is; or that nobody knows.", progress, new FloatProgress({ label: "On its way" })),
    card("Spinner, StatusIndicator", "That something goes on.", new Row(new Spinner(), new StatusIndicator(work, { label: "Work" }))),
    card("Html, Markdown", "Sanitised, unless it is trusted.", new Html("Some <b>bold</b> words"), new Markdown("and a *list*:\n\n- one\n- two")),
    card("Json", "Opened where it is pressed.", new Json({ name: "Ada", tags: ["a", "b"] })),
    card(
      "Jpg, Png, Gif, WebP, Svg",
      "From an address, from bytes, or from a response.",
      new Row(
        new Jpg("images/boat.jpg", { alt: "A boat", height: 48, caption: "Jpg" }),
        new Png("images/boat.png", { alt: "A boat", height: 48, caption: "Png" }),
        new Gif("images/boat.gif", { alt: "A boat", height: 48, caption: "Gif" }),
        new WebP("images/boat.webp", { alt: "A boat", height: 48, caption: "WebP" }),
        new Svg(boat, { alt: "A boat", height: 48, caption: "Bytes" }),
      ),
    ),
    card("Module", "An ES module in the page, with anywidget's contract.", compass, bind((degrees) => `Heading ${degrees} degrees`, compass.parameter("heading"))),
  );
};

const data = () => {
  const source = new ColumnDataSource({ day: [1, 2, 3, 4, 5, 6], rain: [2, 0, 5, 8, 3, 1], level: [4, 3, 5, 8, 7, 5] });
  const figure = new Figure({ label: "Rain and level", xLabel: "day", height: 220 });
  figure.bar(source, { x: "day", y: "rain" });
  figure.line(source, { x: "day", y: "level" });
  const log = new Log({ label: "Rows" });
  const table = new Table(source, { label: "Rain and level", rows: 4, selectable: true });
  table.watch("selection", ({ now }) => now.forEach((row) => log.print("row ", row, "\n")));
  log.print("Select a row.\n");
  return new Column(
    card("Figure", "Lines, areas, bars and points over columns; where the page lets it, by Bokeh.", figure),
    card("Table", "The same columns; a header sorts.", table),
    card("Log", "What a program prints.", log),
  );
};

const layouts = () =>
  new Grid(
    card("Row, Column", "Beside each other, or below.", new Row("one", "two", "three"), new Column("one", "two")),
    card("Grid", "As many columns as there is room for.", new Grid({ columns: 2 }, "a", "b", "c", "d")),
    card("Card, Titled", "What belongs together.", card("Inner", "content")),
    card("Tabs", "One at a time; made when first shown.", new Tabs({ label: "Lakes" }, titled("Bala", "Llyn Tegid"), titled("Padarn", "Llanberis"))),
    card("Accordion", "Opened and closed.", new Accordion(titled("Filter", new Checkbox({ label: "Only new" })), titled("Details", "More of it"))),
    card("Placeholder", "A place for one view.", new Placeholder("here")),
  );

new Tabs(
  { label: "Components" },
  titled("Input", inputs()),
  titled("Values", values()),
  titled("Data", data()),
  titled("Layouts", layouts()),
).mount("#app");
