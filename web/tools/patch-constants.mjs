// Brings the generated numbers of the patch up to date; what imports the host calls it first.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const generator = fileURLToPath(new URL("./generate-patch-constants.mjs", import.meta.url));

export const writePatchConstants = () => execFileSync(process.execPath, [generator], { stdio: "inherit" });
