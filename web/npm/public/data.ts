// Columns of data, which figures draw and tables list.
import type { Disposable } from "./views";

/** A column's numbers. Those that are not finite are gaps. */
export type Numbers = readonly number[] | Float64Array | Float32Array | Int32Array;

/** A column. An empty one takes either. */
export type DataColumn = Numbers | readonly string[];

/** Columns, all of one length. Only what is new goes to the figures and tables that show it. */
export interface ColumnDataSource extends Disposable {
  /** How many rows there are. */
  readonly size: number;
  readonly names: string[];
  /** A copy of a column's numbers; empty if there is none of that name. */
  column(name: string): Float64Array;
  /** The same of a column of texts. */
  texts(name: string): string[];
  /** Replaces everything. */
  set(columns: Record<string, DataColumn>): void;
  /**
   * Appends rows: values for every column, the same number for each; with a rollover only the last so many rows
   * are kept. What cannot be is a RangeError, and changes nothing.
   */
  stream(columns: Record<string, DataColumn>, rollover?: number): void;
  /** Changes single values: pairs of a row and its new value. */
  patch(column: string, changes: readonly (readonly [row: number, value: number])[] | readonly (readonly [row: number, value: string])[]): void;
}

export interface ColumnDataSourceConstructor {
  new (columns?: Record<string, DataColumn>): ColumnDataSource;
  readonly prototype: ColumnDataSource;
}
