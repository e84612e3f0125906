// axe on the page as it stands.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * What axe finds wrong, one line each: rule, how grave, where, what to do. Rules of WCAG 2.2 A and AA and of good practice.
 * The script is given to the browser by its debugger, so the page's policy does not need to allow it.
 * @param {import("playwright-core").Page} page
 * @param {string[]} [rules] these alone
 * @returns {Promise<string[]>}
 */
export async function violations(page, rules) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE);
  const { violations } = await page.evaluate((rules) => window.axe.run(document, { resultTypes: ["violations"], ...(rules && { runOnly: rules }) }), rules);
  return violations.flatMap(({ id, impact, nodes }) => nodes.map((n) => `${id} (${impact}): ${n.target.join(" ")}: ${n.failureSummary.replace(/\s+/g, " ")}`));
}
