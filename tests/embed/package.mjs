// What tests of the package share: the built package, articles of our own, and the native core to compare with.
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

/** The built package; CROSSREAD_PKG names another one. */
export const PKG = process.env.CROSSREAD_PKG ?? join(root, "dist", "pkg");

/** A fresh copy of the module, not loaded yet: each call has its own wasm. */
export const fresh = (() => {
  let n = 0;
  return () => import(`${pathToFileURL(join(PKG, "crossread.js"))}?${n++}`);
})();

/** Five outlets on one invented event, with letters outside ASCII and outside the basic plane. */
export const ARTICLES = [
  { id: "courier", publisher: "Tarn Courier", published: "2026-05-03", text: "Velmora buys Ostrand Ferries for $2.4 billion 🚢\n\nVelmora Group said on Sunday that it would buy Ostrand Ferries for $2.4 billion. The deal covers 31 ships and about 5,200 employees. Chief executive Zoë Hartmann called it “a café with a sea view”." },
  { id: "wire", publisher: "Nordwire", published: "2026-05-03", text: "Velmora Group is to acquire Ostrand Ferries in a deal worth $2.4 billion, the companies said. Ostrand Ferries operates 31 ships. The price is 12% above Friday’s close." },
  { id: "ledger", publisher: "The Ledger", published: "2026-05-04", html: "<h1>Ferry deal</h1><p>Velmora Group agreed to pay <b>$2.9&nbsp;billion</b> for Ostrand Ferries &amp; its 31 ships.</p><p>Ostrand Ferries has 5,214 employees.<script>alert(1)</script></p>" },
  { id: "mail", published: "2026-05-04T09:30:00Z", text: "🚢🚢 Zoë Hartmann, who runs Velmora Group, expects savings of €80 million a year by 2029.\nThe takeover of Ostrand Ferries needs the consent of regulators in Norway." },
  { id: "blog", text: "It rained for 3 hours in Tarn, a naïve observer noted; temperatures fell to −4 °C." },
];

/** The native core's answers to requests of `explain --lines`. */
export function native(requests) {
  const input = requests.map((r) => JSON.stringify(r)).join("\n");
  const run = spawnSync("cargo", ["run", "--locked", "-q", "--bin", "explain", "--", "--lines"], { cwd: root, input, encoding: "utf8", maxBuffer: 1 << 28 });
  if (run.status !== 0) throw new Error(`explain failed: ${run.stderr}`);
  return run.stdout.trimEnd().split("\n").map((line) => JSON.parse(line));
}

/** The articles in every order that is worth trying: rotated and reversed. */
export function orders(list) {
  const turned = list.map((_, i) => [...list.slice(i), ...list.slice(0, i)]);
  return [...turned, [...list].reverse()];
}
