// What set-up says when something it needs is not there, or was left half done.
import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import test, { after } from "node:test";
import { findPrefix } from "../../wasm/toolchain/setup/emscripten-debian.mjs";
import { checkRequirements } from "../../wasm/toolchain/setup/requirements.mjs";
import { SetupError } from "../../wasm/toolchain/setup/shell.mjs";

const scratch = mkdtempSync(path.join(os.tmpdir(), "coracle-setup-"));
after(() => rmSync(scratch, { recursive: true, force: true }));

const usual = { cmake: "cmake version 3.25.1", ninja: "1.11.1", python3: "Python 3.11.2", npm: "9.2.0" };

/** What is said on a machine that has these tools, each with what it tells of its version. */
async function complaintsWith(tools) {
  const folder = mkdtempSync(path.join(scratch, "bin-"));
  for (const [name, told] of Object.entries(tools)) {
    const file = path.join(folder, name);
    writeFileSync(file, `#!/bin/sh\necho "${told}"\n`);
    chmodSync(file, 0o755);
  }
  const { PATH } = process.env;
  process.env.PATH = folder;
  try {
    await checkRequirements();
    return [];
  } catch (error) {
    assert.ok(error instanceof SetupError, error.stack);
    return error.message.split("\n");
  } finally {
    process.env.PATH = PATH;
  }
}

test("a machine with everything is told nothing", async () => {
  assert.deepEqual(await complaintsWith(usual), []);
});

for (const missing of Object.keys(usual)) {
  test(`${missing} that is missing is one line, with how to get it`, async () => {
    const others = Object.entries(usual).filter(([name]) => name !== missing);
    const complaints = await complaintsWith(Object.fromEntries(others));
    assert.equal(complaints.length, 1, complaints.join("\n"));
    assert.match(complaints[0], new RegExp(`^${missing} is missing; install it with: (sudo apt-get install |Node.js, )\\S+`));
  });
}

test("everything that is missing or too old is told at once", async () => {
  assert.deepEqual(await complaintsWith({ cmake: "cmake version 3.9.4", ninja: "no idea" }), [
    "cmake 3.9.4 is too old, 3.25 is needed; get it with: sudo apt-get install cmake",
    "ninja does not tell its version; reinstall it with: sudo apt-get install ninja-build",
    "python3 is missing; install it with: sudo apt-get install python3",
    "npm is missing; install it with: Node.js, which it is a part of: https://nodejs.org",
  ]);
});

test("an Emscripten that was not unpacked or not verified to its end is not used", () => {
  const cache = mkdtempSync(path.join(scratch, "cache-"));
  const record = (made) => JSON.stringify({ made, emscripten: "6.0.5", packages: [] });
  const make = (name, text) => {
    mkdirSync(path.join(cache, name));
    if (text) writeFileSync(path.join(cache, name, "coracle-toolchain.json"), text);
  };
  assert.equal(findPrefix(path.join(cache, "nothing")), null);
  make("emscripten-6.0.9-aaaa");
  make("emscripten-6.0.8-bbbb", '{ "made": "2026-');
  make("emscripten-6.0.7-cccc.123.partial", record("2026-03-01T00:00:00Z"));
  make("catch2-3.7.1", record("2026-04-01T00:00:00Z"));
  assert.equal(findPrefix(cache), null);
  make("emscripten-6.0.5-dddd", record("2026-01-01T00:00:00Z"));
  make("emscripten-6.0.6-eeee", record("2026-02-01T00:00:00Z"));
  assert.equal(findPrefix(cache).prefix, path.join(cache, "emscripten-6.0.6-eeee"));
});
