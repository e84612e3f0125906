// A Trunk hook, the last step of the site. Trunk gives the worker's files no hash in their names: they get one here, so that a
// page never meets a worker of another version. Then the service worker learns which files there are.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join, sep } from "node:path";

const site = process.env.TRUNK_STAGING_DIR;
const sha256 = (...contents) => contents.reduce((hash, c) => hash.update(c), createHash("sha256")).digest("hex");
const read = (file) => readFileSync(join(site, file));

/** Writes `values` into the places of `file` that name them, "{like.this}"; all must be there. */
function fill(file, values) {
  let text = read(file).toString();
  for (const [name, value] of Object.entries(values)) {
    if (!text.includes(`{${name}}`)) throw new Error(`site.mjs: ${file} has no place {${name}}`);
    text = text.replaceAll(`{${name}}`, () => value);
  }
  writeFileSync(join(site, file), text);
}

const WORKER = ["start_worker.js", "worker.js", "worker_bg.wasm"];
const hash = sha256(...WORKER.map(read)).slice(0, 16);
// As Trunk names the app's: app-0123456789abcdef_bg.wasm.
const hashed = Object.fromEntries(WORKER.map((file) => [file, file.replace(/(_bg)?(\.\w+)$/, `-${hash}$1$2`)]));
const { "start_worker.js": start, ...loaded } = hashed;
fill("start_worker.js", loaded);
fill("index.html", { "start_worker.js": start });
for (const [file, name] of Object.entries(hashed)) renameSync(join(site, file), join(site, name));

const files = readdirSync(site, { recursive: true })
  .filter((file) => statSync(join(site, file)).isFile())
  .map((file) => file.split(sep).join("/"))
  .filter((file) => file !== "sw.js" && !file.endsWith(".d.ts"))
  .sort();
// The page is asked for by its folder: some hosts redirect "index.html".
const list = Object.fromEntries(files.map((file) => [file === "index.html" ? "./" : file, sha256(read(file))]));
const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(read("index.html").toString())?.[1];
if (!policy) throw new Error("site.mjs: index.html has no policy");
fill("sw.js", { version: sha256(JSON.stringify(list), read("sw.js")).slice(0, 16), files: JSON.stringify(list, null, 2), policy });
