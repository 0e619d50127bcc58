//! What can be typed.

use clap::{Args, Parser, Subcommand};
use incident_base::{Code, Diagnostic, Level};
use jiff::civil::Date;

use crate::commands::{check, compile, completions, explain, fmt, init, lsp, man, schema};
use crate::terminal::Color;

/// The compiler of the .incident language: who is paged when, how incidents escalate, what the status
/// page and the post-mortem need, declared in one place and checked before the pager goes off.
#[derive(Debug, Parser)]
#[command(
    name = "incident",
    version,
    arg_required_else_help = true,
    subcommand_required = true,
    after_help = "\
Examples:
  incident init ops                 write a first workspace into the folder ops
  incident check                    check the program around the current folder
  incident compile payment.incident write its configuration and documents to out
  incident fmt                      lay its files out in one way
  incident explain INC001           what a diagnostic means and how to mend it

Exit codes: 0 nothing wrong, 1 errors were found, 2 it could not run."
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Init(init::Arguments),
    Check(check::Arguments),
    Compile(compile::Arguments),
    Fmt(fmt::Arguments),
    Explain(explain::Arguments),
    Lsp(lsp::Arguments),
    Schema(schema::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
}

/// What `check` and `compile` share.
#[derive(Debug, Args)]
pub(crate) struct Checking {
    /// The day on which people are there or away, as 2026-12-20; today if not given
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) as_of: Option<Date>,

    /// List notes too: what a provider can only approximate, what has no effect
    #[arg(long)]
    pub(crate) notes: bool,

    /// Take findings for errors: warnings, or those of a code such as INC138; may be given several times
    #[arg(long, value_name = "WHAT", value_parser = deny)]
    pub(crate) deny: Vec<Deny>,

    /// Colour the output
    #[arg(long, value_name = "WHEN", value_enum, default_value_t)]
    pub(crate) color: Color,
}

impl Checking {
    /// The day given, else today where the user is.
    pub(crate) fn as_of(&self) -> Date {
        self.as_of.unwrap_or_else(|| jiff::Zoned::now().date())
    }
}

/// What `--deny` takes for errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Deny {
    /// Every warning.
    Warnings,
    /// The findings of a code.
    Code(Code),
}

impl Checking {
    /// Makes errors of the findings that are denied.
    pub(crate) fn apply_deny(&self, findings: &mut [Diagnostic]) {
        for finding in findings {
            let denied = self.deny.iter().any(|deny| match deny {
                Deny::Warnings => finding.level == Level::Warning,
                Deny::Code(code) => finding.code == *code,
            });
            if denied {
                finding.level = Level::Error;
            }
        }
    }
}

fn deny(text: &str) -> Result<Deny, String> {
    if text == "warnings" {
        return Ok(Deny::Warnings);
    }
    let code = Code::parse(text).filter(|code| incident_rules::rule(*code).is_some());
    code.map(Deny::Code).ok_or_else(|| "write `warnings`, or a code such as INC138".to_owned())
}

pub(crate) fn date(text: &str) -> Result<Date, String> {
    // Times and zones, which the parser would take and ignore, are no days.
    let is_day = text.len() == 10;
    let day = text.parse::<Date>().ok().filter(|_| is_day);
    day.ok_or_else(|| "a day is written as 2026-12-20, and it must exist".to_owned())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_declaration_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn what_is_denied_is_warnings_or_a_code() {
        assert_eq!(deny("warnings"), Ok(Deny::Warnings));
        assert_eq!(deny("inc138"), Ok(Deny::Code(Code::new(138))));
        for text in ["warning", "INC999", "all", ""] {
            assert!(deny(text).is_err(), "{text}");
        }
    }

    #[test]
    fn days_are_written_in_one_way() {
        assert_eq!(date("2026-12-20"), Ok(jiff::civil::date(2026, 12, 20)));
        for text in ["2026-02-30", "20261220", "2026-12-20T10:00", "today", ""] {
            assert!(date(text).is_err(), "{text}");
        }
    }
}
