// Pages on which the package's components are mounted: see component-page.mjs.
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { styleSheet } from "../../web/tools/style-sheet.mjs";
import { repository, site } from "./harness.mjs";

/**
 * Makes them in a folder of the caller's own. `visit("/", options)` opens the one that has a style sheet of its own
 * in nothing that matters; of `foreign`, style sheets by name, each makes a page "/<name>.html" that loads it too.
 */
export async function componentPages(name, { foreign = {}, script } = {}) {
  const root = `build/test-pages/${name}`;
  const at = (file) => join(repository, root, file);
  mkdirSync(at("package"), { recursive: true });
  cpSync(join(repository, "build/package/browser"), at("package"), { recursive: true });
  writeFileSync(at("coracle.css"), await styleSheet());
  cpSync(join(repository, "tests/browser/component-page.mjs"), at("main.mjs"));
  writeFileSync(at("page.css"), "body { font-family: system-ui; margin: 1rem; background: canvas; color: canvastext } h1 { font-size: 1rem }");
  const write = (file, sheet) =>
    writeFileSync(
      at(file),
      `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>Widgets</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="coracle.css"><link rel="stylesheet" href="${sheet}">
<main><h1>Widgets</h1><button id="before">before</button><form id="form"><div id="app"></div></form>
<button id="after">after</button></main><script type="module" src="main.mjs"></script></html>`,
    );
  write("index.html", "page.css");
  for (const [sheet, file] of Object.entries(foreign)) {
    cpSync(join(repository, file), at(`${sheet}.css`));
    write(`${sheet}.html`, `${sheet}.css`);
  }
  const { open } = await site({ root, script });
  const visit = async (path = "/", options) => {
    const page = await open(path, options);
    await page.locator("body[data-ready]").waitFor();
    return page;
  };
  return { visit, at };
}

/** Until what the page was told has been painted. */
export const painted = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));

/** Light and dark: as the reader prefers it, and as the root says, in a page that is not so. */
export const looks = [
  { colorScheme: "light" },
  { colorScheme: "dark" },
  { colorScheme: "dark", theme: "light" },
  { colorScheme: "light", theme: "dark" },
];
export const nameOf = ({ colorScheme, theme }) => (theme ? `${theme} by attribute` : colorScheme);
export const setTheme = (page, theme) =>
  theme ? page.evaluate((theme) => (document.querySelector("#app").dataset.theme = theme), theme) : undefined;
