// The installed package's tables in Node: data of texts and numbers, and what is refused.
import assert from "node:assert/strict";
import { test } from "node:test";
import { install } from "./installed.mjs";

const { load } = await install().import("coracle-wasm");

const people = ({ ColumnDataSource }) => new ColumnDataSource({ name: ["Ada", "Grace", "Edsger"], born: [1815, 1906, 1930] });

test("a table lists its data, follows it, and is sorted and selected from by people [b85]", async () => {
  const coracle = await load({});
  const { Table, Column, bind, page } = coracle;
  const source = people(coracle);
  const table = new Table(source, { label: "People", selectable: true, digits: [-1, 1] });
  new Column(table, bind((rows) => `selected ${rows.join()}`, table)).mount("#app");
  assert.match(page.text(), /name born Ada 1815.0 Grace 1906.0 Edsger 1930.0 selected/);
  source.stream({ name: ["Barbara"], born: [1939] });
  source.patch("name", [[0, "Zoe"]]);
  source.patch("born", [[0, 1816], [1, NaN]]);
  await page.advance(20);
  assert.match(page.text(), /Zoe 1816.0 Grace – Edsger 1930.0 Barbara 1939.0/);
  page.click("born");
  page.click("born");
  assert.deepEqual([table.sortBy, table.descending], ["born", true]);
  assert.match(page.text(), /Barbara 1939.0 Edsger 1930.0 Zoe 1816.0 Grace –/);
  page.click("Zoe");
  await page.advance(20);
  assert.deepEqual(table.selection, [0]);
  assert.match(page.text(), /selected 0$/);
  assert.deepEqual([source.texts("name"), [...source.column("born")]], [["Zoe", "Grace", "Edsger", "Barbara"], [1816, NaN, 1930, 1939]]);
  assert.equal(table.object, source);
});

test("the data of a table is that very object, also when nobody else has it [b85]", async () => {
  const coracle = await load({});
  const { Table, ColumnDataSource, page } = coracle;
  const table = new Table();
  table.mount("#app");
  assert.equal(table.object, table.object);
  table.object.set({ n: [7] });
  await page.advance(20);
  assert.match(page.text(), /n 7/);
  const [seen, other] = [[], new ColumnDataSource({ n: [8] })];
  table.watch("object", ({ before, now }) => seen.push(before.column("n")[0], now === other));
  table.object = other;
  await page.advance(20);
  assert.deepEqual(seen, [7, true]);
  assert.match(page.text(), /n 8/);
});

test("what cannot be in a table, or a change of its data, is an error that says so [b85]", async () => {
  const coracle = await load({});
  const { Table, ColumnDataSource, page } = coracle;
  const source = people(coracle);
  const table = new Table(source, { rows: 5 });
  table.mount("#app");
  const refuses = (call, message) => assert.throws(call, { message });
  for (const wrong of [{}, "data", [1], 3, null]) refuses(() => (table.object = wrong), /Table.object must be a ColumnDataSource, not/);
  refuses(() => new Table({ name: ["Ada"] }), /has no "name"/);
  refuses(() => new Table(source, source), /was given/);
  refuses(() => new ColumnDataSource({ name: ["Ada", 3] }), /"name" must be an array of numbers, or of texts/);
  refuses(() => new ColumnDataSource({ name: ["Ada"], born: [1, 2] }), /"name" has 1 values and "born" 2/);
  refuses(() => source.stream({ name: [4], born: [1] }), /"name" has texts/);
  refuses(() => source.stream({ name: ["x"], born: ["y"] }), /"born" has numbers/);
  refuses(() => source.patch("born", [[0, "x"]]), /"born" has numbers/);
  refuses(() => source.patch("born", [[0, 1], [1, "x"]]), /must be an array of numbers, or of texts/);
  refuses(() => source.patch("name", [[3, "x"]]), /no row 3, only 3 of them/);
  const gone = new ColumnDataSource({});
  gone.dispose();
  refuses(() => (table.object = gone), /disposed of/);
  const elsewhere = await load({});
  refuses(() => (table.object = new elsewhere.ColumnDataSource()), /another load/);
  assert.deepEqual(page.reports(), []);
  table.rows = 0;
  table.sortBy = "height";
  table.selection = [9];
  table.columns = ["name", "name"];
  assert.deepEqual(page.reports().map((report) => report.slice(0, 21)), Array(4).fill("bad_argument: Table: "));
  await page.advance(20);
  assert.match(page.text(), /name born Ada 1815 Grace 1906 Edsger 1930/);
});

test("a column that is empty takes numbers or texts [b85]", async () => {
  const { ColumnDataSource, Table, page } = await load({});
  const source = new ColumnDataSource({ name: [], n: [] });
  new Table(source).mount("#app");
  source.stream({ name: ["late", ""], n: [1, 2] });
  await page.advance(20);
  assert.match(page.text(), /late 1/);
  assert.deepEqual([source.texts("name"), source.texts("n"), source.size], [["late", ""], [], 2]);
});
