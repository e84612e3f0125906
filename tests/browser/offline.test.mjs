// The service worker: without a network, with a new version, where there is none.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

import { violations } from "./axe.mjs";
import { ONE, TWO, add, desk, example, read } from "./desk.mjs";
import { DIST } from "./harness.mjs";

const ALLOW = { context: { serviceWorkers: "allow" } };
const folders = [];
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

/** The built site as version `number`: another title, and another name for every file that has its hash in it. */
function version(number) {
  const folder = mkdtempSync(join(tmpdir(), "crossread-version-"));
  folders.push(folder);
  cpSync(DIST, folder, { recursive: true, filter: (source) => !/crossread\.html$|dist.pkg/.test(source) });
  const path = (file) => join(folder, file);
  const old = new Set(readdirSync(folder).flatMap((file) => /-([0-9a-f]{16})(?:_bg)?\./.exec(file)?.[1] ?? []));
  const renamed = (text) => [...old].reduce((t, hash) => t.replaceAll(hash, sha256(hash + number).slice(0, 16)), text);
  for (const file of readdirSync(folder)) {
    if (/^(index\.html|sw\.js|start_worker-.*)$/.test(file)) writeFileSync(path(file), renamed(readFileSync(path(file), "utf8")));
    renameSync(path(file), path(renamed(file)));
  }
  writeFileSync(path("index.html"), readFileSync(path("index.html"), "utf8").replace("<title>crossread</title>", `<title>crossread ${number}</title>`));
  const sw = readFileSync(path("sw.js"), "utf8").replace(/^const VERSION = .*$/m, `const VERSION = "${number}";`)
    .replace(/^ {2}"(.+)": "[0-9a-f]{64}"/gm, (_, file) => `  "${file}": "${sha256(readFileSync(path(file === "./" ? "index.html" : file)))}"`);
  writeFileSync(path("sw.js"), sw);
  return folder;
}

/** Waits until the page is served by a service worker that has everything. */
const kept = (page) => page.evaluate(() => navigator.serviceWorker.ready).then(() => page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated"));
const bar = (page) => page.getByRole("status").filter({ hasText: "A new version of crossread is ready." });
const workerOf = (page) => page.workers()[0]?.url().match(/start_worker-([0-9a-f]{16})\.js$/)[1];
const nameIn = (folder) => readdirSync(folder).find((file) => file.startsWith("start_worker-")).slice(13, 29);
/** Without a network the browser can't look for a new version; that is no problem of the page. */
const excuse = (site, words) => site.problems.splice(0, site.problems.length, ...site.problems.filter((p) => !p.includes(words)));

for (const base of ["/", "/some/where/"]) {
  test(`after one visit of ${base} everything works without a network`, () => desk(async (page, site) => {
    await kept(page);
    await site.cut();
    // In the same visit, with a worker that is started anew.
    await add(page, ONE, TWO);
    await page.reload();
    await page.locator(".finding.is-agree").first().waitFor();
    await page.getByRole("button", { name: "Remove all" }).click();
    await example(page);
    assert.ok(await page.locator(".finding.is-conflict").count());
    const other = await site.browser.newPage();
    await other.goto(site.url + "index.html?a=b#c");
    await other.locator(".finding.is-conflict").first().waitFor();
    excuse(site, "sw.js");
  }, { base, ...ALLOW }));
}

test("a new version is offered, and no tab meets both", () => {
  const [first, second] = [version(1), version(2)];
  let folder = first;
  return desk(async (page, site) => {
    await kept(page);
    assert.equal(await page.title(), "crossread 1");
    await add(page, ONE);
    const other = await site.browser.newPage();
    await other.goto(site.url);
    await read(other);
    folder = second;
    // The old version still, though the server has forgotten it; the new one is fetched meanwhile and offered in all tabs.
    await page.reload();
    await bar(page).waitFor();
    await bar(other).waitFor();
    assert.equal(await page.title(), "crossread 1");
    await add(page, TWO);
    await page.locator(".finding.is-agree").first().waitFor();
    for (const tab of [page, other]) assert.equal(workerOf(tab), nameIn(first));
    assert.deepEqual(await violations(page), [], "the bar has no fault that axe finds");
    // Typed in the other tab and not added yet.
    await other.keyboard.press("a");
    await other.locator("#add-text").fill("Half a sentence");
    await bar(page).getByRole("button", { name: "Reload" }).focus();
    await page.keyboard.press("Enter");
    for (const tab of [page, other]) {
      await tab.waitForFunction(() => document.title === "crossread 2");
      await read(tab);
      assert.equal(workerOf(tab), nameIn(second));
      assert.equal(await bar(tab).count(), 0);
    }
    assert.equal(await page.locator(".source").count(), 2, "the articles are there");
    await other.locator("dialog #add-text").waitFor();
    assert.equal(await other.locator("dialog #add-text").inputValue(), "Half a sentence");
    assert.deepEqual(await page.evaluate(() => caches.keys().then((names) => names.map((name) => name.split(" ").at(-1)))), ["1", "2"]);
  }, { dir: () => folder, ...ALLOW });
});

test("what is typed on the first page stays when the version changes", () => {
  const [first, second] = [version(1), version(2)];
  let folder = first;
  return desk(async (page) => {
    await kept(page);
    folder = second;
    await page.reload();
    await bar(page).waitFor();
    await page.locator("#add-text").fill("Half a sentence");
    await page.locator("#add-text").press("ArrowLeft");
    await bar(page).getByRole("button", { name: "Reload" }).click();
    await page.waitForFunction(() => document.title === "crossread 2" && document.querySelector("#add-text")?.value === "Half a sentence");
  }, { dir: () => folder, ...ALLOW });
});

test("a new version starts by itself once all tabs were closed", () => {
  const [first, second] = [version(1), version(2)];
  let folder = first;
  return desk(async (page, site) => {
    await kept(page);
    folder = second;
    await page.reload();
    await bar(page).waitFor();
    await page.goto("about:blank");
    // The browser takes its time to notice that nobody is left.
    await assert.doesNotReject(async () => {
      for (let i = 0; i < 40; i++) {
        await page.goto(site.url);
        if ((await page.title()) === "crossread 2") return;
        await page.goto("about:blank");
        await page.waitForTimeout(250);
      }
      throw new Error("it never started");
    });
    await page.locator("#add-text").waitFor();
    assert.equal(await bar(page).count(), 0);
  }, { dir: () => folder, ...ALLOW });
});

test("a site that is half copied is not taken; the version before it goes on", () => {
  const [first, second] = [version(1), version(2)];
  const wasm = readdirSync(second).find((file) => /^worker-.*\.wasm$/.test(file));
  const whole = readFileSync(join(second, wasm));
  writeFileSync(join(second, wasm), whole.subarray(0, 1000));
  let folder = first;
  return desk(async (page, site) => {
    await kept(page);
    folder = second;
    const failed = page.evaluate(() => navigator.serviceWorker.ready.then((r) => r.update()).then(() => navigator.serviceWorker.ready)
      .then((r) => new Promise((resolve) => { r.installing ? r.installing.addEventListener("statechange", (e) => resolve(e.target.state)) : resolve("none"); })));
    assert.equal(await failed, "redundant");
    await add(page, ONE);
    await page.reload();
    await read(page);
    assert.equal(await page.title(), "crossread 1");
    assert.equal(await bar(page).count(), 0);
    // Once it is whole, it is offered.
    writeFileSync(join(second, wasm), whole);
    await page.evaluate(() => navigator.serviceWorker.ready.then((r) => r.update()));
    await bar(page).waitFor();
    excuse(site, "not the one of this version");
  }, { dir: () => folder, ...ALLOW });
});

test("the page can be installed, under any path", () => desk(async (page) => {
  await kept(page);
  const session = await page.context().newCDPSession(page);
  const { errors, data } = await session.send("Page.getAppManifest");
  assert.deepEqual(errors, []);
  assert.equal(JSON.parse(data).start_url, "./");
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  assert.deepEqual(installabilityErrors.map((e) => e.errorId).filter((id) => id !== "in-incognito"), []);
}, { base: "/some/where/", ...ALLOW }));

test("where there is no service worker, the page works as before", () => desk(async (page, site) => {
  // Not https, and not this machine by its name for the browser.
  const { port } = new URL(site.url);
  await page.goto(`http://crossread.test:${port}/`);
  assert.equal(await page.evaluate(() => isSecureContext), false);
  await example(page);
  assert.ok(await page.locator(".finding.is-conflict").count());
  assert.equal(await page.locator(".update, .start-failure").count(), 0);
  assert.deepEqual(site.problems.filter((p) => !p.includes("ERR_ABORTED")), []);
  // Strange to the harness, which expects the other name.
  site.requests.length = 0;
}, { args: ["--host-resolver-rules=MAP crossread.test 127.0.0.1"], ...ALLOW }));
