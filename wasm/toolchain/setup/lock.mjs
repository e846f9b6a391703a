// A lock between processes: two set-ups at once must not disturb each other, and one that was killed
// must not block the next.
import { mkdirSync, readFileSync, renameSync, rmdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { say } from "./shell.mjs";

const heartbeatMs = 2000;
const staleMs = 30000;

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

const isQuiet = (folder) => Date.now() - statSync(folder).mtimeMs > staleMs;

function ownerIsGone(folder) {
  try {
    if (isQuiet(folder)) return true;
    const pid = Number(readFileSync(path.join(folder, "pid"), "utf8"));
    return Number.isInteger(pid) && pid > 0 && !isAlive(pid);
  } catch {
    return false; // It is just being taken or given back.
  }
}

/**
 * Removes a stale lock. One process does at a time, and looks again: what was stale a moment ago may have been
 * removed by another since, and the lock taken anew. Gives whether it did.
 */
export function breakLock(folder) {
  const turn = `${folder}.breaking`;
  try {
    mkdirSync(turn);
  } catch {
    removeTurn(turn, isQuiet); // of a process that was killed in it
    return false;
  }
  try {
    if (!ownerIsGone(folder)) return false;
    // Gone at once: whoever comes now may take it.
    const grave = `${folder}.stale.${process.pid}`;
    renameSync(folder, grave);
    rmSync(grave, { recursive: true, force: true });
    return true;
  } finally {
    removeTurn(turn, () => true);
  }
}

function removeTurn(turn, condition) {
  try {
    if (condition(turn)) rmdirSync(turn);
  } catch {
    // Another process was faster.
  }
}

async function take(folder) {
  let told = false;
  for (;;) {
    try {
      mkdirSync(folder);
      writeFileSync(path.join(folder, "pid"), String(process.pid));
      return;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    if (ownerIsGone(folder) && breakLock(folder)) continue;
    if (!told) say("another set-up is running; waiting for it");
    told = true;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

/** Runs `work` while no other process holds the lock `folder`. */
export async function withLock(folder, work) {
  mkdirSync(path.dirname(folder), { recursive: true });
  await take(folder);
  const heartbeat = setInterval(() => {
    try {
      utimesSync(folder, new Date(), new Date());
    } catch {
      // The folder was taken away by hand; the work goes on.
    }
  }, heartbeatMs);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    rmSync(folder, { recursive: true, force: true });
  }
}
