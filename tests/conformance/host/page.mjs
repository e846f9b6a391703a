// Makes the page that the decoder's tests run in, and opens it.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundle, repository, site, until } from "../../browser/harness.mjs";

/** `run(f, argument)` calls `f(kit, argument)` in the page, emptied, and gives what it returns. */
export async function hostPage(folder) {
  const root = `build/test-pages/${folder}`;
  mkdirSync(join(repository, root), { recursive: true });
  await bundle("tests/conformance/host/kit.ts", `${root}/kit.mjs`);
  writeFileSync(
    join(repository, root, "index.html"),
    `<!doctype html><html lang="en"><title>Host</title><link rel="icon" href="data:,">
<script type="module" src="main.mjs"></script>`,
  );
  writeFileSync(join(repository, root, "main.mjs"), `import * as kit from "./kit.mjs"; globalThis.kit = kit;`);
  const { open } = await site({ root });
  const page = await open("/");
  await until(() => page.evaluate("'kit' in globalThis"));
  const run = async (test, argument) => {
    page.complaints.length = 0;
    await page.evaluate(() => document.body.replaceChildren());
    const result = await page.evaluate(`(${test})(globalThis.kit, ${JSON.stringify(argument)})`);
    return { result, complaints: page.complaints.slice() };
  };
  return { run, page };
}
