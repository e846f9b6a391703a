// What no parameter may be broken by, whatever its type: numbers that are none, at the ends, texts of a megabyte.
export const extremes = [NaN, Infinity, -Infinity, 1e308, -1e308, -1, 0, 2 ** 31 - 1, -(2 ** 31), "x".repeat(1_000_000), "", "\ud800", "\0"];
