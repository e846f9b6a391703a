// The installed package in Node: programs on the virtual page, and what goes wrong in them.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { install } from "./installed.mjs";

const app = install();
const { load } = await app.import("coracle-wasm");

/** Each test has a module of its own. */
const fresh = (options = {}) => load(options);

const program = (page) => `
import { load } from "coracle-wasm";
const { Button, Column, Progress, Row, bind, sleep${page} } = await load();

const run = new Button({ label: "Press to run calculation" });
async function* runner(pressed, { signal }) {
  if (!pressed) { yield "Calculation did not run yet"; return; }
  for (let percent = 0; percent <= 100; percent++) {
    await sleep(10, { signal });
    yield new Column(\`Running (\${percent}/100%)\`, new Progress({ value: percent }));
  }
  yield "Success ✅";
}
new Row(run, bind(runner, run)).mount("#app");
`;

test("the program of the design runs as written and ends by itself", () => {
  const file = app.write("program.mjs", program(""));
  assert.equal(execFileSync(process.execPath, [file], { encoding: "utf8" }), "");
});

test("a generator's progress appears step by step, in the elements of the first", async () => {
  const file = app.write(
    "progress.mjs",
    `${program(", page")}
const seen = [];
const before = page.createdElements;
for (const [what, wait] of [["", 0], ["button", 55], ["", 945], ["", 100]]) {
  if (what) page.click(what);
  await page.advance(wait);
  seen.push(page.text());
}
console.log(JSON.stringify({ seen, elements: page.createdElements - before, reports: page.reports(), runs: page.counts().runs }));`,
  );
  const { seen, ...rest } = JSON.parse(execFileSync(process.execPath, [file], { encoding: "utf8" }));
  const label = "Press to run calculation";
  assert.deepEqual(seen, [
    `${label} Calculation did not run yet`,
    `${label} Running (4/100%)`,
    `${label} Running (99/100%)`,
    `${label} Success ✅`,
  ]);
  assert.ok(rest.elements <= 5, `${rest.elements} elements`);
  assert.deepEqual([rest.reports, rest.runs], [[], 0]);
});

test("load() gives one and the same, load({ … }) another; they do not mix", async () => {
  assert.equal(await load(), await load());
  const [a, b] = [await fresh(), await fresh()];
  assert.notEqual(a, b);
  assert.throws(() => new a.Row(new b.Button()), { message: /belongs to another load/ });
  assert.throws(() => a.bind(() => 1, new b.Button()), { message: /belongs to another load/ });
  assert.equal(a.bind(() => 1).value, 1);
});

test("a superseded run's finally has run before the next run's first value [b40]", async () => {
  const { IntSlider, bind, sleep, page } = await fresh();
  const slider = new IntSlider({ end: 9 });
  const log = [];
  const binding = bind(async function* (value, { signal }) {
    log.push(`start ${value}`);
    try {
      await sleep(10, { signal });
      yield `value ${value}`;
      await sleep(1000, { signal });
    } finally {
      await sleep(20);
      log.push(`end ${value}`);
    }
  }, slider);
  binding.mount("#app");
  await page.advance(50);
  slider.value = 1;
  await page.advance(10);
  assert.deepEqual(log, ["start 0"]);
  assert.equal(page.text(), "value 0");
  slider.value = 2;
  await page.advance(30);
  assert.deepEqual(log, ["start 0", "end 0", "start 2"]);
  await page.advance(10);
  assert.equal(page.text(), "value 2");
  assert.deepEqual(page.reports(), []);
});

test("a run that ignores its signal is left behind with one warning [b40]", async () => {
  const { IntSlider, bind, sleep, page } = await fresh({ cleanUpGrace: 300 });
  const slider = new IntSlider({ end: 9 });
  const binding = bind(async function stubborn(value) {
    await sleep(value === 0 ? 5000 : 10);
    return `value ${value}`;
  }, slider);
  binding.mount("#app");
  await page.advance(10);
  slider.value = 1;
  await page.advance(299);
  assert.equal(page.text(), "");
  await page.advance(30);
  assert.equal(page.text(), "value 1");
  await page.advance(10_000);
  assert.equal(page.text(), "value 1");
  const reports = page.reports();
  assert.equal(reports.length, 1);
  assert.match(reports[0], /stubborn has not ended within 300 ms/);
  assert.equal(page.counts().timers, 0);
});

test("random triggers: no stale value, every finally once, nothing left [b38, b49]", async () => {
  const { IntSlider, bind, sleep, page } = await fresh();
  let seed = 12345;
  const random = (below) => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) % below;
  const slider = new IntSlider({ end: 1000 });
  let [starts, ends, live, most] = [0, 0, 0, 0];
  const kinds = [
    async function* (value, { signal }) {
      for (let step = 0; step < 4; step++) {
        await sleep(random(30), { signal });
        yield `${value}`;
      }
    },
    async function (value, { signal }) {
      await sleep(random(60), { signal });
      return `${value}`;
    },
    function* (value) {
      for (let step = 0; step < 4; step++) yield `${value}`;
    },
  ];
  for (const kind of kinds) {
    const counted = {
      async *runs(value, context) {
        starts++;
        most = Math.max(most, ++live);
        try {
          const result = kind(value, context);
          if (result.then) yield await result;
          else yield* result;
        } finally {
          await sleep(random(10));
          live--;
          ends++;
        }
      },
    };
    const mounted = bind(counted.runs, slider).mount("#app");
    let newest = slider.value;
    for (let round = 0; round < 150; round++) {
      slider.value = newest = random(1000);
      await page.advance(random(50));
      const text = page.text();
      if (text !== "" && Number(text) !== newest) {
        // The last value stays until the new run's first; it must not change to another old one.
        const before = text;
        await page.advance(0);
        assert.equal(page.text(), before);
      }
    }
    await page.advance(2000);
    assert.equal(page.text(), String(newest));
    mounted.dispose();
    await page.advance(2000);
  }
  assert.equal(most, 1);
  assert.equal(starts, ends);
  const { runs, links, timers, nodes } = page.counts();
  assert.deepEqual([runs, links, timers, nodes], [0, 0, 0, 0]);
  assert.deepEqual(page.reports(), []);
});

test("a generator without await shows its steps, each in a turn of its own", async () => {
  const { bind, page } = await fresh();
  const seen = [];
  const binding = bind(function* () {
    for (let step = 1; step <= 3; step++) yield step;
  });
  binding.watch(({ now }) => seen.push(now));
  await page.advance(0);
  assert.deepEqual(seen, [1, 2, 3]);
  assert.equal(binding.value, 3);
  assert.equal(binding.status, "idle");
});

test("a plain function has its value at once; one that gives a promise or an iterator runs", async () => {
  const { IntSlider, bind, sleep, page } = await fresh();
  const slider = new IntSlider({ start: 1, end: 9 });
  let calls = 0;
  const double = bind((value) => (calls++, value * 2), slider);
  assert.deepEqual([double.value, double.value, calls], [2, 2, 1]);
  slider.value = 4;
  assert.equal(double.value, 8);
  assert.equal(bind((value) => value + 1, double).value, 9);
  assert.equal(bind((end, text) => text + end, slider.parameter("end"), "end ").value, "end 9");

  let aborted = 0;
  const promised = bind((value, { signal }) => {
    signal.addEventListener("abort", () => aborted++);
    return sleep(10, { signal }).then(() => `later ${value}`);
  }, slider);
  assert.equal(promised.value, undefined);
  await page.advance(20);
  assert.equal(aborted, 1, "nobody observes it: the call is dropped");
  promised.mount("#app");
  await page.advance(10);
  assert.equal(page.text(), "later 4");
  slider.value = 5;
  await page.advance(5);
  slider.value = 6;
  assert.equal(promised.status, "pending");
  await page.advance(15);
  assert.equal(page.text(), "later 6");
  assert.equal(aborted, 2);
});

test("errors are shown in place, reported once, and leave the last good view", async () => {
  const { IntSlider, bind, page } = await fresh();
  const slider = new IntSlider({ end: 9 });
  const thrown = new RangeError("too much");
  const fail = (value) => {
    if (value === 1) throw thrown;
    return `fine ${value}`;
  };
  const functions = [
    fail,
    async (value) => fail(value),
    function* (value) {
      yield fail(value);
    },
    async function* (value) {
      yield fail(value);
    },
  ];
  for (const callable of functions) {
    slider.value = 0;
    const binding = bind(callable, slider);
    const mounted = binding.mount("#app");
    await page.advance(20);
    assert.equal(page.text(), "fine 0");
    slider.value = 1;
    await page.advance(20);
    assert.match(page.text(), /^fine 0 .*RangeError: too much/);
    assert.equal(binding.status, "error");
    assert.equal(binding.error, thrown);
    assert.deepEqual(page.reports(), ["javascript: RangeError: too much"]);
    slider.value = 2;
    await page.advance(20);
    assert.equal(page.text(), "fine 2");
    assert.equal(binding.error, undefined);
    mounted.dispose();
  }
});

test("what cannot be shown says so in its place", async () => {
  const { Column, bind, page } = await fresh();
  new Column(bind(() => ({})), bind(() => null), bind(() => 1.5), () => "text").mount("#app");
  assert.match(page.text(), /an object of class Object cannot be shown: give a component.* 1.5 text$/);
});

test("unknown names and wrong types are errors at the call that say what is allowed [b11]", async () => {
  const { Button, IntSlider, Jpg, Row, Str, bind, batch, sleep } = await fresh();
  const slider = new IntSlider();
  const cases = [
    [() => new IntSlider({ ende: 3 }), /no "ende"; there are label, value, .*end/],
    [() => new IntSlider(3), /new IntSlider\(\{ label, .*was given 3/],
    [() => new IntSlider({ end: 1.5 }), /IntSlider.end must be a whole number of 32 bits, not 1.5/],
    [() => (slider.valeu = 3), /no "valeu"; there are label, value/],
    [() => (slider.value = "3"), /IntSlider.value must be a whole number of 32 bits, not "3"/],
    [() => slider.watch("valu", () => {}), /no "valu"/],
    [() => slider.watch("value", 3), /takes a function, not 3/],
    [() => slider.watch("value", function* () {}), /a generator would never run.*use bind/],
    [() => slider.trigger("x"), /no "x"/],
    [() => slider.parameter("x"), /no "x"/],
    [() => (new Button().pressed = true), /Button.pressed is an event; trigger\("pressed"\)/],
    [() => new Button().onClick(async function* () {}), /use bind/],
    [() => new Row({}), /Row.objects must be .*not an object of class Object/],
    [() => new Str(3), /Str.object must be a string, not 3/],
    [() => new Jpg({ object: 3 }), /Jpg.object must be a URL, or bytes/],
    [() => bind("x"), /was given "x" as its function/],
    [() => batch(async () => {}), /cannot be held open across a suspension/],
    [() => batch(() => Promise.resolve()), /cannot be held open across a suspension/],
    [() => sleep(-1), /sleep takes milliseconds, 0 or more, not -1/],
    [() => sleep(1, { sginal: null }), /no "sginal"; there is signal/],
  ];
  for (const [call, message] of cases) assert.throws(call, { message });
  await assert.rejects(load({ wasmurl: "" }), { message: /no "wasmurl"; there are wasmUrl/ });
});

test("watchers hear of changes, once a batch, and end", async () => {
  const { IntSlider, batch } = await fresh();
  const slider = new IntSlider({ end: 9 });
  const heard = [];
  const subscription = slider.watch("value", ({ before, now, kind, name }) => heard.push([before, now, kind, name]));
  slider.value = 1;
  slider.value = 1;
  const result = batch(() => {
    slider.value = 5;
    slider.value = 2;
    return "result";
  });
  slider.trigger("value");
  assert.equal(result, "result");
  assert.throws(() => batch(() => ((slider.value = 3), null.x)), TypeError);
  assert.equal(subscription.active, true);
  subscription.dispose();
  subscription[Symbol.dispose]();
  assert.equal(subscription.active, false);
  slider.value = 8;
  assert.deepEqual(heard, [
    [0, 1, "changed", "value"],
    [1, 2, "changed", "value"],
    [2, 2, "triggered", "value"],
    [2, 3, "changed", "value"],
  ]);
});

test("handlers run in parallel; a failing one is shown and reported, the others go on", async () => {
  const { Button, Column, StaticText, sleep, page } = await fresh();
  const button = new Button({ label: "Go" });
  const text = new StaticText();
  button.onClick(async ({ count }, { signal }) => {
    await sleep(100 - count, { signal });
    if (count === 2) throw new Error("the second");
    text.value += `${count} `;
  });
  new Column(button, text).mount("#app");
  page.click("Go");
  page.click("Go");
  button.press();
  await page.advance(200);
  assert.match(page.text(), /^Go 3 1 /);
  assert.match(page.text(), /the second/);
  assert.deepEqual(page.reports(), ["javascript: Error: the second"]);
});

test("sleep rejects with the signal's reason and clears its timer", async () => {
  const { sleep, page } = await fresh();
  const controller = new AbortController();
  const sleeping = sleep(1000, { signal: controller.signal });
  assert.equal(page.counts().timers, 1);
  const reason = new Error("enough");
  controller.abort(reason);
  await assert.rejects(sleeping, reason);
  assert.equal(page.counts().timers, 0);
  await assert.rejects(sleep(1, { signal: AbortSignal.abort(reason) }), reason);
});

test("components are found again as the objects they were made as; types convert", async () => {
  const { Button, Jpg, Progress, Row, Str, bind } = await fresh();
  const [button, binding] = [new Button(), bind(() => "x")];
  const row = new Row(button, "text", binding, null, 3);
  assert.deepEqual(row.objects, [button, "text", binding, undefined, "3"]);
  assert.equal(row.objects[0], button);
  assert.equal(new Progress().value, undefined);
  assert.equal(new Progress({ value: 3 }).value, 3);
  assert.equal(new Str("ünï 🛶\0 x").object, "ünï 🛶\0 x");
  assert.equal(new Jpg("a.jpg").object, "a.jpg");
  assert.deepEqual(new Jpg(new Uint8Array([1, 2, 3]).buffer, { alt: "x" }).object, new Uint8Array([1, 2, 3]));
  button.dispose();
  button.dispose();
  assert.throws(() => button.label, { message: /disposed/ });
});

test("sliders on the page set their values", async () => {
  const { IntSlider, bind, Column, page } = await fresh();
  const slider = new IntSlider({ label: "N", end: 9 });
  new Column(slider, bind((value) => `value ${value}`, slider)).mount("#app");
  page.drag(".coracle-slider", 5);
  assert.match(page.text(), /value 5/);
  assert.equal(slider.committed, 0);
  page.release(".coracle-slider", 6);
  assert.equal(slider.committed, 6);
  assert.throws(() => page.click("Nothing"), /nothing on the page that is "Nothing"/);
});
