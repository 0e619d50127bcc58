//! Values that are runs starting with a digit: numbers, durations, dates and times.

use incident_ir::{Duration, Hours, Percent, Span};
use incident_schema::Type;
use incident_syntax::literal::{self, LiteralError};
use incident_syntax::tree::Scalar;

use super::Typer;
use crate::IssueKind;
use crate::typed_tree::Value;

/// Whether values of the type are runs starting with a digit.
pub(super) fn is_number_type(ty: Type) -> bool {
    matches!(
        ty,
        Type::Integer { .. }
            | Type::Percent
            | Type::Duration
            | Type::Due
            | Type::Hours
            | Type::Date
            | Type::DateOrInstant
            | Type::Span
    )
}

impl Typer<'_> {
    pub(super) fn number(&mut self, ty: Type, scalar: &Scalar, subject: &str) -> Value {
        let text = scalar.text.as_str();
        let read = match ty {
            Type::Integer { min, max } => return self.integer(min, max, ty, scalar, subject),
            Type::Percent => literal::percent::parse(text).map(|it| Value::Percent(Percent(it))),
            Type::Duration => literal::duration::parse(text).map(duration),
            Type::Due if is_business_days(text) => {
                literal::business_days::parse(text).map(Value::BusinessDays)
            }
            Type::Due => literal::duration::parse(text).map(duration),
            Type::Hours => literal::hours::parse(text)
                .map(|it| Value::Hours(Hours { start: it.start, end: it.end })),
            Type::Date => literal::date::parse(text).map(Value::Date),
            Type::DateOrInstant => literal::date_or_instant::parse(text).map(Value::Instant),
            Type::Span => literal::span::parse(text)
                .map(|it| Value::Span(Span { start: it.start, end: it.end })),
            _ => Err(LiteralError { reason: String::new(), instead: None }),
        };
        match read {
            Ok(value) => value,
            Err(mut error) => {
                if ty == Type::Due && literal::describe(text) == Some("an integer") {
                    error.reason =
                        format!("`{text}` has no unit: business days are `bd`, days `d`");
                    error.instead = Some(format!("{text}bd")).filter(|days| reads(ty, days));
                }
                self.not_read(ty, scalar, subject, error);
                Value::Malformed
            }
        }
    }

    fn integer(&mut self, min: u64, max: u64, ty: Type, scalar: &Scalar, subject: &str) -> Value {
        match literal::integer::parse(&scalar.text) {
            Ok(number) if (min..=max).contains(&number) => return Value::Integer(number),
            Ok(_) => {}
            // More digits than the longest number has.
            Err(_) if scalar.text.bytes().all(|byte| byte.is_ascii_digit()) => {}
            Err(error) => {
                self.not_read(ty, scalar, subject, error);
                return Value::Malformed;
            }
        }
        let issue = IssueKind::OutOfRange {
            subject: subject.to_owned(),
            text: scalar.text.to_string(),
            min,
            max,
        };
        self.report(scalar.id, issue);
        Value::Malformed
    }

    /// A well-formed literal of another sort is a wrong type; anything else is malformed. An integer
    /// for a duration lacks its unit, which is the more useful thing to say.
    fn not_read(&mut self, ty: Type, scalar: &Scalar, subject: &str, error: LiteralError) {
        let sort = literal::describe(&scalar.text);
        let lacks_unit =
            matches!(ty, Type::Duration | Type::Due | Type::Percent) && sort == Some("an integer");
        match sort {
            Some(sort) if sort != own_sort(ty) && !lacks_unit => {
                self.wrong_type(ty, scalar, subject, error.instead);
            }
            _ => self.malformed(scalar.id, scalar, subject, error.reason, error.instead),
        }
    }
}

/// Whether a text is a value of a type of numbers.
pub(super) fn reads(ty: Type, text: &str) -> bool {
    match ty {
        Type::Integer { .. } => literal::integer::parse(text).is_ok(),
        Type::Percent => literal::percent::parse(text).is_ok(),
        Type::Duration | Type::ChoiceOrDuration(_) => literal::duration::parse(text).is_ok(),
        Type::Due => {
            literal::duration::parse(text).is_ok() || literal::business_days::parse(text).is_ok()
        }
        Type::Hours => literal::hours::parse(text).is_ok(),
        Type::Date => literal::date::parse(text).is_ok(),
        Type::DateOrInstant => literal::date_or_instant::parse(text).is_ok(),
        Type::Span => literal::span::parse(text).is_ok(),
        _ => false,
    }
}

/// What to write for a text that is no value of such a type, where that is plain.
pub(super) fn instead(ty: Type, text: &str) -> Option<String> {
    let error = match ty {
        Type::Percent => literal::percent::parse(text).err(),
        Type::Hours => literal::hours::parse(text).err(),
        Type::Date => literal::date::parse(text).err(),
        Type::DateOrInstant => literal::date_or_instant::parse(text).err(),
        Type::Span => literal::span::parse(text).err(),
        _ => None,
    };
    error?.instead.filter(|instead| reads(ty, instead))
}

/// Whether the letters behind the number begin as those of business days do.
fn is_business_days(text: &str) -> bool {
    let letters = text.trim_start_matches(|digit: char| digit.is_ascii_digit());
    letters.starts_with(['b', 'B'])
}

/// What `literal::describe` calls a well-formed value of the type.
fn own_sort(ty: Type) -> &'static str {
    match ty {
        Type::Integer { .. } => "an integer",
        Type::Percent => "a percentage",
        Type::Duration | Type::Due => "a duration",
        Type::Hours => "hours",
        Type::Date => "a date",
        Type::DateOrInstant => "an instant",
        Type::Span => "a span",
        _ => "",
    }
}

pub(super) fn duration(it: literal::duration::Duration) -> Value {
    Value::Duration(Duration {
        weeks: it.weeks,
        days: it.days,
        hours: it.hours,
        minutes: it.minutes,
        seconds: it.seconds,
    })
}
