// Watching, batches and the graph, as JavaScript has them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { install } from "./installed.mjs";

const { load, skip } = await install().import("coracle-wasm");
const fresh = () => load({});

test("a batch: once, from the value at its start; away and back is nothing; nested ones are one [b14, b15, b16]", async () => {
  const { IntSlider, batch, bind, page } = await fresh();
  const [a, b] = [new IntSlider({ value: 2, end: 99 }), new IntSlider({ end: 99 })];
  const heard = [];
  a.watch("value", ({ before, now }) => heard.push(`a ${before} ${now}`));
  b.watch("value", ({ before, now }) => heard.push(`b ${before} ${now}`));
  const sums = [];
  bind(async (x, y) => void sums.push(x + y), a, b).watch(() => {});
  await page.advance(0);
  batch(() => {
    a.value = 9;
    batch(() => {
      b.value = 5;
      b.value = 6;
    });
    assert.deepEqual(heard, []);
    assert.deepEqual([a.value, b.value], [9, 6]);
    a.value = 2;
  });
  await page.advance(0);
  assert.deepEqual([heard, sums], [["b 0 6"], [2, 8]]);
});

test("a batch that fails in the middle commits what was set, and its error goes to its caller [b18]", async () => {
  const { IntSlider, batch } = await fresh();
  const [a, b] = [new IntSlider({ end: 9 }), new IntSlider({ end: 9 })];
  const heard = [];
  for (const slider of [a, b]) slider.watch("value", ({ now }) => heard.push(now));
  const error = new RangeError("half way");
  const failing = () =>
    batch(() => {
      a.value = 1;
      batch(() => {
        b.value = 2;
        throw error;
      });
    });
  assert.throws(failing, (thrown) => thrown === error);
  assert.deepEqual(heard, [1, 2]);
  a.value = 3;
  assert.deepEqual(heard, [1, 2, 3]);
});

test("a batch that turns out to be async commits what was set before it waited [b19]", async () => {
  const { IntSlider, batch, sleep, page } = await fresh();
  const slider = new IntSlider({ end: 9 });
  const heard = [];
  slider.watch("value", ({ now }) => heard.push(now));
  const late = () => {
    slider.value = 1;
    return sleep(10).then(() => (slider.value = 2));
  };
  assert.throws(() => batch(late), { name: "TypeError", message: /cannot be held open across a suspension/ });
  assert.deepEqual(heard, [1]);
  slider.value = 3;
  assert.deepEqual(heard, [1, 3]);
  await page.advance(20);
  assert.deepEqual(heard, [1, 3, 2]);
});

test("a watcher that sets what it watches: all hear oldest to newest, last what is live [b8, b17]", async () => {
  const { IntSlider, StaticText } = await fresh();
  const slider = new IntSlider({ end: 99 });
  const text = new StaticText();
  const heard = [];
  const note = (name) => ({ before, now }) => heard.push(`${name} ${before}-${now}`);
  slider.watch("value", note("a"));
  slider.watch("value", ({ now }) => {
    text.value = `at ${now}`;
    if (now < 3) slider.value = now + 1;
  });
  slider.watch("value", note("c"));
  text.watch("value", ({ now }) => heard.push(now));
  slider.value = 1;
  assert.deepEqual(heard.filter((entry) => !entry.startsWith("at")), ["a 0-1", "c 0-1", "a 1-2", "c 1-2", "a 2-3", "c 2-3"]);
  assert.equal(heard.filter((entry) => entry.startsWith("at")).at(-1), "at 3");
  assert.ok(heard.indexOf("c 0-1") < heard.findIndex((entry) => entry.startsWith("at")));
});

test("watchers that feed themselves, or each other, for ever are stopped, with an error [b9]", async () => {
  const { IntSlider, page } = await fresh();
  const [a, b] = [new IntSlider({ end: 1_000_000 }), new IntSlider({ end: 1_000_000 })];
  let calls = 0;
  a.watch("value", ({ now }) => (calls++, (b.value = now + 1), undefined));
  b.watch("value", ({ now }) => (calls++, (a.value = now + 1), undefined));
  a.value = 1;
  assert.ok(calls < 1000, `${calls} calls`);
  assert.match(page.reports().join(), /^cycle: /);
  const bound = new IntSlider({ end: 1_000_000 });
  const subscription = bound.watch("value", ({ now }) => (bound.value = now + 1) && undefined);
  bound.value = 1;
  assert.match(page.reports().join(), /^cycle: /);
  subscription.dispose();
  bound.value = 0;
  assert.equal(bound.value, 0);
});

test("bounds are watched like any value; a parameter that follows goes on when they change [b10, b36]", async () => {
  const { IntSlider } = await fresh();
  const [slider, source] = [new IntSlider({ value: 8, end: 20 }), new IntSlider({ value: 8, end: 20 })];
  const heard = [];
  slider.watch("end", ({ before, now, name }) => heard.push([before, now, name]));
  slider.parameter("start").watch(({ now }) => heard.push(now));
  const following = slider.follow("value", source);
  slider.end = 5;
  slider.start = 1;
  assert.deepEqual([heard, slider.value], [[[20, 5, "end"], 1], 5]);
  slider.end = 20;
  source.value = 9;
  assert.deepEqual([slider.value, following.active], [9, true]);
});

test("an event is true only while its watchers run; each press is heard, two in a batch too [b12]", async () => {
  const { Button, batch, bind, page } = await fresh();
  const button = new Button();
  const heard = [];
  button.watch("pressed", ({ count }) => heard.push([count, button.pressed]));
  const runs = [];
  bind(async (pressed) => void runs.push(pressed), button).watch(() => {});
  await page.advance(0);
  assert.equal(button.pressed, false);
  button.press();
  assert.equal(button.pressed, false);
  await page.advance(0);
  batch(() => {
    button.press();
    button.press();
  });
  await page.advance(0);
  assert.deepEqual(heard, [[1, true], [2, true], [3, true]]);
  assert.deepEqual(runs, [false, true, true]);
});

test("who begins to watch while a change is delivered hears of the next one [b13]", async () => {
  const { IntSlider } = await fresh();
  const slider = new IntSlider({ end: 9 });
  const heard = [];
  const first = slider.watch("value", () => {
    first.dispose();
    slider.watch("value", ({ before, now }) => heard.push([before, now]));
  });
  slider.value = 1;
  assert.deepEqual(heard, []);
  slider.value = 2;
  assert.deepEqual(heard, [[1, 2]]);
});

test("after a watcher failed in a trigger no later equal set runs the others [b5]", async () => {
  const { IntSlider, page } = await fresh();
  const slider = new IntSlider({ end: 9 });
  let runs = 0;
  slider.watch("value", () => {
    throw new Error("no");
  });
  slider.watch("value", () => void runs++);
  slider.trigger("value");
  slider.value = 0;
  assert.deepEqual([runs, page.reports()], [1, ["javascript: Error: no"]]);
});

test("a subscription is a using declaration's, and ends twice at no harm [b2]", async () => {
  const { IntSlider } = await fresh();
  const slider = new IntSlider({ end: 9 });
  let heard = 0;
  const subscription = slider.watch("value", () => void heard++);
  assert.equal(typeof subscription[Symbol.dispose], "function");
  subscription[Symbol.dispose]();
  subscription.dispose();
  slider.value = 1;
  assert.deepEqual([heard, subscription.active], [0, false]);
});

test("a diamond computes once, with consistent inputs; nobody looking, not at all [b20, b21, b29]", async () => {
  const { IntSlider, bind, page } = await fresh();
  const slider = new IntSlider({ end: 99 });
  const seen = [];
  const left = bind((value) => value + 1, slider);
  const right = bind((value) => value * 10, slider);
  const sum = bind((x, y) => (seen.push([x, y]), x + y), right, left);
  slider.value = 1;
  assert.deepEqual(seen, []);
  const subscription = sum.watch(() => {});
  slider.value = 2;
  slider.value = 3;
  assert.deepEqual(seen, [[10, 2], [20, 3], [30, 4]]);
  subscription.dispose();
  slider.value = 4;
  await page.advance(0);
  assert.equal(seen.length, 3);
});

test("skip as the first value: nothing is shown, and nothing waits [b30, b32]", async () => {
  const { Column, IntSlider, append, bind, page } = await fresh();
  const slider = new IntSlider({ end: 9 });
  const given = (value) => (value === 0 ? skip : `at ${value}`);
  const kinds = [
    given,
    async (value) => given(value),
    function* (value) {
      yield given(value);
    },
    async function* (value) {
      yield given(value);
    },
    append(given),
  ];
  const bindings = kinds.map((kind) => bind(kind, slider));
  new Column(...bindings).mount("#app");
  await page.advance(1000);
  assert.equal(page.text(), "");
  assert.deepEqual(bindings.map(({ status }) => status), Array(5).fill("idle"));
  assert.doesNotMatch(page.markup(), /coracle-loading|aria-busy="true"/);
  slider.value = 7;
  await page.advance(1000);
  assert.equal(page.text(), Array(5).fill("at 7").join(" "));
  assert.deepEqual(page.reports(), []);
});

test("what a rate holds back is pending, whatever the older run does; with drop it may come to nothing [b39, b45]", async () => {
  const { IntSlider, bind, debounce, drop, sleep, page } = await fresh();
  const slider = new IntSlider({ end: 999 });
  const steps = async function* (value, { signal }) {
    for (let i = 0; i < 5; i++) {
      await sleep(10, { signal });
      yield value + 100 * i;
    }
  };
  const newest = bind(steps, slider).with({ rate: debounce(25) });
  const dropping = bind(steps, slider).with({ rate: debounce(5), policy: drop });
  newest.watch(() => {});
  dropping.watch(() => {});
  await page.advance(12);
  slider.value = 2;
  assert.deepEqual([newest.status, dropping.status], ["pending", "pending"]);
  await page.advance(6);
  assert.deepEqual([newest.status, dropping.status], ["pending", "streaming"]);
  await page.advance(10);
  assert.deepEqual([newest.value, newest.status], [100, "pending"]);
  await page.advance(200);
  assert.deepEqual([newest.value, newest.status, dropping.value, dropping.status], [402, "idle", 400, "idle"]);
});
