// What an app does not use is not linked into it: told by the names of the functions that are.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { repository } from "./harness.mjs";

const functionsOf = (app) =>
  readFileSync(join(repository, `build/wasm-release/CMakeFiles/${app}.glue/${app}.mjs.symbols`), "utf8").split("\n");
const components = JSON.parse(readFileSync(join(repository, "build/generated/components.json"), "utf8"));

/** Whether functions of a class, of its state or of its mount are there. */
const contains = (functions, name) => {
  const pattern = new RegExp(`\\b${name}(State|Mount|Body)?\\b`);
  return functions.some((line) => pattern.test(line));
};
const used = (functions) => components.map(({ name }) => name).filter((name) => contains(functions, name));

test("the generator's app has the components that it names, and no other", () => {
  const functions = functionsOf("generator");
  assert.ok(functions.length > 100, `${functions.length} functions`);
  const shown = used(functions);
  for (const name of shown) assert.ok(["Button", "Column", "Progress", "Row"].includes(name), name);
  assert.ok(shown.includes("Button") && shown.includes("Progress"), `${shown}`);
});

test("the generator's app has no network, no threads, no modules, no files, no JSON, no snapshots, no keyed views", () => {
  const functions = functionsOf("generator");
  for (const name of ["Transfer", "Exchange", "Network", "WebSocketState", "Inbox", "Worker", "RemoteState", "NoThreads", "ModuleState", "JsonValue", "FilePort", "StateVisitor", "KeyedBody", "Lock", "LogState"]) {
    assert.ok(!contains(functions, name), name);
  }
});

test("the check finds what an app does use", () => {
  assert.ok(contains(functionsOf("rating"), "StarRating"));
  assert.deepEqual(
    ["Figure", "Button", "IntSlider"].filter((name) => !contains(functionsOf("figures"), name)),
    [],
  );
  for (const name of ["Inbox", "Worker", "RemoteState", "NoThreads"]) assert.ok(contains(functionsOf("progress"), name), name);
  for (const name of ["ModuleState", "JsonValue"]) assert.ok(contains(functionsOf("figures"), name), name);
  assert.ok(used(functionsOf("controls")).length >= 8, `${used(functionsOf("controls"))}`);
});
