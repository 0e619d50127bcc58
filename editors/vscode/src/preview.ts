// "Preview Response Guide": the guide of the service under the cursor, beside the text and as the text is now.

import * as vscode from "vscode";
import type { Server } from "./server";

const SCHEME = "incident-guide";

interface Guide {
  service: string;
  markdown: string;
}

/** What a preview shows, and where in it. */
interface Shown {
  document: vscode.Uri;
  position: vscode.Position;
  /** VS Code was told to ask for the text and does not show it yet. */
  isAwaited: boolean;
  /** The text that is awaited is old already. */
  isStale: boolean;
}

export class GuidePreview implements vscode.Disposable, vscode.TextDocumentContentProvider {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly own: vscode.Disposable[];
  /** By the preview's address. */
  private readonly shown = new Map<string, Shown>();

  constructor(private readonly server: Server) {
    this.own = [
      this.changed,
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      vscode.commands.registerCommand("incident.previewGuide", () => this.preview()),
      vscode.workspace.onDidChangeTextDocument(({ document: { uri } }) => {
        if (uri.scheme === SCHEME) {
          this.arrived(uri);
        } else {
          this.refresh(previewOf(uri));
        }
      }),
      // While it was being opened, the text may have changed.
      vscode.workspace.onDidOpenTextDocument(({ uri }) => this.refresh(uri)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.arrived(uri)),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.follow(textEditor)),
    ];
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const shown = this.shown.get(uri.toString());
    if (shown === undefined) {
      return "";
    }
    const before = shownText(uri);
    let text = before;
    try {
      const guide = await this.server.request<Guide | null>("incident/responseGuide", {
        textDocument: { uri: shown.document.toString() },
        position: shown.position,
      });
      text = guide?.markdown ?? "Put the cursor into a service to see its response guide.";
      return text;
    } finally {
      // It changes nothing, or the text changed before there was an answer: nothing is told when it is shown.
      if (text === before) {
        this.arrived(uri);
      }
    }
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
    const { document, selection } = editor;
    const { isAwaited = false } = this.shown.get(uri.toString()) ?? {};
    this.shown.set(uri.toString(), { document: document.uri, position: selection.active, isAwaited, isStale: false });
    this.refresh(uri);
    await vscode.commands.executeCommand("markdown.showPreviewToSide", uri);
  }

  /** Has a preview's text asked for again, once the last one is shown: texts that come faster than that, VS Code mixes up. */
  private refresh(uri: vscode.Uri): void {
    const shown = this.shown.get(uri.toString());
    const isOpen = shownText(uri) !== undefined;
    if (shown === undefined || !(isOpen || hasTab(uri))) {
      return;
    }
    shown.isStale = shown.isAwaited;
    if (shown.isAwaited) {
      return;
    }
    shown.isAwaited = true;
    if (isOpen) {
      this.changed.fire(uri);
    } else {
      // A preview whose text did not change for three minutes shows one that VS Code has closed.
      const arrived = () => this.arrived(uri);
      vscode.workspace.openTextDocument(uri).then(arrived, arrived);
    }
  }

  /** A preview shows what it was told last. */
  private arrived(uri: vscode.Uri): void {
    const shown = this.shown.get(uri.toString());
    if (shown !== undefined) {
      shown.isAwaited = false;
      if (shown.isStale) {
        this.refresh(uri);
      }
    }
  }

  private follow(editor: vscode.TextEditor): void {
    const uri = previewOf(editor.document.uri);
    const shown = this.shown.get(uri.toString());
    if (shown !== undefined && shown.position.line !== editor.selection.active.line) {
      shown.position = editor.selection.active;
      this.refresh(uri);
    }
  }
}

/** The address of a document's preview; its name is what the tab shows. */
function previewOf(document: vscode.Uri): vscode.Uri {
  const name = document.path.split("/").pop() ?? "guide";
  return vscode.Uri.from({ scheme: SCHEME, path: `${name}: response guide.md`, query: document.toString() });
}

/** What a preview shows now; `undefined` while it is not open. */
function shownText(uri: vscode.Uri): string | undefined {
  const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
  return document?.getText().replaceAll("\r\n", "\n");
}

/** Whether somebody sees a preview, or would. */
function hasTab(uri: vscode.Uri): boolean {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.some((tab) => tab.input instanceof vscode.TabInputWebview && tab.label.includes(uri.path));
}
