//! INC114: file that cannot be read.

use incident_analysis::Unread;
use incident_base::{Code, Level};

use crate::rule::{Find, Rule, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(114),
    level: Level::Error,
    title: "File that cannot be read",
    page: include_str!("../../../../docs/diagnostics/INC114.md"),
    find: Find::File,
};

const LET_IN: &str =
    "Let whoever runs incident read it, or leave it out with `exclude` in `incident.toml`.";

pub(crate) fn word(why: &Unread) -> Wording {
    match why {
        Unread::File(reason) => {
            Wording::new(format!("This file cannot be read: {reason}.")).help(LET_IN)
        }
        Unread::Folder(reason) => {
            Wording::new(format!("This folder cannot be read: {reason}.")).help(LET_IN)
        }
        Unread::DeadLink => Wording::new("This is a link to something that does not exist.")
            .help("Remove the link, or put back what it leads to."),
        Unread::NotRegular => Wording::new("This is not a regular file.")
            .help("Write what it would say into a file, or name another one."),
        Unread::TooLarge => Wording::new("This file is larger than 4 GiB, the most a file may be.")
            .help("Split it: all files of a workspace are one program."),
        Unread::Name => Wording::new("The name of this file is not UTF-8.").help("Rename it."),
    }
}
