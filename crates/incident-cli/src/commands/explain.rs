//! `incident explain`.

mod page;

use std::fmt::Write as _;

use incident_base::Code;
use incident_rules::{Rule, rule, rules};

use crate::exit::{Failure, Outcome};
use crate::report::Style;
use crate::terminal::{Color, NARROW, Stream};

/// Say what a diagnostic means, why it matters and how to mend it
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  incident explain INC001   the page of a diagnostic
  incident explain 1        the same
  incident explain          all of them")]
pub(crate) struct Arguments {
    /// The code of the diagnostic; all of them are listed if not given
    #[arg(value_name = "CODE")]
    code: Option<String>,

    /// Colour the output
    #[arg(long, value_name = "WHEN", value_enum, default_value_t)]
    color: Color,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let mut output = Stream::output(arguments.color);
    let style = Style { color: output.color };
    let text = match &arguments.code {
        None => list(style),
        Some(typed) => {
            let page = find(typed)?.page;
            // What is redirected stays Markdown; `--color always` asks for what a terminal shows.
            let width = output.columns.or(style.color.then_some(NARROW));
            width.map_or_else(|| page.to_owned(), |width| page::rendered(page, style, width))
        }
    };
    output.write(&text)?;
    Ok(Outcome::Clean)
}

fn find(typed: &str) -> Result<&'static Rule, Failure> {
    let code = Code::parse(typed);
    if let Some(found) = code.and_then(rule) {
        return Ok(found);
    }
    let shape = match code {
        Some(code) => format!("there is no diagnostic {code}."),
        None => format!("\"{typed}\" is not the code of a diagnostic; one looks like INC001."),
    };
    let hint = nearest(typed, code).map_or_else(String::new, |rule| {
        format!(" The nearest is {}, \"{}\".", rule.code, rule.title)
    });
    Err(Failure::new(format!("{shape}{hint} `incident explain` lists all of them.")))
}

/// The rule with the most similar code; none for what is no code at all.
fn nearest(typed: &str, code: Option<Code>) -> Option<&'static Rule> {
    let word = code.map_or_else(|| typed.trim().to_uppercase(), |code| code.to_string());
    let (distance, rule) = rules()
        .iter()
        .map(|rule| (strsim::damerau_levenshtein(&word, &rule.code.to_string()), *rule))
        .min_by_key(|(distance, rule)| (*distance, rule.code))?;
    // A code that there could be is another one with two other digits.
    let slips = if code.is_some() { 1 } else { 2 };
    (distance <= slips).then_some(rule)
}

fn list(style: Style) -> String {
    let mut text = String::new();
    for rule in rules() {
        let level = format!("{:7}", rule.level.as_str());
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{}  {}  {}",
            style.bold(&rule.code.to_string()),
            style.level(rule.level, &level),
            rule.title
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_found_however_they_are_typed() {
        for typed in ["INC001", "inc1", "1"] {
            assert_eq!(find(typed).unwrap().code, Code::new(1), "{typed}");
        }
    }

    #[test]
    fn what_is_no_code_is_answered_with_the_nearest() {
        let answer = |typed: &str| find(typed).unwrap_err().to_string();
        assert!(answer("INC0001x").contains("The nearest is INC001"), "{}", answer("INC0001x"));
        assert!(answer("INC999").starts_with("there is no diagnostic INC999. `incident explain`"));
        assert!(answer("INC509x").contains("The nearest is INC509"), "{}", answer("INC509x"));
        assert_eq!(
            answer("pagerduty"),
            "\"pagerduty\" is not the code of a diagnostic; one looks like INC001. `incident \
             explain` lists all of them."
        );
    }

    #[test]
    fn every_rule_is_listed_on_a_line() {
        let text = list(Style { color: false });
        assert_eq!(text.lines().count(), rules().len());
        assert!(text.starts_with("INC001  error    "), "{text}");
    }
}
