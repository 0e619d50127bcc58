// The server's life: started, restarted, stopped, and what is said of it.

import { homedir } from "node:os";
import * as vscode from "vscode";
import { LanguageClient, State, type LanguageClientOptions, type ServerOptions } from "vscode-languageclient/node";
import { findServer, NotFound, type Found, type Where } from "./find";
import { Status } from "./status";

/** The setting that names the server. */
export const SETTING = "incident.server.path";

export class Server implements vscode.Disposable {
  readonly output = vscode.window.createOutputChannel("Incident", { log: true });
  private readonly trace = vscode.window.createOutputChannel("Incident (trace)", { log: true });
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
      this.found = await findServer(this.where());
    } catch (error) {
      this.found = undefined;
      this.failed(error instanceof NotFound ? error.message : `The server was not found: ${sentence(error)}.`);
      return;
    }
    const { command, version } = this.found;
    this.output.info(`${version}: ${command} lsp`);
    const client = new Client("incident", "Incident", serverOptions(command), this.clientOptions());
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
    try {
      await client.start();
    } catch (error) {
      // Somebody may have restarted it meanwhile.
      if (this.client === client) {
        this.failed(`${command} was found, but does not work as a server: ${sentence(error)}.`);
      }
    }
  }

  async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    // One that has never started has nothing to stop.
    await client?.dispose().catch(() => undefined);
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
    this.trace.dispose();
  }

  private clientOptions(): LanguageClientOptions {
    return {
      documentSelector: [{ language: "incident" }, { pattern: "**/incident.toml" }],
      outputChannel: this.output,
      traceOutputChannel: this.trace,
      initializationOptions: { commands: ["incident.explain", "incident.showReferences"] },
      diagnosticPullOptions: { onChange: true },
    };
  }

  private where(): Where {
    const named = vscode.workspace.getConfiguration("incident").get<string>("server.path", "").trim();
    const bundled = this.context.asAbsolutePath(process.platform === "win32" ? "server/incident.exe" : "server/incident");
    return { named, bundled, folder: vscode.workspace.workspaceFolders?.[0]?.uri.fsPath, home: homedir() };
  }

  /** Says that there is no server, and why, where it stays and where there are buttons. */
  private failed(message: string): void {
    this.status.failed(message);
    this.output.error(message);
    void this.offerWaysOut(message);
  }

  private async offerWaysOut(message: string): Promise<void> {
    const [settings, install, again] = ["Open Settings", "How to Install", "Try Again"];
    const chosen = await vscode.window.showErrorMessage(message, settings, install, again);
    if (chosen === settings) {
      await vscode.commands.executeCommand(settingsCommand(), { query: SETTING });
    } else if (chosen === install) {
      const readme = vscode.Uri.file(this.context.asAbsolutePath("README.md"));
      await vscode.commands.executeCommand("markdown.showPreview", readme);
    } else if (chosen === again) {
      await this.restart();
    }
  }
}

/** While it starts, it says nothing by itself: what there is to do when it does not is said once, with buttons. */
class Client extends LanguageClient {
  override error(message: string, data?: unknown, showNotification?: boolean | "force"): void {
    super.error(message, data, this.state === State.Running ? showNotification : false);
  }
}

/** What opens the settings where the server is named, or would be: there are several pages, and the others do not have it. */
function settingsCommand(): string {
  const named = vscode.workspace.getConfiguration("incident").inspect("server.path");
  if (named?.workspaceFolderValue !== undefined || named?.workspaceValue !== undefined) {
    return "workbench.action.openWorkspaceSettings";
  }
  // Which program runs is a setting of the machine where it runs.
  return vscode.env.remoteName === undefined ? "workbench.action.openSettings" : "workbench.action.openRemoteSettings";
}

function sentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return (message.split("\n")[0] ?? message).replace(/\.$/, "");
}

function serverOptions(command: string): ServerOptions {
  return { command, args: ["lsp"] };
}
