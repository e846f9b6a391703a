// The JavaScript that Emscripten writes for one app; named when the app is bundled.
declare module "coracle-glue" {
  export interface GlueOptions {
    host: import("./host").HostImports;
    instantiateWasm(
      imports: WebAssembly.Imports,
      receive: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
    ): object;
  }
  export default function createModule(
    options: GlueOptions,
  ): Promise<import("./app").AppExports>;
}
