// Figures on a canvas, by uPlot.
import uPlot from "uplot";
import uPlotStyle from "uplot/dist/uPlot.min.css";
import type { ScopedModel } from "../host/module-model";
import { Sources, type Glyph, type Message } from "./figure/data";
import { colorOf, isDark, onThemeChange } from "./figure/palette";

const place = ".coracle:not(#_) .coracle-figure";
/** Only here, and whatever the page's own style sheets say of tables. */
const ours = (css: string) => css.replace(/(^|[,}])\s*(?=\.u)/g, `$1${place} `);
const sheet = new CSSStyleSheet();
const all = ["", "::before", "::after"].map((part) => `${place} :is(.uplot, .uplot *)${part}`);
sheet.replaceSync(`${all.join()} { all: revert }${ours(uPlotStyle)}${ours(`.uplot { font-family: inherit; inline-size: 100%; }
.u-title { font-size: 1rem; font-weight: 600; }
.u-select { background: color-mix(in srgb, currentcolor 12%, transparent); }
.u-cursor-x, .u-cursor-y { border-color: currentcolor; opacity: 0.5; }`)}`);
let users = 0;

/** The style sheet is in the page while a figure is. */
const useStyle = (): (() => void) => {
  if (++users === 1) document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return () => {
    if (--users === 0) document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  };
};

const isAscending = (values: Float64Array) => {
  for (let i = 1; i < values.length; ++i) if (!(values[i - 1]! <= values[i]!)) return false;
  return true;
};

/**
 * One x for all, as uPlot wants it. Mostly the glyphs share a column that is in order already; else all points are
 * put in order, and a series has none where the point is of another one.
 */
const aligned = (sources: Sources, glyphs: readonly Glyph[]): uPlot.AlignedData => {
  const [first] = glyphs;
  if (!first) return [[]];
  const x = sources.column(first.source, first.x);
  if (glyphs.every(({ source, x: name }) => source === first.source && name === first.x) && isAscending(x)) {
    return [x, ...glyphs.map(({ source, y }) => sources.column(source, y))];
  }
  const points = glyphs.flatMap((glyph, series) => {
    const y = sources.column(glyph.source, glyph.y);
    return Array.from(sources.column(glyph.source, glyph.x), (at, i) => ({ at, series, value: y[i]! }));
  });
  points.sort((a, b) => a.at - b.at);
  return [
    points.map(({ at }) => at),
    ...glyphs.map((_, series) => points.map((point) => (point.series === series ? point.value : undefined))),
  ];
};

const seriesOf = (glyph: Glyph, index: number, onDark: boolean): uPlot.Series => {
  const stroke = glyph.color || colorOf(index, onDark);
  const fill = `color-mix(in srgb, ${stroke} 30%, transparent)`;
  const { label } = glyph;
  switch (glyph.kind) {
    case "line":
      return { label, stroke, width: glyph.size || 2, points: { show: false } };
    case "area":
      return { label, stroke, fill, width: glyph.size || 1.5, points: { show: false } };
    case "bar":
      return { label, stroke, fill, width: 1, paths: uPlot.paths.bars!({ size: [0.7, 64] }), points: { show: false } };
    case "scatter":
      return { label, stroke, paths: () => null, points: { show: true, size: glyph.size || 8, fill: stroke } };
  }
};

/** Room for what is wider than a point; bars and areas stand on 0. */
const scalesOf = (glyphs: readonly Glyph[]): uPlot.Scales => {
  const has = (...kinds: Glyph["kind"][]) => glyphs.some(({ kind }) => kinds.includes(kind));
  const isBars = has("bar");
  const padded = isBars || has("scatter");
  const onZero = has("bar", "area");
  return {
    x: {
      time: false,
      range(chart, min, max) {
        if (min === null || max === null) return [0, 1];
        if (min === max) return [min - 0.5, max + 0.5];
        if (!padded) return [min, max];
        const pad = isBars ? (0.5 * (max - min)) / Math.max(1, chart.data[0]!.length - 1) : 0.04 * (max - min);
        return [min - pad, max + pad];
      },
    },
    y: {
      range: (_, min, max) =>
        min === null || max === null
          ? [0, 1]
          : uPlot.rangeNum(onZero ? Math.min(0, min) : min, onZero ? Math.max(0, max) : max, 0.1, true),
    },
  };
};

export default {
  render({ model, el, signal }: { model: ScopedModel; el: HTMLElement; signal: AbortSignal }) {
    const text = (name: string) => String(model.get(name) ?? "");
    const glyphs = () => model.get("glyphs") as Glyph[];
    const sources = new Sources(model.get("data") as Record<string, DataView>[]);
    const forgetStyle = useStyle();
    let chart: uPlot | undefined;
    let waiting = 0;

    const size = () => ({ width: Math.max(100, el.clientWidth), height: Number(model.get("height")) });
    const make = () => {
      chart?.destroy();
      el.setAttribute("role", "img");
      el.setAttribute("aria-label", text("label") || text("title"));
      el.style.blockSize = `${size().height}px`;
      const onDark = isDark(el);
      const { color } = getComputedStyle(el);
      const grid = { stroke: onDark ? "#fff2" : "#0002", width: 1 };
      const axis = { stroke: color, grid, ticks: grid, font: `12px ${getComputedStyle(el).fontFamily}` };
      const named = (label: string) => (label ? { ...axis, label, labelFont: axis.font } : axis);
      chart = new uPlot(
        {
          ...size(),
          title: text("title"),
          legend: { show: model.get("legend") === true },
          scales: scalesOf(glyphs()),
          axes: [named(text("x_label")), named(text("y_label"))],
          series: [{ label: text("x_label") || "x" }, ...glyphs().map((glyph, index) => seriesOf(glyph, index, onDark))],
        },
        aligned(sources, glyphs()),
        el,
      );
      fit();
    };
    // Title and legend are above and below what uPlot counts.
    const fit = () => {
      if (!chart) return;
      const { width, height } = size();
      const around = chart.root.offsetHeight - chart.height;
      chart.setSize({ width, height: Math.max(60, height - around) });
    };
    // However much arrives, it is drawn once a frame.
    const draw = () => {
      waiting ||= requestAnimationFrame(() => {
        waiting = 0;
        chart?.setData(aligned(sources, glyphs()));
      });
    };

    make();
    model.on("change", make);
    model.on("msg:custom", (message) => {
      sources.apply(message as Message);
      draw();
    });
    const resized = new ResizeObserver(fit);
    resized.observe(el);
    onThemeChange(el, signal, make);
    return () => {
      cancelAnimationFrame(waiting);
      resized.disconnect();
      chart?.destroy();
      forgetStyle();
    };
  },
};
