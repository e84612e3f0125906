// Loads the app. Trunk would do it with an inline script, which a strict Content-Security-Policy forbids; Trunk.toml makes it
// leave the names of the files behind instead. A classic script, as a page that is opened from disk may load no modules: it can say so.
// www/offline.js waits for it.
window.crossreadStarted = (async () => {
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

  /**
   * Until the page has been painted as it stands: on a slow line or a slow phone it is read while the app comes, and nothing that
   * the app needs is in the way of it. A page that nobody sees is not painted, so it does not wait.
   */
  const painted = () => new Promise((resolve) => {
    if (document.hidden) return resolve();
    document.addEventListener("visibilitychange", resolve, { once: true });
    setTimeout(resolve, 3000); // milliseconds: whatever a browser has against telling
    if (PerformanceObserver.supportedEntryTypes?.includes("paint")) new PerformanceObserver(resolve).observe({ type: "paint", buffered: true });
    else requestAnimationFrame(() => setTimeout(resolve));
  });

  /** The app's files stand beside the page. */
  const load = async () => {
    const address = (name) => new URL(document.querySelector(`meta[name="${name}"]`).content, document.baseURI);
    // Both at once.
    const wasm = fetch(address("app-wasm"));
    wasm.catch(() => {}); // told below, once
    const app = await import(address("app-js"));
    await app.default({ module_or_path: wasm });
  };

  // In the single file they are inside it (www/single.js).
  const single = window.crossreadSingle;
  if (!single && location.protocol === "file:") {
    return tell("This page works only on a web server. From disk, open crossread.html instead: it has everything inside.");
  }
  try {
    await painted();
    await (single ?? load)();
  } catch (error) {
    tell(`crossread could not be started: ${error.message}. Reload the page; if that does not help, update the browser.`);
    throw error;
  }
})();
