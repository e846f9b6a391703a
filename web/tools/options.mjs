// What a script is told on its command line.
import { parseArgs } from "node:util";
import { SetupError } from "../../wasm/toolchain/setup/shell.mjs";

function wholeNumber(name, text, { least, most = Number.MAX_SAFE_INTEGER }) {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  throw new SetupError(`--${name} must be a whole number from ${least} to ${most}, not "${text}"`);
}

/** Reads options that are whole numbers: gives the value of each, by its name. `options`: `{ runs: { usual, least, most } }`. */
export function readNumbers(options, args = process.argv.slice(2)) {
  const named = Object.entries(options).map(([name, { usual }]) => [name, { type: "string", default: String(usual) }]);
  let values;
  try {
    ({ values } = parseArgs({ args, options: Object.fromEntries(named) }));
  } catch (error) {
    throw new SetupError(`${error.message}\nThe options are ${Object.keys(options).map((name) => `--${name} N`).join(", ")}.`);
  }
  return Object.fromEntries(Object.entries(values).map(([name, text]) => [name, wholeNumber(name, text, options[name])]));
}
