// Finds Emscripten: on PATH, in $EMSDK, else makes a private one from Debian's packages.
import { realpathSync } from "node:fs";
import path from "node:path";
import { find_prefix, make_prefix } from "./emscripten_debian.mjs";
import { with_lock } from "./lock.mjs";
import { PrivateApt } from "./private_apt.mjs";
import { compare_versions, hash_file, say, SetupError, which } from "./shell.mjs";
import { emscripten_version, least_version, verify_emscripten } from "./verify_emscripten.mjs";

const how_to_install = `Emscripten ${least_version} or newer is needed and was not found on PATH or in $EMSDK. To install it:
  git clone https://github.com/emscripten-core/emsdk && cd emsdk
  ./emsdk install latest && ./emsdk activate latest && source ./emsdk_env.sh
and run this again. (On Debian with apt a private copy is made by itself.)`;

/** An Emscripten the person installed: the folder with `emcc`, or null. */
async function find_installed() {
  const folders = [];
  const on_path = which("emcc");
  if (on_path) folders.push(path.dirname(realpathSync(on_path)));
  if (process.env.EMSDK) folders.push(path.join(process.env.EMSDK, "upstream/emscripten"));
  for (const folder of folders) {
    const version = which("emcc", [folder]) ? await emscripten_version(folder) : null;
    if (version && compare_versions(version, least_version) >= 0) return { folder, version };
    say(version ? `not using Emscripten ${version} in ${folder}: too old` : `not using ${folder}: its emcc does not run`);
  }
  return null;
}

/** `{ folder, version, source, packages }` of the Emscripten to use. */
export async function provide_emscripten(cache) {
  const installed = await find_installed();
  if (installed) {
    say(`using Emscripten ${installed.version} in ${installed.folder}; checking that it compiles a coroutine`);
    await verify_emscripten(installed.folder);
    const emcc = which("emcc", [installed.folder]);
    return { ...installed, source: "installed", sha256: await hash_file(realpathSync(emcc)) };
  }
  const present = find_prefix(cache);
  if (present) return describe(present);
  if (!PrivateApt.is_available()) throw new SetupError(how_to_install);
  if (!which("patchelf")) throw new SetupError("patchelf is missing; install it with: sudo apt-get install patchelf");

  return with_lock(path.join(cache, "lock"), async () => {
    const made_meanwhile = find_prefix(cache);
    if (made_meanwhile) return describe(made_meanwhile);
    const apt = new PrivateApt(path.join(cache, "apt"));
    await apt.prepare();
    const made = await make_prefix(cache, apt);
    if (compare_versions(made.record.emscripten, least_version) < 0) {
      throw new SetupError(`Debian offers only Emscripten ${made.record.emscripten}.\n${how_to_install}`);
    }
    return describe(made);
  });
}

function describe({ prefix, record }) {
  return {
    folder: path.join(prefix, "usr/share/emscripten"),
    version: record.emscripten,
    source: "debian",
    packages: record.packages,
  };
}
