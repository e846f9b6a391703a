// The installed package in Node: layouts, and what can be done with the list of what they hold.
import assert from "node:assert/strict";
import { test } from "node:test";
import { install } from "./installed.mjs";

const { load } = await install().import("coracle-wasm");

test("list operations: each is one change; all layouts have them [b87]", async () => {
  const { Accordion, Card, Column, Grid, Row, Str, Tabs, page } = await load({});
  const column = new Column("a", "b", "c");
  column.mount("#app");
  let changes = 0;
  column.watch("objects", () => ++changes);
  const str = new Str("d");
  const steps = [
    [() => column.append(str, 5), "a b c d 5"],
    [() => column.insert(0, "first"), "first a b c d 5"],
    [() => column.set(1, "A"), "first A b c d 5"],
    [() => assert.deepEqual(column.slice(1, 3, ["x"]), ["A", "b"]), "first x c d 5"],
    [() => column.reverse(), "5 d c x first"],
    [() => assert.equal(column.pop(), "first"), "5 d c x"],
    [() => assert.equal(column.pop(1), str), "5 c x"],
    [() => column.append(str), "5 c x d"],
    [() => column.remove(str), "5 c x"],
    [() => column.remove("c"), "5 x"],
    [() => column.clear(), ""],
  ];
  for (const [step, text] of steps) {
    const before = changes;
    step();
    await page.advance(0);
    assert.equal(page.text(), text);
    assert.equal(changes, before + 1);
  }
  column.objects = ["a", str, "c"];
  assert.deepEqual(column.slice(1), [str, "c"]);
  assert.deepEqual(column.slice(0, 1), ["a"]);
  for (const Layout of [Row, Grid, Card, Tabs, Accordion]) {
    const layout = new Layout("one");
    layout.append("two");
    assert.deepEqual(layout.objects, ["one", "two"], Layout.name);
  }
});

test("a place that is not there, or what is no view, is an error at the call [b87]", async () => {
  const { Column, page } = await load({});
  const column = new Column("a", "b");
  const refused = [
    [() => column.insert(3, "x"), RangeError, /Column\.insert: there is no place 3; use 0 to 2/],
    [() => column.insert(-1, "x"), RangeError, /there is no place -1/],
    [() => column.insert(0.5, "x"), TypeError, /takes a whole number as a place, not 0.5/],
    [() => column.insert("0", "x"), TypeError, /not "0"/],
    [() => column.insert(NaN, "x"), TypeError, /not NaN/],
    [() => column.set(2, "x"), RangeError, /Column\.set: there is no place 2; use 0 to 1/],
    [() => column.pop(2), RangeError, /Column\.pop: there is no place 2/],
    [() => column.slice(2, 1), RangeError, /2 comes after 1/],
    [() => column.slice(0, 1, "x"), TypeError, /takes an array of views, not "x"/],
    [() => column.append({}), TypeError, /Column\.append.* not an object of class Object/],
    [() => column.append(column), Error, /a layout cannot hold itself/],
    [() => column.remove("c"), Error, /Column\.remove: it does not hold "c"/],
    [() => new Column().pop(), RangeError, /it holds nothing/],
  ];
  for (const [call, type, message] of refused) assert.throws(call, (error) => error instanceof type && message.test(error.message), String(call));
  assert.deepEqual(column.objects, ["a", "b"]);
  assert.deepEqual(page.reports(), []);
  column.dispose();
  assert.throws(() => column.append("x"), { message: /disposed/ });
});

test("tabs and accordion: titles, what is active, options before views [b87]", async () => {
  const { Accordion, Column, Tabs, Titled, bind, page } = await load({});
  const plot = new Titled("the plot", { title: "Plot" });
  const tabs = new Tabs({ active: 1 }, plot, new Titled("the data", { title: "Data" }), "third");
  const accordion = new Accordion({ active: [0], exclusive: true }, plot, "folded");
  const mounted = new Column(tabs, accordion, bind((active, open) => `${active} ${open}`, tabs, accordion)).mount("#app");
  assert.equal(page.text(), "Plot Data Tab 3 the data Plot the plot Section 2 1 0");
  page.click("Tab 3");
  page.click("Section 2");
  await page.advance(0);
  assert.deepEqual([tabs.active, accordion.active], [2, [1]]);
  plot.title = "Picture";
  tabs.active = 0;
  await page.advance(0);
  assert.equal(page.text(), "Picture Data Tab 3 the plot Picture Section 2 folded 0 1");
  tabs.active = 7;
  assert.equal(tabs.active, 0);
  assert.deepEqual(page.reports(), ["bad_argument: Tabs: there is no tab 7; there are 3"]);
  assert.throws(() => (accordion.active = [0, "1"]), { name: "TypeError", message: /Accordion\.active must be an array of whole numbers of 32 bits, not "1"/ });
  assert.throws(() => new Tabs({ active: 1, on: 2 }, "a"), { message: /has no "on"/ });
  mounted.dispose();
  assert.equal(page.counts().nodes, 0);
});

test("grid, card, placeholder [b87]", async () => {
  const { Card, Grid, Placeholder, page } = await load({});
  const place = new Placeholder("later");
  const grid = new Grid({ columns: 2 }, new Card({ title: "Filter" }, "from"), place);
  grid.mount("#app");
  assert.equal(page.text(), "Filter from later");
  assert.match(page.markup(), /grid-template-columns="repeat\(2,minmax\(0,1fr\)\)"/);
  place.object = "now";
  await page.advance(0);
  assert.equal(page.text(), "Filter from now");
  assert.throws(() => new Grid({ columns: 1.5 }), { name: "TypeError", message: /Grid\.columns must be a whole number/ });
  assert.deepEqual(new Grid({ objects: ["a"] }).objects, ["a"]);
});
