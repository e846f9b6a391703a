// The package as others get it: packed, and installed in a folder that has nothing else.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { after } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

export const repository = fileURLToPath(new URL("../../", import.meta.url));

const npm = (args, cwd) => execFileSync("npm", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

/** Packs what is built in build/package; gives the tarball. */
export const pack = (folder) => {
  if (!existsSync(path.join(repository, "build/package/index.d.ts"))) {
    throw new Error("build/package is missing: node web/tools/build-package.mjs makes it");
  }
  const [{ filename }] = JSON.parse(npm(["pack", "--json", "--ignore-scripts", "--pack-destination", folder], repository));
  return path.join(folder, filename);
};

/** A folder with the package installed, removed after the file's last test. */
export const install = () => {
  const folder = mkdtempSync(path.join(tmpdir(), "coracle-package-"));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const write = (name, text) => {
    writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  const tarball = pack(folder);
  write("package.json", JSON.stringify({ name: "app", private: true, type: "module" }));
  npm(["install", "--offline", "--no-audit", "--no-fund", tarball], folder);
  const resolve = (name) => createRequire(path.join(folder, "package.json")).resolve(name);
  return { folder, tarball, write, resolve, import: (name) => import(pathToFileURL(resolve(name))) };
};
