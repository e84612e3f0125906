// serve.mjs [--dir dist] [--port 8080] [--base /]: serves a built site as a careful host would: under any path, with a strict
// Content-Security-Policy, nothing but files of the folder.
import { createReadStream, existsSync, realpathSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, sep } from "node:path";
import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";

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
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".txt": "text/plain; charset=utf-8",
  ".ts": "text/plain; charset=utf-8",
};

/**
 * Starts a server on 127.0.0.1.
 * @param {{dir: string, port?: number, base?: string, csp?: string | null}} options base: path under which the folder stands
 * @returns {Promise<{url: string, close: () => Promise<void>}>}
 */
export async function serve({ dir, port = 0, base = "/", csp = CSP }) {
  const root = realpathSync(dir);
  const server = createServer((request, response) => {
    const answer = (status, text) => response.writeHead(status, { "Content-Type": "text/plain" }).end(text);
    if (request.method !== "GET" && request.method !== "HEAD") return answer(405, "only GET\n");
    let path;
    try {
      path = decodeURIComponent(new URL(request.url, "http://host").pathname);
    } catch {
      return answer(400, "bad address\n");
    }
    if (path + "/" === base) return response.writeHead(301, { Location: base }).end();
    if (!path.startsWith(base)) return answer(404, "not here\n");
    let file = join(root, path.slice(base.length));
    if (path.endsWith("/")) file = join(file, "index.html");
    if (path.includes("\0") || !existsSync(file) || !statSync(file).isFile() || !realpathSync(file).startsWith(root + sep)) return answer(404, "no such file\n");
    const headers = {
      "Content-Type": TYPES[extname(file)] ?? "application/octet-stream",
      "Content-Length": statSync(file).size,
      "Cache-Control": "no-cache",
      "X-Content-Type-Options": "nosniff",
      "Referrer-Policy": "no-referrer",
    };
    if (csp) headers["Content-Security-Policy"] = csp;
    response.writeHead(200, headers);
    if (request.method === "HEAD") return response.end();
    createReadStream(file).on("error", () => response.destroy()).pipe(response);
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
