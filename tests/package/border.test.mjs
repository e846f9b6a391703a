// web/npm/module.ts is written by hand: it says of the compiled module what that has, no more and no less.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { repository } from "./installed.mjs";

const source = readFileSync(path.join(repository, "web/npm/module.ts"), "utf8");
const methodsOf = (name) => {
  const [, body] = new RegExp(`^export interface ${name}\\b[^{]*{\\n([^]*?)^}`, "m").exec(source);
  return [...body.matchAll(/^ {2}(\w+)\(/gm)].map(([, method]) => method);
};

test("every function of the module is in module.ts, and nothing else is", async () => {
  const { default: factory } = await import(pathToFileURL(path.join(repository, "build/wasm-release/package/node/coracle.mjs")));
  const module = await factory({ javascript: { view: () => 0, component: () => undefined } });
  const functions = Object.keys(module).filter((name) => typeof module[name] === "function");
  const declared = [...methodsOf("Module"), ...methodsOf("HeadlessModule")];
  assert.ok(declared.length > 100);
  assert.deepEqual(declared.toSorted(), functions.toSorted());
});

test("what Node's module has beyond the browser's is a headless page", () => {
  const source = readFileSync(path.join(repository, "wasm/javascript/node/headless.cpp"), "utf8");
  const bound = [...source.matchAll(/function\("(\w+)"/g)].map(([, name]) => name);
  assert.deepEqual(methodsOf("HeadlessModule").toSorted(), bound.toSorted());
});

test("policies and rates have the same numbers on both sides", () => {
  const read = (file) => readFileSync(path.join(repository, file), "utf8");
  const options = read("wasm/javascript/options.cpp");
  const policies = read("web/npm/policies.ts");
  const kinds = (list) => JSON.parse(`[${new RegExp(`const ${list} = \\[(.*)\\] as const`).exec(policies)[1]}]`);
  const snake = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const check = (name, numbered, other) => {
    const [, body] = new RegExp(`${name}\\([^{]*{([^]*?)^}`, "m").exec(options);
    const cases = [...body.matchAll(/case (\d+): return (.*);/g)];
    assert.deepEqual(cases.map(([, number]) => Number(number)), numbered.map((_, index) => index + 1));
    for (const [index, [, , value]] of cases.entries()) assert.match(value, new RegExp(`\\b${snake(numbered[index])}\\b`));
    assert.match(body, new RegExp(`default: return ${other};`));
  };
  const [usual, ...rates] = kinds("rateKinds");
  check("policy_of", kinds("policyKinds"), "{}");
  check("rate_of", rates, usual);
});
