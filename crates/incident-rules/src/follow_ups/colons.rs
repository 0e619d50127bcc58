//! Keys with a `:` one below the other, as YAML has them: that is one mistake, however many they are. So are the quotes that
//! their values lack.

use incident_base::{Certainty, Change, Diagnostic, Mend, Structure};
use incident_syntax::TokenKind;

use super::between::between;
use crate::rules::UNQUOTED;
use crate::text::{and, slice};

/// Keys that are named; of more, how many they are is said.
const NAMED: usize = 3;

/// Makes one finding of those about keys with a `:` in a row. The findings are those of one file, by place.
pub(crate) fn one_for_keys_with_colons(text: &str, findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut kept: Vec<Diagnostic> = Vec::with_capacity(findings.len());
    let mut run: Vec<Diagnostic> = Vec::new();
    for finding in findings {
        let goes_on = run.last().is_some_and(|last| {
            let between = between(text, last.place.range, &finding);
            match &finding.structure {
                Some(Structure::KeyWithColon { .. }) => is_next_key(&between),
                _ => finding.code == UNQUOTED.code && between.is_empty(),
            }
        });
        if !goes_on {
            kept.extend(one(text, std::mem::take(&mut run)));
        }
        match goes_on || matches!(finding.structure, Some(Structure::KeyWithColon { .. })) {
            true => run.push(finding),
            false => kept.push(finding),
        }
    }
    kept.extend(one(text, run));
    kept
}

/// Whether these are a value and the next key.
fn is_next_key(between: &[TokenKind]) -> bool {
    between.last() == Some(&TokenKind::Name)
        && !between.iter().any(|kind| {
            matches!(kind, TokenKind::OpenBrace | TokenKind::CloseBrace | TokenKind::Equals)
        })
}

/// One finding of those in a row.
fn one(text: &str, run: Vec<Diagnostic>) -> Option<Diagnostic> {
    let change = change(text, &run);
    let keys: Vec<String> = run.iter().filter_map(key).collect();
    let code = run.iter().filter_map(|one| key(one).map(|_| one.code)).max()?;
    let mut run = run.into_iter();
    let mut whole = run.next()?;
    let Some(last) = run.next_back() else { return Some(whole) };
    whole.place.range = whole.place.range.cover(last.place.range);
    whole.mend = change;
    whole.code = code;
    if keys.len() > 1 {
        let keys = match keys.split_at_checked(NAMED) {
            Some((named, others @ [_, _, ..])) => {
                format!("{} and {} more keys", and(named).replace(" and ", ", "), others.len())
            }
            _ => and(&keys),
        };
        whole.message = format!("{keys} are set with `=`, not with `:`.");
        whole.help = Some("Write `=` instead of each `:`.".to_owned());
    }
    let help = whole.help.get_or_insert_default();
    if run.chain([last]).any(|one| one.code == UNQUOTED.code) {
        help.push_str(" A text with other marks than `-` and `_` in it stands in quotes.");
    }
    Some(whole)
}

fn key(finding: &Diagnostic) -> Option<String> {
    match &finding.structure {
        Some(Structure::KeyWithColon { key }) => Some(key.clone()),
        _ => None,
    }
}

/// All changes as one; `None` where there is none.
fn change(text: &str, run: &[Diagnostic]) -> Option<Mend> {
    let (first, last) = (run.first()?, run.last()?);
    let mut written = String::new();
    let mut certainty = Certainty::Certain;
    let mut reached = first.place.range.start();
    for finding in run {
        let Some(mend) = &finding.mend else { continue };
        let edit = mend.change.edit(text, finding.place.range)?;
        if edit.start < reached {
            return None;
        }
        written += slice(text, incident_base::TextRange::new(reached, edit.start));
        written += &edit.text;
        reached = edit.end;
        certainty = certainty.max(mend.certainty);
    }
    let end = last.place.range.end();
    written += slice(text, incident_base::TextRange::new(reached.min(end), end));
    Some(Mend { change: Change::Replace(written), certainty })
}
