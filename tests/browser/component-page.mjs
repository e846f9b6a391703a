// Any widget, or all components, with what the tests ask of it; in the pages of component-pages.mjs.
import { load } from "./package/index.mjs";

const coracle = await load();
const has = (name, member) => member in coracle[name].prototype;
const classes = Object.keys(coracle).filter((name) => {
  const { prototype } = typeof coracle[name] === "function" ? coracle[name] : {};
  return prototype !== undefined && "mount" in prototype;
});

// A value that a widget does not begin with, by what it begins with.
const another = {
  number: (value) => value + 0.5,
  boolean: (value) => !value,
  string: (value) => (value.startsWith("#") ? "#123456" : "other"),
  undefined: () => 7,
};

let listening = false;

const shared = {
  widgets: classes.filter((name) => has(name, "disabled")),
  mounted: undefined,
  mount(name, options) {
    mounted?.dispose();
    document.documentElement.dir = "ltr";
    Object.assign(globalThis, { committed: 0, presses: 0, fired: [], told: [] });
    const choices = has(name, "options") ? { options: ["one", "two", "three"] } : {};
    const named = has(name, "name") ? options : { ...options, name: undefined };
    const given = Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
    globalThis.widget = new coracle[name]({ label: "The label", ...choices, ...given });
    globalThis.member = ["value", "files", "pressed"].find((member) => has(name, member));
    if (member === "pressed") widget.onClick(() => void (++presses, ++committed));
    else widget.watch(member, () => void ++committed, { rate: coracle.onCommit });
    for (const name of ["committed", "entered"]) if (has(widget.type, name)) widget.watch(name, () => void told.push(name));
    globalThis.mounted = new coracle.Row(widget).mount("#app");
  },
  read: () => (member === "pressed" ? presses : member === "files" ? widget.files.map(({ name }) => name) : widget[member]),
  set() {
    if (member === "pressed") widget.press();
    else if ("options" in widget) widget.value = widget.options[1];
    else if (widget.type === "DatePicker") widget.value = "2026-11-21";
    else if (widget.type === "IntSlider") widget.value = 3;
    else widget[member] = another[typeof widget[member]](widget[member]);
    return read();
  },
  /** What the page says of it. */
  shown: () => [
    ...[...document.querySelectorAll("#app input, #app select, #app textarea")].map(({ value, checked }) => `${value} ${checked}`),
    ...[...document.querySelectorAll("#app [aria-pressed]")].map((button) => button.getAttribute("aria-pressed")),
  ],
  listen() {
    if (listening) return;
    listening = true;
    for (const kind of ["input", "change", "click", "reset"]) {
      document.querySelector("#app").addEventListener(kind, () => fired.push(kind), true);
    }
  },
  mountAll() {
    const { Column, Row } = coracle;
    const make = (name) =>
      new coracle[name]({ label: name, ...(has(name, "options") && { options: ["one", "two", "three"] }) });
    const off = (name) => Object.assign(make(name), { label: `${name}, off`, disabled: true });
    const { Accordion, Card, ColumnDataSource, Figure, Grid, Html, Markdown, Placeholder, Tabs, Titled } = coracle;
    const { Json, Log, Number, Progress, FloatProgress, Spinner, StaticText, StatusIndicator, Str, Svg, bind } = coracle;
    const log = new Log();
    log.print("a line\n");
    log.error("a line that tells of an error\n");
    const people = new coracle.ColumnDataSource({ name: ["Ada", "Grace", "Edsger"], born: [1815, 1906, 1930], score: [1.5, NaN, -0.25] });
    const many = new coracle.ColumnDataSource({ a: Array.from({ length: 1000 }, (_, i) => i) });
    const picture = new TextEncoder().encode(
      `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="60"><rect width="120" height="60" fill="#1f7a99"/></svg>`,
    );
    const work = bind(() => "what a binding shows");
    const source = new ColumnDataSource({ x: [0, 1, 2, 3], y: [1, 3, 2, 4] });
    const figure = new Figure({ title: "A figure", xLabel: "x", yLabel: "y", height: 200 });
    figure.line(source, { label: "line" });
    const prose = "# Heading\n\nText with `code`, a [link](#before) and\n\n| a | b |\n|---|--:|\n| c | 1 |\n\n```\npre\n```\n\n- item\n\n> quoted";
    new Column(
      ...shared.widgets.map((name) => new Row(make(name), off(name))),
      new Row(new Progress({ value: 30, label: "Loaded" }), new FloatProgress({ label: "Nobody knows" }), new Spinner()),
      new Row(new StaticText({ label: "Static", value: "text" }), new Str("a  string"), new StatusIndicator(work, { label: "Work" }), work),
      new Row(new Number({ label: "Speed", value: 12.5, digits: 2, unit: "km/h" }), new Number({ label: "Nothing" })),
      new Json({ name: "Ada", tags: ["a", "b"], more: { deep: [1, 2, null] }, ok: true }),
      new Row(
        new Svg(picture, { alt: "A rectangle", caption: "A rectangle, 60 pixels high", height: 60 }),
        new Svg(picture, { alt: "The start", link: "#before", width: 60 }),
      ),
      new Grid(
        new Card({ title: "Card" }, "in a card", new coracle.Button({ label: "In a card" })),
        new Tabs({ label: "Tabs" }, new Titled(new Column("in the first tab", new coracle.Checkbox({ label: "In a tab" })), { title: "One" }), new Titled("second", { title: "Two" })),
        new Accordion({ active: [0] }, new Titled("in a section", { title: "Opened" }), new Titled("not shown", { title: "Closed" })),
        new Placeholder("in a placeholder"),
      ),
      new Row(new Html("<p>Some <b>words</b> and a <a href='#after'>link</a></p>"), new Markdown(prose)),
      figure,
      log,
      new coracle.Table(people, { label: "People", selectable: true, selection: [1], sortBy: "born", digits: [-1, 0, 2] }),
      new coracle.Table(many, { label: "Numbers", rows: 5 }),
      new coracle.IntSlider({ start: 5, end: 1 }), // an error in place
    ).mount("#app");
  },
};
Object.assign(globalThis, shared, { coracle });
document.querySelector("#form").addEventListener("submit", (event) => event.preventDefault());
document.body.dataset.ready = "";
