// What the README shows is what is built and run: its programs, its commands, its page.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { repository, site } from "../browser/harness.mjs";

const readme = readFileSync(join(repository, "README.md"), "utf8");
const read = (path) => readFileSync(join(repository, path), "utf8");

/** The fenced block that follows a line. */
const blockAfter = (line) => {
  const start = readme.indexOf(`\n${line}\n`);
  assert.ok(start >= 0, `the README has no line ${line}`);
  const [, block] = /```\w+\n([^]*?)```/.exec(readme.slice(start));
  return block;
};

const root = "build/readme/hello/build";
const folder = join(repository, "build/readme/hello");
const link = join(repository, "build/readme/coracle");
// The folder is empty the first time; later the build goes on where it stood, as a user's does.
mkdirSync(folder, { recursive: true });
if (!existsSync(link)) symlinkSync(repository, link);
for (const name of ["hello.cpp", "CMakeLists.txt", "index.html"]) {
  const [file, text] = [join(folder, name), blockAfter(`\`${name}\``)];
  if (!existsSync(file) || readFileSync(file, "utf8") !== text) writeFileSync(file, text);
}
const commands = /```sh\n(cmake -G[^]*?)```/.exec(readme)[1].split("\n").filter((line) => line && !line.startsWith("python3 "));
execFileSync("bash", ["-ec", commands.join("\n")], { cwd: folder, stdio: ["ignore", "inherit", "inherit"] });
const { open } = await site({ root });

/** The README's own server, on a port that is free. */
const servePage = () =>
  new Promise((resolve, reject) => {
    const server = spawn("python3", ["-u", "-m", "http.server", "--bind", "127.0.0.1", "--directory", join(folder, "build"), "0"]);
    after(() => server.kill());
    server.on("error", reject);
    let printed = "";
    server.stdout.on("data", (text) => {
      printed += text;
      const address = /\((http:\S+)\)/.exec(printed);
      if (address) resolve(address[1]);
    });
  });

test("the first C++ app of the README builds in an empty folder and runs in a page", async () => {
  assert.ok(existsSync(join(folder, "build/hello.mjs")) && existsSync(join(folder, "build/hello.wasm")));
  const page = await open("/hello.css");
  await page.goto(await servePage());
  await page.getByText("1 of 3").waitFor();
  const slider = page.getByRole("slider", { name: "Count to" });
  await slider.press("ArrowLeft");
  await page.getByText("1 of 2").waitFor();
  await page.getByText("Done. Move the slider").waitFor();
  // That server has no icon to give.
  assert.deepEqual(page.complaints.filter((line) => !line.includes("404")), []);
  await page.close();
});

test("the README's generator and JavaScript program are the gallery's", () => {
  const blocks = [...readme.matchAll(/```(?:cpp|js)\n([^]*?)```/g)].map(([, block]) => block.trim());
  assert.ok(read("web/gallery/examples/generator/generator.cpp").includes(blocks[0]));
  const javascript = blocks.find((block) => block.startsWith("import { load }"));
  assert.equal(read("web/gallery/examples/javascript/javascript.mjs").trim(), javascript);
});

test("the README's threads and its module are a gallery's example and lines of tests", () => {
  const flat = (text) => text.replace(/\s+/g, " ");
  const [, background, line] = /^(background\([^]*?^\}\);)\n(int sum = .*)\n$/m.exec(blockAfter("## Threads"));
  assert.ok(flat(read("web/gallery/examples/progress/progress.cpp")).includes(flat(background)));
  assert.ok(read("tests/thread/on_thread.test.cpp").includes(line));
  const [, module] = /as it is: `(Module\(.*\))`/.exec(readme);
  assert.ok(read("tests/ui/module.test.cpp").includes(module));
});

test("the README's app and its tests are among the tests, built as it says", () => {
  for (const file of ["search.cpp", "search.test.cpp"]) assert.equal(blockAfter(`\`${file}\``), read(`tests/readme/${file}`));
  assert.ok(read("tests/readme/harbour.cpp").includes(blockAfter("## The network")));
  const tests = read("wasm/toolchain/cmake/CoracleTests.cmake");
  for (const name of ["search", "harbour"]) assert.match(tests, new RegExp(`coracle_add_test\\(\\w+ SOURCES "[^"]*/${name}.test.cpp"`));
});
