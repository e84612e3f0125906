// The package in a page: by import, under the strict policy, in the page itself and in a module worker.
import assert from "node:assert/strict";
import { mkdtempSync, cpSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { DIST, open } from "./harness.mjs";

const SOURCES = [
  { id: "a", text: "Halden Rail will buy 48 trains for €310 million, Mira Okafor said 🚆." },
  { id: "b", html: "<p>Halden Rail pays €310 million for <b>48</b> trains." },
];
let dir;
let site;

before(async () => {
  dir = mkdtempSync(join(tmpdir(), "crossread-page-"));
  cpSync(join(DIST, "pkg"), join(dir, "lib"), { recursive: true });
  writeFileSync(join(dir, "index.html"), "<!doctype html><link rel=icon href=data:,><title>host</title>");
  writeFileSync(join(dir, "worker.js"), `
    import init, { compare } from "./lib/crossread.js";
    onmessage = async ({ data }) => { await init(); postMessage(compare(data)); };
  `);
  site = await open({ dir, base: "/host/" });
});
after(async () => {
  await site.close();
  rmSync(dir, { recursive: true });
});

test("a page imports it, and finds the wasm beside the module", async () => {
  const report = await site.page.evaluate(async (sources) => {
    const { default: init, compare, Workspace } = await import(new URL("lib/crossread.js", document.baseURI));
    await init();
    const workspace = new Workspace();
    for (const source of sources) workspace.put(source);
    const same = JSON.stringify(workspace.report()) === JSON.stringify(compare(sources));
    workspace.free();
    return same && compare(sources);
  }, SOURCES);
  assert.deepEqual(report.sources.map((s) => s.id), ["a", "b"]);
  for (const { text, figures } of report.sources) {
    assert.ok(figures.length > 0);
    for (const f of figures) assert.equal(text.slice(f.start, f.end), f.text);
  }
  site.clean();
});

test("a module worker imports it and says the same", async () => {
  const [inPage, inWorker] = await site.page.evaluate(async (sources) => {
    const { default: init, compare } = await import(new URL("lib/crossread.js", document.baseURI));
    await init({ module_or_path: fetch(new URL("lib/crossread_bg.wasm", document.baseURI)) });
    const worker = new Worker(new URL("worker.js", document.baseURI), { type: "module" });
    const answer = new Promise((resolve, reject) => { worker.onmessage = ({ data }) => resolve(data); worker.onerror = reject; });
    worker.postMessage(sources);
    return [compare(sources), await answer];
  }, SOURCES);
  assert.deepEqual(inWorker, inPage);
  site.clean();
});
