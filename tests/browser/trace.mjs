// trace.mjs [--runs 3] [--dir dist] [--save FOLDER]: how long the page's thread is kept busy while articles are added and read,
// and how a long article scrolls. Prints figures, asserts nothing. It traces Chromium's own tasks: "wall" is what a person waits,
// "cpu" is what the thread worked, without the time in which other programs had the core.
import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { paste, read } from "./desk.mjs";
import { DIST, open } from "./harness.mjs";

const { values: options } = parseArgs({ options: { runs: { type: "string", default: "3" }, dir: { type: "string", default: DIST }, save: { type: "string" } } });

/** The same numbers from 0 to 1 on every machine (mulberry32). */
function dice(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const PLACES = ["Port Ansel", "Velm", "Kirrowby", "Ostermark", "Dunharrow Bay", "Lissen", "Garrick Falls", "Tolvane", "Mereside", "Harnau"];
const THINGS = ["harbour tunnel", "river flood", "school reform", "ferry accident", "steel merger", "wind farm", "train strike", "hospital wing", "water tariff", "power cut"];
const PEOPLE = ["Ada Hill", "Omar Reyes", "Lena Vogt", "Tomas Brandt", "Ruth Okafor", "Ines Calder", "Jonas Weil", "Mira Stroud", "Paul Adeyemi", "Clara Nyberg"];
const LINES = [
  (e, n) => `The ${e.thing} in ${e.place} will cost $${n(0)} million, officials said on Monday.`,
  (e, n) => `About ${n(1)} people were affected by the ${e.thing}, according to ${e.person}.`,
  (e) => `${e.person}, who speaks for the council of ${e.place}, declined to name a date.`,
  (e, n) => `The council of ${e.place} voted by ${n(2)} votes for the plan.`,
  (e, n) => `Spending on the ${e.thing} rose by ${n(3)}% compared with the year before.`,
  () => "Neighbours said that nobody had told them anything, and that they had read of it in the paper.",
  (e, n) => `The ${e.thing} is expected to last ${n(4)} months, ${e.person} said.`,
  (e) => `Several shops near the ${e.thing} stayed closed while engineers from ${e.place} looked at the damage.`,
  (e, n) => `${e.place} has ${n(5)},000 residents, and ${n(6)} of them have signed a petition.`,
  (e) => `An inquiry into the ${e.thing} is under way; its report is not expected soon, said a lawyer of the families.`,
];

/** One article: of `size` bytes, on one of ten events, most of its figures those of the event's other articles. */
function article(number, size) {
  const roll = dice(number + 1);
  const which = number % PLACES.length;
  const event = { place: PLACES[which], thing: THINGS[which], person: PEOPLE[which] };
  const facts = dice(1000 + which);
  const truth = LINES.map(() => 12 + Math.floor(facts() * 80));
  const n = (i) => (roll() < 0.15 ? truth[i] + 1 + Math.floor(roll() * 9) : truth[i]);
  let text = `${event.thing[0].toUpperCase()}${event.thing.slice(1)} keeps ${event.place} busy, part ${number + 1}\n\n`;
  for (let i = 0; text.length < size; i++) text += LINES[i < LINES.length ? i : Math.floor(roll() * LINES.length)](event, n) + (i % 4 === 3 ? "\n\n" : " ");
  return text.slice(0, text.lastIndexOf(".", size - 1) + 1);
}

const PLAIN = "people here still speak of those cold weeks when the snow lay on every roof and nobody went out at all because the lanes were buried and the bells were silent".split(" ");

/** A text of `words` words with `figures` figures. */
function book(words, figures) {
  const roll = dice(7);
  const every = Math.floor(words / figures);
  const out = ["The chronicle of Harnau\n\n"];
  for (let i = 0, n = 0; n < words; i++) {
    const size = every - 4;
    const line = Array.from({ length: size }, () => PLAIN[Math.floor(roll() * PLAIN.length)]);
    line[0] = line[0][0].toUpperCase() + line[0].slice(1);
    out.push(`${line.join(" ")}, and ${10 + Math.floor(roll() * 9000)} houses stood.`, i % 5 === 4 ? "\n\n" : " ");
    n += every;
  }
  return out.join("");
}

const round = (v) => Math.round(v * 10) / 10;
const middle = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
const share = (list, p) => list.toSorted((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * p))] ?? 0;

/** Traces the browser while `play` runs: all tasks of the page's thread, in ms, the longest first. */
async function traced(site, name, play) {
  const cdp = await site.browser.newCDPSession(site.page);
  const events = [];
  cdp.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  const categories = ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline", "blink.user_timing", ...(options.save ? ["disabled-by-default-v8.cpu_profiler"] : [])];
  await cdp.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories: categories, excludedCategories: ["*"] } });
  const result = await play(cdp);
  const done = new Promise((resolve) => cdp.once("Tracing.tracingComplete", resolve));
  await cdp.send("Tracing.end");
  await done;
  await cdp.detach();
  if (options.save) writeFileSync(join(options.save, `${name}.json`), JSON.stringify({ traceEvents: events }));
  // The thread that ran the page's script; another renderer may stand by.
  const main = events.filter((e) => e.name === "thread_name" && e.args?.name === "CrRendererMain").map((e) => `${e.pid}/${e.tid}`);
  const on = (e) => `${e.pid}/${e.tid}`;
  const all = main.map((thread) => events.filter((e) => e.name === "RunTask" && e.ph === "X" && on(e) === thread));
  const tasks = all.toSorted((a, b) => b.length - a.length)[0] ?? [];
  const thread = tasks[0] && on(tasks[0]);
  const long = tasks.toSorted((a, b) => b.dur - a.dur).slice(0, 5);
  const parts = long.map((task) => {
    const inside = events.filter((e) => e.ph === "X" && e !== task && on(e) === thread && e.ts >= task.ts && e.ts + (e.dur ?? 0) <= task.ts + task.dur && (e.dur ?? 0) > 4000 && e.name !== "RunTask");
    return { wall: round(task.dur / 1000), cpu: round((task.tdur ?? 0) / 1000), of: inside.toSorted((a, b) => b.dur - a.dur).slice(0, 4).map((e) => `${e.name}${e.args?.data?.type ? `(${e.args.data.type})` : ""} ${round(e.dur / 1000)}`) };
  });
  const wall = tasks.map((t) => t.dur / 1000);
  const cpu = tasks.map((t) => (t.tdur ?? 0) / 1000);
  return { result, long: parts, wall: Math.max(0, ...wall), cpu: Math.max(0, ...cpu), over: wall.filter((v) => v > 50).length, overCpu: cpu.filter((v) => v > 50).length };
}

/** Notes the time of every frame and of slow input, until it is stopped. */
const watch = (page) => page.evaluate(() => {
  const seen = (window.seen = { frames: [], inputs: [], on: true });
  new PerformanceObserver((list) => list.getEntries().forEach((e) => seen.inputs.push(e.duration))).observe({ type: "event", durationThreshold: 16 });
  let last = performance.now();
  requestAnimationFrame(function frame() {
    const now = performance.now();
    seen.frames.push(now - last);
    last = now;
    if (seen.on) requestAnimationFrame(frame);
  });
});
const watched = (page) => page.evaluate(() => { window.seen.on = false; return { frames: window.seen.frames.slice(1), inputs: window.seen.inputs }; });

const still = (page) => page.waitForTimeout(700);

/** Pastes into the page, and presses a key every 50 ms until the answer is there. */
async function adding(page, text) {
  await watch(page);
  await page.evaluate(() => document.activeElement?.blur());
  const count = await page.locator(".source").count();
  const begun = performance.now();
  await paste(page, { text });
  await page.locator(".source").nth(count).waitFor({ state: "attached" });
  let busy = true;
  const answer = read(page).then(() => { busy = false; });
  while (busy) {
    await page.keyboard.press("Shift");
    await page.waitForTimeout(50);
  }
  await answer;
  const took = performance.now() - begun;
  await still(page);
  return { took, ...(await watched(page)) };
}

/** Searches for what stands everywhere, and goes through some matches. */
const searching = (site) => traced(site, "search", async () => {
  const { page } = site;
  await page.locator("#search").focus();
  await watch(page);
  for (const key of ["e", "Backspace", ..."the"]) {
    await page.keyboard.press(key);
    await page.waitForTimeout(80);
  }
  for (let i = 0; i < 5; i++) {
    await page.keyboard.press("Enter");
    await page.waitForTimeout(80);
  }
  await page.keyboard.press("Escape");
  await still(page);
  return watched(page);
});

async function hundred() {
  const site = await open({ dir: options.dir });
  try {
    const { page } = site;
    await page.locator("#add-text").waitFor();
    const files = Array.from({ length: 100 }, (_, i) => ({ name: `${i + 1}.txt`, mimeType: "text/plain", buffer: Buffer.from(article(i, 5000)) }));
    const load = await traced(site, "load", async () => {
      await page.locator("input[type=file]").first().setInputFiles(files);
      await page.locator(".source").nth(99).waitFor({ state: "attached", timeout: 120_000 });
      await read(page, { timeout: 120_000 });
      await still(page);
    });
    const findings = await page.locator(".finding").count();
    const one = await traced(site, "add", () => adding(page, article(100, 5000)));
    const edit = await traced(site, "edit", async () => {
      await page.keyboard.press("e");
      await page.locator("#edit-text").waitFor();
      await page.locator("#edit-text").focus();
      await watch(page);
      for (const sign of " It also cost 55 lives.") {
        await page.keyboard.type(sign);
        await page.waitForTimeout(60);
      }
      await read(page);
      await still(page);
      return watched(page);
    });
    await page.keyboard.press("Escape");
    const search = await searching(site);
    return { findings, load, one, edit, search };
  } finally {
    await site.close();
  }
}

async function long() {
  const site = await open({ dir: options.dir });
  try {
    const { page } = site;
    await page.locator("#add-text").waitFor();
    const text = book(50_000, 2_000);
    const opened = await traced(site, "open", () => adding(page, text));
    const figures = await page.locator(".text [data-f]").count();
    const box = await page.locator(".pane.scroll").boundingBox();
    const scroll = await traced(site, "scroll", async (cdp) => {
      await watch(page);
      const at = { x: box.x + box.width / 2, y: Math.min(box.y, 0) + 500 };
      await cdp.send("Input.synthesizeScrollGesture", { ...at, yDistance: -30_000, speed: 4000, gestureSourceType: "mouse" });
      return watched(page);
    });
    const top = await page.evaluate(() => Math.max(...[...document.querySelectorAll("*")].map((e) => e.scrollTop)));
    const search = await searching(site);
    return { words: text.split(/\s+/).length, figures, top, opened, scroll, search };
  } finally {
    await site.close();
  }
}

const runs = [];
for (let i = 0; i < Number(options.runs); i++) {
  const load = loadavg()[0];
  runs.push({ load, hundred: await hundred(), long: await long() });
  const r = runs.at(-1);
  console.log(`run ${i + 1}: load ${round(load)} on ${cpus().length} cores; ${r.hundred.findings} findings; ${r.long.words} words, ${r.long.figures} figures, scrolled to ${Math.round(r.long.top)} px`);
  for (const [what, t] of Object.entries({ load: r.hundred.load, add: r.hundred.one, edit: r.hundred.edit, search: r.hundred.search, open: r.long.opened, scroll: r.long.scroll, "search in it": r.long.search })) {
    console.log(`  ${what}: longest task ${round(t.wall)} ms (cpu ${round(t.cpu)}), ${t.over} over 50 ms (cpu ${t.overCpu}): ${t.long.map((l) => `${l.wall}/${l.cpu} [${l.of.join(", ")}]`).join("; ")}`);
  }
}

const row = (name, get) => console.log(`| ${name} | ${round(middle(runs.map(get)))} |`);
console.log(`\nmiddle of ${runs.length}, load ${runs.map((r) => round(r.load)).join(", ")} on ${cpus().length} cores; ms\n`);
console.log("| | middle |\n|---|---|");
for (const [name, of] of [["100 articles: load all", (r) => r.hundred.load], ["100 articles: add one", (r) => r.hundred.one], ["101 articles: type 23 letters", (r) => r.hundred.edit], ["101 articles: search", (r) => r.hundred.search], ["50,000 words: open", (r) => r.long.opened], ["50,000 words: scroll", (r) => r.long.scroll], ["50,000 words: search", (r) => r.long.search]]) {
  row(`${name}: longest task, wall`, (r) => of(r).wall);
  row(`${name}: longest task, cpu`, (r) => of(r).cpu);
  row(`${name}: tasks over 50 ms, wall`, (r) => of(r).over);
}
for (const [name, of] of [["100 articles: add one", (r) => r.hundred.one], ["101 articles: type", (r) => r.hundred.edit], ["101 articles: search", (r) => r.hundred.search], ["50,000 words: scroll", (r) => r.long.scroll], ["50,000 words: search", (r) => r.long.search]]) {
  for (const [word, p] of [["p50", 0.5], ["p95", 0.95], ["max", 1]]) row(`${name}: frame ${word}`, (r) => share(of(r).result.frames, p));
  row(`${name}: slowest input (0: none over 16)`, (r) => Math.max(0, ...of(r).result.inputs));
}
row("100 articles: add one, until read", (r) => r.hundred.one.result.took);
row("50,000 words: open, until read", (r) => r.long.opened.result.took);
