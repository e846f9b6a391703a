// The part of the suite `page` that runs in the browser: both tables, one step at a time.
import createModule from "coracle-glue";
import { createHost } from "../../../web/host/host.ts";
import { createVanilla } from "./vanilla.mjs";

/** The app, driven as an event would: a call into it, then the frame that it asked for. */
async function createOurs(table) {
  let failure;
  const host = createHost({ onStop: (error) => (failure = error) });
  const compiled = await WebAssembly.compileStreaming(fetch("/page.wasm"));
  let memory;
  const exports = await createModule({
    host,
    instantiateWasm(imports, receive) {
      WebAssembly.instantiate(compiled, imports).then((instance) => {
        memory = Object.values(instance.exports).find((value) => value instanceof WebAssembly.Memory);
        receive(instance, compiled);
      });
      return {};
    },
  });
  host.attach(exports, memory);
  const change = (call) => {
    host.enter(call);
    host.flush();
    if (failure) throw failure;
  };
  change(() => {
    const root = exports._coracle_open();
    host.adopt(root, table);
    exports._coracle_start(root);
  });
  return {
    create: (count) => change(() => exports._bench_create(count)),
    update: () => change(() => exports._bench_update()),
    swap: (first, second) => change(() => exports._bench_swap(first, second)),
    clear: () => change(() => exports._bench_clear()),
    clicked: () => exports._bench_clicked(),
  };
}

const contestants = {};

globalThis.prepare = async () => {
  for (const [name, create] of Object.entries({ ours: createOurs, vanilla: createVanilla })) {
    const table = document.body.appendChild(document.createElement("table"));
    contestants[name] = { table, ...(await create(table)) };
  }
};

const steps = {
  create: (contestant, rows) => contestant.create(rows),
  update: (contestant) => contestant.update(),
  swap: (contestant, rows) => contestant.swap(1, rows - 2),
  clear: (contestant) => contestant.clear(),
};

/** Runs the step once, garbage collected before; the times in milliseconds, and what is shown then. */
function measureOne(contestant, { step, rows }) {
  const run = steps[step];
  if (step !== "create") contestant.create(rows);
  void document.body.offsetHeight;
  globalThis.gc();

  const start = performance.now();
  run(contestant, rows);
  const changed = performance.now();
  void document.body.offsetHeight;
  const end = performance.now();

  const shown = contestant.table.innerHTML;
  if (step !== "clear") {
    const row = contestant.table.querySelector("tr:nth-child(3)");
    row.querySelector("span").click();
    if (contestant.clicked() !== Number(row.textContent.match(/^\d+/)[0])) throw new Error("a click went astray");
    contestant.clear();
  }
  return { script: changed - start, total: end - start, shown };
}

/** Runs one case once for each contestant, in that order: `{ ours: { script, total }, vanilla: … }`. */
globalThis.measure = async (theCase, order) => {
  const results = {};
  for (const name of order) {
    results[name] = measureOne(contestants[name], theCase);
    await new Promise((resume) => setTimeout(resume));
  }
  const { ours, vanilla } = results;
  const rows = ours.shown.split("<tr>").length - 1;
  if (rows !== (theCase.step === "clear" ? 0 : theCase.rows)) throw new Error(`the page shows ${rows} rows`);
  if (ours.shown !== vanilla.shown) throw new Error("the tables differ");
  delete ours.shown;
  delete vanilla.shown;
  return results;
};
