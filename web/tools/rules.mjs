// The rules of the house that no compiler checks: includes point down only, no Emscripten header outside
// wasm/, and no exceptions in what is compiled to WebAssembly.
import { readFileSync } from "node:fs";
import path from "node:path";
import { filesUnder } from "./source-files.mjs";

const below = {
  base: [],
  reactive: ["base"],
  async: ["base"],
  flow: ["reactive", "async", "base"],
  net: ["async", "base"],
  thread: ["flow", "reactive", "async", "base"],
  ui: ["flow", "net", "reactive", "async", "base"],
};
const rooms = [...Object.keys(below), "testing"];

/** Where exceptions are turned into errors in builds that have them. */
const exceptionFile = "include/coracle/base/exceptions.hpp";

/** The room of `include/coracle/<room>/…` or `src/<room>/…`, or null. */
function roomOf(file) {
  const name = /^(?:include\/coracle|src)\/([^/]+)\//.exec(file)?.[1];
  return rooms.includes(name) ? name : null;
}

const blank = (text) => text.replace(/[^\n]/g, " ");

/** Blanks the JavaScript in EM_JS and the like. */
function withoutJavaScript(source) {
  let result = source;
  for (const { index } of source.matchAll(/\bEM_(?:ASYNC_)?JS\s*\(/g)) {
    let end = source.indexOf("(", index);
    for (let depth = 0; end < source.length; ++end) {
      if (source[end] === "(") ++depth;
      if (source[end] === ")" && --depth === 0) break;
    }
    result = result.slice(0, index) + blank(result.slice(index, end)) + result.slice(end);
  }
  return result;
}

/** Blanks what is not C++ code, so that only that is left, on the same lines. */
export function codeOnly(source) {
  const token = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|R"([^(]*)\([\s\S]*?\)\1"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'/g;
  return withoutJavaScript(source.replace(token, blank));
}

/** The room that a file of a room includes from, if it is one: by the path of includes, or from beside the file. */
function roomIncluded(file, included) {
  if (included.startsWith("coracle/")) return /^coracle\/([^/]+)\//.exec(included)?.[1];
  return /^(?:include\/coracle|src)\/([^/]+)\//.exec(path.posix.join(path.posix.dirname(file), included))?.[1];
}

function includeComplaint(file, included) {
  if (/^emscripten/.test(included) && !file.startsWith("wasm/")) {
    return `<${included}> is for wasm/ only; go through a port (Loop, Host, Network, Threads)`;
  }
  const room = roomOf(file);
  if (!room || room === "testing") return null;
  const other = roomIncluded(file, included);
  if (other === room || below[room].includes(other)) return null;
  const allowed = below[room].length > 0 ? below[room].join(", ") : "nothing";
  return `<${included}> points upwards: ${room} may include ${allowed} and itself`;
}

/** The complaints about one file: `[{ line, text }]`. `file` is relative to the repository. */
export function checkFile(file, source) {
  const complaints = [];
  source.split("\n").forEach((text, index) => {
    const included = /^\s*#\s*include\s*[<"]([^>"]+)[>"]/.exec(text)?.[1];
    const complaint = included ? includeComplaint(file, included) : null;
    if (complaint) complaints.push({ line: index + 1, text: complaint });
  });

  const room = roomOf(file);
  if (file !== exceptionFile && room !== "testing" && /^(include|src|wasm)\//.test(file)) {
    codeOnly(source).split("\n").forEach((text, index) => {
      const word = /(?<![\w.:])(?:(try)\s*\{|(catch)\s*\(|(throw)\b(?!\s*\())/.exec(text) ?? /(?<![\w.:])(throw)\s*\(/.exec(text);
      if (word && !/^\s*#/.test(text)) {
        const name = word[1] ?? word[2] ?? word[3];
        complaints.push({ line: index + 1, text: `\`${name}\` in code compiled to WebAssembly; use Error and Result` });
      }
    });
  }
  return complaints;
}

/** Checks the tree under `root`; gives `[{ file, line, text }]`. */
export function checkRules(root) {
  const files = filesUnder(["include", "src", "wasm", "tests", "web/gallery"], /\.(hpp|cpp|h)$/, root);
  return files.flatMap((file) => {
    const source = readFileSync(path.join(root, file), "utf8");
    return checkFile(file, source).map((complaint) => ({ file, ...complaint }));
  });
}
