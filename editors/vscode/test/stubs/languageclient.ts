// A client that starts, or does not.

export const State = { Stopped: 1, Running: 2, Starting: 3, StartFailed: 4 };

export const client: { fails: Error | undefined } = { fails: undefined };

export class LanguageClient {
  state = State.Stopped;
  private tell: (change: { newState: number }) => void = () => {};

  onDidChangeState(tell: (change: { newState: number }) => void): { dispose(): void } {
    this.tell = tell;
    return { dispose: () => {} };
  }

  async start(): Promise<void> {
    this.become(State.Starting);
    if (client.fails !== undefined) {
      this.become(State.StartFailed);
      throw client.fails;
    }
    this.become(State.Running);
  }

  async dispose(): Promise<void> {}

  error(): void {}

  private become(state: number): void {
    this.state = state;
    this.tell({ newState: state });
  }
}
