// apt with a configuration of its own: it sees Debian testing beside the machine's release, downloads
// into our cache, and changes nothing on the machine.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { run, SetupError, which } from "./shell.mjs";

/** Debian testing while Debian 13 is stable: it carries Emscripten 6. */
const suite = "forky";

/** The address of the Debian archive, from the machine's own apt configuration. */
async function archiveAddress() {
  const listed = await run(
    "apt-get",
    ["indextargets", "--format", "$(SITE) $(RELEASE) $(ORIGIN)", "Created-By: Packages"],
    { check: false },
  );
  const targets = listed.output.split("\n").map((line) => line.split(" "));
  const isMain = ([site, release]) => /^[a-z]+:\S+$/.test(site) && !/security|updates|backports/.test(`${site} ${release}`);
  const debian = targets.find((target) => isMain(target) && target[2] === "Debian");
  if (debian) return debian[0];

  // Nothing has been downloaded yet on this machine: ask apt what it would download.
  const uris = await run("apt-get", ["update", "--print-uris"], { check: false });
  for (const [, site, release] of uris.output.matchAll(/'([a-z]+:[^']+?)\/dists\/([^/']+)\//g)) {
    if (isMain([site, release]) && /debian/.test(site)) return site;
  }
  throw new SetupError("apt on this machine names no Debian archive (see /etc/apt/sources.list)");
}

export class PrivateApt {
  #folder;

  static isAvailable() {
    return Boolean(which("apt-get") && which("dpkg") && existsSync("/etc/debian_version"));
  }

  constructor(folder) {
    this.#folder = folder;
  }

  /** Where `download` puts packages. */
  get archives() {
    return path.join(this.#folder, "cache", "archives");
  }

  get #environment() {
    return { APT_CONFIG: path.join(this.#folder, "apt.conf"), DEBIAN_FRONTEND: "noninteractive", LC_ALL: "C" };
  }

  /** Writes the configuration and reads the package lists. */
  async prepare() {
    for (const name of ["lists/partial", "cache/archives/partial", "parts", "state"]) {
      mkdirSync(path.join(this.#folder, name), { recursive: true });
    }
    const site = await archiveAddress();
    const at = (name) => path.join(this.#folder, name);
    writeFileSync(at("state/status"), "");
    writeFileSync(at("sources.list"), `deb ${site} ${suite} main\ndeb-src ${site} ${suite} main\n`);

    // Proxies and the like stay as the machine has them; its hooks do not run.
    const machine = (await run("apt-config", ["dump"])).output;
    const acquire = machine.split("\n").filter((line) => /^Acquire::/.test(line) && !/IndexTargets/.test(line));
    const own = {
      "Dir::State": at("state"),
      "Dir::State::status": at("state/status"),
      "Dir::State::Lists": at("lists"),
      "Dir::Cache": at("cache"),
      "Dir::Etc::SourceList": at("sources.list"),
      "Dir::Etc::SourceParts": "/dev/null",
      "Dir::Etc::Parts": at("parts"),
      "Dir::Etc::Main": "/dev/null",
      "Dir::Etc::Preferences": "/dev/null",
      "Dir::Etc::PreferencesParts": "/dev/null",
      "Acquire::Languages": "none",
      "Acquire::Retries": "3",
      // A mirror may lag behind; what it serves is signed all the same.
      "Acquire::Check-Valid-Until": "false",
      "APT::Sandbox::User": "root",
    };
    const lines = Object.entries(own).map(([key, value]) => `${key} "${value}";`);
    writeFileSync(at("apt.conf"), [...acquire, ...lines, ""].join("\n"));
    await this.#apt("update");
  }

  /** Downloads `name` with everything it depends on; gives `[{ name, version, file }]`. */
  async download(name) {
    const install = ["install", "-y", "--no-install-recommends"];
    await this.#apt(...install, "--download-only", name);
    const planned = await this.#apt(...install, "--simulate", name);
    const present = readdirSync(this.archives);
    const lines = planned.matchAll(/^Inst (\S+) \((\S+) .*\[(\w+)\]\)/gm);
    const packages = [...lines].map(([, packageName, version, architecture]) => {
      const file = `${packageName}_${version.replaceAll(":", "%3a")}_${architecture}.deb`;
      if (!present.includes(file)) throw new SetupError(`apt did not download ${file}`);
      return { name: packageName, version, file: path.join(this.archives, file) };
    });
    if (packages.length === 0) throw new SetupError(`apt knows no package ${name} in ${suite}`);
    return packages;
  }

  /** Downloads the upstream source archive of `name`; gives its path and version. */
  async downloadSource(name) {
    const folder = path.join(this.#folder, "sources");
    mkdirSync(folder, { recursive: true });
    const listed = await this.#apt("source", "--tar-only", "--print-uris", name);
    const match = /'[^']+' (\S+?_(\S+?)\.orig\.tar\.\w+) /.exec(listed);
    if (!match) throw new SetupError(`apt knows no source of ${name} in ${suite}`);
    const result = { file: path.join(folder, match[1]), version: match[2] };
    if (!existsSync(result.file)) {
      await run("apt-get", ["source", "--tar-only", "--download-only", name], { cwd: folder, env: this.#environment });
    }
    return result;
  }

  async #apt(...args) {
    return (await run("apt-get", args, { env: this.#environment })).output;
  }
}
