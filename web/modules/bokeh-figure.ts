// Figures with Bokeh's tools, by BokehJS: pan, zoom, hover, save.
import bokeh, { type Model, type Source } from "@bokeh/bokehjs/build/js/bokeh.esm.min.js";
import type { ScopedModel } from "../host/module-model";
import { floats, type Glyph, type Message } from "./figure/data";
import { colorOf, isDark, onThemeChange } from "./figure/palette";

bokeh.set_log_level("warn");
const models = bokeh.require("models/index");
const make = <M extends Model = Model>(name: string, attributes: object = {}): M => new models[name]!(attributes) as M;

/** BokehJS writes style elements into its shadow roots. A page whose policy forbids that would show rubble. */
const checkPolicy = () => {
  const style = document.head.appendChild(document.createElement("style"));
  style.textContent = ":root{}";
  const isAllowed = style.sheet !== null && style.sheet.cssRules.length > 0;
  style.remove();
  if (!isAllowed) {
    throw new Error(
      "BokehJS needs a page whose security policy allows style elements (style-src 'unsafe-inline'); " +
        "the light renderer does without",
    );
  }
};

const columnsOf = (columns: Record<string, DataView>) =>
  Object.fromEntries(Object.entries(columns).map(([name, view]) => [name, floats(view)]));

const field = (name: string) => ({ field: name });

const shapeOf = ({ kind, x, y, size }: Glyph, color: string): Model => {
  const at = { x: field(x), y: field(y) };
  const faint = { fill_color: color, fill_alpha: 0.3 };
  switch (kind) {
    case "line":
      return make("Line", { ...at, line_color: color, line_width: size || 2 });
    case "scatter":
      return make("Scatter", { ...at, line_color: color, fill_color: color, size: size || 8 });
    case "bar":
      return make("VBar", { x: field(x), top: field(y), bottom: 0, width: 0.7, line_color: color, ...faint });
    case "area":
      return make("VArea", { x: field(x), y1: 0, y2: field(y), ...faint });
  }
};

/** What a Figure of C++ is told of, as BokehJS's models: they take over what streams and patches. */
class Sources {
  readonly #sources: Source[];

  constructor(data: Record<string, DataView>[]) {
    this.#sources = data.map((columns) => make<Source>("ColumnDataSource", { data: columnsOf(columns) }));
  }

  at(number: number): Source {
    return (this.#sources[number] ??= make<Source>("ColumnDataSource", { data: {} }));
  }

  apply(message: Message): void {
    const source = this.at(message.source);
    if (message.type === "data") {
      source.data = columnsOf(message.columns);
    } else if (message.type === "stream") {
      source.stream(columnsOf(message.columns), message.rollover || undefined);
    } else {
      const changes = floats(message.changes);
      const pairs = Array.from({ length: changes.length / 2 }, (_, i) => [changes[2 * i]!, changes[2 * i + 1]!] as const);
      source.patch({ [message.column]: pairs });
    }
  }
}

export default {
  render({ model, el, signal }: { model: ScopedModel; el: HTMLElement; signal: AbortSignal }) {
    checkPolicy();
    const text = (name: string) => String(model.get(name) ?? "");
    const sources = new Sources(model.get("data") as Record<string, DataView>[]);
    const page = new (bokeh.require("document")["Document"]!)() as InstanceType<typeof bokeh.Document>;
    let plot: Model | undefined;

    const build = () => {
      const { color } = getComputedStyle(el);
      const onDark = isDark(el);
      const grid = { grid_line_color: onDark ? "#ffffff22" : "#00000022" };
      const axis = (label: string) =>
        make("LinearAxis", {
          axis_label: label || null,
          axis_line_color: color,
          major_tick_line_color: color,
          minor_tick_line_color: null,
          major_label_text_color: color,
          axis_label_text_color: color,
        });
      const axes = [axis(text("x_label")), axis(text("y_label"))] as const;
      const glyphs = model.get("glyphs") as Glyph[];
      const renderers = glyphs.map((glyph, index) =>
        make("GlyphRenderer", {
          data_source: sources.at(glyph.source),
          glyph: shapeOf(glyph, glyph.color || colorOf(index, onDark)),
        }),
      );
      const legend = make("Legend", {
        items: glyphs.map(({ label }, index) => make("LegendItem", { label: { value: label }, renderers: [renderers[index]] })),
        click_policy: "hide",
        label_text_color: color,
        background_fill_alpha: 0.5,
        background_fill_color: onDark ? "#000000" : "#ffffff",
        border_line_color: null,
      });
      const hovers = glyphs.map(({ x, y, label }, index) =>
        make("HoverTool", { renderers: [renderers[index]], tooltips: [[label, `@{${y}}`], [text("x_label") || "x", `@{${x}}`]] }),
      );
      const tools = ["PanTool", "BoxZoomTool", "WheelZoomTool", "ResetTool", "SaveTool"].map((name) => make(name));
      return make("Plot", {
        title: make("Title", { text: text("title"), text_color: color }),
        x_range: make("DataRange1d"),
        y_range: make("DataRange1d"),
        renderers,
        below: [axes[0]],
        left: [axes[1]],
        center: [
          make("Grid", { axis: axes[0], ...grid }),
          make("Grid", { axis: axes[1], dimension: 1, ...grid }),
          ...(model.get("legend") === true && glyphs.length > 0 ? [legend] : []),
        ],
        toolbar: make("Toolbar", { tools: [...tools, ...hovers], logo: null }),
        height: Number(model.get("height")),
        sizing_mode: "stretch_width",
        background_fill_color: null,
        border_fill_color: null,
        outline_line_color: null,
      });
    };

    const show = () => {
      el.setAttribute("role", "figure");
      el.setAttribute("aria-label", text("label") || text("title"));
      el.style.blockSize = `${Number(model.get("height"))}px`;
      if (plot) page.remove_root(plot);
      page.add_root((plot = build()));
    };

    show();
    const shown = bokeh.embed.add_document_standalone(page, el);
    model.on("change", show);
    model.on("msg:custom", (message) => sources.apply(message as Message));
    onThemeChange(el, signal, show);
    return async () => {
      await shown;
      page.clear();
    };
  },
};
