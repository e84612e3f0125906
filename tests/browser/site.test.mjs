// The built site under the conditions that hosts set: a sub-path, a strict policy, no other origin.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { open } from "./harness.mjs";
import { CSP } from "./serve.mjs";

for (const base of ["/", "/some/where/"]) {
  test(`starts under ${base} with a strict policy and asks nobody else`, async () => {
    const site = await open({ base });
    try {
      await site.page.getByRole("heading", { level: 1 }).waitFor();
      site.clean();
      assert.equal(await site.page.locator("script:not([src])").count(), 0, "no inline script");
    } finally {
      await site.close();
    }
  });
}

test("the page, the server of the tests and the README have one policy", async () => {
  const read = (path) => readFileSync(new URL(path, import.meta.url), "utf8");
  const [, inPage] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(read("../../www/index.html"));
  // A page can't forbid in its own text that others frame it.
  assert.equal(CSP, `${inPage}; frame-ancestors 'none'`);
  assert.ok(read("../../README.md").includes(`Content-Security-Policy: ${CSP}\n`));
});

test("the worker says that it is ready, then answers", async () => {
  const site = await open();
  try {
    const replies = await site.page.evaluate(() => new Promise((resolve, reject) => {
      const worker = new Worker(document.getElementById("worker").href);
      const replies = [];
      worker.onerror = (event) => reject(new Error(event.message));
      worker.onmessage = ({ data }) => {
        replies.push(JSON.parse(data));
        if (replies.length === 1) {
          worker.postMessage(JSON.stringify({ type: "compare", id: 7, revision: 3, sources: [{ id: "a", text: "Ana Bell paid $5 million." }], options: {} }));
          worker.postMessage(JSON.stringify({ type: "compare", id: 8, revision: 4, sources: [{ id: "a" }], options: {} }));
        }
        if (replies.length === 3) resolve(replies);
      };
    }));
    assert.equal(replies[0].type, "ready");
    assert.deepEqual([replies[1].type, replies[1].id, replies[1].revision], ["report", 7, 3]);
    assert.equal(replies[1].report.sources[0].text, "Ana Bell paid $5 million.");
    assert.deepEqual([replies[2].type, replies[2].id, replies[2].revision], ["failed", 8, 4]);
    assert.match(replies[2].message, /neither `text` nor `html`/);
    const ofWorker = site.requests.filter((url) => url.includes("worker"));
    assert.ok(ofWorker.length >= 3 && ofWorker.every((url) => /worker-[0-9a-f]{16}(_bg)?\.\w+$/.test(url)), ofWorker.join(" "));
    site.clean();
  } finally {
    await site.close();
  }
});
