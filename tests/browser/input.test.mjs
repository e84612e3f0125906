// Articles as they come: files of every kind through the picker and by dropping, clipboards of browsers and word processors.
import assert from "node:assert/strict";
import { mkdtempSync, openSync, closeSync, ftruncateSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { ONE, TWO, desk, paste, read } from "./desk.mjs";
import { docx, paragraph, zip } from "./zip.mjs";

const titles = (page) => page.locator(".source .title").allInnerTexts();
const lines = (page) => page.locator(".text > *").allInnerTexts();

/** A folder that goes when `play` is done. */
async function folder(play) {
  const dir = mkdtempSync(join(tmpdir(), "crossread-input-"));
  try {
    await play((name, content) => {
      const path = join(dir, name);
      writeFileSync(path, content);
      return path;
    });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

const PAGE = `<!DOCTYPE html><html><head><title>Fog stops nine ships | Northern Wire</title>
<meta property="og:site_name" content="Northern Wire"><meta property="article:published_time" content="2026-03-03T07:30:00Z">
<script>window.ran = true; document.title = "ran"</script><style>p { background: url(https://elsewhere.example/x.png) }</style></head>
<body><header><nav><a href="/">Home</a> <a href="/w">World 24</a></nav></header>
<div id="cookie-banner"><p>We use cookies with 812 partners.</p><button>Fine</button></div>
<main><article><h1>Fog stops nine ships</h1><img src="https://elsewhere.example/y.png" onerror="window.ran = true">
<p>Nine ships waited outside the port of Skarvoy on Monday, as the pilots could not see the buoys, the harbour office said.</p>
<p>The wait cost the lines about &euro;2 million.</p></article></main><footer>© 2026 Northern Wire, 12 Quay Street</footer></body></html>`;

test("files of every kind are opened at once; each that cannot be read is named with a way out", () => desk((page) => folder(async (file) => {
  const large = file("film.docx", "PK\x03\x04");
  const handle = openSync(large, "r+");
  ftruncateSync(handle, 300_000_000);
  closeSync(handle);
  const body = paragraph("Ferry aground off Skarvoy") + paragraph("By Ada Hill | The Coast Courier") + paragraph("Published 3 March 2026, 07:30")
    + '<w:p><w:r><w:t xml:space="preserve">The ferry carried </w:t></w:r><w:del><w:r><w:delText>240</w:delText></w:r></w:del><w:ins><w:r><w:t>214</w:t></w:r></w:ins><w:r><w:t xml:space="preserve"> people 😀.</w:t></w:r></w:p>'
    + `<w:tbl><w:tr><w:tc>${paragraph("Hurt")}</w:tc><w:tc>${paragraph("24")}</w:tc></w:tr></w:tbl>`;
  await page.locator("input[type=file]").setInputFiles([
    file("ferry.docx", docx(body)),
    file("page.html", PAGE),
    file("note.md", "# Bridge *plan*\n\nThe [bridge](https://x.example) costs **$40 million**.\n\n| Year | Cost |\n|--|--|\n| 2026 | $3 million |\n"),
    file("plain.txt", ONE),
    file("letter.odt", zip({ mimetype: "application/vnd.oasis.opendocument.text", "content.xml": "<x/>" })),
    file("broken.docx", docx(body).subarray(0, 300)),
    file("old.doc", Buffer.from("d0cf11e0a1b11ae100000000", "hex")),
    file("letter.rtf", "{\\rtf1 words}"),
    file("scan.pdf", "%PDF-1.7 …"),
    file("photo.jpg", Buffer.from("ffd8ffe000104a464946", "hex")),
    file("bomb.docx", zip({ "word/document.xml": Buffer.alloc(80_000_000, " ") })),
    large,
  ]);
  await page.locator(".source").nth(3).waitFor();
  const notice = await page.locator(".notice").innerText();
  for (const words of ["letter.odt” is an OpenDocument text", "broken.docx” is damaged", "old.doc” is an old Office document", "letter.rtf” is a rich-text (RTF) file",
    "scan.pdf” is a PDF", "photo.jpg” is a picture", "bomb.docx” unpacks to far more", "film.docx” has 300 MB"]) assert.ok(notice.includes(words), `${words} is not in ${notice}`);
  assert.deepEqual(await titles(page), ["Ferry aground off Skarvoy", "Fog stops nine ships", "Bridge plan", "Bridge plan approved"]);
  await read(page);
  await page.keyboard.press("1");
  assert.deepEqual((await lines(page)).slice(-2), ["The ferry carried 214 people 😀.", "Hurt | 24"]);
  await page.locator(".kicker", { hasText: "The Coast Courier · 3 March 2026" }).waitFor();
  await page.keyboard.press("2");
  await page.locator(".kicker", { hasText: "Northern Wire · 3 March 2026" }).waitFor();
  assert.deepEqual(await lines(page), ["Fog stops nine ships",
    "Nine ships waited outside the port of Skarvoy on Monday, as the pilots could not see the buoys, the harbour office said.", "The wait cost the lines about €2 million."]);
  await page.keyboard.press("3");
  assert.deepEqual(await lines(page), ["Bridge plan", "The bridge costs $40 million.", "Year | Cost", "2026 | $3 million"]);
  assert.equal(await page.evaluate(() => window.ran), undefined);
})));

test("what is found about an article can be changed", () => desk(async (page) => {
  await page.locator("#add-text").fill(`Fog at sea\nBy Ada Hill | Northern Wire\nPublished 3 March 2026, 07:30\n\nNine ships waited. It was cold.`);
  await page.keyboard.press("Control+Enter");
  await page.locator(".kicker", { hasText: "Northern Wire · 3 March 2026" }).waitFor();
  await read(page);
  await page.keyboard.press("e");
  assert.equal(await page.getByLabel("Publisher").inputValue(), "Northern Wire");
  assert.equal(await page.getByLabel("Published on").inputValue(), "2026-03-03");
  await page.getByLabel("Publisher").fill("Harbour Post");
  await page.getByRole("button", { name: "Done" }).click();
  await page.locator(".kicker", { hasText: "Harbour Post · 3 March 2026" }).waitFor();
}));

test("dropped files and a dropped passage are added", () => desk((page) => folder(async () => {
  const drop = (items) => page.evaluate(async (items) => {
    const data = new DataTransfer();
    for (const { name, base64, type, text } of items) {
      if (name) data.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name));
      else data.setData(type, text);
    }
    for (const kind of ["dragover", "drop"]) document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
  }, items);
  const file = (name, bytes) => ({ name, base64: Buffer.from(bytes).toString("base64") });
  await drop([file("a.docx", docx(paragraph("Ferry aground") + paragraph("The ferry carried 214 people."), "The ferry of Skarvoy")), file("b.md", "# Fog\n\nNine ships waited.")]);
  await page.locator(".source").nth(1).waitFor();
  assert.deepEqual(await titles(page), ["The ferry of Skarvoy", "Fog"]);
  await drop([{ type: "text/html", text: "<p>Storm over Skarvoy</p><p>It took 12 roofs.</p>" }, { type: "text/plain", text: "Storm over Skarvoy It took 12 roofs." }]);
  await page.locator(".reader h2", { hasText: "Storm over Skarvoy" }).waitFor();
  await read(page);
  assert.deepEqual(await lines(page), ["Storm over Skarvoy", "It took 12 roofs."]);
})));

test("clipboards of word processors and whole pages give the words alone", () => desk(async (page) => {
  const word = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal { margin: 0 } --></style>
    <!--[if gte mso 9]><xml><w:WordDocument><w:Zoom>90</w:Zoom></w:WordDocument></xml><![endif]--></head><body><!--StartFragment-->
    <p class=MsoTitle>Fog at sea<o:p></o:p></p><p class=MsoNormal>It cost <b>&euro;2&nbsp;million</b>.<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>
    <p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp;</span></span><![endif]>Skarvoy<o:p></o:p></p><!--EndFragment--></body></html>`;
  await paste(page, { html: word, text: "Fog at sea\r\nIt cost €2 million.\r\n1. Skarvoy" });
  await page.locator(".reader h2", { hasText: "Fog at sea" }).waitFor();
  await read(page);
  assert.deepEqual(await lines(page), ["Fog at sea", "It cost €2 million.", "Skarvoy"]);
  await page.locator(".source").first().focus();
  await paste(page, { html: PAGE, text: "Home World 24 …" });
  await page.locator(".kicker", { hasText: "Northern Wire" }).waitFor();
  await read(page);
  assert.ok(!(await lines(page)).join().includes("cookies"));
  await page.locator(".source").first().focus();
  await paste(page, { text: TWO });
  await page.locator(".source").nth(2).waitFor();
  assert.deepEqual(await titles(page), ["Fog at sea", "Fog stops nine ships", "Council backs Mill Bridge"]);
}));

test("without a reader a file is named, and a clipboard still gives its words; with one again, files are read", () => desk(async (page, site) => {
  const md = (name, text) => ({ name, mimeType: "text/markdown", buffer: Buffer.from(text) });
  const cut = (route) => (/worker/.test(route.request().url()) ? route.abort() : route.continue());
  await page.context().route("**/*", cut);
  // The reader is loaded with the page, and kept: it must not be there from before.
  await page.reload();
  await page.locator("#add-text").waitFor();
  await read(page);
  await page.locator("input[type=file]").setInputFiles([md("a.md", "# Fog\n\nNine ships."), md("b.md", "# Ice\n\nTen ships.")]);
  await page.locator(".notice", { hasText: "a.md” could not be read" }).waitFor();
  await page.locator(".notice", { hasText: "b.md” could not be read" }).waitFor();
  await page.locator("body").evaluate(() => document.activeElement.blur());
  await paste(page, { html: "<p>Storm at sea</p><p>Nine ships.</p>", text: "Storm at sea\nNine ships." });
  await page.locator(".source", { hasText: "Storm at sea" }).waitFor();
  await page.context().unroute("**/*", cut);
  await page.keyboard.press("a");
  await page.locator("input[type=file]").setInputFiles([md("b.md", "# Ice\n\nTen ships.")]);
  await page.locator(".source", { hasText: "Ice" }).waitFor();
  // The worker that could not be loaded is what this test is about.
  site.problems.length = 0;
}));

test("of several files that cannot be read each is named, sessions and articles alike", () => desk(async (page) => {
  const file = (name, text) => ({ name, mimeType: "", buffer: Buffer.from(text) });
  await page.locator("input[type=file]").setInputFiles([
    file("zero.txt", ""), file("zero.docx", ""), file("scan.pdf", "%PDF-1.7 …"), file("cut.json", '{"crossread":'), file("deep.html", `${"<div>".repeat(20_000)}Fog at sea<p>Nine ships waited.`),
    file("utf16.txt", Buffer.from("\ufeffIce at sea\n\nTen ships waited.", "utf16le")),
  ]);
  await page.locator(".source").nth(1).waitFor();
  await read(page);
  const told = await page.locator(".notice").innerText();
  for (const words of ["zero.txt” is empty", "zero.docx” is empty", "scan.pdf” is a PDF", "cut.json”"]) assert.ok(told.includes(words), `${words} is not in ${told}`);
  assert.deepEqual(await page.locator(".source .title").allInnerTexts(), ["Fog at sea", "Ice at sea"]);
}));
