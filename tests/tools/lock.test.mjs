import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import test from "node:test";
import { breakLock, withLock } from "../../wasm/toolchain/setup/lock.mjs";

const lockModule = new URL("../../wasm/toolchain/setup/lock.mjs", import.meta.url).href;

async function inScratch(work) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "coracle-lock-"));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A process that takes the lock, notes "in" and "out" in a file, and holds the lock between. */
function holder(folder, name) {
  const script = `
    import { appendFileSync } from "node:fs";
    import { breakLock, withLock } from ${JSON.stringify(lockModule)};
    const note = (text) => appendFileSync(${JSON.stringify(path.join(folder, "notes"))}, text + "\\n");
    await withLock(${JSON.stringify(path.join(folder, "lock"))}, async () => {
      note("${name} in");
      await new Promise((resolve) => setTimeout(resolve, 200));
      note("${name} out");
    });`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", script], { stdio: "ignore" });
  return new Promise((resolve) => child.on("close", resolve));
}

test("two processes never hold the lock at once", () =>
  inScratch(async (folder) => {
    assert.deepEqual(await Promise.all([holder(folder, "a"), holder(folder, "b")]), [0, 0]);
    const notes = readFileSync(path.join(folder, "notes"), "utf8").trim().split("\n");
    assert.equal(notes.length, 4);
    for (const index of [0, 2]) assert.equal(notes[index].replace(" in", " out"), notes[index + 1]);
  }));

test("the lock of a process that was killed is taken over", () =>
  inScratch(async (folder) => {
    const lock = path.join(folder, "lock");
    const dead = spawnSync(process.execPath, ["--eval", ""]).pid;
    mkdirSync(lock);
    writeFileSync(path.join(lock, "pid"), String(dead));
    appendFileSync(path.join(lock, "left-over"), "");
    assert.equal(await withLock(lock, async () => "done"), "done");
    assert.equal(existsSync(lock), false);
  }));

test("a lock that was stale, and that another process has taken since, is not broken", () =>
  inScratch((folder) => {
    const lock = path.join(folder, "lock");
    mkdirSync(lock);
    writeFileSync(path.join(lock, "pid"), String(process.pid));
    assert.equal(breakLock(lock), false);
    assert.deepEqual(readdirSync(folder), ["lock"]);
  }));

test("a process that was killed while it broke a lock holds up nobody for long", () =>
  inScratch(async (folder) => {
    const lock = path.join(folder, "lock");
    for (const name of [lock, `${lock}.breaking`]) {
      mkdirSync(name);
      utimesSync(name, new Date(0), new Date(0));
    }
    assert.equal(await withLock(lock, async () => "done"), "done");
    assert.deepEqual(readdirSync(folder), []);
  }));

test("the lock is given back when the work fails", () =>
  inScratch(async (folder) => {
    const lock = path.join(folder, "lock");
    await assert.rejects(withLock(lock, () => Promise.reject(new Error("no"))), /no/);
    assert.equal(existsSync(lock), false);
  }));
