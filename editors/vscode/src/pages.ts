// "Explain This Diagnostic": the page of a code, as the server knows it.

import * as vscode from "vscode";
import type { Server } from "./server";

const SCHEME = "incident-page";

export class Pages implements vscode.Disposable, vscode.TextDocumentContentProvider {
  private readonly own: vscode.Disposable[];

  constructor(private readonly server: Server) {
    this.own = [
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      vscode.commands.registerCommand("incident.explain", (code?: string) => this.explain(code)),
    ];
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const code = uri.path.replace(/\.md$/, "");
    const page = await this.server.request<{ markdown: string } | null>("incident/explain", { code });
    return page?.markdown ?? `There is no page for ${code}.`;
  }

  dispose(): void {
    this.own.forEach((one) => one.dispose());
  }

  private async explain(code?: string): Promise<void> {
    const wanted = code ?? (await codeAtCursor());
    if (wanted !== undefined) {
      const page = vscode.Uri.from({ scheme: SCHEME, path: `${wanted}.md` });
      await vscode.commands.executeCommand("markdown.showPreview", page);
    }
  }
}

/** The code of what is wrong at the cursor, else in the line; asked for where there are several. */
async function codeAtCursor(): Promise<string | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) {
    return undefined;
  }
  const { line } = editor.selection.active;
  const all = vscode.languages.getDiagnostics(editor.document.uri).filter((one) => one.source === "incident");
  const at = all.filter((one) => one.range.contains(editor.selection.active));
  const near = at.length > 0 ? at : all.filter((one) => one.range.start.line <= line && line <= one.range.end.line);
  const codes = [...new Set(near.map(codeOf).filter((code) => code !== undefined))];
  if (codes.length > 1) {
    return vscode.window.showQuickPick(codes, { placeHolder: "Which one?" });
  }
  if (codes.length === 0) {
    void vscode.window.showInformationMessage("Nothing is found at the cursor.");
  }
  return codes[0];
}

function codeOf(diagnostic: vscode.Diagnostic): string | undefined {
  const { code } = diagnostic;
  const value = typeof code === "object" ? code.value : code;
  return value === undefined ? undefined : String(value);
}
