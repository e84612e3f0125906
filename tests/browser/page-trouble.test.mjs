// The page when things go wrong or slowly, on narrow screens, and in both themes.
import assert from "node:assert/strict";
import { test } from "node:test";

import { ONE, TWO, add, desk, example, quiet, read, seen } from "./desk.mjs";

/** Replaces the worker by `script`; `rest()` brings the true one back. */
async function worker(page, script) {
  await page.route("**/start_worker-*.js", (route) => route.fulfill({ contentType: "text/javascript", body: script }));
  await page.reload();
  await page.locator("#add-text").waitFor();
  return () => page.unroute("**/start_worker-*.js");
}

/** Does what a worker does, with an empty report for every request as soon as the server answers for "release". */
const EMPTY = `
  self.onmessage = async ({ data }) => {
    await fetch("release");
    const { id, revision, changed, order } = JSON.parse(data);
    for (const s of changed) postMessage(JSON.stringify({ source: { id: s.id, text: s.text, entities: [], figures: [] } }));
    postMessage(JSON.stringify({ report: { id, revision, order, facts: [], copies: [] } }));
  };
  postMessage(JSON.stringify({ ready: { version: 3 } }));`;

/** What a reload and a worker on purpose broken leave behind is no problem of the page. */
const expected = (site, ...words) => site.problems.splice(0, site.problems.length, ...site.problems.filter((p) => ![...words, "ERR_ABORTED"].some((w) => p.includes(w))));

test("slow work shows a progress mark, quick work none, and typing never waits", () => desk(async (page, site) => {
  await add(page, ONE);
  assert.equal(await page.locator(".state progress").count(), 0);
  await page.getByRole("button", { name: "Remove all" }).click();
  let release;
  const released = new Promise((resolve) => { release = resolve; });
  await page.route("**/release", async (route) => {
    await released;
    await route.fulfill({ body: "" });
  });
  await worker(page, EMPTY);
  await page.locator("#add-text").fill(ONE);
  await page.getByRole("button", { name: "Add article", exact: true }).click();
  await page.locator(".state progress").waitFor();
  await page.keyboard.press("e");
  await page.waitForFunction(() => document.activeElement?.id === "edit-text");
  await page.keyboard.press("Control+End");
  await page.keyboard.type("abcdefghij");
  assert.ok((await page.locator("#edit-text").inputValue()).endsWith("abcdefghij"), "letters are there before the answer is");
  assert.equal(await page.locator(".state progress").count(), 1);
  release();
  await page.locator(".state progress").waitFor({ state: "detached" });
  expected(site);
}));

test("a worker that dies is started anew; one that keeps dying is told, and nothing is lost", () => desk(async (page, site) => {
  const rest = await worker(page, `
    self.onmessage = () => { throw new Error("on purpose"); };
    postMessage(JSON.stringify({ ready: { version: 3 } }));`);
  await page.locator("#add-text").fill(ONE);
  await page.getByRole("button", { name: "Add article", exact: true }).click();
  await page.locator(".state .failure", { hasText: "failed twice" }).waitFor();
  assert.equal(await page.locator(".source").count(), 1);
  await rest();
  await page.getByRole("button", { name: "Try again" }).click();
  await read(page);
  assert.ok(await page.locator(".text [data-f]").count(), "the true worker has read it");
  assert.equal(await page.locator(".state .failure").count(), 0);
  expected(site, "on purpose", "the worker failed");
}));

test("a worker of another version is not used", () => desk(async (page, site) => {
  await worker(page, `postMessage(JSON.stringify({ ready: { version: 999 } }));`);
  await page.locator("#add-text").fill(ONE);
  await page.getByRole("button", { name: "Add article", exact: true }).click();
  await page.locator(".state .failure", { hasText: "Reload" }).waitFor();
  expected(site);
}));

test("on a phone: one column at a time, nothing wider than the screen, passages reached and left", () => desk(async (page) => {
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok((await wide()) <= 0, "first visit");
  await example(page);
  for (const view of ["Figures", "Entities", "Article"]) {
    await page.locator(".views button", { hasText: view }).click();
    assert.ok((await wide()) <= 0, view);
  }
  await page.locator(".panels button", { hasText: "Findings" }).click();
  assert.ok((await wide()) <= 0, "findings");
  await page.locator(".finding h3 button").first().click();
  await page.locator(".claim").nth(1).click();
  await page.waitForFunction(() => document.activeElement?.matches("[data-f]"));
  assert.ok(await seen(page.locator(".text [data-f]:focus")));
  assert.ok(!(await page.locator(".finding").first().isVisible()));
  await page.getByRole("button", { name: "Back" }).click();
  await page.waitForFunction(() => document.activeElement?.id.startsWith("claim-"));
  // From a figure in the text to its finding, and back.
  await page.locator(".panels button", { hasText: "Read" }).click();
  await page.locator(".text .v-agree").first().click();
  await page.waitForFunction(() => document.activeElement?.id.startsWith("finding-"));
  await page.keyboard.press("b");
  await page.waitForFunction(() => document.activeElement?.matches("[data-f].v-agree"));
}, { context: { viewport: { width: 390, height: 844 }, hasTouch: true } }));

test("light and dark follow the system until the reader chooses, and the choice is kept", () => desk(async (page) => {
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const dark = await paper();
  await page.emulateMedia({ colorScheme: "light" });
  const light = await paper();
  assert.notEqual(dark, light);
  const button = page.getByRole("button", { name: /^Colours/ });
  await button.click();
  await button.click();
  assert.equal(await paper(), dark, "dark, whatever the system says");
  await page.reload();
  await page.locator("#add-text").waitFor();
  assert.equal(await paper(), dark, "still");
}, { context: { colorScheme: "dark" } }));

test("nothing is asked of the network once the page is there", () => desk(async (page, site) => {
  await quiet(page, site.requests);
  const before = site.requests.length;
  await add(page, ONE, TWO);
  await page.keyboard.press("n");
  await page.getByRole("button", { name: "Remove all" }).click();
  await example(page);
  assert.deepEqual(site.requests.slice(before), []);
}));

test("what stands in the field and is not added yet stays over a reload and over the way back", () => desk(async (page) => {
  const field = (words) => page.waitForFunction((words) => document.querySelector("#add-text")?.value === words, words);
  await page.locator("#add-text").fill("Half a sentence");
  await page.reload();
  await field("Half a sentence");
  await page.goto("about:blank");
  await page.goBack();
  await field("Half a sentence");
  await page.getByRole("button", { name: "Add article", exact: true }).click();
  await read(page);
  // In the dialog too, and what was added does not come again.
  await page.keyboard.press("a");
  await page.waitForFunction(() => document.activeElement?.id === "add-text", undefined);
  await page.keyboard.type("Another half");
  await page.reload();
  await page.locator("dialog #add-text").waitFor();
  await field("Another half");
  await page.locator("#add-text").fill("");
  await page.keyboard.press("Escape");
  await page.reload();
  await page.locator(".source").waitFor();
  await read(page);
  assert.equal(await page.locator("dialog").count(), 0);
}));

test("two tabs of one workspace: neither loses an article of the other, and each is told that there is another", () => desk(async (page, site) => {
  await add(page, ONE);
  const other = await site.browser.newPage();
  await other.goto(site.url);
  await other.locator(".source").waitFor();
  await read(other);
  await add(other, TWO);
  await page.locator(".notice.is-error", { hasText: "changed in another tab" }).waitFor();
  await page.getByRole("button", { name: "Close the message" }).click();
  await add(page, "Fog at sea\n\nNine ships waited.");
  await other.locator(".notice.is-error", { hasText: "changed in another tab" }).waitFor();
  for (const tab of [page, other]) {
    await tab.reload();
    await tab.locator(".source").nth(2).waitFor();
    await read(tab);
  }
  // Told once, not with every letter.
  await other.keyboard.press("e");
  await other.locator("#edit-text").fill(ONE + " More.");
  await page.locator(".notice.is-error").waitFor();
  await page.getByRole("button", { name: "Close the message" }).click();
  await other.locator("#edit-text").fill(ONE + " More and more.");
  await other.keyboard.press("Escape");
  await read(other);
  assert.equal(await page.locator(".notice").count(), 0);
}));

for (const [how, script] of [
  ["storage is full", () => {
    // A full disk: the browser takes everything in, and breaks off the transaction.
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...given) {
      const request = put.apply(this, given);
      if (this.name === "articles") this.transaction.abort();
      return request;
    };
  }],
  ["nothing can be kept at all", () => {
    IDBFactory.prototype.open = () => { throw new DOMException("denied", "SecurityError"); };
    Object.defineProperty(window, "localStorage", { get() { throw new DOMException("denied", "SecurityError"); } });
  }],
]) test(`where ${how}, that is told, and the page goes on working`, () => desk(async (page, site) => {
  await page.addInitScript(script);
  await page.reload();
  await page.locator("#add-text").waitFor();
  await add(page, ONE, TWO);
  await page.locator(".notice.is-error", { hasText: "save a session file" }).waitFor();
  await page.locator(".finding.is-agree").first().waitFor();
  await page.getByRole("button", { name: /^Colours/ }).click();
  expected(site, "articles can't be kept");
}));

test("text that runs from right to left does so, paragraph by paragraph", () => desk(async (page) => {
  await add(page, "عنوان الخبر عن الميناء\n\nغرقت السفينة وقتل 24 شخصا يوم الاثنين.\n\nOne line says that 42 people were hurt.");
  const directions = await page.locator(".text > *").evaluateAll((all) => all.map((e) => getComputedStyle(e).direction));
  assert.deepEqual(directions, ["rtl", "rtl", "ltr"]);
}));
