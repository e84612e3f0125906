// Any text is read. How the time grows with the length is shown beside each test ("ten times the text: …"): linear is about 10, quadratic
// 100. It is no assertion: a busy machine must not fail a sound build.
import assert from "node:assert/strict";
import { before, test } from "node:test";

import { ARTICLES, fresh } from "./package.mjs";

let crossread;
before(async () => {
  crossread = await fresh();
  await crossread.default();
});

const repeated = (words) => (length) => words.repeat(Math.ceil(length / words.length));
const PROSE = ARTICLES.map((a) => a.text ?? "").join("\n\n");

/** Texts that make a careless reader slow: one rule's beginnings without end, nothing to break at, everything the same. */
const TEXTS = {
  prose: PROSE,
  spaces: " ",
  "line breaks": "\n",
  letters: "a",
  digits: "7",
  "groups of digits": "700,",
  capitals: "Aa Bb ",
  abbreviations: "A. ",
  dots: ".",
  "stops without space": ".(",
  "abbreviations without space": "a.b.",
  hyphens: "a-",
  quotes: "\"(",
  accents: "\u0301",
  emoji: "👩‍🚀",
  "amounts": "$5 ",
  "different amounts": Array.from({ length: 500 }, (_, i) => `$${i} million, `).join(""),
  "amounts to": "$5 to ",
  "between amounts": "between $5 and ",
  percentages: "5% ",
  "numbers and": "1 and ",
  "number words": "million hundred and ",
  dates: "May 3, 2024 ",
  times: "at 5:30 p.m. ",
  "units": "5 km per ",
  "names": "Mr. John Smith of the University of Tarn and ",
  "titles": "President of the Minister of the ",
};
const HTML = {
  brackets: "<",
  blocks: "<div>",
  cells: "<td>5 km",
  attributes: "<a x=y ",
  references: "&amp;",
  "half references": "&a",
  scripts: "<script>",
  comments: "<!--",
};

const cases = [
  ...Object.entries(TEXTS).map(([name, words]) => [name, "text", repeated(words)]),
  ...Object.entries(HTML).map(([name, words]) => [`html ${name}`, "html", repeated(words)]),
];

for (const [name, field, make] of cases) {
  test(`a long text of ${name}`, (t) => {
    const time = (length) => {
      const source = { id: "a", [field]: make(length) };
      const from = performance.now();
      const { text, entities, figures } = crossread.annotate(source);
      const took = performance.now() - from;
      for (const m of [...entities, ...figures]) assert.equal(text.slice(m.start, m.end), m.text);
      return took;
    };
    time(1_000);
    const short = Math.min(time(20_000), time(20_000));
    t.diagnostic(`ten times the text: ${(time(200_000) / short).toFixed(1)} times the time`);
  });
}

test("the longest text that is allowed", () => {
  const text = repeated(PROSE)(3_000_000).slice(0, 3_000_000).toWellFormed();
  assert.equal(crossread.annotate({ id: "a", text }).text.length, text.length);
});

test("a thousand articles are compared", (t) => {
  const article = (i) => ({ id: `s${i}`, text: `Town ${i} counted ${100 + i} boats on Monday, the harbour office said. Repairs cost $${i + 2} million.` });
  const time = (n) => {
    const sources = Array.from({ length: n }, (_, i) => article(i));
    const from = performance.now();
    assert.equal(crossread.compare(sources).sources.length, n);
    return performance.now() - from;
  };
  time(50);
  const few = Math.min(time(100), time(100));
  t.diagnostic(`ten times the articles: ${(time(1000) / few).toFixed(1)} times the time`);
});

test("when the memory runs out, that call fails with a reason and the next one works", async () => {
  // Its own wasm, whose memory is nearly used up by sources that are kept.
  const crossread = await fresh();
  await crossread.default();
  const sound = crossread.compare(ARTICLES);
  const workspace = new crossread.Workspace();
  const untouched = new crossread.Workspace();
  const title = repeated(" ")(3_999_999);
  assert.throws(() => { for (let i = 0; i < 2000; i++) workspace.put({ id: `s${i}`, title, text: "" }); }, /crossread: the memory ran out.*give less text/);
  assert.deepEqual(crossread.compare(ARTICLES), sound);
  for (const lost of [workspace, untouched]) {
    assert.throws(() => lost.report(), /this Workspace was lost.*make a new one/);
    lost.free();
    assert.throws(() => lost.report(), /freed/);
  }
  const another = new crossread.Workspace();
  for (const source of ARTICLES) another.put(source);
  assert.deepEqual(another.report(), sound);
});
