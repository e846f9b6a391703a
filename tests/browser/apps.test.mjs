// Apps made for testing, in Chromium: what the virtual clock cannot show.
import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { repository, site } from "./harness.mjs";

const root = "build/test-pages/apps";
const built = join(repository, "build/wasm-release/test-apps");
const folder = join(repository, root);
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(built)) copyFileSync(join(built, name), join(folder, name));
copyFileSync(join(repository, "web/style/coracle.css"), join(folder, "coracle.css"));
writeFileSync(join(folder, "there.txt"), "this one is there");
writeFileSync(join(folder, "cut.txt"), "this one is cut off in the middle");
writeFileSync(
  join(folder, "main.mjs"),
  `const name = new URL(location).searchParams.get("app");
const { mount } = await import(\`./\${name}.mjs\`);
globalThis.mountApp = (target = "#app") => mount(target);
if (!new URL(location).searchParams.has("wait")) globalThis.app = await mountApp();`,
);
writeFileSync(
  join(folder, "index.html"),
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Apps</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="coracle.css"><div id="app"></div><div id="other"></div>
<script type="module" src="main.mjs"></script></html>`,
);
const { open } = await site({ root });
const shows = (page, text) => page.getByText(text).first().waitFor();

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
    const page = await open("/?app=busy");
    await shows(page, "no click");
    await watch(page, new RegExp(`${kind} step \\d+`));
    const latency = await pressAndClick(page, `Run ${kind}`, 1);
    assert.equal(await page.getByText(`${kind} step 20`).count(), 0, "the click came while it ran");
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

test("[b72] each fault is one clear error in the page and on the console, and the rest goes on", async () => {
  const page = await open("/?app=faults");
  await shows(page, "this one is there");
  const errors = page.locator(".coracle-error");
  const text = async () => (await errors.allTextContents()).join("\n");
  await shows(page, "failed at the first run");
  await errors.nth(4).waitFor();
  assert.match(await text(), /start \(5\) must not be greater than end \(1\)/);
  assert.match(await text(), /the server answered 404 for missing\.txt/);
  assert.match(await text(), /no answer from cut\.txt/);
  assert.match(await text(), /"http:\/\/" is no address/);

  await page.getByRole("button", { name: "Failing handler" }).click();
  await shows(page, "the handler failed on purpose");
  await page.getByRole("button", { name: "Reverse bounds" }).click();
  await shows(page, /start \(20\) must not be greater than end \(10\)/);
  assert.equal(await page.getByRole("slider", { name: "Good slider" }).inputValue(), "4");
  await page.getByRole("button", { name: "Good", exact: true }).click();
  await shows(page, "good 1");

  // One report each; the browser itself adds its own line for the 404 and the cut.
  const reported = page.complaints.filter((line) => line.startsWith("coracle ["));
  for (const part of [
    "start (5)", "failed at the first run", "404 for missing.txt", "cut.txt", "http://", "the handler failed", "start (20)",
  ]) {
    assert.equal(reported.filter((line) => line.includes(part)).length, 1, part);
  }
  assert.equal(reported.length, 7, reported.join("\n"));
  await page.close();
});

for (const [what, name] of [["a trap", "Trap"], ["running out of memory", "Exhaust"]]) {
  test(`[b75] ${what} shows a message in its root and leaves the other app on the page alive`, async () => {
    const page = await open("/?app=faults");
    await shows(page, "this one is there");
    await page.evaluate(() => mountApp("#other"));
    const other = page.locator("#other");
    await other.getByText("this one is there").waitFor();
    await page.locator("#app").getByRole("button", { name }).click();
    await page.locator("#app .coracle-error").last().waitFor();
    await page.locator("#app").getByText(/This app stopped/).waitFor();
    await other.getByRole("button", { name: "Good", exact: true }).click();
    await other.getByText("good 1").waitFor();
    await page.close();
  });
}

test("[b47] an app that is disposed of leaves nothing behind, however often", async () => {
  const page = await open("/?app=busy&wait");
  // Not waitForFunction: the page forbids eval.
  while (!(await page.evaluate("'mountApp' in globalThis"))) await setTimeout(20);
  for (let round = 0; round < 5; ++round) {
    const counts = await page.evaluate(async () => {
      const app = await mountApp();
      for (const button of document.querySelectorAll("#app button")) button.click();
      await new Promise((resolve) => setTimeout(resolve, 60));
      app.dispose();
      await new Promise((resolve) => setTimeout(resolve, 20));
      return { ...app.counts(), children: document.querySelector("#app").childNodes.length };
    });
    assert.deepEqual(new Set(Object.values(counts)), new Set([0]), JSON.stringify(counts));
  }
  assert.deepEqual(page.complaints, []);
  await page.close();
});
