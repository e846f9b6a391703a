// The package as others get it: packed, and installed in a folder that has nothing else.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
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

/** What the package is made of, in short. */
const contents = () => {
  const built = path.join(repository, "build/package");
  const files = existsSync(built) ? readdirSync(built, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()) : [];
  const names = files.map(({ parentPath, name }) => path.join(parentPath, name)).sort();
  const hash = createHash("sha256");
  for (const name of [...names, ...["package.json", "README.md", "LICENSE"].map((name) => path.join(repository, name))]) {
    hash.update(`${name}\0`).update(readFileSync(name));
  }
  return hash.digest("hex").slice(0, 16);
};

/** A folder with the tarball and the package installed from it: made once, as long as the package is the same. */
const prepared = () => {
  const all = path.join(repository, "build/test-package");
  const folder = path.join(all, contents());
  if (existsSync(folder)) return folder;
  mkdirSync(all, { recursive: true });
  const making = mkdtempSync(path.join(all, "making-"));
  const tarball = pack(making);
  writeFileSync(path.join(making, "package.json"), JSON.stringify({ name: "app", private: true, type: "module" }));
  npm(["install", "--offline", "--no-audit", "--no-fund", tarball], making);
  try {
    renameSync(making, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(making, { recursive: true }); // Another file of tests was faster.
  }
  const former = readdirSync(all).filter((name) => name !== path.basename(folder) && !name.startsWith("making-"));
  for (const name of former) rmSync(path.join(all, name), { recursive: true, force: true });
  return folder;
};

/** A folder with the package installed, removed after the file's last test. */
export const install = () => {
  const folder = mkdtempSync(path.join(tmpdir(), "coracle-package-"));
  after(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(prepared(), folder, { recursive: true });
  const tarball = path.join(folder, readdirSync(folder).find((name) => name.endsWith(".tgz")));
  const write = (name, text) => {
    writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  const resolve = (name) => createRequire(path.join(folder, "package.json")).resolve(name);
  return { folder, tarball, write, resolve, import: (name) => import(pathToFileURL(resolve(name))) };
};
