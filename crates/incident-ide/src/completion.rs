//! What may be typed at a place.

mod entries;
mod fitting;
mod literals;
mod mentioned;
mod names;
mod offers;
pub(crate) mod outline;
pub(crate) mod site;
mod snippet;
#[cfg(test)]
mod tests;
pub(crate) mod topic;
mod typed;
mod values;

use incident_base::{FileId, TextRange, TextSize};
pub use snippet::{BlockSnippet, Snippet, block_snippets};
pub use topic::{is_name, word_doc};

use crate::Analysis;
use crate::config;
use offers::Offers;
use site::{Form, Place, Site};
use typed::Quotes;

/// What may be typed at a place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completions {
    /// The part before the place of the word that stands there.
    pub before: TextRange,
    /// The whole word that stands there; what is chosen takes its place.
    pub word: TextRange,
    /// The blanks that the line begins with: further lines of what is chosen begin with them too.
    pub indent: String,
    /// The likeliest first.
    pub items: Vec<Completion>,
    /// Whether there is more for those who type on.
    pub is_incomplete: bool,
}

/// Something that may be typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What it is called.
    pub label: String,
    /// What it is.
    pub kind: CompletionKind,
    /// A few words about it.
    pub detail: Option<String>,
    /// What it is found by, where that is not its label.
    pub filter: Option<String>,
    /// What takes the word's place.
    pub text: Snippet,
    /// A sentence about it.
    pub doc: Option<&'static str>,
    /// What [`word_doc`] tells more about, or, where it [is a name](is_name), [`Analysis::name_doc`].
    pub topic: Option<String>,
}

/// Sorts of what may be typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompletionKind {
    /// A key.
    Key,
    /// A block.
    Block,
    /// A word of a set.
    Word,
    /// Something declared elsewhere.
    Name,
    /// A person.
    Person,
    /// A means of telling somebody.
    Channel,
    /// A string that is known.
    Text,
    /// Any other value.
    Value,
}

/// What may be typed at a place. `trigger` is the character that somebody typed, when nothing else asks for it.
pub(crate) fn of(
    analysis: &Analysis,
    file: FileId,
    offset: TextSize,
    trigger: Option<char>,
) -> Completions {
    let nothing = TextRange::empty(offset);
    let nothing = Completions { before: nothing, word: nothing, ..Completions::default() };
    if analysis.is_config(file) {
        return config::completions(analysis.text(file), offset, trigger).unwrap_or(nothing);
    }
    let Some(site) = Site::find(analysis, file, offset) else { return nothing };
    if !is_wanted(&site, trigger) {
        return nothing;
    }
    let mut offers = Offers::new(analysis, file, &site);
    match site.place {
        Place::Entry(behind) if site.quotes == Quotes::None => entries::offer(&mut offers, behind),
        Place::Label(kind, position) => values::of_label(&mut offers, kind, position),
        Place::Value(parent, key, form) => values::of_key(&mut offers, parent, key, form),
        Place::Entry(_) | Place::Nothing => {}
    }
    let blanks = site.line.len() - site.line.trim_start().len();
    Completions {
        before: TextRange::new(site.word.start(), offset),
        word: site.word,
        indent: site.line.get(..blanks).unwrap_or_default().to_owned(),
        items: offers.items,
        is_incomplete: offers.is_incomplete,
    }
}

/// Whether somebody who typed such a character waits for something. A blank at a line's beginning is indentation.
fn is_wanted(site: &Site, trigger: Option<char>) -> bool {
    let is_item = matches!(site.place, Place::Value(_, _, Form::Item(_)));
    match trigger {
        Some(' ') => site.place != Place::Nothing && !site.begins_line() || is_item,
        Some(',') => is_item || matches!(site.place, Place::Entry(_)) && !site.begins_line(),
        Some('[') => is_item,
        Some('=') => matches!(site.place, Place::Value(_, _, Form::Equals)),
        Some('"') => site.quotes != Quotes::None,
        Some(':') => site.prefix.ends_with(':') && matches!(site.place, Place::Value(..)),
        _ => true,
    }
}
