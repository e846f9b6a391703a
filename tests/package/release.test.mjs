// What is held is let go of: by dispose at once, else when the garbage collector finds it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { install } from "./installed.mjs";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");

const { load } = await install().import("coracle-wasm");

const settled = async (page) => {
  for (let round = 0; round < 5; round++) {
    collect();
    await page.advance(1);
  }
  const counts = page.counts();
  delete counts.listeners;
  return counts;
};

test("removing the view cancels what runs; a handle that is disposed of frees the rest [b47]", async () => {
  const { Button, Row, bind, sleep, page } = await load({});
  const before = await settled(page);
  let ended = 0;
  let signals = 0;
  const button = new Button({ label: "Go" });
  const binding = bind(async function* (_, { signal }) {
    signal.addEventListener("abort", () => signals++);
    try {
      for (let i = 0; ; i++) {
        yield `step ${i}`;
        await sleep(10, { signal });
      }
    } finally {
      ended++;
    }
  }, button);
  const row = new Row(button, binding);
  button.onClick(() => button.label);
  const mounted = row.mount("#app");
  await page.advance(55);
  assert.equal(page.text(), "Go step 5");
  assert.equal(page.counts().runs, 1);

  mounted.dispose();
  mounted.dispose();
  await page.advance(0);
  assert.deepEqual([ended, signals, page.text()], [1, 1, ""]);
  const { runs, timers, nodes } = page.counts();
  assert.deepEqual([runs, timers, nodes], [0, 0, 0]);

  const again = row.mount("#app");
  await page.advance(5);
  assert.equal(page.text(), "Go step 0");
  again.dispose();
  await page.advance(0);

  for (const handle of [row, binding, button]) handle.dispose();
  assert.deepEqual(await settled(page), before);
});

test("what nobody refers to any more is freed by the collector", async () => {
  const { Column, IntSlider, Progress, bind, page } = await load({});
  const before = await settled(page);
  const make = () => {
    for (let i = 0; i < 100; i++) {
      const slider = new IntSlider();
      const column = new Column(slider, new Progress(), bind((value) => `${value}`, slider));
      slider.watch("value", () => {});
      assert.equal(column.objects[0], slider);
    }
  };
  make();
  assert.ok(page.counts().signals > before.signals);
  assert.deepEqual(await settled(page), before);
});

test("a watcher that refers to its own component is ended by dispose", async () => {
  const { IntSlider, page } = await load({});
  const before = await settled(page);
  {
    const slider = new IntSlider();
    slider.watch("value", () => slider.value);
    slider.dispose();
  }
  assert.deepEqual(await settled(page), before);
});

test("runs whose view is replaced by another value end", async () => {
  const { IntSlider, bind, sleep, page } = await load({});
  const slider = new IntSlider();
  let live = 0;
  const inner = () =>
    bind(async function* (_context) {
      live++;
      try {
        for (;;) {
          yield "inner";
          await sleep(10, _context);
        }
      } finally {
        live--;
      }
    });
  const mounted = bind((value) => (value === 0 ? inner() : `value ${value}`), slider).mount("#app");
  await page.advance(50);
  assert.deepEqual([live, page.text()], [1, "inner"]);
  slider.value = 1;
  await page.advance(50);
  assert.deepEqual([live, page.text(), page.counts().runs], [0, "value 1", 0]);
  mounted.dispose();
});
