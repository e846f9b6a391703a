// The suite `video`: 1 000 frames of 1280 by 720 pixels in one answer, as fast as they are taken, shown by an app of
// ours with `frames`, as it is shipped, and by an `<img>` on the same address, in one page of Chromium.
//
// Neither can paint as many as come; both drop what they cannot. Before each paint of the page the element is asked
// which frame it shows; by Chromium's trace, just as many are decoded. Each round runs each several times, by turns,
// who goes first alternating. The frame rate is the inverse of the time for each frame shown, the median of the
// rounds. Beside it is the time until the last is shown, which says how fast frames that are dropped go by.
import { createReadStream } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { launchChromium } from "../../../web/tools/chromium.mjs";
import { drawPictures, sendVideo, shownNumber } from "../../browser/video.mjs";
import { median } from "../numbers.mjs";

export const limits = (cases) =>
  Object.values(cases)
    .filter(({ frameRate }) => frameRate)
    .map(({ frameRate: { ours, peer, ratio } }) => ({
      what: `frame rate (${ours.toFixed(1)} against ${peer.toFixed(1)} a second)`,
      value: ratio,
      least: 0.9,
    }));

const peer = "<img>";
const count = 1000;
const samples = 4;

const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>video</title><link rel="icon" href="data:,">
<style>img { width: 1280px; height: 720px }</style><div id="app"></div>
<script type="module">
import { mount } from "./network.mjs";
await mount("#app");
globalThis.shownNumber = ${shownNumber};
</script></html>`;

/** The page, the app's files and the video, from one server. */
async function serveVideo(folder) {
  const pictures = drawPictures(20);
  const types = { ".mjs": "text/javascript", ".wasm": "application/wasm" };
  const server = createServer((request, response) => {
    const file = path.basename(new URL(request.url, "http://localhost").pathname);
    if (file === "video") return sendVideo(response, pictures, count);
    if (!file) return response.writeHead(200, { "content-type": "text/html" }).end(html);
    response.writeHead(200, { "content-type": types[path.extname(file)] });
    createReadStream(path.join(folder, file)).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => (server.closeAllConnections(), server.close()) };
}

/** In the page: which frames the image shows, each with its time, until the last one is shown. */
const watchImage = ([selector, last]) =>
  new Promise((resolve, reject) => {
    const shown = [];
    const deadline = performance.now() + 60_000;
    const look = (now) => {
      const number = globalThis.shownNumber(document.querySelector(selector));
      if (number >= 0 && number !== shown.at(-1)?.number) shown.push({ number, now });
      if (number === last) return resolve(shown);
      if (now > deadline) return reject(new Error(`${selector} has come to frame ${shown.at(-1)?.number}`));
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });

/** How to show the video at an address, and to stop; and by which selector its image is found. */
function contestantsOf(page) {
  const order = page.getByRole("textbox", { name: "Order" });
  const tell = async (camera) => {
    await order.fill(JSON.stringify({ camera }));
    await order.press("Enter");
  };
  return {
    ours: { image: "#app img", start: tell, stop: () => tell("") },
    img: {
      image: "body > img",
      start: (url) => page.evaluate((url) => void (document.body.appendChild(new Image()).src = url), url),
      stop: () => page.evaluate(() => document.querySelector("body > img").remove()),
    },
  };
}

async function measure(page, { image, start, stop }, address) {
  const watched = page.evaluate(watchImage, [image, count - 1]);
  await start(address);
  const shown = await watched;
  await stop();
  await page.waitForFunction((selector) => !document.querySelector(selector), image);
  if (shown.some(({ number }, at) => at > 0 && number < shown[at - 1].number)) throw new Error("an older frame was shown");
  return { frames: shown.length - 1, time: shown.at(-1).now - shown[0].now };
}

/**
 * @param {{ build: string, rounds: number }} options `build`: the folder with test-apps/network.mjs
 * @returns {Promise<Record<string, { ours: number, peers: Record<string, number>, ratio: number,
 *   frameRate?: { ours: number, peer: number, ratio: number } }>>}
 */
export async function run({ build, rounds }) {
  const server = await serveVideo(path.resolve(build, "test-apps"));
  const browser = await launchChromium({ whole: true });
  try {
    const page = await browser.newPage();
    await page.goto(server.url);
    await page.getByRole("textbox", { name: "Order" }).waitFor();
    const contestants = contestantsOf(page);
    const perFrame = { ours: [], img: [] };
    const total = { ours: [], img: [] };
    let requests = 0;
    for (let round = -1; round < rounds; ++round) {
      const sums = { ours: { frames: 0, time: 0 }, img: { frames: 0, time: 0 } };
      for (let turn = 0; turn < samples; ++turn) {
        for (const name of (round + turn) % 2 ? ["ours", "img"] : ["img", "ours"]) {
          const { frames, time } = await measure(page, contestants[name], `/video?${++requests}`);
          sums[name].frames += frames;
          sums[name].time += time;
        }
      }
      if (round < 0) continue; // to warm up
      for (const [name, { frames, time }] of Object.entries(sums)) {
        perFrame[name].push(time / frames);
        total[name].push(time / samples);
      }
    }
    const result = (times) => {
      const [ours, theirs] = [median(times.ours), median(times.img)];
      return { ours, peers: { [peer]: theirs }, ratio: ours / theirs };
    };
    const each = result(perFrame);
    const frameRate = { ours: 1000 / each.ours, peer: 1000 / each.peers[peer], ratio: 1 / each.ratio };
    return { "each frame that is shown": { ...each, frameRate }, [`until the last of ${count}`]: result(total) };
  } finally {
    await browser.close();
    server.close();
  }
}
