// Keeps what stands in a field that is not added yet over a reload, and makes the page work without a network, by the service worker
// sw.js. Offers new versions: all tabs go over to one at once, when the reader says so or when the last tab is closed. Where there
// is no service worker (a host without https, an old browser, a private window of some), the page works as before, with the network.
(() => {
  /** Fields that the app does not keep itself; everything else that is typed is in IndexedDB with each letter. */
  const FIELDS = ["add-text"];
  const KEY = "crossread-typed";

  /** Keeps what stands in the fields over a reload of this tab; false where that is too much for the browser. */
  function keepTyped() {
    const typed = FIELDS.map((id) => document.getElementById(id)).filter((field) => field?.value);
    const { activeElement } = document;
    try {
      if (!typed.length) {
        sessionStorage.removeItem(KEY);
        return true;
      }
      sessionStorage.setItem(KEY, JSON.stringify(typed.map((field) => ({
        id: field.id,
        value: field.value,
        at: [field.selectionStart, field.selectionEnd],
        focus: field === activeElement,
        dialog: Boolean(field.closest("dialog")),
      }))));
      return true;
    } catch {
      return !typed.length;
    }
  }

  /** Puts it back once the app has drawn the fields. */
  function restoreTyped() {
    let kept = [];
    try {
      kept = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
      sessionStorage.removeItem(KEY);
    } catch {
      // No storage: then nothing was kept.
    }
    if (!kept.length) return;
    const observer = new MutationObserver(() => {
      kept = kept.filter(({ id, value, at, focus, dialog }) => {
        const field = document.getElementById(id);
        if (!field) {
          // It stood in a dialog, which the button opens; with articles there is the button.
          const button = document.getElementById("add-button");
          if (dialog && button && !document.querySelector("dialog")) button.click();
          return true;
        }
        // The welcome page has the field too, until the kept articles are there.
        if (dialog && !field.closest("dialog")) return true;
        if (!field.value) {
          field.value = value;
          field.dispatchEvent(new Event("input", { bubbles: true }));
          field.setSelectionRange(...at);
          if (focus) field.focus();
        }
        return false;
      });
      if (!kept.length) observer.disconnect();
    });
    observer.observe(document.getElementById("app"), { childList: true, subtree: true });
  }

  restoreTyped();
  addEventListener("pagehide", keepTyped);

  const { serviceWorker } = navigator;
  if (!serviceWorker || !location.protocol.startsWith("http")) return;

  const bar = document.getElementById("update");
  function say(words, reload) {
    const button = (label, primary, onclick) => {
      const b = document.createElement("button");
      b.type = "button";
      b.textContent = label;
      b.className = primary ? "primary" : "quiet";
      b.onclick = onclick;
      return b;
    };
    const p = document.createElement("p");
    p.textContent = words;
    const box = document.createElement("div");
    box.className = "update";
    box.append(p, button("Reload", true, reload), button("Later", false, () => box.remove()));
    bar.replaceChildren(box);
  }

  let registration;
  function offer() {
    // Without an active one this is the first visit, and the new worker is of the version that is on show.
    if (!registration.waiting || !registration.active) return;
    say("A new version of crossread is ready.", () => {
      // Another tab may have said so meanwhile.
      if (registration.waiting) registration.waiting.postMessage("switch");
      else location.reload();
    });
  }

  let controlled = Boolean(serviceWorker.controller);
  serviceWorker.addEventListener("controllerchange", () => {
    // The first visit: from now on the page is served from what is kept, which is what it has.
    if (!controlled) controlled = true;
    else if (keepTyped()) location.reload();
    else say("crossread has a new version. What you are typing is too long to be kept: add or copy it, then reload.", () => location.reload());
  });

  // Not before the app is there: what is kept for later must not delay what is wanted now.
  window.crossreadStarted.then(async () => {
    try {
      registration = await serviceWorker.register("sw.js", { updateViaCache: "none" });
    } catch {
      // The browser or the host does not want it.
    }
    if (!registration) return;
    const follow = (worker) => worker?.addEventListener("statechange", offer);
    registration.addEventListener("updatefound", () => follow(registration.installing));
    follow(registration.installing);
    offer();
  }, () => {}); // told in the page already
})();
