// What browser tests share: the built site behind a strict server, in a fresh headless Chromium, with every request, console
// message and page error recorded. `make test` builds dist/ before it runs these tests.
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

import { CSP, serve } from "./serve.mjs";

const here = dirname(fileURLToPath(import.meta.url));

/** The built site; `DIST` names another one. */
export const DIST = process.env.DIST ?? join(here, "..", "..", "dist");
/** Screenshots go here; not kept in version control. */
export const ARTIFACTS = join(here, "artifacts");

/** How many times slower the page's processor is made, to see that no test counts on a fast one: `SLOW=8 node --test tests/browser/`. */
const SLOW = Number(process.env.SLOW ?? 1);
const CHROMIUM = process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
const ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/**
 * Opens the site in a browser with an empty profile.
 *
 * @param {object} [options]
 * @param {string} [options.base] path that the site is served under, with slashes at both ends
 * @param {string} [options.path] what to open below it, e.g. "?a=b"
 * @param {string | null} [options.csp] the Content-Security-Policy header
 * @param {object} [options.context] what Playwright's newContext takes: viewport, colorScheme, reducedMotion …; service workers
 *   are blocked unless serviceWorkers is "allow", as no test could replace a file otherwise
 * @param {string | (() => string)} [options.dir] the folder to serve, or what gives the folder of the moment
 * @param {string} [options.file] a page to open from disk instead
 * @param {string[]} [options.args] more arguments for the browser
 * @param {(address: string) => void} [options.seen] is told of everything that the browser asks of anyone, whoever in it asks
 * @returns {Promise<Site>}
 *
 * @typedef {object} Site
 * @property {import("playwright-core").Page} page
 * @property {import("playwright-core").BrowserContext} browser
 * @property {string} url
 * @property {string[]} requests addresses of all requests so far, also those of the worker
 * @property {string[]} problems page errors, console errors and warnings, refused and failed requests so far
 * @property {(name: string) => Promise<string>} screenshot keeps a picture of the whole page, returns its path
 * @property {() => void} clean throws when there was a problem or a request to another origin
 * @property {() => Promise<void>} cut stops the server: from here on there is no network
 * @property {() => Promise<void>} close
 */
export async function open({ base = "/", path = "", csp = CSP, context = {}, dir = DIST, file, args = [], seen } = {}) {
  const folder = typeof dir === "function" ? dir() : dir;
  if (!existsSync(join(folder, "index.html"))) throw new Error(`there is no built site in ${folder}; run make build`);
  if (!CHROMIUM) throw new Error("Chromium is not installed; on Debian: apt-get install chromium");
  const server = await serve({ dir, base, csp, seen });
  const url = file ? pathToFileURL(file).href : server.url;
  // All that leaves the browser goes to our server, this machine's own addresses too.
  const proxy = seen ? [`--proxy-server=${new URL(server.url).host}`, "--proxy-bypass-list=<-loopback>"] : [];
  const profile = mkdtempSync(join(tmpdir(), "crossread-browser-"));
  const browser = await chromium.launchPersistentContext(profile, { executablePath: CHROMIUM, headless: true, args: [...ARGS, ...proxy, ...args], viewport: { width: 1440, height: 900 }, serviceWorkers: "block", ...context });
  const page = browser.pages()[0] ?? (await browser.newPage());
  const requests = [];
  const problems = [];
  // The context sees what the page and its worker ask for.
  browser.on("request", (request) => requests.push(request.url()));
  browser.on("requestfailed", (request) => problems.push(`request failed: ${request.url()} ${request.failure()?.errorText}`));
  browser.on("response", (response) => { if (response.status() >= 400) problems.push(`${response.status()}: ${response.url()}`); });
  browser.on("weberror", (error) => problems.push(`error: ${error.error().stack ?? error.error()}`));
  const blocked = "Service Worker registration blocked by Playwright";
  browser.on("console", (message) => { if (["error", "warning"].includes(message.type()) && message.text() !== blocked) problems.push(`console ${message.type()}: ${message.text()}`); });
  page.setDefaultTimeout(30_000);
  if (SLOW > 1) await (await browser.newCDPSession(page)).send("Emulation.setCPUThrottlingRate", { rate: SLOW });
  await page.goto(url + path);
  return {
    page,
    browser,
    url,
    requests,
    problems,
    async screenshot(name) {
      mkdirSync(ARTIFACTS, { recursive: true });
      const file = join(ARTIFACTS, `${name}.png`);
      await page.screenshot({ path: file, fullPage: true });
      return file;
    },
    clean() {
      const strangers = requests.filter((address) => !address.startsWith(url) && !address.startsWith("data:") && !address.startsWith("blob:"));
      if (strangers.length) throw new Error(`requests that leave the site: ${strangers.join(" ")}`);
      if (problems.length) throw new Error(`problems on the page:\n${problems.join("\n")}`);
    },
    cut: () => server.close(),
    async close() {
      await browser.close();
      await server.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
