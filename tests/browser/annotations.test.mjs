// Exported Web Annotations, read by another implementation of the standard: Apache Annotator's matchers must land on the same words.
// The file is what `src/app/model/out/annotations.rs` makes of a fixed sheet; a native test keeps it up to date.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { textPositionSelectorMatcher, textQuoteSelectorMatcher } from "@apache-annotator/selector";

const { texts, collection } = JSON.parse(readFileSync(new URL("./annotations.json", import.meta.url), "utf8"));

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

test("another implementation of the standard finds every exported annotation on the same words", async () => {
  const items = collection.first.items;
  assert.equal(items.length, collection.total);
  assert.ok(items.length >= 5);
  let astral = 0;
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
      if (byQuote[0][0] !== position.start) astral++;
    }
  }
  assert.ok(astral, "some stand behind characters of two code units");
});
