//! From the command line to the exit code.

use std::process::ExitCode;

use clap::Parser as _;

use crate::arguments::{Arguments, Command};
use crate::commands::{check, compile, completions, explain, fmt, init, lsp, man, schema};
use crate::crash;
use crate::exit::{COULD_NOT_RUN, Failure, Outcome, exit_code};
use crate::terminal::{Color, Stream};

/// Runs the command that the process was started with. It never panics.
pub fn main() -> ExitCode {
    crash::guard(started).unwrap_or(ExitCode::from(COULD_NOT_RUN))
}

fn started() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) if error.use_stderr() => {
            // When it cannot be written, the exit code has to do.
            let _ = error.print();
            return ExitCode::from(COULD_NOT_RUN);
        }
        Err(help_or_version) => return ended(&tell(&help_or_version)),
    };
    ended(&run(arguments.command))
}

/// Help and version are what was asked for, and go where the answers of commands go.
fn tell(help_or_version: &clap::Error) -> Result<Outcome, Failure> {
    let mut output = Stream::output(Color::Auto);
    let text = help_or_version.render();
    output.write(&if output.color { text.ansi().to_string() } else { text.to_string() })?;
    Ok(Outcome::Clean)
}

fn ended(result: &Result<Outcome, Failure>) -> ExitCode {
    if let Err(failure) = result {
        // When standard error cannot be written either, the exit code has to do.
        let _ = Stream::error(Color::Auto).write(&format!("incident: {failure}\n"));
    }
    exit_code(result)
}

fn run(command: Command) -> Result<Outcome, Failure> {
    match command {
        Command::Init(arguments) => init::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Compile(arguments) => compile::run(&arguments),
        Command::Fmt(arguments) => fmt::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Lsp(arguments) => lsp::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Completions(arguments) => completions::run(&arguments),
        Command::Man(arguments) => man::run(&arguments),
    }
}
