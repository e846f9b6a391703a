// What can be done with what a layout holds.
import type { View } from "./views";

/**
 * The list of what a layout holds, its parameter `objects`. Each operation is one change and one
 * commit, whatever number of views it concerns. A place that is not there is a RangeError.
 */
export interface ListMethods {
  /** Adds views at the end. */
  append(...views: View[]): void;
  /** Adds views before the one at a place, or at the end if that is how many there are. */
  insert(index: number, ...views: View[]): void;
  /** Puts another view at a place. */
  set(index: number, view: View): void;
  /** The views from one place up to another, exclusively; to the end where that is not given. */
  slice(first: number, last?: number): View[];
  /** Puts others in their place, of which there may be more or fewer; gives those that were there. */
  slice(first: number, last: number, views: readonly View[]): View[];
  /** Removes a view: the first place where it is. */
  remove(view: View): void;
  /** Removes the last view, or the one at a place, and gives it. */
  pop(index?: number): View;
  reverse(): void;
  clear(): void;
}
