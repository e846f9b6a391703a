// The entry of an app's .mjs: bundled with Emscripten's glue for that app.
//
//     import { mount } from "./generator.mjs";
//     const app = await mount("#app");
//     app.dispose();
import createModule, { type GlueOptions } from "coracle-glue";
import { errorBox, messageOf } from "./errors";
import { hasThreads, withThreads } from "./features";
import { createHost, type HostExports } from "./host";

/** The file name of the module, which lies beside the bundle. Set when it is bundled. */
declare const CORACLE_WASM: string;

export interface MountOptions {
  /**
   * Where the module is, unless beside this file. It is this build's, as with the two below: the build with threads
   * is not looked for then.
   */
  wasmUrl?: string | URL;
  /** The module's bytes, where they are at hand already. */
  wasmBinary?: BufferSource;
  /** The module, where it is compiled already. */
  wasmModule?: WebAssembly.Module;
  /** Called when the app has stopped for good after it ran; its root shows the error by then. */
  onStop?(error: Error): void;
}

export interface App {
  /** Ends the app: cancels its runs, frees all it held, empties its root. */
  dispose(): void;
  /** How many of each thing are alive. All are 0 after `dispose`, so that leaks can be seen. */
  counts(): Record<string, number>;
}

/** What the app's glue offers beyond what its host calls. */
export interface AppExports extends HostExports {
  _coracle_open(): number;
  _coracle_start(root: number): void;
  _coracle_close(root: number): void;
  _coracle_counts(): number;
  /** Lets the threads that were asked to stop go their way; gives how many milliseconds they have for that. */
  _coracle_threads_dismiss?(): number;
  /** Ends all threads where they stand; gives how many of them had not come to their end. */
  endThreads?(): number;
}

/** What the module counts, in its order. The listeners of the page are the host's to count. */
const countNames = ["runs", "signals", "computeds", "observers", "links", "timers", "nodes"];

const errorFrom = (error: unknown): Error =>
  error instanceof Error ? error : new Error(messageOf(error));

const download = async (url: string | URL): Promise<WebAssembly.Module> => {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.url}: HTTP ${response.status}`);
  // Compiling while it arrives needs the right media type, which not every server sends.
  return response.headers.get("content-type") === "application/wasm"
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
};

let downloaded: Promise<WebAssembly.Module> | undefined;

/** The module; downloaded and compiled once, however often it is mounted. */
const compile = ({ wasmModule, wasmBinary, wasmUrl }: MountOptions) => {
  if (wasmModule) return wasmModule;
  if (wasmBinary) return WebAssembly.compile(wasmBinary);
  if (wasmUrl) return download(wasmUrl);
  downloaded ??= download(new URL(CORACLE_WASM, import.meta.url));
  downloaded.catch(() => (downloaded = undefined));
  return downloaded;
};

const notIsolated =
  "it has threads, so its page and its scripts must be served with the headers Cross-Origin-Opener-Policy: " +
  "same-origin and Cross-Origin-Embedder-Policy: require-corp, or have Coracle's service worker isolation.js.";
const fromElsewhere = "a browser loads the script of a thread from the page's own origin only.";
const hasOrigin = (url: string | URL) => new URL(url).origin === globalThis.origin;

const explain = (reason: unknown): Error =>
  typeof WebAssembly !== "object" || reason instanceof WebAssembly.CompileError
    ? new Error("it needs WebAssembly as in Chrome 112, Firefox 121, Safari 18.2 or newer.", { cause: reason })
    : errorFrom(reason);

const open = async (root: Element, options: MountOptions): Promise<App> => {
  const compiled = await compile(options);
  let memory: WebAssembly.Memory | undefined;
  let failure: unknown;
  let running = false;
  const host = createHost({
    onStop(error) {
      failure = error;
      if (hasThreads) endThreads(0);
      if (!running) return;
      console.error("coracle: the app stopped.", error);
      options.onStop?.(errorFrom(error));
    },
  });
  const endThreads = (grace: number) =>
    setTimeout(() => {
      const count = exports.endThreads?.();
      if (!count || !grace) return;
      console.warn(
        `coracle: ${count} threads did not stop within ${grace} ms of the end of their app, and were ended where ` +
          "they stood. Let their functions take a std::stop_token and look at it often.",
      );
    }, grace);
  const exports = await new Promise<AppExports>((resolve, reject) => {
    const instantiateWasm: GlueOptions["instantiateWasm"] = (imports, receive) => {
      WebAssembly.instantiate(compiled, imports).then((instance) => {
        // Its name may have been minified; there is but one. What is shared is made outside.
        const places = hasThreads ? Object.values(imports).flatMap(Object.values) : Object.values(instance.exports);
        memory = places.find((value) => value instanceof WebAssembly.Memory);
        receive(instance, compiled);
      }, reject);
      return {};
    };
    createModule({ host, instantiateWasm }).then(resolve, reject);
  });
  host.attach(exports, memory!);

  let id = 0;
  host.enter(() => {
    id = exports._coracle_open();
    host.adopt(id, root);
    exports._coracle_start(id);
  });
  // The first frame is not worth waiting for: its content is there when the promise resolves.
  host.flush();
  if (failure !== undefined) throw failure;
  running = true;

  return {
    dispose() {
      if (!id) return;
      host.enter(() => exports._coracle_close(id));
      if (hasThreads) host.enter(() => endThreads(exports._coracle_threads_dismiss?.() ?? 0));
      host.dispose();
      id = 0;
    },
    counts() {
      const words = new Uint32Array(memory!.buffer, exports._coracle_counts() >>> 0, countNames.length);
      const counts = countNames.map((name, index) => [name, words[index]!] as const);
      return { ...Object.fromEntries(counts), ...host.counts() };
    },
  };
};

/**
 * The same app with threads, where the page can have them and it is there; not in place of a module that the page
 * gives itself.
 */
const loadWithThreads = async ({ wasmUrl, wasmBinary, wasmModule }: MountOptions) => {
  if (!globalThis.crossOriginIsolated || wasmUrl || wasmBinary || wasmModule) return undefined;
  const address = new URL(withThreads, import.meta.url);
  if (!hasOrigin(address)) throw new Error(fromElsewhere);
  return (await import(address.href)) as { mount: typeof mount };
};

/** Undefined where that build is not there, or cannot run: then this one does, in which there are no threads. */
const mountWithThreads = async (root: Element, options: MountOptions) => {
  try {
    return await (await loadWithThreads(options))?.mount(root, options);
  } catch (error) {
    root.querySelector(":scope > .coracle-error")?.remove();
    console.warn("coracle: the app runs without threads.", error);
    return undefined;
  }
};

/**
 * Runs the app in an element, in place of what the element contains.
 *
 * Each call runs a new instance; several may be on a page, also of different modules. When the
 * app cannot run, the element keeps its content, the reason is added to it, and the promise
 * rejects.
 */
export const mount = async (target: string | Element, options: MountOptions = {}): Promise<App> => {
  const root = typeof target === "string" ? document.querySelector(target) : target;
  if (!root) throw new Error(`coracle: there is no element ${String(target)} to mount in`);
  try {
    if (withThreads) {
      const app = await mountWithThreads(root, options);
      if (app) return app;
    }
    if (hasThreads && !globalThis.crossOriginIsolated) throw new Error(notIsolated);
    if (hasThreads && !hasOrigin(import.meta.url)) throw new Error(`it has threads, and ${fromElsewhere}`);
    return await open(root, options);
  } catch (reason) {
    const error = explain(reason);
    if (!root.querySelector(":scope > .coracle-error")) {
      root.append(errorBox(`This app cannot run: ${error.message}`));
    }
    throw error;
  }
};
