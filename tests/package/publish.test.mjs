// The tarball: what is in it, and what the tools that check packages say of it.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { publint } from "publint";
import { ownModules } from "../../web/tools/own-modules.mjs";
import { install, repository } from "./installed.mjs";

const app = install();
const installed = path.join(app.folder, "node_modules/coracle-wasm");

test("the package holds what it exports, and nothing of the repository's own", () => {
  const files = readdirSync(installed, { recursive: true })
    .filter((name) => statSync(path.join(installed, name)).isFile())
    .sort();
  const built = ["browser/coracle.wasm", "browser/embed.mjs", "browser/index.mjs", "coracle.css", "embed.d.ts", "index.d.ts", "node/coracle.wasm", "node/index.mjs"];
  const modules = ownModules().map((name) => `browser/${name}.mjs`);
  const expected = [...[...built, ...modules].sort().map((name) => `build/package/${name}`), "package.json"];
  assert.deepEqual(files.filter((name) => !/^(LICENSE|README\.md)$/.test(name)), expected);
});

test("its files can be imported by their names", () => {
  assert.match(app.resolve("coracle-wasm/coracle.wasm"), /node\/coracle\.wasm$/);
  assert.match(app.resolve("coracle-wasm/coracle.css"), /coracle\.css$/);
  assert.match(app.resolve("coracle-wasm/embed"), /browser\/embed\.mjs$/);
});

test("publint has nothing to say", async () => {
  const { messages } = await publint({ pkgDir: installed, strict: true });
  assert.deepEqual(messages, []);
});

test("are the types wrong? no", () => {
  const attw = path.join(repository, "node_modules/@arethetypeswrong/cli/dist/index.js");
  const args = [attw, app.tarball, "--profile", "esm-only", "--entrypoints", ".", "./embed", "--format", "ascii", "--no-color"];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  assert.equal(status, 0, stdout + stderr);
});
