// Loads the worker. The app starts it by the address in the link "worker" of index.html. A classic script, as module workers
// are not everywhere. What stands behind the "?" of that address is the hash of the worker's files and is passed on, so that no
// cache answers with older ones.
importScripts("worker.js" + self.location.search);
wasm_bindgen({ module_or_path: "worker_bg.wasm" + self.location.search });
