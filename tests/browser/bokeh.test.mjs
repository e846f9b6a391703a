// Figures drawn by BokehJS, in pages of the npm package.
import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "./harness.mjs";
import { javascriptPages } from "./javascript-pages.mjs";

const { openEmpty } = await javascriptPages("bokeh");

/** Draws a figure of every glyph, whose data is `source`. */
const draw = () => {
  globalThis.source = new ColumnDataSource({ x: [0, 1, 2, 3], y: [1, 3, 2, 4], z: [2, 1, 4, 3] });
  globalThis.figure = new Figure({ title: "Walk", xLabel: "step", renderer: "coracle:bokeh-figure", height: 280, legend: false });
  figure.line(source);
  figure.area(source, { y: "z", label: "below" });
  figure.bar(source, { y: "z", label: "bars" });
  figure.scatter(source, { size: 10, color: "rgb(255, 0, 0)" });
  globalThis.mounted = new Column("above", figure, "below the figure").mount("#app");
};
/** How many pixels of the figure are red, as the points are. */
const red = (page) =>
  page.evaluate(() => {
    const find = (root) => [...root.querySelectorAll("*")].flatMap((one) => [
      ...(one instanceof HTMLCanvasElement ? [one] : []),
      ...(one.shadowRoot ? find(one.shadowRoot) : []),
    ]);
    let count = 0;
    for (const canvas of find(document).filter(({ width, height }) => width * height > 0)) {
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      for (let i = 0; i < data.length; i += 4) if (data[i] > 200 && data[i + 1] < 60 && data[i + 3] > 200) ++count;
    }
    return count;
  });
const complaints = (page) => page.complaints.filter((line) => !line.includes("getImageData"));

test("Bokeh draws the same figure with its tools, follows streams and patches, and goes without a trace (b86)", async () => {
  const page = await openEmpty({ bypassCSP: true });
  await page.evaluate(draw);
  const figure = page.getByRole("figure", { name: "Walk" });
  await figure.locator("canvas").first().waitFor();
  await until(async () => (await red(page)) > 4 * 20);
  assert.equal((await figure.boundingBox()).height, 280);
  for (const tool of ["Pan", "Box Zoom", "Wheel Zoom", "Reset", "Save"]) await figure.getByTitle(tool).first().waitFor();
  const before = await red(page);
  await page.evaluate(() => {
    for (let i = 4; i < 24; ++i) source.stream({ x: [i], y: [i % 5], z: [i % 3] });
  });
  await until(async () => (await red(page)) > 2 * before);
  await page.evaluate(() => source.patch("y", Array.from({ length: 24 }, (_, i) => [i, NaN])));
  await until(async () => (await red(page)) === 0);
  // The legend names the glyphs that are there.
  await page.evaluate("void (figure.legend = true)");
  await until(async () => (await red(page)) > 20);
  await page.evaluate("void (figure.legend = false)");
  await until(async () => (await red(page)) === 0);
  await page.evaluate("source.set({ x: [1, 2], y: [1, 2], z: [0, 0] })");
  await until(async () => (await red(page)) > 20);
  await page.evaluate("void (figure.title = 'Another')");
  await page.getByRole("figure", { name: "Another" }).locator("canvas").first().waitFor();
  await page.evaluate("mounted.dispose()");
  await until(async () => (await page.locator("canvas").count()) === 0);
  assert.deepEqual(complaints(page), []);
  await page.close();
});

test("where the page's policy forbids style elements the error in place says so (b86)", async () => {
  const page = await openEmpty();
  await page.evaluate(draw);
  await page.locator(".coracle-error", { hasText: "style-src 'unsafe-inline'" }).first().waitFor();
  await page.getByText("below the figure").waitFor();
  await page.close();
});

test("a renderer is chosen when the figure is made; another one is refused (b86)", async () => {
  const page = await openEmpty();
  await page.evaluate(() => {
    globalThis.figure = new Figure();
    globalThis.reports = [];
    onError((error) => void reports.push(error.message));
    figure.renderer = "coracle:bokeh-figure";
  });
  assert.match((await page.evaluate("reports")).join(), /chosen when it is made/);
  assert.equal(await page.evaluate("figure.renderer"), "coracle:light-figure");
  await page.close();
});
