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
          worker.postMessage(JSON.stringify({ type: "compare", id: 7, revision: 3, changed: [{ id: "a", text: "Ana Bell paid $5 million." }], order: ["a"], options: {} }));
          worker.postMessage(JSON.stringify({ type: "compare", id: 8, revision: 4, changed: [{ id: "a" }], order: ["a"], options: {} }));
        }
        if (replies.length === 4) resolve(replies);
      };
    }));
    assert.ok(replies[0].ready);
    assert.equal(replies[1].source.text, "Ana Bell paid $5 million.");
    assert.deepEqual([replies[2].report.id, replies[2].report.revision, replies[2].report.order], [7, 3, ["a"]]);
    assert.deepEqual([replies[3].failed.id, replies[3].failed.revision], [8, 4]);
    assert.match(replies[3].failed.message, /neither `text` nor `html`/);
    const ofWorker = site.requests.filter((url) => url.includes("worker"));
    assert.ok(ofWorker.length >= 3 && ofWorker.every((url) => /worker-[0-9a-f]{16}(_bg)?\.\w+$/.test(url)), ofWorker.join(" "));
    site.clean();
  } finally {
    await site.close();
  }
});
