// The views: matrix, side by side, plots, what only one source has, search, legend, names; by mouse and by keyboard alone.
import assert from "node:assert/strict";
import { test } from "node:test";

import { add, desk, example, focused, move, read, seen } from "./desk.mjs";

/** Goes to a view by its tab. */
const view = (page, name) => page.locator(".views .tab", { hasText: name }).click();
const active = (page) => page.evaluate(() => document.activeElement.getAttribute("aria-label") ?? document.activeElement.innerText);
/** The words of an element that takes part in a grid, by row and column. */
const cell = (page, row, column) => page.locator(".matrix table tr:has([data-cell])").nth(row).locator("[data-cell]").nth(column);

test("the matrix: every finding is a row, each cell says what its source says, and leads there and back", () => desk(async (page) => {
  await example(page);
  const findings = await page.locator(".finding").count();
  await view(page, "Matrix");
  await page.locator(".matrix table").waitFor();
  assert.equal(await page.locator(".matrix tbody tr:not(.group)").count(), findings);
  assert.equal(await page.locator(".matrix thead th").count(), 6, "a column for each source");
  const injured = page.locator(".matrix tr.is-conflict", { hasText: "24" }).first();
  const names = await injured.locator("td").evaluateAll((all) => all.map((td) => (td.querySelector("button") ?? td).getAttribute("aria-label")));
  assert.match(names[1], /^Source 2, Harbour Post: 24, contradicts \d others$/);
  assert.match(names[2], /^Source 3, Northern Wire: 42, contradicts 1 other, as \d others say$/);
  assert.equal(await injured.locator(".s-against").count(), 1, "the outlier alone stands out");
  assert.equal(await injured.locator(".s-against .stand").innerText(), "≠");
  const salvage = page.locator(".matrix tr.is-conflict", { hasText: "€21 million" });
  assert.deepEqual(await salvage.locator("td.gap").evaluateAll((all) => all.map((td) => [td.innerText, td.getAttribute("aria-label").replace(/.*: /, "")])), Array(3).fill(["–", "does not say"]));
  const button = injured.locator("td button").nth(1);
  const id = await button.getAttribute("id");
  await button.click();
  await page.waitForFunction(() => document.activeElement?.matches(".text [data-f]"));
  assert.equal((await focused(page)).text.trim(), "24");
  assert.match(await page.locator(".kicker").innerText(), /Harbour Post/);
  await page.keyboard.press("b");
  await page.waitForFunction((id) => document.activeElement?.id === id, id);
  assert.ok(await seen(page.locator(".matrix :focus")));
}));

test("the matrix by keyboard: one stop of Tab, arrows from cell to cell, edges, Enter and back", () => desk(async (page) => {
  await example(page);
  await page.keyboard.press("v");
  await page.keyboard.press("v");
  await page.getByRole("heading", { level: 2, name: /^Matrix/ }).waitFor();
  assert.equal(await page.locator(".matrix [data-cell][tabindex='0']").count(), 1, "one stop");
  for (let i = 0; i < 40 && !(await page.evaluate(() => document.activeElement.matches("[data-cell]"))); i++) await page.keyboard.press("Tab");
  const at = () => page.evaluate(() => {
    const row = document.activeElement.closest("tr");
    const rows = [...document.querySelectorAll(".matrix tr:has([data-cell])")];
    return [rows.indexOf(row), [...row.querySelectorAll("[data-cell]")].indexOf(document.activeElement)];
  });
  assert.deepEqual(await at(), [1, 1]);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  assert.deepEqual(await at(), [2, 2]);
  await page.keyboard.press("Home");
  assert.deepEqual(await at(), [2, 0]);
  await page.keyboard.press("End");
  assert.deepEqual(await at(), [2, 5]);
  await page.keyboard.press("Control+Home");
  assert.deepEqual(await at(), [0, 0]);
  await page.keyboard.press("ArrowUp");
  assert.deepEqual(await at(), [0, 0], "no way out over the edge");
  await page.keyboard.press("Control+End");
  const last = await at();
  assert.equal(last[1], 5);
  assert.ok(last[0] > 10);
  assert.ok(await seen(page.locator(".matrix :focus")), "the region scrolls with the focus");
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  const said = await active(page);
  const id = (await focused(page)).id;
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.matches(".text [data-f]"));
  assert.ok(said.includes((await focused(page)).text.trim()), said);
  await page.keyboard.press("b");
  await page.waitForFunction((id) => document.activeElement?.id === id, id);
  // The name of a row opens its finding, beside the matrix.
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await page.locator(".finding.is-open .reason").waitFor();
}));

test("the matrix is sorted and filtered, and what only one source has folds out", () => desk(async (page) => {
  await example(page);
  await view(page, "Matrix");
  const rows = page.locator(".matrix tbody tr:not(.group)");
  const all = await rows.count();
  assert.ok(await page.locator(".matrix tr.group").count() >= 4, "a heading for each verdict");
  await page.getByLabel("Order by").selectOption({ label: "name" });
  assert.equal(await page.locator(".matrix tr.group").count(), 0);
  const names = await page.locator(".matrix tbody .fact").evaluateAll((all) => all.map((f) => f.lastChild.textContent.toLowerCase()));
  assert.deepEqual(names, names.toSorted());
  await page.getByLabel("Only differences").check();
  assert.equal(await page.locator(".matrix tr.is-agree").count(), 0);
  assert.ok((await rows.count()) < all);
  await page.getByLabel("Only differences").uncheck();
  await page.locator(".matrix .chip.kind", { hasText: "Money" }).click();
  assert.ok((await page.locator(".matrix .said").allInnerTexts()).every((words) => words.includes("€")));
  assert.equal(await rows.count(), Number(/\d+/.exec(await page.locator(".matrix .chip.kind", { hasText: "Money" }).innerText())[0]));
  await page.locator(".matrix .chip.kind", { hasText: "Money" }).click();
  await page.locator(".matrix .chip.is-agree").click();
  assert.equal(await page.locator(".matrix tr.is-agree").count(), 0);
  const fold = page.locator(".matrix .fold");
  assert.equal(await fold.getAttribute("aria-expanded"), "false");
  const n = Number(/\d+/.exec(await fold.innerText())[0]);
  await fold.click();
  assert.equal(await page.locator(".matrix tr.is-single:not(.group)").count(), n);
  const lone = page.locator(".matrix tr.is-single", { hasText: "2009" }).first();
  assert.equal(await lone.locator("td button").count(), 1);
  await lone.locator("td button").click();
  await page.waitForFunction(() => document.activeElement?.matches(".text [data-f]"));
  await page.keyboard.press("b");
  await page.waitForFunction(() => document.activeElement?.matches(".matrix tr.is-single button"));
}));

test("side by side: the two that contradict each other most, letters on what they share, steps, and both level", () => desk(async (page) => {
  await example(page);
  await page.keyboard.press("v");
  await page.getByRole("heading", { level: 2, name: "Side by side" }).waitFor();
  const sides = page.locator(".one-side");
  assert.equal(await sides.count(), 2);
  const letters = (i) => sides.nth(i).locator(".letter").evaluateAll((all) => [...new Set(all.map((l) => l.innerText))].toSorted());
  assert.deepEqual(await letters(0), await letters(1), "each letter stands on both sides");
  const total = (await letters(0)).length;
  assert.ok(total >= 3);
  assert.ok(await sides.nth(0).locator(".v-conflict .letter").count(), "they contradict each other");
  // Through all that they share, and round again.
  const first = (await move(page, "n", ".one-side [data-f]")).id;
  assert.match(await page.locator("[role=status].sr").first().evaluate((e) => e.textContent), /^Shared fact A, 1 of/);
  for (let i = 1; i < total; i++) await move(page, "n", ".one-side [data-f]");
  assert.equal((await move(page, "n", ".one-side [data-f]")).id, first);
  // Both figures are lit; c goes to the other side and back.
  for (const i of [0, 1]) assert.equal(await sides.nth(i).locator(".is-lit").count() > 0, true);
  await move(page, "c", ".one-side [data-f]");
  assert.ok(await sides.nth(1).locator("[data-f]:focus").count(), "the counterpart is on the right");
  await move(page, "b", ".one-side [data-f]");
  assert.ok(await sides.nth(0).locator("[data-f]:focus").count());
  // The pointer lights both.
  await page.mouse.move(5, 5);
  await sides.nth(0).locator("[data-f]:has(.letter)").last().hover();
  const lit = await sides.nth(0).locator(".is-lit .letter").first().innerText();
  assert.equal(await sides.nth(1).locator(".is-lit .letter").first().innerText(), lit);
}));

const LONG = (head, order) => `${head}\n\n${order.map((i) => [
  `The bridge over the river Ansel at kilometre ${i} was begun by the county long ago, and people there remember it well. `.repeat(4),
  `The tower number ${i} of the Mill Bridge will cost $${i}00 million, the council of Port Ansel said on Monday.`,
].join("\n\n")).join("\n\n")}`;

test("two long texts scroll together and stay level, until they are unlinked; two others can be chosen", () => desk(async (page) => {
  await add(page, LONG("Council backs towers", [2, 3, 4, 5, 6, 7, 8, 9]), LONG("Towers approved", [2, 3, 4, 5, 6, 7, 8, 9]).replace("\n\n", "\n\nAn introduction that the other one does not have. ".repeat(30) + "\n\n"), "A third one\n\nIt rained 30 mm in Port Ansel.");
  await view(page, "Side by side");
  const scrolls = page.locator(".side-scroll");
  const top = (i) => scrolls.nth(i).evaluate((e) => e.scrollTop);
  const settle = () => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await scrolls.nth(0).evaluate((e) => { e.scrollTop = e.scrollHeight / 3; });
  await settle();
  const followed = await top(1);
  assert.ok(followed > 100, `the other one followed: ${followed}`);
  await page.locator(".one-side .letter").first().waitFor({ state: "attached" });
  // A shared paragraph in view on one side is in view and about level on the other.
  await page.keyboard.press("n");
  await page.keyboard.press("n");
  await settle();
  const gap = await page.evaluate(() => {
    const tops = [...document.querySelectorAll(".one-side .is-lit")].map((f) => f.closest("p").getBoundingClientRect().top);
    return Math.abs(tops[0] - tops[1]);
  });
  assert.ok(gap < 40, `level within a line: ${gap}`);
  await page.getByLabel("Scroll together").uncheck();
  const before = await top(1);
  await scrolls.nth(0).evaluate((e) => { e.scrollTop = 0; });
  await settle();
  assert.equal(await top(1), before, "unlinked");
  await page.getByLabel("Right").selectOption({ index: 2 });
  await page.locator(".one-side", { hasText: "It rained 30 mm" }).waitFor();
  await page.getByLabel("Left").selectOption({ index: 2 });
  // They change places; the text is drawn a moment after its name.
  await page.locator(".one-side").first().filter({ hasText: "It rained" }).waitFor();
}));

test("a finding shows its values on one axis, in the order of the numbers, beside the same in words", () => desk(async (page) => {
  await example(page);
  await page.keyboard.press("n");
  const open = page.locator(".finding.is-open");
  const board = open.locator(".board.has-plot");
  await board.waitFor();
  const rows = await board.locator("li:not(.axis-row)").evaluateAll((all) => all.map((li) => ({
    value: Number(/\d+/.exec(li.querySelector(".board-value").innerText)[0]),
    at: Number.parseFloat(li.querySelector("circle").getAttribute("cx")),
    whisker: li.querySelectorAll(".whisker").length > 0,
    said: li.querySelector(".board-value").innerText,
  })));
  assert.ok(rows.length >= 2);
  const byValue = rows.toSorted((a, b) => a.value - b.value).map((r) => r.at);
  assert.deepEqual(byValue, byValue.toSorted((a, b) => a - b));
  assert.ok((await board.locator(".axis text").count()) >= 2, "the axis has names");
  assert.equal(await board.locator("svg:not([aria-hidden=true])").count(), 0, "the words beside them say it");
  const about = rows.find((r) => r.value === 12);
  assert.match(about.said, /^about EUR 12 million$/, "the words say what the whiskers show");
  assert.ok(about.whisker && !rows.find((r) => r.value === 21).whisker, "only “about” has whiskers");
}));

test("what only one source has stands in a list of its own, by source", () => desk(async (page) => {
  await example(page);
  const fold = page.locator(".only-one .fold");
  assert.equal(await page.locator(".only").count(), 0);
  await fold.click();
  assert.equal(await page.locator(".only").count(), Number(/\d+/.exec(await page.locator(".only-one .fold .count").innerText())[0]));
  const one = page.locator(".only", { hasText: "2009" });
  const id = await one.getAttribute("id");
  await one.click();
  await page.waitForFunction(() => document.activeElement?.matches(".text [data-f]"));
  assert.equal((await focused(page)).text.trim(), "2009");
  await page.keyboard.press("b");
  await page.waitForFunction((id) => document.activeElement?.id === id, id);
}));

test("findings are filtered by kind of figure", () => desk(async (page) => {
  await example(page);
  const all = await page.locator(".finding").count();
  const time = page.locator(".findings .chip.kind", { hasText: "Time" });
  const n = Number(/\d+/.exec(await time.innerText())[0]);
  await time.click();
  assert.equal(await time.getAttribute("aria-pressed"), "true");
  assert.equal(await page.locator(".finding").count(), n);
  await time.click();
  assert.equal(await page.locator(".finding").count(), all);
}));

test("search: / finds in all sources without regard to case and accents, goes from match to match, and Esc gives the focus back", () => desk(async (page) => {
  await add(page, "Café opens\n\nThe CAFÉ in Port Ansel seats 42 guests. Zoë runs the cafe.", "Port Ansel\n\nA new cafe\u0301 for Port Ansel, with 42 seats.", "Fog\n\nNine ships waited.");
  await page.keyboard.press("n");
  const from = (await focused(page)).id;
  await page.keyboard.press("/");
  await page.waitForFunction(() => document.activeElement?.id === "search");
  await page.keyboard.type("cafe");
  await page.locator(".search-counts button").first().waitFor();
  assert.deepEqual(await page.locator(".search-counts button").evaluateAll((all) => all.map((b) => [b.querySelector(".num").innerText, b.querySelector("strong").innerText.trim()])), [["1", "3"], ["2", "1"]]);
  await page.locator("[role=status].sr", { hasText: "4 matches in 2 sources." }).waitFor({ state: "attached" });
  const now = () => page.locator("mark.hit.is-now");
  await page.keyboard.press("Enter");
  await now().waitFor();
  assert.equal(await page.locator("#search").evaluate((e) => e === document.activeElement), true, "the focus stays in the field");
  assert.equal(await page.locator(".search-count").innerText(), "1 / 4");
  for (let i = 0; i < 3; i++) await page.keyboard.press("Enter");
  await page.locator(".kicker", { hasText: "Source 2" }).waitFor();
  assert.equal((await now().innerText()).normalize("NFC"), "café");
  assert.ok(await seen(now()));
  await page.keyboard.press("Shift+Enter");
  await page.locator(".kicker", { hasText: "Source 1" }).waitFor();
  assert.equal(await now().innerText(), "cafe");
  // Across a figure and a name: marked in parts, and the figure stays one.
  const figures = await page.locator(".text [data-f]").evaluateAll((all) => all.map((f) => f.textContent));
  await page.locator("#search").fill("ansel seats 42 g");
  await page.locator("mark.hit").first().waitFor();
  assert.ok((await page.locator("mark.hit").count()) >= 3);
  assert.deepEqual(await page.locator(".text [data-f]").evaluateAll((all) => all.map((f) => f.textContent)), figures);
  await page.locator("#search").fill("zeppelin");
  await page.locator(".search-counts", { hasText: "stands in none" }).waitFor();
  await page.keyboard.press("Escape");
  await page.waitForFunction((id) => document.activeElement?.id === id, from);
  assert.equal(await page.locator("mark.hit").count(), 0);
  assert.equal(await page.locator("#search").inputValue(), "");
}));

test("the legend opens by its key and names every mark", () => desk(async (page) => {
  await example(page);
  await page.keyboard.press("l");
  const dialog = page.getByRole("dialog", { name: "What the marks mean" });
  await dialog.waitFor();
  for (const words of ["Contradiction", "Update", "Compatible", "Agreement", "One source only", "Money", "at least 42"]) await dialog.getByText(words, { exact: false }).first().waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
}));

test("the strip over an article leads to the finding under the pointer", () => desk(async (page) => {
  await example(page);
  const mark = page.locator(".strip.is-large .is-conflict").first();
  await mark.click();
  await page.waitForFunction(() => document.activeElement?.matches(".text .v-conflict"));
}));

test("names: filtered by kind and words, sorted, and back to the cell they were left from", () => desk(async (page) => {
  await example(page);
  await view(page, "Entities");
  const rows = page.locator(".entities tbody tr");
  const all = await rows.count();
  const people = page.locator(".entities .chip", { hasText: "Person" });
  await people.click();
  assert.equal(await rows.count(), Number(/\d+/.exec(await people.innerText())[0]));
  assert.deepEqual([...new Set(await page.locator(".kind-cell").allInnerTexts())], ["Person"]);
  await people.click();
  await page.getByLabel("Find a name").fill("lindqvist");
  assert.ok((await rows.count()) < all);
  assert.match(await rows.first().innerText(), /Lindqvist/);
  await page.getByLabel("Find a name").fill("");
  await page.getByLabel("Order by").selectOption({ label: "name" });
  const names = await page.locator(".entities tbody th .e").allInnerTexts();
  assert.deepEqual(names, names.toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)));
  const button = rows.filter({ hasText: "Coast Guard" }).first().locator("button").first();
  assert.match(await button.getAttribute("aria-label"), /mentions? in source \d, as “.*Coast Guard”/);
  const id = await button.getAttribute("id");
  await button.click();
  await page.waitForFunction(() => document.activeElement?.matches(".text .e"));
  await page.keyboard.press("b");
  await page.waitForFunction((id) => document.activeElement?.id === id, id);
}));

test("at 390 px every view has its place: nothing wider than the screen, nothing cut off", () => desk(async (page) => {
  await example(page);
  for (const name of ["Article", "Side by side", "Matrix", "Figures", "Entities"]) {
    await view(page, name);
    await page.waitForFunction((name) => document.querySelector(".views [aria-current]")?.innerText === name, name);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 390, `${name}: ${wide} px wide`);
    const small = await page.locator(".pane button:visible, .pane select:visible, .top button:visible").evaluateAll((all) => all
      .filter((b) => !b.matches(".link"))
      .map((b) => [b.innerText, b.getBoundingClientRect()]).filter(([, r]) => r.width > 0 && (r.width < 24 || r.height < 24)).map(([t, r]) => `${t} ${r.width}x${r.height}`));
    assert.deepEqual(small, [], `${name}: targets of 24 px`);
  }
  await page.keyboard.press("/");
  await page.waitForFunction(() => document.activeElement?.id === "search");
  assert.ok(await seen(page.locator("#search")));
}, { context: { viewport: { width: 390, height: 844 } } }));

test("a choice in a long article draws its paragraph anew and no other", () => desk(async (page) => {
  const para = (i) => `Paragraph ${i}: the council of Port Ansel counted ${100 + i} boats, ${200 + i} cars and ${300 + i} trees in ${1900 + (i % 100)}.`;
  await add(page, `A long day\n\n${Array.from({ length: 500 }, (_, i) => para(i)).join("\n\n")}`);
  assert.ok((await page.locator(".text [data-f]").count()) >= 1500);
  const changed = await page.evaluate(async () => {
    const seen = new Set();
    const observer = new MutationObserver((all) => all.forEach((m) => seen.add(m.target.parentElement?.closest(".text > p") ?? m.target)));
    observer.observe(document.querySelector(".text"), { subtree: true, childList: true, attributes: true, characterData: true });
    document.querySelectorAll(".text > p")[3].querySelector("[data-f]").click();
    await new Promise((done) => setTimeout(done, 300));
    return [...seen].length;
  });
  assert.ok(changed >= 1 && changed <= 3, `${changed} paragraphs changed`);
  // Of a word that stands there very often, the matches around the one on show are marked.
  await page.keyboard.press("/");
  await page.locator("#search").fill("o");
  await page.locator(".search-counts", { hasText: "Very many" }).waitFor();
  assert.ok((await page.locator("mark.hit").count()) < 600);
  await page.keyboard.press("Shift+Enter");
  // The last one of all is marked, and the text scrolls to it.
  await page.waitForFunction(() => {
    const at = document.querySelector("mark.hit.is-now")?.getBoundingClientRect();
    return at && at.top > 0 && at.bottom < innerHeight;
  });
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".text > p").last().evaluate((p) => getComputedStyle(p).contentVisibility), "auto");
}));
