// What axe says of a page.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "./harness.mjs";

const axe = readFileSync(join(repository, "node_modules/axe-core/axe.min.js"), "utf8");

/** One line for each element that breaks a rule, of all or of those named in `rules`. */
export const violations = async (page, rules) => {
  await page.evaluate(axe);
  const options = { resultTypes: ["violations"], ...(rules ? { runOnly: rules } : {}) };
  const { violations } = await page.evaluate((options) => globalThis.axe.run(document, options), options);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, any }) => `${id}: ${html} ${any.map(({ message }) => message).join(" ")}`),
  );
};
