// What is said and shown where the server does not start: with an editor and a client that are none.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { ExtensionContext } from "vscode";
import { Server } from "../src/server";
import { editor } from "./stubs/vscode";
import { client } from "./stubs/languageclient";

function server(): Server {
  const context = { subscriptions: [], asAbsolutePath: (path: string) => `/extension/${path}` };
  return new Server(context as unknown as ExtensionContext);
}

const BUTTONS = ["Open Settings", "How to Install", "Try Again"];

test("a setting that leads nowhere ends in words with buttons, and nothing turns for ever", async () => {
  editor.reset({ "server.path": "/none/incident" });
  await server().start();
  const message = 'The setting "incident.server.path" names /none/incident, which does not exist.';
  assert.deepEqual(editor.said, [{ message, buttons: BUTTONS }]);
  assert.deepEqual(
    { text: editor.status.text, detail: editor.status.detail, busy: editor.status.busy },
    { text: "Not checked", detail: message, busy: false },
  );
});

test("a server that does not come up ends in the same", async () => {
  editor.reset({ "server.path": editor.answering() });
  client.fails = new Error("the stream was closed.");
  await server().start();
  assert.equal(editor.said.length, 1);
  assert.match(editor.said[0]!.message, /was found, but does not work as a server: the stream was closed\.$/);
  assert.deepEqual(editor.said[0]!.buttons, BUTTONS);
  assert.equal(editor.status.text, "Not checked");
  assert.equal(editor.status.busy, false);
});

test("the way out that is chosen is gone, to the page of the settings that has this one", async () => {
  const pages = [
    { level: "globalValue", remote: undefined, page: "openSettings" },
    { level: "globalValue", remote: "ssh-remote", page: "openRemoteSettings" },
    { level: "workspaceValue", remote: "ssh-remote", page: "openWorkspaceSettings" },
  ] as const;
  for (const { level, remote, page } of pages) {
    editor.reset({ "server.path": "/none/incident" });
    Object.assign(editor, { level, remote, chosen: "Open Settings" });
    await server().start();
    await editor.idle();
    assert.deepEqual(editor.run, [[`workbench.action.${page}`, { query: "incident.server.path" }]]);
  }
});

test("one that starts is shown with its version", async () => {
  editor.reset({ "server.path": editor.answering() });
  client.fails = undefined;
  const own = server();
  await own.start();
  assert.equal(editor.status.text, "incident 9.9.9");
  assert.equal(editor.status.busy, false);
  assert.deepEqual(editor.said, []);
  assert.equal(own.command, editor.answering());
});
