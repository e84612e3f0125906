// Loads the worker. The app starts it by the address in the link "worker" of index.html. A classic script, as module workers
// are not everywhere. The names are filled in when the site is built: they hold the hash of the worker's files, so that a page
// never meets a worker of another version.
importScripts("{worker.js}");
wasm_bindgen({ module_or_path: "{worker_bg.wasm}" }).catch((error) => {
  // Outside of the promise, so that the page hears of it.
  setTimeout(() => { throw error; });
});
