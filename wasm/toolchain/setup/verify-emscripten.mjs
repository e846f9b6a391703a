// Does this Emscripten do what Coracle needs? Compiles and runs a program that stands on tail calls.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { run, SetupError } from "./shell.mjs";

export const leastVersion = "6.0.0";

const program = `
#include <coroutine>
#include <cstdio>

struct Step {
  struct promise_type {
    std::coroutine_handle<> awaiter;
    Step get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    struct Final {
      bool await_ready() noexcept { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> frame) noexcept {
        return frame.promise().awaiter;
      }
      void await_resume() noexcept {}
    };
    Final final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  std::coroutine_handle<promise_type> frame;
  bool await_ready() { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> awaiter) {
    frame.promise().awaiter = awaiter;
    return frame;
  }
  void await_resume() { frame.destroy(); }
};

Step once(int& count) {
  ++count;
  co_return;
}
Step many(int& count) {
  for (int i = 0; i < 1000000; ++i) co_await once(count);
}

int main() {
  int count = 0;
  Step work = many(count);
  work.frame.promise().awaiter = std::noop_coroutine();
  work.frame.resume();
  std::printf("%d steps\\n", count);
}
`;

/** The version `emcc` in `folder` reports, or null. */
export async function emscriptenVersion(folder) {
  const told = await run(path.join(folder, "emcc"), ["--version"], { check: false });
  return /^emcc .*?(\d+\.\d+\.\d+)/m.exec(told.output)?.[1] ?? null;
}

/** Gives the version; throws when the compiler in `folder` does not work. */
export async function verifyEmscripten(folder) {
  const version = await emscriptenVersion(folder);
  if (!version) throw new SetupError(`${path.join(folder, "emcc")} does not run`);
  const scratch = mkdtempSync(path.join(os.tmpdir(), "coracle-verify-"));
  try {
    writeFileSync(path.join(scratch, "verify.cpp"), program);
    const flags = ["-std=c++20", "-fno-exceptions", "-mtail-call", "-O1"];
    await run(path.join(folder, "em++"), [...flags, "verify.cpp", "-o", "verify.mjs"], { cwd: scratch });
    const start = "import('./verify.mjs').then((module) => module.default())";
    const ran = await run(process.execPath, ["--eval", start], { cwd: scratch, check: false });
    if (ran.output.trim() !== "1000000 steps") {
      throw new SetupError(`Emscripten ${version} in ${folder} compiles a coroutine wrongly: ${ran.output.slice(0, 500)}`);
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  return version;
}
