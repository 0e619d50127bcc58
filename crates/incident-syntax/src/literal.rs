//! Literals: what a single token means, judged by the type that is wanted in its place.

pub mod business_days;
pub mod channel;
pub mod date;
pub mod date_or_instant;
mod describe;
pub mod duration;
pub mod email;
pub mod hours;
pub mod instant;
pub mod integer;
pub mod percent;
pub mod span;
pub mod string;
pub mod time_of_day;

pub use describe::describe;

/// Why a text is no literal of the sort that is wanted.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LiteralError {
    /// A clause that follows "it cannot be read, because" in meaning: "hours have two digits".
    pub reason: String,
    /// What to write instead, where that is plain.
    pub instead: Option<String>,
}

impl LiteralError {
    fn new(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), instead: None }
    }

    fn with(reason: impl Into<String>, instead: impl Into<String>) -> Self {
        Self { reason: reason.into(), instead: Some(instead.into()) }
    }
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
