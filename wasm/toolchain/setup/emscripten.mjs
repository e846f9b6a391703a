// Finds Emscripten: on PATH, in $EMSDK, else makes a private one from Debian's packages.
import { realpathSync } from "node:fs";
import path from "node:path";
import { findPrefix, makePrefix } from "./emscripten-debian.mjs";
import { withLock } from "./lock.mjs";
import { PrivateApt } from "./private-apt.mjs";
import { compareVersions, hashFile, say, SetupError, which } from "./shell.mjs";
import { emscriptenVersion, leastVersion, verifyEmscripten } from "./verify-emscripten.mjs";

const howToInstall = `Emscripten ${leastVersion} or newer is needed and was not found on PATH or in $EMSDK. To install it:
  git clone https://github.com/emscripten-core/emsdk && cd emsdk
  ./emsdk install latest && ./emsdk activate latest && source ./emsdk_env.sh
and run this again. (On Debian with apt a private copy is made by itself.)`;

/** An Emscripten the person installed: the folder with `emcc`, or null. */
async function findInstalled() {
  const folders = [];
  const onPath = which("emcc");
  if (onPath) folders.push(path.dirname(realpathSync(onPath)));
  if (process.env.EMSDK) folders.push(path.join(process.env.EMSDK, "upstream/emscripten"));
  for (const folder of folders) {
    const version = which("emcc", [folder]) ? await emscriptenVersion(folder) : null;
    if (version && compareVersions(version, leastVersion) >= 0) return { folder, version };
    say(version ? `not using Emscripten ${version} in ${folder}: too old` : `not using ${folder}: its emcc does not run`);
  }
  return null;
}

/** `{ folder, version, source, packages }` of the Emscripten to use. */
export async function provideEmscripten(cache) {
  const installed = await findInstalled();
  if (installed) {
    say(`using Emscripten ${installed.version} in ${installed.folder}; checking that it compiles a coroutine`);
    await verifyEmscripten(installed.folder);
    const emcc = which("emcc", [installed.folder]);
    return { ...installed, source: "installed", sha256: await hashFile(realpathSync(emcc)) };
  }
  const present = findPrefix(cache);
  if (present) return describe(present);
  if (!PrivateApt.isAvailable()) throw new SetupError(howToInstall);
  if (!which("patchelf")) throw new SetupError("patchelf is missing; install it with: sudo apt-get install patchelf");

  return withLock(path.join(cache, "lock"), async () => {
    const madeMeanwhile = findPrefix(cache);
    if (madeMeanwhile) return describe(madeMeanwhile);
    const apt = new PrivateApt(path.join(cache, "apt"));
    await apt.prepare();
    const made = await makePrefix(cache, apt);
    if (compareVersions(made.record.emscripten, leastVersion) < 0) {
      throw new SetupError(`Debian offers only Emscripten ${made.record.emscripten}.\n${howToInstall}`);
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
