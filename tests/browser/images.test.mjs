// Images in pages of the npm package: what replaces the last one, and what is left of it.
import assert from "node:assert/strict";
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

test("the next frame replaces the last without a flash: at no animation frame the image is empty (b83)", async (t) => {
  const page = await openEmpty();
  await draw(page);
  const seen = await page.evaluate(async () => {
    const pictures = [];
    for (let i = 0; i < 8; ++i) pictures.push(await draw(`hsl(${45 * i} 100% 40%)`));
    const image = new Png(pictures[0], { alt: "A colour" });
    image.mount("#app");
    const element = document.querySelector("#app img");
    await new Promise((resolve) => element.addEventListener("load", resolve, { once: true }));
    const context = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
    const colors = new Set();
    const heights = new Set();
    let loads = 0;
    let empty = 0;
    element.addEventListener("load", () => ++loads);
    for (let frame = 1; frame <= 240; ++frame) {
      image.object = pictures[frame % pictures.length];
      await new Promise(requestAnimationFrame);
      context.clearRect(0, 0, 1, 1);
      context.drawImage(element, 0, 0, 1, 1);
      const [red, green, blue, alpha] = context.getImageData(0, 0, 1, 1).data;
      if (alpha !== 255 || element.naturalWidth !== 320) ++empty;
      colors.add(`${red} ${green} ${blue}`);
      heights.add(element.getBoundingClientRect().height);
    }
    return { empty, loads, colors: colors.size, heights: [...heights], decoding: element.decoding };
  });
  t.diagnostic(`${seen.loads} of 240 frames have loaded`);
  assert.equal(seen.empty, 0);
  assert.equal(seen.colors, 8, "all of them were there to be seen");
  assert.ok(seen.loads > 20, `${seen.loads} loads`);
  assert.deepEqual(seen.heights, [180], "nothing moves");
  assert.equal(seen.decoding, "sync", "what has loaded is painted at once");
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
