// Pages of the apps made for testing, built as an app's author builds one.
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { styleSheet } from "../../web/tools/style-sheet.mjs";
import { repository, site } from "./harness.mjs";

/**
 * Makes the pages in a folder of the caller's own and serves them: `open("/?app=name")`; with `&own` it has the app's own
 * style sheet in place of the whole one, with `&wait` it is not mounted yet. `options` are those of `site`.
 */
export async function testApps(name, options = {}) {
  const root = `build/test-pages/${name}`;
  const built = join(repository, "build/wasm-release/test-apps");
  const folder = join(repository, root);
  mkdirSync(folder, { recursive: true });
  for (const file of readdirSync(built)) copyFileSync(join(built, file), join(folder, file));
  writeFileSync(join(folder, "coracle.css"), await styleSheet());
  writeFileSync(join(folder, "there.txt"), "this one is there");
  writeFileSync(join(folder, "cut.txt"), "this one is cut off in the middle");
  writeFileSync(
    join(folder, "main.mjs"),
    `const query = new URL(location).searchParams;
const name = query.get("app");
const sheet = document.querySelector("link[rel=stylesheet]");
if (query.has("own")) await new Promise((loaded) => Object.assign(sheet, { onload: loaded, href: \`\${name}.css\` }));
const { mount } = await import(\`./\${name}.mjs\`);
globalThis.mountApp = (target = "#app") => mount(target);
if (!query.has("wait")) globalThis.app = await mountApp();`,
  );
  writeFileSync(
    join(folder, "index.html"),
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Apps</title><meta name="color-scheme" content="light dark"><link rel="icon" href="data:,">
<link rel="stylesheet" href="coracle.css"><div id="app"></div><div id="other"></div>
<script type="module" src="main.mjs"></script></html>`,
  );
  return site({ root, ...options });
}

export const shows = (page, text) => page.getByText(text).first().waitFor();
