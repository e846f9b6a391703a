// The installed package in Node: interact.
import assert from "node:assert/strict";
import { test } from "node:test";
import { install } from "./installed.mjs";

const { load } = await install().import("coracle-wasm");

test("a function with a widget for each of its parameters, of every kind of function [b89]", async () => {
  const { Column, Toggle, interact, page, sleep } = await load({});
  const given = { count: 5, gain: [0, 1, 0.25], loud: true, name: "Ada", color: ["red", "green"], on: new Toggle({ label: "On" }) };
  const form = interact((values) => JSON.stringify(values), given);
  assert.ok(form instanceof Column);
  assert.deepEqual(form.objects.slice(0, 6).map(({ type }) => type), ["IntSlider", "FloatSlider", "Checkbox", "TextInput", "Select", "Toggle"]);
  assert.deepEqual([form.objects[0].start, form.objects[0].end, form.objects[1].step], [-5, 15, 0.25]);
  const steps = interact(async function* ({ n }, { signal }) {
    for (let step = 0; step < 3; ++step) {
      yield `step ${step} of ${n}`;
      await sleep(10, { signal });
    }
  }, { n: [0, 9] });
  const asked = interact(async ({ n }) => `asked ${n}`, { n: 0.5 });
  new Column(form, steps, asked).mount("#app");
  page.drag("count", 7);
  page.click("loud");
  page.choose("color", 1);
  page.click("On");
  await page.advance(100);
  assert.match(page.text(), /\{"count":7,"gain":0,"loud":false,"name":"Ada","color":"green","on":true\}/);
  assert.match(page.text(), /step 2 of 0 .*asked 0\.5$/);
  assert.deepEqual(page.reports(), []);
});

test("what no widget can be made of is said at the call [b89]", async () => {
  const { Str, interact } = await load({});
  for (const given of [null, undefined, {}, [], [1], [1, "a"], [2, 1], [0, 1, 0], [0, 1, -1], NaN, Infinity, [0, NaN], () => 1, new Str("x")]) {
    if (given instanceof Str) continue;
    assert.throws(() => interact(() => 1, { x: given }), { name: "TypeError", message: /interact cannot make a widget for x of / }, String(given));
  }
  assert.throws(() => interact(1, {}), { name: "TypeError", message: /takes a function, not 1/ });
  assert.throws(() => interact(() => 1, [1]), { name: "TypeError", message: /as its parameters/ });
  assert.deepEqual(interact(() => "alone", {}).objects.length, 1);
});
