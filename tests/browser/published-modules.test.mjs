// Modules for Jupyter that others published on npm, unchanged, as components of a page.
import assert from "node:assert/strict";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { until } from "./harness.mjs";
import { javascriptPages } from "./javascript-pages.mjs";
import { published } from "./published.mjs";

const { at, openEmpty } = await javascriptPages("published");
const folder = await published(
  "anymap-ts",
  "0.6.2",
  "sha512-CaHE8AbEWX2unIw1KdbFtdUwG99sZsYX3ODFTBEEhEFwilz3QdPbk14jRQuF+ST4TN2auHLDXsILiNAfPXFCCw==",
);
for (const file of ["leaflet.js", "leaflet.css", "openlayers.js", "openlayers.css", "keplergl.js"]) {
  copyFileSync(join(folder, "anymap_ts/static", file), at(file));
}

test("Leaflet's map is moved by the program, tells of clicks, is given commands, and goes without a trace", async () => {
  const page = await openEmpty();
  await page.evaluate(() => {
    globalThis.map = new Module("leaflet.js", {
      center: [13.4, 52.5],
      zoom: 4,
      width: "400px",
      height: "300px",
      style: "",
      controls: {},
      clicked: {},
      current_center: null,
      current_zoom: null,
      current_bounds: null,
      _js_calls: [],
      _js_events: [],
      _layers: {},
      _sources: {},
      _controls: {},
      _css: "leaflet.css",
    });
    const zoom = new IntSlider({ label: "Zoom", start: 1, end: 10, value: 4 });
    map.follow("zoom", zoom);
    const at = bind(
      (level, clicked) => `zoom ${level}, clicked at ${clicked.lng === undefined ? "nothing" : Math.round(clicked.lng)}`,
      map.parameter("current_zoom"),
      map.parameter("clicked"),
    );
    globalThis.mounted = new Column(zoom, at, map).mount("#app");
  });
  const container = page.locator(".leaflet-container");
  await container.waitFor();
  // Its own style sheet is there: a map hides what lies outside.
  await page.waitForFunction(() => getComputedStyle(document.querySelector(".leaflet-container")).overflow === "hidden");
  const box = await container.boundingBox();
  assert.deepEqual([box.width, box.height], [400, 300]);
  await page.getByLabel("Zoom").fill("6");
  await page.getByText("zoom 6, clicked at nothing").waitFor();
  await page.evaluate("map.set('center', [100, 10])");
  await until(() => page.evaluate("Math.abs(map.get('current_center')?.[0] - 100) < 1"));
  await container.click({ position: { x: 200, y: 150 } });
  await page.getByText("zoom 6, clicked at 100").waitFor();
  await page.evaluate(
    `map.set("_js_calls", [{ id: 1, method: "addGeoJSON", args: ["area"], kwargs: { name: "area", data: {
      type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [[[98, 9], [102, 9], [100, 12], [98, 9]]] } } } }])`,
  );
  await container.locator("path.leaflet-interactive").waitFor();
  const sheets = await page.locator("link[href$='leaflet.css']").count();
  await page.evaluate("mounted.dispose()");
  await container.waitFor({ state: "detached" });
  assert.equal(sheets, 1);
  assert.equal(await page.locator("link[href$='leaflet.css']").count(), 0);
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test("OpenLayers' map goes where the program says, and says where people have moved it", async () => {
  const page = await openEmpty();
  await page.evaluate(() => {
    globalThis.map = new Module("openlayers.js", {
      ...{ center: [13.4, 52.5], zoom: 4, width: "400px", height: "300px", style: "", clicked: {} },
      ...{ _js_calls: [], _js_events: [], _layers: {}, _sources: {}, _controls: {}, _css: "openlayers.css" },
    });
    const told = (zoom, [longitude]) => `zoom ${zoom.toFixed(1)} at ${longitude.toFixed(0)}`;
    const place = bind(told, map.parameter("zoom"), map.parameter("center"));
    globalThis.mounted = new Column(place, map).mount("#app");
  });
  const viewport = page.locator(".ol-viewport");
  await viewport.waitFor();
  await page.evaluate("map.set({ zoom: 6, center: [20, 50] })");
  await page.getByText("zoom 6.0 at 20").waitFor();
  const { x, y } = await viewport.boundingBox();
  await page.mouse.move(x + 300, y + 150);
  await page.mouse.down();
  await page.mouse.move(x + 100, y + 150, { steps: 5 });
  await page.mouse.up();
  // 200 pixels to the left, of the 256 * 2 ** 6 that the earth has.
  await until(async () => (await page.evaluate("map.get('center')[0]")) > 23);
  await page.mouse.wheel(0, -500);
  await until(async () => (await page.evaluate("map.get('zoom')")) > 6);
  await page.evaluate("mounted.dispose()");
  await viewport.waitFor({ state: "detached" });
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test("Kepler's summary shows what data it is given, anew when that changes", async () => {
  // It has style attributes, which the pages' policy forbids.
  const page = await openEmpty({ bypassCSP: true });
  await page.evaluate(() => {
    const rows = (count) => ({ data: { rows: Array.from({ length: count }, (_, index) => [index]) } });
    globalThis.rows = rows;
    globalThis.kepler = new Module("keplergl.js", {
      center: [1, 2],
      zoom: 3,
      datasets: { cities: rows(2) },
      config: {},
      read_only: true,
      _js_calls: [],
    });
    kepler.mount("#app");
  });
  await page.getByText("2 rows").waitFor();
  await page.getByText("Read Only").waitFor();
  await page.evaluate("kepler.set({ datasets: { cities: rows(2), roads: rows(1234) } })");
  await page.getByText("1,234 rows").waitFor();
  assert.deepEqual(page.complaints, []);
  await page.close();
});
