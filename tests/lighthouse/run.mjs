// Lighthouse on the built site, as its mobile profile has it: a middling phone on a slow line, the site compressed. Prints the
// scores and what costs points; fails when a score is lower than it should be. Chromium is that of the browser tests.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { serve } from "../browser/serve.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const LEAST = { performance: 90, accessibility: 100, "best-practices": 100, seo: 100 };

// Apart from the other tools: it is larger than all of them together.
const installed = join(here, "node_modules/.crossread-lock");
const lock = readFileSync(join(here, "package-lock.json"), "utf8");
if (!existsSync(installed) || readFileSync(installed, "utf8") !== lock) {
  console.error("==> installing Lighthouse (a minute)");
  const { status } = spawnSync("npm", ["ci", "--prefix", here, "--no-audit", "--no-fund", "--loglevel=error"], { stdio: ["ignore", 2, 2] });
  if (status !== 0) throw new Error("npm could not install the packages of tests/lighthouse/package-lock.json; is the network up?");
  writeFileSync(installed, lock);
}
const { default: lighthouse } = await import("lighthouse");
const { launch } = await import("chrome-launcher");

const CHROMIUM = process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
const profile = mkdtempSync(join(tmpdir(), "crossread-lighthouse-"));
const server = await serve({ dir: join(here, "../../dist") });
const chrome = await launch({ chromePath: CHROMIUM, userDataDir: profile, chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
try {
  const { lhr } = await lighthouse(server.url, { port: chrome.port, output: "json", logLevel: "error", onlyCategories: Object.keys(LEAST) });
  let low = false;
  for (const [id, least] of Object.entries(LEAST)) {
    const { title, score, auditRefs } = lhr.categories[id];
    const points = Math.round(score * 100);
    low ||= points < least;
    console.log(`${title.padEnd(16)} ${String(points).padStart(3)}${points < least ? `  (should be ${least})` : ""}`);
    for (const { id, weight } of auditRefs) {
      const audit = lhr.audits[id];
      const value = audit.displayValue ? ` ${audit.displayValue}` : "";
      if (weight && audit.score !== null && (audit.score < 1 || audit.numericValue !== undefined)) console.log(`    ${audit.title}:${value} (${Math.round(audit.score * 100)})`);
    }
  }
  for (const warning of lhr.runWarnings) console.log(`    ${warning}`);
  process.exitCode = low ? 1 : 0;
} finally {
  await chrome.kill();
  await server.close();
  rmSync(profile, { recursive: true, force: true });
}
