// What set-up found, kept for CMake and for the scripts, with the hashes of what was downloaded.
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { environment_folder, repository } from "./paths.mjs";
import { hash_text, SetupError, which } from "./shell.mjs";

const record_file = path.join(environment_folder, "environment.json");
const cmake_file = path.join(environment_folder, "environment.cmake");

/** Changes whenever set-up could come to another answer. */
function inputs_hash() {
  const folder = path.join(repository, "wasm/toolchain/setup");
  const scripts = readdirSync(folder).sort().map((name) => readFileSync(path.join(folder, name), "utf8"));
  const surroundings = [which("emcc"), process.env.EMSDK, process.env.XDG_CACHE_HOME, process.env.CORACLE_CHROMIUM, process.execPath];
  return hash_text(JSON.stringify([scripts, surroundings, process.version]));
}

function read_record() {
  try {
    return JSON.parse(readFileSync(record_file, "utf8"));
  } catch {
    return null;
  }
}

function write_atomically(file, text) {
  writeFileSync(`${file}.${process.pid}`, text);
  renameSync(`${file}.${process.pid}`, file);
}

/** The record of the last set-up when it still holds, else null. */
export function current_environment() {
  const record = read_record();
  if (!record || record.inputs !== inputs_hash() || !existsSync(cmake_file)) return null;
  const needed = [
    path.join(record.emscripten.folder, "em++"),
    record.clang.compiler,
    record.clang.tidy,
    record.clang.format,
    record.chromium.path,
    ...(record.catch2 ? [path.join(record.catch2.folder, "extras/catch_amalgamated.cpp")] : []),
  ];
  return needed.every((file) => existsSync(file)) ? record : null;
}

/** The record for scripts that run after set-up. */
export function read_environment() {
  const record = read_record();
  if (!record) throw new SetupError("nothing is set up yet; run: npm run setup");
  return record;
}

export function write_environment(found) {
  const record = { inputs: inputs_hash(), made: new Date().toISOString(), node: process.version, ...found };
  const variables = {
    CORACLE_EMSCRIPTEN_FOLDER: found.emscripten.folder,
    CORACLE_NATIVE_CXX: found.clang.compiler,
    CORACLE_NATIVE_CC: found.clang.c_compiler ?? found.clang.compiler,
    CORACLE_CATCH2_FOLDER: found.catch2?.folder ?? "",
    CORACLE_NODE: process.execPath,
  };
  const lines = Object.entries(variables).map(([name, value]) => `set(${name} "${value}")`);
  mkdirSync(environment_folder, { recursive: true });
  write_atomically(cmake_file, ["# Written by set-up.", ...lines, ""].join("\n"));
  write_atomically(record_file, JSON.stringify(record, null, 1));
  return record;
}
