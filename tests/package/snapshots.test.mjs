// The installed package in Node: snapshot and restore.
import assert from "node:assert/strict";
import { test } from "node:test";
import { install } from "./installed.mjs";

const { load } = await install().import("coracle-wasm");

test("what was snapshot is restored; what does not fit is said, and the rest restored [b90]", async () => {
  const { Checkbox, Column, IntSlider, Select, TextInput, page, restore, snapshot } = await load({});
  const slider = new IntSlider({ label: "Count", value: 3 });
  const name = new TextInput({ value: "Ada" });
  const select = new Select({ options: ["a", "b"] });
  const column = new Column(slider, "text", name, select);
  const state = snapshot(column);
  assert.equal(state.type, "Column");
  assert.deepEqual(state.objects[0], { type: "IntSlider", label: "Count", value: 3, committed: 3, start: 0, end: 10, step: 1, disabled: false, name: "" });
  assert.equal(state.objects[1], null);
  slider.end = 100;
  slider.value = 50;
  name.value = "Grace";
  select.options = ["c"];
  assert.deepEqual(restore(column, state), []);
  assert.deepEqual([slider.value, slider.end, name.value, select.value], [3, 10, "Ada", "a"]);
  assert.deepEqual(restore(column, JSON.stringify(state)), []);

  state.objects[0].value = "seven";
  state.objects[0].end = 7;
  state.objects[2].valve = 1;
  const errors = restore(column, state);
  assert.deepEqual(errors.map(({ message }) => message), [
    "objects[2].valve: TextInput has no such parameter",
    'objects[0].value: it cannot be "seven"',
  ]);
  assert.ok(errors.every((error) => error instanceof Error && error.code === "bad_state"));
  assert.deepEqual([slider.end, slider.value], [7, 3]);
  assert.match(restore(new Checkbox(), state)[0].message, /here stands Checkbox, the state is of Column/);
  assert.match(restore(column, "{")[0].message, /this is no snapshot/);
  assert.throws(() => restore(column, 7), { name: "TypeError", message: /restore takes what snapshot gave/ });
  assert.throws(() => snapshot({}), { name: "TypeError", message: /snapshot takes a component/ });
  assert.equal(snapshot("text"), null);
  column.dispose();
  assert.throws(() => snapshot(column), { message: /disposed/ });
  assert.deepEqual(page.reports(), []);
});

test("every component has a snapshot, which it can be restored from [b90]", async () => {
  const coracle = await load({});
  for (const [name, Class] of Object.entries(coracle)) {
    if (!Class?.prototype || !("parameter" in Class.prototype)) continue;
    const component = name === "Module" ? new Class("a.mjs", { value: { list: [1, "two"] } }) : new Class();
    const state = coracle.snapshot(component);
    assert.equal(state.type, component.type);
    assert.ok(Object.keys(state).length > 1, `${name}: describe_component.cpp does not know it`);
    assert.deepEqual(coracle.restore(component, state), [], name);
  }
  assert.deepEqual(coracle.page.reports(), []);
});

test("the state in the URL's fragment [b90]", async () => {
  const { Checkbox, restoreFromUrl, snapshotToUrl } = await load({});
  const box = new Checkbox({ label: "Loud" });
  assert.deepEqual(restoreFromUrl(box), []);
  box.value = true;
  snapshotToUrl(box);
  box.value = false;
  assert.deepEqual(restoreFromUrl(box), []);
  assert.equal(box.value, true);
});
