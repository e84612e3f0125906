// How the single file (.ci/single.mjs) gets the app and the worker: both are packed inside it, gzip in base64, as a page that
// is opened from disk may fetch nothing. Stands before start.js, in one script with the app's JavaScript.

/** The bytes of what was packed. Its text goes into the worker's script too, so it needs nothing around it. */
async function unpack(base64) {
  const packed = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

window.crossreadSingle = async () => {
  // Out of the document, so that it is not kept twice.
  const take = (id) => {
    const element = document.getElementById(id);
    element.remove();
    return element.textContent;
  };
  // The worker unpacks itself, off the page's thread. The address lives as long as the page: a worker that dies is started anew.
  const worker = [
    take("worker-js"),
    `\n${unpack}\nunpack("`,
    take("worker-wasm"),
    `").then((bytes) => wasm_bindgen({ module_or_path: bytes })).catch((error) => { setTimeout(() => { throw error; }); });`,
  ];
  document.getElementById("worker").href = URL.createObjectURL(new Blob(worker, { type: "text/javascript" }));
  await __wbg_init({ module_or_path: await unpack(take("app-wasm")) });
};
