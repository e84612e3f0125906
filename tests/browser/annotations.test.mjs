// Exported Web Annotations, read by another implementation of the standard: Apache Annotator's matchers must land on the same words.
// One file is what `src/app/model/out/annotations.rs` makes of a fixed sheet (a native test keeps it up to date), the other one is
// saved in the page, by its own dialog.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { textPositionSelectorMatcher, textQuoteSelectorMatcher } from "@apache-annotator/selector";

import { add, desk, saved } from "./desk.mjs";

/** A text in pieces, as the text nodes of a page are; no piece ends inside a character. */
class Pieces {
  constructor(text, size) {
    const points = [...text];
    this.all = [];
    for (let i = 0, at = 0; i < points.length; i += size) {
      const data = points.slice(i, i + size).join("");
      this.all.push({ data, at, equals(other) { return other === this; } });
      at += data.length;
    }
    this.index = 0;
  }
  get currentChunk() { return this.all[this.index]; }
  nextChunk() { return this.index + 1 < this.all.length ? this.all[++this.index] : null; }
  previousChunk() { return this.index > 0 ? this.all[--this.index] : null; }
  precedesCurrentChunk(chunk) { return chunk.at < this.currentChunk.at; }
}

/** Where the matcher finds a selector, as [start, end] in the string. */
async function places(matcher, selector, text, size) {
  const found = [];
  for await (const m of matcher(selector)(new Pieces(text, size))) found.push([m.startChunk.at + m.startIndex, m.endChunk.at + m.endIndex]);
  return found;
}

/**
 * Looks every annotation up in the text that its hash names, by quotation and by position.
 * @returns {Promise<{text: string, exact: string, at: number}[]>} where they stand, in UTF-16 code units
 */
async function lookUp(texts, collection) {
  const items = collection.first.items;
  assert.equal(items.length, collection.total);
  const found = [];
  for (const { target } of items) {
    const text = texts.find((t) => createHash("sha256").update(t).digest("hex") === target.source.sha256);
    assert.ok(text, "the hash is that of a text");
    const quote = target.selector.find((s) => s.type === "TextQuoteSelector");
    const position = target.selector.find((s) => s.type === "TextPositionSelector");
    for (const size of [7, 40, 100_000]) {
      const byQuote = await places(textQuoteSelectorMatcher, quote, text, size);
      assert.equal(byQuote.length, 1, `the quotation is unique: ${JSON.stringify(quote)}`);
      assert.equal(text.slice(...byQuote[0]), quote.exact);
      assert.deepEqual(await places(textPositionSelectorMatcher, position, text, size), byQuote, "the position is that of the quotation");
      if (size === 7) found.push({ text, exact: quote.exact, at: byQuote[0][0] });
    }
  }
  assert.ok(items.some((item, i) => found[i].at !== item.target.selector.find((s) => s.type === "TextPositionSelector").start), "some stand behind characters of two code units");
  return found;
}

test("another implementation of the standard finds every exported annotation on the same words", async () => {
  const { texts, collection } = JSON.parse(readFileSync(new URL("./annotations.json", import.meta.url), "utf8"));
  assert.ok((await lookUp(texts, collection)).length >= 5);
});

// Emoji of one and of several code points, accents of their own and joined, a script that runs from right to left.
const TEXTS = [
  "Harbour plan 😀 approved\n\n👩‍🚀 Port Ansel’s council backed the Zoe\u0301 Harbour on Monday. The harbour will cost $40 million, Mayor 𝒜da Hill said 🚢. It takes three years to build, she said.",
  "Council backs Zo\u00e9 Harbour 🇫🇷\n\nThe council of Port Ansel approved the Zo\u00e9 Harbour on Monday. مرحبا بالجميع. 😀😀 The harbour will cost $90 million, Mayor Ada Hill said. It takes three years to build.",
];

test("and so it does in a file that was saved in the page", () => desk(async (page) => {
  await add(page, ...TEXTS);
  await page.keyboard.press("o");
  const file = await saved(page, page.getByRole("button", { name: "Save as Web Annotations" }));
  assert.match(file.name, /\.jsonld$/);
  const kept = JSON.parse((await saved(page, page.getByRole("button", { name: "Save as a session" }))).text);
  await page.keyboard.press("Escape");
  const found = await lookUp(kept.articles.map((a) => a.body.text), JSON.parse(file.text));
  // Every figure that a finding marks in a text has its annotation, on the words that are marked.
  for (const [i, { body }] of kept.articles.entries()) {
    await page.keyboard.press(String(i + 1));
    await page.locator(".sources > ol > li").nth(i).locator(".source[aria-current]").waitFor();
    const marked = await page.locator(".text .f:is(.v-conflict, .v-agree, .v-updated, .v-compatible)").evaluateAll((all) => all.map((f) => f.textContent));
    assert.ok(marked.includes(i ? "$90 million" : "$40 million"), marked.join());
    assert.deepEqual(marked.toSorted(), found.filter((f) => f.text === body.text).map((f) => f.exact).toSorted());
  }
}, { context: { acceptDownloads: true } }));
