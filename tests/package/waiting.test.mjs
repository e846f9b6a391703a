// Waiting for changes, for time, and for what a generator asks for.
import assert from "node:assert/strict";
import { test } from "node:test";
import { install } from "./installed.mjs";

const { load } = await install().import("coracle-wasm");
const fresh = () => load({});

const outcome = (promise) => promise.then((value) => ["value", value], (error) => ["error", error]);

test("nextChange gives what the first change left, of whatever there is to wait for [b58]", async () => {
  const { Button, IntSlider, bind, batch, page, nextChange, nextClick, next } = await fresh();
  const slider = new IntSlider({ end: 99 });
  const button = new Button();
  const binding = bind((value) => value * 10, slider);
  const waits = Promise.all([
    nextChange(slider),
    nextChange(slider.parameter("end")),
    nextChange(binding),
    nextClick(button),
    next(button.parameter("pressed")),
  ]);
  slider.value = 3;
  slider.value = 4;
  batch(() => {
    slider.end = 50;
    slider.end = 60;
  });
  button.press();
  button.press();
  await page.advance(0);
  assert.deepEqual(await waits, [3, 60, 30, { count: 1 }, { count: 1 }]);
  assert.deepEqual(page.counts().links, 0);
});

test("latestChange remembers the newest, changes all of them [b58]", async () => {
  const { IntSlider, page, latestChange, changes } = await fresh();
  const slider = new IntSlider({ end: 99 });
  const newest = latestChange(slider);
  const all = changes(slider);
  for (const value of [1, 2, 3]) slider.value = value;
  assert.equal(newest.hasChange, true);
  const seen = newest.next();
  await page.advance(0);
  assert.deepEqual([await seen, newest.hasChange], [3, false]);
  const waiting = newest.next();

  const heard = [];
  const reading = (async () => {
    for await (const value of all) {
      heard.push(value);
      if (value === 4) break;
    }
    heard.push("end");
  })();
  await page.advance(0);
  assert.deepEqual(heard, [1, 2, 3]);
  slider.value = 4;
  await page.advance(0);
  await reading;
  assert.deepEqual([await waiting, heard], [4, [1, 2, 3, 4, "end"]]);
  assert.deepEqual(await all.next(), { done: true, value: undefined });
});

test("changes asked for at once come in order; return ends those that wait", async () => {
  const { IntSlider, page, changes } = await fresh();
  const slider = new IntSlider({ end: 99 });
  const all = changes(slider);
  const asked = [all.next(), all.next(), all.next()];
  slider.value = 1;
  slider.value = 2;
  await page.advance(0);
  await all.return();
  await page.advance(0);
  assert.deepEqual(await Promise.all(asked), [
    { done: false, value: 1 },
    { done: false, value: 2 },
    { done: true, value: undefined },
  ]);
  assert.equal(page.counts().links, 0);
});

test("a wait that is aborted rejects with the reason and leaves nothing [b59]", async () => {
  const { Button, IntSlider, page, nextChange, nextClick, latestChange, changes } = await fresh();
  const slider = new IntSlider({ end: 99 });
  const before = page.counts();
  const controller = new AbortController();
  const { signal } = controller;
  const newest = latestChange(slider);
  const all = changes(slider, { signal });
  const waits = [
    nextChange(slider, { signal }),
    nextClick(new Button(), { signal }),
    newest.next({ signal }),
    all.next(),
  ].map(outcome);
  await page.advance(0);
  assert.ok(page.counts().links > 0);
  const reason = new Error("enough");
  controller.abort(reason);
  assert.deepEqual(await Promise.all(waits), Array(4).fill(["error", reason]));
  await assert.rejects(nextChange(slider, { signal }), reason);
  newest.dispose();
  await page.advance(0);
  const { links, observers, runs } = page.counts();
  assert.deepEqual([links, observers, runs], [before.links, before.observers, before.runs]);
});

test("those who wait go on in the order in which they began [b62]", async () => {
  const { IntSlider, page, nextChange } = await fresh();
  const slider = new IntSlider({ end: 99 });
  const order = [];
  for (const name of ["a", "b", "c"]) void nextChange(slider).then(() => order.push(name));
  slider.value = 1;
  await page.advance(0);
  assert.deepEqual(order, ["a", "b", "c"]);
});

test("forEachChange sends each change in, also those it makes itself [b55]", async () => {
  const { IntSlider, page, forEachChange } = await fresh();
  const slider = new IntSlider({ end: 99 });
  const log = [];
  const task = forEachChange(slider, function* () {
    try {
      for (let i = 0; i < 3; i++) {
        log.push(`did work ${i}`);
        const value = yield;
        log.push(`continued with value ${value}`);
        if (value === 1) slider.value = 5;
      }
    } finally {
      log.push("finally");
    }
  });
  await page.advance(0);
  slider.value = 1;
  await page.advance(0);
  assert.deepEqual(log, [
    "did work 0",
    "continued with value 1",
    "did work 1",
    "continued with value 5",
    "did work 2",
  ]);
  task.cancel();
  task.dispose();
  await page.advance(0);
  assert.deepEqual([log.at(-1), task.done, page.counts().links], ["finally", true, 0]);

  forEachChange(slider, function* () {
    yield;
    throw new Error("a bad generator");
  });
  await page.advance(0);
  slider.value = 9;
  await page.advance(0);
  assert.deepEqual(page.reports(), ["javascript: Error: a bad generator"]);
});

test("drive answers what a generator asks for, with promises too [b56]", async () => {
  const { drive, sleep, page } = await fresh();
  const got = [];
  function* program() {
    for (const url of ["a", "b"]) got.push(yield url);
    got.push(yield "at once");
  }
  const driving = drive(program(), (request, { signal }) =>
    request === "at once" ? 3 : sleep(10, { signal }).then(() => `response ${request}`),
  );
  await page.advance(50);
  assert.equal(await driving, undefined);
  assert.deepEqual(got, ["response a", "response b", 3]);
});

test("drive: what the answer throws is thrown in the generator, which may catch it [b56, b57, b74]", async () => {
  const { drive, page } = await fresh();
  const thrown = new RangeError("no such page");
  const answer = () => {
    throw thrown;
  };
  const log = [];
  function* catches() {
    try {
      yield "a";
    } catch (error) {
      log.push(error === thrown);
    }
  }
  function* doesNot() {
    try {
      yield "a";
    } finally {
      log.push("finally");
    }
  }
  const [fine, failed] = [drive(catches(), answer), outcome(drive(doesNot(), answer))];
  await page.advance(0);
  await fine;
  assert.deepEqual([await failed, log], [["error", thrown], [true, "finally"]]);

  const controller = new AbortController();
  const aborted = outcome(drive(doesNot(), () => new Promise(() => {}), controller));
  await page.advance(0);
  controller.abort("enough");
  assert.deepEqual([await aborted, log.pop()], [["error", "enough"], "finally"]);
  assert.equal(page.counts().runs, 0);
  assert.throws(() => drive(doesNot, answer), { message: /takes a generator, not the function doesNot/ });
});

test("withTimeout aborts what takes too long, and rejects [b61]", async () => {
  const { withTimeout, sleep, page } = await fresh();
  let aborted = 0;
  const slow = outcome(
    withTimeout(100, async ({ signal }) => {
      signal.addEventListener("abort", () => aborted++);
      await sleep(1000, { signal });
    }),
  );
  const quick = withTimeout(100, sleep(50).then(() => "in time"));
  const failing = outcome(withTimeout(100, () => Promise.reject(new TypeError("broken"))));
  await page.advance(150);
  const [kind, error] = await slow;
  assert.deepEqual([kind, error.code, aborted, await quick], ["error", "timeout", 1, "in time"]);
  assert.equal((await failing)[1].name, "TypeError");
  assert.deepEqual([page.counts().runs, page.counts().timers], [0, 0]);
  assert.throws(() => withTimeout(-1, () => {}), RangeError);
});

test("every calls on a grid: count, until, immediately; it stops, starts and changes its period [b63]", async () => {
  const { every, page } = await fresh();
  const times = [];
  const tick = () => times.push(page.now);
  const three = every(100, tick, { count: 3, immediately: true });
  await page.advance(1000);
  assert.deepEqual([times, three.count, three.running, three.skipped], [[0, 100, 200], 3, false, 0]);

  times.length = 0;
  const polling = every(100, tick, { until: 450 });
  await page.advance(250);
  polling.period = 50;
  assert.equal(polling.period, 50);
  await page.advance(150);
  assert.deepEqual(times, [1100, 1200, 1250, 1300, 1350, 1400]);
  polling.stop();
  await page.advance(500);
  assert.equal(times.length, 6);
  polling.start();
  await page.advance(60);
  polling.dispose();
  polling[Symbol.dispose]();
  assert.equal(times.length, 7);
  assert.equal(page.counts().timers, 0);
});

test("every: a slow call is not overtaken; late ticks pass, or one runs at once [b63]", async () => {
  const { every, sleep, page } = await fresh();
  const times = async (options) => {
    const [begun, start] = [[], page.now];
    const periodic = every(
      100,
      async ({ signal }) => {
        begun.push(page.now - start);
        await sleep(150, { signal });
      },
      { count: 3, ...options },
    );
    await page.advance(1000);
    return [begun, periodic.skipped];
  };
  assert.deepEqual(await times({}), [[100, 300, 500], 3]);
  assert.deepEqual(await times({ pacing: "fixedDelay" }), [[100, 350, 600], 0]);
  const [late] = await times({ late: "runAtOnce" });
  assert.deepEqual(late, [100, 250, 400]);
});

test("every: a call that fails is reported each time and the next comes [b65]", async () => {
  const { every, page } = await fresh();
  let calls = 0;
  every(
    100,
    async () => {
      throw new Error(`call ${++calls}`);
    },
    { count: 2 },
  );
  await page.advance(500);
  assert.deepEqual(page.reports(), ["javascript: Error: call 1", "javascript: Error: call 2"]);
  const cases = [
    [() => every(0, () => {}), /above 0, not 0/],
    [() => every(1, function* () {}), /a generator would never run/],
    [() => every(1, () => {}, { counts: 3 }), /no "counts"/],
    [() => every(1, () => {}, { pacing: "fast" }), /pacing is one of fixedRate, fixedDelay/],
  ];
  for (const [call, message] of cases) assert.throws(call, { message });
});

test("what never changes cannot be waited for, and what does not happen neither [b11, b60]", async () => {
  const { Row, bind, nextChange, next, nextClick, changes, forEachChange, IntSlider } = await fresh();
  const slider = new IntSlider();
  for (const source of [slider, slider.parameter("value"), bind(() => 1), 3]) {
    assert.throws(() => nextClick(source), { message: /nextClick takes an event, or a component that stands for one/ });
    assert.throws(() => next(source), { message: /next takes an event/ });
  }
  assert.throws(() => nextChange(3), { message: /nextChange takes a parameter.*not 3/ });
  assert.throws(() => changes(new Row()), { message: /not an object of class Row/ });
  assert.throws(() => nextChange(slider, { singal: 3 }), { message: /no "singal"; there is signal/ });
  assert.throws(() => nextChange(slider, { signal: 3 }), { message: /an AbortSignal as its signal, not 3/ });
  assert.throws(() => forEachChange(slider, 3), { message: /takes a generator function, not 3/ });
});

test("driveAll: many generators at once, so many requests at a time [b56]", async () => {
  const { driveAll, sleep, page } = await fresh();
  let [live, most] = [0, 0];
  const got = [];
  function* crawl(site) {
    for (const path of ["a", "b"]) got.push(yield `${site}/${path}`);
  }
  const answer = async (url, { signal }) => {
    most = Math.max(most, ++live);
    await sleep(10, { signal });
    live--;
    return url;
  };
  const driving = driveAll(["x", "y", "z"].map(crawl), answer, { limit: 2 });
  await page.advance(100);
  await driving;
  assert.deepEqual([got.toSorted(), most], [["x/a", "x/b", "y/a", "y/b", "z/a", "z/b"], 2]);
  assert.throws(() => driveAll([3], answer), { message: /each takes a generator, not 3/ });
  assert.throws(() => driveAll([], answer, { limit: 0 }), { message: /driveAll takes a limit/ });
});
