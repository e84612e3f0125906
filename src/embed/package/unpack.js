// Plain objects from what src/embed/pack.rs wrote, field by field in its order.

class Reader {
  constructor([blob, numbers]) {
    const count = numbers[0];
    const strings = new Array(count);
    for (let i = 0, from = 0; i < count; i++) strings[i] = blob.slice(from, (from += numbers[i + 1]));
    this.strings = strings;
    this.numbers = numbers;
    this.at = count + 1;
  }
  number() {
    return this.numbers[this.at++];
  }
  string() {
    return this.strings[this.numbers[this.at++]];
  }
  maybe() {
    const n = this.numbers[this.at++];
    return n === n ? n : null;
  }
  maybeString() {
    const n = this.numbers[this.at++];
    return n === n ? this.strings[n] : null;
  }
  list(item) {
    const list = new Array(this.number());
    for (let i = 0; i < list.length; i++) list[i] = item(this);
    return list;
  }
}

function readAnnotations(r) {
  const id = r.string();
  const text = r.string();
  const entities = r.list((r) => {
    const start = r.number();
    const end = r.number();
    return { start, end, text: text.slice(start, end), kind: r.string(), entity: r.string(), rule: r.string() };
  });
  const figures = r.list((r) => {
    const start = r.number();
    const end = r.number();
    return {
      start,
      end,
      text: text.slice(start, end),
      kind: r.string(),
      lo: r.maybe(),
      hi: r.maybe(),
      unit: r.maybeString(),
      hedge: r.maybeString(),
      measure: r.maybeString(),
      subjects: r.list((r) => r.string()),
      rule: r.string(),
    };
  });
  return { id, text, entities, figures };
}

function readReport(r) {
  const sources = r.list(readAnnotations);
  const facts = r.list((r) => ({
    id: r.string(),
    label: r.string(),
    verdict: r.string(),
    confidence: r.number(),
    reason: r.string(),
    claims: r.list((r) => {
      const source = sources[r.number()];
      const figure = r.number();
      const { start, end, text, lo, hi, unit } = source.figures[figure];
      return { start, end, source: source.id, figure, text, lo, hi, unit };
    }),
    witnesses: r.number(),
    values: r.list((r) => ({ witnesses: r.number(), claims: r.list((r) => r.number()) })),
  }));
  const copies = r.list((r) => r.list((r) => r.string()));
  return { sources, facts, copies };
}
