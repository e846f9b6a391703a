// The suite `page`: the table of js-framework-benchmark, shown by an app of ours and by JavaScript
// written by hand, in one page of Chromium.
//
// Each round runs each case several times, the short ones more often, by turns, who goes first alternating.
// A time is that of script and layout: from the call that makes the change until the layout it needs is done.
// The ratio is the median of each pair's ratio: machines change their speed from one second to the next, and the
// medians of the times, which are given too, belong to different seconds.
import { build as bundle } from "esbuild";
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { launchChromium } from "../../../web/tools/chromium.mjs";
import { featuresOf } from "../../../web/tools/bundle-app.mjs";
import { writePatchConstants } from "../../../web/tools/patch-constants.mjs";
import { eachAtMost, median } from "../numbers.mjs";

export const limits = eachAtMost(1.1);

const peer = "hand-written JavaScript";
const origin = "http://localhost";
const warmUps = 2;

const cases = {
  "create 1 000 rows": { step: "create", rows: 1000, samples: 6 },
  "create 10 000 rows": { step: "create", rows: 10_000, samples: 2 },
  "update every tenth of 1 000": { step: "update", rows: 1000, samples: 6 },
  "update every tenth of 10 000": { step: "update", rows: 10_000, samples: 2 },
  "swap two of 1 000": { step: "swap", rows: 1000, samples: 24 },
  "clear 1 000": { step: "clear", rows: 1000, samples: 24 },
  "clear 10 000": { step: "clear", rows: 10_000, samples: 2 },
};

async function bundlePage(glue) {
  writePatchConstants();
  const { outputFiles } = await bundle({
    entryPoints: [fileURLToPath(new URL("page.mjs", import.meta.url))],
    alias: { "coracle-glue": glue },
    bundle: true,
    minify: true,
    define: featuresOf(glue),
    format: "esm",
    target: "es2022",
    write: false,
  });
  return outputFiles[0].text;
}

/** A page with both tables, alone in its process: that is what gives it a fine clock. */
async function openPage(browser, build) {
  const glue = path.resolve(build, "bench/page.mjs");
  const html = '<!doctype html><title>page</title><body><script type="module" src="/page.mjs"></script>';
  const files = {
    "/": { contentType: "text/html", body: html },
    "/page.mjs": { contentType: "text/javascript", body: await bundlePage(glue) },
    "/page.wasm": { contentType: "application/wasm", body: readFileSync(glue.replace(/\.mjs$/, ".wasm")) },
  };
  const headers = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };
  const page = await browser.newPage();
  await page.route(`${origin}/**`, (route) => {
    const file = files[new URL(route.request().url()).pathname];
    return route.fulfill(file ? { ...file, headers: { ...headers, "Content-Type": file.contentType } } : { status: 404 });
  });
  await page.goto(`${origin}/`);
  await page.evaluate(() => globalThis.prepare());
  if (!(await page.evaluate(() => globalThis.crossOriginIsolated))) throw new Error("the page has no fine clock");
  return page;
}

/**
 * @param {{ build: string, rounds: number }} options `build`: the folder with bench/page.mjs
 * @returns {Promise<Record<string, { ours: number, peers: Record<string, number>, ratio: number,
 *   script: { ours: number, peer: number } }>>} `script`: the part of it without the layout
 */
export async function run({ build, rounds }) {
  const browser = await launchChromium({ whole: true, args: ["--js-flags=--expose-gc"] });
  try {
    const page = await openPage(browser, build);
    const orders = [["ours", "vanilla"], ["vanilla", "ours"]];
    const measured = Object.fromEntries(Object.keys(cases).map((name) => [name, []]));
    const sample = (name, order) =>
      page.evaluate(([theCase, order]) => globalThis.measure(theCase, order), [cases[name], order]);
    for (const name of Object.keys(cases)) {
      for (let turn = 0; turn < warmUps; turn++) await sample(name, orders[turn % 2]);
    }
    for (let round = 0; round < rounds; round++) {
      for (const [name, { samples }] of Object.entries(cases)) {
        for (let turn = 0; turn < samples; turn++) measured[name].push(await sample(name, orders[(round + turn) % 2]));
      }
    }
    const time = (name, contestant, part) => median(measured[name].map((result) => result[contestant][part]));
    return Object.fromEntries(
      Object.keys(cases).map((name) => {
        const ours = time(name, "ours", "total");
        const theirs = time(name, "vanilla", "total");
        const script = { ours: time(name, "ours", "script"), peer: time(name, "vanilla", "script") };
        const ratio = median(measured[name].map((pair) => pair.ours.total / pair.vanilla.total));
        return [name, { ours, peers: { [peer]: theirs }, ratio, script }];
      }),
    );
  } finally {
    await browser.close();
  }
}
