// What a page costs is a promise: bytes are counted, exactly.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pageSizes } from "../../web/tools/page-sizes.mjs";

const sizes = await pageSizes();

test("each example's page comes to rest and can be weighed, also one whose picture never ends", () => {
  for (const app of ["camera", "generator", "generator-javascript", "mandelbrot", "slideshow"]) assert.ok(sizes[app], app);
  for (const [app, { files, total }] of Object.entries(sizes)) {
    const names = Object.keys(files);
    assert.ok(names.includes("index.html") && names.some((name) => name.endsWith(".wasm")), `${app}: ${names}`);
    assert.ok(total.brotli > 1000 && total.brotli < total.raw, app);
  }
});

test("the generator app's page is at most 25 kB: HTML, CSS, JavaScript and wasm, brotli", () => {
  const { files, total } = sizes.generator;
  const kinds = Object.keys(files).map((name) => name.split(".").pop());
  assert.deepEqual(kinds.sort(), ["css", "html", "mjs", "mjs", "wasm"], "nothing else is loaded");
  assert.ok(total.brotli <= 25_000, `${total.brotli} bytes`);
});

test("what came after the first widgets is not linked into the generator app: its wasm is as small as with them alone", () => {
  const { brotli } = sizes.generator.files["generator.wasm"];
  assert.ok(brotli <= 19_750, `${brotli} bytes`);
});

test("what a page does not use is not in it", () => {
  assert.ok(sizes.handler.total.brotli < sizes.generator.total.brotli);
  assert.ok(sizes.generator.files["generator.mjs"].raw < sizes.image.files["image.mjs"].raw, "no network code without fetch");
});
