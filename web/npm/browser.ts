// The package in a browser: the module stands on the page's host.
import { ownModules } from "coracle-own-modules";
import factory from "coracle-package-glue";
import { createHost, type HostExports } from "../host/host";
import { createCoracle, type Hooks, type Platform } from "./coracle";
import type { Module } from "./module";
import { checkOptions, compile, forwarding, instantiate, sharing } from "./options";
import type { LoadOptions } from "./public/index";
import { shown } from "./types";

interface BrowserModule extends Module, HostExports {
  _coracle_open(): number;
  _coracle_counts(): number;
}

/** As in web/host/app.ts. The listeners of the page are the host's to count. */
const countNames = ["runs", "signals", "computeds", "observers", "links", "timers", "nodes"];

const download = async (url: string | URL): Promise<WebAssembly.Module> => {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`coracle: ${response.url}: HTTP ${response.status}`);
  // Compiling while it arrives needs the right media type, which not every server sends.
  return response.headers.get("content-type") === "application/wasm"
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
};

const elementOf = (target: unknown): Element => {
  const element = typeof target === "string" ? document.querySelector(target) : target;
  if (element instanceof Element) return element;
  throw new Error(`coracle: mount takes an element or a selector of one; there is no ${shown(target)}`);
};

/** Elements in which something is mounted, of all modules. */
const taken = new WeakSet<Element>();

const connect = async (compiled: WebAssembly.Module, hooks: () => Hooks): Promise<Platform> => {
  const host = createHost({
    ownModules,
    onStop: (error) => console.error("coracle: the module stopped.", error),
  });
  const { module, memory } = await instantiate<BrowserModule>(factory, compiled, {
    host,
    javascript: forwarding(hooks),
  });
  host.attach(module, memory);
  return {
    module,
    enter: host.enter,
    warn: (text) => console.warn(text),
    open(target) {
      const element = elementOf(target);
      if (taken.has(element)) {
        const place = typeof target === "string" ? target : "the element";
        throw new Error(`coracle: there is something mounted in ${place} already; dispose of that first`);
      }
      taken.add(element);
      let root = 0;
      host.enter(() => (root = module._coracle_open()));
      host.adopt(root, element);
      return { root, close: () => (taken.delete(element), host.release(element)) };
    },
    // The first frame is not worth waiting for.
    settle: host.flush,
    counts() {
      const words = new Uint32Array(memory.buffer, module._coracle_counts() >>> 0, countNames.length);
      const counts = countNames.map((name, index) => [name, words[index]!] as const);
      return { ...Object.fromEntries(counts), ...host.counts() };
    },
    page: undefined,
  };
};

let standard: Promise<WebAssembly.Module> | undefined;
const compileStandard = () => {
  standard ??= download(new URL("coracle.wasm", import.meta.url));
  standard.catch(() => (standard = undefined));
  return standard;
};

const create = async (options: LoadOptions): Promise<object> => {
  const grace = checkOptions(options);
  const compiled = await compile(options, download, compileStandard);
  return createCoracle((hooks) => connect(compiled, hooks), grace);
};

export const load = sharing(create);
export * from "./standalone";
