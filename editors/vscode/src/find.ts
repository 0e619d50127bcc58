// Which `incident` is the server: the one that the settings name, else the one that the extension brings, else the one on the PATH.

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { promisify } from "node:util";
import * as vscode from "vscode";

const run = promisify(execFile);

export interface Found {
  command: string;
  /** What it says of itself, such as `incident 0.1.0`. */
  version: string;
}

/** Why there is no server, as a sentence for a person. */
export class NotFound extends Error {}

export async function findServer(context: vscode.ExtensionContext): Promise<Found> {
  const named = vscode.workspace.getConfiguration("incident").get<string>("server.path", "").trim();
  if (named !== "") {
    return ask(named, `The setting "incident.server.path" names ${named}`);
  }
  const name = process.platform === "win32" ? "incident.exe" : "incident";
  const bundled = context.asAbsolutePath(`server/${name}`);
  if (existsSync(bundled)) {
    return ask(bundled, "The server that the extension brings is there");
  }
  return ask(name, 'There is no "incident" on the PATH, or it is there');
}

async function ask(command: string, what: string): Promise<Found> {
  try {
    const { stdout } = await run(command, ["--version"], { timeout: 10_000 });
    return { command, version: stdout.trim() };
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    const named = what.startsWith("The setting");
    if (missing && !named) {
      throw new NotFound('The command "incident" is not on the PATH, so .incident files are not checked.');
    }
    const reason = missing ? "which does not exist" : `and it cannot be run: ${reasonOf(error)}`;
    throw new NotFound(`${what}, ${reason}.`);
  }
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split("\n")[0] ?? message;
}
