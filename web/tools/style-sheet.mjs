// Coracle's whole style sheet: web/style/coracle.css with what that imports, as every browser that Coracle supports reads it.
import { fileURLToPath } from "node:url";

const target = ["chrome112", "firefox121", "safari18.2"];

/** Its text. */
export async function styleSheet({ minify = false } = {}) {
  // Scripts that call this are read before set-up has fetched it.
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("../style/coracle.css", import.meta.url))],
    bundle: true,
    minify,
    target,
    legalComments: "none",
    logLevel: "warning",
    write: false,
  });
  return outputFiles[0].text;
}
