// What a person does in VS Code on the first day with the extension: see what is wrong, ask what a word means, complete, mend, rename, format,
// read the guide. Arguments: the extension's package, the `incident` command, an example to work on, a folder for pictures.

import assert from "node:assert/strict";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { start } from "../browser/browser.mjs";
import { becomes, serve, Window } from "./code.mjs";

const [vsix, incident, example, pictures] = process.argv.slice(2);
const FILE = "payment.incident";
const NOWHERE = "/nowhere/incident";

const home = mkdtempSync(join(tmpdir(), "incident-vscode-"));
const folder = join(home, "work");
mkdirSync(folder);
mkdirSync(pictures, { recursive: true });
copyFileSync(example, join(folder, FILE));
/** The command, which writes a line down for each server that is started. */
const [counted, STARTS] = [join(home, "incident"), "starts"];
writeFileSync(join(home, STARTS), "");
const count = `[ "$1" = lsp ] && echo started >> '${join(home, STARTS)}'`;
writeFileSync(counted, `#!/bin/sh\n${count}\nexec '${incident}' "$@"\n`, { mode: 0o755 });
const text = () => readFileSync(join(folder, FILE), "utf8");
const lines = text().split("\n");
/** Line and column, from 1, of the first place of a text. */
const place = (what) => {
  const line = lines.findIndex((one) => one.includes(what));
  return [line + 1, lines[line].indexOf(what) + 1];
};

const code = await serve(home, vsix, { "incident.server.path": NOWHERE });
const browser = await start();
const failed = async (step, error, page) => {
  await page.screenshot({ path: join(pictures, "failed.png") });
  throw new Error(`${step}: ${error.message}`);
};
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(60_000);
  const window = new Window(page, code.address, folder);
  await window.open(FILE);
  const step = async (name, act) => {
    try {
      await act();
      console.log(`ok: ${name}`);
    } catch (error) {
      await failed(name, error, page);
    }
  };

  await step("a server that is not there is said in words, with a button to where it is named", async () => {
    const why = `The setting "incident.server.path" names ${NOWHERE}, which does not exist.`;
    const notice = page.locator(".notification-toast", { hasText: why }).first();
    await notice.waitFor();
    assert.deepEqual(await notice.locator(".monaco-button").allInnerTexts(), ["Open Settings", "How to Install", "Try Again"]);
    await page.screenshot({ path: join(pictures, "no-server.png") });
    await notice.locator(".monaco-button", { hasText: "Open Settings" }).click();
    const setting = page.locator(`.settings-editor input[aria-label="incident.server.path"]`).first();
    await setting.waitFor();
    await page.screenshot({ path: join(pictures, "setting.png") });
    const isWritten = page.locator(".settings-editor .setting-item-contents.is-configured").first();
    await window.ask(() => setting.fill(counted), isWritten);
    await window.run("View: Close Editor");
  });

  await step("hovering over a severity tells who is told when", async () => {
    const [line, column] = place("severity P1");
    await window.goto(line, column + 2);
    // The server has answered something: what follows is answered too.
    await page.locator(".view-line", { hasText: "escalates by" }).first().waitFor();
    const hover = page.locator(".monaco-hover").filter({ has: page.locator("table") }).first();
    await window.ask(() => window.run("Show or Focus Hover"), hover);
    const said = (await hover.innerText()).replaceAll("\u00a0", " ");
    assert.match(said, /Response time target: 5 minutes/);
    assert.match(said, /Engineering manager/);
    await page.screenshot({ path: join(pictures, "hover.png") });
    await page.keyboard.press("Escape");
  });

  await step("a mistake is underlined while it is typed, and mended", async () => {
    const [line, column] = place("response_time");
    await window.goto(line, column + "response_time".length);
    await page.keyboard.press("Backspace");
    await page.locator(".squiggly-error").first().waitFor();
    const fix = page.locator(".action-widget .monaco-list-row", { hasText: "response_time" }).first();
    await window.ask(() => page.keyboard.press("Control+."), fix);
    await page.screenshot({ path: join(pictures, "fix.png") });
    await page.keyboard.press("Enter");
    await page.locator(".squiggly-error").first().waitFor({ state: "detached" });
    await window.save(FILE, (text) => text === lines.join("\n"));
  });

  await step("keys are completed", async () => {
    const [line] = place("severity P1");
    await window.goto(line, lines[line - 1].length + 1);
    await page.keyboard.press("Enter");
    await page.keyboard.type("page_s");
    const offered = page.locator(".suggest-widget.visible .monaco-list-row", { hasText: "page_status" }).first();
    await window.ask(() => page.keyboard.press("Control+Space"), offered);
    await page.screenshot({ path: join(pictures, "completion.png") });
    await page.keyboard.press("Tab");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await window.run("Revert File");
    await page.locator(".tab.active:not(.dirty)").first().waitFor();
  });

  await step("a policy is renamed wherever it is named", async () => {
    const [line, column] = place("payments-critical");
    await window.goto(line, column + 3);
    const input = page.locator(".rename-box input").first();
    await window.ask(() => page.keyboard.press("F2"), input);
    await input.fill("payments-urgent");
    await page.keyboard.press("Enter");
    await input.waitFor({ state: "hidden" });
    await page.locator(".view-line", { hasText: "payments-urgent" }).first().waitFor();
    const renamed = lines.join("\n").replaceAll("payments-critical", "payments-urgent");
    await window.save(FILE, (text) => text === renamed);
  });

  await step("the file is formatted", async () => {
    const before = text();
    const [line] = place("on_call_rotation");
    await window.goto(line, 1);
    await page.keyboard.type("      ");
    await window.run("Format Document");
    await window.save(FILE, (text) => text === before);
  });

  await step("the folder is compiled, and what was written is said", async () => {
    await window.run("Incident: Compile");
    await page.locator(".notification-toast", { hasText: "8 files" }).first().waitFor();
    assert.ok(existsSync(join(folder, "out", "manifest.json")));
    await window.run("Notifications: Clear All Notifications");
  });

  await step("what is wrong is explained by its page", async () => {
    const [line, column] = place("response_time");
    await window.goto(line, column + "response_time".length);
    await page.keyboard.press("Backspace");
    await page.locator(".squiggly-error").first().waitFor();
    await window.run("Incident: Explain This Diagnostic");
    const shown = page.frameLocator("iframe.webview").frameLocator("iframe#active-frame");
    await shown.locator("h1", { hasText: "INC122" }).first().waitFor();
    await page.screenshot({ path: join(pictures, "explained.png") });
    await window.run("View: Close Editor");
    await window.run("Revert File");
    await page.locator(".squiggly-error").first().waitFor({ state: "detached" });
  });

  await step("a server that is started again finds what it found", async () => {
    const [line, column] = place("response_time");
    await window.goto(line, column + "response_time".length);
    await page.keyboard.press("Backspace");
    await page.locator(".squiggly-error").first().waitFor();
    const started = readFileSync(join(home, STARTS), "utf8");
    await becomes(home, STARTS, (now) => now.length > started.length, () => window.run("Incident: Restart Server"));
    // What is underlined may be what the old one found; what is offered comes from the new one.
    const fix = page.locator(".action-widget .monaco-list-row", { hasText: "response_time" }).first();
    await window.ask(() => page.keyboard.press("Control+."), fix);
    await page.keyboard.press("Escape");
    await page.locator(".squiggly-error").first().waitFor();
    await window.run("Revert File");
    await page.locator(".squiggly-error").first().waitFor({ state: "detached" });
  });

  await step("the guide of the service is shown beside the text, and follows it", async () => {
    const [line] = place("severity P1");
    await window.goto(line, 3);
    await window.run("Incident: Preview Response Guide");
    const guide = page.frameLocator("iframe.webview").frameLocator("iframe#active-frame");
    await guide.locator("h2", { hasText: "P1: Complete payment processing outage" }).first().waitFor();
    await page.screenshot({ path: join(pictures, "guide.png") });
    await page.locator(".tab", { hasText: FILE }).first().click();
    const [at, column] = place("Complete payment");
    await window.goto(at, column);
    await page.keyboard.type("Total. ");
    await guide.locator("h2", { hasText: "P1: Total. Complete payment processing outage" }).first().waitFor();
    await window.run("Revert File");
  });
  console.log("all ok");
} finally {
  await browser.close();
  code.end();
  rmSync(home, { recursive: true, force: true });
}
