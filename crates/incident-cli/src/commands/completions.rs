//! `incident completions`.

use clap::CommandFactory as _;
use clap_complete::Shell;

use crate::arguments;
use crate::exit::{Failure, Outcome};
use crate::terminal::{Color, Stream};

/// Print completions for a shell
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  incident completions bash > ~/.local/share/bash-completion/completions/incident
  incident completions zsh > ~/.zfunc/_incident
  incident completions fish > ~/.config/fish/completions/incident.fish")]
pub(crate) struct Arguments {
    /// For which shell
    #[arg(value_enum)]
    shell: Shell,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    let mut command = arguments::Arguments::command();
    clap_complete::generate(arguments.shell, &mut command, "incident", &mut script);
    Stream::output(Color::Never).write(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Clean)
}
