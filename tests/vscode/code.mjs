// VS Code, served on this machine, with one extension and one folder; and a browser that shows it.

import { execFileSync, spawn } from "node:child_process";
import { on } from "node:events";
import { mkdirSync, readFileSync, watch, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ENTRY = fileURLToPath(new URL("node_modules/code-server/out/node/entry.js", import.meta.url));

const SETTINGS = {
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "editor.hover.delay": 100,
  "editor.minimap.enabled": false,
  "editor.formatOnSave": false,
  // In a browser it would save by itself, and then there is nothing to revert.
  "files.autoSave": "off",
  "extensions.ignoreRecommendations": true,
  "workbench.colorTheme": "Default Light Modern",
};

/** A port of this machine that nobody uses. */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Serves VS Code; the address, and what ends it. */
export async function serve(home, vsix, settings) {
  const [data, extensions] = [join(home, "data"), join(home, "extensions")];
  mkdirSync(join(data, "User"), { recursive: true });
  writeFileSync(join(data, "User", "settings.json"), JSON.stringify({ ...SETTINGS, ...settings }));
  const places = ["--user-data-dir", data, "--extensions-dir", extensions];
  const environment = { ...process.env, HOME: home };
  execFileSync(process.execPath, [ENTRY, ...places, "--install-extension", vsix], { env: environment });
  const port = await freePort();
  const listening = ["--bind-addr", `127.0.0.1:${port}`, "--auth", "none"];
  const quiet = ["--disable-telemetry", "--disable-update-check", "--disable-workspace-trust"];
  const child = spawn(process.execPath, [ENTRY, ...places, ...listening, ...quiet], {
    env: environment,
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`VS Code ended with ${code}`)));
    child.stdout.on("data", (text) => {
      if (String(text).includes("HTTP server listening")) resolve();
    });
  });
  child.removeAllListeners("exit");
  return { address: `127.0.0.1:${port}`, end: () => child.kill() };
}

/** The window of VS Code with a folder and a file of it open. */
export class Window {
  constructor(page, address, folder) {
    this.page = page;
    this.address = address;
    this.folder = folder;
  }

  async open(file) {
    const payload = JSON.stringify([["openFile", `vscode-remote://${this.address}${join(this.folder, file)}`]]);
    const query = new URLSearchParams({ folder: this.folder, payload });
    await this.page.goto(`http://${this.address}/?${query}`);
    await this.page.locator(".monaco-editor .view-line").first().waitFor();
  }

  /** Runs a command by its title. */
  async run(title) {
    await this.page.keyboard.press("F1");
    const input = this.page.locator(".quick-input-widget input.input").first();
    await input.waitFor({ state: "visible" });
    await input.fill(`>${title}`);
    await this.page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first().click();
  }

  /** Puts the cursor at a line and a column, both from 1. */
  async goto(line, column) {
    await this.run("View: Focus Active Editor Group");
    await this.page.keyboard.press("Control+G");
    const input = this.page.locator(".quick-input-widget input.input").first();
    await input.waitFor({ state: "visible" });
    await input.fill(`:${line}:${column}`);
    await this.page.keyboard.press("Enter");
    await input.waitFor({ state: "hidden" });
  }

  /**
   * Asks, and asks again until what was asked for shows. What comes late (a lens moves the lines below it) closes what was just opened, and a
   * person asks again.
   */
  async ask(act, answer) {
    for (let left = 6; left > 1; left -= 1) {
      await act();
      try {
        return await answer.waitFor({ timeout: 10_000 });
      } catch (error) {
        if (error.name !== "TimeoutError") throw error;
      }
    }
    await act();
    await answer.waitFor();
  }

  /** Saves the file in front, and waits until the disk has what is awaited. */
  async save(file, isSaved) {
    await becomes(this.folder, file, isSaved, () => this.page.keyboard.press("Control+S"));
  }
}

/** Acts, and waits until a file has what is awaited: a minute, as for all that is awaited. */
export async function becomes(folder, file, isAwaited, act) {
  const path = join(folder, file);
  const watcher = watch(folder);
  try {
    // From here on no change is missed, however soon it comes.
    const changes = on(watcher, "change", { signal: AbortSignal.timeout(60_000) });
    await act();
    if (isAwaited(readFileSync(path, "utf8"))) return;
    for await (const _ of changes) {
      if (isAwaited(readFileSync(path, "utf8"))) return;
    }
  } catch (error) {
    if (error.name !== "AbortError") throw error;
    throw new Error(`${file} did not become what was awaited, but\n${readFileSync(path, "utf8")}`);
  } finally {
    watcher.close();
  }
}
