// What set-up found, kept for CMake and for the scripts, with the hashes of what was downloaded.
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { environmentFolder, repository } from "./paths.mjs";
import { hashText, SetupError, which } from "./shell.mjs";

const recordFile = path.join(environmentFolder, "environment.json");
const cmakeFile = path.join(environmentFolder, "environment.cmake");

/** Changes whenever set-up could come to another answer. */
function inputsHash() {
  const folder = path.join(repository, "wasm/toolchain/setup");
  const scripts = readdirSync(folder).sort().map((name) => readFileSync(path.join(folder, name), "utf8"));
  const surroundings = [which("emcc"), process.env.EMSDK, process.env.XDG_CACHE_HOME, process.env.CORACLE_CHROMIUM, process.execPath];
  return hashText(JSON.stringify([scripts, surroundings, process.version]));
}

function readRecord() {
  try {
    return JSON.parse(readFileSync(recordFile, "utf8"));
  } catch {
    return null;
  }
}

function writeAtomically(file, text) {
  writeFileSync(`${file}.${process.pid}`, text);
  renameSync(`${file}.${process.pid}`, file);
}

/** The record of the last set-up when it still holds, else null. */
export function currentEnvironment() {
  const record = readRecord();
  if (!record || record.inputs !== inputsHash() || !existsSync(cmakeFile)) return null;
  const needed = [
    path.join(record.emscripten.folder, "em++"),
    record.clang.compiler,
    record.clang.tidy,
    record.clang.format,
    record.chromium.path,
    record.chromium.shell,
    ...(record.catch2 ? [path.join(record.catch2.folder, "extras/catch_amalgamated.cpp")] : []),
  ];
  return needed.every((file) => existsSync(file)) ? record : null;
}

/** The record for scripts that run after set-up. */
export function readEnvironment() {
  const record = readRecord();
  if (!record) throw new SetupError("nothing is set up yet; run: npm run setup");
  return record;
}

export function writeEnvironment(found) {
  const record = { inputs: inputsHash(), made: new Date().toISOString(), node: process.version, ...found };
  const variables = {
    CORACLE_EMSCRIPTEN_FOLDER: found.emscripten.folder,
    CORACLE_NATIVE_CXX: found.clang.compiler,
    CORACLE_NATIVE_CC: found.clang.cCompiler ?? found.clang.compiler,
    CORACLE_CATCH2_FOLDER: found.catch2?.folder ?? "",
    CORACLE_NODE: process.execPath,
  };
  const lines = Object.entries(variables).map(([name, value]) => `set(${name} "${value}")`);
  mkdirSync(environmentFolder, { recursive: true });
  writeAtomically(cmakeFile, ["# Written by set-up.", ...lines, ""].join("\n"));
  writeAtomically(recordFile, JSON.stringify(record, null, 1));
  return record;
}
