// The installed package in a page that Vite builds, under a strict content security policy.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { build } from "vite";
import { site } from "../browser/harness.mjs";
import { install, repository } from "./installed.mjs";

const app = install();
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self' data: blob:";
app.write(
  "index.html",
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Vite</title>
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="icon" href="data:,"><script type="module" src="/main.js"></script><div id="app"></div><div id="other"></div><div id="prose"></div>`,
);
app.write(
  "main.js",
  `import { load } from "coracle-wasm";
import "coracle-wasm/coracle.css";
import wasmUrl from "coracle-wasm/coracle.wasm?url";

const { IntSlider, Column, Html, Markdown, bind, page } = await load();
const slider = new IntSlider({ label: "Number", start: 1, end: 9 });
globalThis.mounted = new Column(slider, bind((value) => \`value \${value}\`, slider)).mount("#app");
globalThis.headless = page;
globalThis.prose = () => new Column(new Html("<p>harmless<script>1</script></p>"), new Markdown({ object: "**strong**" })).mount("#prose");

const other = await load({ wasmUrl });
new other.Str("by wasmUrl").mount(document.querySelector("#other"));
const binary = await load({ wasmBinary: await (await fetch(wasmUrl)).arrayBuffer() });
const located = await load({ locateFile: (name) => (name === "coracle.wasm" ? wasmUrl : name) });
document.body.dataset.loaded = [binary, located].map(({ Str }) => new Str("x").object);
`,
);

const output = path.join(repository, "build/test-pages/vite");
mkdirSync(output, { recursive: true });
await build({ root: app.folder, logLevel: "error", build: { outDir: output, emptyOutDir: true, assetsInlineLimit: 0, target: "es2022" } });
const { open } = await site({ root: "build/test-pages/vite" });

test("a page built with Vite loads the module, works, and complains of nothing", async () => {
  const page = await open("/");
  const shown = page.locator("#app");
  await shown.getByText("value 1").waitFor();
  await page.getByLabel("Number").press("ArrowRight");
  await shown.getByText("value 2").waitFor();
  await page.locator("#other").getByText("by wasmUrl").waitFor();
  await page.locator('body[data-loaded="x,x"]').waitFor();
  assert.equal(await page.evaluate("headless"), undefined);
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test("Html and Markdown come in files of their own, when they are shown (b82)", async () => {
  const page = await open("/");
  await page.locator("body[data-loaded]").waitFor();
  const files = () => page.evaluate(() => performance.getEntriesByType("resource").filter(({ name }) => name.endsWith("js")).length);
  const before = await files();
  await page.evaluate("void prose()");
  await page.locator("#prose strong").getByText("strong").waitFor();
  await page.locator("#prose p").first().getByText("harmless").waitFor();
  assert.equal(await page.locator("#prose script").count(), 0);
  assert.ok((await files()) > before, "loaded when needed");
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test("disposing of it leaves the element as it was", async () => {
  const page = await open("/");
  await page.locator("body[data-loaded]").waitFor();
  const counts = await page.evaluate("mounted.dispose(), mounted.dispose(), mounted.counts()");
  assert.deepEqual([counts.runs, counts.links, counts.nodes, counts.listeners], [0, 0, 0, 0]);
  assert.equal(await page.locator("#app").evaluate((element) => element.outerHTML), '<div id="app" class=""></div>');
  await page.close();
});
