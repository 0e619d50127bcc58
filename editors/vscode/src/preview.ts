// "Preview Response Guide": the guide of the service under the cursor, beside the text and as the text is now.

import * as vscode from "vscode";
import type { Server } from "./server";

const SCHEME = "incident-guide";

interface Guide {
  service: string;
  markdown: string;
}

export class GuidePreview implements vscode.Disposable, vscode.TextDocumentContentProvider {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly own: vscode.Disposable[];
  /** By the preview's address, the text that it shows and where in it. */
  private readonly shown = new Map<string, { document: vscode.Uri; position: vscode.Position }>();

  constructor(private readonly server: Server) {
    this.own = [
      this.changed,
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      vscode.commands.registerCommand("incident.previewGuide", () => this.preview()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.update(document.uri)),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.follow(textEditor)),
    ];
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const shown = this.shown.get(uri.toString());
    if (shown === undefined) {
      return "";
    }
    const guide = await this.server.request<Guide | null>("incident/responseGuide", {
      textDocument: { uri: shown.document.toString() },
      position: shown.position,
    });
    return guide?.markdown ?? "Put the cursor into a service to see its response guide.";
  }

  dispose(): void {
    this.own.forEach((one) => one.dispose());
  }

  private async preview(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (editor?.document.languageId !== "incident") {
      return;
    }
    const uri = previewOf(editor.document.uri);
    this.shown.set(uri.toString(), { document: editor.document.uri, position: editor.selection.active });
    this.changed.fire(uri);
    await vscode.commands.executeCommand("markdown.showPreviewToSide", uri);
  }

  private update(document: vscode.Uri): void {
    const uri = previewOf(document);
    if (this.shown.has(uri.toString())) {
      this.changed.fire(uri);
    }
  }

  private follow(editor: vscode.TextEditor): void {
    const uri = previewOf(editor.document.uri);
    const shown = this.shown.get(uri.toString());
    if (shown !== undefined && shown.position.line !== editor.selection.active.line) {
      shown.position = editor.selection.active;
      this.changed.fire(uri);
    }
  }
}

/** The address of a document's preview; its name is what the tab shows. */
function previewOf(document: vscode.Uri): vscode.Uri {
  const name = document.path.split("/").pop() ?? "guide";
  return vscode.Uri.from({ scheme: SCHEME, path: `${name}: response guide.md`, query: document.toString() });
}
