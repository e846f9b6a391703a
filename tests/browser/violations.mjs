// What axe says of a page.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "./harness.mjs";

const axe = readFileSync(join(repository, "node_modules/axe-core/axe.min.js"), "utf8");

/** One line for each element that breaks a rule, in the page or, by its selector, in a part of it. */
export const violations = async (page, part) => {
  await page.evaluate(axe);
  const { violations } = await page.evaluate((part) => globalThis.axe.run(part ?? document, { resultTypes: ["violations"] }), part);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, any }) => `${id}: ${html} ${any.map(({ message }) => message).join(" ")}`),
  );
};
