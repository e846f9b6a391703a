// npm run format: clang-format over all C++ sources.
import { runMain, setUp } from "../../wasm/toolchain/setup.mjs";
import { repository } from "../../wasm/toolchain/setup/paths.mjs";
import { run, say } from "../../wasm/toolchain/setup/shell.mjs";
import { cxxFiles } from "./source-files.mjs";

await runMain(async () => {
  const { clang } = await setUp();
  const files = cxxFiles();
  if (files.length > 0) await run(clang.format, ["-i", ...files], { cwd: repository });
  say(`formatted ${files.length} files`);
});
