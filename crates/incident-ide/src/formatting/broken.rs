//! The layout of what is whole in a text that does not parse: it is laid out by itself.

use std::ops::Range;

use incident_analysis::{entry, items};
use incident_base::{FileId, NodeId, TextEdit, TextRange, TextSize, line_around};
use incident_syntax::{TokenKind, parse_ast, tokens};

use super::changes;
use crate::Analysis;
use crate::actions::line_end;

/// The blanks of a level.
const STEP: usize = 2;

/// The changes that lay out the top-level entries around a range, as far as they parse. Those beside each other are laid
/// out together, since they are aligned.
pub(super) fn changes_in(analysis: &Analysis, file: FileId, range: TextRange) -> Vec<TextEdit> {
    let text = analysis.text(file);
    let around = whole_runs(analysis, file).into_iter().filter(|run| {
        run.start <= usize::from(range.end()) && usize::from(range.start()) <= run.end
    });
    around.flat_map(|run| part(analysis, text, run, 0).unwrap_or_default()).collect()
}

/// The changes that lay out the block that a brace at a place closes; where it does not parse, or stands on one line
/// with what is beside it, its last line is indented.
pub(super) fn closed_at(analysis: &Analysis, file: FileId, offset: TextSize) -> Vec<TextEdit> {
    let text = analysis.text(file);
    let Some((opener, depth)) = opener(analysis, file, offset) else { return Vec::new() };
    let last = line_around(text, offset.into());
    let first = line_around(text, opener);
    let rest = text.get(usize::from(offset)..last.end).unwrap_or_default();
    let whole = first.start..next_line(text, last.end);
    if first != last
        && rest.trim().is_empty()
        && let Some(changes) = part(analysis, text, whole, depth)
    {
        return changes;
    }
    let line = text.get(last.clone()).unwrap_or_default();
    let blanks = line.len() - line.trim_start_matches([' ', '\t']).len();
    let indented = " ".repeat(depth * STEP);
    let is_first = line.get(blanks..).is_some_and(|it| it.starts_with('}'));
    let places = [last.start, last.start + blanks].map(TextSize::try_from);
    match places {
        [Ok(start), Ok(end)] if is_first && line.get(..blanks) != Some(&indented) => {
            vec![TextEdit { start, end, text: indented }]
        }
        _ => Vec::new(),
    }
}

/// Runs of whole lines of top-level entries that parse, with nothing but comments and blank lines between them.
fn whole_runs(analysis: &Analysis, file: FileId) -> Vec<Range<usize>> {
    let Some(source) = analysis.source(file) else { return Vec::new() };
    let text = analysis.text(file);
    let parses =
        |range: Range<usize>| text.get(range).is_some_and(|part| parse_ast(part).errors.is_empty());
    let mut runs: Vec<Range<usize>> = Vec::new();
    for tree in items(&analysis.db, source).iter().filter_map(|item| entry(&analysis.db, *item)) {
        analysis.give_way();
        let range = Range::<usize>::from(tree.range(NodeId(0)));
        let end = next_line(text, line_around(text, range.end).end);
        let run = line_around(text, range.start).start..end;
        if !parses(run.clone()) {
            continue;
        }
        match runs.last_mut().filter(|last| last.end <= run.start && parses(last.end..run.start)) {
            Some(last) => last.end = run.end,
            None => runs.push(run),
        }
    }
    runs
}

/// Where the line begins behind one that ends there.
fn next_line(text: &str, end: usize) -> usize {
    let rest = text.get(end..).unwrap_or_default();
    end + ["\r\n", "\n"].iter().find(|it| rest.starts_with(**it)).map_or(0, |it| it.len())
}

/// The brace that one at a place closes, and in how many other blocks it stands. What stands before the top-level entry
/// does not matter, and neither does where the lines begin: somebody just typed it.
pub(super) fn opener(
    analysis: &Analysis,
    file: FileId,
    offset: TextSize,
) -> Option<(usize, usize)> {
    let text = analysis.text(file);
    let all = items(&analysis.db, analysis.source(file)?);
    let starts = all
        .iter()
        .filter_map(|item| entry(&analysis.db, *item))
        .map(|tree| usize::from(tree.range(NodeId(0)).start()));
    let start = starts.filter(|start| *start < usize::from(offset)).max()?;
    let mut open = Vec::new();
    let mut closed = None;
    for token in tokens(text.get(start..usize::from(offset))?) {
        closed = None;
        match token.kind {
            TokenKind::OpenBrace | TokenKind::OpenBracket => {
                open.push((token.kind, start + usize::from(token.range.start())));
            }
            TokenKind::CloseBracket => {
                open.pop_if(|(kind, _)| *kind == TokenKind::OpenBracket)?;
            }
            TokenKind::CloseBrace => {
                closed = Some(open.pop_if(|(kind, _)| *kind == TokenKind::OpenBrace)?.1);
            }
            _ => {}
        }
    }
    Some((closed?, open.len()))
}

/// The changes that lay out some whole lines by themselves, in as many blocks as they stand in; nothing when they do not
/// parse.
fn part(
    analysis: &Analysis,
    text: &str,
    lines: Range<usize>,
    depth: usize,
) -> Option<Vec<TextEdit>> {
    let (own, line_end) = (text.get(lines.clone())?, line_end(text));
    let indent = |level: usize| " ".repeat(level * STEP);
    let open = |level: usize| format!("{}x {{{line_end}", indent(level));
    let close = |level: usize| format!("{}}}{line_end}", indent(level));
    let before: String = (0..depth).map(open).collect();
    let behind: String = (0..depth).rev().map(close).collect();
    let gap = if own.ends_with('\n') { "" } else { line_end };
    let alone = changes(&[&before, own, gap, &behind].concat(), || analysis.give_way())?;
    let own_end = before.len() + own.len() + gap.len();
    let at = |place: TextSize| {
        let place = usize::from(place).checked_sub(before.len())?.min(own.len());
        TextSize::try_from(lines.start + place).ok()
    };
    let is_own = |change: &TextEdit| usize::from(change.end) <= own_end;
    let moved = alone.into_iter().filter(is_own).filter_map(|change| {
        Some(TextEdit { start: at(change.start)?, end: at(change.end)?, text: change.text })
    });
    Some(moved.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::fixture;

    /// The text after the whole of it was selected to be laid out.
    fn selected(text: &str) -> String {
        let fixture = fixture(text);
        let whole = TextRange::up_to(TextSize::of(text));
        let edits = fixture.analysis.format_range(fixture.file, whole);
        incident_base::apply(text, edits).0
    }

    /// The text after the brace at the cursor was typed.
    fn typed(text: &str) -> String {
        let fixture = fixture(text);
        let edits = fixture.analysis.format_on_type(fixture.file, fixture.offset);
        incident_base::apply(fixture.analysis.text(fixture.file), edits).0
    }

    #[test]
    fn what_is_whole_is_laid_out_beside_what_is_not() {
        let broken = "service B {\n    desc = }\n";
        assert_eq!(
            selected(&format!("service A {{\nrunbook = \"x\"\n}}\n\n{broken}")),
            format!("service A {{\n  runbook = \"x\"\n}}\n\n{broken}")
        );
        // What is aligned stays so, and comments between entries where they are.
        let roles = "role a    { title = \"A\" }\nrole long { title = \"L\" }\n";
        let text = format!("{roles}// why\n\n{broken}\n{roles}role c\n");
        assert_eq!(selected(&text), text);
        let flat = text.replace("role a    {", "role a {");
        assert_eq!(selected(&flat), text);
        assert_eq!(selected(broken), broken);
    }

    #[test]
    fn a_block_that_is_closed_in_an_open_one_is_laid_out() {
        assert_eq!(
            typed("service A {\n severity P1 \"x\" {\nresponse_time = 5m\n}$0\n"),
            "service A {\n  severity P1 \"x\" {\n    response_time = 5m\n  }\n"
        );
        let windows = "service A {\r\nescalation_policy p {\r\ntier a {\r\ntimeout = 5m\r\n}$0\r\n";
        assert_eq!(
            typed(windows),
            "service A {\r\nescalation_policy p {\r\n    tier a {\r\n      timeout = 5m\r\n    }\r\n"
        );
    }

    #[test]
    fn where_the_block_is_not_whole_its_last_line_is_indented() {
        assert_eq!(
            typed("service A {\n  severity P1 \"x\" {\n    response_time =\n}$0\n"),
            "service A {\n  severity P1 \"x\" {\n    response_time =\n  }\n"
        );
        // Other lines keep what they are aligned with.
        let tiers = "service A {\n  tier a    { timeout = 5m }\n  tier long { timeout = 5m }$0\n";
        assert_eq!(typed(tiers), tiers.replace("$0", ""));
        for text in ["}$0\n", "service A { runbook = ]\n}$0\n", "service A {\n  x = \"}$0\n"] {
            assert_eq!(typed(text), text.replace("$0", ""));
        }
    }

    #[test]
    fn a_text_that_parses_is_laid_out_as_ever() {
        assert_eq!(
            typed("role a {\ntitle = \"A\"\n}$0\nrole b {\ntitle = \"B\"\n}\n"),
            "role a {\n  title = \"A\"\n}\nrole b {\ntitle = \"B\"\n}\n"
        );
    }
}
