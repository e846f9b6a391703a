// What a browser has to load for each example's bare page, raw and compressed with brotli 11.
import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { buildFolder } from "../../wasm/toolchain/setup/paths.mjs";
import { SetupError } from "../../wasm/toolchain/setup/shell.mjs";
import { serve } from "../server/serve.mjs";
import { launchChromium } from "./chromium.mjs";

const barePages = path.join(buildFolder, "site/bare");
const isPicture = (name) => /\.(jpe?g|png|webp|gif|svg|ico)$/.test(name);

const compressed = (bytes) =>
  brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  }).length;

/** `{ path: { raw, brotli } }` of what the page loads until the network is quiet. */
async function measure(browser, address) {
  // One that isolates the page would load it anew.
  const page = await browser.newPage({ serviceWorkers: "block" });
  const responses = [];
  page.on("response", (response) => {
    if (response.url().startsWith("http")) responses.push(response); // not what the page made itself
  });
  await page.route(/\.mjpeg(\?|$)/, (route) => route.abort()); // it never ends
  await page.goto(address, { waitUntil: "networkidle" });
  const files = {};
  for (const response of responses) {
    if (!response.ok()) throw new SetupError(`${response.url()} answers ${response.status()}`);
    // The browser does not keep what the page read as a stream.
    const again = async () => Buffer.from(await (await fetch(response.url())).arrayBuffer());
    const bytes = await response.body().catch(again);
    const name = new URL(response.url()).pathname.replace(new URL(address).pathname, "") || "index.html";
    files[name] = { raw: bytes.length, brotli: compressed(bytes) };
  }
  await page.close();
  return files;
}

function sum(files) {
  const counted = Object.entries(files).filter(([name]) => !isPicture(name)).map(([, sizes]) => sizes);
  const total = (key) => counted.reduce((bytes, sizes) => bytes + sizes[key], 0);
  return { raw: total("raw"), brotli: total("brotli") };
}

/**
 * `{ app: { files: { path: { raw, brotli } }, total } }` of the built site. Pictures are listed, but a total is
 * of the page itself: HTML, CSS, JavaScript and WebAssembly.
 */
export async function pageSizes() {
  const apps = readdirSync(barePages).filter((name) => statSync(path.join(barePages, name)).isDirectory());
  if (apps.length === 0) throw new SetupError(`there is no page in ${barePages}`);
  const server = await serve({ root: path.join(buildFolder, "site") });
  const browser = await launchChromium();
  try {
    const result = {};
    for (const app of apps) {
      const files = await measure(browser, `${server.url}/bare/${app}/`);
      result[app] = { files, total: sum(files) };
    }
    return result;
  } finally {
    await browser.close();
    await server.close();
  }
}
