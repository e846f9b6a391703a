// npm run lint: formatting, clang-tidy, eslint, tsc and the rules of the house. Every check is run, and
// the last line counts them. Checks can be named: npm run lint -- rules tsc
import { runMain, setUp } from "../../wasm/toolchain/setup.mjs";
import { repository } from "../../wasm/toolchain/setup/paths.mjs";
import { run, say, SetupError } from "../../wasm/toolchain/setup/shell.mjs";
import { writePatchConstants } from "./patch-constants.mjs";
import { checkRules } from "./rules.mjs";
import { cxxFiles } from "./source-files.mjs";
import { runTidy } from "./tidy.mjs";

const bin = (name) => `node_modules/.bin/${name}`;

/** What a program has to say when it is not content, else an empty text. */
async function complaintsOf(program, args) {
  const result = await run(program, args, { cwd: repository, check: false });
  return result.code === 0 ? "" : result.output.trim() || `${program} ended with code ${result.code}`;
}

/** clang-format shows every place; the files are enough, since `npm run format` mends them all. */
async function formatComplaints(format) {
  const shown = await complaintsOf(format, ["--dry-run", "--Werror", ...cxxFiles()]);
  const files = new Set([...shown.matchAll(/^(\S+?):\d+:\d+: error:/gm)].map(([, file]) => file));
  if (files.size === 0) return shown;
  return [...files, "run: npm run format"].join("\n");
}

/** Each gives its complaints as text, empty when there are none. */
const checks = {
  rules: () => checkRules(repository).map(({ file, line, text }) => `${file}:${line}: ${text}`).join("\n"),
  "clang-format": ({ clang }) => formatComplaints(clang.format),
  eslint: () => complaintsOf(bin("eslint"), ["--max-warnings=0", "."]),
  tsc: () => complaintsOf(bin("tsc"), ["--noEmit"]),
  "clang-tidy": ({ clang }) => runTidy(clang),
};

await runMain(async () => {
  const named = process.argv.slice(2);
  const unknown = named.filter((name) => !(name in checks));
  if (unknown.length > 0) throw new SetupError(`no check ${unknown.join(", ")}; there are ${Object.keys(checks).join(", ")}`);
  const environment = await setUp();
  writePatchConstants();
  const total = { passed: 0, failed: 0 };
  for (const [name, check] of Object.entries(checks)) {
    if (named.length > 0 && !named.includes(name)) continue;
    const complaints = await check(environment);
    total[complaints ? "failed" : "passed"] += 1;
    say(`${name}: ${complaints ? "failed" : "ok"}`);
    if (complaints) process.stdout.write(`${complaints}\n`);
  }
  process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
  return total.failed > 0 ? 1 : 0;
});
