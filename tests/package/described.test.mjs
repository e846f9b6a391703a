// A component is described once, in the list of its C++ header: everything that JavaScript and TypeScript have
// of it follows line by line, and nobody else writes a parameter's name.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { install, repository } from "./installed.mjs";

const app = install();
const { load } = await app.import("coracle-wasm");
const coracle = await load({});
const declarations = readFileSync(path.join(app.folder, "node_modules/coracle-wasm/build/package/index.d.ts"), "utf8");

const camel = (name) => name.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());
const text = (file) => readFileSync(path.join(repository, file), "utf8");
const files = (folder, ending) => readdirSync(path.join(repository, folder)).filter((name) => ending.test(name)).map((name) => `${folder}/${name}`);

/** The lines of the lists: `{ name, doc, isEvent }` by class. */
const described = new Map();
for (const file of files("include/coracle/ui", /\.hpp$/)) {
  const header = text(file);
  const lists = new Map();
  for (const [, list, lines] of header.matchAll(/^#define (CORACLE_\w+)\(PARAMETER, EVENT\) *\\\n((?:.*\\\n)*.*)/gm)) {
    const members = [...lines.matchAll(/^ *(?:PARAMETER\(.+?, (\w+), .*|EVENT\((\w+), .*)(?<!\\)"((?:[^"\\]|\\.)*)"\) *\\?$/gm)];
    assert.equal(members.length, lines.split("\n").length, `${file} has one member a line`);
    lists.set(list, members.map(([, parameter, event, doc]) => ({ name: parameter ?? event, doc, isEvent: event !== undefined })));
  }
  const list = (base) => lists.get(new RegExp(`CORACLE_COMPONENT\\(${base}, (\\w+)\\)`).exec(header)?.[1]);
  for (const [, name, base] of header.matchAll(/^class (\w+) : public (\w+)\b/gm)) {
    const members = list(name) ?? list(base);
    if (members && name in coracle) described.set(name, members);
  }
}

/** What stands between the braces of an interface. */
const body = (name) => new RegExp(`^export interface ${name}\\b[^{]*\\{\\n([^]*?)^\\}`, "m").exec(declarations)?.[1] ?? "";

test("every class has the members of its list, in their order, and no others [b76, b77, b78, b79, b80, b81, b82, b83, b84, b85, b87]", () => {
  const classes = Object.entries(coracle).filter(([, { prototype } = {}]) => prototype && "mount" in prototype);
  // A Module's parameters are those it was made with.
  const unknown = classes.map(([name]) => name).filter((name) => !described.has(name) && !/^([HV]Box|Module)$/.test(name));
  assert.deepEqual(unknown, []);
  assert.ok(described.size >= 35, `${described.size} classes`);
  for (const [name, members] of described) {
    const own = Object.entries(Object.getOwnPropertyDescriptors(coracle[name].prototype));
    const enumerable = own.filter(([, { enumerable }]) => enumerable).map(([member]) => member);
    assert.deepEqual(enumerable, members.map((member) => camel(member.name)), name);
  }
});

test("every line is an option and a member in TypeScript, with its text [b76, b77, b78, b79, b80, b81, b82, b83, b84, b85]", () => {
  for (const [name, members] of described) {
    const options = body(`${name}Options`);
    for (const { name: parameter, doc, isEvent } of members) {
      const member = camel(parameter);
      const comment = `  /** ${doc.replace(/\\"/g, '"')}`;
      const declared = (source, line) => source.split("\n").filter((text, place, all) => text.startsWith(line) && all[place - 1].startsWith(comment)).length;
      assert.equal(declared(body(name), isEvent ? `  readonly ${member}: ` : `  ${member}: `), 1, `${name}.${member}`);
      if (options) assert.equal(declared(options, `  ${member}?: `), isEvent ? 0 : 1, `${name}Options.${member}`);
    }
  }
});

test("no other file that makes classes, types or tests of the lists names a parameter: the places are one each [b76]", () => {
  const makers = [...files("wasm/javascript", /\.[ch]pp$/), ...files("web/npm", /\.ts$/), "tests/package/bad-input.test.mjs", "src/ui/describe_component.cpp"];
  // Other things are called by these words, too: an event's detail, an option of a run, a list's places.
  const otherWords = "accept columns committed end files index label limit link max name object objects options start step value".split(" ");
  const names = [...new Set([...described.values()].flat().map(({ name }) => name))];
  assert.ok(names.length > 40, names.join());
  const places = new Map(names.map((name) => [name, []]));
  for (const file of makers) {
    const code = text(file).replace(/\/\*[^]*?\*\/|\/\/.*/g, "");
    for (const name of names) {
      const spelt = `(${name}|${camel(name)})`;
      // As a text, a key or a member; what is of two words is nothing else.
      const use = name.includes("_") ? `\\b${spelt}\\b` : `["'\`]${spelt}["'\`]|\\b${spelt}\\??: |\\.${spelt}\\b`;
      if (new RegExp(use).test(code)) places.get(name).push(file);
    }
  }
  const found = names.filter((name) => places.get(name).length > 0);
  assert.deepEqual(found.filter((name) => !otherWords.includes(name)).map((name) => [name, places.get(name)]), []);
  assert.deepEqual(otherWords.filter((name) => !found.includes(name)), [], "words that are nothing else's any more");
});
