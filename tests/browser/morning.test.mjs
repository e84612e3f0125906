// An editor's morning: ten articles in, three contradictions judged, a note, a draft checked, an export of each format, reload,
// network cut, reload, on with the work, and the session opened and merged by a colleague in another profile.
import assert from "node:assert/strict";
import { test } from "node:test";

import { add, column, desk, example, read, saved } from "./desk.mjs";
import { open } from "./harness.mjs";

/** Five more reports, of another event. */
const MORE = [
  ["Tunnel fire closes Sorrel Pass", "A lorry caught fire in the Sorrel tunnel on Tuesday. The tunnel is 4.2 kilometres long. Repairs will cost €6 million, the road office said. The tunnel stays closed for three weeks."],
  ["Sorrel tunnel shut after fire", "The Sorrel tunnel stays closed for five weeks after a lorry fire on Tuesday, the road office said. The tunnel is 4.2 kilometres long. Repairs will cost €6 million."],
  ["Lorry burns out in Alpine tunnel", "Repairs to the Sorrel tunnel will cost €9 million after a lorry caught fire there on Tuesday, the road office said. The driver was unhurt."],
  ["Detour for Sorrel Pass traffic", "Drivers face a detour of 48 kilometres while the Sorrel tunnel is closed, the road office said on Tuesday."],
  ["Hauliers demand a second tube", "A second tube for the Sorrel tunnel would cost €310 million, the hauliers’ association said after the fire."],
];

/** The finding that the editor confirms and the colleague dismisses. */
const salvage = (page) => page.locator(".finding.is-conflict h3 button", { hasText: "€21 million" });
/** Another one. */
const other = (page) => page.locator(".finding.is-conflict h3 button").filter({ hasNotText: "€21 million" }).first();
/** Saves by the button of the dialog, and gives back what was saved. */
const save = (page, name) => saved(page, page.getByRole("button", { name }));
/** Waits until what the page knows is written: a reload right after it must bring it back. */
const reload = async (page) => {
  await page.reload();
  await page.locator(".source").first().waitFor({ state: "attached" });
  await read(page);
};

for (const width of [1440, 390]) test(`an editor's morning at ${width} px`, { timeout: 400_000 }, () => desk(async (page, site) => {
  // Ten articles in.
  await example(page);
  await add(page, ...MORE.map(([title, text]) => `${title}\n\n${text}`));
  assert.equal(await page.locator(".source").count(), 10);
  const conflicts = await page.locator(".finding.is-conflict").count();
  assert.ok(conflicts >= 3, `${conflicts} contradictions`);

  const findings = () => column(page, "Findings");
  // Three contradictions judged: one confirmed with a note, one dismissed, one dismissed and brought back.
  await findings();
  await salvage(page).click();
  await page.getByRole("button", { name: "Confirm", exact: true }).click();
  await page.locator(".finding.is-open .ruled.is-yes").waitFor();
  await page.locator(".judge textarea").fill("Ask the insurer. Zoë 😀");
  await other(page).click();
  await page.locator(".judge").getByRole("button", { name: "Dismiss" }).click();
  await page.waitForFunction((n) => document.querySelectorAll(".finding.is-conflict").length === n - 1, conflicts);
  await other(page).click();
  await page.locator(".judge").getByRole("button", { name: "Dismiss" }).click();
  await page.waitForFunction((n) => document.querySelectorAll(".finding.is-conflict").length === n - 2, conflicts);
  await page.locator(".notice").getByRole("button", { name: "Undo" }).click();
  await page.waitForFunction((n) => document.querySelectorAll(".finding.is-conflict").length === n - 1, conflicts);
  await page.getByRole("button", { name: "– 1 Dismissed" }).click();
  assert.equal(await page.locator(".finding").count(), 1);
  await page.getByRole("button", { name: "– 1 Dismissed" }).click();

  // A draft, checked as it is written.
  await column(page, "Sources");
  await page.getByRole("button", { name: "Write a draft" }).click();
  await page.locator("#edit-text").fill("The Sorrel tunnel, 4.2 kilometres long, stays closed for three weeks. In all 777 cows watched.");
  const line = (words) => page.locator(".draft-check li", { hasText: words });
  await line("4.2 kilometres").waitFor();
  assert.match(await line("4.2 kilometres").innerText(), /Supported/);
  assert.match(await line("777").innerText(), /Not in the sources/);
  await page.getByRole("button", { name: "Done" }).click();

  // An export of each format.
  await page.getByRole("button", { name: "Save and share" }).click();
  const memo = await save(page, "Save as Memo");
  assert.ok(memo.name.endsWith(".md") && memo.text.includes("Ask the insurer") && memo.text.includes("Contradiction"), memo.text.slice(0, 300));
  const csv = await save(page, "Save as Table");
  assert.match(csv.text.split("\n")[0], /start_cp,end_cp,start_utf16,end_utf16/);
  const report = await save(page, "Save as Report");
  assert.ok(/^<!doctype html>/i.test(report.text) && !/<script/i.test(report.text));
  const annotations = await save(page, "Save as Web Annotations");
  assert.ok(JSON.parse(annotations.text)["@context"]);
  const session = await save(page, "Save as a session");
  assert.ok(session.name.endsWith(".crossread.json"));
  const kept = JSON.parse(session.text);
  assert.equal(kept.articles.length, 11);
  await page.keyboard.press("Escape");

  // Reload; then with the network cut, reload again: everything is there.
  const all = async () => ({
    sources: await page.locator(".source").count(),
    yes: await page.locator(".ruled.is-yes").count(),
    dismissed: await page.locator(".verdicts .chip", { hasText: "– 1" }).count(),
    draft: await page.locator(".source .outlet", { hasText: "My draft" }).count(),
  });
  const before = await all();
  assert.deepEqual(before, { sources: 11, yes: 1, dismissed: 1, draft: 1 });
  await reload(page);
  assert.deepEqual(await all(), before);
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  await site.cut();
  await reload(page);
  assert.deepEqual(await all(), before);

  // On with the work, without a network.
  await findings();
  await salvage(page).click();
  assert.equal(await page.locator(".judge textarea").inputValue(), "Ask the insurer. Zoë 😀");
  await add(page, "Sorrel tunnel opens again\n\nThe Sorrel tunnel opened again on Friday. Repairs cost €6 million.");
  assert.equal(await page.locator(".source").count(), 12);
  await reload(page);
  assert.equal(await page.locator(".source").count(), 12);

  await colleague(session);
}, { context: { acceptDownloads: true, serviceWorkers: "allow", viewport: { width, height: 844 } } }));

/** A colleague with another profile, who has judged the same finding otherwise, opens the session into their own work. */
async function colleague(session) {
  const site = await open({ context: { acceptDownloads: true } });
  try {
    const { page } = site;
    await page.locator("#add-text").waitFor();
    await example(page);
    await page.keyboard.press("s");
    await page.locator("#my-name").fill("Ben");
    await page.locator("#my-name").blur();
    await page.keyboard.press("Escape");
    await salvage(page).click();
    await page.locator(".judge").getByRole("button", { name: "Dismiss" }).click();
    await page.keyboard.press("s");
    await page.locator("dialog[open] input[type=file]").setInputFiles({ name: session.name, mimeType: "application/json", buffer: Buffer.from(session.text) });
    await page.locator(".notice", { hasText: "Merged" }).waitFor();
    assert.match(await page.locator(".notice").innerText(), /6 articles and \d+ decisions new, 5 here already/);
    await read(page);
    assert.equal(await page.locator(".source").count(), 11);
    await page.locator(".ruled.is-open", { hasText: "Judged differently" }).first().waitFor();
    await page.keyboard.press("s");
    await page.locator("dialog[open] input[type=file]").setInputFiles({ name: "bad.json", mimeType: "application/json", buffer: Buffer.from(session.text.slice(0, 900)) });
    await page.locator(".notice.is-error", { hasText: "damaged" }).waitFor();
    assert.equal(await page.locator(".source").count(), 11, "nothing is lost");
    site.clean();
  } catch (error) {
    await site.screenshot("failed-colleague").catch(() => {});
    throw error;
  } finally {
    await site.close();
  }
}
