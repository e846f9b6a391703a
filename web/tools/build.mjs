// npm run build: set-up, the gallery's apps as WebAssembly, and the static site in build/site.
import path from "node:path";
import { runMain, setUp } from "../../wasm/toolchain/setup.mjs";
import { repository } from "../../wasm/toolchain/setup/paths.mjs";
import { isEntryPoint, run, say } from "../../wasm/toolchain/setup/shell.mjs";
import { buildPreset, presetFolder } from "./cmake.mjs";
import { writePatchConstants } from "./patch-constants.mjs";

/** From what CMake built, in this order: the gallery shows the package too. */
const steps = [
  { name: "npm package", script: "web/tools/build-package.mjs", from: "package" },
  { name: "gallery", script: "web/gallery/build.mjs", from: "apps" },
];

/** Builds everything that is served. */
export async function buildAll() {
  await setUp();
  writePatchConstants();
  await buildPreset("wasm-release", ["coracle_apps", "coracle_package"]);
  for (const { name, script, from } of steps) {
    say(`building the ${name}`);
    await run(process.execPath, [script, path.join(presetFolder("wasm-release"), from)], { cwd: repository, inherit: true });
  }
}

if (isEntryPoint(import.meta.url)) await runMain(buildAll);
