// Lighthouse on the built site, as its mobile profile has it: a middling phone on a slow line, the site compressed. Loads it five
// times and prints the scores of the load whose performance is the middle one, with what they are made of; fails when one is lower
// than it should be. Chromium is that of the browser tests. A busy machine costs points (the blocking time is a stopwatch's).
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
const server = await serve({ dir: join(here, "../../dist") });

/** One load with an empty profile. */
async function load() {
  const profile = mkdtempSync(join(tmpdir(), "crossread-lighthouse-"));
  const chrome = await launch({ chromePath: CHROMIUM, userDataDir: profile, chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
  try {
    return (await lighthouse(server.url, { port: chrome.port, output: "json", logLevel: "error", onlyCategories: Object.keys(LEAST) })).lhr;
  } finally {
    await chrome.kill();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

try {
  const loads = [];
  for (let i = 0; i < 5; i++) loads.push(await load());
  loads.sort((a, b) => a.categories.performance.score - b.categories.performance.score);
  const lhr = loads[2];
  for (const [id, least] of Object.entries(LEAST)) {
    const { title, score, auditRefs } = lhr.categories[id];
    const points = Math.round(score * 100);
    if (points < least) process.exitCode = 1;
    console.log(`${title.padEnd(16)} ${String(points).padStart(3)}${points < least ? `  (should be ${least})` : ""}`);
    for (const { id, weight } of auditRefs) {
      const { title, score, displayValue = "", numericValue } = lhr.audits[id];
      if (weight && score !== null && (score < 1 || numericValue !== undefined)) console.log(`    ${title}: ${displayValue} (${Math.round(score * 100)})`);
    }
  }
  console.log(`of five loads: performance ${loads.map((l) => Math.round(l.categories.performance.score * 100)).join(", ")}`);
  for (const warning of lhr.runWarnings) console.log(`    ${warning}`);
} finally {
  await server.close();
}
