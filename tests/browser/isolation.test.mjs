// The service worker that isolates pages of hosts without headers.
import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { repository, site, until } from "./harness.mjs";
import { shows } from "./test-apps.mjs";

const root = "build/test-pages/isolation";
const folder = join(repository, root);
mkdirSync(folder, { recursive: true });
const built = join(repository, "build/wasm-release/test-apps");
for (const file of ["threads.mjs", "threads.wasm", "threads.threads.mjs", "threads.threads.wasm"]) {
  copyFileSync(join(built, file), join(folder, file));
}
copyFileSync(join(repository, "web/isolation/isolation.js"), join(folder, "isolation.js"));
writeFileSync(join(folder, "main.mjs"), 'import { mount } from "./threads.mjs";\nawait mount("#app");\n');
writeFileSync(
  join(folder, "index.html"),
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Isolated</title><script src="isolation.js"></script>
<link rel="icon" href="data:,"><div id="app"></div><script type="module" src="main.mjs"></script></html>`,
);
const { open } = await site({ root });

test("a static host's page is isolated by one script, after one reload, and its app has threads", async () => {
  const page = await open("/");
  let loads = 0;
  page.on("domcontentloaded", () => ++loads);
  await until(() => page.evaluate("crossOriginIsolated").catch(() => false));
  await page.getByRole("button", { name: "Add" }).click();
  await shows(page, "it is 2.5 €");
  assert.ok(loads <= 1, `${loads} reloads`);
  // From now on at once.
  await page.reload();
  assert.equal(await page.evaluate("crossOriginIsolated"), true);
  assert.equal((await page.goto(`${new URL(page.url()).origin}/none`)).status(), 404);
  await page.close();
});
