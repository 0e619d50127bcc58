//! Strings of a configuration in JSON syntax. Terraform reads each as a template.

use std::fmt::Write as _;

use serde::{Serialize, Serializer};

/// A string as it stands in the file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Template(String);

impl Template {
    /// Exactly this text, whatever stands in it.
    pub(super) fn text(text: &str) -> Self {
        Self(escaped(text))
    }

    /// The value of an expression.
    pub(super) fn expression(expression: &str) -> Self {
        Self(format!("${{{expression}}}"))
    }
}

impl Serialize for Template {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// Text between quotes inside of an expression: `"search-oncall"`.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in escaped(text).chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            // Writing to a string cannot fail.
            other if other.is_control() => drop(write!(quoted, "\\u{:04X}", u32::from(other))),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

/// `${` and `%{` begin an expression and a directive; with their first character twice they are text.
fn escaped(text: &str) -> String {
    text.replace("${", "$${").replace("%{", "%%{")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_begin_an_expression_or_a_directive_is_text() {
        for (text, written) in [
            ("plain $5 and 5% {braces}", "plain $5 and 5% {braces}"),
            ("${var.x}", "$${var.x}"),
            ("%{ if true }", "%%{ if true }"),
            ("$${x}", "$$${x}"),
            ("$%{x}", "$%%{x}"),
            ("%${x}", "%$${x}"),
            ("${${", "$${$${"),
        ] {
            assert_eq!(Template::text(text), Template(written.to_owned()), "{text}");
        }
    }

    #[test]
    fn an_expression_stands_between_braces() {
        let written = Template::expression("pagerduty_schedule.search-oncall.id");
        assert_eq!(written, Template("${pagerduty_schedule.search-oncall.id}".to_owned()));
    }

    #[test]
    fn text_inside_of_an_expression_stays_inside_of_its_quotes() {
        for (text, written) in [
            ("team-lead", r#""team-lead""#),
            (r#"a"]}b"#, r#""a\"]}b""#),
            (r"a\", r#""a\\""#),
            ("a\nb\tc\rd\u{1}", r#""a\nb\tc\rd\u0001""#),
            ("${x}%{y}", r#""$${x}%%{y}""#),
        ] {
            assert_eq!(quoted(text), written, "{text}");
        }
    }
}
