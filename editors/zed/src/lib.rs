//! Tells Zed how to start the server of `.incident` files. Everything else it knows from the files beside.

use zed_extension_api::{self as zed, LanguageServerId, Result, Worktree};

struct Incident;

impl zed::Extension for Incident {
    fn new() -> Self {
        Self
    }

    // Zed itself sees to the setting `lsp.incident.binary`, and asks here when there is none.
    fn language_server_command(
        &mut self,
        _: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<zed::Command> {
        let command = worktree.which("incident").ok_or(
            "there is no `incident` on the PATH: install it with `cargo install --path crates/incident-cli` in a \
             clone of Ops.Incident, or name it in the setting `lsp.incident.binary.path`",
        )?;
        Ok(zed::Command { command, args: vec!["lsp".to_owned()], env: worktree.shell_env() })
    }
}

zed::register_extension!(Incident);
