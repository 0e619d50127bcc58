//! INC128: unknown word.

use incident_analysis::IssueKind;
use incident_base::{Change, Code, Level};
use incident_schema::vocabulary::{ALERT_SEVERITIES, FALLBACKS, SEVERITY_LEVELS};

use crate::rule::{Find, Rule, Wording};
use crate::text::{article, plural, some};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(128),
    level: Level::Error,
    title: "Unknown word",
    page: include_str!("../../../../docs/diagnostics/INC128.md"),
    find: Find::Issue(word),
};

fn word(kind: &IssueKind) -> Option<Wording> {
    if let IssueKind::UnknownChoices { set, subject, meant, is_plain } = kind {
        let change = Change::ReplaceEach(meant.clone());
        let wording = several(set, subject, meant);
        return Some(match is_plain {
            true => wording.certainly(change),
            false => wording.likely(change),
        });
    }
    let IssueKind::UnknownChoice { set, subject, word, nearest, choices } = kind else {
        return None;
    };
    let article = article(set);
    // "Not a page status for `page_status`" would say nothing more than "not a page status".
    let wording = if set.replace(' ', "_").ends_with(subject.as_str()) {
        Wording::new(format!("`{word}` is not {article} {set}."))
    } else {
        Wording::new(format!("`{word}` is not {article} {set} for `{subject}`."))
    };
    // What an alert is and what it raises are two things.
    let raises = *set == ALERT_SEVERITIES.name && SEVERITY_LEVELS.choice(word).is_some();
    let otherwise = if raises {
        format!("Write {choices}, and `escalates = {word}` for what it raises.")
    } else if *set == FALLBACKS.name && word.contains('-') {
        format!(
            "If it is a role, write `fallback = executive_escalation` and `executive = {word}`; if it is a rollback \
             plan, `fallback = auto_remediate` and `remediation = {word}`."
        )
    } else {
        format!("Write {choices}.")
    };
    Some(wording.nearest_or(word, nearest.as_ref(), otherwise))
}

/// Several words of a list.
fn several(set: &str, subject: &str, meant: &[(String, String)]) -> Wording {
    let (written, meant_words): (Vec<&String>, Vec<&String>) =
        meant.iter().map(|(written, meant)| (written, meant)).unzip();
    Wording::new(format!("{} are not {} for `{subject}`.", some(&written), plural(set)))
        .help(format!("Did you mean {}?", some(&meant_words)))
}
