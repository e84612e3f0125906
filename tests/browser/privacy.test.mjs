// No text leaves the page. Two witnesses: the browser's debugger, which names what page, worker and service worker ask for, and a
// proxy, which sees all that leaves the browser, whoever in it asks.
import assert from "node:assert/strict";
import { test } from "node:test";

import { ONE, TWO, add, desk, example, paste, quiet, read, saved } from "./desk.mjs";

/** Chromium itself asks its maker for the time, for updates, for what forms are like; it does so on an empty page too. */
const OF_CHROMIUM = /^(https?:\/\/)?[\w-]+\.(google|googleapis|gvt1)\.com[:/]/;

/** What a reader does, all of it once. */
async function use(page) {
  await add(page, ONE, TWO);
  await page.keyboard.press("n");
  await page.keyboard.press("c");
  await page.keyboard.press("b");
  await page.keyboard.press("1");
  await page.keyboard.press("e");
  await page.locator("#edit-text").fill(ONE.replace("$40", "$90") + " See https://example.org/report or write to desk@example.org.");
  await page.getByLabel("Publisher").fill("The Ansel Times");
  await page.locator(".finding.is-conflict").waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".source").first().focus();
  // A page that would load something, were it more than text.
  await paste(page, { html: `<h1>Fog at sea</h1><img src="https://example.org/a.png"><link rel="stylesheet" href="https://example.org/a.css"><p>Nine ships waited.</p>`, text: "Fog at sea" });
  await page.locator(".source").nth(2).waitFor();
  await read(page);
  await page.keyboard.press("a");
  await page.locator("input[type=file]").setInputFiles([{ name: "two.html", mimeType: "text/html", buffer: Buffer.from("<h1>Two</h1><iframe src='https://example.org/'></iframe><p>It rained 30 mm.</p>") }]);
  await page.locator(".source").nth(3).waitFor();
  await page.keyboard.press("Escape");
  await read(page);
  for (const view of ["Figures", "Entities", "Article"]) await page.locator(".views button", { hasText: view }).click();
  await page.getByRole("button", { name: /^Colours/ }).click();
  await page.keyboard.press("?");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("r");
  await page.keyboard.press("z");
  await page.getByRole("button", { name: "Remove all" }).click();
  await example(page);
  for (const finding of await page.locator(".finding h3 button").all()) await finding.click();
  await judging(page);
  await views(page);
  await draft(page);
  await out(page);
}

/** A finding confirmed, one noted and dismissed, a name corrected, and all decisions looked at. */
async function judging(page) {
  const finding = async (key) => {
    await page.keyboard.press(key);
    await page.locator(".finding.is-open .judge").waitFor();
  };
  await page.locator("#findings-heading").focus();
  await page.keyboard.press("Escape");
  await finding("n");
  await page.keyboard.press("y");
  await page.locator(".ruled.is-yes").waitFor();
  await finding("n");
  await page.locator(".judge textarea").fill("Ask desk@example.org, see https://example.org/note");
  await page.keyboard.press("Escape");
  await finding("n");
  await page.keyboard.press("x");
  await page.locator(".verdicts .chip", { hasText: "– 1" }).waitFor();
  await page.locator(".views button", { hasText: "Entities" }).click();
  await page.locator(".name-tools summary").first().click();
  await page.locator(".name-tools input").first().fill("https://example.org/name");
  await page.getByRole("button", { name: "Rename" }).first().click();
  await page.locator(".entities th .e", { hasText: "example.org/name" }).waitFor();
  await read(page);
  await page.locator("#main-heading").focus();
  await page.keyboard.press("g");
  await page.getByRole("dialog", { name: "Decisions" }).waitFor();
  await page.keyboard.press("Escape");
}

/** Every view, the plot of a finding, and the search. */
async function views(page) {
  for (const view of ["Side by side", "Matrix", "Figures", "Article"]) {
    await page.locator(".views button", { hasText: view }).click();
    if (view === "Side by side") {
      await page.keyboard.press("n");
      await page.locator(".one-side .is-lit").first().waitFor();
    }
    if (view === "Matrix") {
      await page.locator(".matrix .fold").click();
      await page.locator(".matrix tbody th button").first().click();
      await page.locator(".matrix td button").first().click();
      await page.keyboard.press("b");
    }
  }
  await page.keyboard.press("/");
  await page.keyboard.type("ferry");
  await page.keyboard.press("Enter");
  await page.locator("mark.hit.is-now").waitFor();
  await page.keyboard.press("Escape");
  for (const key of ["l", "?"]) {
    await page.keyboard.press(key);
    await page.locator("dialog[open]").waitFor();
    await page.keyboard.press("Escape");
    await page.locator("dialog").waitFor({ state: "detached" });
  }
}

/** A draft, checked while it is written. */
async function draft(page) {
  await page.keyboard.press("d");
  await page.locator("#edit-text").fill("The ferry carried 214 people, says https://example.org/draft.");
  await page.locator(".draft-check li", { hasText: "214" }).waitFor();
  await page.keyboard.press("Escape");
}

/** Every export; a session file opened again; another workspace. */
async function out(page) {
  await page.keyboard.press("o");
  let session;
  for (const name of ["Save as Memo", "Save as Table", "Save as Report", "Save as Web Annotations", "Save as a session"]) {
    session = await saved(page, page.getByRole("button", { name }));
  }
  await page.keyboard.press("Escape");
  await page.keyboard.press("s");
  await page.locator("#space-name").fill("https://example.org/desk");
  await page.locator("dialog input[type=file]").setInputFiles({ name: session.name, mimeType: "application/json", buffer: Buffer.from(session.text) });
  await page.locator(".notice", { hasText: "here already" }).waitFor();
  await read(page);
  await page.keyboard.press("s");
  await page.getByRole("button", { name: "New workspace" }).click();
  await page.locator("#add-text").waitFor();
  await read(page);
  await page.keyboard.press("s");
  await page.locator("dialog .decision button", { hasText: "https://example.org/desk" }).first().click();
  await page.locator(".source").nth(5).waitFor();
  await read(page);
}

test("nothing is asked of anyone once the page is there", () => {
  const seen = [];
  const see = (address) => { if (!OF_CHROMIUM.test(address)) seen.push(address); };
  return desk(async (page, site) => {
    await page.evaluate(() => navigator.serviceWorker.ready);
    await quiet(page, seen);
    const [before, named] = [seen.length, site.requests.length];
    assert.ok(before > 5, "the site itself has been seen");
    await use(page);
    await page.waitForTimeout(500);
    assert.deepEqual(seen.slice(before), []);
    assert.deepEqual(site.requests.slice(named), []);
    assert.deepEqual(seen.filter((address) => !address.startsWith(site.url)), [], "nor of anyone but the site before");

    // The same eyes do see: what the site itself asks for is counted, and for others the policy refuses.
    const ask = (where, address) => where.evaluate((a) => fetch(a, { cache: "reload" }).then((r) => r.status, () => "refused"), address);
    assert.equal(await ask(page, site.url + "pkg/crossread.d.ts?seen"), 200);
    assert.equal(seen.at(-1), site.url + "pkg/crossread.d.ts?seen");
    const count = seen.length;
    for (const where of [page, page.workers()[0]]) assert.equal(await ask(where, "http://example.org/"), "refused");
    assert.equal(seen.length, count);
    site.problems.splice(0, site.problems.length, ...site.problems.filter((p) => !p.includes("example.org")));
    site.requests.splice(0, site.requests.length, ...site.requests.filter((r) => !r.includes("example.org")));
  }, { seen: see, context: { serviceWorkers: "allow" } });
});

test("the policy in the page holds where the host sends none", () => {
  return desk(async (page, site) => {
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.reload();
    await example(page);
    // The worker too: its files come from the service worker now, which sends the policy along.
    for (const where of [page, page.workers()[0]]) {
      assert.equal(await where.evaluate(() => fetch("http://example.org/").then(() => "answered", () => "refused")), "refused");
    }
    site.problems.length = 0;
    site.requests.splice(0, site.requests.length, ...site.requests.filter((r) => !r.includes("example.org")));
  }, { csp: null, context: { serviceWorkers: "allow" } });
});
