use std::fmt;
use std::process::ExitCode;

use crate::printable::one_line;

/// How a run ended that could do what it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Nothing is wrong; there may be warnings.
    Clean,
    /// There are errors in what was checked.
    Errors,
    /// Nothing is wrong, but files are not as they would be written.
    Differs,
}

/// Why a run could not do what it was asked: one sentence or a few, shown after `incident: `.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure(String);

impl Failure {
    pub(crate) fn new(reason: impl Into<String>) -> Self {
        Self(reason.into())
    }
}

/// The reason on one line, safe for a terminal: paths may hold anything.
impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&one_line(&self.0))
    }
}

/// The exit code of a run that could not do what it was asked.
pub(crate) const COULD_NOT_RUN: u8 = 2;

/// 0 when nothing is wrong, 1 when there are errors or unformatted files, 2 when it could not run.
pub(crate) fn exit_code(result: &Result<Outcome, Failure>) -> ExitCode {
    match result {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Errors | Outcome::Differs) => ExitCode::FAILURE,
        Err(_) => ExitCode::from(COULD_NOT_RUN),
    }
}

/// An error of the operating system as the end of a sentence: "permission denied".
pub(crate) fn reason(error: &std::io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_lowercase().chain(characters).collect(),
        None => "unknown error".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_words_of_a_sentence() {
        assert_eq!(reason(&std::io::Error::from_raw_os_error(13)), "permission denied");
        assert_eq!(reason(&std::io::Error::other("disk on fire")), "disk on fire");
    }

    #[test]
    fn a_failure_is_one_line() {
        assert_eq!(Failure::new("a\nb\u{1b}[0m").to_string(), "a b\\u{1b}[0m");
    }
}
