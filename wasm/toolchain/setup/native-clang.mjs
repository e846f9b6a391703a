// A native clang with libc++ and the sanitizers: the core's tests run under them.
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { hashFile, run, which } from "./shell.mjs";

const leastMajor = 16;
/** Formatting differs between releases, so this one is looked for first. */
export const preferredMajor = 19;
const newestMajor = 30;

const program = `
#include <coroutine>
#include <string>
#include <vector>
int main() { return static_cast<int>(std::vector<std::string>(3, "abc")[1].size()) - 3; }
`;

async function works(compiler) {
  const scratch = mkdtempSync(path.join(os.tmpdir(), "coracle-clang-"));
  try {
    writeFileSync(path.join(scratch, "verify.cpp"), program);
    const flags = ["-std=c++20", "-stdlib=libc++", "-fsanitize=address,undefined", "verify.cpp", "-o", "verify"];
    const built = await run(compiler, flags, { cwd: scratch, check: false });
    return built.code === 0 && (await run(path.join(scratch, "verify"), [], { check: false })).code === 0;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function majorVersion(compiler) {
  const told = await run(compiler, ["--version"], { check: false });
  if (/Apple/.test(told.output)) return 0; // Apple numbers its clang differently.
  return Number(/clang version (\d+)/.exec(told.output)?.[1] ?? 0);
}

/** `{ compiler, cCompiler, tidy, format, major, sha256 }`, or null when none works. `tidy` and `format` may be null. */
export async function findClang() {
  const majors = Array.from({ length: newestMajor - leastMajor + 1 }, (_, index) => newestMajor - index);
  const suffixes = [`-${preferredMajor}`, ...majors.map((major) => `-${major}`), ""];
  for (const suffix of suffixes) {
    const compiler = which(`clang++${suffix}`);
    if (!compiler) continue;
    const major = await majorVersion(compiler);
    if (major < leastMajor || !(await works(compiler))) continue;
    const tool = (name) => which(`${name}-${major}`) ?? (suffix === "" ? which(name) : null);
    return {
      compiler,
      cCompiler: which(`clang${suffix}`),
      tidy: tool("clang-tidy"),
      format: tool("clang-format"),
      major,
      sha256: await hashFile(realpathSync(compiler)),
    };
  }
  return null;
}

export const debianClangPackages = (major) =>
  ["clang-", "libc++-", "libc++abi-", "libclang-rt-", "clang-tidy-", "clang-format-"].map(
    (stem) => `${stem}${major}${stem.startsWith("lib") ? "-dev" : ""}`,
  );
