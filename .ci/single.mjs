// single.mjs SITE OUT: packs a built site into one HTML file that works from disk, with a policy that lets it reach nothing. The
// two WebAssembly files are in it once each, gzip in base64 (www/single.js unpacks them).
import { createHash } from "node:crypto";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const [site, out] = process.argv.slice(2);
const read = (file) => readFileSync(join(site, file));
let html = read("index.html").toString();

/** Replaces what `pattern` finds, as often as it must be there ("some": once or more), by text or by what a function makes of it. */
function replace(pattern, by, times = 1) {
  const found = html.match(new RegExp(pattern, "g"))?.length ?? 0;
  if (times === "some" ? !found : found !== times) throw new Error(`single.mjs: ${pattern} is ${found} times in index.html`);
  html = html.replace(new RegExp(pattern, "g"), (...m) => (typeof by === "function" ? by(...m) : by));
}
/** Text for a script or style element, which must not end it. */
function inside(text) {
  if (/<\/(script|style)|<!--/i.test(text)) throw new Error("single.mjs: a script or style would end early");
  return text;
}
const allow = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
const pack = (file) => gzipSync(read(file), { level: 9 }).toString("base64");
const name = (pattern) => {
  const found = new RegExp(pattern).exec(html)?.[1];
  if (!found) throw new Error(`single.mjs: index.html names no ${pattern}`);
  return found.replace(/^\.\//, "");
};

const app = { js: name('name="app-js" content="([^"]+)"'), wasm: name('name="app-wasm" content="([^"]+)"') };
const worker = name('id="worker" href="([^"]+)"').replace("start_worker", "worker");
const start = name('<script[^>]* src="([^"]*start-[^"]+)"');

const exportsOfGlue = /^export \{ initSync, __wbg_init as default \};\s*$/m;
const glue = read(app.js).toString();
if (!exportsOfGlue.test(glue) || /^import /m.test(glue)) throw new Error("single.mjs: wasm-bindgen's output has another form than the pinned version's");
const script = inside([glue.replace(exportsOfGlue, "").replace(/^export (?=class|function)/gm, ""), readFileSync("www/single.js", "utf8"), read(start)].join("\n"));

let style = "";
replace(/<link rel="stylesheet" href="([^"]+)"[^>]*>\s*/, (_, file) => {
  style += inside(read(file).toString());
  return "";
}, "some");
replace(/<link rel="(manifest|apple-touch-icon)"[^>]*>\s*/, "", 2);
replace(/<meta name="app-(js|wasm)"[^>]*>\s*/, "", 2);
replace(/<script[^>]*><\/script>\s*/, "", 2);
replace(/<link rel="prefetch" id="worker"[^>]*>/, '<link id="worker" rel="alternate">');
replace(/(<link rel="icon" href=")([^"]+)/, (_, before, file) => `${before}data:image/svg+xml;base64,${read(file).toString("base64")}`);
replace(/(http-equiv="Content-Security-Policy" content=")[^"]+/, (_, before) => before + [
  "default-src 'none'",
  `script-src ${allow(script)} 'wasm-unsafe-eval'`,
  "worker-src blob:",
  `style-src ${allow(style)}`,
  "img-src data:",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; "));
const data = (id, text) => `<script type="text/plain" id="${id}">${inside(text)}</script>`;
replace(/<\/head>/, () => `<style>${style}</style>\n<script type="module">${script}</script>\n</head>`);
replace(/<\/body>/, () => [
  data("app-wasm", pack(app.wasm)),
  data("worker-js", read(worker).toString()),
  data("worker-wasm", pack(worker.replace(/\.js$/, "").replace(/-([0-9a-f]+)$/, "-$1_bg.wasm"))),
  "</body>",
].join("\n"));
writeFileSync(out, html);
console.log(`==> ${out}: ${Math.round(statSync(out).size / 1000)} kB, opens from disk`);
