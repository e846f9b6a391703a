// Figures in Chromium.
import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "./harness.mjs";
import { shows, testApps } from "./test-apps.mjs";

const { open } = await testApps("figures");

const visit = async (options) => {
  const page = await open("/?app=figures", options);
  await page.locator(".coracle-figure canvas").nth(3).waitFor();
  return page;
};
/** How many pixels of a canvas are not empty. */
const inked = (canvas) =>
  canvas.evaluate((element) => {
    const { data } = element.getContext("2d").getImageData(0, 0, element.width, element.height);
    let count = 0;
    for (let i = 3; i < data.length; i += 4) if (data[i] > 60) ++count;
    return count;
  });

test("lines, areas, bars and points are drawn, in their place from the start, named for all (b86)", async () => {
  const page = await open("/?app=figures");
  const figures = page.locator(".coracle-figure");
  await figures.first().waitFor();
  const before = await figures.evaluateAll((all) => all.map((figure) => figure.getBoundingClientRect().top));
  await page.locator(".coracle-figure canvas").nth(3).waitFor();
  const after = await figures.evaluateAll((all) => all.map((figure) => figure.getBoundingClientRect().top));
  assert.deepEqual(after, before, "nothing moves when they appear");
  for (const canvas of await page.locator(".coracle-figure canvas").all()) assert.ok((await inked(canvas)) > 200);
  for (const name of ["Waves", "Days", "Points", "Stream"]) await page.getByRole("img", { name }).waitFor();
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test("what streams in is drawn; a click is heard meanwhile; only the newest rows are kept (b86)", async () => {
  const page = await visit();
  const canvas = page.getByRole("img", { name: "Stream" }).locator("canvas");
  const empty = await inked(canvas);
  await page.getByRole("button", { name: "Stream" }).click();
  await page.getByRole("button", { name: "Click" }).click();
  await shows(page, "click 1");
  await shows(page, "streamed 661");
  await until(async () => (await inked(canvas)) > empty + 500);
  // The browser's advice is for who reads pixels, as this test does.
  assert.deepEqual(page.complaints.filter((line) => !line.includes("getImageData")), []);
  await page.close();
});

test("figures are drawn anew for light and dark: as the reader prefers it, and by data-theme on the root (b86)", async () => {
  const page = await visit();
  const canvas = page.getByRole("img", { name: "Waves" }).locator("canvas");
  /** How light the axes' numbers are, which have the text's colour; 255 is white. */
  const lightness = () =>
    canvas.evaluate((element) => {
      const { data } = element.getContext("2d").getImageData(0, 0, 40, element.height);
      const inked = [];
      for (let i = 0; i < data.length; i += 4) if (data[i + 3] > 200) inked.push((data[i] + data[i + 1] + data[i + 2]) / 3);
      return inked.reduce((sum, one) => sum + one, 0) / inked.length;
    });
  await until(async () => (await lightness()) < 60);
  await page.evaluate(() => (document.querySelector("#app").dataset.theme = "dark"));
  await until(async () => (await lightness()) > 195);
  await page.evaluate(() => delete document.querySelector("#app").dataset.theme);
  await until(async () => (await lightness()) < 60);
  await page.emulateMedia({ colorScheme: "dark" });
  await until(async () => (await lightness()) > 195);
  await page.evaluate(() => (document.querySelector("#app").dataset.theme = "light"));
  await until(async () => (await lightness()) < 60);
  await page.close();
});

test("figures that are removed leave nothing in the page (b86)", async () => {
  const page = await visit();
  const counts = await page.evaluate("app.dispose(), app.counts()");
  assert.deepEqual(new Set(Object.values(counts)), new Set([0]), JSON.stringify(counts));
  assert.equal(await page.evaluate("document.adoptedStyleSheets.length"), 0);
  assert.equal(await page.locator("canvas").count(), 0);
  await page.close();
});
