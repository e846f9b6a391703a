// The components' classes, made at load from their descriptions in C++.
import { aliases } from "./aliases";
import { figureMethods } from "./figures";
import { addressOf, createCollection, disposeSymbol, type Runtime, type Subscribe } from "./handles";
import { listMethods } from "./lists";
import { logMethods } from "./log";
import type { Address, ComponentDescription } from "./module";
import { openDescription, openMethods, openOptions } from "./modules";
import { accepted, shown } from "./types";
import { checkNames, heldBy, hold, isPlainObject, unknownName } from "./views";

type Values = Record<string, unknown>;

/** What some can do beyond their parameters. */
const methodsOf: Record<string, (runtime: Runtime) => PropertyDescriptorMap> = {
  Figure: figureMethods,
  Log: logMethods,
};

/** A description with what the class needs to know of it. */
class Kind {
  readonly names: string[];
  readonly parameters: string[];
  /** The parameter that stands first in the constructor: what a pane shows, what a layout holds. */
  readonly object: string | undefined;
  readonly isLayout: boolean;
  /** Whether a plain object, too, is what it shows, and no options. */
  private readonly showsAnything: boolean;

  constructor(
    readonly runtime: Runtime,
    readonly description: ComponentDescription,
  ) {
    const { members } = description;
    this.names = members.map(({ name }) => name);
    this.parameters = members.filter(({ type }) => type !== "event").map(({ name }) => name);
    this.isLayout = this.names.includes("objects");
    this.showsAnything = members.some(({ name, type }) => name === "object" && type === "json");
    this.object = this.isLayout ? "objects" : this.names.find((name) => name === "object");
  }

  get name() {
    return this.description.name;
  }

  /** The place of a parameter or event; throws where there is none of that name. */
  member(name: unknown): number {
    const index = this.names.indexOf(name as string);
    if (index < 0) throw unknownName(String(name), this.names, this.name);
    return index;
  }

  accepted(member: number, value: unknown): unknown {
    const { name, type } = this.description.members[member]!;
    const result = accepted(type, value, `${this.name}.${name}`);
    // Views that were disposed of, or belong to another module, are refused.
    for (const view of Array.isArray(result) ? result : [result]) {
      if (heldBy(view)) addressOf(view as object, this.runtime);
    }
    return result;
  }

  /** The arguments of the constructor as C++ takes them: one element a parameter. */
  options(given: unknown[]): unknown[] {
    const values = this.read(given);
    return this.parameters.map((name) =>
      values[name] === undefined ? undefined : this.accepted(this.member(name), values[name]),
    );
  }

  /** A layout that has more than views takes the rest first, as one object. */
  private readLayout(given: unknown[]): Values {
    if (this.parameters.length === 1 || !isPlainObject(given[0])) return { objects: given };
    const [options, ...objects] = given;
    checkNames(options, this.parameters, `new ${this.name}({ … }, …)`);
    return objects.length > 0 ? { ...options, objects } : { ...options };
  }

  private read(given: unknown[]): Values {
    if (this.isLayout) return this.readLayout(given);
    const rest = [...given];
    const values: Values = {};
    if (this.object && rest.length > 0 && (this.showsAnything || !isPlainObject(rest[0]))) values[this.object] = rest.shift();
    const options = rest.shift() ?? {};
    if (!isPlainObject(options) || rest.length > 0) {
      const first = this.object ? `${this.object}, ` : "";
      throw new TypeError(
        `coracle: new ${this.name}(${first}{ ${this.parameters.join(", ")} }) was given ${shown(isPlainObject(options) ? rest[0] : options)}`,
      );
    }
    checkNames(options, this.parameters, `new ${this.name}({ … })`);
    return { ...values, ...options };
  }
}

export interface ComponentTools {
  readonly runtime: Runtime;
  readonly subscribe: Subscribe;
}

export interface ComponentNeeds extends ComponentTools {
  bind(callable: (value: unknown) => unknown, source: unknown): object;
}

export const createComponents = ({ runtime, subscribe, bind }: ComponentNeeds) => {
  const { module } = runtime;
  const components = createCollection(
    runtime,
    "component",
    (address) => module.releaseView(address),
    (address) => module.endWatchers(address),
  );
  const kinds = new WeakMap<object, Kind>();

  const adopt = (object: object, kind: Kind, address: Address) => {
    kinds.set(object, kind);
    components.adopt(object, address);
  };

  const kindOf = (component: object) => kinds.get(component)!;
  const at = (component: object) => addressOf(component, runtime);
  const read = (component: object, member: number) => {
    const address = at(component);
    return runtime.call(() => module.read(address, member));
  };
  const watch = (component: object, member: number, listener: unknown, what: string, options: unknown) =>
    subscribe(at(component), member, listener, what, options);

  // What follows is checked as what is set is, in a binding between the two.
  const follow = (component: object, member: number, source: unknown) => {
    const address = at(component);
    const kind = kindOf(component);
    if (kind.description.members[member]!.type === "event") {
      throw new TypeError(`coracle: ${kind.name}.${kind.names[member]} is an event and follows nothing`);
    }
    if (!heldBy(source)) {
      throw new TypeError(
        `coracle: follow takes a parameter, a binding, or a component that stands for a value, not ${shown(source)}`,
      );
    }
    const checked = bind((value) => kind.accepted(member, value), source);
    return subscribe.to(runtime.call(() => module.follow(address, member, addressOf(checked, runtime))));
  };

  // Setting what no component has ends up here, at the end of the chain of prototypes.
  const strict = new Proxy({} as object, {
    set(_, name, value, component: object) {
      const kind = kinds.get(component);
      if (kind?.description.isOpen) throw new Error(`coracle: a parameter of a Module is set by set(${shown(name)}, …)`);
      if (kind) throw unknownName(String(name), kind.parameters, kind.name);
      return Reflect.defineProperty(component, name, { value, writable: true, configurable: true });
    },
  });

  const countOf = (component: object, member: number) => {
    const address = at(component);
    return runtime.call(() => module.eventCount(address, member));
  };

  class Parameter {
    constructor(
      readonly component: object,
      readonly name: string,
      member: number,
    ) {
      hold(this, { owner: runtime, kind: "parameter", address: at(component), member, component });
      Object.freeze(this);
    }
    get value() {
      return read(this.component, heldBy(this)!.member!);
    }
    get count() {
      const member = heldBy(this)!.member!;
      const isEvent = kindOf(this.component).description.members[member]!.type === "event";
      return isEvent ? countOf(this.component, member) : undefined;
    }
    watch(watcher: unknown, options?: unknown) {
      const what = `${kindOf(this.component).name}.${this.name}.watch`;
      return watch(this.component, heldBy(this)!.member!, watcher, what, options);
    }
    follow(source: unknown) {
      return follow(this.component, heldBy(this)!.member!, source);
    }
    unfollow() {
      const address = at(this.component);
      runtime.call(() => module.unfollow(address, heldBy(this)!.member!));
    }
  }

  class Component {
    get type() {
      return kindOf(this).name;
    }
    mount(target: unknown) {
      at(this);
      return runtime.mount(this, target);
    }
    parameter(name: unknown) {
      return new Parameter(this, name as string, kindOf(this).member(name));
    }
    watch(name: unknown, watcher: unknown, options?: unknown) {
      const kind = kindOf(this);
      return watch(this, kind.member(name), watcher, `${kind.name}.watch(${shown(name)}, …)`, options);
    }
    follow(name: unknown, source: unknown) {
      return follow(this, kindOf(this).member(name), source);
    }
    unfollow(name: unknown) {
      const member = kindOf(this).member(name);
      const address = at(this);
      runtime.call(() => module.unfollow(address, member));
    }
    trigger(name: unknown) {
      const member = kindOf(this).member(name);
      const address = at(this);
      runtime.call(() => module.trigger(address, member));
    }
    dispose() {
      components.dispose(this);
    }
    [disposeSymbol]() {
      this.dispose();
    }
  }
  Object.setPrototypeOf(Component.prototype, strict);

  const properties = (kind: Kind): PropertyDescriptorMap => {
    const map: PropertyDescriptorMap = {};
    kind.description.members.forEach(({ name, type }, member) => {
      map[name] = {
        enumerable: true,
        get(this: object) {
          return read(this, member);
        },
        set(this: object, value: unknown) {
          if (type === "event") {
            throw new TypeError(`coracle: ${kind.name}.${name} is an event; trigger(${shown(name)}) makes it happen`);
          }
          const checked = kind.accepted(member, value);
          const address = at(this);
          runtime.call(() => module.write(address, member, checked));
        },
      };
    });
    const { handler, occur, count, members } = kind.description;
    const event = members.findIndex(({ type }) => type === "event");
    if (event >= 0) {
      map[occur] = {
        value(this: Component) {
          this.trigger(members[event]!.name);
        },
      };
      if (count) {
        map[count] = {
          get(this: object) {
            return countOf(this, event);
          },
        };
      }
      map[handler] = {
        value(this: object, listener: unknown, options?: unknown) {
          return watch(this, event, listener, `${kind.name}.${handler}`, options);
        },
      };
    }
    return map;
  };

  /** The kind of one component that has parameters of its own. */
  const openKind = (kind: Kind, names: readonly string[]) => new Kind(runtime, openDescription(kind.description, names));
  const classes = module.describe().map((description, index) => {
    const kind = new Kind(runtime, description);
    const read = (given: unknown[]): [Kind, unknown[]] => {
      if (!description.isOpen) return [kind, kind.options(given)];
      const [names, options] = openOptions(given);
      return [openKind(kind, names), options];
    };
    const named = {
      [kind.name]: class extends Component {
        constructor(...given: unknown[]) {
          super();
          const [own, options] = read(given);
          adopt(this, own, runtime.call(() => module.create(index, options)));
        }
      },
    }[kind.name]!;
    if (description.isOpen) {
      Object.defineProperties(named.prototype, openMethods({ runtime, subscribe, names: (one) => kindOf(one).names }));
    } else {
      Object.defineProperties(named.prototype, properties(kind));
    }
    if (kind.isLayout) Object.defineProperties(named.prototype, listMethods(runtime, kind.name, kind.member("objects")));
    Object.defineProperties(named.prototype, methodsOf[kind.name]?.(runtime) ?? {});
    return { kind, named };
  });

  const byName = Object.fromEntries(classes.map(({ kind, named }) => [kind.name, named]));
  for (const [alias, name] of Object.entries(aliases)) byName[alias] = byName[name]!;

  return {
    classes: byName,
    /** The object for a component, the same one as long as somebody has it. */
    wrap(type: number, address: Address): object {
      const there = components.find(address);
      if (there) return there;
      const { kind, named } = classes[type]!;
      const component = Object.create(named.prototype) as object;
      module.retainView(address);
      adopt(component, kind.description.isOpen ? openKind(kind, module.moduleNames(address)) : kind, address);
      return component;
    },
    /** The member that a component stands for as an argument of `bind`, or -1. */
    valueMember: (component: object) => kindOf(component).description.value,
    /** What checks a value for a member. It keeps no component alive. */
    checker(component: object, member: number): (value: unknown) => unknown {
      const kind = kindOf(component);
      return (value) => kind.accepted(member, value);
    },
    isEvent: (component: object, member: number) => kindOf(component).description.members[member]?.type === "event",
  };
};
