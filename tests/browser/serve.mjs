// serve.mjs [--dir dist] [--port 8080] [--base /]: serves a built site as a careful host would: under any path, compressed, with
// a strict Content-Security-Policy, nothing but files of the folder.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, sep } from "node:path";
import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

/** What the page is promised to work under. */
export const CSP = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json; charset=utf-8",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".txt": "text/plain; charset=utf-8",
  ".ts": "text/plain; charset=utf-8",
};

/** Names with a hash in them never change. */
const HASHED = /-[0-9a-f]{16}(_bg)?\.\w+$/;
/** These are packed already. */
const PACKED = [".png"];

/** What has been read, by path and time of the last change: its bytes, as they are and packed, and a tag for them. */
const contents = new Map();
function content(file) {
  const key = `${file} ${statSync(file).mtimeMs}`;
  if (!contents.has(key)) {
    const bytes = readFileSync(file);
    const tag = createHash("sha256").update(bytes).digest("hex").slice(0, 16);
    contents.set(key, { bytes, tag, packed: PACKED.includes(extname(file)) ? null : gzipSync(bytes) });
  }
  return contents.get(key);
}

/**
 * Starts a server on 127.0.0.1. It may be given to a browser as its proxy: then it sees whatever the browser asks of anyone, and
 * answers for itself alone.
 * @param {{dir: string | (() => string), port?: number, base?: string, csp?: string | null, seen?: (address: string) => void}} options
 *   dir: the folder, or what gives the folder of the moment; base: path under which the folder stands; seen: is told of each request
 * @returns {Promise<{url: string, close: () => Promise<void>}>}
 */
export async function serve({ dir, port = 0, base = "/", csp = CSP, seen = () => {} }) {
  const server = createServer((request, response) => {
    const root = realpathSync(typeof dir === "function" ? dir() : dir);
    seen(request.url);
    const answer = (status, text) => response.writeHead(status, { "Content-Type": "text/plain" }).end(text);
    if (request.method !== "GET" && request.method !== "HEAD") return answer(405, "only GET\n");
    let path;
    try {
      const own = `http://127.0.0.1:${server.address().port}`;
      const { origin, pathname } = new URL(request.url, own);
      if (origin !== own) return answer(403, "another host\n");
      path = decodeURIComponent(pathname);
    } catch {
      return answer(400, "bad address\n");
    }
    if (path + "/" === base) return response.writeHead(301, { Location: base }).end();
    if (!path.startsWith(base)) return answer(404, "not here\n");
    let file = join(root, path.slice(base.length));
    if (path.endsWith("/")) file = join(file, "index.html");
    if (path.includes("\0") || !existsSync(file) || !statSync(file).isFile() || !realpathSync(file).startsWith(root + sep)) return answer(404, "no such file\n");
    const { bytes, packed, tag } = content(file);
    const unpacked = !packed || !/\bgzip\b/.test(request.headers["accept-encoding"] ?? "");
    const body = unpacked ? bytes : packed;
    const headers = {
      "Content-Type": TYPES[extname(file)] ?? "application/octet-stream",
      "Content-Length": body.length,
      "Cache-Control": HASHED.test(file) ? "public, max-age=31536000, immutable" : "no-cache",
      ETag: `W/"${tag}"`,
      Vary: "Accept-Encoding",
      "X-Content-Type-Options": "nosniff",
      "Referrer-Policy": "no-referrer",
    };
    if (csp) headers["Content-Security-Policy"] = csp;
    if (!unpacked) headers["Content-Encoding"] = "gzip";
    if (request.headers["if-none-match"] === headers.ETag) {
      delete headers["Content-Length"];
      return response.writeHead(304, headers).end();
    }
    response.writeHead(200, headers).end(request.method === "HEAD" ? undefined : body);
  });
  // A proxy is asked so for encrypted sites.
  server.on("connect", (request, socket) => {
    seen(request.url);
    socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
  });
  await new Promise((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}${base}`,
    close: () => new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); }),
  };
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { dir: { type: "string", default: "dist" }, port: { type: "string", default: "8080" }, base: { type: "string", default: "/" } } });
  try {
    const { url } = await serve({ dir: values.dir, port: Number(values.port), base: values.base });
    console.log(`==> crossread is at ${url} (Ctrl+C stops it)`);
  } catch (error) {
    const busy = error.code === "EADDRINUSE";
    console.error(busy ? `cannot go on: port ${values.port} is in use; stop what runs there or choose another one: make run PORT=8081` : `cannot go on: ${error.message}`);
    process.exit(1);
  }
}
