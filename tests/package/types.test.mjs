// The package's types: a consumer's program compiles, and its mistakes do not.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";
import { test } from "node:test";
import { install, repository } from "./installed.mjs";

const app = install();
app.write(
  "consumer.ts",
  `import { load, type Binding, type IntSlider, type RunContext, type View } from "coracle-wasm";

const { Button, Column, Jpg, Progress, Row, Str, IntSlider, bind, batch, sleep, page } = await load();

const run = new Button({ label: "Press to run calculation" });
async function* runner(pressed: boolean, { signal }: RunContext) {
  if (!pressed) { yield "Calculation did not run yet"; return; }
  for (let percent = 0; percent <= 100; percent++) {
    await sleep(10, { signal });
    yield new Column(\`Running (\${percent}/100%)\`, new Progress({ value: percent }));
  }
  yield "Success ✅";
}
const mounted = new Row(run, bind(runner, run)).mount("#app");
mounted.dispose();

const slider: IntSlider = new IntSlider({ start: 1, end: 9 });
slider.value = 3;
const text: Binding<string> = bind((value, end, factor, name) => {
  const n: number = value * end * factor;
  return name + n;
}, slider, slider.parameter("end"), 2, "name");
const later: Binding<number> = bind(async (from: string) => from.length, text);
const steps: Binding<number> = bind(function* () { yield 1; yield 2; });
const value: number | undefined = later.value ?? steps.value;
using subscription = slider.watch("value", ({ before, now }) => { const n: number = before + now; void n; });
run.onClick(async ({ count }, { signal }) => { const n: number = count; void [n, signal.aborted]; });
const view: View = new Column(new Jpg("a.jpg", { alt: "x" }), new Str({ object: "x" }), () => "text", null);
const sum: number = batch(() => slider.value + 1);
const shown: string | undefined = page?.text();
void [value, subscription, view, sum, shown, text.status === "idle"];

// @ts-expect-error there is no such option
new Button({ lable: "x" });
// @ts-expect-error not a string
slider.value = "3";
// @ts-expect-error there is no such parameter
slider.valeu = 3;
// @ts-expect-error an event cannot be set
run.pressed = true;
// @ts-expect-error there is no such parameter to watch
slider.watch("valeu", () => {});
// @ts-expect-error a generator would never run
run.onClick(function* () { yield 1; });
// @ts-expect-error a batch cannot be held open
batch(async () => 1);
// @ts-expect-error an object cannot be shown
new Row({});
// @ts-expect-error the slider gives a number
bind((value: string) => value, slider);
// @ts-expect-error a binding's value is its function's
text.value = "x";
// @ts-expect-error no such load option
await load({ wasmurl: "" });
`,
);

const compile = (options) => {
  const tsconfig = {
    compilerOptions: { strict: true, noEmit: true, target: "es2022", lib: ["es2022", "dom", "esnext.disposable"], types: [], ...options },
    files: ["consumer.ts"],
  };
  app.write("tsconfig.json", JSON.stringify(tsconfig));
  const tsc = path.join(repository, "node_modules/typescript/bin/tsc");
  return spawnSync(process.execPath, [tsc, "-p", app.folder], { encoding: "utf8" });
};

for (const [module, moduleResolution] of [["esnext", "bundler"], ["nodenext", "nodenext"]]) {
  test(`a program compiles with moduleResolution ${moduleResolution}, and its mistakes do not`, () => {
    const { status, stdout } = compile({ module, moduleResolution });
    assert.equal(stdout, "");
    assert.equal(status, 0);
  });
}
