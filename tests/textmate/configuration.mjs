// What the regular expressions of a language configuration take, as VS Code applies them.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

const configuration = JSON.parse(readFileSync(process.argv[2], "utf8"));

// The words of a line.
const words = (line) => line.match(new RegExp(configuration.wordPattern, "g")) ?? [];
assert.deepEqual(words("escalation = payments-critical, eng-manager"), ["escalation", "payments-critical", "eng-manager"]);
assert.deepEqual(words("notify_channels = [slack:#p1-incidents]"), ["notify_channels", "slack", "p1-incidents"]);
assert.deepEqual(words('timeout=1h30m, starts=2026-12-20T09:00 "Übung"'), ["timeout", "1h30m", "starts", "2026-12-20T09:00", "Übung"]);

// Which lines the next is indented behind, and which are moved left.
const increase = new RegExp(configuration.indentationRules.increaseIndentPattern);
const decrease = new RegExp(configuration.indentationRules.decreaseIndentPattern);
for (const line of ["service A {", "  members = [", 'severity P1 "a { b" { // c', "a { b = [", 'webhook:"https://x" {']) {
  assert.ok(increase.test(line), line);
}
for (const line of ["service A { }", "  members = [a]", '  text = "{"', "// a {", "  /// a {", 'a = "b {', "}", ""]) {
  assert.ok(!increase.test(line), line);
}
for (const line of ["}", "  ]", "\t},"]) assert.ok(decrease.test(line), line);
for (const line of ["a }", "", "  a = [b]"]) assert.ok(!decrease.test(line), line);

// What Enter does: the first rule that fits.
function enter(before, after = "") {
  const fits = (rule) =>
    new RegExp(rule.beforeText).test(before) && (!rule.afterText || new RegExp(rule.afterText).test(after));
  return configuration.onEnterRules.find(fits)?.action;
}
assert.deepEqual(enter("  /// what it is"), { indent: "none", appendText: "/// " });
assert.equal(enter("  // a comment"), undefined);
assert.equal(enter("  //// a line"), undefined);
assert.deepEqual(enter("service A {", "}"), { indent: "indentOutdent" });
assert.deepEqual(enter("  members = [", "]"), { indent: "indentOutdent" });
assert.equal(enter("  members = [", "}"), undefined);
