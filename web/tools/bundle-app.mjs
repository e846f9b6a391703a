// Makes an app's .mjs: Emscripten's glue and the host in one minified file, the .wasm copied beside it.
//
//     node web/tools/bundle-app.mjs --glue <glue.mjs> --output <app.mjs> [--minify | --readable]
import { copyFileSync, mkdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { writePatchConstants } from "./patch-constants.mjs";
import { isEntryPoint } from "../../wasm/toolchain/setup/shell.mjs";

const host = fileURLToPath(new URL("../host/app.ts", import.meta.url));

/** Bundles the host with `glue`, the module Emscripten wrote beside its .wasm, into `output`. */
export async function bundleApp({ glue, output, minify = true }) {
  writePatchConstants();
  const wasm = path.basename(output, ".mjs") + ".wasm";
  mkdirSync(path.dirname(output), { recursive: true });
  await build({
    entryPoints: [host],
    outfile: output,
    bundle: true,
    minify,
    format: "esm",
    target: ["chrome112", "firefox121", "safari18.2"],
    legalComments: "none",
    alias: { "coracle-glue": path.resolve(glue) },
    define: { CORACLE_WASM: JSON.stringify(wasm) },
    logLevel: "warning",
  });
  copyFileSync(glue.replace(/\.mjs$/, ".wasm"), path.join(path.dirname(output), wasm));
}

if (isEntryPoint(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      glue: { type: "string" },
      output: { type: "string" },
      minify: { type: "boolean" },
      readable: { type: "boolean" },
    },
  });
  if (!values.glue || !values.output) throw new Error("bundle-app.mjs needs --glue and --output");
  await bundleApp({ glue: values.glue, output: values.output, minify: !values.readable });
}
