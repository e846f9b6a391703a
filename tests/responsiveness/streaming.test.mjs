// A plot that data streams into for half a minute: every click is heard, and nothing piles up.
import assert from "node:assert/strict";
import { test } from "node:test";
import { shows, testApps } from "../browser/test-apps.mjs";

const { open } = await testApps("streaming");

test("[b86] 20 000 points in 60 batches a second for 30 s: no click is lost, the heap is where it was", async (t) => {
  const page = await open("/?app=figures");
  await page.locator(".coracle-figure canvas").nth(3).waitFor();
  const debug = await page.context().newCDPSession(page);
  const heap = async () => {
    await debug.send("HeapProfiler.collectGarbage");
    return (await debug.send("Runtime.getHeapUsage")).usedSize;
  };
  const stream = async (batches) => {
    await page.getByLabel("Batches").fill(String(batches));
    await page.getByRole("button", { name: "Stream" }).click();
    await shows(page, "streaming");
  };
  await stream(60);
  await shows(page, "streamed 661");
  const before = await heap();
  await stream(1900);
  let clicks = 0;
  const started = performance.now();
  while ((await page.getByText("streaming").count()) > 0) {
    await page.getByRole("button", { name: "Click" }).click();
    await shows(page, `click ${++clicks}`);
    await page.waitForTimeout(150);
  }
  const seconds = (performance.now() - started) / 1000;
  await shows(page, "streamed 20000");
  // What piles up does so each time; what the browser keeps for itself does not.
  const sizes = [await heap()];
  // The rows are no objects of the heap; what the browser has compiled meanwhile is.
  const more = sizes[0] - before;
  for (let round = 0; round < 3; ++round) {
    await stream(200);
    await shows(page, "streamed 20000");
    sizes.push(await heap());
  }
  const grown = Math.min(...sizes.slice(1).map((size, round) => size - sizes[round]));
  t.diagnostic(`1900 batches of 11 in ${seconds.toFixed(1)} s, ${clicks} clicks; the heap before ${before}, after 200 more each: ${sizes}`);
  assert.ok(seconds < 1.2 * (1900 / 60), `1900 batches in ${seconds} s`);
  assert.ok(more < 1_000_000, `${before} bytes before, ${sizes[0]} after`);
  assert.ok(clicks > 50, `${clicks} clicks`);
  assert.ok(grown < 20_000, `${sizes} bytes`);
  assert.deepEqual(page.complaints, []);
  await page.close();
});
