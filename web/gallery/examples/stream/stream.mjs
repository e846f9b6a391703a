import { load } from "coracle-wasm";

const { Button, Column, ColumnDataSource, Figure, sleep, withLock } = await load();

// Up or down by at most 1 each step.
const randomWalk = (from, steps) => Array.from({ length: steps }, () => (from += 2 * Math.random() - 1));
const nextFive = (x) => [1, 2, 3, 4, 5].map((step) => x + step);

const source = new ColumnDataSource({ x: [0], y: [0] });
const figure = new Figure({ title: "A random walk", xLabel: "step", height: 260, legend: false });
figure.line(source);

const button = new Button({ label: "Five more, in a second" });
// Locked: no other press reads the last point before this one has added to it.
button.onClick(
  withLock(async (click, { signal }) => {
    await sleep(1000, { signal });
    const x = source.column("x").at(-1);
    const y = source.column("y").at(-1);
    source.stream({ x: nextFive(x), y: randomWalk(y, 5) }, 200);
  }),
);
new Column(button, figure).mount("#app");
