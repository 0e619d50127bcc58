//! The real `incident`, of the same build as the test that runs it.

#![expect(
    clippy::disallowed_methods,
    clippy::panic,
    reason = "tests start programs and read the environment, and stop at the first surprise"
)]

use std::ffi::{OsStr, OsString};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use serde_json::Value;

/// What of the environment reaches the command: what systems need to start a program, and what
/// measures coverage. Nothing else, so that no setting of whoever runs the tests decides one.
const KEPT: [&str; 4] = ["PATH", "SYSTEMROOT", "TMPDIR", "LLVM_PROFILE_FILE"];

/// The command's file. The first use in a process builds it, with the profile and into the target
/// folder of the running test.
///
/// # Panics
///
/// When it does not build.
pub fn incident() -> &'static Path {
    static BUILT: LazyLock<PathBuf> = LazyLock::new(build);
    &BUILT
}

fn build() -> PathBuf {
    // TARGET/PROFILE/deps/this-test
    let this = std::env::current_exe().unwrap_or_else(|error| panic!("this test's file: {error}"));
    let profile = this.ancestors().nth(2).and_then(Path::file_name).and_then(OsStr::to_str);
    let (Some(target_folder), Some(profile)) = (this.ancestors().nth(3), profile) else {
        panic!("{} does not stand in a target folder", this.display());
    };
    // The one profile whose folder is called otherwise.
    let profile = if profile == "debug" { "dev" } else { profile };
    let built = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--package=incident-cli", "--bin=incident"])
        .args(["--message-format=json-render-diagnostics", "--profile", profile, "--target-dir"])
        .arg(target_folder)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stderr(Stdio::inherit())
        .output()
        .unwrap_or_else(|error| panic!("cargo does not start: {error}"));
    assert!(built.status.success(), "the `incident` command does not build: {}", built.status);
    executable(&String::from_utf8_lossy(&built.stdout))
        .unwrap_or_else(|| panic!("cargo does not say where it put the `incident` command"))
}

/// The program that cargo says it built, in its messages, one JSON document a line.
fn executable(messages: &str) -> Option<PathBuf> {
    let messages = messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    messages.filter_map(|message| Some(message.get("executable")?.as_str()?.into())).next_back()
}

/// A run that is about to be.
#[derive(Debug)]
#[must_use]
pub struct Invocation {
    arguments: Vec<OsString>,
    folder: PathBuf,
    stdin: Vec<u8>,
    environment: Vec<(&'static str, &'static str)>,
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finished {
    /// The exit code; `None` when a signal ended it.
    pub code: Option<i32>,
    /// What it wrote to standard output.
    pub stdout: String,
    /// What it wrote to standard error.
    pub stderr: String,
}

impl Invocation {
    /// `incident` with these arguments, standing in this folder.
    pub fn new(folder: &Path, arguments: impl IntoIterator<Item = impl Into<OsString>>) -> Self {
        Self {
            arguments: arguments.into_iter().map(Into::into).collect(),
            folder: folder.to_owned(),
            stdin: Vec::new(),
            environment: Vec::new(),
        }
    }

    /// What it reads from standard input; nothing if not given.
    pub fn stdin(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.stdin = bytes.into();
        self
    }

    /// A variable of its environment.
    pub fn environment(mut self, name: &'static str, value: &'static str) -> Self {
        self.environment.push((name, value));
        self
    }

    /// Runs it to its end.
    ///
    /// # Panics
    ///
    /// When it cannot be started, or says what is not UTF-8.
    pub fn run(self) -> Finished {
        let fail = |what: &str, error: &dyn std::fmt::Display| -> ! {
            panic!("incident {:?}: {what}: {error}", self.arguments)
        };
        let mut command = self.command();
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| fail("does not start", &error));
        if let Some(mut stdin) = child.stdin.take() {
            // It may end without having read it all, which is no mistake.
            let _ = stdin.write_all(&self.stdin);
        }
        let output =
            child.wait_with_output().unwrap_or_else(|error| fail("cannot be awaited", &error));
        let text = |bytes| {
            String::from_utf8(bytes).unwrap_or_else(|error| fail("writes no UTF-8", &error))
        };
        Finished {
            code: output.status.code(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }

    /// The command itself, for a test that holds its pipes.
    pub fn command(&self) -> Command {
        let mut command = Command::new(incident());
        command.args(&self.arguments).current_dir(&self.folder).env_clear();
        for name in KEPT {
            if let Some(value) = std::env::var_os(name) {
                command.env(name, value);
            }
        }
        command.envs(self.environment.iter().copied());
        command
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_says_where_the_program_is() {
        let messages = "\
{\"reason\":\"compiler-artifact\",\"executable\":null}
{\"reason\":\"compiler-artifact\",\"executable\":\"/target/debug/incident\"}
{\"reason\":\"build-finished\",\"success\":true}
";
        assert_eq!(executable(messages).unwrap(), Path::new("/target/debug/incident"));
        assert_eq!(executable("{}\n"), None);
    }
}
