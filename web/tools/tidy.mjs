// clang-tidy over src/, two files at a time. A file that was fine is looked at again only after it, a
// header, or the configuration changed.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { buildFolder, repository } from "../../wasm/toolchain/setup/paths.mjs";
import { forEachParallel, hashText, run } from "../../wasm/toolchain/setup/shell.mjs";
import { configure, presetFolder } from "./cmake.mjs";
import { filesUnder } from "./source-files.mjs";

const preset = "native";
const stamps = path.join(buildFolder, "tidy");
const read = (file) => readFileSync(path.join(repository, file), "utf8");

/** Gives what clang-tidy complains about, or an empty text. */
export async function runTidy(clang) {
  await configure(preset);
  // New files get into the compile commands when CMake looks at its globs again.
  await run("cmake", ["--preset", preset], { cwd: repository });
  mkdirSync(stamps, { recursive: true });

  const headers = filesUnder(["include", "src"], /\.hpp$/).map(read);
  const common = hashText([clang.sha256, read(".clang-tidy"), ...headers].join("\0"));
  const complaints = [];
  await forEachParallel(filesUnder(["src"], /\.cpp$/), os.availableParallelism(), async (file) => {
    const stamp = path.join(stamps, file.replaceAll("/", "-"));
    const content = hashText(common + read(file));
    if (existsSync(stamp) && readFileSync(stamp, "utf8") === content) return;
    rmSync(stamp, { force: true });
    const result = await run(clang.tidy, ["--quiet", "-p", presetFolder(preset), file], { cwd: repository, check: false });
    const told = result.output.replace(/^\d+ warnings?.* generated\.\n?/gm, "").trim();
    if (result.code === 0 && told === "") writeFileSync(stamp, content);
    else complaints.push(told || `${file}: clang-tidy ended with code ${result.code}`);
  });
  return complaints.join("\n");
}
