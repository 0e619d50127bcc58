// Which `incident` is the server: the one that the settings name, else the one that the extension brings, else the one on the PATH.

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

export interface Found {
  command: string;
  /** What it says of itself, such as `incident 0.1.0`. */
  version: string;
}

/** Where there may be one. */
export interface Where {
  /** What the setting names; empty for nothing. */
  named: string;
  /** Where the extension's own is, if it brings one. */
  bundled: string;
  /** The first folder that is open, from where a relative path starts. */
  folder: string | undefined;
  /** The user's folder, `~`. */
  home: string;
}

/** Why there is no server, as a sentence for a person. */
export class NotFound extends Error {}

export async function findServer(where: Where): Promise<Found> {
  if (where.named !== "") {
    const command = expanded(where);
    const meant = command === where.named ? "" : ` (${command})`;
    return ask(command, `The setting "incident.server.path" names ${where.named}${meant}`);
  }
  if (existsSync(where.bundled)) {
    return ask(where.bundled, `The extension brings ${where.bundled}`);
  }
  return ask(process.platform === "win32" ? "incident.exe" : "incident", undefined);
}

/** The path that the setting means. A word without folders is looked for on the PATH. */
function expanded({ named, folder, home }: Where): string {
  const path = named.replace(/^~(?=[/\\]|$)/, () => home).replaceAll("${userHome}", () => home);
  const isRelative = /[/\\]/.test(path) && !isAbsolute(path);
  if (folder !== undefined) {
    const whole = path.replaceAll("${workspaceFolder}", () => folder);
    return isRelative && whole === path ? join(folder, path) : whole;
  }
  if (isRelative) {
    throw new NotFound(
      `The setting "incident.server.path" names ${named}, which starts at the folder that is open, and none is.`,
    );
  }
  return path;
}

/** What a command says of itself. `what` names it in a sentence; without, it is looked for on the PATH. */
async function ask(command: string, what: string | undefined): Promise<Found> {
  try {
    const { stdout } = await run(command, ["--version"], { timeout: 10_000 });
    const version = stdout.trim();
    if (/^incident /.test(version)) {
      return { command, version };
    }
    throw new NotFound(`${what ?? 'There is an "incident" on the PATH'}, which is another program.`);
  } catch (error) {
    if (error instanceof NotFound) {
      throw error;
    }
    const { code } = error as NodeJS.ErrnoException;
    if (what === undefined && code === "ENOENT") {
      throw new NotFound('The command "incident" is not on the PATH, so .incident files are not checked.');
    }
    throw new NotFound(`${what ?? 'There is an "incident" on the PATH'}, ${why(code, error)}.`);
  }
}

function why(code: unknown, error: unknown): string {
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
      return "which does not exist";
    case "EACCES":
      return "which may not be run: it is a folder, or no program";
    default: {
      const message = error instanceof Error ? error.message : String(error);
      return `which cannot be run: ${message.split("\n")[0] ?? message}`;
    }
  }
}
