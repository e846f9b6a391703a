// A thousand frames of 1280 by 720 pixels, as fast as they are taken: nothing piles up.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, test } from "node:test";
import { serveFaults } from "./faulty-server.mjs";
import { repository, until } from "./harness.mjs";
import { testApps } from "./test-apps.mjs";
import { drawPictures, sendVideo, shownNumber } from "./video.mjs";

const { browser } = await testApps("video");
const pictures = drawPictures(2);
const video = (request, response) => {
  const { searchParams } = new URL(request.url, "http://localhost");
  return sendVideo(response, pictures, Number(searchParams.get("count")));
};
const server = await serveFaults(join(repository, "build/test-pages/video"), { video });
after(() => server.close());

/** In the page, before anything else: counts object URLs, and notes which frames have loaded. */
function watchPage() {
  const seen = (globalThis.seen = { live: 0, most: 0, made: 0, loaded: [] });
  const { createObjectURL, revokeObjectURL } = URL;
  URL.createObjectURL = (blob) => {
    ++seen.made;
    seen.most = Math.max(seen.most, ++seen.live);
    return createObjectURL.call(URL, blob);
  };
  URL.revokeObjectURL = (url) => {
    --seen.live;
    revokeObjectURL.call(URL, url);
  };
  document.addEventListener("load", ({ target }) => seen.loaded.push(globalThis.shownNumber(target)), { capture: true });
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (...given) => {
    const instance = await instantiate(...given);
    globalThis.memory = Object.values(instance.exports).find((value) => value instanceof WebAssembly.Memory);
    return instance;
  };
}

test("of a thousand frames the newest are shown, in order; neither memory nor object URLs pile up (b83)", async (t) => {
  const page = await browser.newPage();
  await page.addInitScript(watchPage);
  await page.addInitScript(`globalThis.shownNumber = ${shownNumber}`);
  await page.goto(`${server.url}/?app=network`);
  const order = page.getByRole("textbox", { name: "Order" });
  await order.waitFor();
  const devtools = await page.context().newCDPSession(page);

  const show = async (camera) => {
    await page.evaluate(() => Object.assign(seen, { made: 0, loaded: [] }));
    await order.fill(JSON.stringify({ camera }));
    await order.press("Enter");
  };
  const shown = () => page.evaluate(() => shownNumber(document.querySelector("#app img")));
  const heaps = async () => {
    await devtools.send("HeapProfiler.collectGarbage");
    const { usedSize } = await devtools.send("Runtime.getHeapUsage");
    return { wasm: await page.evaluate(() => memory.buffer.byteLength), script: usedSize };
  };
  const play = async (count) => {
    await show(`/fault/video?count=${count}`);
    await until(() => page.evaluate((last) => seen.loaded.at(-1) === last, count - 1));
    await until(() => server.live.size === 0);
    const { made, loaded } = await page.evaluate(() => seen);
    assert.deepEqual(loaded, [...new Set(loaded)].sort((a, b) => a - b), "each once, in order");
    assert.equal(loaded.length, made, "each that was given to the page has loaded");
    t.diagnostic(`${loaded.length} of ${count} frames were shown`);
    return heaps();
  };

  const after200 = await play(200);
  const after1000 = await play(1000);
  assert.equal(after1000.wasm, after200.wasm);
  assert.ok(after1000.script < after200.script + (1 << 20), JSON.stringify([after200, after1000]));
  // The frame on the screen, and the one that loads; then the one on the screen.
  const { most, live } = await page.evaluate(() => seen);
  assert.deepEqual({ most, live }, { most: 2, live: 1 });

  // Taken away in the middle of another.
  await show("/fault/video?count=1000000");
  await until(async () => (await shown()) > 20);
  await show("");
  await until(async () => (await shown()) < 0);
  await until(() => server.live.size === 0);
  assert.equal(await page.evaluate(() => seen.live), 0);
  assert.equal((await heaps()).wasm, after200.wasm);
  assert.equal(await page.evaluate(() => app.counts().runs), 0);
  await page.close();
});
