// interact: a function with a widget for each of its parameters.
import { shown } from "./types";
import { heldBy, isPlainObject } from "./views";

type Classes = Record<string, new (...given: unknown[]) => object>;

const isFinite = (value: unknown): value is number => Number.isFinite(value);

/** Bounds around one number: room on both sides, more where it lies. */
const around = (value: number, far: number): [number, number] => {
  const outer = value === 0 ? far : 3 * value;
  return value < 0 ? [outer, -value] : [value === 0 ? 0 : -value, outer];
};

export const createInteract = (
  classes: Classes,
  bind: (callable: unknown, sources: unknown) => object,
  standsForValue: (component: object) => boolean,
) => {
  const slider = (label: string, [start, end, step]: readonly number[], options: object = {}): object => {
    const isWhole = [start, end, step ?? 1].every(Number.isInteger);
    const hundredth = (end! - start!) / 100 || 1;
    return isWhole
      ? new classes.IntSlider!({ label, start, end, step: step ?? 1, ...options })
      : new classes.FloatSlider!({ label, start, end, step: step ?? hundredth, ...options });
  };

  const widgetFor = (label: string, given: unknown): object => {
    if (heldBy(given)?.kind === "component" && standsForValue(given as object)) return given as object;
    if (typeof given === "boolean") return new classes.Checkbox!({ label, value: given });
    if (typeof given === "string") return new classes.TextInput!({ label, value: given });
    if (isFinite(given)) {
      return slider(label, around(given, Number.isInteger(given) ? 10 : 1), { value: given });
    }
    if (Array.isArray(given) && given.length > 0 && given.every((option) => typeof option === "string")) {
      return new classes.Select!({ label, options: given });
    }
    if (Array.isArray(given) && (given.length === 2 || given.length === 3) && given.every(isFinite)) {
      const [start, end, step = 1] = given;
      if (start! <= end! && step > 0) return slider(label, given);
    }
    throw new TypeError(
      `coracle: interact cannot make a widget for ${label} of ${Array.isArray(given) ? `[${given.map(shown).join(", ")}]` : shown(given)}; ` +
        "give a number, [start, end] or [start, end, step], true or false, a text, an array of texts, or a component that stands for a value",
    );
  };

  return {
    interact(callable: unknown, parameters: unknown) {
      if (typeof callable !== "function") throw new TypeError(`coracle: interact(f, { … }) takes a function, not ${shown(callable)}`);
      if (!isPlainObject(parameters)) throw new TypeError(`coracle: interact(f, { … }) was given ${shown(parameters)} as its parameters`);
      const widgets = Object.fromEntries(Object.entries(parameters).map(([name, given]) => [name, widgetFor(name, given)]));
      return new classes.Column!(...Object.values(widgets), bind(callable, widgets));
    },
  };
};
