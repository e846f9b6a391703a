// The package in Node: a page without a browser, on a clock that stands still until it is told to go on.
import { readFile } from "node:fs/promises";
import factory from "coracle-package-glue";
import { createCoracle, type Hooks, type Platform } from "./coracle";
import type { HeadlessModule } from "./module";
import { checkOptions, compile, forwarding, instantiate, sharing } from "./options";
import type { HeadlessPage, LoadOptions } from "./public/index";
import { shown } from "./types";

const read = async (url: string | URL): Promise<WebAssembly.Module> => {
  const remote = /^(https?|data):/.test(String(url));
  const bytes = remote ? await (await fetch(url)).arrayBuffer() : await readFile(url);
  return WebAssembly.compile(bytes as BufferSource);
};

/** Ends when every promise that could settle has, those that it led to included. */
const promisesSettle = () => new Promise((resolve) => setImmediate(resolve));

const createPage = (module: HeadlessModule, warnings: string[]): HeadlessPage => {
  const act = (what: string, heard: boolean) => {
    module.commit();
    if (!heard) throw new Error(`coracle: nothing on the page that is ${shown(what)} hears of this; it shows: ${module.text()}`);
  };
  return {
    get now() {
      return module.now();
    },
    get createdElements() {
      return module.createdElements();
    },
    text() {
      module.commit();
      return module.text();
    },
    markup() {
      module.commit();
      return module.markup();
    },
    click: (what) => act(what, module.click(what)),
    drag: (what, value) => act(what, module.drag(what, value)),
    release: (what, value) => act(what, module.release(what, value)),
    type: (what, text) => act(what, module.type(what, text)),
    press: (what, key) => act(what, module.press(what, key)),
    leave: (what) => act(what, module.leave(what)),
    choose: (what, index) => act(what, module.choose(what, index)),
    chooseFiles(what, files) {
      (module.files ??= { all: [undefined] }).all.push(...files);
      act(what, module.chooseFiles(what, files));
    },
    async advance(milliseconds) {
      if (typeof milliseconds !== "number" || !(milliseconds >= 0)) {
        throw new RangeError(`coracle: advance takes milliseconds, 0 or more, not ${shown(milliseconds)}`);
      }
      const end = module.now() + milliseconds;
      do await promisesSettle();
      while (module.step(end));
      module.finish(end);
    },
    reports: () => [...module.takeReports(), ...module.faults(), ...warnings.splice(0)],
    counts: () => module.counts(),
  };
};

const connect = async (compiled: WebAssembly.Module, hooks: () => Hooks): Promise<Platform> => {
  const { module } = await instantiate<HeadlessModule>(factory, compiled, { javascript: forwarding(hooks) });
  const warnings: string[] = [];
  let stopped: unknown;
  return {
    module,
    enter(call) {
      if (stopped) return;
      try {
        call();
      } catch (error) {
        stopped = error;
        console.error("coracle: the module stopped.", error);
      }
    },
    warn: (text) => warnings.push(text),
    open: () => ({ root: module.open(), close() {} }),
    settle: () => module.commit(),
    counts: () => module.counts(),
    page: createPage(module, warnings),
  };
};

const create = async (options: LoadOptions): Promise<object> => {
  const grace = checkOptions(options);
  const compiled = await compile(options, read, () => read(new URL("coracle.wasm", import.meta.url)));
  return createCoracle((hooks) => connect(compiled, hooks), grace);
};

export const load = sharing(create);
export * from "./standalone";
