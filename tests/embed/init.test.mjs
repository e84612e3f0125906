// Every way in which the wasm may be given to init, in Node.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { serve } from "../browser/serve.mjs";
import { PKG, fresh } from "./package.mjs";

const file = join(PKG, "crossread_bg.wasm");
const bytes = await readFile(file);

const WAYS = {
  "nothing": () => undefined,
  "an empty object": () => ({}),
  "bytes": () => ({ module_or_path: bytes }),
  "an ArrayBuffer": () => ({ module_or_path: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) }),
  "a promise of bytes": () => ({ module_or_path: readFile(file) }),
  "bytes without a name": () => bytes,
  "a file URL": () => ({ module_or_path: pathToFileURL(file) }),
  "a file URL as a string": () => ({ module_or_path: pathToFileURL(file).href }),
  "a compiled module": async () => ({ module_or_path: await WebAssembly.compile(bytes) }),
  "a Response": () => ({ module_or_path: new Response(bytes, { headers: { "Content-Type": "application/wasm" } }) }),
};

for (const [name, input] of Object.entries(WAYS)) {
  test(`init takes ${name}`, async () => {
    const crossread = await fresh();
    await crossread.default(await input());
    assert.equal(crossread.annotate("5 km").text, "5 km");
  });
}

test("init takes an http URL, a string or a URL, and a fetch of it", async () => {
  const server = await serve({ dir: PKG });
  try {
    const address = server.url + "crossread_bg.wasm";
    for (const from of [address, new URL(address), fetch(address)]) {
      const crossread = await fresh();
      await crossread.default({ module_or_path: from });
      assert.equal(crossread.annotate("5 km").text, "5 km");
    }
  } finally {
    await server.close();
  }
});

test("init twice is one load; what was made before stays usable", async () => {
  const crossread = await fresh();
  await Promise.all([crossread.default(), crossread.default(), crossread.default({ module_or_path: bytes })]);
  const workspace = new crossread.Workspace();
  workspace.put({ id: "a", text: "5 km" });
  await crossread.default();
  assert.equal(workspace.report().sources.length, 1);
});

test("a call before init says what is missing", async () => {
  const crossread = await fresh();
  for (const call of [() => crossread.annotate("x"), () => crossread.compare([]), () => new crossread.Workspace()]) {
    assert.throws(call, /crossread: not loaded yet; call `await init\(\)`/);
  }
});

test("after a failed init another one may succeed", async () => {
  const crossread = await fresh();
  await assert.rejects(crossread.default({ module_or_path: new Uint8Array([1, 2, 3]) }));
  await assert.rejects(crossread.default({ module_or_path: pathToFileURL(file + ".none") }));
  assert.throws(() => crossread.annotate("x"), /not loaded yet/);
  await crossread.default();
  assert.equal(crossread.annotate("5 km").text, "5 km");
});
