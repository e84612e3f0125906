// The page, as people use it: by mouse, by keyboard alone, with what they paste, drop, edit, remove and reload.
import assert from "node:assert/strict";
import { test } from "node:test";

import { ONE, TWO, add, desk, example, focused, move, paste, read, seen } from "./desk.mjs";

const findings = (page) => page.locator(".finding");
const figures = (page) => page.locator(".text [data-f]");

test("the example shows its findings, contradictions first, and each leads to its passages and back", () => desk(async (page) => {
  await example(page);
  const order = await findings(page).evaluateAll((all) => all.map((f) => ["is-conflict", "is-updated", "is-compatible", "is-agree"].findIndex((c) => f.classList.contains(c))));
  assert.ok(order.length >= 5 && order[0] === 0, `a contradiction comes first: ${order}`);
  assert.deepEqual(order, order.toSorted(), "graver verdicts come first");
  await findings(page).first().getByRole("button").first().click();
  const open = page.locator(".finding.is-open");
  assert.match(await open.locator(".reason").innerText(), /\w+ .+/, "the reason is given");
  const claims = open.locator(".claim");
  const count = await claims.count();
  assert.ok(count >= 2, "several sources");
  for (let i = 0; i < count; i++) {
    const words = await claims.nth(i).locator("mark").innerText();
    await claims.nth(i).click();
    await page.waitForFunction(() => document.activeElement?.matches("[data-f]"));
    const passage = page.locator(".text [data-f]:focus");
    assert.equal((await passage.innerText()).trim(), words, "the passage is the claim's");
    assert.ok(await passage.evaluate((e) => e.classList.contains("v-conflict")), "and is marked as a contradiction");
    await page.waitForFunction(() => !document.activeElement.getAnimations({ subtree: true }).length);
    assert.ok(await seen(passage), "and in view");
    await page.getByRole("button", { name: "Back" }).click();
    await page.waitForFunction(() => document.activeElement?.id.startsWith("claim-"));
  }
}));

test("by keyboard alone: example, findings, passages, figures, help", () => desk(async (page) => {
  for (let i = 0; i < 12 && (await focused(page)).text !== "Load the example"; i++) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.locator(".source").nth(4).waitFor();
  await read(page);
  assert.match((await focused(page)).id, /^source-/, "the focus goes to what was added");
  await move(page, "n", "[id^=finding-]");
  await page.locator("[role=status].sr", { hasText: /^Contradiction 1 of/ }).waitFor({ state: "attached" });
  await move(page, "n", "[id^=finding-]");
  const finding = (await move(page, "p", "[id^=finding-]")).id;
  assert.equal(await page.locator(".finding").first().getByRole("button").first().getAttribute("id"), finding);
  await move(page, "c", "[data-f]");
  await move(page, "c", "[data-f]");
  await move(page, "b", "[data-f]");
  assert.equal((await move(page, "b")).id, finding, "b comes back");
  await page.keyboard.press("3");
  await page.locator(".source[aria-current]", { hasText: "Source 3" }).waitFor();
  // The text is one stop of the Tab key; arrows move along its figures, Enter opens.
  await page.locator(".text [data-f][tabindex='0']").focus();
  const first = (await focused(page)).id;
  const last = (await move(page, "End", "[data-f]")).id;
  const before = (await move(page, "ArrowLeft", "[data-f]")).id;
  assert.equal(new Set([first, last, before]).size, 3);
  await page.keyboard.press("Enter");
  await page.locator(".finding.is-open, .lone").first().waitFor();
  assert.equal((await focused(page)).id, before, "and stays in the text");
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Signs and keys" }).waitFor();
  await page.keyboard.press("Escape");
  await page.locator("dialog").waitFor({ state: "detached" });
  for (const name of [/^Side by side/, /^Matrix/, /^Figures/]) {
    await page.keyboard.press("v");
    await page.getByRole("heading", { level: 2, name }).waitFor();
  }
  await page.keyboard.press("v");
  await page.getByRole("heading", { level: 2, name: /^Entities/ }).waitFor();
}));

test("changing a figure makes a contradiction that leads to each passage; no key fires while typing", () => desk(async (page) => {
  await add(page, ONE, TWO);
  assert.equal(await page.locator(".finding.is-conflict").count(), 0);
  assert.ok(await page.locator(".finding.is-agree").count(), "the two agree");
  await page.keyboard.press("1");
  await page.keyboard.press("e");
  const field = page.locator("#edit-text");
  await field.waitFor();
  await page.waitForFunction(() => document.activeElement?.id === "edit-text");
  const at = ONE.indexOf("$40") + 1;
  await field.evaluate((f, at) => f.setSelectionRange(at, at + 2), at);
  await page.keyboard.type("90");
  await page.locator(".finding.is-conflict").waitFor();
  assert.equal(await field.inputValue(), ONE.replace("$40", "$90"));
  // Every one of these is a key of the page; here they are letters.
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" apncbrez?1");
  assert.equal(await field.inputValue(), ONE.replace("$40", "$90") + " apncbrez?1");
  assert.equal(await page.locator(".source").count(), 2);
  await read(page);
  await page.keyboard.press("Escape");
  await page.keyboard.press("n");
  assert.match(await page.locator(".finding.is-open .reason").innerText(), /90 million/);
  assert.match(await page.locator(".finding.is-open .reason").innerText(), /40 million/);
  const seen = [];
  for (let i = 0; i < 2; i++) seen.push((await move(page, "c", "[data-f]")).text);
  assert.deepEqual(seen.toSorted(), ["$40 million", "$90 million"]);
}));

test("rich text keeps its paragraphs, in the field and anywhere on the page, and nothing in it runs", () => desk(async (page) => {
  await page.evaluate(() => { window.ran = false; });
  const html = `<h1>Storm over Port Ansel</h1><p>Winds of 90 km/h hit <b>Port</b> Ansel.</p><script>window.ran = true</script><img src="x:" onerror="window.ran = true"><p>&lt;img src=x: onerror="window.ran=true"&gt; 12 trees fell.</p>`;
  const text = "Storm over Port Ansel Winds of 90 km/h hit Port Ansel. 12 trees fell.";
  await page.locator("#add-text").focus();
  await paste(page, { html, text });
  await page.keyboard.press("Control+Enter");
  await page.locator(".reader h2", { hasText: "Storm over Port Ansel" }).waitFor();
  await read(page);
  assert.deepEqual(await page.locator(".text > *").allInnerTexts(), ["Storm over Port Ansel", "Winds of 90 km/h hit Port Ansel.", `<img src=x: onerror="window.ran=true"> 12 trees fell.`]);
  await page.locator(".source").focus();
  await paste(page, { html: "<div>Second one</div><div>It rained 30 mm.</div>", text: "Second one\nIt rained 30 mm." });
  await page.locator(".source").nth(1).waitFor();
  await page.locator(".reader h2", { hasText: "Second one" }).waitFor();
  assert.equal(await page.evaluate(() => window.ran), false);
  assert.equal(await page.locator(".text img, .text script").count(), 0);
}));

test("a pasted text that was changed before adding is taken as it was changed", () => desk(async (page) => {
  await page.locator("#add-text").focus();
  await paste(page, { html: "<p>One one one.</p>", text: "One one one." });
  await page.keyboard.type(" Two.");
  await page.getByRole("button", { name: "Add article", exact: true }).click();
  await read(page);
  assert.deepEqual(await page.locator(".text > p").allInnerTexts(), ["One one one. Two."]);
}));

test("files are opened and dropped; what cannot be read is said, and the rest is added", () => desk(async (page) => {
  const file = (name, content, mimeType = "text/plain") => ({ name, mimeType, buffer: Buffer.from(content) });
  await page.locator("input[type=file]").setInputFiles([
    file("one.txt", ONE),
    file("scan.pdf", "%PDF-1.7 …"),
    file("page.html", "<h1>Fog at sea</h1><p>Nine ships waited.</p>", "text/html"),
    file("empty.txt", " \n"),
    file("latin.txt", Buffer.from("Caf\xe9 closed\nIt paid \x80 5 million.", "latin1")),
    file("huge.txt", Buffer.alloc(10_000_001, "a")),
  ]);
  await page.locator(".source").nth(2).waitFor();
  const notice = await page.locator(".notice").innerText();
  for (const words of ["scan.pdf” is a PDF", "empty.txt” is empty", "huge.txt” has 11 MB"]) assert.ok(notice.includes(words), notice);
  assert.deepEqual(await page.locator(".source .title").allInnerTexts(), ["Bridge plan approved", "Fog at sea", "Café closed"]);
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "two.md", { type: "text/markdown" }));
    const event = (type) => new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true });
    document.body.dispatchEvent(event("dragover"));
    document.body.dispatchEvent(event("drop"));
  }, TWO);
  await page.locator(".source").nth(3).waitFor();
  assert.equal(await page.locator(".is-dropping").count(), 0);
}));

test("nothing, too much and the same again are told, and nothing is lost", () => desk(async (page) => {
  await page.getByRole("button", { name: "Add article", exact: true }).click();
  await page.locator("#add-trouble", { hasText: "no text" }).waitFor();
  await page.evaluate(() => { document.querySelector("#add-text").value = "word ".repeat(2_100_000); });
  await page.getByRole("button", { name: "Add article", exact: true }).click();
  await page.locator("#add-trouble", { hasText: /has 11 MB; up to \d+ MB/ }).waitFor();
  assert.equal(await page.evaluate(() => document.querySelector("#add-text").value.length), 10_500_000, "it is still in the field");
  await add(page, ONE);
  await page.keyboard.press("a");
  await page.locator("#add-text").fill(ONE);
  await page.keyboard.press("Control+Enter");
  await page.locator(".notice", { hasText: "already here" }).waitFor();
  assert.equal(await page.locator(".source").count(), 1);
}));

test("an article is removed, comes back, and all of it survives a reload", () => desk(async (page) => {
  await add(page, ONE, TWO);
  await page.keyboard.press("2");
  await page.keyboard.press("e");
  await page.getByLabel("Publisher").fill("The Ansel Times");
  await page.getByLabel("Published on").fill("2026-03-02");
  await page.getByRole("button", { name: "Done" }).click();
  await page.keyboard.press("r");
  await page.locator(".source").nth(1).waitFor({ state: "detached" });
  await page.locator(".finding").first().waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Undo" }).click();
  await page.locator(".source").nth(1).waitFor();
  await page.locator(".finding.is-agree").first().waitFor();
  // In mid-typing: no pause before the reload.
  await page.keyboard.press("e");
  await page.waitForFunction(() => document.activeElement?.id === "edit-text");
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Last words.");
  await page.reload();
  await page.locator(".source").nth(1).waitFor();
  await page.keyboard.press("2");
  await page.locator(".kicker", { hasText: "The Ansel Times · 2 March 2026" }).waitFor();
  await page.locator(".text", { hasText: "Last words." }).waitFor();
  assert.deepEqual(await page.locator(".source .title").allInnerTexts(), ["Bridge plan approved", "Council backs Mill Bridge"]);
  await page.locator(".finding.is-agree").first().waitFor();
}));

test("how a figure was read: the same words under the pointer, for a screen reader and in the panel", () => desk(async (page) => {
  await example(page);
  const told = (id) => page.locator(`#${id}`).evaluate((e) => e.textContent);
  const panel = () => page.locator(".how div:has(> dt)").evaluateAll((rows) => rows
    .map((r, i) => `${i ? r.children[0].textContent.toLowerCase() : r.children[0].textContent} ${r.children[1].textContent}`).join("; "));
  const check = async (figure, expected) => {
    await figure.focus();
    await page.keyboard.press("Enter");
    await page.locator(".how").waitFor();
    const title = await figure.getAttribute("title");
    assert.match(title, expected);
    assert.equal(await panel(), title);
    const [means, how] = (await figure.getAttribute("aria-describedby")).split(" ");
    assert.ok((await told(means)).length > 0);
    assert.equal(await told(how), `How it was read: ${title}`);
  };
  await check(page.locator(".text .v-conflict", { hasText: "about €12 million" }), /^Kind money; read as EUR 12 million, about; .*rule money/);
  // One that no finding holds.
  await check(page.locator(".text [data-f]", { hasText: "2009" }), /^Kind date; read as 2009; measures year built; about Northern Pearl; rule date/);
}));

test("the lists name every figure and entity, by source and overall, and lead to them", () => desk(async (page) => {
  await example(page);
  const inText = await figures(page).count();
  await page.locator(".views button", { hasText: "Figures" }).click();
  const all = await page.locator("tbody tr").count();
  await page.locator(".filters button", { hasText: "1 The Coast Courier" }).click();
  assert.equal(await page.locator("tbody tr").count(), inText, "the list of one source is what its text shows");
  assert.ok(all > inText);
  const words = await page.locator("tbody button").first().innerText();
  await page.locator("tbody button").first().click();
  await page.waitForFunction(() => document.activeElement?.matches("[data-f]"));
  assert.equal((await focused(page)).text, words);
  await page.locator(".views button", { hasText: "Entities" }).click();
  const row = page.locator("tbody tr", { hasText: "Coast Guard" }).first();
  await row.locator("button").first().click();
  await page.waitForFunction(() => document.activeElement?.matches(".e"));
  assert.match((await focused(page)).text, /Coast Guard/);
}));

test("verdicts can be filtered, and are told by words as well as by colour", () => desk(async (page) => {
  await example(page);
  const all = await findings(page).count();
  const agree = page.locator(".findings .filters button", { hasText: "Agreement" });
  await agree.click();
  assert.equal(await agree.getAttribute("aria-pressed"), "false");
  assert.equal(await page.locator(".finding.is-agree").count(), 0);
  assert.ok((await findings(page).count()) < all);
  const marked = page.locator(".text .v-agree").first();
  const means = await marked.getAttribute("aria-describedby");
  assert.match(await page.locator(`#${means}`).evaluate((e) => e.textContent), /agree/);
  const signs = await page.evaluate(() => ["conflict", "updated", "compatible", "agree"].map((v) => {
    const span = document.createElement("span");
    span.className = `f v-${v}`;
    document.querySelector(".text").append(span);
    return getComputedStyle(span, "::after").content;
  }));
  assert.equal(new Set(signs).size, 4, "each has its own sign");
}));

test("a key that needs an open finding says so, to the eye and to the ear, until the next thing is done", () => desk(async (page) => {
  const told = async (key, words) => {
    await page.keyboard.press(key);
    await page.locator(".notice", { hasText: words }).waitFor();
    await page.locator("p.sr[role=status]", { hasText: words }).waitFor({ state: "attached" });
  };
  await page.locator("#main-heading").focus();
  await told("y", "There are no articles yet");
  await example(page);
  for (const key of ["y", "x", "t", "c"]) await told(key, "No finding is open. Press n");
  await move(page, "n", "[id^=finding-]");
  assert.equal(await page.locator(".notice").count(), 0);
  await page.keyboard.press("y");
  await page.locator(".ruled.is-yes").waitFor();
}));

test("d goes to the draft that is there; the text and its check are in sight together", () => desk(async (page) => {
  await example(page);
  await page.keyboard.press("d");
  await page.waitForFunction(() => document.activeElement?.id === "edit-text");
  await page.keyboard.insertText("The ferry carried 214 people. The hall seats 777 guests.");
  await page.locator(".draft-check li", { hasText: "777" }).waitFor();
  assert.ok(await seen(page.locator("#edit-text")));
  assert.ok(await seen(page.locator("#draft-title")));
  await page.keyboard.press("Escape");
  await page.keyboard.press("1");
  await page.keyboard.press("d");
  await page.waitForFunction(() => document.activeElement?.value?.includes("777"));
  assert.equal(await page.locator(".source").count(), 6, "and no second one is begun");
}, { context: { viewport: { width: 1280, height: 720 } } }));
