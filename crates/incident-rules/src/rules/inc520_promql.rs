//! INC520: expression that Prometheus cannot read.

use incident_base::{Code, Level};

use crate::promql::{Fault, fault};
use crate::rule::{Find, Report, Rule, ServiceCx, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(520),
    // Alerting systems other than Prometheus have expressions of their own.
    level: Level::Warning,
    title: "Expression that Prometheus cannot read",
    page: include_str!("../../../../docs/diagnostics/INC520.md"),
    find: Find::Service(check),
};

fn check(cx: &ServiceCx<'_>, report: &mut Report<'_>) {
    for alert in &cx.service.alert_rules {
        let Some(fault) = fault(&alert.query) else { continue };
        let (what, help) = in_words(&fault);
        let message = format!(
            "Prometheus cannot read this expression and takes no rule of the file that it stands in: {what}."
        );
        report.add(alert.query.origin, Wording::new(message).help(help), Vec::new());
    }
}

/// What is wrong, and the way out.
fn in_words(fault: &Fault) -> (String, &'static str) {
    match *fault {
        Fault::Empty => {
            ("it holds nothing but a comment".to_owned(), "Write what fires the alert.")
        }
        Fault::Unterminated(quote) => {
            (format!("a string that begins with {quote} does not end"), "Add the missing quote.")
        }
        Fault::Escape(letter) => (
            format!("`\\{}` is no escape in a string", letter.escape_default()),
            "Put the string between backquotes: PromQL leaves backslashes there as they are.",
        ),
        Fault::Unclosed(bracket) => {
            (format!("`{bracket}` is not closed"), "Add the missing bracket.")
        }
        Fault::Unopened(bracket) => {
            (format!("`{bracket}` closes nothing"), "Take the bracket away, or open it.")
        }
        Fault::Character(letter) => {
            (format!("PromQL has no `{}`", letter.escape_debug()), for_character(letter))
        }
        Fault::Dangling('%') => (
            "behind `%`, which divides, nothing follows".to_owned(),
            "A share is a number: 5% is `0.05`.",
        ),
        Fault::Dangling(operator) => (
            format!("behind `{operator}` nothing follows"),
            "Write what it is compared or computed with.",
        ),
    }
}

fn for_character(letter: char) -> &'static str {
    match letter {
        '&' => "Write `and`.",
        '|' => "Write `or`.",
        '$' => "A rule has no variables: write the value.",
        _ => "Take it away; text stands between quotes.",
    }
}
