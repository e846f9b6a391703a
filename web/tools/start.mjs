// npm start: set-up, build, and the gallery on 127.0.0.1, port 8080 or $PORT, isolated: some examples have threads.
import { spawn } from "node:child_process";
import path from "node:path";
import { runMain } from "../../wasm/toolchain/setup.mjs";
import { repository } from "../../wasm/toolchain/setup/paths.mjs";
import { buildAll } from "./build.mjs";

await runMain(async () => {
  await buildAll();
  const server = spawn(process.execPath, [path.join(repository, "web/server/serve.mjs"), "--isolated"], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => server.kill(signal));
  return new Promise((resolve) => server.on("close", (code) => resolve(code ?? 0)));
});
