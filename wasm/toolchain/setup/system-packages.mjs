// What comes from the machine's package manager: native clang, Chromium, patchelf and fonts. As root on
// Debian it is installed; otherwise one line tells the command.
import { existsSync } from "node:fs";
import path from "node:path";
import { debianClangPackages, findClang, preferredMajor } from "./native-clang.mjs";
import { PrivateApt } from "./private-apt.mjs";
import { run, say, SetupError, which } from "./shell.mjs";

const fonts = { "dejavu/DejaVuSans.ttf": "fonts-dejavu-core", "noto/NotoColorEmoji.ttf": "fonts-noto-color-emoji" };

const findChromium = () =>
  process.env.CORACLE_CHROMIUM ||
  ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"].map((name) => which(name)).find(Boolean) ||
  ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"].find((file) => existsSync(file)) ||
  null;

/** The packages that would complete this machine, and what it has already. */
async function lookAround() {
  const clang = await findClang();
  const chromium = findChromium();
  const onDebian = PrivateApt.isAvailable();
  const packages = [];
  if (!clang || !clang.tidy || !clang.format) packages.push(...debianClangPackages(clang?.major ?? preferredMajor));
  if (!chromium) packages.push("chromium");
  if (onDebian && !which("patchelf")) packages.push("patchelf");
  for (const [file, name] of Object.entries(fonts)) {
    if (onDebian && !existsSync(path.join("/usr/share/fonts/truetype", file))) packages.push(name);
  }
  return { clang, chromium, packages };
}

async function install(packages) {
  const command = `apt-get install --no-install-recommends ${packages.join(" ")}`;
  if (process.getuid() !== 0) throw new SetupError(`some packages are missing; install them with: sudo ${command}`);
  say(`installing ${packages.join(" ")}`);
  const env = { DEBIAN_FRONTEND: "noninteractive", LC_ALL: "C" };
  const patient = ["-o", "DPkg::Lock::Timeout=900"];
  // A repository of the machine that does not answer need not hold what is wanted here.
  await run("apt-get", ["update", ...patient], { env, check: false });
  await run("apt-get", ["install", "-y", "--no-install-recommends", ...patient, ...packages], { env });
}

/** `{ clang, chromium: { path, version } }` */
export async function provideSystemPackages() {
  let found = await lookAround();
  if (found.packages.length > 0 && PrivateApt.isAvailable()) {
    await install(found.packages);
    found = await lookAround();
  }
  const { clang, chromium } = found;
  if (!clang) throw new SetupError("no native clang >= 16 with libc++ and sanitizers; install LLVM from https://releases.llvm.org");
  if (!clang.tidy || !clang.format) throw new SetupError(`clang-tidy and clang-format ${clang.major} are missing beside clang`);
  if (!chromium) throw new SetupError("no Chromium found; install it, or name it in CORACLE_CHROMIUM");
  return { clang, chromium: { path: chromium, version: await browserVersion(chromium) } };
}

async function browserVersion(chromium) {
  const told = await run(chromium, ["--version"], { check: false });
  return /\d+(\.\d+)+/.exec(told.output)?.[0] ?? "unknown";
}
