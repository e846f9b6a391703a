// Locks, as JavaScript has them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { install } from "./installed.mjs";

const { load } = await install().import("coracle-wasm");
const fresh = () => load({});

test("withLock: one body at a time, in order of arrival, also while it waits [b70]", async () => {
  const { Button, sleep, withLock, page } = await fresh();
  const button = new Button();
  const log = [];
  button.onClick(
    withLock(async ({ count }, { signal }) => {
      log.push(`begin ${count}`);
      await sleep(10, { signal });
      log.push(`end ${count}`);
    }),
  );
  for (let i = 0; i < 3; i++) button.press();
  await page.advance(100);
  assert.deepEqual(log, ["begin 1", "end 1", "begin 2", "end 2", "begin 3", "end 3"]);
});

test("a function with a lock gives what it gives, and fails as it fails [b70, b74]", async () => {
  const { withLock, Lock, page } = await fresh();
  const lock = new Lock("document");
  const thrown = new TypeError("no");
  const locked = withLock(lock, (a, b) => {
    if (typeof b !== "number") throw thrown;
    return a + b;
  });
  const [sum, failed] = [locked(1, 2), locked(1).catch((error) => error)];
  await page.advance(0);
  assert.deepEqual([await sum, await failed, lock.held], [3, thrown, false]);
  assert.deepEqual(page.reports(), []);
});

test("a permit lets one in; who is aborted leaves the line [b70]", async () => {
  const { Lock, page } = await fresh();
  const lock = new Lock();
  const log = [];
  const first = lock.acquire();
  await page.advance(0);
  const permit = await first;
  assert.equal(lock.held, true);
  const controller = new AbortController();
  const aborted = lock.acquire(controller).catch((error) => error);
  const third = lock.acquire().then((it) => (log.push("third"), it));
  await page.advance(0);
  controller.abort("enough");
  assert.deepEqual([await aborted, log], ["enough", []]);
  permit.release();
  permit[Symbol.dispose]();
  await page.advance(0);
  assert.deepEqual(log, ["third"]);
  (await third).dispose();
  await page.advance(0);
  assert.deepEqual([lock.held, page.counts().runs], [false, 0]);
});

test("a superseded run leaves the line, and its body is not called [b70]", async () => {
  const { IntSlider, Lock, bind, withLock, page } = await fresh();
  const lock = new Lock();
  const slider = new IntSlider({ end: 9 });
  const called = [];
  const holding = lock.acquire();
  const binding = bind(withLock(lock, async (value) => (called.push(value), value)), slider);
  binding.watch(() => {});
  await page.advance(10);
  for (const value of [1, 2, 3]) {
    slider.value = value;
    await page.advance(10);
  }
  assert.deepEqual(called, []);
  (await holding).release();
  await page.advance(10);
  assert.deepEqual([called, binding.value], [[3], 3]);
});

test("a body that is superseded holds the lock until its finally blocks are done [b40, b70]", async () => {
  const { IntSlider, bind, sleep, withLock, page } = await fresh();
  const slider = new IntSlider({ end: 9 });
  const log = [];
  const binding = bind(
    withLock(async (value, { signal }) => {
      log.push(`begin ${value}`);
      try {
        await sleep(100, { signal });
      } finally {
        await sleep(20);
        log.push(`end ${value}`);
      }
      return value;
    }),
    slider,
  );
  const other = withLock(() => log.push("other"));
  binding.watch(() => {});
  await page.advance(10);
  slider.value = 1;
  void other();
  await page.advance(10);
  assert.deepEqual(log, ["begin 0"]);
  await page.advance(300);
  assert.deepEqual(log.slice(0, 2), ["begin 0", "end 0"]);
  assert.deepEqual(log.slice(2).toSorted(), ["begin 1", "end 1", "other"]);
  assert.equal(binding.value, 1);
});

test("a lock taken twice by one run is an error that names it, not a hang [b70]", async () => {
  const { Lock, withLock, page } = await fresh();
  const lock = new Lock("document");
  const inner = withLock(lock, async () => "inside");
  const failures = [];
  const outer = withLock(lock, async (context) => {
    await inner(context).catch((error) => failures.push(error));
    await lock.acquire(context).catch((error) => failures.push(error));
    return "outside";
  });
  const done = outer();
  await page.advance(10);
  assert.equal(await done, "outside");
  assert.deepEqual(failures.map(({ code }) => code), ["deadlock", "deadlock"]);
  assert.match(failures[0].message, /lock "document" is held by who waits for it/);
});

test("what cannot be locked is an error at the call", async () => {
  const { Lock, withLock } = await fresh();
  assert.throws(() => withLock(function* () {}), { message: /a generator would hold the lock/ });
  assert.throws(() => withLock(3, () => {}), { message: /was given 3 as its lock/ });
  assert.throws(() => new Lock(3), { message: /new Lock\(name\) was given 3/ });
  const lock = new Lock();
  lock.dispose();
  assert.throws(() => lock.held, { message: /disposed/ });
});
