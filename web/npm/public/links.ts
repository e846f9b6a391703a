// What links two parameters.
import type { ParameterReference, Standing } from "./views";

/** An end of a link: a parameter, or a component that stands for one. */
export type LinkEnd<T> = ParameterReference<T> | Standing<T, unknown>;

export interface LinkOptions<A, B> {
  /** Makes a value of the target of one of the source; the same value unless it is given. */
  readonly transform?: (value: A) => B;
  /** The other way: with it, the link goes both ways. */
  readonly back?: (value: B) => A;
  /** Whether the source follows the target, too; the one that changed last wins. */
  readonly bothWays?: boolean;
}
