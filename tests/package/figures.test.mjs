// The installed package's figures in Node: their data, and what is refused. They are drawn in browser tests.
import assert from "node:assert/strict";
import { test } from "node:test";
import { install } from "./installed.mjs";

const { load } = await install().import("coracle-wasm");

test("columns are set, streamed to and patched; who reads them hears of it [b86]", async () => {
  const { ColumnDataSource, Figure, bind, Column, page } = await load({});
  const source = new ColumnDataSource({ x: [0, 1], y: new Float64Array([5, 6]) });
  const figure = new Figure({ title: "Walk", xLabel: "step" });
  figure.line(source, { color: "red" });
  figure.scatter(source, { x: "x", y: "y", label: "points", size: 3 });
  new Column(figure, bind(() => `${source.size} rows`)).mount("#app");
  source.stream({ x: [2], y: [7] });
  source.stream({ y: [8, 9], x: [3, 4] }, 3);
  source.patch("y", [[0, -1], [2, NaN]]);
  assert.deepEqual([...source.column("x")], [2, 3, 4]);
  assert.deepEqual([...source.column("y")], [-1, 8, NaN]);
  assert.deepEqual([source.size, source.names, [...source.column("z")]], [3, ["x", "y"], []]);
  page.advance(20);
  assert.match(page.text(), /rows/);
  source.set({ a: [1] });
  assert.deepEqual([source.size, source.names], [1, ["a"]]);
  assert.deepEqual([figure.title, figure.xLabel, figure.height], ["Walk", "step", 300]);
});

test("what cannot be a change of the data is an error at the call that says what can [b86]", async () => {
  const { ColumnDataSource, Figure } = await load({});
  const source = new ColumnDataSource({ x: [0, 1], y: [5, 6] });
  const figure = new Figure();
  const refuses = (call, message) => assert.throws(call, { message });
  refuses(() => source.stream({ x: [2], y: [7, 8] }), /of one length, but "x" has 1 values and "y" 2/);
  refuses(() => source.stream({ x: [2] }), /values for "y" are missing/);
  refuses(() => source.stream({ x: [2], y: [7], z: [1] }), /no column "z"/);
  refuses(() => source.stream({ x: [2], y: ["7"] }), /the column "y" has numbers/);
  refuses(() => source.stream({ x: [2], y: [true] }), /the column "y" must be an array of numbers, or of texts/);
  refuses(() => source.stream([1, 2]), /takes an object of columns/);
  refuses(() => source.stream({ x: [2], y: [7] }, -1), /rollover is how many rows to keep/);
  refuses(() => source.patch("z", [[0, 1]]), /no column "z"/);
  refuses(() => source.patch("y", [[2, 1]]), /no row 2, only 2 of them/);
  refuses(() => source.patch("y", [[-1, 1]]), /pairs of a row and its value/);
  refuses(() => source.patch("y", 3), /pairs of a row and its value/);
  refuses(() => new ColumnDataSource({ x: [1], y: [] }), /"x" has 1 values and "y" 0/);
  refuses(() => figure.line({}), /a figure draws a ColumnDataSource/);
  refuses(() => figure.line(source, { y: "height" }), /the source has no column "height"/);
  refuses(() => figure.line(source, { colour: "red" }), /colour/);
  assert.deepEqual([[...source.column("x")], [...source.column("y")]], [[0, 1], [5, 6]]);
  source.dispose();
  source.dispose();
  refuses(() => source.size, /disposed of/);
});
