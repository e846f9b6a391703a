// The Chromium that set-up found, without its own traffic to the network.
import { chromium } from "playwright-core";
import { readEnvironment } from "../../wasm/toolchain/setup/environment.mjs";

const quiet = [
  "--no-sandbox",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
// The shell paints without a graphics card anyway: so in no process more than it needs.
const lean = ["--disable-gpu", "--in-process-gpu"];

/** `whole`: the browser that people have, with all it does besides; else its headless shell, where there is one. */
export const launchChromium = ({ whole = false, args = [] } = {}) =>
  chromium.launch({
    executablePath: process.env.CORACLE_CHROMIUM ?? readEnvironment().chromium[whole ? "path" : "shell"],
    args: [...quiet, ...(whole ? [] : lean), ...args],
  });
