// Columns of numbers, and the figures that draw them.
import type { Disposable } from "./views";

/** A column's numbers. Those that are not finite are gaps. */
export type Numbers = readonly number[] | Float64Array | Float32Array | Int32Array;

/** Columns of numbers, all of one length. Only what is new goes to the figures that show it. */
export interface ColumnDataSource extends Disposable {
  /** How many rows there are. */
  readonly size: number;
  readonly names: string[];
  /** A copy of a column; empty if there is none of that name. */
  column(name: string): Float64Array;
  /** Replaces everything. */
  set(columns: Record<string, Numbers>): void;
  /**
   * Appends rows: values for every column, the same number for each; with a rollover only the last so many rows
   * are kept. What cannot be is a RangeError, and changes nothing.
   */
  stream(columns: Record<string, Numbers>, rollover?: number): void;
  /** Changes single values: pairs of a row and its new value. */
  patch(column: string, changes: readonly (readonly [row: number, value: number])[]): void;
}

export interface ColumnDataSourceConstructor {
  new (columns?: Record<string, Numbers>): ColumnDataSource;
  readonly prototype: ColumnDataSource;
}

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
