import { load } from "coracle-wasm";

const coracle = await load();
const { Card, Column, ColumnDataSource, Figure, FloatSlider, Grid, Log, Row, Select, Table, Toggle, bind, every } = coracle;

const stations = ["Bala", "Corwen", "Llangollen", "Chirk"];

// A row each half second, and for each station its last level.
const levels = new ColumnDataSource({ second: [0], ...Object.fromEntries(stations.map((name) => [name, [2]])) });
const latest = new ColumnDataSource({ station: stations, level: stations.map(() => 2), highest: stations.map(() => 2) });

const station = new Select({ label: "Station", options: stations });
const limit = new FloatSlider({ label: "Warn above", value: 2.4, start: 1, end: 4 });
const live = new Toggle({ label: "Live", value: true });
const table = new Table(latest, { label: "Stations", digits: [-1, 2, 2], rows: 4, sortBy: "level", descending: true });
const log = new Log({ limit: 200, label: "Warnings" });

const clock = every(500, () => {
  const row = { second: [levels.column("second").at(-1) + 0.5] };
  stations.forEach((name, i) => {
    const before = latest.column("level")[i];
    // A step of a river's level, in metres.
    const level = Math.max(0.5, before + (2 * Math.random() - 1) / 8);
    row[name] = [level];
    latest.patch("level", [[i, level]]);
    if (level > latest.column("highest")[i]) latest.patch("highest", [[i, level]]);
    if (before <= limit.value && level > limit.value) log.print(name, " has risen above ", limit.value, " m\n");
  });
  levels.stream(row, 120);
});
live.watch("value", ({ now }) => (now ? clock.start() : clock.stop()));

const figure = bind((name) => {
  const figure = new Figure({ title: name, xLabel: "seconds", yLabel: "metres", height: 240, legend: false });
  figure.area(levels, { x: "second", y: name });
  return figure;
}, station);
new Column(
  new Row(station, limit, live),
  new Grid(new Card(figure), new Card({ title: "Stations" }, table)),
  new Card({ title: "Warnings" }, log),
).mount("#app");
