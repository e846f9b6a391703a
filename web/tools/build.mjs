// npm run build: set-up, the gallery's apps as WebAssembly, and the static site in build/site.
import { existsSync } from "node:fs";
import path from "node:path";
import { runMain, setUp } from "../../wasm/toolchain/setup.mjs";
import { repository } from "../../wasm/toolchain/setup/paths.mjs";
import { isEntryPoint, run, say } from "../../wasm/toolchain/setup/shell.mjs";
import { buildPreset } from "./cmake.mjs";
import { writePatchConstants } from "./patch-constants.mjs";

/** From what CMake built, in this order: the gallery shows the package too. */
const steps = [
  { name: "npm package", script: "web/tools/build-package.mjs" },
  { name: "gallery", script: "web/gallery/build.mjs" },
];

/** Builds everything that is served. */
export async function buildAll() {
  await setUp();
  writePatchConstants();
  await buildPreset("wasm-release", ["coracle_apps", "coracle_package"]);
  for (const { name, script } of steps) {
    if (!existsSync(path.join(repository, script))) continue;
    say(`building the ${name}`);
    await run(process.execPath, [script], { cwd: repository, inherit: true });
  }
}

if (isEntryPoint(import.meta.url)) await runMain(buildAll);
