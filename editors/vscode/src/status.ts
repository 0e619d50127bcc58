// The item in the status bar of .incident files: whether they are checked, and by what.

import * as vscode from "vscode";

export class Status implements vscode.Disposable {
  private readonly item = vscode.languages.createLanguageStatusItem("incident.server", { language: "incident" });

  constructor() {
    this.item.name = "Incident server";
    this.item.command = { command: "incident.showOutput", title: "Show Output" };
  }

  starting(): void {
    this.show("Starting the server", vscode.LanguageStatusSeverity.Information, true);
  }

  running(version: string): void {
    this.show(version, vscode.LanguageStatusSeverity.Information, false);
  }

  failed(reason: string): void {
    this.show("Not checked", vscode.LanguageStatusSeverity.Error, false);
    this.item.detail = reason;
    this.item.command = { command: "incident.restart", title: "Restart Server" };
  }

  dispose(): void {
    this.item.dispose();
  }

  private show(text: string, severity: vscode.LanguageStatusSeverity, busy: boolean): void {
    this.item.text = text;
    this.item.detail = undefined;
    this.item.severity = severity;
    this.item.busy = busy;
    this.item.command = { command: "incident.showOutput", title: "Show Output" };
  }
}
