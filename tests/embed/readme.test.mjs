// The example in README.md runs as it stands there, with the package installed under its name.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { CSP } from "../browser/serve.mjs";
import { PKG } from "./package.mjs";

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

test("the example finds its contradiction", () => {
  const example = /```js\n(.*?)```/s.exec(readme)?.[1];
  assert.match(example, /from "crossread"/);
  const dir = mkdtempSync(join(tmpdir(), "crossread-readme-"));
  try {
    cpSync(PKG, join(dir, "node_modules", "crossread"), { recursive: true });
    writeFileSync(join(dir, "example.mjs"), example);
    const run = spawnSync(process.execPath, ["example.mjs"], { cwd: dir, encoding: "utf8" });
    assert.equal(run.status, 0, run.stderr);
    const lines = run.stdout.trim().split("\n");
    assert.equal(lines.length, 1, run.stdout);
    for (const word of ["2.4 billion", "2.9 billion", "Courier", "Ledger"]) assert.ok(lines[0].includes(word), run.stdout);
  } finally {
    rmSync(dir, { recursive: true });
  }
});

test("the policy for hosts is the one that the site is tested with", () => {
  const policy = /^Content-Security-Policy: (.*)$/m.exec(readme)?.[1];
  for (const part of policy.split("; ")) assert.ok(CSP.split("; ").includes(part), part);
});
