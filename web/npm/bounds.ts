// A description's text may end with the bounds of its parameter, in a sentence of its own: "From 1 to `end`.",
// "At least 0.", "At most `end`.", "Above 0.", "Below `max`.". So they stand there once, for all that is made of it.

/** A text, and the bounds that it ended with, as "1 to `end`" or "above 0"; an empty text where there are none. */
export const withoutBounds = (text: string): { text: string; bounds: string } => {
  const [, before, bounds] = /^(.*\.) ((?:From|At least|At most|Above|Below) .*)\.$/.exec(text) ?? [];
  if (before === undefined || bounds === undefined) return { text, bounds: "" };
  return { text: before, bounds: bounds.replace(/^From /, "").replace(/^A|^B/, (letter) => letter.toLowerCase()) };
};
