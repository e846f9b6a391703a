// The types a parameter may have. C++ names them in wasm/javascript/types.hpp; here each is checked
// before a value goes there, and written as a TypeScript type.
import { encode, isBytes } from "../host/bytes-in-json";
import { heldBy, isNothing, isViewable } from "./views";

export interface ParameterType {
  /** As TypeScript writes it. */
  readonly declaration: string;
  /** For messages: "a string". */
  readonly expected: string;
  /** What C++ gets for a value, or undefined where the value is not of the type. */
  accept(value: unknown): { readonly value: unknown } | undefined;
  /** What in a value that is not accepted is to blame, unless all of it is. */
  culprit?(value: unknown): unknown;
}

const exactly = (declaration: string): ParameterType => ({
  declaration,
  expected: `a ${declaration}`,
  accept: (value) => (typeof value === declaration ? { value } : undefined),
});

const isInteger = (value: unknown) => Number.isInteger(value) && (value as number) === ((value as number) | 0);

/** Years as far as C++ has them, and no 30th of February. */
const isDay = (value: unknown) =>
  typeof value === "string" &&
  /^(?!0000)\d{4}-\d\d-\d\d$/.test(value) &&
  new Date(`${value}T00:00Z`).getUTCDate() === Number(value.slice(8));

const jsonOf = (value: unknown) => {
  if (isNothing(value)) return { value: "" };
  try {
    const text = JSON.stringify(value) as string | undefined;
    return text === undefined ? undefined : { value: text };
  } catch {
    return undefined; // it contains itself, or a bigint
  }
};

/** C++ reads nothing that is nested deeper. */
const deepest = 200;
const isTooDeep = (value: unknown, depth = 0): boolean =>
  typeof value === "object" &&
  value !== null &&
  !isBytes(value) &&
  (depth === deepest || Object.values(value).some((member) => isTooDeep(member, depth + 1)));

const valueOf = (value: unknown) => {
  if (isNothing(value)) return { value: ["null", []] };
  try {
    const encoded = encode(value);
    return encoded[0] === undefined || isTooDeep(value) ? undefined : { value: encoded };
  } catch {
    return undefined; // as above
  }
};

const isString = (value: unknown) => typeof value === "string";

export const isStrings = (value: unknown): value is string[] => Array.isArray(value) && value.every(isString);

const viewsExpected = "a component, a binding, a text, a number, a function without parameters, or null";

export const types: Record<string, ParameterType> = {
  string: exactly("string"),
  boolean: exactly("boolean"),
  number: exactly("number"),
  integer: {
    declaration: "number",
    expected: "a whole number of 32 bits",
    accept: (value) => (isInteger(value) ? { value } : undefined),
  },
  "optional integer": {
    declaration: "number | undefined",
    expected: "a whole number of 32 bits, or undefined",
    accept: (value) => (isInteger(value) ? { value } : isNothing(value) ? { value: undefined } : undefined),
  },
  "optional number": {
    declaration: "number | undefined",
    expected: "a number or undefined",
    accept: (value) =>
      typeof value === "number" ? { value } : isNothing(value) ? { value: undefined } : undefined,
  },
  "optional date": {
    declaration: "string | undefined",
    expected: 'a day such as "2026-11-21", or undefined',
    accept: (value) => (isDay(value) ? { value } : isNothing(value) ? { value: undefined } : undefined),
  },
  json: {
    declaration: "unknown",
    expected: "a value that JSON can express",
    accept: jsonOf,
  },
  value: {
    declaration: "unknown",
    expected: `a value that JSON can express, with bytes in it, nested no deeper than ${deepest}`,
    accept: valueOf,
  },
  strings: {
    declaration: "readonly string[]",
    expected: "an array of strings",
    accept: (value) => (isStrings(value) ? { value } : undefined),
    culprit: (value) => (Array.isArray(value) ? value.find((element) => !isString(element)) : value),
  },
  files: {
    declaration: "readonly File[]",
    expected: "an empty array: people choose files, a program can only take them away",
    accept: (value) => (Array.isArray(value) && value.length === 0 ? { value } : undefined),
  },
  integers: {
    declaration: "readonly number[]",
    expected: "an array of whole numbers of 32 bits",
    accept: (value) => (Array.isArray(value) && value.every(isInteger) ? { value } : undefined),
    culprit: (value) => (Array.isArray(value) ? value.find((element) => !isInteger(element)) : value),
  },
  view: {
    declaration: "View",
    expected: viewsExpected,
    accept: (value) => (isViewable(value) ? { value } : undefined),
  },
  views: {
    declaration: "readonly View[]",
    expected: `an array of these: ${viewsExpected}`,
    accept: (value) => (Array.isArray(value) && value.every(isViewable) ? { value } : undefined),
    culprit: (value) => (Array.isArray(value) ? value.find((element) => !isViewable(element)) : value),
  },
  source: {
    declaration: "ColumnDataSource",
    expected: "a ColumnDataSource",
    accept: (value) => (heldBy(value)?.kind === "source" ? { value } : undefined),
  },
  image: {
    declaration: "ImageSource",
    expected: "a URL, or bytes as a Uint8Array or an ArrayBuffer (of a response: await response.bytes())",
    accept(value) {
      if (typeof value === "string" || value instanceof Uint8Array) return { value };
      return value instanceof ArrayBuffer ? { value: new Uint8Array(value) } : undefined;
    },
  },
};

/** A value as people would write it, for messages. */
export const shown = (value: unknown): string => {
  if (typeof value === "string") return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (typeof value === "function") return `the function ${value.name || "without a name"}`;
  if (typeof value !== "object" || value === null) return String(value);
  return `an object of class ${(value as object).constructor?.name ?? "Object"}`;
};

/** The value as C++ takes it. */
export const accepted = (type: string, value: unknown, what: string): unknown => {
  const { accept, expected, culprit } = types[type]!;
  const result = accept(value);
  if (!result) {
    throw new TypeError(`coracle: ${what} must be ${expected}, not ${shown(culprit ? culprit(value) : value)}`);
  }
  return result.value;
};
