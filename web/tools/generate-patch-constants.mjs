// Writes the patch's numbers for TypeScript, read from the C++ header that defines them.
//
//     node web/tools/generate-patch-constants.mjs [header] [output]
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { isEntryPoint } from "../../wasm/toolchain/setup/shell.mjs";

const fromRepository = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Reads `enum class <name> : std::uint8_t { … }`, where every member states its number. */
export function readEnum(source, name) {
  const found = new RegExp(`enum class ${name} *: *std::uint8_t *\\{([^}]*)\\}`).exec(source);
  if (!found) throw new Error(`no "enum class ${name} : std::uint8_t" in the patch header`);
  const members = found[1]
    .replace(/\/\/.*$/gm, "")
    .split(",")
    .map((member) => member.trim())
    .filter(Boolean)
    .map((member) => {
      const parts = /^([a-z][a-z0-9_]*) *= *(\d+)$/.exec(member);
      if (!parts) throw new Error(`${name}: "${member}" must read "name = number"`);
      return { name: parts[1], value: Number(parts[2]) };
    });
  if (!members.length) throw new Error(`${name} has no members`);
  return members;
}

const camel = (name) => name.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());

export function generate(source) {
  const ops = readEnum(source, "Op");
  const kinds = readEnum(source, "EventKind");
  const parts = readEnum(source, "ModulePart");
  const names = (members) => {
    const list = [];
    for (const { name, value } of members) list[value] = name;
    return JSON.stringify([...list].map((name) => name ?? ""));
  };
  return `// Generated from include/coracle/ui/patch.hpp by web/tools/generate-patch-constants.mjs.

export const enum Op {
${ops.map(({ name, value }) => `  ${camel(name)} = ${value},`).join("\n")}
}

/** The name of each op, by its number. */
export const opNames: readonly string[] = ${names(ops)};

export const enum EventKind {
${kinds.map(({ name, value }) => `  ${camel(name)} = ${value},`).join("\n")}
}

/** The DOM's name of each event kind, by its number. */
export const eventNames: readonly string[] = ${names(kinds)};

export const enum ModulePart {
${parts.map(({ name, value }) => `  ${camel(name)} = ${value},`).join("\n")}
}
`;
}

if (isEntryPoint(import.meta.url)) {
  const [header, output] = process.argv.slice(2);
  const target = output ?? fromRepository("build/generated/patch.ts");
  const text = generate(readFileSync(header ?? fromRepository("include/coracle/ui/patch.hpp"), "utf8"));
  mkdirSync(dirname(target), { recursive: true });
  // Left alone when equal, so that nothing that depends on it is built again.
  let former = "";
  try {
    former = readFileSync(target, "utf8");
  } catch {
    // There is none yet.
  }
  if (former !== text) {
    // Whole or not at all: several builds may run at once.
    writeFileSync(`${target}.${process.pid}`, text);
    renameSync(`${target}.${process.pid}`, target);
  }
}
