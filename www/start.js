// Loads the app. Trunk would do it with an inline script, which a strict Content-Security-Policy forbids; Trunk.toml makes it
// leave a link behind instead. A classic script, as a page that is opened from disk may load no modules: it can say so.
(async () => {
  // Before anything is drawn anew: the theme that the reader chose last (src/app/dom.rs keeps it).
  try {
    const theme = localStorage.getItem("crossread-theme");
    if (theme) document.documentElement.dataset.theme = theme;
  } catch {
    // Nothing can be kept here, so nothing was.
  }

  const tell = (words) => {
    const note = document.createElement("p");
    note.className = "start-failure";
    note.setAttribute("role", "alert");
    note.textContent = words;
    document.body.append(note);
  };

  /** The app's files stand beside the page. */
  const load = async () => {
    const wasm = document.getElementById("app-wasm");
    const app = await import(new URL(wasm.dataset.js, document.baseURI));
    await app.default({ module_or_path: wasm.href });
  };

  // In the single file they are inside it (www/single.js).
  const single = window.crossreadSingle;
  if (!single && location.protocol === "file:") {
    return tell("This page works only on a web server. From disk, open crossread.html instead: it has everything inside.");
  }
  try {
    await (single ?? load)();
  } catch (error) {
    tell(`crossread could not be started: ${error.message}. Reload the page; if that does not help, update the browser.`);
    throw error;
  }
})();
