// Coracle's own ES modules, of web/modules: bundled beside the programs that show them, which name them as
// coracle:<name>.
import { copyFileSync, readFileSync, readdirSync, renameSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../modules", import.meta.url));
const target = ["chrome112", "firefox121", "safari18.2"];

export const ownModules = () =>
  readdirSync(folder).filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts")).map((file) => path.basename(file, ".ts")).sort();

/** The names in a program, given as text. */
export const namedModules = (program) =>
  ownModules().filter((name) => new RegExp(`coracle:${name}(?![\\w-])`).test(program));

/** One of them imports another as a file beside it, so that a page loads that once. */
const apart = (needed) => ({
  name: "coracle-modules",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/[\w-]+$/ }, ({ path: imported, importer }) => {
      const name = imported.slice(2);
      if (path.dirname(importer) !== folder || !ownModules().includes(name)) return undefined;
      needed.add(name);
      return { path: `./${name}.mjs`, external: true };
    });
  },
});

/** Writes <name>.mjs for each of the names, and for what those import, into the folder. */
export async function writeOwnModules(names, output, minify = true) {
  // Scripts that call this are read before set-up has fetched it.
  const { build } = await import("esbuild");
  const needed = new Set(names);
  for (const name of needed) {
    const file = path.join(output, `${name}.mjs`);
    // Whole or not at all: several programs may be built at once.
    const temporary = `${file}.${process.pid}`;
    await build({
      entryPoints: [path.join(folder, `${name}.ts`)],
      outfile: temporary,
      bundle: true,
      // BokehJS is minified already, and goes by the names of its classes.
      minify: minify && name !== "bokeh-figure",
      minifyWhitespace: minify,
      format: "esm",
      target,
      legalComments: "inline",
      loader: { ".css": "text" },
      logLevel: "warning",
      plugins: [apart(needed)],
    });
    renameSync(temporary, file);
  }
  return [...needed];
}

/** Copies those that a program names, and what they import, from where they were written beside it. */
export function copyOwnModules(names, from, to) {
  const needed = new Set(names);
  for (const name of needed) {
    const file = path.join(from, `${name}.mjs`);
    copyFileSync(file, path.join(to, `${name}.mjs`));
    for (const [, imported] of readFileSync(file, "utf8").matchAll(/"\.\/([\w-]+)\.mjs"/g)) needed.add(imported);
  }
}
