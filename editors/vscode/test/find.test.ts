// Where the server is looked for, and what is said where it is not: with real files.

import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { findServer, NotFound, type Where } from "../src/find";

const folder = mkdtempSync(join(tmpdir(), "incident-"));
const command = join(folder, "target/release/incident");
const path = process.env.PATH;

before(() => {
  mkdirSync(join(folder, "target/release"), { recursive: true });
  writeFileSync(command, "#!/bin/sh\necho incident 9.9.9\n");
  chmodSync(command, 0o755);
  writeFileSync(join(folder, "plain"), "no program\n");
  writeFileSync(join(folder, "other"), "#!/bin/sh\necho other 1.0\n");
  chmodSync(join(folder, "other"), 0o755);
  writeFileSync(join(folder, "broken"), "#!/bin/sh\nexit 3\n");
  chmodSync(join(folder, "broken"), 0o755);
});

after(() => {
  process.env.PATH = path;
  rmSync(folder, { recursive: true });
});

function where(named: string, more: Partial<Where> = {}): Where {
  return { named, bundled: join(folder, "server/incident"), folder, home: folder, ...more };
}

async function said(named: string, more: Partial<Where> = {}): Promise<string> {
  try {
    await findServer(where(named, more));
  } catch (error) {
    assert.ok(error instanceof NotFound, String(error));
    return error.message.replaceAll(folder, "FOLDER");
  }
  return assert.fail(`${named} was found`);
}

test("a relative path starts at the open folder, and folders have names", async () => {
  for (const named of [
    command,
    "target/release/incident",
    "./target/release/incident",
    "${workspaceFolder}/target/release/incident",
    "~/target/release/incident",
    "${userHome}/target/release/incident",
  ]) {
    assert.deepEqual(await findServer(where(named)), { command, version: "incident 9.9.9" }, named);
  }
});

test("without a name it is the extension's own, else the one on the PATH", async () => {
  const own = { bundled: command };
  assert.equal((await findServer(where("", own))).command, command);
  process.env.PATH = join(folder, "target/release");
  assert.equal((await findServer(where(""))).command, "incident");
  assert.equal((await findServer(where("incident"))).command, "incident");
  process.env.PATH = folder;
  assert.equal(await said(""), 'The command "incident" is not on the PATH, so .incident files are not checked.');
  process.env.PATH = path;
});

test("what is wrong with what the setting names is told in words", async () => {
  const names = 'The setting "incident.server.path" names';
  assert.equal(await said("none/incident"), `${names} none/incident (FOLDER/none/incident), which does not exist.`);
  assert.equal(await said("plain/incident"), `${names} plain/incident (FOLDER/plain/incident), which does not exist.`);
  const mayNot = "which may not be run: it is a folder, or no program.";
  assert.equal(await said("./plain"), `${names} ./plain (FOLDER/plain), ${mayNot}`);
  assert.equal(await said("./target"), `${names} ./target (FOLDER/target), ${mayNot}`);
  assert.equal(await said("./other"), `${names} ./other (FOLDER/other), which is another program.`);
  assert.match(await said("./broken"), /broken\), which cannot be run: Command failed: /);
  const none = `${names} target/incident, which starts at the folder that is open, and none is.`;
  assert.equal(await said("target/incident", { folder: undefined }), none);
});
