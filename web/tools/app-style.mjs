// Makes an app's style sheet: the rules of web/style that its components need.
//
// A component's class stands in its template, and so in the app's .wasm; what the host makes by itself has
// its class in the .mjs. A rule whose classes are in neither can match nothing in the app.
import { transform } from "esbuild";
import { styleSheet } from "./style-sheet.mjs";

/** `[{ prelude, body }]` of the rules in a piece of CSS without comments. */
function rulesOf(css) {
  const rules = [];
  for (let at = 0; ;) {
    const open = css.indexOf("{", at);
    if (open < 0) return rules;
    let close = open + 1;
    for (let depth = 1; depth > 0; ++close) {
      if (css[close] === "{") ++depth;
      if (css[close] === "}") --depth;
    }
    rules.push({ prelude: css.slice(at, open).trim(), body: css.slice(open + 1, close - 1) });
    at = close;
  }
}

const splitOutside = (list) => list.split(/,(?![^(]*\))/).map((selector) => selector.trim());
const classes = (selector) => selector.match(/\.coracle-[\w-]+/g) ?? [];

/** The selector without the alternatives that match nothing; empty if nothing is left. */
function usedPart(selector, isUsed) {
  const live = (part) => {
    const [, tag, attribute] = /^(?:([a-z]+)|\[([a-z]+)\])$/.exec(part) ?? [];
    return tag ? isUsed(`<${tag}`) : attribute ? isUsed(attribute) : classes(part).every((name) => isUsed(name.slice(1)));
  };
  let dead = false;
  const needed = selector.replace(/:not\(:where\((.*?)\)\)/g, (_, list) => {
    const parts = splitOutside(list).filter(live);
    return parts.length > 0 ? `:not(:where(${parts.join(", ")}))` : "";
  });
  const reduced = needed.replace(/:is\(([^()]*)\)/g, (_, list, at) => {
    const parts = splitOutside(list).filter(live);
    dead ||= parts.length === 0;
    return parts.length === 1 && /[ >]$/.test(needed.slice(0, at)) ? parts[0] : `:is(${parts.join(", ")})`;
  });
  return dead || !live(reduced) ? "" : reduced;
}

function usedRules(css, isUsed) {
  const kept = rulesOf(css).flatMap(({ prelude, body }) => {
    if (/^@(media|supports)/.test(prelude)) {
      const inner = usedRules(body, isUsed);
      return inner ? [`${prelude} {${inner}}`] : [];
    }
    if (prelude.startsWith("@")) return [`${prelude} {${body}}`];
    const selectors = splitOutside(prelude).map((selector) => usedPart(selector, isUsed)).filter(Boolean);
    return selectors.length > 0 ? [`${selectors.join(", ")} {${body}}`] : [];
  });
  // An animation that no rule names.
  const named = (rule) => {
    const name = /^@keyframes ([\w-]+)/.exec(rule)?.[1];
    return !name || kept.some((other) => other !== rule && other.includes(name));
  };
  return kept.filter(named).join("\n");
}

/** Without the variables that nothing uses, nor what was in those. */
function usedVariables(css) {
  const used = css.replace(/(--[\w-]+):[^;}]*;/g, (all, name) => (css.includes(`var(${name}`) ? all : ""));
  return used === css ? css : usedVariables(used);
}

/** What of a style sheet matters to a program that has these texts in it. */
export const usedStyle = (css, ...texts) =>
  usedRules(css.replace(/\/\*[\s\S]*?\*\//g, ""), (name) => texts.some((text) => text.includes(name)));

/** The style sheet of an app: `program` is its .wasm as text, `script` the host's code. */
export async function appStyle({ program, script, minify }) {
  const css = usedVariables(usedStyle(await styleSheet(), program, script));
  const target = ["chrome112", "firefox121", "safari18.2"];
  const { code } = await transform(css, { loader: "css", minify, target });
  // Spaces that mean nothing are left in the values of variables.
  return minify ? code.replace(/--[\w-]+: [^;}]*/g, (variable) => variable.replace(/([:,]) /g, "$1")) : code;
}
