// npm run size: builds the site, prints what a browser has to load for each example's bare page and writes
// it to build/size.json.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { runMain } from "../../wasm/toolchain/setup.mjs";
import { buildFolder } from "../../wasm/toolchain/setup/paths.mjs";
import { buildAll } from "./build.mjs";
import { pageSizes } from "./page-sizes.mjs";

function print(app, { files, total }) {
  const line = (name, { raw, brotli }) =>
    process.stdout.write(`  ${name.padEnd(36)}${String(raw).padStart(9)}${String(brotli).padStart(9)}\n`);
  process.stdout.write(`${app.padEnd(38)}${"raw".padStart(9)}${"brotli".padStart(9)}\n`);
  for (const [name, sizes] of Object.entries(files)) line(name, sizes);
  line("total without pictures", total);
}

await runMain(async () => {
  await buildAll();
  const result = await pageSizes();
  for (const [app, sizes] of Object.entries(result)) print(app, sizes);
  writeFileSync(path.join(buildFolder, "size.json"), `${JSON.stringify(result, null, 1)}\n`);
});
