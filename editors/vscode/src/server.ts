// The server's life: started, restarted, stopped, and what is said of it.

import * as vscode from "vscode";
import { LanguageClient, State, type LanguageClientOptions, type ServerOptions } from "vscode-languageclient/node";
import { findServer, NotFound, type Found } from "./find";
import { Status } from "./status";

export class Server implements vscode.Disposable {
  readonly output = vscode.window.createOutputChannel("Incident", { log: true });
  private readonly status = new Status();
  private client: LanguageClient | undefined;
  private found: Found | undefined;

  constructor(private readonly context: vscode.ExtensionContext) {}

  /** The command that is the server, once it was found. */
  get command(): string | undefined {
    return this.found?.command;
  }

  async start(): Promise<void> {
    this.status.starting();
    try {
      this.found = await findServer(this.context);
    } catch (error) {
      this.status.failed(error instanceof Error ? error.message : String(error));
      if (error instanceof NotFound) {
        void this.sayNotFound(error.message);
        return;
      }
      throw error;
    }
    const { command, version } = this.found;
    this.output.info(`${version}: ${command} lsp`);
    const client = new LanguageClient("incident", "Incident", serverOptions(command), this.clientOptions());
    this.client = client;
    this.context.subscriptions.push(
      client.onDidChangeState(({ newState }) => {
        if (newState === State.Running) {
          this.status.running(version);
        } else if (newState === State.Stopped && this.client === client) {
          this.status.failed("The server stopped.");
        }
      }),
    );
    await client.start();
  }

  async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    await client?.dispose();
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** Asks the server something of its own; `undefined` while there is none. */
  async request<R>(method: string, params: unknown): Promise<R | undefined> {
    const client = this.client;
    if (client === undefined || client.state !== State.Running) {
      return undefined;
    }
    return client.sendRequest<R>(method, params);
  }

  dispose(): void {
    void this.stop();
    this.status.dispose();
    this.output.dispose();
  }

  private clientOptions(): LanguageClientOptions {
    return {
      documentSelector: [{ language: "incident" }, { pattern: "**/incident.toml" }],
      outputChannel: this.output,
      traceOutputChannel: vscode.window.createOutputChannel("Incident (trace)", { log: true }),
      initializationOptions: { commands: ["incident.explain", "incident.showReferences"] },
      diagnosticPullOptions: { onChange: true },
    };
  }

  private async sayNotFound(message: string): Promise<void> {
    const [settings, install, again] = ["Open Settings", "How to Install", "Try Again"];
    const chosen = await vscode.window.showErrorMessage(message, settings, install, again);
    if (chosen === settings) {
      await vscode.commands.executeCommand("workbench.action.openSettings", "incident.server.path");
    } else if (chosen === install) {
      const readme = vscode.Uri.file(this.context.asAbsolutePath("README.md"));
      await vscode.commands.executeCommand("markdown.showPreview", readme);
    } else if (chosen === again) {
      await this.restart();
    }
  }
}

function serverOptions(command: string): ServerOptions {
  return { command, args: ["lsp"] };
}
