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

/// The paragraphs of a longer text, which empty lines separate; with their line breaks, none of them blank.
pub(crate) fn paragraphs(source: &str) -> Vec<String> {
    let mut paragraphs = vec![String::new()];
    for line in source.lines() {
        if one_line(line).is_empty() {
            paragraphs.push(String::new());
        } else if let Some(paragraph) = paragraphs.last_mut() {
            paragraph.push_str(line);
            paragraph.push('\n');
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}
