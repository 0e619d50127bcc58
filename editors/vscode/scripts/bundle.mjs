// One file of the extension's own code, and beside it what the repository keeps elsewhere: the grammar.
import { copyFile, mkdir } from "node:fs/promises";
import { build } from "esbuild";

await build({
  entryPoints: ["src/extension.ts"],
  outfile: "dist/extension.js",
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  external: ["vscode"],
  minify: true,
  sourcemap: false,
});
await mkdir("syntaxes", { recursive: true });
await copyFile("../../grammar/incident.tmLanguage.json", "syntaxes/incident.tmLanguage.json");
