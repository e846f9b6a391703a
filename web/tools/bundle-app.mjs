// Makes an app's .mjs: Emscripten's glue and the host in one minified file; the .wasm is copied beside it, the
// .css is what the app needs of Coracle's style sheet, and the ES modules of Coracle's own that it shows follow.
//
//     node web/tools/bundle-app.mjs --glue <glue.mjs> --output <app.mjs> [--minify | --readable]
//         [--threads | --with-threads <name.threads.mjs>]
//
// Of an app with two builds, --threads is the one that has them, and the other is told where that is.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { minify as compress } from "terser";
import { isEntryPoint } from "../../wasm/toolchain/setup/shell.mjs";
import { appStyle } from "./app-style.mjs";
import { namedModules, writeOwnModules } from "./own-modules.mjs";
import { writePatchConstants } from "./patch-constants.mjs";

const host = fileURLToPath(new URL("../host/app.ts", import.meta.url));

/**
 * Emscripten's glue can find, fetch and compile the module in several ways of its own; the host always does
 * that for it. What is replaced here makes the minifier drop those ways, and advice that is not for us.
 */
const replaced = ({ threads }) => [
  // On a thread there is no host, and the module is there already.
  [/if ?\(instantiateWasm\)/, threads ? "if(instantiateWasm)" : "if(true)"],
  [/try ?\{scriptDirectory=new URL\(".",_scriptName\)\.href\}catch ?\{\}/, ""],
  ["var out=console.log.bind(console);", ""],
  [`what+=". Build with -sASSERTIONS for more info.";`, ""],
];
const glueOfOurs = (path, build) => ({
  name: "coracle-glue",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^coracle-glue$/ }, () => ({ path }));
    onLoad({ filter: /\.mjs$/ }, (file) => {
      if (file.path !== path) return undefined;
      const glue = readFileSync(path, "utf8");
      return { contents: replaced(build).reduce((text, [from, to]) => text.replace(from, to), glue) };
    });
  },
});

/** The strings in it tell what the app uses. */
const programOf = (glue) => readFileSync(glue.replace(/\.mjs$/, ".wasm"), "latin1");

/** What web/host/features.ts is to know of the program whose glue that is. */
export function featuresOf(glue, program = programOf(glue)) {
  const imports = readFileSync(glue, "utf8");
  return {
    CORACLE_MODULES: String(imports.includes("coracle_message_bytes")),
    CORACLE_FORMS: String(imports.includes("hearResets")),
    // Bytes are shown with their media type.
    CORACLE_OBJECT_URLS: String(/\b(application|audio|font|image|model|text|video)\//.test(program)),
    CORACLE_KEYS: String(program.includes("keys")),
    CORACLE_SCROLL: String(program.includes("coracle-scroller")),
  };
}

/** Bundles the host with `glue`, the module Emscripten wrote beside its .wasm, into `output`. */
export async function bundleApp({ glue, output, minify = true, threads = false, withThreads }) {
  writePatchConstants();
  const compiled = glue.replace(/\.mjs$/, ".wasm");
  const wasm = path.basename(output, ".mjs") + ".wasm";
  const program = programOf(glue);
  mkdirSync(path.dirname(output), { recursive: true });
  const { outputFiles } = await build({
    entryPoints: [host],
    outfile: output,
    bundle: true,
    minify,
    format: "esm",
    target: ["chrome112", "firefox121", "safari18.2"],
    legalComments: "none",
    plugins: [glueOfOurs(path.resolve(glue), { threads })],
    write: false,
    // What only helps those who work on the host is left out of small builds.
    define: {
      CORACLE_WASM: JSON.stringify(wasm),
      ...featuresOf(glue, program),
      CORACLE_THREADS: String(threads),
      CORACLE_WITH_THREADS: JSON.stringify(withThreads ?? ""),
      ...(minify && { CORACLE_SMALL: "true" }),
    },
    logLevel: "warning",
  });
  const [{ text }] = outputFiles;
  const options = { module: true, ecma: 2022, compress: { passes: 3, unsafe_arrows: true } };
  const script = minify ? (await compress(text, options)).code : text;
  writeFileSync(output, script);
  copyFileSync(compiled, path.join(path.dirname(output), wasm));
  await writeOwnModules(namedModules(program), path.dirname(output), minify);
  writeFileSync(output.replace(/\.mjs$/, ".css"), await appStyle({ program, script, minify }));
}

if (isEntryPoint(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      glue: { type: "string" },
      output: { type: "string" },
      minify: { type: "boolean" },
      readable: { type: "boolean" },
      threads: { type: "boolean" },
      "with-threads": { type: "string" },
    },
  });
  if (!values.glue || !values.output) throw new Error("bundle-app.mjs needs --glue and --output");
  const { glue, output, readable, threads, "with-threads": withThreads } = values;
  await bundleApp({ glue, output, minify: !readable, threads, withThreads });
}
