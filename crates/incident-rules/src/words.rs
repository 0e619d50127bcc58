//! The words of a text.

use std::cell::OnceCell;

use incident_schema::blocks;
use incident_schema::vocabulary::CHANNEL_KINDS;
use incident_syntax::literal::describe;
use rustc_hash::FxHashSet;

/// The words of a text, gathered when one is asked for: a long text is not gone through for each of its mistakes.
pub(crate) struct Words<'t> {
    text: &'t str,
    all: OnceCell<FxHashSet<&'t str>>,
}

impl<'t> Words<'t> {
    pub(crate) fn of(text: &'t str) -> Self {
        Self { text, all: OnceCell::new() }
    }

    /// Whether a word stands anywhere in the text by itself.
    pub(crate) fn have(&self, word: &str) -> bool {
        let all = || self.text.split(|c| !is_of_word(c)).filter(|word| !word.is_empty()).collect();
        self.all.get_or_init(all).contains(word)
    }

    /// Whether a word is a value of the language, or a name that the text has.
    pub(crate) fn have_value(&self, word: &str) -> bool {
        let is_choice = |row: &incident_schema::Block| {
            let sets = row.keys.iter().filter_map(|key| key.ty.set());
            sets.into_iter().any(|set| set.choice(word).is_some())
        };
        matches!(word, "true" | "false")
            || describe(word).is_some()
            || CHANNEL_KINDS.choice(word).is_some()
            || blocks().any(|(_, row)| is_choice(row))
            || self.have(word)
    }
}

/// Whether a word of the language may hold it.
pub(crate) fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '@' | '#' | ':' | '/' | '+' | '%')
}
