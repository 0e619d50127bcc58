//! What is wrong with a file's shape, in words.

use incident_analysis::{Db, SourceFile, Workspace, syntax_errors, wanted};
use incident_base::{Diagnostic, Span, TextRange, TextSize};
use incident_schema::{Type, blocks, is_kind};
use incident_syntax::SyntaxErrorKind;

use crate::bare_text::{BareTexts, is_part};
use crate::inside_word::inside_word;
use crate::reach::{profiles, with_reach};
use crate::rule::{Find, Wording};
use crate::rules::{
    UNQUOTED, of_syntax_error, several_words, word_decimal_comma, word_list_of_blocks,
    word_part_of_text, word_parted_channel, word_parted_span, word_unquoted,
};
use crate::words::Words;

/// What is wrong with a file's shape.
///
/// `texts` are those without quotes, each of which is one mistake in place of those about parts of it.
pub(crate) fn syntax_findings(
    db: &dyn Db,
    workspace: Workspace,
    file: SourceFile,
    texts: &BareTexts,
) -> Vec<Diagnostic> {
    let errors = syntax_errors(db, file);
    let profiles = if errors.is_empty() { Vec::new() } else { profiles(db, workspace, file) };
    let id = file.id(db);
    let words = Words::of(file.text(db));
    let with_reach_at = |diagnostic: Diagnostic, offset: TextSize| {
        // They stand in order, and apart from each other.
        let behind = profiles.partition_point(|(range, _)| range.end() < offset);
        let reach = profiles.get(behind).filter(|(range, _)| range.contains_inclusive(offset));
        with_reach(diagnostic, reach.map_or(&[], |(_, reach)| reach))
    };
    let of_texts = texts.worded(file.text(db)).map(|(range, wording)| {
        with_reach_at(wording.at(UNQUOTED, Span { file: id, range }), range.start())
    });
    let others = errors.iter().enumerate().filter(|(number, _)| !texts.replace(*number));
    let worded = others.map(|(_, error)| {
        let rule = of_syntax_error(&error.kind);
        let mut range = error.range;
        let in_word = inside_word(file.text(db), &words, error, |offset| wanted(db, file, offset));
        let wording = match (&error.kind, &rule.find) {
            _ if let Some((whole, wording)) = in_word => {
                range = whole;
                Some(wording)
            }
            (SyntaxErrorKind::ListWithoutBrackets, _)
                if let Some(whole) = decimal_comma(file.text(db), error.range) =>
            {
                range = whole;
                Some(word_decimal_comma(file.text(db), whole))
            }
            (SyntaxErrorKind::Unexpected { found, expected }, _)
                if found == "`[`"
                    && expected == "`=`"
                    && let Some(kind) = kind_before(file.text(db), error.range.start()) =>
            {
                Some(word_list_of_blocks(kind))
            }
            (SyntaxErrorKind::Unquoted { .. }, _) if is_part(file.text(db), error.range) => {
                Some(word_part_of_text())
            }
            (SyntaxErrorKind::Unquoted { text }, _) => {
                Some(word_unquoted(text, wanted(db, file, error.range.start())))
            }
            (SyntaxErrorKind::PartedLiteral { joined }, Find::Syntax(word))
                if joined.contains('@') =>
            {
                let wanted = wanted(db, file, error.range.start());
                match wanted.is_some_and(|ty| ty.item() == Type::Channel) {
                    true => Some(word_parted_channel(joined)),
                    false => word(&error.kind),
                }
            }
            (SyntaxErrorKind::PartedLiteral { joined }, Find::Syntax(word)) => word(&error.kind)
                .map(|wording| match joined.split_once("..") {
                    Some(ends) => {
                        word_parted_span(wording, ends, wanted(db, file, error.range.start()))
                    }
                    None => wording,
                }),
            (SyntaxErrorKind::SeveralWords { text }, _) => {
                Some(several_words(text, wanted(db, file, error.range.start())))
            }
            (kind, Find::Syntax(word) | Find::Both(word, _)) => word(kind),
            _ => None,
        };
        let wording = wording.unwrap_or_else(|| Wording::new(rule.title));
        let related = wording.related.clone();
        let mut diagnostic = wording.at(rule, Span { file: id, range });
        if let Some(range) = error.related {
            let message = related.unwrap_or_else(|| "see here".to_owned());
            diagnostic = diagnostic.with_related(Span { file: id, range }, message);
        }
        if let SyntaxErrorKind::CutOff { around, .. } = &error.kind {
            for range in around.iter().copied() {
                diagnostic =
                    diagnostic.with_related(Span { file: id, range }, "open at the end, too");
            }
        }
        with_reach_at(diagnostic, error.range.start())
    });
    of_texts.chain(worded).collect()
}

/// `component [`: the kind of block that stands before an offset, which is no key.
fn kind_before(text: &str, offset: TextSize) -> Option<&str> {
    let before = text.get(..offset.into())?.trim_end();
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let word = before.get(before.trim_end_matches(is_part).len()..)?;
    (is_kind(word) && !blocks().any(|(_, row)| row.key(word).is_some())).then_some(word)
}

/// The texts of a file that lack their quotes.
pub(crate) fn texts_without_quotes(db: &dyn Db, file: SourceFile) -> BareTexts {
    BareTexts::of(file.text(db), syntax_errors(db, file), |offset| wanted(db, file, offset))
}

/// `5,5%`, of which the range is the second half: all of it.
fn decimal_comma(text: &str, range: TextRange) -> Option<TextRange> {
    let (start, end) = (usize::from(range.start()), usize::from(range.end()));
    let is_fraction =
        text.get(start..end)?.strip_suffix('%')?.bytes().all(|byte| byte.is_ascii_digit());
    let before = text.get(..start)?.strip_suffix(',')?;
    let whole = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let first = TextSize::try_from(before.len() - whole).ok()?;
    (is_fraction && whole > 0).then(|| TextRange::new(first, range.end()))
}
