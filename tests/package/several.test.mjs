// The installed package in Node: watchers of several sources, functions that are sources, errors of the program.
import assert from "node:assert/strict";
import { test } from "node:test";
import { install } from "./installed.mjs";

const { load } = await install().import("coracle-wasm");

test("a watcher of several sources runs once per commit, with what happened to each, in order [b6]", async () => {
  const { Button, IntSlider, Checkbox, Column, batch, bind, page, watch } = await load({});
  const slider = new IntSlider({ label: "Size", end: 9 });
  const box = new Checkbox({ label: "Loud" });
  const button = new Button({ label: "Go" });
  const doubled = bind((size) => size * 2, slider);
  const heard = [];
  const subscription = watch([slider, box, button, doubled], ([size, loud, press, twice]) => {
    heard.push([size && [size.before, size.now], loud?.now, press?.count, twice?.now]);
  });
  new Column(slider, box, button, doubled).mount("#app");
  slider.value = 2;
  batch(() => {
    slider.value = 3;
    box.value = true;
    slider.value = 4;
  });
  batch(() => {
    box.value = false;
    box.value = true;
  });
  page.click("Go");
  await page.advance(0);
  assert.deepEqual(heard, [
    [[0, 2], undefined, undefined, 4],
    [[2, 4], true, undefined, 8],
    [undefined, undefined, 1, undefined],
  ]);
  subscription.dispose();
  slider.value = 5;
  assert.equal(heard.length, 3);
  assert.throws(() => watch(slider, () => {}), { name: "TypeError", message: /watch\(\[source, …\], f\) was given an object/ });
  assert.throws(() => watch([], () => {}), { name: "TypeError" });
  assert.throws(() => watch([slider, 7], () => {}), { name: "TypeError", message: /watch takes a parameter.*not 7/ });
  assert.deepEqual(page.reports(), []);
});

test("a watcher of several: policy, order, errors; its end leaves nothing [b6, b47]", async () => {
  const { IntSlider, page, sleep, watch } = await load({});
  const [a, b] = [new IntSlider({ end: 9 }), new IntSlider({ end: 9 })];
  const before = page.counts();
  const heard = [];
  const errors = [];
  const { latest } = await load({});
  const later = watch([a, b], async (_, { signal }) => {
    heard.push(`begin ${a.value}${b.value}`);
    await sleep(10, { signal });
    heard.push(`end ${a.value}${b.value}`);
  }, { policy: latest });
  const failing = watch([b, a], () => {
    heard.push("first");
    throw new Error("no");
  }, { order: -1, onError: ({ message }) => errors.push(message) });
  a.value = 1;
  b.value = 2;
  await page.advance(50);
  assert.deepEqual(heard.filter((entry) => entry !== "first").at(-1), "end 12");
  assert.equal(heard.filter((entry) => entry.startsWith("end")).length, 1);
  assert.equal(heard[0], "first");
  assert.deepEqual(errors, ["no", "no"]);
  later.dispose();
  failing.dispose();
  const { observers, links } = page.counts();
  assert.deepEqual([observers, links], [before.observers, before.links]);
});

test("the function may be the value of a source [b28]", async () => {
  const { Checkbox, Column, IntSlider, bind, page, sleep } = await load({});
  const box = new Checkbox({ label: "Slow" });
  const slider = new IntSlider({ label: "Size", value: 3, end: 9 });
  const plain = (size) => `plain ${size}`;
  async function* slow(size) {
    yield `first ${size}`;
    await sleep(10);
    yield `second ${size}`;
  }
  const chosen = bind((isSlow) => (isSlow ? slow : plain), box);
  new Column(bind(chosen, slider), bind(chosen, { size: slider.parameter("end") })).mount("#app");
  assert.match(page.text(), /plain 3 plain \[object Object\]$/);
  box.value = true;
  await page.advance(5);
  assert.match(page.text(), /first 3/);
  await page.advance(20);
  assert.match(page.text(), /second 3/);
  slider.value = 4;
  await page.advance(30);
  assert.match(page.text(), /second 4/);
  box.value = false;
  await page.advance(5);
  assert.match(page.text(), /plain 4/);
  const wrong = bind(slider, 1);
  wrong.mount("#other");
  await page.advance(0);
  assert.equal(wrong.status, "error");
  assert.match(wrong.error.message, /the source of bind's function gave 4/);
  assert.throws(() => bind(7), { name: "TypeError", message: /was given 7 as its function/ });
});

test("errors that nobody takes go to the program's onError, the innermost first [b73]", async () => {
  const { Button, Column, bind, onError, page } = await load({});
  const errors = [];
  const button = new Button({ label: "Go" });
  const fails = () => {
    throw new RangeError("handler");
  };
  button.onClick(fails);
  button.onClick(fails, { onError: ({ message }) => errors.push(`own ${message}`) });
  const broken = bind(() => {
    throw new Error("binding");
  });
  onError((error) => errors.push(`${error.name} ${error.message}`));
  new Column(button, broken).mount("#app");
  page.click("Go");
  await page.advance(0);
  assert.deepEqual(errors.toSorted(), ["Error binding", "RangeError handler", "own handler"]);
  assert.deepEqual(page.reports(), []);
  assert.doesNotMatch(page.text(), /Retry/);
  onError(null);
  page.click("Go");
  await page.advance(0);
  assert.equal(page.reports().length, 1);
  assert.throws(() => onError(7), { name: "TypeError", message: /onError takes a function, or null, not 7/ });
});
