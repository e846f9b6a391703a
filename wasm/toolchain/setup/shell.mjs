// Running programs and telling the person what goes on: shared by every set-up and build script.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { accessSync, constants, createReadStream, existsSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** A problem the person can solve: printed as one line, without a stack. */
export class SetupError extends Error {}

export const say = (text) => process.stdout.write(`coracle: ${text}\n`);

/** Whether a module is the script that Node was started with, also through a symbolic link. */
export const isEntryPoint = (moduleUrl) =>
  existsSync(process.argv[1] ?? "") && realpathSync(process.argv[1]) === fileURLToPath(moduleUrl);

/**
 * The command that runs a program so that it dies with us: what a killed set-up had started must not go on
 * writing where the next one works.
 */
function tiedToUs(program, args) {
  return setpriv ? [setpriv, ["--pdeathsig", "KILL", program, ...args]] : [program, args];
}

/**
 * Runs a program to its end. Resolves to `{ code, output }`, where `output` is what it wrote to both
 * streams, unless `inherit` sent that to the terminal. Rejects when it ends badly, unless `check` is false.
 */
export function run(program, args = [], options = {}) {
  const { cwd, env, inherit = false, check = true, input } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(...tiedToUs(program, args), {
      cwd,
      env: env ? { ...process.env, ...env } : process.env,
      stdio: [input === undefined ? "ignore" : "pipe", inherit ? "inherit" : "pipe", inherit ? "inherit" : "pipe"],
    });
    const chunks = [];
    child.stdout?.on("data", (chunk) => chunks.push(chunk));
    child.stderr?.on("data", (chunk) => chunks.push(chunk));
    if (input !== undefined) child.stdin.end(input);
    child.on("error", (error) => reject(new SetupError(`cannot run ${program}: ${error.message}`)));
    child.on("close", (code, signal) => {
      const output = Buffer.concat(chunks).toString();
      if (code === 0 || !check) return resolve({ code: code ?? 128, output });
      const tail = output.trim().split("\n").slice(-15).join("\n");
      const ending = signal ? `was ended by ${signal}` : `ended with code ${code}`;
      reject(new SetupError(`${[program, ...args].join(" ").slice(0, 300)} ${ending}\n${tail}`.trimEnd()));
    });
  });
}

/** The absolute path of a program on PATH (or in `folders`), or null. */
export function which(name, folders = (process.env.PATH ?? "").split(path.delimiter)) {
  for (const folder of folders) {
    const candidate = path.join(folder, name);
    try {
      accessSync(candidate, constants.X_OK);
      if (statSync(candidate).isFile()) return candidate;
    } catch {
      // Not here.
    }
  }
  return null;
}

const setpriv = process.platform === "linux" ? which("setpriv") : null;

/** The SHA-256 of a file, in hex. */
export function hashFile(file) {
  return new Promise((resolve, reject) => {
    const hash = createHash("sha256");
    createReadStream(file)
      .on("data", (chunk) => hash.update(chunk))
      .on("end", () => resolve(hash.digest("hex")))
      .on("error", reject);
  });
}

export const hashText = (text) => createHash("sha256").update(text).digest("hex");

/** Calls `work` for each item, at most `limit` at a time. */
export async function forEachParallel(items, limit, work) {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: limit }, worker));
}

/** -1, 0 or 1 for dotted versions compared number by number. */
export function compareVersions(left, right) {
  const [a, b] = [left, right].map((text) => text.split(".").map(Number));
  for (let i = 0; i < Math.max(a.length, b.length); ++i) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  return 0;
}
