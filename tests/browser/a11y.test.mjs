// No view has a fault that axe can find: in both themes, with the system's own colours, with more contrast, on a wide and on a
// narrow screen.
import assert from "node:assert/strict";
import { test } from "node:test";

import { violations } from "./axe.mjs";
import { desk, example, read } from "./desk.mjs";

/** Brings a column on show, where the screen shows one at a time. */
async function column(page, name) {
  const tab = page.locator(".panels button", { hasText: name });
  if (await tab.isVisible()) await tab.click();
}
const view = (name) => async (page) => {
  await column(page, "Read");
  await page.locator(".views button", { hasText: name }).click();
};
const dialog = (key) => async (page) => {
  await page.keyboard.press(key);
  await page.locator("dialog[open]").waitFor();
};

/** A name, and how to get there from the example just loaded. One line for a new view. */
const VIEWS = [
  ["article", view("Article")],
  ["sources", (page) => column(page, "Sources")],
  ["findings", (page) => column(page, "Findings")],
  ["a finding", async (page) => { await column(page, "Findings"); await page.locator(".finding h3 button").first().click(); }],
  ["a figure chosen", async (page) => { await view("Article")(page); await page.locator(".text .v-conflict").first().click(); }],
  ["side by side", async (page) => { await view("Side by side")(page); await page.keyboard.press("n"); await page.locator(".now-fact").waitFor(); }],
  ["matrix", async (page) => { await view("Matrix")(page); await page.locator(".matrix .fold").click(); await page.locator(".matrix tr.is-single td").first().waitFor(); }],
  ["a finding beside the matrix", async (page) => { await view("Matrix")(page); await page.locator(".matrix tbody th button").first().click(); await page.locator(".finding.is-open").waitFor(); }],
  ["what only one source has", async (page) => { await column(page, "Findings"); await page.locator(".only-one .fold").click(); await page.locator(".only").first().waitFor(); }],
  ["a search", async (page) => { await page.keyboard.press("/"); await page.keyboard.type("42 pass"); await page.keyboard.press("Enter"); await page.locator("mark.hit.is-now").first().waitFor(); }],
  ["legend", dialog("l")],
  ["figures", view("Figures")],
  ["entities", view("Entities")],
  ["editor", async (page) => { await page.keyboard.press("e"); await page.locator("#edit-text").waitFor(); }],
  ["add dialog", dialog("a")],
  ["help", dialog("?")],
  // The last one, as it removes an article.
  ["a message", async (page) => { await page.keyboard.press("r"); await page.locator(".notice").waitFor(); }],
];

const MEDIA = {
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  "the system's colours": { colorScheme: "dark", forcedColors: "active" },
  "more contrast, light": { colorScheme: "light", contrast: "more" },
  "more contrast, dark": { colorScheme: "dark", contrast: "more" },
};

/** Goes to a view from a page that has just been loaded. */
async function reach(page, go) {
  await page.reload();
  await page.locator("#add-text, .source").first().waitFor({ state: "attached" });
  if (go) await read(page);
  await go?.(page);
}

async function check(page, name, go) {
  const found = [];
  await reach(page, go);
  for (const [media, emulated] of Object.entries(MEDIA)) {
    await page.emulateMedia({ colorScheme: null, forcedColors: null, contrast: null, reducedMotion: "reduce", ...emulated });
    let faults = await violations(page);
    if (faults.length) {
      // Chromium leaves some words in the colours of before when the system's change under an open page: that is not ours.
      await reach(page, go);
      faults = await violations(page);
    }
    found.push(...faults.map((fault) => `${media}: ${fault}`));
  }
  assert.deepEqual(found, [], name);
}

for (const width of [1440, 390]) {
  test(`axe finds nothing at ${width} px`, async (t) => desk(async (page) => {
    await t.test("welcome", () => check(page, "welcome"));
    await example(page);
    for (const [name, go] of VIEWS) await t.test(name, () => check(page, name, go));
  }, { context: { viewport: { width, height: 844 }, reducedMotion: "reduce" } }));
}
