//! Keys and blocks that may stand at a place and do not yet.

use incident_schema::{Block, Key, Kind, Reference, Type, Unique, block, blocks_in, keys_in};

use super::offers::Offers;
use super::site::Behind;
use super::snippet::{self, Known, Snippet, stop_at, words};
use super::{Completion, CompletionKind, fitting};
use crate::signature::header;

pub(crate) fn offer(offers: &mut Offers<'_>, behind: Behind) {
    let site = offers.site;
    let parent = site.parent();
    let beside = site.beside().map(|node| site.outline.word(node));
    let written: Vec<&str> =
        beside.chain(site.entry_behind().map(|at| site.outline.token_text(at))).collect();
    let is_missing = |word: &str| !written.contains(&word);
    let takes_keys = behind != Behind::Header;
    let keys = parent.filter(|_| takes_keys).into_iter().flat_map(keys_in);
    let keys: Vec<&Key> = keys.filter(|key| is_missing(key.name)).collect();
    let takes_blocks = behind != Behind::Equals;
    let kinds = blocks_in(parent).filter(|(kind, row)| {
        // Foreign files are not read yet, and whoever names one is told so.
        takes_blocks && *kind != Kind::Import && has_room(offers, *kind, row, &is_missing)
    });
    let kinds: Vec<Kind> = kinds.map(|(kind, _)| kind).collect();
    let needs = parent.map_or(&[][..], |parent| block(parent).needs);
    let is_needed = |kind: &Kind| needs.contains(kind) && is_missing(block(*kind).name);
    let around = Around::new(offers, behind);
    for key in keys.iter().filter(|key| key.required) {
        add_key(offers, key, behind, &around);
    }
    for kind in kinds.iter().filter(|kind| is_needed(kind)) {
        add_block(offers, *kind, behind, &around);
    }
    for key in keys.iter().filter(|key| !key.required) {
        add_key(offers, key, behind, &around);
    }
    for kind in kinds.iter().filter(|kind| !is_needed(kind)) {
        add_block(offers, *kind, behind, &around);
    }
}

/// What stands before and behind an entry that is put in.
struct Around {
    before: &'static str,
    behind: &'static str,
}

impl Around {
    fn new(offers: &Offers<'_>, behind: Behind) -> Self {
        let site = offers.site;
        let before = if site.line.ends_with(['{', ',']) { " " } else { "" };
        let behind = match behind {
            Behind::Entry if site.begins_line() => "\n",
            Behind::Entry if site.next == Some(' ') => ",",
            Behind::Entry => ", ",
            Behind::Nothing if site.next == Some('}') => " ",
            _ => "",
        };
        Self { before, behind }
    }
}

/// Whether one more of a kind may stand there.
fn has_room(
    offers: &Offers<'_>,
    kind: Kind,
    row: &Block,
    is_missing: &impl Fn(&str) -> bool,
) -> bool {
    match (row.unique, row.labels.first().map(|label| label.ty)) {
        (Unique::One, _) => is_missing(row.name),
        (Unique::Many, _) => true,
        (_, Some(Type::Choice(_))) => !free(offers, kind).is_empty(),
        _ => true,
    }
}

/// The words for the first label of a kind that no other block beside the place has; none where any word is taken.
pub(crate) fn free(offers: &Offers<'_>, kind: Kind) -> Vec<String> {
    let Some(Type::Choice(set)) = block(kind).labels.first().map(|label| label.ty) else {
        return Vec::new();
    };
    let taken = first_labels(offers, kind);
    let words = set.choices.iter().map(|choice| choice.name);
    words.filter(|word| !taken.contains(word)).map(str::to_owned).collect()
}

/// The first labels of the blocks of a kind beside the place.
pub(crate) fn first_labels<'a>(offers: &Offers<'a>, kind: Kind) -> Vec<&'a str> {
    let site = offers.site;
    let word = block(kind).name;
    let alike = site.beside().filter(|node| site.outline.word(node) == word);
    let behind = site.entry_behind().filter(|at| site.outline.token_text(*at) == word);
    let behind = behind.map(|at| site.outline.token_text(at + 1));
    alike.filter_map(|node| site.outline.labels(node).next()).chain(behind).collect()
}

fn add_key(offers: &mut Offers<'_>, key: &'static Key, behind: Behind, around: &Around) {
    let text = match behind {
        Behind::Equals => Snippet::text(key.name),
        _ => {
            let start = format!("{} = ", key.name);
            let unstopped = start.clone();
            value(offers, Snippet::text(start), key).unstopped(unstopped)
        }
    };
    let text = text.within(around.before, around.behind);
    let mut item = Completion::new(CompletionKind::Key, key.name, text);
    let noun = key.ty.noun().replace('`', "");
    item.detail = Some(match (key.required, key.default) {
        (true, _) => format!("{noun}, required"),
        (false, Some(default)) => format!("{noun}, default {default}"),
        (false, None) => noun,
    });
    let parent = offers.site.parent().map_or("", |kind| block(kind).name);
    item.topic = Some(format!("{parent}.{}", key.name));
    offers.add(item);
}

/// A value that may stand there: a name that there is, else the default, else the example.
fn value(offers: &Offers<'_>, start: Snippet, key: &Key) -> Snippet {
    let example = key.default.unwrap_or(key.example);
    let is_list = matches!(key.ty, Type::List(_));
    let known = |reference| offers.names(reference).to_vec();
    let known = Known { names: &known, free: Vec::new() };
    let name = match key.ty.item() {
        Type::Name(reference) => offers.names(reference).first().cloned(),
        Type::TextName(reference) => {
            offers.names(reference).first().map(|name| format!("\"{name}\""))
        }
        _ => None,
    };
    if is_list {
        let items = example.trim_start_matches('[').trim_end_matches(']');
        let items = name.unwrap_or_else(|| fitting::example(offers, key, items));
        return start.then("[").stop(items).then("]");
    }
    let words = words(key.ty, example, &known);
    stop_at(start, name.as_deref().unwrap_or(example), words)
}

fn add_block(offers: &mut Offers<'_>, kind: Kind, behind: Behind, around: &Around) {
    let row = block(kind);
    let text = match behind {
        Behind::Header => Snippet::text(row.name),
        _ => {
            let known = |reference: Reference| offers.names(reference).to_vec();
            snippet::block(kind, &Known { names: &known, free: free(offers, kind) })
        }
    };
    let text = text.within(around.before, around.behind);
    let mut item = Completion::new(CompletionKind::Block, row.name, text);
    item.detail = Some(header(row).0);
    item.topic = Some(row.name.to_owned());
    offers.add(item);
}
