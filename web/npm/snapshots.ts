// snapshot and restore.
import { errorFrom } from "./failures";
import type { Runtime } from "./handles";
import type { Address, RawError } from "./module";
import { shown } from "./types";
import { heldBy, isPlainObject, isViewable } from "./views";

/** `viewOf` gives the address of a value as a view, with a count for the caller. */
export const createSnapshots = (runtime: Runtime, viewOf: (value: unknown) => Address) => {
  const { module } = runtime;

  const withView = <T>(view: unknown, what: string, use: (address: Address) => T): T => {
    if (!isViewable(view)) throw new TypeError(`coracle: ${what} takes a component, not ${shown(view)}`);
    const address = viewOf(view);
    try {
      return runtime.call(() => use(address));
    } finally {
      if (address) runtime.enter(() => module.releaseView(address));
    }
  };

  const jsonOf = (state: unknown): string => {
    if (typeof state === "string") return state;
    if (state === null || Array.isArray(state) || isPlainObject(state)) return JSON.stringify(state);
    throw new TypeError(`coracle: restore takes what snapshot gave, or that as JSON, not ${shown(heldBy(state) ? state : String(state))}`);
  };
  const errors = (raw: RawError[]) => raw.map(errorFrom);

  return {
    snapshot: (view: unknown): unknown => JSON.parse(withView(view, "snapshot", (address) => module.snapshot(address))),
    restore(view: unknown, state: unknown): Error[] {
      const json = jsonOf(state);
      return errors(withView(view, "restore", (address) => module.restore(address, json)));
    },
    snapshotToUrl(view: unknown) {
      withView(view, "snapshotToUrl", (address) => module.snapshotToUrl(address));
    },
    restoreFromUrl: (view: unknown): Error[] =>
      errors(withView(view, "restoreFromUrl", (address) => module.restoreFromUrl(address))),
  };
};
