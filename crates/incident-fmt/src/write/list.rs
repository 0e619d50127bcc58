//! Lists.

use crate::COLUMNS;
use crate::document::{List, ListItem, ListItemContent};
use crate::line_comment::any_is_about_a_line;
use crate::width::joined;
use crate::write::Writer;

impl Writer {
    /// `[a, b]`
    pub(super) fn list_on_one_line(&mut self, list: &List<'_>) {
        self.planned += list.items.len() as u64;
        self.push("[");
        for (number, item) in list.items.iter().enumerate() {
            if number > 0 {
                self.push(", ");
            }
            match &item.content {
                ListItemContent::Comment(comments) => self.comments(comments),
                ListItemContent::Value(value, after) => {
                    self.value(value, true);
                    self.comments_behind(after);
                }
            }
        }
        self.push("]");
    }

    /// A list over several lines: those that it has, or one for each value where it has none.
    pub(super) fn list(&mut self, list: &List<'_>) {
        self.planned += list.items.len() as u64;
        self.push("[");
        self.comments_behind(&list.opener);
        if list.items.is_empty() && list.opener.is_empty() {
            return self.push("]");
        }
        self.line_break();
        self.deeper(|writer| writer.lines(list));
        self.begin_line();
        self.push("]");
    }

    fn lines(&mut self, list: &List<'_>) {
        let lines = lines(list, self.indent);
        let columns = comment_columns(&lines);
        for (line, columns) in lines.iter().zip(columns) {
            if line.items.first().is_some_and(|item| item.blank_above) {
                self.line_break();
            }
            self.begin_line();
            let start = self.text.len();
            let last = line.items.len().saturating_sub(1);
            for (number, item) in line.items.iter().enumerate() {
                match &item.content {
                    ListItemContent::Comment(comments) => self.comments(comments),
                    ListItemContent::Value(value, after) if number < last => {
                        self.value(value, true);
                        self.comments_behind(after);
                        self.push(", ");
                    }
                    ListItemContent::Value(value, after) => {
                        self.value(value, line.width.is_some());
                        self.push(",");
                        self.comments_in_column(after, start, columns);
                    }
                }
            }
            self.line_break();
        }
    }
}

/// What stands on a line of a list over several lines.
struct Line<'i, 't> {
    items: &'i [ListItem<'t>],
    /// Its columns with the comma behind it and without the comments behind that; `None` when it goes
    /// over several lines itself.
    width: Option<usize>,
}

/// The lines of a list that begin with `indent` blanks. A value over several lines has a line of its
/// own, and so has each value of a line that would be too long.
fn lines<'i, 't>(list: &'i List<'t>, indent: usize) -> Vec<Line<'i, 't>> {
    let room = COLUMNS.saturating_sub(indent);
    let was_on_one_line = list.width.is_some();
    let mut lines = Vec::with_capacity(list.items.len());
    let together = |before: &ListItem<'_>, item: &ListItem<'_>| {
        !item.new_line && !was_on_one_line && before.width().is_some() && item.width().is_some()
    };
    let mut pinned_by_above = false;
    for items in list.items.chunk_by(together) {
        let width = line_width(items);
        let pinned = match items.last().map(|item| &item.content) {
            Some(ListItemContent::Comment(comments)) => {
                pinned_by_above |= any_is_about_a_line(comments);
                false
            }
            Some(ListItemContent::Value(_, after)) => {
                std::mem::take(&mut pinned_by_above) || any_is_about_a_line(after)
            }
            None => false,
        };
        if width.is_some_and(|width| pinned || width <= room) {
            lines.push(Line { items, width });
            continue;
        }
        for item in items.chunks(1) {
            let width = line_width(item);
            let broken = width.is_none_or(|width| width > room) && item.iter().any(can_be_broken);
            lines.push(Line { items: item, width: width.filter(|_| !broken) });
        }
    }
    lines
}

fn can_be_broken(item: &ListItem<'_>) -> bool {
    matches!(&item.content, ListItemContent::Value(value, _) if value.can_be_broken())
}

fn line_width(items: &[ListItem<'_>]) -> Option<usize> {
    let (last, before) = items.split_last()?;
    let mut columns = match &last.content {
        ListItemContent::Comment(_) => last.width()?,
        ListItemContent::Value(value, _) => value.width()? + ",".len(),
    };
    for item in before {
        columns += item.width()? + ", ".len();
    }
    Some(columns)
}

/// Whether it is one line, with comments behind it that are part of it.
fn has_comments_behind(line: &Line<'_, '_>) -> bool {
    match line.items.last().map(|item| &item.content) {
        Some(ListItemContent::Value(_, after)) => {
            !after.is_empty() && line.width.is_some() && joined(after).is_some()
        }
        _ => false,
    }
}

/// The columns that each line is filled up to before the comments behind it, so that comments directly
/// below each other stand in one column.
fn comment_columns(lines: &[Line<'_, '_>]) -> Vec<usize> {
    let below = |before: &Line<'_, '_>, line: &Line<'_, '_>| {
        let blank_above = line.items.first().is_some_and(|item| item.blank_above);
        !blank_above && has_comments_behind(before) && has_comments_behind(line)
    };
    let mut columns = Vec::with_capacity(lines.len());
    for row in lines.chunk_by(below) {
        let aligned = row.iter().filter(|line| has_comments_behind(line));
        let widest = aligned.filter_map(|line| line.width).max().unwrap_or_default();
        columns.extend(std::iter::repeat_n(widest, row.len()));
    }
    columns
}
