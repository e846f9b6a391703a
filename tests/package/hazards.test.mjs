// JavaScript that does what it can at the worst moment: from inside a run, a clean-up, a watcher.
import assert from "node:assert/strict";
import { test } from "node:test";
import { install } from "./installed.mjs";

const { load } = await install().import("coracle-wasm");

const idle = ({ runs, timers, links, nodes }) => assert.deepEqual([runs, timers, links, nodes], [0, 0, 0, 0]);

test("a run that removes its own view ends, and its finally runs", async () => {
  const { bind, sleep, page } = await load({});
  let ended;
  let mounted;
  for (const own of [
    function* () {
      try {
        yield "shown";
        mounted.dispose();
        yield "never";
      } finally {
        ended++;
      }
    },
    async function* (_context) {
      try {
        yield "shown";
        await sleep(5, _context);
        mounted.dispose();
        yield "never";
      } finally {
        ended++;
      }
    },
  ]) {
    ended = 0;
    mounted = bind(own).mount("#app");
    await page.advance(50);
    assert.deepEqual([ended, page.text()], [1, ""]);
    idle(page.counts());
  }
  assert.deepEqual(page.reports(), []);
});

test("a run that writes its own source starts the next run and does not lock up [b48]", async () => {
  const { IntSlider, bind, sleep, page } = await load({});
  const slider = new IntSlider({ end: 5 });
  const binding = bind(async (value, { signal }) => {
    if (value < 5) slider.value = value + 1;
    await sleep(10, { signal });
    return `value ${value}`;
  }, slider);
  binding.mount("#app");
  await page.advance(200);
  assert.equal(page.text(), "value 5");
});

test("what is done in an abort listener or a finally block is done", async () => {
  const { IntSlider, StaticText, bind, page, sleep } = await load({});
  const slider = new IntSlider({ end: 9 });
  const text = new StaticText();
  const heard = [];
  text.watch("value", ({ now }) => heard.push(now));
  const binding = bind(function* (value, { signal }) {
    signal.addEventListener("abort", () => (text.value += `aborted ${value} `));
    try {
      yield value;
      yield sleep(1000, { signal });
    } finally {
      text.value += `ended ${value} `;
    }
  }, slider);
  const mounted = binding.mount("#app");
  await page.advance(10);
  slider.value = 1;
  await page.advance(10);
  assert.equal(page.text(), "1");
  mounted.dispose();
  await page.advance(0);
  assert.equal(text.value, "aborted 0 ended 0 aborted 1 ended 1 ");
  assert.equal(heard.at(-1), text.value);
  text.dispose();
  idle(page.counts());
  assert.deepEqual(page.reports(), []);
});

test("a clean-up that fails is reported and stops nothing", async () => {
  const { IntSlider, bind, sleep, page } = await load({});
  const slider = new IntSlider({ end: 9 });
  bind(async function* (value, { signal }) {
    try {
      yield `value ${value}`;
      await sleep(1000, { signal });
    } finally {
      if (value === 0) await Promise.reject(new Error("cannot clean up"));
    }
  }, slider).mount("#app");
  await page.advance(10);
  slider.value = 1;
  await page.advance(10);
  assert.equal(page.text(), "value 1");
  assert.deepEqual(page.reports(), ["javascript: Error: cannot clean up"]);
});

test("watchers that end themselves, each other, or their component", async () => {
  const { IntSlider, page } = await load({});
  const slider = new IntSlider({ end: 9 });
  const heard = [];
  const first = slider.watch("value", ({ now }) => {
    heard.push(`first ${now}`);
    first.dispose();
    second.dispose();
  });
  const second = slider.watch("value", ({ now }) => heard.push(`second ${now}`));
  slider.watch("value", ({ now }) => {
    heard.push(`third ${now}`);
    slider.dispose();
  });
  slider.value = 1;
  assert.throws(() => (slider.value = 2), { message: /disposed/ });
  assert.deepEqual(heard.filter((entry) => !entry.startsWith("second")), ["first 1", "third 1"]);
  assert.deepEqual(page.reports(), []);
});

test("a failing watcher stops no other, and the value stays set [b7]", async () => {
  const { IntSlider, page } = await load({});
  const slider = new IntSlider({ end: 9 });
  const heard = [];
  slider.watch("value", () => {
    throw new Error("a bad watcher");
  });
  slider.watch("value", ({ now }) => heard.push(now));
  slider.value = 3;
  assert.deepEqual([slider.value, heard], [3, [3]]);
  assert.deepEqual(page.reports(), ["javascript: Error: a bad watcher"]);
});

test("unusual iterators: no return(), promises as values, a value at the end, a promise of a generator", async () => {
  const { bind, sleep, page } = await load({});
  const values = async (callable, wait = 100) => {
    const seen = [];
    const binding = bind(callable);
    const subscription = binding.watch(({ now }) => seen.push(now));
    await page.advance(wait);
    subscription.dispose();
    binding.dispose();
    return seen;
  };
  const plain = () => {
    let left = 3;
    const iterator = { next: () => ({ done: left === 0, value: left || undefined, left: left-- }) };
    return { ...iterator, [Symbol.iterator]: () => iterator };
  };
  assert.deepEqual(await values(plain), [3, 2, 1]);
  assert.deepEqual(await values(function* () {
    yield sleep(10).then(() => "a");
    return "b";
  }), ["a", "b"]);
  assert.deepEqual(await values(async () => (function* () {
    yield 1;
    yield 2;
  })()), [1, 2]);
  assert.deepEqual(await values(() => [1, 2]), []);
  assert.deepEqual(bind(() => [1, 2]).value, [1, 2]);
  assert.deepEqual(page.reports(), []);
});

test("thrown things that are no errors, and errors without a stack", async () => {
  const { bind, page } = await load({});
  const things = [3, "text", null, undefined, Symbol("s"), { a: 1 }, Object.assign(new Error("bare"), { stack: undefined })];
  for (const thing of things) {
    const binding = bind(async () => {
      throw thing;
    });
    const mounted = binding.mount("#app");
    await page.advance(0);
    assert.equal(binding.status, "error");
    assert.equal(thing instanceof Error ? binding.error : binding.error.cause, thing);
    assert.equal(page.reports().length, 1);
    mounted.dispose();
  }
});

test("a view removed and shown again in one turn; the same view in two places", async () => {
  const { Button, Column, Row, bind, page } = await load({});
  let runs = 0;
  const binding = bind(async function* () {
    yield `run ${++runs}`;
  });
  const column = new Column(binding, binding);
  const mounted = new Row(column, column).mount("#app");
  await page.advance(10);
  assert.equal(page.text(), "run 1 run 1 run 1 run 1");
  column.objects = [];
  column.objects = [binding, new Button({ label: "x" })];
  await page.advance(50);
  assert.match(page.text(), /^run \d x run \d x$/);
  mounted.dispose();
  await page.advance(0);
  idle(page.counts());
  assert.deepEqual(page.reports(), []);
});

test("bindings of bindings start one run for one change [b37]", async () => {
  const { IntSlider, bind, batch, page } = await load({});
  const [a, b] = [new IntSlider({ end: 9 }), new IntSlider({ end: 9 })];
  const sum = bind((x, y) => x + y, a, b);
  const double = bind((x) => 2 * x, a);
  const seen = [];
  const all = bind(async (...values) => (seen.push(values.slice(0, 3)), values[0]), sum, double, a);
  const subscription = all.watch(() => {});
  await page.advance(0);
  batch(() => {
    a.value = 1;
    b.value = 2;
  });
  await page.advance(0);
  assert.deepEqual(seen, [[0, 0, 0], [3, 2, 1]]);
  subscription.dispose();
});

test("ten thousand values through one generator leave nothing behind", async () => {
  const { bind, page } = await load({});
  const binding = bind(async function* () {
    for (let i = 1; i <= 10_000; i++) yield i;
  });
  const mounted = binding.mount("#app");
  for (let i = 0; i < 10 && page.text() !== "10000"; i++) await page.advance(1000);
  assert.equal(page.text(), "10000");
  mounted.dispose();
  await page.advance(0);
  idle(page.counts());
});

test("a bound function, and the onError of one, may dispose of the app that shows it", async () => {
  const { Column, IntSlider, bind, page } = await load({});
  for (const fails of [false, true]) {
    const slider = new IntSlider({ end: 9 });
    const end = () => mounted.dispose();
    const shown = bind((value) => {
      if (value <= 3) return value;
      if (fails) throw new Error("too much");
      end();
      return value;
    }, slider).with({ onError: end });
    const mounted = new Column(shown, "after").mount("#app");
    await page.advance(20);
    slider.value = 3;
    await page.advance(20);
    assert.equal(page.text(), "3 after");
    slider.value = 4;
    await page.advance(20);
    assert.equal(page.text(), "");
    slider.dispose();
    shown.dispose();
    idle(page.counts());
    assert.deepEqual(page.reports(), []);
  }
});

test("apps that are mounted and disposed of while another is mounted show what is theirs", async () => {
  const { bind, page } = await load({});
  const first = bind(() => "first").mount("#first");
  const more = [];
  const second = bind(() => {
    first.dispose();
    if (more.length) return "second";
    for (let i = 0; i < 50; i++) more.push(bind(() => i).mount(`#more-${i}`));
    for (const app of more.slice(0, 49)) app.dispose();
    return "second";
  }).mount("#second");
  await page.advance(20);
  assert.equal(page.text(), "second 49");
  second.dispose();
  more[49].dispose();
  await page.advance(0);
  assert.equal(page.text(), "");
  idle(page.counts());
  assert.deepEqual(page.reports(), []);
});

test("a clean-up that disposes of another app leaves nothing of either", async () => {
  const { bind, page, sleep } = await load({});
  const second = bind(() => "second").mount("#second");
  const first = bind(function* ({ signal }) {
    try {
      yield "first";
      yield sleep(1000, { signal });
    } finally {
      second.dispose();
    }
  }).mount("#first");
  await page.advance(20);
  first.dispose();
  await page.advance(20);
  assert.equal(page.text(), "");
  idle(page.counts());
  assert.deepEqual(page.reports(), []);
});
