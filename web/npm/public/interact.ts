// Functions with widgets for their parameters.
import type { Bound, Standing, View } from "./views";
import type { RunContext, Skip } from "./runs";

/** What `interact` makes a widget of, or that widget. */
export type Interactive =
  | number
  | boolean
  | string
  | readonly [start: number, end: number]
  | readonly [start: number, end: number, step: number]
  | readonly string[]
  | Standing<unknown, unknown>;

/** The value of that widget. */
export type ValueOfInteractive<T> =
  T extends Standing<infer V, unknown> ? V
  : T extends number ? number
  : T extends boolean ? boolean
  : T extends string ? string
  : T extends readonly string[] ? string
  : number;

/**
 * A function with a widget for each of its parameters, which have the names as their labels: a number
 * or bounds give a slider, true or false a checkbox, a text a field, texts a choice. Below them stands
 * what the function makes of their values, whenever one changes. It is one for `bind`: plain, async, a
 * generator or an async generator.
 */
export interface Interact<Layout> {
  <const P extends { readonly [name: string]: Interactive }>(
    callable: (values: { -readonly [K in keyof P]: ValueOfInteractive<P[K]> }, context: RunContext) => Bound<View | Skip>,
    parameters: P,
  ): Layout;
}
