// JavaScript errors on their way to C++ and back.
import type { RawError } from "./module";
import { shown } from "./types";

export interface Failure {
  message: string;
  detail: string;
  error: unknown;
}

/** What was thrown, as C++ takes it. */
export const failureOf = (error: unknown): Failure => {
  if (!(error instanceof Error)) return { message: `thrown: ${shown(error)}`, detail: "", error };
  return { message: `${error.name}: ${error.message}`, detail: error.stack ?? "", error };
};

/** An error of C++ as JavaScript's; what was thrown is its cause. */
export const errorFrom = ({ code, message, thrown }: RawError): Error => {
  const error = code === "javascript" ? new Error(message, { cause: thrown }) : new Error(message);
  return Object.assign(error, { code });
};
