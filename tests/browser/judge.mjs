// Looks at pages as people do: on a phone and at a desk, in daylight and at night, on paper, and with a
// screen reader's eyes. Usage: node judge.mjs PAGE.html… Exit code 1, and a line for each finding.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { start } from "./browser.mjs";
import { faintTexts } from "./contrast.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
// Widths in CSS pixels; every scheme, phone and desk, is also looked at for accessibility.
const LOOKS = [
  { width: 320, colorScheme: "light", isAccessible: false },
  { width: 360, colorScheme: "dark", isAccessible: true },
  { width: 768, colorScheme: "light", isAccessible: false },
  { width: 1280, colorScheme: "light", isAccessible: true },
];

const files = process.argv.slice(2);
const findings = [];
let looked = 0;

/** What is wrong in one look at a page, which is said with where it was looked at. */
async function look(browser, file, { width, colorScheme, isAccessible }) {
  const where = `${basename(dirname(file))}, ${width} pixels, ${colorScheme}`;
  const found = (what) => findings.push(`${where}: ${what}`);
  const url = pathToFileURL(file).href;
  const viewport = { width, height: 740 };

  const context = await browser.newContext({ viewport, colorScheme });
  const page = await context.newPage();
  page.on("console", (message) => found(`the console says ${message.text()}`));
  page.on("pageerror", (error) => found(`an error: ${error}`));
  page.on("request", (request) => request.url() === url || found(`asks for ${request.url()}`));
  await page.goto(url);
  const [wide, fits] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  if (wide > fits) found(`${wide} pixels wide`);
  for (const text of await page.evaluate(outside)) found(`cut off: ${text}`);
  if (isAccessible) {
    for (const text of await page.evaluate(faintTexts)) found(`faint: ${text}`);
  }
  await context.close();
  if (!isAccessible) return;

  // What looks for accessibility is a script, which the page itself does not let in.
  const open = await browser.newContext({ viewport, colorScheme, bypassCSP: true });
  const judged = await open.newPage();
  await judged.goto(url);
  await judged.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
  await judged.evaluate(AXE);
  const result = await judged.evaluate((values) => axe.run({ runOnly: { type: "tag", values } }), RULES);
  for (const { id, help, nodes } of result.violations) found(`${id}: ${help}: ${nodes[0].html}`);
  const unfolded = await judged.evaluate(() => document.documentElement.scrollWidth);
  if (unfolded > width) found(`${unfolded} pixels wide with the tables open`);
  await open.close();
  looked += result.passes.length;
}

/** In the page: words of drawings that reach over the drawing's edge. */
function outside() {
  const texts = [...document.querySelectorAll("svg text")];
  const isOutside = (text) => {
    const [box, edge] = [text.getBoundingClientRect(), text.ownerSVGElement.getBoundingClientRect()];
    return box.left < edge.left - 1 || box.right > edge.right + 1 || box.bottom > edge.bottom + 1;
  };
  return texts.filter(isOutside).map((text) => text.textContent);
}

/** The same elements, whether the page is read as HTML or as XML. */
async function compareReadings(browser, file) {
  const page = await browser.newPage();
  await page.goto(pathToFileURL(file).href);
  const names = await page.evaluate((source) => {
    const names = (read) => [...read.querySelectorAll("*")].map((element) => element.localName);
    const xml = new DOMParser().parseFromString(source, "application/xhtml+xml");
    return [names(document).join(" "), names(xml).join(" ")];
  }, readFileSync(file, "utf8"));
  if (names[0] !== names[1]) findings.push(`${file}: HTML and XML differ`);
  await page.close();
}

/** In the page: drawings that a new sheet may part from the heading that names them. */
function parted() {
  const joined = (before, after) =>
    getComputedStyle(before).breakAfter === "avoid" || getComputedStyle(after).breakBefore === "avoid";
  const isParted = (drawing) => {
    let below = drawing;
    for (let it = drawing.previousElementSibling; it !== null; it = it.previousElementSibling) {
      if (!joined(it, below)) return true;
      if (/^H[1-6]$/.test(it.localName.toUpperCase())) return false;
      below = it;
    }
    return true;
  };
  const drawings = [...document.querySelectorAll(".beside, figure")];
  return { all: drawings.length, parted: drawings.filter(isParted).map((it) => it.textContent.slice(0, 40)) };
}

/** Paper: everything that the screen has but what is for fingers. */
async function print(browser, file) {
  const page = await browser.newPage({ viewport: { width: 690, height: 990 } });
  await page.goto(pathToFileURL(file).href);
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  const paper = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    navigation: document.querySelector("nav")?.checkVisibility() ?? false,
    ground: getComputedStyle(document.body).backgroundColor,
  }));
  const expected = JSON.stringify({ wide: 690, navigation: false, ground: "rgb(255, 255, 255)" });
  if (JSON.stringify(paper) !== expected) findings.push(`${file}: on paper ${JSON.stringify(paper)}`);
  const drawings = await page.evaluate(parted);
  for (const one of drawings.parted) findings.push(`${file}: may stand on another sheet than its heading: ${one}`);
  if (drawings.all === 0) findings.push(`${file}: has no drawings`);
  const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
  if (pdf.subarray(0, 5).toString() !== "%PDF-" || pdf.length < 5_000) {
    findings.push(`${file}: no PDF of ${pdf.length} bytes`);
  }
  await page.close();
}

const browser = await start();
for (const file of files) {
  for (const one of LOOKS) await look(browser, file, one);
  await compareReadings(browser, file);
  await print(browser, file);
}
await browser.close();

for (const finding of findings) console.log(finding);
console.log(`${files.length} pages, ${looked} rules held, ${findings.length} findings`);
process.exitCode = files.length > 0 && findings.length === 0 ? 0 : 1;
