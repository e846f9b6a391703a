// The installed package in Node: link.
import assert from "node:assert/strict";
import { test } from "node:test";
import { install } from "./installed.mjs";

const { load } = await install().import("coracle-wasm");

test("a link: one way, both ways, with a transform, until it or either of the two ends [b88]", async () => {
  const { IntSlider, FloatSlider, Progress, TextInput, link, page } = await load({});
  const slider = new IntSlider({ end: 100, value: 3 });
  const progress = new Progress();
  const subscription = link(slider, progress.parameter("value"));
  assert.equal(progress.value, 3);
  slider.value = 4;
  assert.equal(progress.value, 4);
  progress.value = 9;
  assert.equal(slider.value, 4);
  subscription.dispose();
  slider.value = 5;
  assert.equal(progress.value, 9);

  const celsius = new FloatSlider({ end: 100 });
  const fahrenheit = new FloatSlider({ end: 212 });
  link(celsius, fahrenheit, { transform: (c) => (c * 9) / 5 + 32, back: (f) => Math.trunc(((f - 32) * 5) / 9) });
  assert.equal(fahrenheit.value, 32);
  celsius.value = 0.5;
  assert.deepEqual([celsius.value, fahrenheit.value], [0.5, 32.9]);
  fahrenheit.value = 212;
  assert.equal(celsius.value, 100);

  const [a, b] = [new TextInput(), new TextInput()];
  const both = link(a, b, { bothWays: true });
  b.value = "from b";
  assert.equal(a.value, "from b");
  a.value = "from a";
  assert.equal(b.value, "from a");
  a.dispose();
  assert.equal(both.active, false);
  b.value = "alone";
  assert.deepEqual(page.reports(), []);
});

test("what cannot be linked is said at the call, what goes wrong later is reported [b88]", async () => {
  const { Button, IntSlider, TextInput, bind, link, page } = await load({});
  const slider = new IntSlider();
  const text = new TextInput();
  const refused = [
    [() => link(slider, text), /TextInput\.value must be a string, not 0/],
    [() => link(new Button(), slider), /link's source must be a parameter/],
    [() => link(slider, bind(() => 1)), /link's target must be a parameter/],
    [() => link(1, slider), /link's source .* not 1/],
    [() => link(slider, text, { transform: async (value) => value }), /gives a value at once/],
    [() => link(slider, text, { transform: String, bothWays: true }), /needs the way back/],
    [() => link(slider, text, { transforms: String }), /has no "transforms"/],
  ];
  for (const [call, message] of refused) assert.throws(call, { message }, String(call));
  link(slider, text, { transform: (value) => (value < 2 ? String(value) : value) });
  slider.value = 1;
  assert.equal(text.value, "1");
  slider.value = 2;
  assert.equal(text.value, "1");
  assert.match(page.reports().join(), /TextInput\.value must be a string, not 2/);
  link(slider, slider);
  assert.match(page.reports().join(), /linked with itself/);
});
