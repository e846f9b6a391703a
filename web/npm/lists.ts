// What can be done with the list of what a layout holds; public/lists.ts has the contracts.
import { addressOf, type Runtime } from "./handles";
import { accepted, shown } from "./types";
import { heldBy } from "./views";

/** The methods of a layout's class; `member` is the place of its parameter `objects`. */
export const listMethods = (runtime: Runtime, name: string, member: number): PropertyDescriptorMap => {
  const { module } = runtime;
  const at = (layout: object) => addressOf(layout, runtime);
  const size = (layout: object) => {
    const address = at(layout);
    return runtime.call(() => module.listSize(address, member));
  };

  /** Throws unless it is a place from 0 to `last`. */
  const place = (index: unknown, last: number, what: string): number => {
    if (!Number.isInteger(index)) throw new TypeError(`coracle: ${what} takes a whole number as a place, not ${shown(index)}`);
    if ((index as number) >= 0 && (index as number) <= last) return index as number;
    throw new RangeError(`coracle: ${what}: there is no place ${String(index)}; ${last < 0 ? "it holds nothing" : `use 0 to ${last}`}`);
  };

  const replace = (layout: object, first: number, last: number, views: unknown[], what: string): unknown[] => {
    const checked = accepted("views", views, `what ${what} is given`) as unknown[];
    for (const view of checked) {
      if (heldBy(view)) addressOf(view as object, runtime);
      if (view === layout) throw new Error(`coracle: ${what}: a layout cannot hold itself`);
    }
    const address = at(layout);
    return runtime.call(() => module.replaceViews(address, member, first, last, checked));
  };

  const methods = {
    append(this: object, ...views: unknown[]) {
      const end = size(this);
      replace(this, end, end, views, `${name}.append`);
    },
    insert(this: object, index: unknown, ...views: unknown[]) {
      const first = place(index, size(this), `${name}.insert`);
      replace(this, first, first, views, `${name}.insert`);
    },
    set(this: object, index: unknown, view: unknown) {
      const first = place(index, size(this) - 1, `${name}.set`);
      replace(this, first, first + 1, [view], `${name}.set`);
    },
    slice(this: object, from: unknown, to?: unknown, views?: unknown) {
      const count = size(this);
      const first = place(from, count, `${name}.slice`);
      const last = place(to ?? count, count, `${name}.slice`);
      if (first > last) throw new RangeError(`coracle: ${name}.slice: ${first} comes after ${last}`);
      if (views === undefined) {
        const address = at(this);
        return runtime.call(() => module.sliceViews(address, member, first, last));
      }
      if (!Array.isArray(views)) throw new TypeError(`coracle: ${name}.slice takes an array of views, not ${shown(views)}`);
      return replace(this, first, last, views, `${name}.slice`);
    },
    remove(this: object, view: unknown) {
      const address = at(this);
      const views = runtime.call(() => module.sliceViews(address, member, 0, module.listSize(address, member)));
      const found = views.indexOf(view);
      if (found < 0) throw new Error(`coracle: ${name}.remove: it does not hold ${shown(view)}`);
      replace(this, found, found + 1, [], `${name}.remove`);
    },
    pop(this: object, index?: unknown) {
      const end = size(this) - 1;
      const first = place(index ?? Math.max(end, 0), end, `${name}.pop`);
      return replace(this, first, first + 1, [], `${name}.pop`)[0];
    },
    reverse(this: object) {
      const address = at(this);
      runtime.call(() => module.reverseViews(address, member));
    },
    clear(this: object) {
      replace(this, 0, size(this), [], `${name}.clear`);
    },
  };
  return Object.fromEntries(Object.entries(methods).map(([method, value]) => [method, { value }]));
};
