// "Compile": what `incident compile` writes and says.

import { execFile } from "node:child_process";
import * as vscode from "vscode";
import type { Server } from "./server";

export async function compile(server: Server): Promise<void> {
  const folder = await folderToCompile();
  if (folder === undefined || server.command === undefined) {
    return;
  }
  await vscode.workspace.saveAll(false);
  const { code, text } = await run(server.command, folder.fsPath);
  server.output.appendLine(text.trimEnd());
  const summary = text.trimEnd().split("\n").pop() ?? "";
  const show = "Show Output";
  const say = code === 0 ? vscode.window.showInformationMessage : vscode.window.showErrorMessage;
  if ((await say(summary, show)) === show) {
    server.output.show();
  }
}

/** Where `incident compile` is run: the folder of the text in front, else the only one, else the one that is chosen. */
async function folderToCompile(): Promise<vscode.Uri | undefined> {
  const document = vscode.window.activeTextEditor?.document.uri;
  const own = document && vscode.workspace.getWorkspaceFolder(document);
  if (own !== undefined) {
    return own.uri;
  }
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) {
    void vscode.window.showInformationMessage("Open a folder first: its .incident files are what is compiled.");
    return undefined;
  }
  return folders.length === 1 ? folders[0]?.uri : (await vscode.window.showWorkspaceFolderPick())?.uri;
}

function run(command: string, folder: string): Promise<{ code: number; text: string }> {
  return new Promise((resolve) => {
    const arguments_ = ["compile", "--color", "never"];
    execFile(command, arguments_, { cwd: folder }, (error, stdout, stderr) => {
      const code = error === null ? 0 : Number(error.code ?? 2);
      resolve({ code, text: stdout + stderr });
    });
  });
}
