// What comes from the machine's package manager: native clang, Chromium, patchelf and fonts. As root on
// Debian it is installed; otherwise one line tells the command.
import { existsSync, realpathSync } from "node:fs";
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

/**
 * Chromium without a window or what hangs on one, which opens a page in half the time: for the tests that do not
 * ask for more. Debian has it as a package of its own; elsewhere one Chromium does everything.
 */
const headlessShell = "chromium-headless-shell";

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
  const shell = process.env.CORACLE_CHROMIUM ? null : which(headlessShell);
  const wished = onDebian && !shell && !process.env.CORACLE_CHROMIUM && process.getuid() === 0 ? [headlessShell] : [];
  return { clang, chromium, shell, packages, wished };
}

/** Installs `packages`, and of `wished` what there is. */
async function install(packages, wished) {
  const command = `apt-get install --no-install-recommends ${packages.join(" ")}`;
  if (process.getuid() !== 0) throw new SetupError(`some packages are missing; install them with: sudo ${command}`);
  const env = { DEBIAN_FRONTEND: "noninteractive", LC_ALL: "C" };
  const patient = ["-o", "DPkg::Lock::Timeout=900"];
  // A repository of the machine that does not answer need not hold what is wanted here.
  await run("apt-get", ["update", ...patient], { env, check: false });
  for (const name of wished) {
    if ((await run("apt-cache", ["show", name], { env, check: false })).code === 0) packages.push(name);
  }
  if (packages.length === 0) return;
  say(`installing ${packages.join(" ")}`);
  await run("apt-get", ["install", "-y", "--no-install-recommends", ...patient, ...packages], { env });
}

/**
 * `{ name, version, sha256 }` of each package that one of the files belongs to; on Debian. Without a hash where
 * no repository has that version any more.
 */
async function packagesOf(files) {
  if (!PrivateApt.isAvailable()) return [];
  const packages = new Map();
  for (const file of files) {
    const owner = await run("dpkg-query", ["-S", realpathSync(file)], { check: false });
    const name = owner.code === 0 && owner.output.split(/[:,]/)[0];
    if (!name || packages.has(name)) continue;
    const version = (await run("dpkg-query", ["-W", "-f", "${Version}", name])).output.trim();
    const known = await run("apt-cache", ["show", `${name}=${version}`], { check: false });
    packages.set(name, { name, version, sha256: /^SHA256: ([0-9a-f]{64})$/m.exec(known.output)?.[1] ?? null });
  }
  return [...packages.values()];
}

/**
 * `{ clang, chromium: { path, shell, version, packages } }`: the whole browser, its shell or the same again, and
 * what they were installed from.
 */
export async function provideSystemPackages() {
  let found = await lookAround();
  if (found.packages.length + found.wished.length > 0 && PrivateApt.isAvailable()) {
    await install(found.packages, found.wished);
    found = await lookAround();
  }
  const { clang, chromium, shell } = found;
  if (!clang) throw new SetupError("no native clang >= 16 with libc++ and sanitizers; install LLVM from https://releases.llvm.org");
  if (!clang.tidy || !clang.format) throw new SetupError(`clang-tidy and clang-format ${clang.major} are missing beside clang`);
  if (!chromium) throw new SetupError("no Chromium found; install it, or name it in CORACLE_CHROMIUM");
  return { clang, chromium: await recordOf(chromium, shell ?? chromium) };
}

const recordOf = async (chromium, shell) => ({
  path: chromium,
  shell,
  version: await browserVersion(chromium),
  packages: await packagesOf([chromium, shell]),
});

async function browserVersion(chromium) {
  const told = await run(chromium, ["--version"], { check: false });
  return /\d+(\.\d+)+/.exec(told.output)?.[0] ?? "unknown";
}
