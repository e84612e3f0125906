// The service worker: keeps the site on the device, so that it works without a network, and keeps versions apart.
//
// Why not Workbox: its precache is one cache of all versions and asks nothing of what it is given; here each version is whole,
// in a cache of its own, and every file is checked against its hash. That is all there is to do, and less than its settings.
//
// - A version is all files of one build. It is installed whole or not at all: a site that is just being copied to its host
//   fails here and is tried again with the next visit.
// - The page comes from the version that is active, never from the network. Every file it asks for has its hash in its name,
//   so no file of another version can take its place.
// - A new version waits until a tab says "switch" (www/offline.js) or all tabs are closed: that is what browsers do if nothing
//   else is said here. The version before it is kept, for a tab that could not reload yet.

// The build writes these (.ci/site.mjs).
const VERSION = "{version}";
/** Path below this script → SHA-256 in hex. */
const FILES = new Map(Object.entries({files}));
/** For hosts that send none. It comes with all files, so it holds for the worker too. */
const POLICY = "{policy}";

const at = (path) => new URL(path, self.location.href).href;
const PAGE = "./";
/** Names of files that hold a hash. */
const HASHED = /-[0-9a-f]{16}(_bg)?\.\w+$/;
// Another crossread may live under another path of this host.
const PREFIX = `crossread ${at("./")} `;
const CACHE = PREFIX + VERSION;

/** The caches of this site, oldest first. */
const caching = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX));

const sha256 = async (bytes) => [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))].map((b) => b.toString(16).padStart(2, "0")).join("");

/** A file with this hash, from an older version that has the same, or from the network; throws where neither has it. */
async function get(path, hash) {
  for (const name of await caching()) {
    const kept = await (await caches.open(name)).match(at(path));
    if (kept && (await sha256(await kept.clone().arrayBuffer())) === hash) return kept;
  }
  for (const cache of [HASHED.test(path) ? "default" : "no-cache", "reload"]) {
    const response = await fetch(at(path), { cache });
    const bytes = response.ok ? await response.arrayBuffer() : null;
    if (!bytes || (await sha256(bytes)) !== hash) continue;
    // A response of our own: a browser takes none for a page that came by way of a redirect. The bytes are no longer packed, and
    // they are the same whoever asks.
    const headers = new Headers(response.headers);
    for (const name of ["Content-Encoding", "Content-Length", "Vary"]) headers.delete(name);
    if (!headers.has("Content-Security-Policy")) headers.set("Content-Security-Policy", POLICY);
    return new Response(bytes, { headers });
  }
  throw new Error(`crossread is not kept for use without a network: ${path} is not the one of this version`);
}

self.addEventListener("install", (event) => event.waitUntil((async () => {
  const cache = await caches.open(CACHE);
  try {
    await Promise.all([...FILES].map(async ([path, hash]) => cache.put(at(path), await get(path, hash))));
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
})()));

self.addEventListener("activate", (event) => event.waitUntil((async () => {
  const others = (await caching()).filter((name) => name !== CACHE);
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
  await self.clients.claim();
})()));

self.addEventListener("message", ({ data }) => {
  if (data === "switch") self.skipWaiting();
});

/** What is kept under this address in the active version or, for a name with a hash, in any; else what the network says. */
async function answer(request, address) {
  const kept = await (await caches.open(CACHE)).match(address);
  if (kept) return kept;
  if (HASHED.test(address)) {
    for (const name of await caching()) {
      const older = await (await caches.open(name)).match(address);
      if (older) return older;
    }
  }
  return fetch(request);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const [address] = request.url.split(/[?#]/, 1);
  const isPage = address === at(PAGE) || address === at("index.html");
  const path = address.startsWith(at("./")) ? address.slice(at("./").length) : null;
  if (isPage) event.respondWith(answer(request, at(PAGE)));
  else if (path && (FILES.has(path) || HASHED.test(path))) event.respondWith(answer(request, address));
});
