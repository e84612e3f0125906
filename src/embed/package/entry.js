// What the package exports. The build puts this below wasm-bindgen's glue, whose exports become private, so that the package
// is one module. `wasm`, `__wbg_init`, `annotate`, `compare` and `Workspace` are the glue's.

/** Goes up when the wasm had to be started anew; what belongs to an older one is lost. */
let generation = 0;

/**
 * Runs a call into the wasm. One that runs out of memory ends in a trap, after which that wasm can't be trusted: a new one
 * takes its place, so that the next call works.
 */
function guarded(call) {
  if (wasm === undefined) throw new Error("crossread: not loaded yet; call `await init()` once, before anything else");
  try {
    return call();
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError)) throw error;
    generation += 1;
    wasm = undefined;
    initSync({ module: wasmModule });
    const message = "crossread: the memory ran out, or something broke inside; give less text at once. Every Workspace made before is lost";
    throw new Error(message, { cause: error });
  }
}

function annotateSource(source, options) {
  return guarded(() => readAnnotations(new Reader(annotate(source, options))));
}

function compareSources(sources, options) {
  return guarded(() => readReport(new Reader(compare(sources, options))));
}

/** Frees what nobody holds any more, unless its wasm is gone. */
const graves = new FinalizationRegistry(({ pointer, born }) => {
  if (born === generation) wasm.__wbg_workspace_free(pointer, 1);
});

class OpenWorkspace extends Workspace {
  #born;
  constructor(options) {
    guarded(() => super(options));
    this.#born = generation;
    WorkspaceFinalization.unregister(this);
    graves.register(this, { pointer: this.__wbg_ptr, born: generation }, this);
  }
  #guarded(call) {
    if (!this.__wbg_ptr) throw new Error("crossread: this Workspace was freed; make a new one");
    if (this.#born !== generation) throw new Error("crossread: this Workspace was lost when the memory ran out; make a new one");
    return guarded(call);
  }
  put(source) {
    return this.#guarded(() => readAnnotations(new Reader(super.put(source))));
  }
  remove(id) {
    return this.#guarded(() => super.remove(id));
  }
  report() {
    return this.#guarded(() => readReport(new Reader(super.report())));
  }
  free() {
    if (this.__wbg_ptr && this.#born === generation) super.free();
    graves.unregister(this);
    this.__wbg_ptr = 0;
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
