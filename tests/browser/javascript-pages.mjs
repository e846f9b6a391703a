// The JavaScript example of the gallery, and an empty page that has all that the npm package exports.
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { repository, site } from "./harness.mjs";

/**
 * Makes the pages in a folder of the caller's own: `open("/bare/")` gives the example, `openEmpty()` the other.
 * `at` names files beside them; `options` are those of `site`.
 */
export async function javascriptPages(name, options = {}) {
  const root = `build/test-pages/${name}`;
  const at = (file) => join(repository, root, file);
  mkdirSync(at("bare"), { recursive: true });
  cpSync(join(repository, "build/site/bare/javascript"), at("bare"), { recursive: true });
  writeFileSync(
    at("index.html"),
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>JavaScript</title><link rel="icon" href="data:,">
<script type="module" src="main.mjs"></script><div id="app"></div>`,
  );
  writeFileSync(
    at("main.mjs"),
    `import { load } from "./bare/coracle-wasm/index.mjs";
// One of the components is called like something that the page needs.
Object.assign(globalThis, { ...(await load()), Number });
document.body.dataset.ready = "";
`,
  );
  const { open } = await site({ root, ...options });
  const openEmpty = async (options) => {
    const page = await open("/", options);
    await page.locator("body[data-ready]").waitFor({ state: "attached" });
    return page;
  };
  return { at, open, openEmpty };
}
