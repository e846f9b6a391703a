// Packages that others published on npm, as they are there.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../wasm/toolchain/setup/shell.mjs";
import { repository } from "./harness.mjs";

/** The folder with a package's files, without what it depends on; fetched once, and checked. */
export async function published(name, version, integrity) {
  const folder = join(repository, "build/published", `${name}-${version}`);
  if (existsSync(folder)) return folder;
  const temporary = `${folder}.${process.pid}`;
  mkdirSync(temporary, { recursive: true });
  try {
    const file = `${name}-${version}.tgz`;
    await run("npm", ["pack", `${name}@${version}`, "--pack-destination", temporary], { cwd: temporary });
    const hash = createHash("sha512").update(readFileSync(join(temporary, file))).digest("base64");
    if (`sha512-${hash}` !== integrity) throw new Error(`${name}@${version} is not what it was: sha512-${hash}`);
    await run("tar", ["-xzf", file], { cwd: temporary });
    renameSync(join(temporary, "package"), folder);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  return folder;
}
