// An editor's morning by the keyboard alone, on a wide and on a narrow screen: no pointer, no field filled from outside. After
// every key something on show has the focus, and what happened is said.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { desk, read } from "./desk.mjs";

/** The hands on the keyboard. */
function hands(page) {
  const me = {
    /** Presses keys one after the other; after each, the focus is on something that is on show. */
    async press(...keys) {
      for (const key of keys) {
        await page.keyboard.press(key);
        const lost = await page.waitForFunction(() => {
          const now = document.activeElement;
          return now && now !== document.body && now !== document.documentElement && now.isConnected && now.getClientRects().length > 0 && !now.matches(":disabled");
        }, undefined, { timeout: 20_000 }).then(() => false, () => true);
        assert.ok(!lost, `${key}: the focus is lost`);
      }
    },
    /** Types, as people do. */
    type: (words) => page.keyboard.type(words),
    /** Tab, until what has the focus fits. */
    async to(selector, words = /(?:)/, key = "Tab") {
      const fits = () => page.evaluate(([selector, words]) => {
        const now = document.activeElement;
        return now.matches(selector) && new RegExp(words).test(`${now.getAttribute("aria-label") ?? ""} ${now.labels?.[0]?.textContent ?? ""} ${now.textContent}`);
      }, [selector, words.source]);
      for (let i = 0; i < 150; i++) {
        if (await fits()) return;
        await page.keyboard.press(key);
      }
      assert.fail(`${key} does not lead to ${selector} ${words}`);
    },
    /** Waits until the words are said to those who hear the page. */
    async said(words) {
      const told = page.locator("p.sr[role=status]");
      await page.waitForFunction((words) => [...document.querySelectorAll("p.sr[role=status]")].some((p) => new RegExp(words).test(p.textContent)), words.source)
        .catch(async () => assert.fail(`${words} is not said, but ${await told.allTextContents()}`));
    },
    /** Waits until what has the focus fits: its id. */
    async on(selector) {
      await page.waitForFunction((selector) => document.activeElement.matches(selector), selector)
        .catch(async () => assert.fail(`not on ${selector}, but on ${await page.evaluate(() => document.activeElement.outerHTML.slice(0, 120))}`));
      return page.evaluate(() => document.activeElement.id);
    },
    /** What comes down when a key is pressed: its name and its words. */
    async download(key) {
      const [file] = await Promise.all([page.waitForEvent("download"), me.press(key)]);
      const path = await file.path();
      return { name: file.suggestedFilename(), path, text: readFileSync(path, "utf8") };
    },
    dialog: (title) => page.locator("dialog[open]", { has: page.getByRole("heading", { level: 2, name: title }) }).waitFor(),
    shut: () => page.locator("dialog").waitFor({ state: "detached" }),
  };
  return me;
}

const DRAFT = "Ferry aground\n\nThe Northern Pearl ran aground on Monday with 214 people aboard. Salvage of the ferry will cost about €12 million. The hall seats 777 guests.";

for (const width of [1440, 390]) {
  test(`a morning by the keyboard alone at ${width} px`, async (t) => desk(async (page) => {
    const { press, type, to, said, on, download, dialog, shut } = hands(page);
    const findings = () => page.locator(".finding").count();
    /** From view to view until this one is on show. */
    const view = async (name) => {
      for (let i = 0; i < 6; i++) {
        if ((await page.locator(".views [aria-current]").first().textContent()) === name) return;
        await press("v");
      }
      assert.fail(`no view ${name}`);
    };
    let total;

    await t.test("the example", async () => {
      await to("button", /Load the example/);
      await press("Enter");
      await page.locator(".source").nth(4).waitFor({ state: "attached" });
      await read(page);
      await said(/^\d contradictions?, \d+ findings in all/);
      total = await findings();
    });

    await t.test("findings, passages and back", async () => {
      await press("n");
      const first = await on("[id^=finding-]");
      await said(/^Contradiction 1 of \d+\. .+“.+”/);
      await press("n");
      await said(/^Contradiction 2 of/);
      await press("p");
      assert.equal(await on("[id^=finding-]"), first);
      await press("c");
      await on(".text [data-f]");
      await said(/^Source \d of 5: /);
      await press("c");
      await on(".text [data-f]");
      await press("b", "b");
      await said(/^Back\.$/);
      assert.equal(await on("[id^=finding-]"), first);
    });

    await t.test("confirmed, dismissed, undone, done again", async () => {
      await press("y");
      await said(/^Confirmed: ./);
      await page.locator(".finding.is-open .ruled.is-yes").waitFor();
      await press("n");
      const dismissed = await on("[id^=finding-]");
      await press("x");
      await said(/^Dismissed: ./);
      assert.notEqual(await on("[id^=finding-]"), dismissed, "the next one has the focus");
      assert.equal(await findings(), total - 1);
      await press("z");
      await said(/^Undone: dismissing “/);
      assert.equal(await findings(), total);
      await press("Shift+Z");
      await said(/^Done again: dismissing “/);
      assert.equal(await findings(), total - 1);
    });

    await t.test("a note: letters are words there, Esc leaves it", async () => {
      await press("n");
      const finding = await on("[id^=finding-]");
      await press("t");
      await on(".judge textarea");
      await type("next: ask the board, n x y d z");
      await on(".judge textarea");
      await press("Escape");
      assert.equal(await on("[id^=finding-]"), finding);
      await page.locator(".ruled.is-note").waitFor();
      assert.equal(await findings(), total - 1);
      // From a passage, where a narrow screen shows the article.
      await press("Enter", "c");
      await on(".text [data-f]");
      await press("t");
      await on(".judge textarea");
      await press("Escape");
    });

    await t.test("a part of a finding is dismissed", async () => {
      await press("n", "n");
      await on("[id^=finding-]");
      await to("summary", /Only a part/);
      await press("Enter");
      await to(".judge fieldset input");
      await press("Space");
      await to(".judge fieldset button", /Dismiss this figure/);
      await press("Enter");
      await page.locator(".judge .decision, .notice").first().waitFor();
      await press("z");
      await said(/^Undone: dismissing “/);
    });

    await t.test("the matrix", async () => {
      await view("Matrix");
      await said(/^Matrix$/);
      await on("#main-heading");
      await to(".matrix [data-cell]");
      await press("ArrowDown", "ArrowRight", "Home", "ArrowRight");
      for (let i = 0; i < 5 && !(await page.evaluate(() => document.activeElement.matches("td button"))); i++) await press("ArrowRight");
      const cell = await on(".matrix td button[data-cell]");
      await press("Enter");
      await on(".text [data-f]");
      await press("b");
      assert.equal(await on("[data-cell]"), cell);
      await view("Article");
      await on("#main-heading");
    });

    await t.test("search", async () => {
      await press("/");
      await on("#search");
      await type("reef");
      await said(/^\d+ matches in \d sources/);
      await press("Enter");
      await said(/^Match 1 of \d+, source \d: /);
      await press("Enter", "Shift+Enter");
      await said(/^Match 1 of/);
      await press("Escape");
      await on(":not(#search)");
    });

    await t.test("a draft, checked while it is written", async () => {
      await press("d");
      await on("#edit-text");
      await said(/draft/i);
      await type(DRAFT);
      await read(page);
      await page.locator(".draft-check li.is-agree", { hasText: "214" }).waitFor();
      await page.locator(".draft-check li.is-updated, .draft-check li.is-conflict", { hasText: "€12 million" }).first().waitFor();
      await page.locator(".draft-check li.is-single", { hasText: "777" }).waitFor();
      await press("Escape");
      await on("#main-heading");
      await to(".draft-check button", /Go to the passage/);
      const from = await on(".draft-check button");
      await press("Enter");
      await on(".text [data-f]");
      await press("b");
      assert.equal(await on(".draft-check button"), from);
    });

    await t.test("a name is corrected", async () => {
      await view("Entities");
      await to("summary", /Correct.*Tarn Reef/);
      await press("Enter");
      await to(".name-tools input");
      assert.equal(await page.evaluate(() => document.activeElement.value), "Tarn Reef", "the name stands in the field");
      await press("End");
      await type(" North");
      await to(".name-tools button", /Rename/);
      await press("Enter");
      await page.locator(".entities th .e", { hasText: "Tarn Reef North" }).waitFor();
      await read(page);
      await press("z");
      await page.locator(".entities th .e", { hasText: /^Tarn Reef$/ }).waitFor();
      await read(page);
      await view("Article");
    });

    await t.test("help, about, and out again", async () => {
      await press("n");
      const from = await on("[id^=finding-]");
      await press("Shift+?");
      await dialog("Signs and keys");
      await to("dialog button", /^\s*About/);
      await press("Enter");
      await dialog("About crossread");
      await press("Escape");
      await shut();
      await press("Shift");
      assert.equal(await on("[id^=finding-]"), from);
    });

    await t.test("decisions: one is deleted and comes back", async () => {
      await press("g");
      await dialog("Decisions");
      const rows = page.locator("dialog .decision");
      const before = await rows.count();
      assert.ok(before >= 3, `${before} decisions`);
      await page.locator("dialog .decision", { hasText: "ask the board" }).waitFor();
      await to("dialog .decision button", /Delete/);
      await press("Enter");
      await page.waitForFunction((n) => document.querySelectorAll("dialog .decision").length === n, before - 1);
      await press("Shift");
      await on("dialog *");
      await to("dialog button", /^\s*Undo/);
      await press("Enter");
      await page.waitForFunction((n) => document.querySelectorAll("dialog .decision").length === n, before);
      await press("Escape");
      await shut();
      await press("Shift");
    });

    let session;
    await t.test("a workspace gets a name; memo and session are saved", async () => {
      await press("s");
      await dialog("Workspaces and sessions");
      await to("#space-name");
      assert.equal(await page.evaluate(() => document.activeElement.value), "My articles", "the name stands in the field");
      await press("ControlOrMeta+a");
      await type("Ferry desk");
      await press("Tab");
      await page.locator("dialog .decision", { hasText: "Ferry desk" }).waitFor();
      await press("Escape");
      await shut();
      await press("o");
      await dialog("Save and share");
      await to("dialog button", /Save as a session/);
      session = await download("Enter");
      assert.match(session.name, /^Ferry-desk.*\.json$/);
      assert.ok(session.text.includes("ask the board") && session.text.includes("Northern Pearl"));
      await to("dialog button", /Save as Memo/);
      const memo = await download("Enter");
      assert.equal(memo.name, "Ferry-desk.md");
      assert.match(memo.text, /ask the board/);
      await page.locator("dialog [role=status]", { hasText: "Ferry-desk.md is in your downloads." }).waitFor();
      await press("Escape");
      await shut();
      await press("Shift");
    });

    await t.test("the session is opened from a file", async () => {
      await press("s");
      await dialog("Workspaces and sessions");
      await to("dialog button", /Open or merge/);
      // Chromium now and then takes a key for no act of a person; one presses again.
      const choose = () => Promise.all([page.waitForEvent("filechooser", { timeout: 5000 }), page.keyboard.press("Enter")]);
      const [chooser] = await choose().catch(choose).catch(choose);
      await chooser.setFiles({ name: session.name, mimeType: "application/json", buffer: Buffer.from(session.text) });
      await said(/Ferry-desk|session|Session|nothing new|merged/);
      await press("Shift");
      if (await page.locator("dialog[open]").count()) await press("Escape");
      await shut();
      await read(page);
      assert.equal(await page.locator(".source").count(), 6, "what is the same is not there twice");
    });

    await t.test("after a reload all of it is still there", async () => {
      await page.reload();
      await page.locator(".source").nth(5).waitFor({ state: "attached" });
      await read(page);
      assert.equal(await page.locator(".ruled.is-yes").count(), 1);
      assert.equal(await page.locator(".ruled.is-note").count(), 1);
      assert.equal(await page.locator(".verdicts .chip", { hasText: "– 1" }).count() > 0, true, "one is dismissed");
      await press("n", "g");
      await dialog("Decisions");
      await page.locator("dialog .decision", { hasText: "ask the board" }).waitFor();
      await press("Escape");
      await shut();
      await press("6");
      await page.locator(".draft-check li", { hasText: "777" }).waitFor();
      assert.match(await page.locator(".text").first().textContent(), /The hall seats 777 guests/);
    });
  }, { context: { viewport: { width, height: 844 }, reducedMotion: "reduce", acceptDownloads: true } }));
}
