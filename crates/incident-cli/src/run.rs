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
        Err(error) => {
            // Help and version go to standard output, where nobody may be reading any more.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { COULD_NOT_RUN } else { 0 });
        }
    };
    let result = run(arguments.command);
    if let Err(failure) = &result {
        // When standard error cannot be written either, the exit code has to do.
        let _ = Stream::error(Color::Auto).write(&format!("incident: {failure}\n"));
    }
    exit_code(&result)
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
