// Assembles the site in build/site from the apps and the npm package.
//
//     node web/gallery/build.mjs [apps]        (default build/wasm-release/apps)
//
// Every folder below bare/ is complete: it can be copied to any static host as it is.
import { build } from "esbuild";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { copyOwnModules, namedModules } from "../tools/own-modules.mjs";
import { writePatchConstants } from "../tools/patch-constants.mjs";
import { styleSheet } from "../tools/style-sheet.mjs";
import { examples } from "./examples.mjs";
import { drawImage, imageCount } from "./images.mjs";
import { bareMain, barePage, examplePage, indexPage, plainPage, referencePage } from "./pages.mjs";

const repository = fileURLToPath(new URL("../../", import.meta.url));
const from = (path) => join(repository, path);
const apps = process.argv[2] ?? from("build/wasm-release/apps");
const npmPackage = from("build/package/browser");
const site = from("build/site");
const imageCache = from("build/gallery-images");
const isolation = from("web/isolation/isolation.js");

const css = await styleSheet({ minify: true });

const write = (path, text) => {
  mkdirSync(join(site, path, ".."), { recursive: true });
  writeFileSync(join(site, path), text);
};
const copy = (source, path) => cpSync(source, join(site, path), { recursive: true });

const bundle = (source, path) =>
  build({
    entryPoints: [from(source)],
    outfile: join(site, path),
    bundle: true,
    minify: true,
    format: "esm",
    target: ["chrome112", "firefox121", "safari18.2"],
    logLevel: "warning",
  });

/** Drawn once: they change only with the script that draws them. */
const drawImages = () => {
  const script = readFileSync(from("web/gallery/images.mjs"), "utf8");
  const stamp = join(imageCache, "drawn-by");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === script) return;
  rmSync(imageCache, { recursive: true, force: true });
  mkdirSync(join(imageCache, "images"), { recursive: true });
  for (let index = 0; index < imageCount; ++index) {
    writeFileSync(join(imageCache, "images", `${index}.jpg`), drawImage(index));
  }
  writeFileSync(join(imageCache, "banner.jpg"), drawImage(0, { scale: 2, numbered: false }));
  writeFileSync(stamp, script);
};

const copyApp = (name, folder, threads = false) => {
  const files = [`${name}.mjs`, `${name}.wasm`, `${name}.css`];
  if (threads) files.push(`${name}.threads.mjs`, `${name}.threads.wasm`);
  for (const file of files) {
    const source = join(apps, file);
    if (!existsSync(source)) throw new Error(`${source} is missing: build the target coracle_apps first`);
    copy(source, `${folder}/${file.endsWith(".css") ? "coracle.css" : file}`);
  }
  copyOwnModules(namedModules(readFileSync(join(apps, `${name}.wasm`), "latin1")), apps, join(site, folder));
};

/** The example that is JavaScript already: its import leads to the package's files beside it. */
const copyJavaScript = ({ text }, folder) => {
  copy(npmPackage, `${folder}/coracle-wasm`);
  write(`${folder}/main.mjs`, text.replace('"coracle-wasm"', '"./coracle-wasm/index.mjs"'));
};

const buildExample = async (example, all) => {
  write(`${example.name}.html`, examplePage(example, all));
  for (const [index, source] of example.sources.entries()) {
    if (source.path === example.cpp) continue; // It has a page already.
    const folder = `bare/${example.name}${index ? "-javascript" : ""}`;
    const compiled = source.path.endsWith(".cpp");
    write(`${folder}/index.html`, barePage(example, compiled));
    if (compiled) {
      write(`${folder}/main.mjs`, bareMain(example));
      copyApp(example.name, folder, example.threads);
      if (example.threads) copy(isolation, `${folder}/isolation.js`);
    } else {
      write(`${folder}/coracle.css`, css);
      copyJavaScript(source, folder);
    }
    if (example.images) copy(join(imageCache, "images"), `${folder}/images`);
    if (existsSync(example.files)) copy(example.files, folder);
  }
  // Its own page is not in that folder.
  if (existsSync(example.files)) copy(example.files, ".");
};

const buildPlainPage = async () => {
  write("plain/index.html", plainPage());
  copyApp("generator", "plain");
  await bundle("web/gallery/article.css", "plain/article.css");
  await bundle("web/element/embed.ts", "plain/coracle/embed.mjs");
};

/** With its sources, the one that runs first; those in JavaScript only if there is the package for them. */
const withSources = (example) => {
  const other = example.javascript ?? example.cpp;
  const paths = [`${example.name}/${example.file}`, ...(other ? [other] : [])];
  const sources = paths
    .filter((path) => path.endsWith(".cpp") || existsSync(npmPackage))
    .map((path) => ({ path, text: readFileSync(from(`web/gallery/examples/${path}`), "utf8") }));
  const files = from(`web/gallery/examples/${example.name}/files`);
  return { ...example, files, javascript: sources.find(({ path }) => path === example.javascript)?.path, sources };
};

writePatchConstants();
rmSync(site, { recursive: true, force: true });
drawImages();
copy(join(imageCache, "images"), "images");
copy(join(imageCache, "banner.jpg"), "banner.jpg");
copy(from("web/gallery/icon.svg"), "icon.svg");
copy(isolation, "isolation.js");
write("coracle.css", css);
await bundle("web/gallery/gallery.css", "gallery.css");
await bundle("web/gallery/gallery.ts", "gallery.mjs");

const isBuilt = ({ file }) => {
  if (file.endsWith(".cpp") || existsSync(npmPackage)) return true;
  console.log(`gallery: without ${file}, for ${npmPackage} is not built`);
  return false;
};
const all = examples.filter(isBuilt).map(withSources);
write("index.html", indexPage(all));
for (const example of all) await buildExample(example, all);
await buildPlainPage();
if (existsSync(npmPackage)) {
  const components = JSON.parse(readFileSync(from("build/generated/components.json"), "utf8"));
  write("reference.html", referencePage(components, all));
}
