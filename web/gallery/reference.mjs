// The reference: what C++ says of each component, in its header and in its description, as a page.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { escapeHtml, highlight } from "./highlight.mjs";

const headers = fileURLToPath(new URL("../../include/coracle/ui", import.meta.url));

const classPattern = /((?:^\/\/\/.*\n)*)^class (\w+) : public (\w+).*\{\n(?: +CORACLE_COMPONENT\(\w+, (\w+)\))?/gm;
const listPattern = /^#define (CORACLE_\w+)\(PARAMETER, EVENT\)((?:.*\\\n)*.*)$/gm;
const parameterPattern = /PARAMETER\(([^,]+), (\w+),/g;

/** Of each class its comment, its base, and the C++ types of its parameters. */
export function readHeaders() {
  const classes = new Map();
  const lists = new Map();
  for (const file of readdirSync(headers).filter((name) => name.endsWith(".hpp"))) {
    const text = readFileSync(join(headers, file), "utf8");
    for (const [, name, list] of text.matchAll(listPattern)) {
      lists.set(name, new Map([...list.matchAll(parameterPattern)].map(([, type, parameter]) => [parameter, type])));
    }
    for (const [, comment, name, base, list] of text.matchAll(classPattern)) {
      classes.set(name, { file, base, list, comment: comment.replace(/^\/\/\/ ?/gm, "").trim() });
    }
  }
  const typesOf = (name) => {
    const { base, list } = classes.get(name) ?? {};
    return list ? lists.get(list) : base ? typesOf(base) : new Map();
  };
  const commentOf = (name) => classes.get(name).comment || commentOf(classes.get(name).base);
  const isComponent = (name) => name === "Component" || (classes.has(name) && isComponent(classes.get(name).base));
  return new Map(
    [...classes]
      .filter(([name]) => isComponent(name))
      .map(([name, { file }]) => [name, { file, comment: commentOf(name), types: typesOf(name) }]),
  );
}

const withCode = (text) => escapeHtml(text).replace(/`([^`]+)`/g, "<code>$1</code>");

/** A comment's paragraphs; what is set in is a program. */
const prose = (comment) =>
  comment
    .split(/\n\n+/)
    .map((block) =>
      /^ {4}/.test(block)
        ? `<pre tabindex="0"><code>${highlight(block.replace(/^ {4}/gm, ""), "cpp")}</code></pre>`
        : `<p>${withCode(block.replace(/\n/g, " "))}</p>`,
    )
    .join("\n");

const snakeCase = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const initialText = ({ type, initial }) => {
  if (type === "event") return "";
  const isSpelt = Array.isArray(initial) || ["string", "boolean", "integer", "number"].includes(type);
  if (isSpelt) return `<code>${escapeHtml(JSON.stringify(initial))}</code>`;
  return "none";
};

const row = (types) => (member) => {
  const name = snakeCase(member.name);
  const type = member.type === "event" ? "Event" : (types.get(name) ?? "");
  const spelt = name === member.name ? "" : `<br><code>${member.name}</code> in JavaScript`;
  return `<tr><th scope="row"><code>${name}</code>${spelt}</th>
<td><code>${escapeHtml(type)}</code><br><code>${escapeHtml(member.typescript)}</code></td>
<td>${initialText(member)}</td><td>${withCode(member.bounds)}</td><td>${withCode(member.doc)}</td></tr>`;
};

const section = ({ name, members }, { file, comment, types }) => `<section class="component" id="${name}">
<h2>${name}</h2>
${prose(comment)}
${
  members.length === 0
    ? ""
    : `<div class="table" tabindex="0" role="region" aria-label="The parameters of ${name}"><table>
<thead><tr><th scope="col">Parameter</th><th scope="col">Type in C++ and TypeScript</th><th scope="col">Default</th><th scope="col">Bounds</th><th scope="col">What it is</th></tr></thead>
<tbody>
${members.map(row(types)).join("\n")}
</tbody></table></div>`
}
<p class="note"><code>#include &lt;coracle/ui/${file}&gt;</code>, or <code>&lt;coracle/coracle.hpp&gt;</code> for all.</p>
</section>`;

/** `components`: the descriptions that the npm package is made of, each member with its type in TypeScript. */
export const referenceBody = (components) => {
  const known = readHeaders();
  const link = ({ name }) => `<li><a href="#${name}">${name}</a></li>`;
  return `<div class="intro">
<h1>Components</h1>
<p class="lead">What C++ says of each: programs in C++ and in JavaScript have the same components, with the same
parameters. Any of them can be bound, watched, followed, and shown in any number of places.</p>
</div>
<nav aria-label="Components"><ul class="index">
${components.map(link).join("\n")}
</ul></nav>
${components.map((component) => section(component, known.get(component.name))).join("\n")}`;
};
