// `Module`: a component whose parameters are those that it was made with. public/modules.ts has the contracts.
import { addressOf, checkListener, type Runtime, type Subscribe } from "./handles";
import type { Address, ComponentDescription } from "./module";
import { accepted, shown } from "./types";
import { isPlainObject, unknownName } from "./views";

/** What a component says of itself whose parameters have these names. The last member is not among them. */
export const openDescription = (description: ComponentDescription, names: readonly string[]): ComponentDescription => ({
  ...description,
  members: names.map((name) => ({ name, type: "value", initial: null, doc: "" })),
});

/** The arguments of `new Module(url, { … })`: the names of its parameters, and what C++ takes. */
export const openOptions = (given: readonly unknown[]): [names: string[], options: unknown[]] => {
  const [url, parameters = {}] = given;
  if (typeof url !== "string" || given.length > 2 || !isPlainObject(parameters)) {
    const culprit = typeof url !== "string" ? url : given.length > 2 ? given[2] : parameters;
    throw new TypeError(
      `coracle: new Module(url, { … }) takes the address of an ES module and its parameters, not ${shown(culprit)}`,
    );
  }
  const names = Object.keys(parameters);
  return [names, [url, names, names.map((name) => accepted("value", parameters[name], `Module: ${name}`))]];
};

/** What the methods need to know of a component. */
export interface OpenTools {
  readonly runtime: Runtime;
  readonly subscribe: Subscribe;
  names(module: object): readonly string[];
}

export const openMethods = ({ runtime, subscribe, names }: OpenTools): PropertyDescriptorMap => {
  const { module } = runtime;
  const at = (object: object): Address => addressOf(object, runtime);
  const place = (object: object, name: unknown) => {
    const index = names(object).indexOf(name as string);
    if (index < 0) throw unknownName(String(name), names(object), "this Module");
    return index;
  };
  const methods = {
    get(this: object, name: unknown) {
      const [address, index] = [at(this), place(this, name)];
      return runtime.call(() => module.read(address, index));
    },
    set(this: object, name: unknown, value?: unknown) {
      const changes = isPlainObject(name) ? name : { [String(name)]: value };
      const address = at(this);
      const checked = Object.entries(changes).map(
        ([one, now]) => [place(this, one), accepted("value", now, `Module: ${one}`)] as const,
      );
      runtime.call(() => module.writeAll(address, checked.map(([index]) => index), checked.map(([, now]) => now)));
    },
    send(this: object, message: unknown) {
      const address = at(this);
      const checked = accepted("value", message, "Module.send's message");
      runtime.call(() => module.moduleSend(address, checked));
    },
    onMessage(this: object, handler: unknown, options: object = {}) {
      const checked = checkListener(handler, "Module.onMessage") as (message: unknown, context: unknown) => unknown;
      const hear = ({ now }: { now: unknown }, context: unknown) => checked(now, context);
      return subscribe(at(this), names(this).length, hear, "Module.onMessage", { ...options, always: true });
    },
  };
  return Object.fromEntries(Object.entries(methods).map(([name, value]) => [name, { value }]));
};
