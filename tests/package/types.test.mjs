// The package's types: a consumer's program compiles, and its mistakes do not.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";
import { test } from "node:test";
import { install, repository } from "./installed.mjs";

const app = install();
app.write(
  "consumer.ts",
  `import {
  load, skip, latest, queue, parallel, debounce, throttle, onCommit,
  type Binding, type IntSlider, type Pulse, type RunContext, type Status, type View,
} from "coracle-wasm";

const coracle = await load();
const { Button, Column, Jpg, Progress, Row, Str, IntSlider, bind, batch, sleep, page } = coracle;

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

const people = new coracle.ColumnDataSource({ name: ["Ada"], born: [1815] });
people.stream({ name: ["Grace"], born: new Float64Array([1906]) }, 100);
people.patch("name", [[0, "Zoe"]]);
people.patch("born", [[0, 1816]]);
const table = new coracle.Table(people, { label: "People", sortBy: "born", selectable: true });
const chosenRows: Binding<number> = bind((rows) => rows.length, table);
const columns: readonly [Float64Array, string[]] = [people.column("born"), people.texts("name")];
table.object = new coracle.ColumnDataSource();
void [chosenRows, columns];

const log = new coracle.Log();
const printing = log.capture(async (value: number, { print }: RunContext) => { print("at ", value); return value * 2; });
const doubled: Binding<number> = bind(printing, slider);
coracle.watch([slider, run, doubled], ([size, press, twice], { trigger }) => {
  const n: number = (size?.now ?? 0) + (press?.count ?? 0) + (twice?.before ?? 0);
  void [n, trigger.phase];
}, { order: 1 }).dispose();
coracle.onError(({ message }) => void message);
const chosen = bind((isUp: boolean) => (isUp ? (n: number) => n + 1 : (n: number) => n - 1), slider.value > 2);
const stepped: Binding<number> = bind(chosen, slider);
void stepped;
const kept: View = new Column(coracle.keyed("a", "text"), coracle.keyed(2, doubled), coracle.keyed("none", null));
void kept;

const searched: Binding<string> = bind(async (value: number, { signal, trigger }) => {
  if (value < 0 || signal.aborted) return skip;
  return trigger.phase === "moving" ? "coarse" : \`fine \${trigger.source}\`;
}, slider).with({ policy: queue(3), rate: debounce(300), onError: (error) => void error.message });
const status: Binding<Status> = searched.statusSource;
searched.run.cancel("enough");
searched.retry();
const started: number[] = searched.runs.map(({ startedAt }) => startedAt);
const named: Binding<number> = bind(({ value, end, factor }, { signal }) => {
  void signal;
  return value * end * factor;
}, { value: slider, end: slider.parameter("end"), factor: 2 });
slider.watch("value", ({ now }) => void now, { always: true, order: -1, rate: throttle(10, { leading: false }) });
run.onClick(async () => {}, { policy: parallel(3), rate: onCommit });
searched.watch(() => {}, { policy: latest });

const moved: number = await coracle.nextChange(slider);
const limit: number = await coracle.nextChange(slider.parameter("end"), AbortSignal.timeout(10) && {});
const found: string = await coracle.nextChange(searched);
const press: Pulse = await coracle.nextClick(run);
const again: Pulse = await coracle.next(run.parameter("pressed"));
for await (const value of coracle.changes(slider)) { const n: number = value; void n; }
const newest: number = await coracle.latestChange(slider).next();
coracle.forEachChange(slider, function* () { const value: number = yield; void value; });
function* requests(): Generator<string, void, number> { const size: number = yield "a"; void size; }
await coracle.drive(requests(), async (url: string) => url.length);
const timed: string = await coracle.withTimeout(100, async ({ signal }) => String(signal.aborted));
using polling = coracle.every(100, async ({ signal }) => void signal, { count: 3, pacing: "fixedDelay", late: "runAtOnce" });
polling.period = 50;
const lock = new coracle.Lock("document");
{
  using permit = await lock.acquire();
  void permit;
}
const length: number = await coracle.withLock(lock, async (text: string) => text.length)("x");
run.onClick(coracle.withLock(async ({ count }: Pulse, { signal }: RunContext) => void [count, signal]));
void [status, started, named, moved, limit, found, press, again, newest, timed, length];

// @ts-expect-error there is no such policy
searched.with({ policy: "latest" });
// @ts-expect-error a queue has a limit
queue();
// @ts-expect-error a constant never changes
coracle.nextChange(3);
// @ts-expect-error a slider does not happen
coracle.nextClick(slider);
// @ts-expect-error the generator is sent numbers
coracle.drive(requests(), (url: string) => url);
// @ts-expect-error a generator would never run
coracle.every(10, function* () { yield 1; });
// @ts-expect-error not a text
named.value?.length;
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
    compilerOptions: { strict: true, noEmit: true, skipDefaultLibCheck: true, target: "es2022", lib: ["es2022", "dom", "esnext.disposable"], types: [], ...options },
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
