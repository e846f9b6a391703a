// What hears of changes refers to: a place in C++, which is a component's member or a binding.
import { addressOf, type Runtime } from "./handles";
import type { Address } from "./module";
import { shown } from "./types";
import { heldBy } from "./views";

export interface Place {
  readonly address: Address;
  /** -1 for a binding. */
  readonly member: number;
}

interface Members {
  /** The member that a component stands for, or -1. */
  valueMember(component: object): number;
  isEvent(component: object, member: number): boolean;
}

export const createSources = (runtime: Runtime, { valueMember, isEvent }: Members) => {
  /** The place of a source; nothing for what never changes. */
  const placeOf = (source: unknown): Place | undefined => {
    const held = heldBy(source);
    if (!held || held.kind === "source") return undefined;
    if (held.kind === "parameter") return { address: addressOf(held.component!, runtime), member: held.member! };
    const address = addressOf(source as object, runtime);
    if (held.kind === "binding") return { address, member: -1 };
    const member = valueMember(source as object);
    return member < 0 ? undefined : { address, member };
  };
  return {
    placeOf,
    changing(source: unknown, what: string): Place {
      const place = placeOf(source);
      if (place) return place;
      throw new TypeError(
        `coracle: ${what} takes a parameter, a binding, or a component that stands for a value, not ${shown(source)}`,
      );
    },
    happening(source: unknown, what: string): Place {
      const place = placeOf(source);
      const component = heldBy(source)?.component ?? source;
      if (place && place.member >= 0 && isEvent(component as object, place.member)) return place;
      throw new TypeError(`coracle: ${what} takes an event, or a component that stands for one, not ${shown(source)}`);
    },
  };
};

export type Sources = ReturnType<typeof createSources>;
