// Bad input is a thrown Error that says what to do, and the instance works on afterwards.
import assert from "node:assert/strict";
import { before, test } from "node:test";

import { ARTICLES, fresh } from "./package.mjs";

let crossread;
let sound;
before(async () => {
  crossread = await fresh();
  await crossread.default();
  sound = crossread.compare(ARTICLES);
});

const good = { id: "good", text: "Nadia Brandt paid $5 million." };
const HALF = "\ud83d";

/** Throws an Error of ours with this in its message, and leaves everything as it was. */
function refused(call, message) {
  assert.throws(call, (error) => {
    assert.ok(error instanceof Error, "an Error");
    assert.ok(error.message.startsWith("crossread: "), error.message);
    assert.match(error.message, message);
    assert.ok(error.message.length < 500, "a short message");
    return true;
  });
  assert.deepEqual(crossread.compare(ARTICLES), sound);
}

/** What no source may be, and what is said about it. */
const BAD_SOURCES = [
  ["undefined", undefined, /is undefined; give an object/],
  ["null", null, /is null; give an object/],
  ["a number", 5, /is a number; give an object/],
  ["a bigint", 5n, /is a bigint; give an object/],
  ["a symbol", Symbol("s"), /is a symbol; give an object/],
  ["a function", () => good, /is a function; give an object/],
  ["an array", [good], /is an array; give an object/],
  ["no id", { text: "x" }, /has no id; give it/],
  ["an empty id", { id: "", text: "x" }, /has no id; give it/],
  ["a null id", { id: null, text: "x" }, /has no id; give it/],
  ["a number as id", { id: 7, text: "x" }, /`id` of .* is a number; give a string/],
  ["half a pair as id", { id: HALF, text: "x" }, /`id` of .* half a surrogate pair/],
  ["nothing to read", { id: "a" }, /source "a" has neither `text` nor `html`; give one/],
  ["nulls to read", { id: "a", text: null, html: undefined }, /has neither `text` nor `html`/],
  ["text and html", { id: "a", text: "x", html: "x" }, /has both `text` and `html`; give only one/],
  ["a number as text", { id: "a", text: 5 }, /`text` of source "a" is a number; give a string/],
  ["an array as text", { id: "a", text: ["x"] }, /`text` of source "a" is an array; give a string/],
  ["an object as html", { id: "a", html: {} }, /`html` of source "a" is an object; give a string/],
  ["a String object as text", { id: "a", text: new String("x") }, /`text` of source "a" is an object; give a string/],
  ["half a pair at the end", { id: "a", text: "x" + HALF }, /`text` of source "a" holds half a surrogate pair.*toWellFormed/],
  ["half a pair inside", { id: "a", text: `x ${HALF} y` }, /half a surrogate pair/],
  ["the pair the wrong way round", { id: "a", html: "\ude00\ud83d" }, /`html` of source "a" holds half a surrogate pair/],
  ["half a pair in a title", { ...good, title: HALF }, /`title` of source "good" holds half a surrogate pair/],
  ["a boolean as title", { ...good, title: true }, /`title` of source "good" is a boolean; give a string/],
  ["a number as url", { ...good, url: 1 }, /`url` of source "good" is a number; give a string/],
  ["an object as publisher", { ...good, publisher: { name: "x" } }, /`publisher` of source "good" is an object; give a string/],
  ["a Date", { id: "a", text: "x", published: new Date(0) }, /`published` of source "a" is an object; give a string/],
  ["a date in words", { id: "a", text: "x", published: "last Tuesday" }, /`published` of source "a" is "last Tuesday"; give an ISO 8601 date/],
  ["a month 13", { id: "a", text: "x", published: "2026-13-01" }, /give an ISO 8601 date/],
  ["20 MB of text", { id: "a", text: "word ".repeat(4_000_000) }, /`text` of source "a" is too long; at most 4 MB are read/],
  ["20 MB of html", { id: "a", html: "<p>é".repeat(5_000_000) }, /`html` of source "a" is too long/],
  ["6 million letters of two bytes", { id: "a", text: "é".repeat(6_000_000) }, /source "a" is too long/],
  ["20 MB of title", { ...good, title: "x".repeat(20_000_000) }, /`title` of source "good" is too long/],
];

for (const [name, source, message] of BAD_SOURCES) {
  test(`refused as a source: ${name}`, () => {
    if (typeof source !== "string") refused(() => crossread.annotate(source), message);
    refused(() => crossread.compare([source, good]), message);
    refused(() => crossread.compare([good, source]), message);
    const workspace = new crossread.Workspace();
    workspace.put(good);
    const kept = workspace.report();
    refused(() => workspace.put(source), message);
    assert.deepEqual(workspace.report(), kept, "the workspace keeps what it had");
    workspace.free();
  });
}

test("refused as a text alone: half a pair, 20 MB", () => {
  refused(() => crossread.annotate("x" + HALF), /the text holds half a surrogate pair/);
  refused(() => crossread.annotate("x".repeat(20_000_000)), /the text is too long/);
});

test("refused as a list of sources: anything but an array of sources", () => {
  for (const sources of [undefined, null, good, "text", 5, new Set([good]), { length: 1, 0: good }]) {
    refused(() => crossread.compare(sources), /the first argument is .*; give an array of sources/);
  }
  refused(() => crossread.compare(["text"]), /sources\[0\] is a string; give an object/);
  refused(() => crossread.compare([good, , good]), /sources\[1\] is undefined; give an object/);
});

test("refused: two sources with one id", () => {
  refused(() => crossread.compare([good, ARTICLES[0], { id: "good", text: "other" }]), /two sources have the id "good"; give each its own/);
  refused(() => crossread.compare([{ id: "é".repeat(9000), text: "" }, { id: "é".repeat(9000), text: "" }]), /two sources have the id "é+"…/);
});

/** What no corrections may be, and what is said about it. */
const BAD_CORRECTIONS = [
  ["Haddad", /`corrections` is a string; give an array/],
  [{}, /`corrections` is an object; give an array/],
  [["Haddad"], /corrections\[0\] is a string; give an object/],
  [[null], /corrections\[0\] is null; give an object/],
  [[{ name: "a" }], /`type` of corrections\[0\] is ""; give one of "rename"/],
  [[{ type: "split", name: "a" }, { type: "delete", name: "a" }], /`type` of corrections\[1\] is "delete"; give one of/],
  [[{ type: "split" }], /`name` of corrections\[0\] is empty; give a name/],
  [[{ type: "merge", name: "a", into: " " }], /`into` of corrections\[0\] is empty; give a name/],
  [[{ type: "rename", name: "a", to: 5 }], /`to` of corrections\[0\] is a number; give a string/],
  [[{ type: "rename", name: HALF, to: "b" }], /half a surrogate pair/],
];

test("refused as options: anything but an object with a share", () => {
  const calls = [(o) => crossread.annotate(good, o), (o) => crossread.compare([good], o), (o) => new crossread.Workspace(o)];
  for (const call of calls) {
    for (const options of [5, "0.5", true, [0.5]]) refused(() => call(options), /the options are .*; give an object/);
    for (const minConfidence of [-0.1, 1.1, NaN, Infinity, "0.5", true, {}, [0.5], 1n]) {
      refused(() => call({ minConfidence }), /`minConfidence` must be a number from 0 to 1/);
    }
    for (const options of [undefined, null, {}, { minConfidence: null }, { minConfidence: undefined }, { corrections: null }, { corrections: [] }, { other: 1 }]) call(options);
    for (const [corrections, message] of BAD_CORRECTIONS) refused(() => call({ corrections }), message);
  }
});

test("refused as an id to remove: anything but a string", () => {
  const workspace = new crossread.Workspace();
  for (const id of [undefined, null, 5, good]) refused(() => workspace.remove(id), /the id is .*; give the string `id`/);
  workspace.free();
});

test("an error of the caller's own getter comes through, and a getter may call in again", () => {
  const own = new Error("mine");
  const workspace = new crossread.Workspace();
  assert.throws(() => workspace.put({ id: "a", get text() { throw own; } }), own);
  const inner = () => { workspace.put({ id: "b", text: "5 km" }); workspace.report(); return "7 km"; };
  workspace.put({ id: "a", get text() { return inner(); } });
  assert.deepEqual(workspace.report().sources.map((s) => s.text), ["5 km", "7 km"]);
  assert.throws(() => workspace.put({ id: "c", get text() { workspace.free(); return "x"; } }), Error);
  assert.equal(crossread.annotate(good).text, good.text);
});

test("a freed Workspace says so; freeing twice does no harm", () => {
  const workspace = new crossread.Workspace();
  workspace.free();
  workspace.free();
  for (const call of [() => workspace.put(good), () => workspace.remove("a"), () => workspace.report()]) {
    refused(call, /this Workspace was freed; make a new one/);
  }
});

test("many refusals cost no memory that stays", () => {
  const bad = { id: "a", text: "word ".repeat(100_000) + HALF };
  const refuse = (n) => { for (let i = 0; i < n; i++) assert.throws(() => crossread.annotate(bad)); };
  refuse(10);
  const before = process.memoryUsage().external + process.memoryUsage().arrayBuffers;
  refuse(200);
  const after = process.memoryUsage().external + process.memoryUsage().arrayBuffers;
  assert.ok(after - before < 20_000_000, `${after - before} bytes more`);
});
