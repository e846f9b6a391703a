import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import test from "node:test";
import { checkFile, checkRules } from "../../web/tools/rules.mjs";

const texts = (file, source) => checkFile(file, source).map(({ text }) => text);

test("an include that points upwards is found", () => {
  assert.match(texts("src/reactive/signal.cpp", "#include <coracle/flow/bind.hpp>")[0], /points upwards/);
  assert.match(texts("include/coracle/reactive/a.hpp", '# include "coracle/async/task.hpp"')[0], /points upwards/);
  assert.match(texts("include/coracle/ui/a.hpp", "#include <coracle/testing/page.hpp>")[0], /points upwards/);
});

test("an include that points upwards is found however it is spelt", () => {
  assert.match(texts("src/flow/bind.cpp", '#include "../ui/form.hpp"')[0], /points upwards/);
  assert.match(texts("src/flow/bind.cpp", '#include "./../net/same_name.hpp"')[0], /points upwards/);
  assert.match(texts("src/flow/bind.cpp", '#include "../../include/coracle/ui/view.hpp"')[0], /points upwards/);
  assert.match(texts("src/ui/page.cpp", '#include "../../wasm/runtime.hpp"')[0], /points upwards/);
  assert.deepEqual(texts("src/ui/page.cpp", '#include "form.hpp"\n#include "../net/same_name.hpp"\n#include "../ui/form.hpp"'), []);
});

test("an include that points down or sideways within its room is fine", () => {
  assert.deepEqual(texts("src/flow/bind.cpp", "#include <coracle/async/task.hpp>\n#include <vector>"), []);
  assert.deepEqual(texts("src/flow/bind.cpp", "#include <coracle/flow/policy.hpp>"), []);
  assert.deepEqual(texts("src/testing/page.cpp", "#include <coracle/ui/patch.hpp>"), []);
});

test("an Emscripten header is found outside wasm/ only", () => {
  assert.match(texts("src/net/fetch.cpp", "#include <emscripten/fetch.h>")[0], /wasm\/ only/);
  assert.match(texts("tests/net/fetch.test.cpp", "#include <emscripten.h>")[0], /wasm\/ only/);
  assert.deepEqual(texts("wasm/network.cpp", "#include <emscripten/fetch.h>"), []);
});

test("exceptions are found in code, not in comments, strings or tests", () => {
  assert.match(texts("src/base/a.cpp", "void f() {\n  try { g(); } catch (...) {}\n}")[0], /`try`/);
  assert.match(texts("wasm/a.cpp", "throw 1;")[0], /`throw`/);
  assert.match(texts("src/base/a.cpp", "throw(error);")[0], /`throw`/);
  assert.deepEqual(texts("src/base/a.cpp", '// try { this }\nauto s = "throw it"; /* catch (x) */'), []);
  assert.deepEqual(texts("src/base/a.cpp", "int retry { 3 }; promise.try_lock(); rethrow(x);"), []);
  assert.deepEqual(texts("tests/base/a.test.cpp", "throw 1;"), []);
  assert.deepEqual(texts("include/coracle/base/exceptions.hpp", "throw 1;"), []);
});

test("JavaScript inside of C++ may use exceptions, the C++ after it may not", () => {
  const script = "EM_JS(int, f, (int x), {\n  try { g(x); } catch {}\n});\n";
  assert.deepEqual(texts("wasm/a.cpp", script), []);
  assert.deepEqual(checkFile("wasm/a.cpp", `${script}throw 1;`).map(({ line }) => line), [4]);
});

test("a whole tree is searched and the place is named", () => {
  const root = mkdtempSync(path.join(os.tmpdir(), "coracle-rules-"));
  try {
    mkdirSync(path.join(root, "src/base"), { recursive: true });
    writeFileSync(path.join(root, "src/base/bad.cpp"), "#include <string>\n#include <coracle/ui/view.hpp>\n");
    const complaints = checkRules(root);
    assert.equal(complaints.length, 1);
    assert.equal(complaints[0].file, "src/base/bad.cpp");
    assert.equal(complaints[0].line, 2);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
