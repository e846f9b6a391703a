// The installed package's Module in Node: its parameters, and what is refused. It is shown in browser tests.
import assert from "node:assert/strict";
import { test } from "node:test";
import { install } from "./installed.mjs";

const { load } = await install().import("coracle-wasm");

test("a module's parameters are read, set, watched, bound and followed by name", async () => {
  const { Module, IntSlider, Column, bind, page } = await load({});
  const counter = new Module("counter.mjs", { value: 1, label: "a", message: null });
  const heard = [];
  counter.watch("value", ({ before, now }) => heard.push([before, now]));
  const slider = new IntSlider({ label: "Size", start: 0, end: 10, value: 4 });
  new Column(slider, bind((value) => `value ${JSON.stringify(value)}`, counter.parameter("value"))).mount("#app");
  await page.advance(20);
  assert.match(page.text(), /value 1/);
  counter.set("value", 2);
  counter.set({ value: { list: [1, "two", null, true] }, label: "b" });
  await page.advance(20);
  assert.match(page.text(), /value {"list":\[1,"two",null,true\]}/);
  assert.deepEqual(heard, [[1, 2], [2, { list: [1, "two", null, true] }]]);
  counter.follow("value", slider);
  page.drag("Size", 7);
  await page.advance(20);
  assert.deepEqual([counter.get("value"), counter.get("label"), counter.get("message")], [7, "b", null]);
  assert.equal(counter.parameter("value").value, 7);
  assert.equal(counter.type, "Module");
  assert.deepEqual(page.reports(), []);
});

test("bytes in a module's parameters are Uint8Arrays, copied both ways", async () => {
  const { Module } = await load({});
  const bytes = new Uint8Array([1, 2, 3]);
  const plot = new Module("plot.mjs", { points: { y: bytes, x: new Float64Array([0.5]).buffer }, plain: { $bytes: 0 } });
  bytes[0] = 9;
  const { x, y } = plot.get("points");
  assert.deepEqual([...y], [1, 2, 3]);
  assert.deepEqual(new Float64Array(x.buffer), new Float64Array([0.5]));
  assert.deepEqual(plot.get("plain"), { $bytes: 0 });
});

test("a module that C++ gives back is the same kind of object, with the same parameters", async () => {
  const { Module, Column } = await load({});
  const column = new Column(new Module("a.mjs", { one: 1, two: 2 }));
  await new Promise((resolve) => setTimeout(resolve));
  globalThis.gc?.();
  const [module] = column.objects;
  assert.ok(module instanceof Module);
  assert.deepEqual([module.get("one"), module.get("two")], [1, 2]);
});

test("what a module cannot take is an error that says what it can, and changes nothing", async () => {
  const { Module } = await load({});
  const module = new Module("a.mjs", { value: 1, label: "x" });
  const refuses = (call, message) => assert.throws(call, { message });
  refuses(() => new Module(), /takes the address of an ES module and its parameters, not undefined/);
  refuses(() => new Module("a.mjs", 3), /takes the address of an ES module and its parameters, not 3/);
  refuses(() => new Module("a.mjs", {}, 4), /not 4/);
  refuses(() => new Module("a.mjs", { value: 1n }), /Module: value must be a value that JSON can express/);
  refuses(() => module.get("size"), /no "?size"?.*value.*label/s);
  refuses(() => module.set("size", 3), /size/);
  refuses(() => module.set({ label: "y", value: Symbol("s") }), /Module: value must be a value that JSON can express/);
  const own = {};
  own.self = own;
  refuses(() => module.set("value", own), /must be a value that JSON can express/);
  let deep = 1;
  for (let i = 0; i < 201; ++i) deep = [deep];
  refuses(() => module.set("value", deep), /nested no deeper than 200/);
  module.set("value", deep[0]);
  refuses(() => (module.value = 3), /set\("value", …\)/);
  refuses(() => module.watch("size", () => {}), /size/);
  refuses(() => module.send(() => {}), /Module.send's message must be a value that JSON can express/);
  refuses(() => module.onMessage(3), /Module.onMessage takes a function, not 3/);
  refuses(() => module.onMessage(() => {}, { policies: 1 }), /policies/);
  assert.equal(module.get("label"), "x");
  module.set("value", NaN);
  assert.equal(module.get("value"), null);
  module.set("label", "m".repeat(1 << 20));
  assert.equal(module.get("label").length, 1 << 20);
  module.dispose();
  refuses(() => module.get("value"), /disposed of/);
});
