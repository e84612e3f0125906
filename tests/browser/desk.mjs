// Steps that several page tests take.
import { readFileSync } from "node:fs";

import { open } from "./harness.mjs";

/** Two short reports of one event by one measure, for tests that change a figure. */
export const ONE = "Bridge plan approved\n\nThe city council of Port Ansel approved the Mill Bridge on Monday. The bridge will cost $40 million and take three years to build, the council said.";
export const TWO = "Council backs Mill Bridge\n\nPort Ansel will build the Mill Bridge, its council decided on Monday. The bridge will cost $40 million, the council said. It is planned for three years.";

/**
 * Opens the site, runs `play`, and looks whether the page had problems on the way.
 * @param {(page: import("playwright-core").Page, site: import("./harness.mjs").Site) => Promise<void>} play
 * @param {Parameters<typeof open>[0]} [options]
 */
export async function desk(play, options) {
  const site = await open(options);
  try {
    await site.page.locator("#add-text").waitFor();
    await play(site.page, site);
    // A reload breaks off what is still being loaded; that is no problem of the page.
    site.problems.splice(0, site.problems.length, ...site.problems.filter((p) => !p.includes("ERR_ABORTED")));
    site.clean();
  } catch (error) {
    await site.screenshot("failed").catch(() => {});
    throw error;
  } finally {
    await site.close();
  }
}

/**
 * Waits until the page is at rest: what was kept is there, files are opened, the newest texts are read, and all of it is drawn.
 * The page is busy from the very act that adds or changes something on.
 */
export async function read(page, options) {
  await page.waitForFunction(() => document.querySelector("[aria-busy]") && !document.querySelector("[aria-busy=true]"), undefined, options);
}

/** Waits until the page and both its workers (that of the readings, that of files) are there, and `list` has not grown for a while. */
export async function quiet(page, list) {
  for (let length = -1, still = 0, i = 0; page.workers().length < 2 || still < 10; i++) {
    if (i === 600) throw new Error(`after a minute there are ${page.workers().length} workers, and requests still come`);
    await page.waitForTimeout(100);
    still = list.length === length ? still + 1 : 0;
    length = list.length;
  }
}

/** Brings a column on show, where the screen shows one at a time. */
export async function column(page, name) {
  const tab = page.locator(".panels button", { hasText: name });
  if (await tab.isVisible()) await tab.click();
}

/** Loads the example by mouse. */
export async function example(page) {
  await page.getByRole("button", { name: "Load the example" }).click();
  await page.locator(".source").nth(4).waitFor({ state: "attached" });
  await read(page);
}

/** Adds articles through the field. */
export async function add(page, ...texts) {
  for (const text of texts) {
    if (!(await page.locator("#add-text").isVisible())) await page.getByRole("button", { name: "Add articles" }).click();
    await page.locator("#add-text").fill(text);
    await page.getByRole("button", { name: "Add article", exact: true }).click();
  }
  await read(page);
}

/** What comes down when a button is pressed: its name and its words. */
export async function saved(page, button) {
  const [file] = await Promise.all([page.waitForEvent("download"), button.click()]);
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), "utf8") };
}

/** The element that has the focus: its id and its words. */
export const focused = (page) => page.evaluate(() => ({ id: document.activeElement?.id ?? "", text: document.activeElement?.textContent ?? "" }));

/** Presses a key that moves the focus to another element that fits `selector`, and waits until it is there: its id and words. */
export async function move(page, key, selector = "[id]") {
  const from = (await focused(page)).id;
  await page.keyboard.press(key);
  await page.waitForFunction(([from, selector]) => document.activeElement.id !== from && document.activeElement.matches(selector), [from, selector]);
  return focused(page);
}

/** True when an element is seen, not only in the page: inside the window and under nothing. */
export const seen = (locator) => locator.evaluate((element) => {
  const box = element.getClientRects()[0];
  if (!box) return false;
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return element === top || element.contains(top);
});

/** Pastes into whatever has the focus, as the browser does for Ctrl+V; the browser's own insertion of plain text included. */
export async function paste(page, { html, text }) {
  await page.evaluate(({ html, text }) => {
    const data = new DataTransfer();
    if (html !== undefined) data.setData("text/html", html);
    if (text !== undefined) data.setData("text/plain", text);
    const target = document.activeElement ?? document.body;
    const go = target.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    if (go && target.matches("textarea")) document.execCommand("insertText", false, text);
  }, { html, text });
}
