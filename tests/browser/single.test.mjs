// All of the page in one file, opened from disk.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { add, desk, example, ONE, TWO, read } from "./desk.mjs";
import { DIST, open } from "./harness.mjs";

const file = join(DIST, "crossread.html");

test("one file works from disk, worker and keeping included, and asks for nothing", () => desk(async (page, site) => {
  await example(page);
  assert.ok(await page.locator(".finding.is-conflict").count());
  assert.match(page.workers()[0].url(), /^blob:/);
  await page.getByRole("button", { name: "Remove all" }).click();
  await add(page, ONE, TWO);
  await page.reload();
  await page.locator(".finding.is-agree").first().waitFor();
  assert.equal(await page.locator(".source").count(), 2);
  assert.deepEqual(site.requests.filter((r) => r !== site.url && !/^(blob|data):/.test(r)), []);
  const icon = await page.locator("link[rel=icon]").getAttribute("href");
  assert.match(icon, /^data:image\/svg\+xml/);
  for (const where of [page, page.workers()[0]]) {
    const refused = (address) => where.evaluate((a) => fetch(a).then(() => "answered", () => "refused"), address);
    assert.equal(await refused("https://example.org/"), "refused");
  }
  site.problems.splice(0, site.problems.length, ...site.problems.filter((p) => !p.includes("example.org")));
  site.requests.splice(0, site.requests.length, ...site.requests.filter((r) => !r.includes("example.org")));
}, { file }));

test("it works on a server too", () => desk(async (page) => {
  await example(page);
  assert.ok(await page.locator(".finding.is-conflict").count());
}, { path: "crossread.html", csp: null }));

test("its worker is started anew when it dies", () => desk(async (page, site) => {
  await add(page, ONE);
  const [first] = page.workers();
  const closed = new Promise((resolve) => first.once("close", resolve));
  await first.evaluate(() => { setTimeout(() => { throw new Error("on purpose"); }); });
  await closed;
  await add(page, TWO);
  await page.locator(".finding.is-agree").first().waitFor();
  site.problems.splice(0, site.problems.length, ...site.problems.filter((p) => !/on purpose|the worker failed/.test(p)));
}, { file }));

test("the two WebAssembly files are in it once each", () => {
  const html = readFileSync(file, "utf8");
  // What a gzip stream begins with, in base64.
  assert.equal(html.match(/>H4sI/g).length, 2);
  assert.ok(!/(src|href)="(?!data:)/.test(html.replace(/<script[\s\S]*?<\/script>/g, "")), "it refers to no other file");
});

test("what can't be started is told in the page", async () => {
  const site = await open({ file });
  try {
    await site.page.addInitScript(() => { delete window.DecompressionStream; });
    await site.page.reload();
    await site.page.getByRole("alert").filter({ hasText: "crossread could not be started" }).waitFor();
    await site.page.goto(site.url.replace("crossread.html", "index.html"));
    await site.page.getByRole("alert").filter({ hasText: "open crossread.html instead" }).waitFor();
  } finally {
    await site.close();
  }
});
