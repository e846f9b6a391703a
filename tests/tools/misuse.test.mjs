// What must not compile does not, and says why: tests/misuse/misuse.cpp, read by clang's -verify.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import test from "node:test";
import { findClang } from "../../wasm/toolchain/setup/native-clang.mjs";
import { repository } from "../../wasm/toolchain/setup/paths.mjs";

const clang = await findClang();

test("misuse does not compile, and is told in words [b19, b23, b25, b26, b36, b58, b63]", { skip: !clang }, () => {
  const flags = ["-std=c++20", "-stdlib=libc++", "-fexperimental-library", "-fsyntax-only", "-w", "-ferror-limit=0", "-Iinclude"];
  // What follows from an error is no matter of ours.
  const verify = ["-Xclang", "-verify", "-Xclang", "-verify-ignore-unexpected"];
  const { status, stderr } = spawnSync(clang.compiler, [...flags, ...verify, "tests/misuse/misuse.cpp"], {
    cwd: repository,
    encoding: "utf8",
  });
  assert.equal(stderr, "");
  assert.equal(status, 0);
});
