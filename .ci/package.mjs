// package.mjs GLUE_DIR OUT_DIR: the npm package from wasm-bindgen's output (crossread.js, crossread_bg.wasm) and the files
// of src/embed/package. Also checks that the package's version is the crate's.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [glueDir, out] = process.argv.slice(2);
const ours = "src/embed/package";

const exportsOfGlue = /^export \{ initSync, __wbg_init as default \};\s*$/m;
const glue = readFileSync(join(glueDir, "crossread.js"), "utf8");
if (!exportsOfGlue.test(glue)) throw new Error("package.mjs: wasm-bindgen's output has another form than the pinned version's");
const privateGlue = glue.replace(exportsOfGlue, "").replace(/^export (?=class|function)/gm, "");

const manifest = JSON.parse(readFileSync(join(ours, "package.json"), "utf8"));
const crate = /^version = "(.*)"$/m.exec(readFileSync("Cargo.toml", "utf8"))[1];
if (manifest.version !== crate) throw new Error(`package.mjs: ${ours}/package.json says ${manifest.version}, Cargo.toml ${crate}`);

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
writeFileSync(join(out, "crossread.js"), [privateGlue, ...["unpack.js", "entry.js"].map((file) => readFileSync(join(ours, file), "utf8"))].join("\n"));
writeFileSync(join(out, "package.json"), JSON.stringify(manifest, null, 2) + "\n");
cpSync(join(ours, "crossread.d.ts"), join(out, "crossread.d.ts"));
cpSync(join(glueDir, "crossread_bg.wasm"), join(out, "crossread_bg.wasm"));
