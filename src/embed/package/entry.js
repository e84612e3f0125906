// What the package exports. The build puts this below wasm-bindgen's glue, whose exports become private, so that the package
// is one module. `wasm`, `__wbg_init`, `annotate`, `compare` and `Workspace` are the glue's.

function ready() {
  if (wasm === undefined) throw new Error("crossread: not loaded yet; call `await init()` once, before anything else");
}

function alive(workspace) {
  if (!workspace.__wbg_ptr) throw new Error("crossread: this Workspace was freed; make a new one");
}

function annotateSource(source, options) {
  ready();
  return readAnnotations(new Reader(annotate(source, options)));
}

function compareSources(sources, options) {
  ready();
  return readReport(new Reader(compare(sources, options)));
}

class OpenWorkspace extends Workspace {
  constructor(options) {
    ready();
    super(options);
  }
  put(source) {
    alive(this);
    return readAnnotations(new Reader(super.put(source)));
  }
  remove(id) {
    alive(this);
    return super.remove(id);
  }
  report() {
    alive(this);
    return readReport(new Reader(super.report()));
  }
  free() {
    if (this.__wbg_ptr) super.free();
  }
}
Object.defineProperty(OpenWorkspace, "name", { value: "Workspace" });
if (Symbol.dispose) OpenWorkspace.prototype[Symbol.dispose] = OpenWorkspace.prototype.free;

let loading;

async function load(input) {
  const options = input?.constructor === Object; // any other object is the wasm itself, or where it is
  const named = options ? input.module_or_path : input;
  let wasm = await (named ?? new URL("crossread_bg.wasm", import.meta.url));
  const file = wasm instanceof URL ? wasm.href : wasm;
  if (typeof file === "string" && file.startsWith("file:") && globalThis.process?.versions?.node) {
    // Node's fetch reads no files. Bundlers, which build for the browser, are told to leave this import alone.
    const { readFile } = await import(/* webpackIgnore: true */ /* @vite-ignore */ "node:fs/promises");
    wasm = await readFile(new URL(file));
  }
  await __wbg_init({ module_or_path: wasm });
}

function init(input) {
  loading ??= load(input).catch((error) => {
    loading = undefined; // the next call may try again
    throw error;
  });
  return loading;
}

export { init as default, annotateSource as annotate, compareSources as compare, OpenWorkspace as Workspace };
