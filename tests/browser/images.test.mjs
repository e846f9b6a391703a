// Images in pages of the npm package: what replaces the last one, and what is left of it.
import assert from "node:assert/strict";
import jpeg from "jpeg-js";
import { test } from "node:test";
import { until } from "./harness.mjs";
import { javascriptPages } from "./javascript-pages.mjs";

/** In the page, before anything else: the object URLs that there are. */
function countObjectUrls() {
  const urls = (globalThis.urls = new Set());
  const { createObjectURL, revokeObjectURL } = URL;
  URL.createObjectURL = (blob) => {
    const url = createObjectURL.call(URL, blob);
    urls.add(url);
    return url;
  };
  URL.revokeObjectURL = (url) => {
    urls.delete(url);
    revokeObjectURL.call(URL, url);
  };
}
const { openEmpty } = await javascriptPages("images", { script: countObjectUrls });

/** In the page: bytes of a picture of one colour. */
const draw = async (page) =>
  page.evaluate(() => {
    globalThis.draw = async (color) => {
      const canvas = Object.assign(document.createElement("canvas"), { width: 320, height: 180 });
      const context = canvas.getContext("2d");
      context.fillStyle = color;
      context.fillRect(0, 0, 320, 180);
      const blob = await new Promise((resolve) => canvas.toBlob(resolve));
      return new Uint8Array(await blob.arrayBuffer());
    };
  });

test("the next frame replaces the last without a flash: no picture of the page is without it (b83)", async (t) => {
  const page = await openEmpty();
  await draw(page);
  const { x, y } = await page.evaluate(async () => {
    globalThis.pictures = [];
    for (let i = 0; i < 8; ++i) pictures.push(await draw(`hsl(${45 * i} 100% 40%)`));
    globalThis.image = new Png(pictures[0], { alt: "A colour" });
    image.mount("#app");
    const element = document.querySelector("#app img");
    await new Promise((resolve) => element.addEventListener("load", resolve, { once: true }));
    // What has loaded has not been painted yet.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 100))));
    const { left, top } = element.getBoundingClientRect();
    return { x: left + 160, y: top + 90 };
  });
  // What the browser has painted: while an image loads its element says that it has none, and still shows the last.
  const screen = await page.context().newCDPSession(page);
  const colors = [];
  screen.on("Page.screencastFrame", ({ data, sessionId, metadata }) => {
    const { width, data: pixels } = jpeg.decode(Buffer.from(data, "base64"));
    const scale = width / metadata.deviceWidth;
    const at = 4 * (Math.round(y * scale) * width + Math.round(x * scale));
    colors.push([...pixels.subarray(at, at + 3)]);
    void screen.send("Page.screencastFrameAck", { sessionId });
  });
  await screen.send("Page.startScreencast", { format: "jpeg", quality: 90 });
  await page.evaluate(() => {
    const element = document.querySelector("#app img");
    globalThis.seen = { loads: 0, heights: [] };
    element.addEventListener("load", () => ++seen.loads);
    let frame = 0;
    const next = () => {
      image.object = pictures[++frame % pictures.length];
      const { height } = element.getBoundingClientRect();
      if (!seen.heights.includes(height)) seen.heights.push(height);
      requestAnimationFrame(next);
    };
    next();
  });
  await until(() => colors.length >= 40);
  const seen = await page.evaluate("seen");
  await screen.send("Page.stopScreencast");
  t.diagnostic(`${seen.loads} images have loaded, ${colors.length} pictures of the page`);
  const different = new Set(colors.map((color) => color.map((part) => Math.round(part / 32)).join()));
  assert.ok(different.size >= 6, `${[...different].join(" ")}: they are of different images`);
  // The page is white, and each of the images lacks one of the three colours.
  assert.deepEqual(colors.filter((color) => Math.min(...color) > 60), []);
  assert.ok(seen.loads > 20, `${seen.loads} loads`);
  assert.deepEqual(seen.heights, [180], "nothing moves");
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test("of bytes that an address or nothing takes the place of nothing is left (b83)", async () => {
  const page = await openEmpty();
  await draw(page);
  await page.evaluate(async () => {
    globalThis.bytes = await draw("green");
    globalThis.image = new Png(bytes, { alt: "A colour" });
    globalThis.mounted = image.mount("#app");
  });
  const count = () => page.evaluate("urls.size");
  await page.locator("#app img[src^='blob:']").waitFor();
  assert.equal(await count(), 1);
  await page.evaluate(`image.object = "data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>`)}"`);
  await page.locator("#app img[src^='data:']").waitFor();
  await until(async () => (await count()) === 0);
  await page.evaluate("image.object = bytes");
  await page.locator("#app img[src^='blob:']").waitFor();
  await page.evaluate(`image.object = ""`);
  await page.locator("#app img:not([src])").waitFor({ state: "attached" });
  assert.equal(await count(), 0);
  await page.evaluate("image.object = bytes");
  await page.locator("#app img[src^='blob:']").waitFor();
  await page.evaluate("mounted.dispose()");
  assert.equal(await count(), 0);
  assert.deepEqual(page.complaints, []);
  await page.close();
});
