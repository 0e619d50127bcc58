//! Programs of others that judge what is written for them.

#![expect(
    clippy::disallowed_methods,
    clippy::panic,
    reason = "tests start programs and read the environment, and stop at the first surprise"
)]

use std::ffi::OsStr;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::binary::Finished;

/// With this variable set, which `.ci/run` does, a program that is not there is a failure.
const REQUIRED: &str = "INCIDENT_REQUIRE_TOOLS";

/// A program that is installed.
#[derive(Debug)]
pub struct Tool(PathBuf);

/// The program of this name; `None`, said loudly, where it is not installed.
///
/// # Panics
///
/// When it is not installed and must be.
pub fn tool(name: &str) -> Option<Tool> {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let found =
        std::env::split_paths(&folders).map(|folder| folder.join(name)).find(|it| it.is_file());
    if let Some(path) = found {
        return Some(Tool(path));
    }
    let required = std::env::var_os(REQUIRED).is_some_and(|value| !value.is_empty());
    assert!(!required, "{name} is not installed, and {REQUIRED} says that it must be");
    // Standard error itself: what the print macros say in a test that passes is swallowed.
    let _ = writeln!(io::stderr(), "NOT CHECKED: {name} is not installed");
    None
}

impl Tool {
    /// Runs it to its end.
    ///
    /// # Panics
    ///
    /// When it does not start.
    pub fn run(&self, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Finished {
        self.given(arguments, "")
    }

    /// The same, with a text on standard input.
    ///
    /// # Panics
    ///
    /// When it does not start.
    pub fn given(
        &self,
        arguments: impl IntoIterator<Item = impl AsRef<OsStr>>,
        input: &str,
    ) -> Finished {
        let child = Command::new(&self.0)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn();
        let output = child.and_then(|mut child| {
            // Whoever reads nothing may close it; what is given is less than a pipe holds.
            let _ = child.stdin.take().map(|mut stdin| stdin.write_all(input.as_bytes()));
            child.wait_with_output()
        });
        let output =
            output.unwrap_or_else(|error| panic!("{} does not run: {error}", self.0.display()));
        Finished {
            code: output.status.code(),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// What it writes to standard output in a run that must succeed.
    ///
    /// # Panics
    ///
    /// When it does not start, or fails.
    pub fn output(&self, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> String {
        let finished = self.run(arguments);
        assert_eq!(finished.code, Some(0), "{}: {finished:#?}", self.0.display());
        finished.stdout
    }
}
