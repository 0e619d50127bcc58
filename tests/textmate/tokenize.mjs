// Cuts texts into tokens with a TextMate grammar, in the engine that VS Code has.
//
// The arguments are the path of the grammar and that of a JSON array of texts. Standard output is, for each text,
// an array of [start, end, scopes], in UTF-16 code units from the text's beginning, without line breaks.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import oniguruma from "vscode-oniguruma";
import textmate from "vscode-textmate";

const require = createRequire(import.meta.url);
await oniguruma.loadWASM(readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm")));

const path = process.argv[2];
const registry = new textmate.Registry({
  onigLib: Promise.resolve({
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  }),
  loadGrammar: async () => textmate.parseRawGrammar(readFileSync(path, "utf8"), path),
});
const grammar = await registry.loadGrammar("source.incident");

/** The lines of a text and where they begin. */
function* lines(text) {
  let start = 0;
  for (const match of text.matchAll(/\r?\n|$/g)) {
    yield [start, text.slice(start, match.index)];
    start = match.index + match[0].length;
  }
}

function tokens(text) {
  const found = [];
  let state = textmate.INITIAL;
  for (const [start, line] of lines(text)) {
    const result = grammar.tokenizeLine(line, state);
    state = result.ruleStack;
    for (const token of result.tokens) {
      const end = Math.min(token.endIndex, line.length);
      if (token.startIndex < end) found.push([start + token.startIndex, start + end, token.scopes]);
    }
  }
  return found;
}

const texts = JSON.parse(readFileSync(process.argv[3], "utf8"));
process.stdout.write(JSON.stringify(texts.map(tokens)));
