//! Entries, on lines of their own or between commas.

use crate::document::{Body, Comments, EQUALS, Entry, Item, ItemContent, Rest};
use crate::write::Writer;
use crate::write::plan::{Setting, plan};

impl Writer {
    /// Items on lines of their own, each with its line end.
    pub(super) fn items(&mut self, items: &[Item<'_>]) {
        let settings = plan(items, self.indent);
        self.planned += settings.len() as u64;
        for (item, setting) in items.iter().zip(settings) {
            if item.blank_above {
                self.line_break();
            }
            self.begin_line();
            match &item.content {
                ItemContent::Comment(comments) => self.comments(comments),
                ItemContent::Entry(entry) => self.entry(entry, setting),
            }
            self.line_break();
        }
    }

    fn entry(&mut self, entry: &Entry<'_>, setting: Setting) {
        let start = self.text.len();
        self.head(&entry.head);
        let head = entry.head_width.unwrap_or(setting.head);
        match &entry.rest {
            Rest::Nothing => {}
            Rest::Value(value) => {
                self.blanks(setting.head.saturating_sub(head));
                self.equals();
                self.value(value, setting.on_one_line);
            }
            Rest::Body(body) => {
                self.blanks(setting.head.saturating_sub(head) + 1);
                if setting.on_one_line { self.braces_on_one_line(body) } else { self.braces(body) }
            }
        }
        self.comments_in_column(&entry.after, start, setting.whole);
    }

    /// Comments behind what was written from `start` on, which is filled up to so many columns.
    pub(super) fn comments_in_column(
        &mut self,
        comments: &Comments<'_>,
        start: usize,
        columns: usize,
    ) {
        if comments.is_empty() {
            return;
        }
        if columns > 0 {
            let written = self.text.get(start..).map(crate::width::width).unwrap_or_default();
            self.blanks(columns.saturating_sub(written));
        }
        self.comments_behind(comments);
    }

    /// `{`, a line for each item, `}`.
    fn braces(&mut self, body: &Body<'_>) {
        self.push("{");
        self.comments_behind(&body.opener);
        if body.items.is_empty() && body.opener.is_empty() {
            return self.push("}");
        }
        self.line_break();
        self.deeper(|writer| writer.items(&body.items));
        self.begin_line();
        self.push("}");
    }

    /// `{ a = 1, b = 2 }`
    fn braces_on_one_line(&mut self, body: &Body<'_>) {
        self.planned += body.items.len() as u64;
        self.push("{");
        for (number, item) in body.items.iter().enumerate() {
            self.push(if number == 0 { " " } else { ", " });
            match &item.content {
                ItemContent::Comment(comments) => self.comments(comments),
                ItemContent::Entry(entry) => self.entry_on_one_line(entry),
            }
        }
        self.push(if body.items.is_empty() { "}" } else { " }" });
    }

    fn entry_on_one_line(&mut self, entry: &Entry<'_>) {
        self.head(&entry.head);
        match &entry.rest {
            Rest::Nothing => {}
            Rest::Value(value) => {
                self.push(EQUALS);
                self.value(value, true);
            }
            Rest::Body(body) => {
                self.push(" ");
                self.braces_on_one_line(body);
            }
        }
        self.comments_behind(&entry.after);
    }
}
