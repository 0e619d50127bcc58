//! Lines that are said in more than one format: their words, and which of them are more than words.

use crate::markdown::one_line;

/// Pieces of one line, in order.
pub(crate) type Phrase = Vec<Piece>;

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Wording of the guide's own, in which nothing comes from the source.
    Said(String),
    /// Words in which something comes from the source.
    Text(String),
    /// An e-mail address.
    Email(String),
    /// A telephone number or a role, whichever the source has after `phone` and `sms`.
    Phone(String),
    /// What is typed or looked for as it stands.
    Code(String),
    /// A runbook: a link with this label where it is an address; else the word runbook and where it is.
    Runbook {
        /// The link's words.
        label: &'static str,
        /// An address or a path.
        place: String,
    },
}

impl Piece {
    /// Wording of the guide's own.
    pub(crate) fn said(words: impl Into<String>) -> Self {
        Self::Said(words.into())
    }

    /// Words in which something comes from the source.
    pub(crate) fn text(words: impl Into<String>) -> Self {
        Self::Text(words.into())
    }
}

/// The words of a phrase without anything that marks them.
pub(crate) fn plain(phrase: &[Piece]) -> String {
    let words = phrase.iter().map(|piece| match piece {
        Piece::Said(words)
        | Piece::Text(words)
        | Piece::Email(words)
        | Piece::Phone(words)
        | Piece::Code(words) => words.as_str(),
        Piece::Runbook { label, .. } => label,
    });
    words.collect()
}

/// A part of a longer text. Its words keep their line breaks; none is blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Block {
    /// Lines that belong together.
    Paragraph(String),
    /// Lines that somebody marked as points.
    List {
        /// Whether they are counted, from 1.
        ordered: bool,
        /// What stands behind the marks.
        items: Vec<String>,
    },
}

/// A longer text as people write it into comments: empty lines separate paragraphs, lines that begin with `-`, `*`,
/// or `1.` and so on are lists. Nothing else in it means anything.
pub(crate) fn blocks(source: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut after_blank = true;
    for line in source.lines() {
        let is_blank = one_line(line).is_empty();
        if !is_blank {
            match blocks.last_mut() {
                Some(Block::List { ordered, items })
                    if point(line, *ordered, items.len() + 1).is_some() =>
                {
                    let words = point(line, *ordered, items.len() + 1).unwrap_or(line);
                    items.push(words.to_owned());
                }
                last => match (point(line, false, 1), point(line, true, 1), last) {
                    (Some(words), ..) => blocks.push(list(false, words)),
                    (None, Some(words), _) => blocks.push(list(true, words)),
                    (None, None, Some(Block::Paragraph(words))) if !after_blank => {
                        continue_with(words, line)
                    }
                    (None, None, Some(Block::List { items, .. })) if !after_blank => {
                        if let Some(words) = items.last_mut() {
                            continue_with(words, line);
                        }
                    }
                    (None, None, _) => blocks.push(Block::Paragraph(line.to_owned())),
                },
            }
        }
        after_blank = is_blank;
    }
    blocks
}

fn list(ordered: bool, first: &str) -> Block {
    Block::List { ordered, items: vec![first.to_owned()] }
}

fn continue_with(words: &mut String, line: &str) {
    words.push('\n');
    words.push_str(line);
}

/// What stands behind the mark of a point of a list, `number` in an ordered one. A year at the start of a line is no
/// such number.
fn point(line: &str, ordered: bool, number: usize) -> Option<&str> {
    let line = line.trim_start();
    let words = if ordered {
        // Some count `1.` each time.
        let numbers = [number.to_string(), "1".to_owned()];
        numbers
            .iter()
            .find_map(|number| line.strip_prefix(number.as_str())?.strip_prefix(['.', ')']))?
    } else {
        line.strip_prefix(['-', '*', '+', '•'])?
    };
    let words = words.strip_prefix([' ', '\t'])?;
    (!one_line(words).is_empty()).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(words: &str) -> Block {
        Block::Paragraph(words.to_owned())
    }

    fn points(ordered: bool, items: &[&str]) -> Block {
        Block::List { ordered, items: items.iter().map(|item| (*item).to_owned()).collect() }
    }

    #[test]
    fn empty_lines_separate_paragraphs() {
        assert_eq!(
            blocks("One\ntwo.\n\n \nThree.\n"),
            [paragraph("One\ntwo."), paragraph("Three.")]
        );
        assert_eq!(blocks(" \n"), []);
    }

    #[test]
    fn marked_lines_are_points_of_a_list() {
        assert_eq!(
            blocks(
                "Known:\n- the gateway\n  times out\n\n* refunds\n1. Wait.\n2) Call.\nThem.\n\nEnd."
            ),
            [
                paragraph("Known:"),
                points(false, &["the gateway\n  times out", "refunds"]),
                points(true, &["Wait.", "Call.\nThem."]),
                paragraph("End."),
            ]
        );
    }

    #[test]
    fn what_is_no_mark_is_words() {
        for words in ["-", "-5 degrees", "2019. A year", "--- a", "1.5 million", "*bold*"] {
            assert_eq!(blocks(words), [paragraph(words)]);
        }
        assert_eq!(blocks("1. a\n7. b\n\n1. c"), [points(true, &["a\n7. b", "c"])]);
    }
}
