// The README's static page, with the element that the installed package brings.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { site } from "../browser/harness.mjs";
import { install, repository } from "./installed.mjs";

const app = install();
const readme = readFileSync(path.join(repository, "README.md"), "utf8");
const [, snippet] = /## In a static page\n[^]*?```html\n([^]*?)```/.exec(readme);

const root = "build/test-pages/embed";
const folder = path.join(repository, root);
mkdirSync(path.join(folder, "coracle"), { recursive: true });
copyFileSync(app.resolve("coracle-wasm/embed"), path.join(folder, "coracle/embed.mjs"));
for (const name of ["generator.mjs", "generator.wasm"]) cpSync(path.join(repository, "build/site/plain", name), path.join(folder, name));
writeFileSync(path.join(folder, "index.html"), `<!doctype html><html lang="en"><title>Article</title><link rel="icon" href="data:,">${snippet}`);
const { open } = await site({ root });

test("the README's static page runs its app in the element of the package [b92]", async () => {
  const page = await open("/");
  await page.getByRole("button", { name: "Press to run calculation" }).click();
  await page.getByText("Success ✅").waitFor();
  assert.equal(await page.getByText("This needs JavaScript.").count(), 0);
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test("without JavaScript the README's static page shows what stands in the element [b92]", async () => {
  const page = await open("/", { javaScriptEnabled: false });
  await page.getByText("This needs JavaScript.").waitFor();
  await page.close();
});

test("the element has types, and so has what it tells", () => {
  const file = app.write(
    "page.ts",
    `import { CoracleApp, type App } from "coracle-wasm/embed";
const element: CoracleApp = document.createElement("coracle-app");
const running: App | undefined = document.querySelector("coracle-app")?.app;
element.addEventListener("coracle-ready", ({ detail: { app } }) => { const n: number | undefined = app.counts()["runs"]; void n; });
running?.dispose();
// @ts-expect-error it is read only
element.app = undefined;
`,
  );
  const options = ["--noEmit", "--strict", "--target", "es2022", "--module", "nodenext", "--lib", "es2022,dom,esnext.disposable"];
  const { status, stdout } = spawnSync(process.execPath, [path.join(repository, "node_modules/typescript/bin/tsc"), ...options, file], { cwd: app.folder, encoding: "utf8" });
  assert.equal(status, 0, stdout);
});
