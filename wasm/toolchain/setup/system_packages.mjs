// What comes from the machine's package manager: native clang, Chromium, patchelf and fonts. As root on
// Debian it is installed; otherwise one line tells the command.
import { existsSync } from "node:fs";
import path from "node:path";
import { debian_clang_packages, find_clang, preferred_major } from "./native_clang.mjs";
import { PrivateApt } from "./private_apt.mjs";
import { run, say, SetupError, which } from "./shell.mjs";

const fonts = { "dejavu/DejaVuSans.ttf": "fonts-dejavu-core", "noto/NotoColorEmoji.ttf": "fonts-noto-color-emoji" };

const find_chromium = () =>
  process.env.CORACLE_CHROMIUM ||
  ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"].map((name) => which(name)).find(Boolean) ||
  ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"].find((file) => existsSync(file)) ||
  null;

/** The packages that would complete this machine, and what it has already. */
async function look_around() {
  const clang = await find_clang();
  const chromium = find_chromium();
  const on_debian = PrivateApt.is_available();
  const packages = [];
  if (!clang || !clang.tidy || !clang.format) packages.push(...debian_clang_packages(clang?.major ?? preferred_major));
  if (!chromium) packages.push("chromium");
  if (on_debian && !which("patchelf")) packages.push("patchelf");
  for (const [file, name] of Object.entries(fonts)) {
    if (on_debian && !existsSync(path.join("/usr/share/fonts/truetype", file))) packages.push(name);
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
export async function provide_system_packages() {
  let found = await look_around();
  if (found.packages.length > 0 && PrivateApt.is_available()) {
    await install(found.packages);
    found = await look_around();
  }
  const { clang, chromium } = found;
  if (!clang) throw new SetupError("no native clang >= 16 with libc++ and sanitizers; install LLVM from https://releases.llvm.org");
  if (!clang.tidy || !clang.format) throw new SetupError(`clang-tidy and clang-format ${clang.major} are missing beside clang`);
  if (!chromium) throw new SetupError("no Chromium found; install it, or name it in CORACLE_CHROMIUM");
  return { clang, chromium: { path: chromium, version: await browser_version(chromium) } };
}

async function browser_version(chromium) {
  const told = await run(chromium, ["--version"], { check: false });
  return /\d+(\.\d+)+/.exec(told.output)?.[0] ?? "unknown";
}
