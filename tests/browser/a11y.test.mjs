// No view has a fault that axe can find: in both themes, with the system's own colours, with more contrast, on a wide and on a
// narrow screen.
import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { violations } from "./axe.mjs";
import { column, desk, example, read } from "./desk.mjs";

const view = (name) => async (page) => {
  await column(page, "Read");
  await page.locator(".views button", { hasText: name }).click();
};
const dialog = (key) => async (page) => {
  await page.keyboard.press(key);
  await page.locator("dialog[open]").waitFor();
};

const key = (name, selector) => async (page) => {
  await page.keyboard.press(name);
  await page.locator(selector).first().waitFor();
};
/** Opens a finding by its key, where a narrow screen shows it. */
const finding = key("n", ".finding.is-open .judge");
/** Rules on the first finding that has no ruling of this kind yet; the second time it is there already. */
const ruled = (name, mark) => async (page) => {
  await column(page, "Findings");
  if (!(await page.locator(mark).count())) {
    await finding(page);
    await page.keyboard.press(name);
  }
  await page.locator(mark).first().waitFor({ state: "attached" });
};
const DRAFT = "Ferry fire\n\nThe fire injured 24 people. The salvage will cost €21 million, and 9,000 flags were counted.";

/** A name, and how to get there from the example just loaded. One line for a new view. What a view leaves behind stays for the next. */
const VIEWS = [
  ["article", view("Article")],
  ["sources", (page) => column(page, "Sources")],
  ["findings", (page) => column(page, "Findings")],
  ["a finding", async (page) => { await column(page, "Findings"); await page.locator(".finding h3 button").first().click(); }],
  ["a figure chosen", async (page) => { await view("Article")(page); await page.locator(".text .v-conflict").first().click(); }],
  ["side by side", view("Side by side")],
  ["side by side, a fact open", async (page) => { await view("Side by side")(page); await key("n", ".one-side .is-lit")(page); }],
  ["matrix", view("Matrix")],
  ["matrix, all folds open", async (page) => {
    await view("Matrix")(page);
    await page.locator(".matrix .fold").click();
    await page.locator(".matrix tbody th button").first().click();
    await page.locator(".finding.is-open, .side-by-side, .matrix tr.is-open").first().waitFor();
  }],
  ["figures", view("Figures")],
  ["entities", view("Entities")],
  ["a name to correct", async (page) => {
    await view("Entities")(page);
    await page.locator(".name-tools summary").first().click();
    await page.locator(".name-tools input").first().waitFor();
  }],
  ["only one source has it", async (page) => { await column(page, "Findings"); await page.locator(".only-one .fold").click(); }],
  ["editor", key("e", "#edit-text")],
  ["search", async (page) => {
    await page.keyboard.press("/");
    await page.locator("#search:focus").waitFor();
    await page.keyboard.type("ferry");
    await page.keyboard.press("Enter");
    await page.locator("mark.hit.is-now").first().waitFor({ state: "attached" });
  }],
  ["add dialog", dialog("a")],
  ["help", dialog("?")],
  ["legend", dialog("l")],
  ["workspaces", dialog("s")],
  ["save and share", dialog("o")],
  ["about", async (page) => { await dialog("?")(page); await page.getByRole("button", { name: /^About/ }).click(); await page.locator("#about-title").waitFor(); }],
  ["no decisions yet", dialog("g")],
  ["judging a part", async (page) => {
    await finding(page);
    await page.locator(".judge .more summary").click();
    await page.locator(".judge fieldset input").first().check();
  }],
  ["a note", async (page) => { await finding(page); await page.keyboard.press("t"); await page.locator(".judge textarea:focus").waitFor(); await page.keyboard.type("Ask the coast guard. "); }],
  ["a confirmed finding", ruled("y", ".ruled.is-yes")],
  ["a dismissed finding", ruled("x", ".verdicts .chip:has-text('– ')")],
  ["dismissed findings on show", async (page) => {
    await ruled("x", ".verdicts .chip:has-text('– ')")(page);
    await page.locator(".findings .verdicts .chip", { hasText: "– " }).click();
    await page.locator(".ruled.is-no").first().waitFor();
    await page.locator(".finding h3 button").first().click();
  }],
  ["decisions", dialog("g")],
  ["a draft", async (page) => {
    await key("d", "#edit-text")(page);
    if (!(await page.locator("#edit-text").inputValue())) await page.keyboard.insertText(DRAFT);
    await page.locator(".draft-check li").first().waitFor();
    await read(page);
  }],
  ["a draft read", async (page) => {
    await page.keyboard.press(String(await page.locator(".source").count()));
    await page.locator(".reader .draft-check li").first().waitFor();
  }],
  // The last one, as it removes an article.
  ["a message", async (page) => { await page.keyboard.press("r"); await page.locator(".notice").waitFor(); }],
];

/** The rules that what is seen can break, and the page's structure alone can't. */
const SEEN = ["color-contrast", "link-in-text-block", "target-size"];
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
    // What a page is made of is the same in all colours: there only what can be seen is looked at again.
    const rules = media === "light" ? undefined : SEEN;
    let faults = await violations(page, rules);
    if (faults.length) {
      // Chromium leaves some words in the colours of before when the system's change under an open page: that is not ours.
      await reach(page, go);
      faults = await violations(page, rules);
    }
    found.push(...faults.map((fault) => `${media}: ${fault}`));
  }
  assert.deepEqual(found, [], name);
}

// Both at once: each waits for its own browser most of the time.
describe("axe finds nothing", { concurrency: 2 }, () => {
  for (const width of [1440, 390]) {
    test(`at ${width} px`, async (t) => desk(async (page) => {
      await t.test("welcome", () => check(page, "welcome"));
      await example(page);
      for (const [name, go] of VIEWS) await t.test(name, () => check(page, name, go));
    }, { context: { viewport: { width, height: 844 }, reducedMotion: "reduce" } }));
  }
});
