// Loads the worker; the app starts it with `new Worker(new URL("start_worker.js", document.baseURI))`. A classic script, as
// module workers are not everywhere. What stands behind a "?" in the worker's address is passed on, so that the page can
// name the version that it wants and no cache can answer with an older one.
importScripts("worker.js" + self.location.search);
wasm_bindgen({ module_or_path: "worker_bg.wasm" + self.location.search });
