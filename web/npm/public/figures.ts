// What figures draw.
import type { ColumnDataSource } from "./data";

/** What a figure draws of a source. */
export interface Glyph {
  /** The names of two columns: "x" and "y" where they are not given. */
  x?: string;
  y?: string;
  /** The name in the legend, instead of that of the column y. */
  label?: string;
  /** Any colour of CSS, instead of the next one of the palette. */
  color?: string;
  /** Of lines their width in pixels, of points their diameter. */
  size?: number;
}

/** What a `Figure` can do beyond its parameters. */
export interface FigureMethods {
  line(source: ColumnDataSource, glyph?: Glyph): void;
  scatter(source: ColumnDataSource, glyph?: Glyph): void;
  bar(source: ColumnDataSource, glyph?: Glyph): void;
  area(source: ColumnDataSource, glyph?: Glyph): void;
}
