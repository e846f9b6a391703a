// Makes the npm package in build/package from the WebAssembly modules that CMake builds.
//
//     node web/tools/build-package.mjs [modules]      (default: builds build/wasm-release/package)
//
// index.d.ts and coracle.css, and for each platform, in browser/ and node/, index.mjs and coracle.wasm;
// in browser/ also the ES modules that show some of the components, and embed.mjs, the custom element <coracle-app>.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { setUp } from "../../wasm/toolchain/setup.mjs";
import { repository } from "../../wasm/toolchain/setup/paths.mjs";
import { buildPreset } from "./cmake.mjs";
import { ownModules, writeOwnModules } from "./own-modules.mjs";
import { writePatchConstants } from "./patch-constants.mjs";
import { styleSheet } from "./style-sheet.mjs";

const from = (name) => path.join(repository, name);
const output = from("build/package");

const targets = {
  browser: { target: ["chrome112", "firefox121", "safari18.2"] },
  node: { target: ["node20"], platform: "node" },
};

const bundle = async (entry, outfile, options) => {
  // `npm pack` runs this file in a fresh clone, too.
  const { build } = await import("esbuild");
  return build({
    entryPoints: [from(entry)],
    outfile,
    bundle: true,
    format: "esm",
    legalComments: "none",
    logLevel: "warning",
    ...options,
  });
};

// Written out, so that those who bundle the package see which files belong to it.
const ownModulesBesideIt = {
  name: "coracle-own-modules",
  setup({ onResolve, onLoad }) {
    const namespace = "coracle-own-modules";
    onResolve({ filter: /^coracle-own-modules$/ }, ({ path }) => ({ path, namespace }));
    onResolve({ filter: /.*/, namespace }, ({ path }) => ({ path, external: true }));
    onLoad({ filter: /.*/, namespace }, () => {
      const members = ownModules().map((name) => `"${name}": () => import("./${name}.mjs")`);
      return { contents: `export const ownModules = { ${members.join(", ")} };` };
    });
  },
};

const bundlePlatform = async (platform, modules) => {
  const folder = path.join(output, platform);
  const alias = { "coracle-package-glue": path.join(modules, platform, "coracle.mjs") };
  await bundle(`web/npm/${platform}.ts`, path.join(folder, "index.mjs"), {
    ...targets[platform],
    alias,
    minify: true,
    plugins: [ownModulesBesideIt],
  });
  if (platform === "browser") await writeOwnModules(ownModules(), folder);
  copyFileSync(path.join(modules, platform, "coracle.wasm"), path.join(folder, "coracle.wasm"));
};

/** Asks the module itself what components it has. */
const writeDeclarations = async (modules) => {
  const script = path.join(output, "declarations.mjs");
  await bundle("web/npm/declarations.ts", script, { platform: "node" });
  const { declarations, described } = await import(pathToFileURL(script));
  rmSync(script);
  const { default: factory } = await import(pathToFileURL(path.join(modules, "node/coracle.mjs")));
  const hooks = { view: () => 0, component: () => undefined };
  const module = await factory({ javascript: hooks });
  const folder = from("web/npm/public");
  const publicTypes = readdirSync(folder).sort().map((name) => readFileSync(path.join(folder, name), "utf8"));
  const components = module.describe();
  writeFileSync(path.join(output, "index.d.ts"), declarations(publicTypes, components));
  // For the gallery's reference.
  writeFileSync(from("build/generated/components.json"), JSON.stringify(described(components), null, 2));
};

const modules = path.resolve(process.argv[2] ?? from("build/wasm-release/package"));
if (!process.argv[2]) {
  await setUp();
  await buildPreset("wasm-release", ["coracle_package"]);
}
writePatchConstants();
rmSync(output, { recursive: true, force: true });
mkdirSync(output, { recursive: true });
for (const platform of Object.keys(targets)) await bundlePlatform(platform, modules);
await writeDeclarations(modules);
await bundle("web/element/embed.ts", path.join(output, "browser/embed.mjs"), { ...targets.browser, minify: true });
copyFileSync(from("web/element/package-types.d.ts"), path.join(output, "embed.d.ts"));
writeFileSync(path.join(output, "coracle.css"), await styleSheet({ minify: true }));
