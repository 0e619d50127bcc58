//! A line that stands one too high or too low, or that is not whole, is one mistake, whatever lacks what it holds.

use incident_base::{Code, Diagnostic, Structure, TextRange, line_above};
use incident_schema::{block_in, blocks};
use incident_syntax::TokenKind;

use super::between::{between, is_in_same_block};
use crate::text::{LONGEST_LINE, short_line, slice};

const FEW_TIERS: Code = Code::new(1);
const TIER_WITHOUT_TIMEOUT: Code = Code::new(4);
const KEY_WITHOUT_EQUALS: Code = Code::new(103);

/// Leaves out what only follows from a line in the wrong place. The findings are those of one file, by place.
pub(crate) fn one_for_each_slipped_line(text: &str, findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut kept: Vec<Diagnostic> = Vec::with_capacity(findings.len());
    // Where the last entry stands of a block whose header is swapped with another, and where that is, in words.
    let mut swapped: Option<(TextRange, String)> = None;
    // The last finding about tiers without a timeout, by its number.
    let mut without_timeout: Option<usize> = None;
    // The last place in a service of which a tier stands outside of its policy.
    let mut without_tier: Option<TextRange> = None;
    for mut finding in findings {
        if let Some((last, place)) = swapped.take_if(|(_, place)| is_misplaced(&finding, place))
            && is_in_same_block(text, last, &finding)
        {
            swapped = Some((finding.place.range, place));
            continue;
        }
        if finding.code == FEW_TIERS
            && let Some(last) = without_tier.take()
            && is_in_same_block(text, last, &finding)
        {
            without_tier = Some(finding.place.range);
            continue;
        }
        if kept.last_mut().is_some_and(|last| is_of_the_same_line(text, last, &finding)) {
            continue;
        }
        match &finding.structure {
            Some(Structure::MisplacedBlock { kind, place }) => {
                if kind == "tier" {
                    without_tier = Some(finding.place.range);
                }
                if is_swapped(text, &finding, kind) == Some(true) {
                    swapped = Some((finding.place.range, place.clone()));
                    finding.message = format!(
                        "`{kind}` cannot stand {place}: the line above belongs below this one."
                    );
                    finding.help = Some("Swap the two lines.".to_owned());
                    finding.mend = None;
                }
            }
            Some(Structure::MisplacedKey { key, .. }) if key == "timeout" => {
                let at = without_timeout.take();
                let policy = at.and_then(|at| kept.get(at)).map(|policy| policy.place.range);
                if let Some((at, policy)) = at.zip(policy)
                    && is_inside(text, policy, &finding)
                {
                    kept.remove(at);
                    finding.help =
                        Some("It belongs into the `tier` that has none: move it there.".into());
                }
            }
            _ if finding.code == TIER_WITHOUT_TIMEOUT => without_timeout = Some(kept.len()),
            _ => {}
        }
        kept.push(finding);
    }
    kept
}

fn is_misplaced(finding: &Diagnostic, there: &str) -> bool {
    match &finding.structure {
        Some(Structure::MisplacedBlock { place, .. } | Structure::MisplacedKey { place, .. }) => {
            place == there
        }
        _ => false,
    }
}

/// Whether a header is swapped with the one on the line above, which its block takes.
fn is_swapped(text: &str, finding: &Diagnostic, kind: &str) -> Option<bool> {
    let line = short_line(text, finding.place.range.start())?;
    let above = line_above(text, line.start).filter(|above| above.len() < LONGEST_LINE)?;
    let start = line.start;
    let (first, second) = (text.get(above)?, text.get(line)?);
    let opens = |line: &str| line.split("//").next().is_some_and(|it| it.trim_end().ends_with('{'));
    let (outer, _) = blocks().find(|(_, row)| row.name == kind)?;
    let takes_it = block_in(Some(outer), first.split_whitespace().next()?).is_some();
    let begins = text.get(start..finding.place.range.start().into())?.trim().is_empty();
    Some(takes_it && begins && opens(first) && opens(second))
}

/// Whether a finding stands in the body of the block with this header.
fn is_inside(text: &str, header: TextRange, finding: &Diagnostic) -> bool {
    let mut depth = 0;
    let mut is_closed = false;
    for kind in between(text, header, finding) {
        match kind {
            TokenKind::OpenBrace => depth += 1,
            TokenKind::CloseBrace => {
                depth -= 1;
                is_closed |= depth == 0;
            }
            _ => {}
        }
    }
    depth == 1 && !is_closed
}

/// Whether a finding is about the rest of a line that is not whole; the one before it then says so.
fn is_of_the_same_line(text: &str, last: &mut Diagnostic, finding: &Diagnostic) -> bool {
    match (&last.structure, &finding.structure) {
        // `required_sections` above its values
        (_, Some(Structure::HeadlessList))
            if last.code == KEY_WITHOUT_EQUALS
                && between(text, last.place.range, finding).is_empty() =>
        {
            let key = slice(text, last.place.range).trim_end();
            last.help = Some(format!("Write `{key} = [` above its values."));
            last.mend = None;
            true
        }
        // `circuit_breaker payments` without its braces
        (Some(Structure::Lacks { key: one }), Some(Structure::Lacks { key: other }))
            if last.place == finding.place && one != other =>
        {
            let behind = text.get(usize::from(last.place.range.end())..).unwrap_or_default();
            if behind.trim_start_matches([' ', '\t']).starts_with('{') {
                return false;
            }
            let header = slice(text, last.place.range);
            let told = last.help.take().filter(|help| help.starts_with("Write"));
            let help = match told.as_deref().and_then(|help| help.strip_suffix(" }`.")) {
                Some(keys) => format!("{keys}, {other} = … }}`."),
                None => format!("Write `{header} {{ {one} = …, {other} = … }}`."),
            };
            last.help = Some(help);
            last.mend = None;
            true
        }
        _ => false,
    }
}
