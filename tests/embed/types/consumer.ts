// A consumer of the package; it need only compile. What must not compile says so.
import init, { annotate, compare, Workspace } from "crossread";
import type { Annotations, Claim, Correction, EntityKind, Fact, Figure, FigureKind, Hedge, Options, Report, SourceInput, Verdict } from "crossread";

await init();
await init({ module_or_path: new Uint8Array() });

const source: SourceInput = { id: "a", text: "…", published: "2026-03-01" };
const corrections: Correction[] = [{ type: "merge", name: "AWS", into: "Amazon" }, { type: "not_a_name", name: "Talks" }];
const options: Options = { minConfidence: 0.5, corrections };

const one: Annotations = annotate("…");
const two: Annotations = annotate(source, options);
const report: Report = compare([source, { id: "b", html: "<p>…" }]);

const conflicts: Fact[] = report.facts.filter((fact) => fact.verdict === "conflict");
const claims: Claim[] = conflicts.flatMap((fact) => fact.claims);
const figure: Figure | undefined = one.figures.find((f) => f.kind === "money" && f.hedge !== null);
const lo: number | null | undefined = figure?.lo;
const words: string[] = [...one.entities, ...two.figures].map(({ start, end, text, rule }) => `${start}-${end} ${text} ${rule}`);

const workspace = new Workspace({ minConfidence: 0.5 });
const put: Annotations = workspace.put(source);
const removed: boolean = workspace.remove("a");
workspace.report().sources[0]?.entities[0]?.entity.toUpperCase();
workspace.free();

/** A switch over every verdict and kind, so that one that is taken away breaks this file. */
const verdicts: Record<Verdict, string> = { agree: "=", compatible: "~", updated: "→", conflict: "≠", single: "1" };
const hedges: Record<Hedge, string> = { about: "~", at_least: "≥", at_most: "≤", range: "–", vague: "?", relative: "Δ" };
const kinds: Array<EntityKind | FigureKind> = ["org", "person", "place", "product", "event", "work", "law", "nationality", "other", "money", "percent", "count", "duration", "date", "time", "age", "length", "area", "volume", "mass", "speed", "temperature", "power", "energy", "data", "ordinal", "ratio", "number"];

// @ts-expect-error a source has an id
annotate({ text: "…" });
// @ts-expect-error the sources are an array
compare(source);
// @ts-expect-error the option is a number
compare([source], { minConfidence: "high" });
// @ts-expect-error a merge says into what
annotate(source, { corrections: [{ type: "merge", name: "AWS" }] });

export { claims, hedges, kinds, lo, put, removed, verdicts, words };
