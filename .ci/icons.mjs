// icons.mjs: the icons of the installed page, www/icons/*.png, from www/icon.svg. Run by hand when the sign changes:
// node .ci/icons.mjs. The browser of the tests draws them, so no other tool is needed.
import { mkdirSync, readFileSync, statSync } from "node:fs";
import { chromium } from "../tests/node_modules/playwright-core/index.mjs";

const svg = readFileSync("www/icon.svg", "utf8");
const PAPER = "#fcfbf8";
/** Pixels, the part of the width that the sign takes, how round the corners of the paper are (none: the system cuts it out). */
const ICONS = [
  { name: "icon-192", size: 192, share: 0.78, radius: "22%" },
  { name: "icon-512", size: 512, share: 0.78, radius: "22%" },
  // Whatever shape a system cuts out, the middle circle of 80 % stays (W3C, Web Application Manifest, "maskable").
  { name: "maskable-512", size: 512, share: 0.56, radius: "0" },
  { name: "apple-180", size: 180, share: 0.66, radius: "0" },
];

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
const page = await browser.newPage();
mkdirSync("www/icons", { recursive: true });
for (const { name, size, share, radius } of ICONS) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>
    body { margin: 0; }
    div { display: grid; place-items: center; height: 100vh; background: ${PAPER}; border-radius: ${radius}; }
    svg { width: ${share * 100}%; height: auto; }
  </style><div>${svg}</div>`);
  const path = `www/icons/${name}.png`;
  await page.screenshot({ path, omitBackground: true });
  console.log(`${path}: ${statSync(path).size} bytes`);
}
await browser.close();
