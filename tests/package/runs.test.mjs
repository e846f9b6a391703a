// Policies, rates, status, handles of runs and skip, as JavaScript has them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { install } from "./installed.mjs";

const package_ = await install().import("coracle-wasm");
const { load, skip, latest, queue, drop, parallel, debounce, throttle, frame, onCommit } = package_;

const fresh = () => load({});
const idle = ({ runs, timers, links, nodes }) => assert.deepEqual([runs, timers, links, nodes], [0, 0, 0, 0]);

/** A slider, and a binding whose runs take 100 ms and write down what becomes of them. */
const scene = async (options, callable) => {
  const coracle = await fresh();
  const { IntSlider, bind, sleep, page } = coracle;
  const slider = new IntSlider({ end: 99 });
  const log = [];
  const run = async (value, { signal }) => {
    log.push(`start ${value}`);
    try {
      await sleep(100, { signal });
      log.push(`end ${value}`);
      return value;
    } catch (error) {
      log.push(`left ${value}`);
      throw error;
    }
  };
  const binding = bind(callable ?? run, slider).with(options);
  const mounted = binding.mount("#app");
  await page.advance(100);
  log.length = 0;
  const move = async (...values) => {
    for (const value of values) {
      slider.value = value;
      await page.advance(10);
    }
  };
  return { ...coracle, slider, binding, log, move, mounted };
};

test("policies are values, the same from the package and from load", async () => {
  const coracle = await fresh();
  assert.deepEqual([coracle.latest, coracle.drop, coracle.skip], [latest, drop, skip]);
  assert.equal(typeof skip, "symbol");
  assert.deepEqual(coracle.queue(3), queue(3));
});

test("latest: the newest run, whatever came before [b38]", async () => {
  const { move, log, page, binding } = await scene({ policy: latest });
  await move(1, 2, 3);
  await page.advance(200);
  assert.deepEqual(log, ["start 1", "left 1", "start 2", "left 2", "start 3", "end 3"]);
  assert.equal(binding.value, 3);
});

test("queue(n): one after the other, each with its own value; a full one says what it dropped [b39]", async () => {
  const { move, log, page, binding } = await scene({ policy: queue(2) });
  await move(1, 2, 3, 4);
  await page.advance(1000);
  assert.deepEqual(log, ["start 1", "end 1", "start 2", "end 2", "start 3", "end 3"]);
  assert.equal(binding.value, 3);
  const [report, ...more] = page.reports();
  assert.match(report, /: queue\(2\) is full.*"value"/);
  assert.deepEqual(more, []);
});

test("drop: a trigger while a run is live is nothing [b39]", async () => {
  const { move, log, page } = await scene({ policy: drop });
  await move(1, 2, 3);
  await page.advance(1000);
  assert.deepEqual([log, page.reports()], [["start 1", "end 1"], []]);
});

test("parallel(n): so many at once, the others wait for their turn [b39]", async () => {
  const { move, log, page, binding } = await scene({ policy: parallel(2) });
  await move(1, 2, 3);
  assert.equal(binding.runs.length, 3);
  await page.advance(1000);
  assert.deepEqual(log, ["start 1", "start 2", "end 1", "start 3", "end 2", "end 3"]);
  assert.equal(binding.runs.length, 0);
});

test("handlers: parallel as they are, one at a time with a queue [b39]", async () => {
  const { Button, sleep, page } = await fresh();
  const live = { parallel: [0, 0], queue: [0, 0] };
  const counted = (count) => async (_, { signal }) => {
    count[1] = Math.max(count[1], ++count[0]);
    await sleep(100, { signal });
    count[0]--;
  };
  const button = new Button();
  const any = button.onClick(counted(live.parallel));
  button.onClick(counted(live.queue), { policy: queue(10) });
  for (let i = 0; i < 3; i++) button.press();
  await page.advance(10);
  assert.equal(any.runs.length, 3);
  assert.equal(any.runs[0].trigger.source, "pressed");
  await page.advance(1000);
  assert.deepEqual(live, { parallel: [0, 3], queue: [0, 1] });
});

test("a run that is cancelled has its reason; cancelling again is nothing [b41, b42]", async () => {
  const { IntSlider, bind, sleep, page } = await fresh();
  const slider = new IntSlider({ end: 9 });
  const reasons = [];
  const binding = bind(async (value, { signal }) => {
    signal.addEventListener("abort", () => reasons.push(signal.reason));
    await sleep(100, { signal });
    return value;
  }, slider);
  assert.equal(binding.run.done, true);
  binding.watch(() => {});
  await page.advance(10);
  slider.value = 3;
  await page.advance(10);
  const { run } = binding;
  assert.deepEqual([run.done, run.status, run.startedAt], [false, "pending", 10]);
  assert.deepEqual(run.trigger, { source: "value", phase: "committed" });
  const reason = new Error("the user went back");
  run.cancel(reason);
  run.cancel();
  await page.advance(500);
  assert.deepEqual([run.done, run.status, run.reason], [true, "cancelled", "the user went back"]);
  assert.deepEqual([binding.status, binding.value, reasons.at(-1)], ["cancelled", undefined, reason]);
  assert.equal(page.counts().timers, 0);
});

test("rates: debounce waits for quiet, throttle lets one through each period, frame one a frame [b43]", async () => {
  const moves = async (rate) => {
    const { move, log, page } = await scene({ rate, policy: parallel() }, undefined);
    await move(1, 2, 3, 4, 5);
    await page.advance(500);
    return log.filter((entry) => entry.startsWith("start")).map((entry) => Number(entry.slice(6)));
  };
  assert.deepEqual(await moves(debounce(30)), [5]);
  assert.deepEqual(await moves(throttle(25)), [1, 3, 5]);
  assert.deepEqual(await moves(throttle(25, { trailing: false })), [1, 4]);
  assert.equal((await moves(frame)).at(-1), 5);
});

test("rates thin the calls of plain functions and of watchers, too [b43]", async () => {
  const { IntSlider, bind, page } = await fresh();
  const slider = new IntSlider({ end: 9 });
  const heard = [];
  const binding = bind((value) => value, slider).with({ rate: debounce(30) });
  binding.watch(({ now }) => heard.push(now));
  slider.watch("value", ({ before, now }) => heard.push([before, now]), { rate: throttle(50, { leading: false }) });
  await page.advance(0);
  for (const value of [1, 2, 3]) {
    slider.value = value;
    await page.advance(10);
  }
  assert.equal(binding.status, "pending");
  await page.advance(100);
  assert.deepEqual(heard, [[0, 3], 3]);
});

test("on commit: nothing while a slider is dragged; coarse while it moves, fine when it is let go [b43, b44]", async () => {
  const { Column, IntSlider, bind, page } = await fresh();
  const slider = new IntSlider({ label: "N", end: 9 });
  const [committed, phases] = [[], []];
  new Column(
    slider,
    bind(async (value) => void committed.push(value), slider).with({ rate: onCommit }),
    bind(async (value, { trigger }) => void phases.push([value, trigger.phase]), slider),
  ).mount("#app");
  await page.advance(0);
  for (const value of [3, 5]) {
    page.drag(".coracle-slider", value);
    await page.advance(20);
  }
  page.release(".coracle-slider", 5);
  await page.advance(20);
  assert.deepEqual(committed, [0, 5]);
  assert.deepEqual(phases, [[0, "first"], [3, "moving"], [5, "moving"], [5, "committed"]]);
});

test("status is a source: it can be bound, watched and shown [b45]", async () => {
  const { Button, Row, bind, sleep, page } = await fresh();
  const button = new Button({ label: "Go" });
  const binding = bind(async function* (_, { signal }) {
    await sleep(10, { signal });
    yield "one";
    await sleep(10, { signal });
    yield "two";
  }, button);
  assert.equal(binding.statusSource, binding.statusSource);
  const seen = [];
  const status = binding.statusSource;
  const subscription = status.watch(({ now }) => seen.push(now));
  const mounted = new Row(binding, bind((now) => `is ${now}`, status)).mount("#app");
  await page.advance(15);
  assert.match(page.text(), /one is streaming/);
  await page.advance(15);
  assert.deepEqual(seen, ["pending", "streaming", "idle"]);
  assert.match(page.text(), /two is idle/);
  subscription.dispose();
  mounted.dispose();
  await page.advance(0);
  idle(page.counts());
});

test("skip leaves the last value, in every kind of function [b32]", async () => {
  const { IntSlider, bind, page } = await fresh();
  const odd = (value) => (value % 2 ? skip : `even ${value}`);
  const kinds = [
    odd,
    async (value) => odd(value),
    (value) => Promise.resolve(odd(value)),
    function* (value) {
      yield skip;
      yield odd(value);
    },
    async function* (value) {
      yield odd(value);
      return skip;
    },
  ];
  for (const kind of kinds) {
    const slider = new IntSlider({ end: 9 });
    const binding = bind(kind, slider);
    const values = [];
    const subscription = binding.watch(({ now }) => values.push(now));
    await page.advance(5);
    for (const value of [1, 2, 3, 4]) {
      slider.value = value;
      await page.advance(5);
    }
    assert.deepEqual([values.filter((value) => value !== "even 0"), binding.value, binding.status], [
      ["even 2", "even 4"],
      "even 4",
      "idle",
    ]);
    subscription.dispose();
  }
  assert.equal(bind(() => skip).value, undefined);
  assert.deepEqual(page.reports(), []);
});

test("named sources give an object of values [b25]", async () => {
  const { IntSlider, bind, page } = await fresh();
  const slider = new IntSlider({ value: 3, end: 9 });
  const plain = bind(({ value, end, factor }) => value * end * factor, { value: slider, end: slider.parameter("end"), factor: 2 });
  assert.equal(plain.value, 54);
  const later = bind(async function* ({ value }, { signal }) {
    yield `${value} ${signal.aborted}`;
  }, { value: slider });
  later.watch(() => {});
  await page.advance(0);
  assert.equal(later.value, "3 false");
  assert.equal(bind((a, b) => [a, b].join(), slider, "more", "still more").value, "3,more");
});

test("errors: retry runs again, onError takes them [b72, b73]", async () => {
  const { Column, IntSlider, bind, page } = await fresh();
  const slider = new IntSlider({ end: 9 });
  const taken = [];
  for (const kind of [(work) => work, (work) => async (...given) => work(...given)]) {
    let failures = 1;
    const phases = [];
    const binding = bind(
      kind((value, { trigger }) => {
        phases.push(trigger.phase);
        if (failures-- > 0) throw new RangeError("not yet");
        return `fine ${value}`;
      }),
      slider,
    ).with({ onError: (error) => taken.push(error) });
    const mounted = new Column(binding).mount("#app");
    await page.advance(10);
    assert.equal(binding.status, "error");
    assert.deepEqual([taken.length, taken[0].name, taken[0].message], [1, "RangeError", "not yet"]);
    assert.equal(taken.pop(), binding.error);
    assert.doesNotMatch(page.text(), /not yet/);
    binding.retry();
    await page.advance(10);
    assert.deepEqual([page.text(), binding.status], ["fine 0", "idle"]);
    assert.deepEqual(phases, ["first", "retried"]);
    mounted.dispose();
  }
  assert.deepEqual(page.reports(), []);
});

test("watchers: always, order, and the errors they are given to [b3, b4, b73]", async () => {
  const { IntSlider, page } = await fresh();
  const slider = new IntSlider({ end: 9 });
  const heard = [];
  slider.watch("value", ({ kind }) => heard.push(`second ${kind}`));
  slider.watch("value", ({ kind }) => heard.push(`first ${kind}`), { order: -1 });
  slider.watch("value", ({ before, now, kind }) => heard.push(`${before} ${now} ${kind}`), { always: true, order: 1 });
  slider.parameter("value").watch(
    () => {
      throw new Error("bad");
    },
    { onError: (error) => heard.push(error.message), order: 2 },
  );
  slider.value = 1;
  slider.value = 1;
  slider.trigger("value");
  assert.deepEqual(heard, [
    ...["first changed", "second changed", "0 1 changed", "bad"],
    ...["1 1 set"],
    ...["first triggered", "second triggered", "1 1 triggered", "bad"],
  ]);
  assert.deepEqual(page.reports(), []);
});

test("what cannot be is an error at the call that says what can [b11, b19, b23]", async () => {
  const { IntSlider, bind, batch } = await fresh();
  const slider = new IntSlider();
  const binding = bind((value) => value, slider);
  const cases = [
    [() => queue(0), /queue\(limit\).*above 0, not 0/],
    [() => parallel(-1), /parallel\(most\).*not -1/],
    [() => debounce(-1), /debounce takes milliseconds, 0 or more, not -1/],
    [() => throttle(10, { leading: false, trailing: false }), /lets nothing through/],
    [() => throttle(10, { leadin: true }), /no "leadin"/],
    [() => binding.with({ polcy: latest }), /no "polcy"; there are policy, rate, onError/],
    [() => binding.with({ policy: "latest" }), /takes a policy, like latest, queue.*not "latest"/],
    [() => binding.with({ rate: latest }), /takes a rate/],
    [() => binding.with({ onError: 3 }), /onError takes a function/],
    [() => slider.watch("value", () => {}, { order: 1.5 }), /order is a whole number/],
    [() => slider.watch("value", () => {}, { alway: true }), /no "alway"/],
    [() => (binding.value = 3), /cannot be set; set what it is bound to/],
    [() => batch(async () => {}), /cannot be held open across a suspension/],
  ];
  for (const [call, message] of cases) assert.throws(call, { message });
});
