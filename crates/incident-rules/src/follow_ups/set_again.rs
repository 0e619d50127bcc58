//! The end of a block and the header of the next are gone: each key of the second is then set twice in the first. That is
//! one mistake.

use incident_base::{Diagnostic, Structure, TextRange};
use incident_syntax::TokenKind;

use super::between::{between, is_next_entry};
use crate::text::{count, slice};

/// From how many keys on that are set again one behind the other, a header is rather missing.
const MANY: usize = 3;

/// Keys that are set again, one behind the other.
struct Run<'t> {
    /// The keys: a block has each once.
    keys: Vec<&'t str>,
    /// The numbers of their findings.
    findings: Vec<usize>,
    last: TextRange,
    /// The number of the finding about a header in the wrong place that was closed directly above them.
    header: Option<usize>,
}

/// Makes one finding of those about keys that are set again one behind the other, where they are many.
pub(crate) fn one_for_each_block_set_again(
    text: &str,
    mut findings: Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    let mut runs: Vec<Run<'_>> = Vec::new();
    let mut header: Option<usize> = None;
    for (at, finding) in findings.iter().enumerate() {
        match &finding.structure {
            Some(Structure::KeyTwice) => {
                let place = finding.place.range;
                let key = slice(text, place);
                let next = runs.last_mut().filter(|run| {
                    !run.keys.contains(&key) && is_next_entry(&between(text, run.last, finding))
                });
                match next {
                    Some(run) => {
                        run.findings.push(at);
                        run.keys.push(key);
                        run.last = place;
                    }
                    None => {
                        let above = header.take().filter(|header| {
                            findings.get(*header).is_some_and(|header| {
                                is_empty_block(&between(text, header.place.range, finding))
                            })
                        });
                        let (keys, findings) = (vec![key], vec![at]);
                        runs.push(Run { keys, findings, last: place, header: above });
                    }
                }
            }
            Some(Structure::MisplacedBlock { .. }) => header = Some(at),
            _ => {}
        }
    }
    runs.retain(|run| run.findings.len() >= MANY || run.header.is_some());
    if runs.is_empty() {
        return findings;
    }
    let mut follow = Vec::new();
    for run in runs {
        let (told, others) = match (run.header, run.findings.split_first()) {
            (Some(header), _) => (header, run.findings.as_slice()),
            (None, Some((first, others))) => (*first, others),
            (None, None) => continue,
        };
        if let Some(finding) = findings.get_mut(told) {
            finding.mend = None;
            finding.help = Some(match run.header {
                Some(_) => "The block above seems to end here, and what stands below its `}` to be of this one: is that \
                            `}` one line too low?"
                    .to_owned(),
                None => format!(
                    "This and the next {} are set again: are a `}}` and a header missing above?",
                    count(others.len(), "key")
                ),
            });
        }
        follow.extend_from_slice(others);
    }
    let mut at = 0;
    findings.retain(|_| {
        let is_kept = follow.binary_search(&at).is_err();
        at += 1;
        is_kept
    });
    findings
}

/// Whether these are labels and a block with nothing in it.
fn is_empty_block(between: &[TokenKind]) -> bool {
    let labels = between.strip_suffix(&[TokenKind::OpenBrace, TokenKind::CloseBrace]);
    labels.is_some_and(|labels| {
        labels
            .iter()
            .all(|kind| matches!(kind, TokenKind::Name | TokenKind::String | TokenKind::Number))
    })
}
