// What browser tests stand on: a served folder, one Chromium, pages that keep what they complain of.
//
//     import { site } from "./harness.mjs";
//     const { open, server } = await site({ root: "build/site" });
//     test("…", async () => {
//       const page = await open("/generator.html");
//       …
//       assert.deepEqual(page.complaints, []);
//     });
import { build } from "esbuild";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { serve } from "../../web/server/serve.mjs";
import { launchChromium } from "../../web/tools/chromium.mjs";

export const repository = fileURLToPath(new URL("../../", import.meta.url));

/**
 * Serves a folder and starts a browser; both end after the file's last test.
 *
 * `open(path, options)` gives a page of its own context with two things added: `complaints`, every
 * console error or warning and every uncaught error, and `close()`, which closes the context too.
 */
export async function site({ root }) {
  const server = await serve({ root: fileURLToPath(new URL(root, `file://${repository}`)) });
  const browser = await launchChromium();
  after(async () => {
    await browser.close();
    await server.close();
  });

  const open = async (path, options = {}) => {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.complaints = [];
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) page.complaints.push(message.text());
    });
    page.on("pageerror", (error) => page.complaints.push(`uncaught: ${error.message}`));
    page.close = () => context.close();
    await page.goto(server.url + path);
    return page;
  };
  return { open, server, browser };
}

/** Bundles a TypeScript entry for the browser. Needs build/generated, as every build of web/ does. */
export const bundle = (entry, outfile, options = {}) =>
  build({
    entryPoints: [fileURLToPath(new URL(entry, `file://${repository}`))],
    outfile: fileURLToPath(new URL(outfile, `file://${repository}`)),
    bundle: true,
    format: "esm",
    target: "es2022",
    ...options,
  });
