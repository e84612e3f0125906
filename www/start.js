// Loads the app. Trunk would do it with an inline script, which a strict Content-Security-Policy forbids; Trunk.toml makes it
// leave this link behind instead.

// Before anything is drawn anew: the theme that the reader chose last (src/app/dom.rs keeps it).
try {
  const theme = localStorage.getItem("crossread-theme");
  if (theme) document.documentElement.dataset.theme = theme;
} catch {
  // Nothing can be kept here, so nothing was.
}

const wasm = document.getElementById("app-wasm");

try {
  const app = await import(new URL(wasm.dataset.js, document.baseURI));
  await app.default({ module_or_path: wasm.href });
} catch (error) {
  const note = document.createElement("p");
  note.setAttribute("role", "alert");
  note.textContent = `crossread could not be started: ${error.message}. Reload the page; if that does not help, update the browser.`;
  document.body.append(note);
  throw error;
}
