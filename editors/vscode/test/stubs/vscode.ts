// As much of the editor as the server's life asks for, and what was asked of it.

import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

interface Said {
  message: string;
  buttons: string[];
}

class Editor {
  said: Said[] = [];
  run: unknown[][] = [];
  status: Record<string, unknown> = {};
  chosen: string | undefined;
  settings: Record<string, string> = {};
  /** Where the settings are written. */
  level: "globalValue" | "workspaceValue" = "globalValue";
  /** How the machine is reached on which the extension runs. */
  remote: string | undefined;
  private program: string | undefined;

  reset(settings: Record<string, string>): void {
    Object.assign(this, { said: [], run: [], status: {}, chosen: undefined, settings, level: "globalValue", remote: undefined });
  }

  /** A program that says the version of a server. */
  answering(): string {
    if (this.program === undefined) {
      const folder = mkdtempSync(join(tmpdir(), "incident-"));
      process.on("exit", () => rmSync(folder, { recursive: true }));
      this.program = join(folder, "incident");
      writeFileSync(this.program, "#!/bin/sh\necho incident 9.9.9\n");
      chmodSync(this.program, 0o755);
    }
    return this.program;
  }

  /** Until what follows a message has been done. */
  idle(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve));
  }
}

export const editor = new Editor();

export const LanguageStatusSeverity = { Information: 0, Warning: 1, Error: 2 };

export const Uri = { file: (path: string) => ({ fsPath: path }) };

const channel = { info: () => {}, error: () => {}, show: () => {}, dispose: () => {} };

export const window = {
  createOutputChannel: () => channel,
  showErrorMessage: (message: string, ...buttons: string[]) => {
    editor.said.push({ message, buttons });
    return Promise.resolve(editor.chosen);
  },
};

export const languages = { createLanguageStatusItem: () => (editor.status = { dispose: () => {} }) };

export const workspace = {
  workspaceFolders: undefined,
  getConfiguration: () => ({
    get: (key: string, otherwise: string) => editor.settings[key] ?? otherwise,
    inspect: (key: string) => ({ key, [editor.level]: editor.settings[key] }),
  }),
};

export const env = {
  get remoteName(): string | undefined {
    return editor.remote;
  },
};

export const commands = {
  executeCommand: (...command: unknown[]) => {
    editor.run.push(command);
    return Promise.resolve();
  },
};
