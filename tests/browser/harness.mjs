// What browser tests stand on: a served folder, one Chromium, pages that keep what they complain of.
//
//     import { site } from "./harness.mjs";
//     const { open, server } = await site({ root: "build/site" });
//     test("…", async () => {
//       const page = await open("/generator.html");
//       …
//       assert.deepEqual(page.complaints, []);
//       await page.close();
//     });
import { build } from "esbuild";
import { after } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { serve } from "../../web/server/serve.mjs";
import { launchChromium } from "../../web/tools/chromium.mjs";

export const repository = fileURLToPath(new URL("../../", import.meta.url));

/**
 * Serves a folder and starts a browser; both end after the file's last test.
 *
 * `open(path, options)` gives a page of its own, with `complaints`: every console error or warning and every
 * uncaught error. Pages with the same options share a context, which takes longest to make; nothing here keeps
 * anything in it. `script` is called in each document before its own. `whole` as in `launchChromium`; `isolated`:
 * served with the headers for threads; `headersFor` as in `serve`.
 */
export async function site({ root, script, whole, isolated, headersFor }) {
  const server = await serve({ root: fileURLToPath(new URL(root, `file://${repository}`)), isolated, headersFor });
  const browser = await launchChromium({ whole });
  after(async () => {
    await browser.close();
    await server.close();
  });

  const makeContext = async (options) => {
    const context = await browser.newContext(options);
    if (script) await context.addInitScript(script);
    return context;
  };
  const contexts = new Map();
  const open = async (path, options = {}) => {
    const kind = JSON.stringify(options);
    if (!contexts.has(kind)) contexts.set(kind, makeContext(options));
    const page = await (await contexts.get(kind)).newPage();
    page.setDefaultTimeout(15_000);
    page.complaints = [];
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) page.complaints.push(message.text());
    });
    page.on("pageerror", (error) => page.complaints.push(`uncaught: ${error.message}`));
    await page.goto(server.url + path);
    return page;
  };
  return { open, server, browser };
}

/** Asks until the answer is yes. For a page: Playwright's own way needs eval, which the pages' policy forbids. */
export async function until(ask) {
  const end = performance.now() + 15_000;
  while (!(await ask())) {
    if (performance.now() > end) throw new Error(`it never came true: ${ask}`);
    await wait(20);
  }
}

/** What must be back where it was, where a log has more lines. */
export const countsButNodes = (counts) => ({ ...counts, nodes: 0, hostNodes: 0 });

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
