// What has to be on the machine already. Everything missing is told at once, one line each.
import { compareVersions, run, SetupError, which } from "./shell.mjs";

const tools = [
  { name: "cmake", least: "3.25", get: "sudo apt-get install cmake" },
  { name: "ninja", least: "1.10", get: "sudo apt-get install ninja-build" },
  { name: "python3", least: "3.10", get: "sudo apt-get install python3" },
  { name: "npm", least: "8.0", get: "Node.js, which it is a part of: https://nodejs.org" },
];
const leastNode = "20.0.0";

async function complaint({ name, least, get }) {
  if (!which(name)) return `${name} is missing; install it with: ${get}`;
  const told = await run(name, ["--version"], { check: false });
  const version = /\d+(\.\d+)+/.exec(told.output)?.[0];
  if (!version) return `${name} does not tell its version; reinstall it with: ${get}`;
  if (compareVersions(version, least) < 0) return `${name} ${version} is too old, ${least} is needed; get it with: ${get}`;
  return null;
}

export async function checkRequirements() {
  const complaints = (await Promise.all(tools.map(complaint))).filter(Boolean);
  if (compareVersions(process.versions.node, leastNode) < 0) {
    complaints.unshift(`Node.js ${process.versions.node} is too old, 20 is needed; get it from https://nodejs.org`);
  }
  if (complaints.length > 0) throw new SetupError(complaints.join("\n"));
}
