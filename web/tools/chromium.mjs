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

export const launchChromium = (args = []) =>
  chromium.launch({
    executablePath: process.env.CORACLE_CHROMIUM ?? readEnvironment().chromium.path,
    args: [...quiet, ...args],
  });
