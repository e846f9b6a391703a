// What the virtual clock cannot show: pages that stay live while they work. Its limits are times, so
// this suite's files run one after the other.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { shows, testApps } from "../browser/test-apps.mjs";

const { open } = await testApps("responsiveness", { whole: true });

/** Samples, in every frame that is painted, the texts that match; and times clicks. */
const watch = (page, pattern) =>
  page.evaluate((source) => {
    const pattern = new RegExp(source);
    globalThis.painted = new Set();
    const sample = () => {
      // After the frame's own callbacks: what stands in the page now is what is painted.
      queueMicrotask(() => {
        const match = pattern.exec(document.querySelector("#app").textContent);
        if (match) painted.add(match[0]);
      });
      requestAnimationFrame(sample);
    };
    requestAnimationFrame(sample);
  }, pattern.source);

/** Presses a button and at once clicks another with the mouse, as fast as the browser takes it. */
const pressAndClick = async (page, name, number) => {
  const { x, y, width, height } = await page.getByRole("button", { name: "Click" }).boundingBox();
  await page.mouse.move(x + width / 2, y + height / 2);
  return clickLatency(page, number, async () => {
    await page.getByRole("button", { name }).evaluate((button) => button.click());
    await page.mouse.down();
    await page.mouse.up();
  });
};

/** How long after a real click the page shows that it was handled, in milliseconds. */
const clickLatency = async (page, number, click = () => page.getByRole("button", { name: "Click" }).click()) => {
  await page.evaluate((text) => {
    globalThis.latency = new Promise((resolve) => {
      addEventListener(
        "pointerup",
        ({ timeStamp }) => {
          const observer = new MutationObserver(() => {
            if (!document.querySelector("#app").textContent.includes(text)) return;
            observer.disconnect();
            globalThis.shownThen = document.querySelector("#app").textContent;
            resolve(performance.now() - timeStamp);
          });
          observer.observe(document.querySelector("#app"), { subtree: true, childList: true, characterData: true });
        },
        { capture: true, once: true },
      );
    });
  }, `click ${number}`);
  await click();
  return page.evaluate("latency");
};

for (const kind of ["async", "plain"]) {
  test(`[b50] a ${kind} generator with 20 steps of 20 ms paints at least 15 of them, and a click is handled meanwhile`, async (t) => {
    // Who clicks may be slow: what comes after the run says nothing of it.
    const clicked = async (tries = 1) => {
      const page = await open("/?app=busy");
      await shows(page, "no click");
      await watch(page, new RegExp(`${kind} step \\d+`));
      const latency = await pressAndClick(page, `Run ${kind}`, 1);
      if (!(await page.evaluate("shownThen")).includes(`${kind} step 20`)) return { page, latency };
      assert.ok(tries < 5, "no click came while it ran");
      await page.close();
      return clicked(tries + 1);
    };
    const { page, latency } = await clicked();
    await shows(page, `${kind} step 20`);
    const painted = await page.evaluate("painted.size");
    t.diagnostic(`${painted} of 20 painted, click handled after ${latency.toFixed(1)} ms`);
    assert.ok(painted >= 15, `${painted} painted`);
    assert.ok(latency < 50, `click after ${latency} ms`);
    assert.deepEqual(page.complaints, []);
    await page.close();
  });
}

test("[b51] a generator of a million values paints the newest once a frame and never starves a click", async (t) => {
  const page = await open("/?app=busy");
  await shows(page, "no click");
  await page.getByRole("button", { name: "Run million" }).click();
  await shows(page, /value \d+/);
  const latency = await clickLatency(page, 1);
  t.diagnostic(`click handled after ${latency.toFixed(1)} ms`);
  await page.getByText("value 1000000").waitFor();
  assert.ok(latency < 50, `click after ${latency} ms`);
  assert.deepEqual(page.complaints, []);
  await page.close();
});

for (const kind of ["skipping", "at once", "tasks"]) {
  test(`[b64] a function of 30 ms called every 10 ms (${kind}) leaves the page responsive`, async (t) => {
    const page = await open("/?app=slow_periodic");
    await shows(page, "no call");
    await watch(page, /call \d+/);
    await page.getByRole("button", { name: `Start ${kind}` }).click();
    await shows(page, /call \d+/);
    const latencies = [];
    for (let number = 1; number <= 10; ++number) latencies.push(await clickLatency(page, number));
    const painted = await page.evaluate("painted.size");
    const calls = () => page.getByText(/call \d+/).textContent();
    const called = await calls();
    await setTimeout(200);
    assert.notEqual(await calls(), called, "the clicks came while it ran");
    const [slowest, median] = [Math.max(...latencies), latencies.sort((a, b) => a - b)[5]];
    t.diagnostic(`clicks handled after ${median.toFixed(1)} ms, at most ${slowest.toFixed(1)}; ${painted} painted at ${called}`);
    assert.ok(slowest < 50, `clicks after ${latencies.map((time) => time.toFixed(1))} ms`);
    assert.ok(painted > 0.5 * Number(/\d+/.exec(called)), `${painted} painted at ${called}`);
    assert.deepEqual(page.complaints, []);
    await page.close();
  });
}
