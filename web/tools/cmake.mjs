// Configuring and building presets.
import { existsSync } from "node:fs";
import path from "node:path";
import { buildFolder, repository } from "../../wasm/toolchain/setup/paths.mjs";
import { run, say } from "../../wasm/toolchain/setup/shell.mjs";

export const presetFolder = (preset) => path.join(buildFolder, preset);

/** Configures a preset unless it is: ninja configures again by itself when something changed. */
export async function configure(preset) {
  if (existsSync(path.join(presetFolder(preset), "build.ninja"))) return;
  say(`configuring ${preset}`);
  await run("cmake", ["--preset", preset], { cwd: repository });
}

/** Builds targets of a preset, all of them when none is named. Compiler output goes to the terminal. */
export async function buildPreset(preset, targets = []) {
  await configure(preset);
  say(`building ${preset}${targets.length > 0 ? `: ${targets.join(", ")}` : ""}`);
  const chosen = targets.length > 0 ? ["--target", ...targets] : [];
  await run("cmake", ["--build", "--preset", preset, ...chosen], { cwd: repository, inherit: true });
}
