//! What the extension of VS Code decides by itself: which server it takes, and what it says where there is none.
//!
//! It needs Node and `npm ci --prefix editors/vscode`, and says so where they are not.

#![allow(clippy::disallowed_methods, reason = "a test looks for what is installed")]

use incident_tests::files::project;
use incident_tests::tools::{missing, tool};

#[test]
fn the_extension_finds_its_server_or_says_why_not() {
    let Some(node) = tool("node") else { return };
    if !project("editors/vscode/node_modules/esbuild").is_dir() {
        return missing("esbuild (npm ci --prefix editors/vscode)");
    }
    let finished = node.run([project("editors/vscode/scripts/test.mjs")]);
    assert_eq!(finished.code, Some(0), "{}\n{}", finished.stdout, finished.stderr);
    assert!(finished.stdout.contains("# fail 0"), "{}", finished.stdout);
}
