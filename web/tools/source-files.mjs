// Which files of the work tree are sources.
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { repository } from "../../wasm/toolchain/setup/paths.mjs";

/** Files under `folders` whose name matches, relative to `root`. */
export function filesUnder(folders, pattern, root = repository) {
  const found = folders.flatMap((folder) => {
    const absolute = path.join(root, folder);
    if (!existsSync(absolute)) return [];
    return readdirSync(absolute, { recursive: true }).map((name) => path.join(folder, name));
  });
  return found.filter((name) => pattern.test(name) && !name.includes("node_modules")).sort();
}

export const cxxFolders = ["include", "src", "wasm", "tests", "web/gallery"];

export const cxxFiles = (root) => filesUnder(cxxFolders, /\.(hpp|cpp|h)$/, root);
