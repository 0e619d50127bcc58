//! The extension in the real VS Code, in a browser: `tests/vscode/drive.mjs` does what a person does on the first day.
//!
//! It needs Chromium, Node, VS Code as `tests/vscode/install.sh` installs it, and the extension's package
//! (`npm ci --prefix editors/vscode && npm run --prefix editors/vscode package`), and says so where they are not.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads files, and stops at the first surprise"
)]

use incident_tests::binary::incident;
use incident_tests::files::project;
use incident_tests::tools::{missing, tool};

#[test]
fn a_day_in_vs_code() {
    let (Some(node), Some(_)) = (tool("node"), tool("chromium")) else { return };
    if !project("tests/vscode/installed").is_file() {
        return missing("VS Code (tests/vscode/install.sh)");
    }
    let package = project("editors/vscode/ops-incident.vsix");
    if !package.is_file() {
        return missing("the extension's package (npm run --prefix editors/vscode package)");
    }
    let pictures = tempfile::tempdir().unwrap();
    let arguments = [
        project("tests/vscode/drive.mjs").as_path(),
        &package,
        incident(),
        &project("examples/payment.incident"),
        pictures.path(),
    ]
    .map(|path| path.as_os_str().to_owned());
    let finished = node.run(arguments);
    assert_eq!(finished.code, Some(0), "{}\n{}", finished.stdout, finished.stderr);
    assert!(finished.stdout.ends_with("all ok\n"), "{}", finished.stdout);
}
