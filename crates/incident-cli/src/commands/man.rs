//! `incident man`.

use clap::CommandFactory as _;
use clap_mangen::Man;

use crate::arguments;
use crate::exit::{Failure, Outcome, reason};
use crate::terminal::{Color, Stream};

/// Print the manual page, with every command
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  incident man > /usr/local/share/man/man1/incident.1")]
pub(crate) struct Arguments {}

pub(crate) fn run(_: &Arguments) -> Result<Outcome, Failure> {
    let command = arguments::Arguments::command();
    let unwritten = |error| Failure::new(format!("the page cannot be made: {}.", reason(&error)));
    let mut page = Vec::new();
    Man::new(command.clone()).render(&mut page).map_err(unwritten)?;
    for inner in command.get_subcommands() {
        let man = Man::new(inner.clone());
        page.extend(format!("\n.SH \"INCIDENT {}\"\n", inner.get_name().to_uppercase()).bytes());
        man.render_synopsis_section(&mut page).map_err(unwritten)?;
        man.render_description_section(&mut page).map_err(unwritten)?;
        man.render_options_section(&mut page).map_err(unwritten)?;
    }
    Stream::output(Color::Never).write(&String::from_utf8_lossy(&page))?;
    Ok(Outcome::Clean)
}
