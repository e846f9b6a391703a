// What a Log can do beyond its parameters.
import { capture } from "./adaptors";
import { addressOf, type Runtime } from "./handles";
import { accepted, shown } from "./types";
import { checkNames, heldBy } from "./views";

/** The methods of the class `Log`; public/views.ts has their contracts. */
export const logMethods = (runtime: Runtime): PropertyDescriptorMap => {
  const { module } = runtime;
  const at = (log: object) => addressOf(log, runtime);
  const write = (log: object, parts: unknown[], isError: boolean) => {
    const address = at(log);
    const text = parts.map(String).join("");
    runtime.call(() => module.logText(address, text, isError));
  };
  const methods = {
    print(this: object, ...parts: unknown[]) {
      write(this, parts, false);
    },
    error(this: object, ...parts: unknown[]) {
      write(this, parts, true);
    },
    capture(this: object, callable: unknown) {
      at(this);
      return capture(callable, (text) => write(this, [text], false));
    },
    show(this: object, view: unknown) {
      const address = at(this);
      accepted("view", view, "Log.show's view");
      if (heldBy(view)) at(view as object);
      runtime.call(() => module.logView(address, view));
    },
    clear(this: object, options: unknown = {}) {
      if (typeof options !== "object" || options === null) {
        throw new TypeError(`coracle: Log.clear({ afterNext }) was given ${shown(options)}`);
      }
      checkNames(options, ["afterNext"], "Log.clear({ … })");
      const address = at(this);
      const { afterNext = false } = options as { afterNext?: unknown };
      runtime.call(() => module.logClear(address, Boolean(afterNext)));
    },
  };
  return Object.fromEntries(Object.entries(methods).map(([name, value]) => [name, { value }]));
};
