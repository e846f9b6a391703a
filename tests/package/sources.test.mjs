// append, pace and follow: what becomes of the values that a function gives.
import assert from "node:assert/strict";
import { test } from "node:test";
import { install } from "./installed.mjs";

const { load, append, pace, skip } = await install().import("coracle-wasm");
const fresh = () => load({});

test("append lists the values in order; a new run begins anew, a limit drops the oldest [b35]", async () => {
  const { IntSlider, bind, sleep, page } = await fresh();
  const slider = new IntSlider({ end: 9 });
  const counting = append(
    async function* (value, { signal }) {
      for (let i = 1; i <= 4; i++) {
        await sleep(10, { signal });
        yield i === 2 ? skip : `${value}.${i}`;
      }
    },
    { limit: 2 },
  );
  const mounted = bind(counting, slider).mount("#app");
  await page.advance(35);
  assert.equal(page.text(), "0.1 0.3");
  await page.advance(10);
  assert.equal(page.text(), "0.3 0.4");
  slider.value = 7;
  await page.advance(5);
  assert.equal(page.text(), "0.3 0.4");
  await page.advance(10);
  assert.equal(page.text(), "7.1");
  mounted.dispose();
  await page.advance(0);
  assert.equal(page.counts().runs, 0);
  const plain = bind(append((value) => `plain ${value}`), slider);
  plain.mount("#app");
  await page.advance(0);
  assert.match(page.text(), /plain 7/);
  assert.throws(() => append(() => {}, { limit: 0 }), RangeError);
});

test("pace shows every value of a generator that never waits [b51]", async () => {
  const { bind, page } = await fresh();
  const binding = bind(
    pace(50, function* () {
      for (let i = 1; i <= 3; i++) yield i;
    }),
  );
  binding.mount("#app");
  const seen = [];
  for (let i = 0; i < 4; i++) {
    await page.advance(i ? 55 : 5);
    seen.push(page.text());
  }
  assert.deepEqual(seen, ["1", "2", "3", "3"]);
  assert.throws(() => pace(-1, () => {}), RangeError);
});

test("a parameter follows a binding until it is set, or follows another [b36]", async () => {
  const { IntSlider, FloatProgress, Progress, bind, sleep, page } = await fresh();
  const slider = new IntSlider({ end: 99 });
  const progress = new Progress();
  const doubled = bind(async (value, { signal }) => {
    await sleep(10, { signal });
    return value * 2;
  }, slider);
  const following = progress.follow("value", doubled);
  await page.advance(15);
  assert.equal(progress.value, 0);
  slider.value = 21;
  progress.trigger("value");
  await page.advance(15);
  assert.deepEqual([progress.value, following.active], [42, true]);
  slider.value = 30;
  await page.advance(5);
  progress.value = 7;
  await page.advance(50);
  assert.deepEqual([progress.value, following.active, page.counts().runs, page.counts().timers], [7, false, 0, 0]);

  progress.parameter("value").follow(slider);
  assert.equal(progress.value, 30);
  progress.follow("value", slider.parameter("end"));
  slider.value = 31;
  assert.equal(progress.value, 99);
  progress.unfollow("value");
  slider.end = 50;
  assert.equal(progress.value, 99);
  assert.deepEqual(page.reports(), []);
  void FloatProgress;
});

test("what a parameter cannot take is an error, and it stays as it is [b36]", async () => {
  const { Button, Progress, bind, IntSlider, page } = await fresh();
  const slider = new IntSlider({ value: 1, end: 9 });
  const progress = new Progress();
  progress.follow("value", bind((value) => (value === 2 ? "two" : value), slider));
  slider.value = 2;
  assert.equal(progress.value, 1);
  assert.match(page.reports().join(), /Progress.value must be a whole number.*not "two"/);
  slider.value = 3;
  assert.equal(progress.value, 3);
  assert.throws(() => progress.follow("value", 3), { message: /follow takes a parameter.*not 3/ });
  assert.throws(() => progress.follow("valu", slider), { message: /no "valu"/ });
  assert.throws(() => new Button().follow("pressed", slider), { message: /is an event and follows nothing/ });
});

test("gather: so many at a time, in order; a failure cancels the others first [b68]", async () => {
  const { gather, sleep, page } = await fresh();
  let [live, most] = [0, 0];
  const work = async (value, { signal }) => {
    most = Math.max(most, ++live);
    try {
      await sleep(10 * value, { signal });
      if (value === 0) throw new RangeError("zero");
      return value * 10;
    } finally {
      live--;
    }
  };
  const values = gather(2, new Set([3, 1, 2]), work);
  await page.advance(100);
  assert.deepEqual([await values, most], [[30, 10, 20], 2]);

  const failing = gather(3, [5, 0, 6], work).catch((error) => [error.name, live]);
  await page.advance(1);
  assert.deepEqual(await failing, ["RangeError", 0]);
  const log = [];
  const slowly = gather(2, [1, 2], async (value, { signal }) => {
    try {
      await sleep(10 * value, { signal });
      throw new Error(`failed ${value}`);
    } finally {
      await sleep(50);
      log.push(value);
    }
  }).catch(({ message }) => log.push(message));
  await page.advance(200);
  await slowly;
  assert.deepEqual(log, [1, 2, "failed 1"]);

  const controller = new AbortController();
  const aborted = gather(3, [5, 6], work, controller).catch((error) => error);
  await page.advance(1);
  controller.abort("enough");
  assert.equal(await aborted, "enough");
  await page.advance(0);
  assert.deepEqual([live, page.counts().timers, page.counts().runs], [0, 0, 0]);
  assert.throws(() => gather(0, [], work), { message: /gather takes a limit/ });
  assert.throws(() => gather(1, 3, work), { message: /takes an iterable, not 3/ });
});
