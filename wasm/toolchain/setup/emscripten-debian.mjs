// Emscripten out of Debian testing, in a folder of its own: the machine's packages stay as they are.
// The folder is named after exactly what is in it, becomes visible by one rename, and counts only once
// it has compiled and run a coroutine and holds a record of where it came from.
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, readSync, readdirSync, realpathSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { forEachParallel, hashFile, hashText, run, say, SetupError } from "./shell.mjs";
import { verifyEmscripten } from "./verify-emscripten.mjs";

const recordName = "coracle-toolchain.json";

/** What a verified prefix says about itself, or null. */
function readRecord(prefix) {
  try {
    return JSON.parse(readFileSync(path.join(prefix, recordName), "utf8"));
  } catch {
    return null;
  }
}

/** The newest verified prefix in `cache`, or null: `{ prefix, record }`. */
export function findPrefix(cache) {
  const names = existsSync(cache) ? readdirSync(cache) : [];
  const found = names
    .filter((name) => name.startsWith("emscripten-") && !name.endsWith(".partial"))
    .map((name) => ({ prefix: path.join(cache, name), record: readRecord(path.join(cache, name)) }))
    .filter(({ record }) => record !== null)
    .sort((left, right) => right.record.made.localeCompare(left.record.made));
  return found[0] ?? null;
}

/** Makes a prefix in `cache` with packages from `apt`; gives `{ prefix, record }`. */
export async function makePrefix(cache, apt) {
  say("downloading Emscripten and what it needs from Debian (about 170 MB)");
  const packages = await apt.download("emscripten");
  await forEachParallel(packages, os.availableParallelism(), async (entry) => {
    entry.sha256 = await hashFile(entry.file);
  });
  const version = packages.find(({ name }) => name === "emscripten").version.replace(/^\d+:/, "");
  const content = packages.map(({ name, sha256 }) => `${name} ${sha256}`).sort().join("\n");
  const prefix = path.join(cache, `emscripten-${version.replaceAll(/[^\w.-]/g, "_")}-${hashText(content).slice(0, 12)}`);

  // A prefix without a record was interrupted between rename and verification.
  rmSync(prefix, { recursive: true, force: true });
  for (const name of readdirSync(cache).filter((other) => other.endsWith(".partial"))) {
    rmSync(path.join(cache, name), { recursive: true, force: true });
  }
  const partial = `${prefix}.${process.pid}.partial`;
  say(`unpacking ${packages.length} packages (about 800 MB)`);
  await unpack(packages, partial);
  await relocate(partial, prefix);
  writeConfiguration(partial, prefix);
  renameSync(partial, prefix);

  const emscripten = path.join(prefix, "usr/share/emscripten");
  say("checking that Emscripten compiles a coroutine (builds its system libraries: a minute or two)");
  const emccVersion = await verifyEmscripten(emscripten);
  const record = {
    made: new Date().toISOString(),
    emscripten: emccVersion,
    packages: packages.map(({ name, version: packageVersion, sha256 }) => ({ name, version: packageVersion, sha256 })),
  };
  const recordFile = path.join(prefix, recordName);
  writeFileSync(`${recordFile}.new`, JSON.stringify(record, null, 1));
  renameSync(`${recordFile}.new`, recordFile);
  return { prefix, record };
}

async function unpack(packages, root) {
  mkdirSync(path.join(root, "usr"), { recursive: true });
  for (const name of ["bin", "lib", "lib64", "sbin"]) {
    mkdirSync(path.join(root, "usr", name), { recursive: true });
    symlinkSync(`usr/${name}`, path.join(root, name));
  }
  await forEachParallel(packages, os.availableParallelism(), async ({ file }) => {
    await run("dpkg", ["-x", file, root]);
  });
}

/**
 * Makes the programs use the libraries and the loader of their own prefix. `root` is where the files are
 * now, `home` where they will be.
 */
async function relocate(root, home) {
  const libraryNames = readdirSync(path.join(root, "usr/lib"));
  const triplet = libraryNames.find((name) => /^\w+-linux-gnu\w*$/.test(name));
  const llvm = libraryNames.find((name) => /^llvm-\d+$/.test(name));
  if (!triplet || !llvm) throw new SetupError("the Debian packages of Emscripten do not look as expected");
  const libraries = path.join(root, "usr/lib", triplet);
  const loader = readdirSync(libraries).find((name) => /^ld-linux.*\.so\.\d+$/.test(name));
  if (!loader) throw new SetupError("the Debian packages of Emscripten bring no program loader");

  const search = [path.join(home, "usr/lib", triplet), path.join(home, "usr/lib", llvm, "lib")].join(":");
  const interpreter = path.join(home, "usr/lib", triplet, loader);
  const programs = elfFiles([path.join(root, "usr/bin"), path.join(root, "usr/lib", llvm, "bin")]);
  const shared = elfFiles([libraries, path.join(root, "usr/lib", llvm, "lib")]).filter((file) => /\.so(\.|$)/.test(file));

  await forEachParallel(programs, os.availableParallelism(), async (file) => {
    const hasLoader = await run("patchelf", ["--print-interpreter", file], { check: false });
    if (hasLoader.code !== 0) return;
    await run("patchelf", ["--set-interpreter", interpreter, "--force-rpath", "--set-rpath", search, file]);
  });
  await forEachParallel(shared, os.availableParallelism(), async (file) => {
    const own = await run("patchelf", ["--print-rpath", file], { check: false });
    if (own.code !== 0 || own.output.trim() === "") return;
    await run("patchelf", ["--force-rpath", "--set-rpath", search, file]);
  });
}

/** The ELF files directly in `folders`, each once however many links point to it. */
function elfFiles(folders) {
  const files = new Set();
  for (const folder of folders) {
    for (const name of existsSync(folder) ? readdirSync(folder) : []) {
      const file = path.join(folder, name);
      if (existsSync(file) && statSync(file).isFile() && isElf(file)) files.add(realpathSync(file));
    }
  }
  return [...files];
}

function isElf(file) {
  const magic = Buffer.alloc(4);
  const handle = openSync(file, "r");
  try {
    readSync(handle, magic, 0, 4, 0);
  } finally {
    closeSync(handle);
  }
  return magic.toString("latin1") === "\x7fELF";
}

/** The configuration beside `emcc` itself is found without any environment variable. */
function writeConfiguration(root, home) {
  const llvm = readdirSync(path.join(root, "usr/lib")).find((name) => /^llvm-\d+$/.test(name));
  const lines = [
    `LLVM_ROOT = '${path.join(home, "usr/lib", llvm, "bin")}'`,
    `BINARYEN_ROOT = '${path.join(home, "usr")}'`,
    `NODE_JS = '${process.execPath}'`,
    `CACHE = '${path.join(home, "cache")}'`,
    "FROZEN_CACHE = False",
    "",
  ];
  const file = path.join(root, "usr/share/emscripten/.emscripten");
  rmSync(file, { force: true });
  writeFileSync(file, lines.join("\n"));
}
