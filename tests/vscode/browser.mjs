// Debian's Chromium, driven over its debugging protocol.

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

/** The path of a program on the search path. */
function program(name) {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const found = folders.map((folder) => join(folder, name)).find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  if (!found) throw new Error(`${name} is not installed`);
  return found;
}

/** A browser without a window. Chromium refuses its sandbox to root, which is who tests in a container. */
export function start() {
  const args = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"];
  args.push("--disable-background-networking", "--disable-component-update");
  if (process.getuid?.() === 0) args.push("--no-sandbox");
  return chromium.launch({ executablePath: program("chromium"), args });
}
