//! The `incident` command; everything is in the library, where it can be tested.

use std::process::ExitCode;

fn main() -> ExitCode {
    incident_cli::main()
}
