// npm run screenshots: builds the site, and puts pictures of every page of the gallery and of every component into
// build/screenshots: <what>-<light or dark>-<width>.png.
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { runMain } from "../../wasm/toolchain/setup.mjs";
import { buildFolder } from "../../wasm/toolchain/setup/paths.mjs";
import { say } from "../../wasm/toolchain/setup/shell.mjs";
import { serve } from "../server/serve.mjs";
import { buildAll } from "./build.mjs";
import { launchChromium } from "./chromium.mjs";

const site = path.join(buildFolder, "site");
const output = path.join(buildFolder, "screenshots");
const widths = [360, 1000];

/** Until nothing is being loaded, or only what never ends, a camera's answer; and what came has been painted. */
const settle = async (page) => {
  await Promise.race([page.waitForLoadState("networkidle").catch(() => {}), page.waitForTimeout(3000)]);
  await page.waitForTimeout(600);
};

/** The cards of the page of components, one picture each; they are in tabs. */
async function takeComponents(page, suffix) {
  for (const tab of await page.getByRole("tablist", { name: "Components" }).getByRole("tab").all()) {
    await tab.click();
    await settle(page);
    await page.locator("#app").screenshot({ path: path.join(output, `tab-${await tab.textContent()}-${suffix}.png`) });
    const cards = page.locator("#app > .coracle-tabs > div > .coracle-tab-panel:visible > * > .coracle-card");
    for (const card of await cards.all()) {
      const title = (await card.locator(".coracle-title").first().textContent()).replace(/\W+/g, "-");
      await card.screenshot({ path: path.join(output, `component-${title}-${suffix}.png`) });
    }
  }
}

await runMain(async () => {
  await buildAll();
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  const server = await serve({ root: site, isolated: true });
  const browser = await launchChromium();
  try {
    const pages = [...readdirSync(site).filter((name) => name.endsWith(".html")), "plain/"];
    for (const colorScheme of ["light", "dark"]) {
      for (const width of widths) {
        const suffix = `${colorScheme}-${width}`;
        const page = await browser.newPage({ colorScheme, viewport: { width, height: 800 } });
        for (const name of pages) {
          await page.goto(`${server.url}/${name}`);
          await settle(page);
          await page.screenshot({ path: path.join(output, `page-${name.replace(/\W|html$/g, "")}-${suffix}.png`), fullPage: true });
          if (name === "components.html") await takeComponents(page, suffix);
        }
        await page.close();
      }
    }
  } finally {
    await browser.close();
    await server.close();
  }
  say(`${readdirSync(output).length} pictures in ${path.relative(process.cwd(), output)}`);
});
