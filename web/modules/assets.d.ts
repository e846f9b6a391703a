// A style sheet is bundled as its text.
declare module "*.css" {
  const text: string;
  export default text;
}

// What bokeh-figure.ts uses of BokehJS, which has no types for its bundle.
declare module "@bokeh/bokehjs/build/js/bokeh.esm.min.js" {
  export interface Model {
    readonly id: string;
  }
  export interface Source extends Model {
    data: Record<string, Float64Array>;
    stream(columns: Record<string, Float64Array>, rollover?: number): void;
    patch(changes: Record<string, readonly (readonly [place: number, value: number])[]>): void;
  }
  class Document {
    add_root(model: Model): void;
    remove_root(model: Model): void;
    clear(): void;
  }
  const bokeh: {
    readonly Document: typeof Document;
    set_log_level(level: "warn"): void;
    require(name: string): Record<string, new (attributes?: object) => unknown>;
    readonly embed: { add_document_standalone(document: Document, element: Element): Promise<unknown> };
  };
  export default bokeh;
}
