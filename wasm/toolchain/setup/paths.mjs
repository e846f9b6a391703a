// Where set-up keeps what it makes: shared between clones outside the work tree, and what belongs to
// this clone under build/.
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");
export const buildFolder = path.join(repository, "build");

/** What this clone uses; read by CMake and by the scripts in web/tools. */
export const environmentFolder = path.join(buildFolder, "toolchain");

/** Shared between all clones of this user. */
export const cacheFolder = path.join(
  process.env.XDG_CACHE_HOME || path.join(os.homedir(), ".cache"),
  "coracle",
  "toolchain",
);
