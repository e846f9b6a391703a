// The options of `load`, and the module they lead to.
import type { LoadOptions } from "./public/index";
import { shown } from "./types";
import { checkNames } from "./views";
import { defaultGrace } from "./coracle";

const names = ["wasmUrl", "wasmBinary", "wasmModule", "locateFile", "cleanUpGrace"];

export const checkOptions = (options: LoadOptions) => {
  if (typeof options !== "object" || options === null) {
    throw new TypeError(`coracle: load({ ${names.join(", ")} }) was given ${shown(options)}`);
  }
  checkNames(options, names, "load({ … })");
  const { cleanUpGrace = defaultGrace } = options;
  if (typeof cleanUpGrace !== "number" || !(cleanUpGrace >= 0)) {
    throw new RangeError(`coracle: cleanUpGrace is in milliseconds, 0 or more, not ${shown(cleanUpGrace)}`);
  }
  return cleanUpGrace;
};

/** The compiled module. `standard` gives it where the options do not say. */
export const compile = async (
  { wasmModule, wasmBinary, wasmUrl, locateFile }: LoadOptions,
  fetchModule: (url: string | URL) => Promise<WebAssembly.Module>,
  standard: () => Promise<WebAssembly.Module>,
): Promise<WebAssembly.Module> => {
  if (wasmModule) return wasmModule;
  if (wasmBinary) return WebAssembly.compile(wasmBinary);
  const url = wasmUrl ?? locateFile?.("coracle.wasm");
  return url ? fetchModule(url) : standard();
};

type Factory<M> = (options: {
  instantiateWasm(
    imports: WebAssembly.Imports,
    receive: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
  ): object;
  [name: string]: unknown;
}) => Promise<M>;

/** Runs Emscripten's glue with a module that is compiled already. */
export const instantiate = <M>(
  factory: Factory<M>,
  compiled: WebAssembly.Module,
  given: Record<string, unknown>,
): Promise<{ module: M; memory: WebAssembly.Memory }> =>
  new Promise((resolve, reject) => {
    let memory: WebAssembly.Memory | undefined;
    factory({
      ...given,
      instantiateWasm(imports, receive) {
        WebAssembly.instantiate(compiled, imports).then((instance) => {
          // Its name may have been minified; there is but one.
          memory = Object.values(instance.exports).find((value) => value instanceof WebAssembly.Memory);
          receive(instance, compiled);
        }, reject);
        return {};
      },
    }).then((module) => resolve({ module, memory: memory! }), reject);
  });

/** One module for all calls without options; one more for each call with some. */
export const sharing = <C>(create: (options: LoadOptions) => Promise<C>) => {
  let shared: Promise<C> | undefined;
  return (options?: LoadOptions): Promise<C> => {
    if (options !== undefined) return create(options);
    shared ??= create({}).catch((error: unknown) => {
      shared = undefined;
      throw error;
    });
    return shared;
  };
};

/** Forwards to hooks that come later. */
export const forwarding = (hooks: () => Record<string, (...values: never[]) => unknown>) =>
  new Proxy({}, { get: (_, name) => hooks()[name as string] });
