// A Trunk hook. Trunk gives the worker's files no hash in their names, so a cache could answer with those of an older site: the
// page asks for them with the hash of their content behind a "?", which stands in index.html.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const site = process.env.TRUNK_STAGING_DIR;
const hash = createHash("sha256");
for (const file of ["start_worker.js", "worker.js", "worker_bg.wasm"]) hash.update(readFileSync(join(site, file)));

const page = join(site, "index.html");
const html = readFileSync(page, "utf8");
if (!html.includes("{worker-version}")) throw new Error("worker-version.mjs: index.html names no {worker-version}");
writeFileSync(page, html.replaceAll("{worker-version}", hash.digest("hex").slice(0, 16)));
