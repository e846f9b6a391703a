// What Coracle promises line by line (tests/behaviour.json), and the tests that prove each line: Catch2 cases
// with its number as a tag, "[b38]", and node tests with it in their title, "… [b38, b40]".
import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { buildFolder, repository } from "../../wasm/toolchain/setup/paths.mjs";

export const behaviourLines = () => JSON.parse(readFileSync(path.join(repository, "tests/behaviour.json"), "utf8"));

const decode = (text) =>
  text.replace(/&(lt|gt|quot|amp|apos);/g, (_, name) => ({ lt: "<", gt: ">", quot: '"', amp: "&", apos: "'" })[name]);

/** `{ name, lines, passed }` for each case in a report of Catch2's XML reporter. */
export function casesOfXml(xml) {
  const cases = [];
  for (const [, attributes, body] of xml.matchAll(/<TestCase ([^>]*)>([^]*?)<\/TestCase>/g)) {
    const attribute = (name) => decode(new RegExp(`${name}="([^"]*)"`).exec(attributes)?.[1] ?? "");
    const lines = [...attribute("tags").matchAll(/\[b(\d+)\]/g)].map(([, number]) => number);
    const result = /<OverallResult success="(\w+)" skips="(\d+)"/.exec(body);
    cases.push({ name: attribute("name"), lines, passed: result?.[1] === "true" && result[2] === "0" });
  }
  return cases;
}

/** The same for the tests in a TAP report. */
export function casesOfTap(tap) {
  const cases = [];
  for (const [, not, name, directive] of tap.matchAll(/^ *(not )?ok \d+ - (.*?)( # (?:SKIP|TODO).*)?$/gm)) {
    const lines = [...name.matchAll(/[[(](b\d+(?:, b\d+)*)[\])]/g)].flatMap(([, list]) => list.match(/\d+/g));
    cases.push({ name, lines, passed: !not && !directive });
  }
  return cases;
}

const reports = [
  { folder: path.join(buildFolder, "native-asan/test"), extension: ".xml", read: casesOfXml },
  { folder: path.join(buildFolder, "test"), extension: ".tap", read: casesOfTap },
];

/** Number → `[{ suite, name, passed }]`, from the reports of the last run of each suite. */
export function provenLines() {
  const proofs = Object.fromEntries(Object.keys(behaviourLines()).map((number) => [number, []]));
  for (const { folder, extension, read } of reports) {
    const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(extension)) : [];
    for (const name of names.sort()) {
      const suite = path.basename(name, extension);
      for (const { lines, ...test } of read(readFileSync(path.join(folder, name), "utf8"))) {
        for (const number of lines) proofs[number]?.push({ suite, ...test });
      }
    }
  }
  return proofs;
}

/** Prints number → tests → result; gives how many lines have no test, or one that failed. */
export function printBehaviour() {
  const lines = behaviourLines();
  let unproven = 0;
  for (const [number, tests] of Object.entries(provenLines())) {
    const good = tests.length > 0 && tests.every(({ passed }) => passed);
    if (!good) ++unproven;
    process.stdout.write(`${number.padStart(3)} ${good ? "ok     " : tests.length > 0 ? "FAILED " : "NO TEST"} ${lines[number]}\n`);
    for (const { suite, name, passed } of tests) {
      process.stdout.write(`            ${passed ? "ok    " : "FAILED"} ${suite}: ${name}\n`);
    }
  }
  return unproven;
}
