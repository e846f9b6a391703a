// The JavaScript that Emscripten writes for the package's modules; named when they are bundled.
declare module "coracle-package-glue" {
  const factory: (options: {
    instantiateWasm(
      imports: WebAssembly.Imports,
      receive: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
    ): object;
    [name: string]: unknown;
  }) => Promise<never>;
  export default factory;
}

// Coracle's own ES modules, which stand beside the package's file: how to load each.
declare module "coracle-own-modules" {
  export const ownModules: Readonly<Record<string, () => Promise<unknown>>>;
}

// As much of Node as the package uses. Its full types would take the place of the browser's.
declare module "node:fs/promises" {
  export function readFile(url: string | URL): Promise<Uint8Array>;
}
declare function setImmediate(callable: (value: unknown) => void): void;
