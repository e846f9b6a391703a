// The Chromium that set-up found, without its own traffic to the network.
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
export async function launchChromium({ whole = false, args = [] } = {}) {
  // Scripts that launch it are read before set-up has fetched it.
  const { chromium } = await import("playwright-core");
  return chromium.launch({
    executablePath: process.env.CORACLE_CHROMIUM ?? readEnvironment().chromium[whole ? "path" : "shell"],
    args: [...quiet, ...(whole ? [] : lean), ...args],
  });
}
