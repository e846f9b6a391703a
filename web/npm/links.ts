// link: a parameter that takes the values of another.
import { type Runtime, type Subscribe } from "./handles";
import type { Carry } from "./module";
import type { Sources } from "./sources";
import { shown } from "./types";
import { checkNames, functionKind, heldBy, isPlainObject } from "./views";

interface Components {
  checker(component: object, member: number): (value: unknown) => unknown;
  isEvent(component: object, member: number): boolean;
}

const transformOf = (given: unknown, name: string): ((value: unknown) => unknown) => {
  if (given === undefined) return (value) => value;
  if (typeof given === "function" && functionKind(given) === "plain") return given as (value: unknown) => unknown;
  throw new TypeError(`coracle: link's ${name} must be a function that gives a value at once, not ${shown(given)}`);
};

export const createLink = (runtime: Runtime, subscribe: Subscribe, { placeOf }: Sources, components: Components) => {
  const { module } = runtime;

  const end = (given: unknown, what: string) => {
    const place = placeOf(given);
    const component = heldBy(given)?.component ?? (given as object);
    if (place && place.member >= 0 && !components.isEvent(component, place.member)) {
      return { ...place, check: components.checker(component, place.member) };
    }
    throw new TypeError(`coracle: link's ${what} must be a parameter, or a component that stands for one, not ${shown(given)}`);
  };

  return {
    link(source: unknown, target: unknown, options: unknown = {}) {
      const a = end(source, "source");
      const b = end(target, "target");
      if (!isPlainObject(options)) throw new TypeError(`coracle: link(source, target, { … }) was given ${shown(options)}`);
      checkNames(options, ["transform", "back", "bothWays"], "link(source, target, { … })");
      const [there, back] = [transformOf(options.transform, "transform"), transformOf(options.back, "back")];
      if (options.bothWays && options.transform && !options.back) {
        throw new TypeError("coracle: a link both ways with a transform needs the way back: link(a, b, { transform, back })");
      }
      const carryThere: Carry = (value) => b.check(there(value));
      const carryBack: Carry = (value) => a.check(back(value));
      const isTwoWay = Boolean(options.bothWays) || options.back !== undefined;
      // What does not fit is better said here than by each change.
      const value = runtime.call(() => module.read(a.address, a.member));
      carryThere(value);
      return subscribe.to(
        runtime.call(() => module.link(a.address, a.member, b.address, b.member, carryThere, isTwoWay ? carryBack : undefined)),
      );
    },
  };
};
