// npm dependencies, exactly those of the lock file, again whenever that file changes.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { withLock } from "./lock.mjs";
import { environmentFolder, repository } from "./paths.mjs";
import { hashText, run, say } from "./shell.mjs";

const stampFile = path.join(repository, "node_modules/.coracle-stamp");

const wantedStamp = () => hashText(readFileSync(path.join(repository, "package-lock.json"), "utf8"));

export const nodeModulesAreFresh = () =>
  existsSync(stampFile) && readFileSync(stampFile, "utf8") === wantedStamp();

export async function provideNodeModules() {
  if (nodeModulesAreFresh()) return;
  await withLock(path.join(environmentFolder, "npm-lock"), async () => {
    if (nodeModulesAreFresh()) return;
    say("installing npm dependencies");
    await run("npm", ["ci", "--no-audit", "--no-fund"], { cwd: repository });
    writeFileSync(stampFile, wantedStamp());
  });
}
