// The extension of VS Code for .incident files: it finds the server, starts it, and adds the few things that the protocol has no words for.

import * as vscode from "vscode";
import { compile } from "./compile";
import { Pages } from "./pages";
import { GuidePreview } from "./preview";
import { showReferences } from "./references";
import { Server, SETTING } from "./server";

let server: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  server = new Server(context);
  const own = server;
  context.subscriptions.push(
    own,
    new Pages(own),
    new GuidePreview(own),
    vscode.commands.registerCommand("incident.restart", () => own.restart()),
    vscode.commands.registerCommand("incident.showOutput", () => own.output.show()),
    vscode.commands.registerCommand("incident.compile", () => compile(own)),
    vscode.commands.registerCommand("incident.showReferences", showReferences),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(SETTING)) {
        void own.restart();
      }
    }),
  );
  await own.start();
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
