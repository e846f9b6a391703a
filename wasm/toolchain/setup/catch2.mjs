// Catch2's source: from Debian's source archive where there is apt, else CMake fetches it itself.
import { existsSync, mkdirSync, renameSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { withLock } from "./lock.mjs";
import { PrivateApt } from "./private-apt.mjs";
import { hashFile, run, say } from "./shell.mjs";

const neededFile = "extras/catch_amalgamated.cpp";

/** `{ folder, version, sha256 }`, or null where CMake has to fetch it. */
export async function provideCatch2(cache) {
  if (!PrivateApt.isAvailable()) return null;
  return find(cache) ?? withLock(path.join(cache, "lock"), async () => find(cache) ?? make(cache));
}

function find(cache) {
  const names = existsSync(cache) ? readdirSync(cache) : [];
  for (const name of names.sort().reverse()) {
    const match = /^catch2-([\d.]+)-([0-9a-f]{64})$/.exec(name);
    if (match && existsSync(path.join(cache, name, neededFile))) {
      return { folder: path.join(cache, name), version: match[1], sha256: match[2] };
    }
  }
  return null;
}

async function make(cache) {
  say("downloading the source of Catch2 from Debian");
  const apt = new PrivateApt(path.join(cache, "apt"));
  await apt.prepare();
  const { file, version } = await apt.downloadSource("catch2");
  const sha256 = await hashFile(file);
  const folder = path.join(cache, `catch2-${version}-${sha256}`);
  const partial = `${folder}.${process.pid}.partial`;
  for (const old of [partial, folder]) rmSync(old, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  await run("tar", ["-xf", file, "-C", partial, "--strip-components=1"]);
  renameSync(partial, folder);
  return { folder, version, sha256 };
}
