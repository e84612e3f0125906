// The package keeps the promises of crossread.d.ts.
import assert from "node:assert/strict";
import { before, test } from "node:test";

import { ARTICLES, fresh, native, orders } from "./package.mjs";

let crossread;
before(async () => {
  crossread = await fresh();
  await crossread.default();
});

const CORRECTIONS = [
  { type: "rename", name: "VELMORA", to: "The buyer" },
  { type: "merge", name: "Zoë Hartmann", into: "the buyer" },
  { type: "not_a_name", name: "Norway" },
];

/** Only plain objects, arrays, strings, finite numbers, booleans and null. */
function assertPlain(value, path = "report") {
  if (value === null || typeof value === "string" || typeof value === "boolean") return;
  if (typeof value === "number") return assert.ok(Number.isFinite(value), `${path} is ${value}`);
  assert.equal(typeof value, "object", `${path} is ${typeof value}`);
  const prototype = Object.getPrototypeOf(value);
  assert.ok(prototype === Object.prototype || prototype === Array.prototype, `${path} is no plain object`);
  for (const [key, item] of Object.entries(value)) assertPlain(item, `${path}.${key}`);
}

test("everything is plain data, and every span cuts its words out of the text", () => {
  const report = crossread.compare(ARTICLES);
  assertPlain(report);
  assert.deepEqual(report, JSON.parse(JSON.stringify(report)));
  for (const source of report.sources) {
    assert.ok(source.figures.length > 0, `${source.id} has figures`);
    for (const mention of [...source.entities, ...source.figures]) {
      assert.ok(mention.start < mention.end);
      assert.equal(source.text.slice(mention.start, mention.end), mention.text);
      assert.ok(mention.text.isWellFormed(), "no span cuts a surrogate pair");
      assert.ok(mention.kind && mention.rule);
    }
    for (const list of [source.entities, source.figures]) {
      assert.deepEqual(list.map((m) => m.start), list.map((m) => m.start).sort((a, b) => a - b), "in reading order");
    }
  }
  assert.ok(report.facts.length > 0);
  for (const fact of report.facts) {
    assert.ok(fact.id && fact.label && fact.reason && fact.confidence >= 0 && fact.confidence <= 1);
    for (const claim of fact.claims) {
      const figure = report.sources.find((s) => s.id === claim.source).figures[claim.figure];
      for (const key of ["start", "end", "text", "lo", "hi", "unit"]) assert.equal(claim[key], figure[key]);
    }
  }
});

test("plain text comes back as it was, HTML as readable text", () => {
  const report = crossread.compare(ARTICLES);
  assert.deepEqual(report.sources.map((s) => s.id), ARTICLES.map((s) => s.id));
  for (const [i, source] of ARTICLES.entries()) if (source.text) assert.equal(report.sources[i].text, source.text);
  const { text } = report.sources[2];
  assert.match(text, /^Ferry deal\n+Velmora Group agreed to pay \$2\.9\s?billion for Ostrand Ferries & its 31 ships\.\n+Ostrand Ferries has 5,214 employees\.$/);
});

test("the package says what the native core says, field by field", () => {
  const requests = [...ARTICLES.map((annotate) => ({ annotate })), { compare: ARTICLES }, { compare: ARTICLES, options: { minConfidence: 0.9, corrections: CORRECTIONS } }];
  const answers = native(requests);
  requests.forEach(({ annotate, compare, options }, i) => {
    assert.deepEqual(annotate ? crossread.annotate(annotate) : crossread.compare(compare, options), answers[i]);
  });
});

test("the order of the sources changes nothing but the order of the sources", () => {
  const byId = (sources) => Object.fromEntries(sources.map((s) => [s.id, s]));
  const first = crossread.compare(ARTICLES);
  for (const order of orders(ARTICLES)) {
    const report = crossread.compare(order);
    assert.deepEqual(report.sources.map((s) => s.id), order.map((s) => s.id));
    assert.deepEqual(byId(report.sources), byId(first.sources));
    assert.deepEqual(report.facts, first.facts);
  }
});

test("a Workspace says what compare says, whatever came and went before", () => {
  const workspace = new crossread.Workspace();
  assert.deepEqual(workspace.report(), { sources: [], facts: [], copies: [] });
  for (const [i, source] of ARTICLES.entries()) {
    assert.deepEqual(workspace.put(source), crossread.annotate(source));
    assert.deepEqual(workspace.report(), crossread.compare(ARTICLES.slice(0, i + 1)));
  }
  const changed = { ...ARTICLES[1], text: ARTICLES[1].text.replace("31 ships", "27 ships") };
  workspace.put(changed);
  assert.deepEqual(workspace.report(), crossread.compare(ARTICLES.with(1, changed)), "a replaced source keeps its place");
  workspace.put(ARTICLES[1]);
  assert.equal(workspace.remove("nobody"), false);
  assert.equal(workspace.remove("courier"), true);
  assert.equal(workspace.remove("courier"), false);
  assert.deepEqual(workspace.report(), crossread.compare(ARTICLES.slice(1)));
  workspace.put(ARTICLES[0]);
  assert.deepEqual(workspace.report(), crossread.compare([...ARTICLES.slice(1), ARTICLES[0]]));
  workspace.free();
});

test("minConfidence leaves facts out and changes no other", () => {
  const all = crossread.compare(ARTICLES, { minConfidence: 0 }).facts;
  for (const minConfidence of [0, 0.5, 0.95, 1]) {
    const some = crossread.compare(ARTICLES, { minConfidence }).facts;
    assert.deepEqual(some, all.filter((f) => f.confidence >= minConfidence));
    const workspace = new crossread.Workspace({ minConfidence });
    for (const source of ARTICLES) workspace.put(source);
    assert.deepEqual(workspace.report().facts, some);
    workspace.free();
  }
});

test("corrections win, in all sources", () => {
  const names = (sources) => sources.flatMap((s) => s.entities.map((e) => e.entity));
  const before = names(crossread.compare(ARTICLES).sources);
  for (const name of ["Velmora Group", "Zoë Hartmann", "Norway"]) assert.ok(before.includes(name), name);
  const options = { corrections: CORRECTIONS };
  const after = names(crossread.compare(ARTICLES, options).sources);
  assert.deepEqual(after.filter((n) => /Velmora|Hartmann|Norway/.test(n)), []);
  assert.equal(after.filter((n) => n === "The buyer").length, before.filter((n) => /Velmora|Hartmann/.test(n)).length);
  const workspace = new crossread.Workspace(options);
  const put = ARTICLES.map((source) => workspace.put(source));
  assert.deepEqual(put, ARTICLES.map((source) => crossread.annotate(source, options)));
  assert.deepEqual(workspace.report(), crossread.compare(ARTICLES, options));
  workspace.free();
});

test("a string alone is a source", () => {
  const { id, ...rest } = crossread.annotate(ARTICLES[0].text);
  assert.equal(id, "text");
  const { id: _, ...same } = crossread.annotate({ id: "x", text: ARTICLES[0].text });
  assert.deepEqual(rest, same);
});

test("odd texts are read", () => {
  const texts = ["", " ", "\n\n\n", "\0", "😀", "$", "$\u{10ffff}5", "\ufeff5%", "a\r\nb\r\n5 km", "5".repeat(5000), "(".repeat(5000), "\u0301\u0301", "٣٤ ٪", "１２３ｋｍ", "\u2028\u2029\u0085", "\ufffd 5%"];
  for (const text of texts) {
    const out = crossread.annotate(text);
    assert.equal(out.text, text);
    for (const m of [...out.entities, ...out.figures]) assert.equal(text.slice(m.start, m.end), m.text);
    assert.equal(typeof crossread.annotate({ id: "h", html: text }).text, "string");
  }
});
