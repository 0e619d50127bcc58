//! A line that was not typed to its end: what it ends with is not what was meant, and that its bracket is missing says so.

use incident_base::{Code, Diagnostic, TextRange};

use crate::text::{LONGEST_LINE, slice};

/// What is not closed, and a header without its brace.
const UNCLOSED: Code = Code::new(104);
const WITHOUT_BRACE: Code = Code::new(105);
const UNTERMINATED: Code = Code::new(107);
const STRAY: Code = Code::new(109);

const TIER_WITHOUT_TIMEOUT: Code = Code::new(4);
const UNKNOWN_ROLE: Code = Code::new(138);

/// What is said of values and names, by the numbers of the codes.
const OF_VALUES: std::ops::RangeInclusive<Code> = Code::new(120)..=Code::new(149);

/// Leaves out what is said of the end of a line of which a bracket is missing. The findings are those of one file, by place.
pub(crate) fn one_for_each_unfinished_line(
    text: &str,
    findings: Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    let mut kept: Vec<Diagnostic> = Vec::with_capacity(findings.len());
    let mut unfinished: Option<TextRange> = None;
    let mut without_timeout: Vec<TextRange> = Vec::new();
    for finding in findings {
        let place = finding.place.range;
        // `tier on`, which has neither its timeout nor all of its name.
        let is_of_tier = || {
            let behind = without_timeout.partition_point(|tier| tier.start() <= place.start());
            let tier = behind.checked_sub(1).and_then(|at| without_timeout.get(at));
            tier.is_some_and(|tier| tier.contains_range(place))
        };
        if finding.code == UNKNOWN_ROLE
            && is_of_tier()
            && ends_line(text, place)
            && is_beginning(text, &finding)
        {
            continue;
        }
        if finding.code == TIER_WITHOUT_TIMEOUT {
            without_timeout = finding.related.iter().map(|tier| tier.place.range).collect();
            without_timeout.sort_by_key(|tier| tier.start());
        }
        let is_there = unfinished.is_some_and(|above| is_one_line(text, above, place));
        let is_of_value = finding.code == STRAY || OF_VALUES.contains(&finding.code);
        if is_there && is_of_value && ends_line(text, place) {
            continue;
        }
        // The brace stands in the text that does not end.
        if finding.code == UNTERMINATED && is_there {
            kept.pop_if(|last| last.code == WITHOUT_BRACE);
        }
        if finding.code == UNCLOSED || finding.code == WITHOUT_BRACE {
            unfinished = Some(place);
        }
        kept.push(finding);
    }
    kept
}

/// Whether the second of two places begins on the line on which the first does.
fn is_one_line(text: &str, first: TextRange, second: TextRange) -> bool {
    let between = text.get(first.start().into()..second.start().into()).unwrap_or_default();
    between.len() < LONGEST_LINE && !between.contains(['\n', '\r'])
}

/// Whether nothing but a comment stands behind a place on its line.
fn ends_line(text: &str, place: TextRange) -> bool {
    let behind = text.get(place.end().into()..).unwrap_or_default();
    let rest = behind.trim_start_matches([' ', '\t']);
    rest.is_empty() || rest.starts_with(['\n', '\r']) || rest.starts_with("//")
}

/// Whether what stands there is the beginning of a name that the help tells.
fn is_beginning(text: &str, finding: &Diagnostic) -> bool {
    let begun = format!("`{}", slice(text, finding.place.range));
    finding.help.as_ref().is_some_and(|help| help.contains(&begun))
}
