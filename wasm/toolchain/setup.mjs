// Set-up: finds or makes everything a build needs. `npm start`, `npm test` and `npm run build` call it
// first; when nothing changed it only looks whether everything is still there.
//
//   node wasm/toolchain/setup.mjs
import { provideCatch2 } from "./setup/catch2.mjs";
import { provideEmscripten } from "./setup/emscripten.mjs";
import { currentEnvironment, writeEnvironment } from "./setup/environment.mjs";
import { provideNodeModules } from "./setup/node-modules.mjs";
import { cacheFolder } from "./setup/paths.mjs";
import { checkRequirements } from "./setup/requirements.mjs";
import { isEntryPoint, say, SetupError } from "./setup/shell.mjs";
import { provideSystemPackages } from "./setup/system-packages.mjs";

/** Gives the record that `writeEnvironment` keeps. */
export async function setUp() {
  const kept = currentEnvironment();
  if (kept) {
    await provideNodeModules();
    return kept;
  }
  await checkRequirements();
  await provideNodeModules();
  const { clang, chromium } = await provideSystemPackages();
  const catch2 = await provideCatch2(cacheFolder);
  const emscripten = await provideEmscripten(cacheFolder);
  say(`set up with Emscripten ${emscripten.version}, clang ${clang.major}, Chromium ${chromium.version}`);
  return writeEnvironment({ emscripten, clang, chromium, catch2 });
}

/** Runs a script's main function; problems a person can solve are told without a stack. */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    process.exitCode = 1;
    if (!(error instanceof SetupError)) throw error;
    for (const line of error.message.split("\n")) process.stderr.write(`coracle: ${line}\n`);
  }
}

if (isEntryPoint(import.meta.url)) {
  await runMain(async () => {
    await setUp();
    say("ready");
  });
}
