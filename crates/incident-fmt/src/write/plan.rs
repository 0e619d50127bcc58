//! Which entries of a body stand on one line, and what is aligned in them.
//!
//! A run is a row of attributes, or of blocks of one kind, that stand on one line each, with nothing
//! between them: no blank line, no comment, nothing over several lines.

use std::ops::Range;

use crate::COLUMNS;
use crate::document::{EQUALS, Entry, Item, ItemContent, Rest};
use crate::line_comment::any_is_about_a_line;
use crate::width::joined;

/// How an entry is set.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Setting {
    /// All of it is on one line.
    pub(super) on_one_line: bool,
    /// The columns that its head is filled up to.
    pub(super) head: usize,
    /// The columns that the whole is filled up to before comments behind it.
    pub(super) whole: usize,
}

/// The setting of each item, comments included, whose lines begin with `indent` blanks.
pub(super) fn plan(items: &[Item<'_>], indent: usize) -> Vec<Setting> {
    let mut settings = vec![Setting::default(); items.len()];
    let pinned = pinned(items);
    for run in rows(items, |item, before| same_run(item, before)) {
        set_run(items, &pinned, &mut settings, run, indent);
    }
    for (item, setting) in items.iter().zip(&mut settings) {
        let own = head(item).unwrap_or_default();
        setting.head = setting.head.max(own);
    }
    let lines: Vec<Option<usize>> = items
        .iter()
        .zip(&settings)
        .map(|(item, setting)| before_comments(item, *setting))
        .collect();
    align_comments(items, &lines, &mut settings);
    settings
}

/// Splits items into rows: an item is in the row of the one before it when `goes_on` says so.
fn rows<'i, 't>(
    items: &'i [Item<'t>],
    goes_on: impl Fn(&Item<'t>, &Item<'t>) -> bool,
) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    items.iter().enumerate().filter_map(move |(at, item)| {
        let next = items.get(at + 1);
        if next.is_some_and(|next| goes_on(next, item)) {
            return None;
        }
        let row = start..at + 1;
        start = row.end;
        Some(row)
    })
}

/// Sorts of entries that are aligned with each other.
#[derive(PartialEq, Eq)]
enum Sort<'t> {
    Attribute,
    Block(&'t str),
}

/// Which sort an entry that stands on one line is.
fn sort<'t>(item: &Item<'t>) -> Option<Sort<'t>> {
    let entry = entry(item)?;
    entry.head_width?;
    joined(&entry.after)?;
    match &entry.rest {
        Rest::Nothing => Some(Sort::Block(entry.name)),
        Rest::Value(value) => value.width().map(|_| Sort::Attribute),
        Rest::Body(body) => body.width.map(|_| Sort::Block(entry.name)),
    }
}

fn entry<'i, 't>(item: &'i Item<'t>) -> Option<&'i Entry<'t>> {
    match &item.content {
        ItemContent::Entry(entry) => Some(entry),
        ItemContent::Comment(_) => None,
    }
}

fn same_run(item: &Item<'_>, before: &Item<'_>) -> bool {
    let own = (!item.blank_above).then(|| sort(item)).flatten();
    own.is_some() && own == sort(before)
}

/// Which items a comment is about whose line they are.
fn pinned(items: &[Item<'_>]) -> Vec<bool> {
    let mut above = false;
    let pinned = items.iter().map(|item| match &item.content {
        ItemContent::Comment(comments) => {
            above |= any_is_about_a_line(comments);
            false
        }
        ItemContent::Entry(entry) => {
            std::mem::take(&mut above) || any_is_about_a_line(&entry.after)
        }
    });
    pinned.collect()
}

/// Breaks what does not fit when all of the run is aligned, and aligns the rest.
fn set_run(
    items: &[Item<'_>],
    pinned: &[bool],
    settings: &mut [Setting],
    run: Range<usize>,
    indent: usize,
) {
    let pinned = pinned.get(run.clone()).unwrap_or_default();
    let (Some(items), Some(settings)) = (items.get(run.clone()), settings.get_mut(run)) else {
        return;
    };
    let widest = items.iter().filter_map(aligned_head).max().unwrap_or_default();
    for ((item, pinned), setting) in items.iter().zip(pinned).zip(&mut *settings) {
        setting.on_one_line = sort(item).is_some() && (*pinned || fits(item, indent + widest));
    }
    let mut rest = items.iter().zip(settings).peekable();
    while rest.peek().is_some() {
        // What was broken ends the run, as it will the next time.
        let mut row = Vec::new();
        while let Some(next) = rest.next_if(|(_, setting)| setting.on_one_line) {
            row.push(next);
        }
        let widest = row.iter().filter_map(|(item, _)| aligned_head(item)).max();
        for (item, setting) in row {
            setting.head = aligned_head(item).and(widest).unwrap_or_default();
        }
        while rest.next_if(|(_, setting)| !setting.on_one_line).is_some() {}
    }
}

/// The columns of a head that something stands behind.
fn aligned_head(item: &Item<'_>) -> Option<usize> {
    let entry = entry(item)?;
    if matches!(entry.rest, Rest::Nothing) { None } else { entry.head_width }
}

fn head(item: &Item<'_>) -> Option<usize> {
    entry(item)?.head_width
}

/// Whether an entry whose head, with the indentation, takes so many columns fits on its line, or could
/// not be broken.
fn fits(item: &Item<'_>, head: usize) -> bool {
    let Some(entry) = entry(item) else { return true };
    match &entry.rest {
        Rest::Nothing => true,
        Rest::Value(value) => {
            let width = head + EQUALS.len() + value.width().unwrap_or_default();
            width <= COLUMNS || !value.can_be_broken()
        }
        Rest::Body(body) => {
            let width = head + 1 + body.width.unwrap_or_default();
            width <= COLUMNS || body.items.is_empty()
        }
    }
}

/// The columns of an entry on one line, without the comments behind it, where there are some.
fn before_comments(item: &Item<'_>, setting: Setting) -> Option<usize> {
    let entry = entry(item).filter(|entry| setting.on_one_line && !entry.after.is_empty())?;
    Some(match &entry.rest {
        Rest::Nothing => entry.head_width?,
        Rest::Value(value) => setting.head + EQUALS.len() + value.width()?,
        Rest::Body(body) => setting.head + 1 + body.width?,
    })
}

/// Comments behind entries on lines directly below each other stand below each other.
fn align_comments(items: &[Item<'_>], lines: &[Option<usize>], settings: &mut [Setting]) {
    let mut start = 0;
    for end in 1..=items.len() {
        let goes_on = items.get(end).is_some_and(|item| !item.blank_above)
            && lines.get(end).copied().flatten().is_some()
            && lines.get(end - 1).copied().flatten().is_some();
        if goes_on {
            continue;
        }
        let row = start..end;
        let widest = lines.get(row.clone()).into_iter().flatten().flatten().max();
        for setting in settings.get_mut(row).into_iter().flatten() {
            setting.whole = widest.copied().unwrap_or_default();
        }
        start = end;
    }
}
