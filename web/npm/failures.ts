// JavaScript errors on their way to C++ and back.
import type { RawError } from "./module";
import { shown } from "./types";

export interface Failure {
  message: string;
  detail: string;
  error: unknown;
  cause?: Failure;
}

/** Causes may well go round in circles. */
const deepest = 8;

/** What was thrown, as C++ takes it. */
export const failureOf = (error: unknown, depth = 0): Failure => {
  if (!(error instanceof Error)) return { message: `thrown: ${shown(error)}`, detail: "", error };
  const failure: Failure = { message: `${error.name}: ${error.message}`, detail: error.stack ?? "", error };
  if (error.cause !== undefined && depth < deepest) failure.cause = failureOf(error.cause, depth + 1);
  return failure;
};

/** What a promise is rejected with: what was thrown in JavaScript, as it was. */
export const rejectionFrom = (raw: RawError): unknown => ("thrown" in raw ? raw.thrown : errorFrom(raw));

/** An error of C++ as JavaScript's. What was thrown in JavaScript is itself again, if it is an error. */
export const errorFrom = (raw: RawError): Error => {
  if (raw.thrown instanceof Error) return raw.thrown;
  const cause = "thrown" in raw ? raw.thrown : raw.cause && errorFrom(raw.cause);
  const error = new Error(raw.message, cause === undefined ? undefined : { cause });
  return Object.assign(error, { code: raw.code });
};
