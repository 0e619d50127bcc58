// What a lens that counts references opens: the protocol's places become the editor's.

import * as vscode from "vscode";
import type { Location, Position } from "vscode-languageclient";

export function showReferences(uri: string, position: Position, places: Location[]): Thenable<unknown> {
  return vscode.commands.executeCommand(
    "editor.action.showReferences",
    vscode.Uri.parse(uri),
    new vscode.Position(position.line, position.character),
    places.map(({ uri, range }) => {
      const { start, end } = range;
      const there = new vscode.Range(start.line, start.character, end.line, end.character);
      return new vscode.Location(vscode.Uri.parse(uri), there);
    }),
  );
}
