// Set-up: finds or makes everything a build needs. `npm start`, `npm test` and `npm run build` call it
// first; when nothing changed it only looks whether everything is still there.
//
//   node wasm/toolchain/setup.mjs
import { fileURLToPath } from "node:url";
import { provide_catch2 } from "./setup/catch2.mjs";
import { provide_emscripten } from "./setup/emscripten.mjs";
import { current_environment, write_environment } from "./setup/environment.mjs";
import { provide_node_modules } from "./setup/node_modules.mjs";
import { cache_folder } from "./setup/paths.mjs";
import { check_requirements } from "./setup/requirements.mjs";
import { say, SetupError } from "./setup/shell.mjs";
import { provide_system_packages } from "./setup/system_packages.mjs";

/** Gives the record that `write_environment` keeps. */
export async function set_up() {
  const kept = current_environment();
  if (kept) {
    await provide_node_modules();
    return kept;
  }
  await check_requirements();
  await provide_node_modules();
  const { clang, chromium } = await provide_system_packages();
  const catch2 = await provide_catch2(cache_folder);
  const emscripten = await provide_emscripten(cache_folder);
  say(`set up with Emscripten ${emscripten.version}, clang ${clang.major}, Chromium ${chromium.version}`);
  return write_environment({ emscripten, clang, chromium, catch2 });
}

/** Runs a script's main function; problems a person can solve are told without a stack. */
export async function run_main(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    process.exitCode = 1;
    if (!(error instanceof SetupError)) throw error;
    for (const line of error.message.split("\n")) process.stderr.write(`coracle: ${line}\n`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await run_main(async () => {
    await set_up();
    say("ready");
  });
}
