//! From the document to text.

mod body;
mod list;
mod plan;

use crate::STEP;
use crate::document::{Body, EQUALS, Piece, Scalar, Value, ValueContent};
use crate::long_string::indented;

/// A text whose lines end in LF, and how much was done for it: bytes written and lines planned.
pub(crate) struct Written {
    pub(crate) text: String,
    pub(crate) work: u64,
}

/// Writes a file.
pub(crate) fn file(body: &Body<'_>) -> Written {
    let mut writer = Writer { text: String::new(), indent: 0, planned: 0 };
    writer.items(&body.items);
    let work = writer.text.len() as u64 + writer.planned;
    Written { text: writer.text, work }
}

struct Writer {
    text: String,
    /// Blanks that the current line begins with.
    indent: usize,
    /// Entries and values whose place was decided.
    planned: u64,
}

impl Writer {
    fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn blanks(&mut self, count: usize) {
        self.text.extend(std::iter::repeat_n(' ', count));
    }

    fn line_break(&mut self) {
        self.text.push('\n');
    }

    fn begin_line(&mut self) {
        self.blanks(self.indent);
    }

    /// Does something one level deeper.
    fn deeper(&mut self, write: impl FnOnce(&mut Self)) {
        self.indent += STEP;
        write(self);
        self.indent -= STEP;
    }

    /// Comments with a blank between them.
    fn comments(&mut self, comments: &[&str]) {
        for (number, comment) in comments.iter().enumerate() {
            if number > 0 {
                self.push(" ");
            }
            self.comment(comment);
        }
    }

    /// Comments behind something.
    fn comments_behind(&mut self, comments: &[&str]) {
        if !comments.is_empty() {
            self.push(" ");
            self.comments(comments);
        }
    }

    /// Of a block comment over several lines that all begin with `*`, the stars are put below the first.
    /// Any other stays as it is, since its text may be laid out.
    fn comment(&mut self, comment: &str) {
        let mut lines = comment.split('\n').map(|line| line.trim_end_matches('\r'));
        self.push(lines.next().unwrap_or_default());
        let has_stars = lines.clone().all(|line| line.trim_start().starts_with('*'));
        for line in lines {
            self.line_break();
            if has_stars {
                self.begin_line();
                self.push(" ");
                self.push(line.trim_start());
            } else {
                self.push(line);
            }
        }
    }

    fn scalar(&mut self, scalar: &Scalar<'_>) {
        match scalar {
            Scalar::Word(word) => self.push(word),
            Scalar::Long(text) => {
                let lines = indented(text, self.indent + STEP);
                for (number, line) in lines.iter().enumerate() {
                    if number > 0 {
                        // A carriage return that is text must not become half of a line end.
                        self.push(if self.text.ends_with('\r') { "\r\n" } else { "\n" });
                    }
                    self.push(line);
                }
            }
        }
    }

    fn head(&mut self, head: &[Piece<'_>]) {
        for (number, piece) in head.iter().enumerate() {
            if number > 0 {
                self.push(" ");
            }
            match piece {
                Piece::Comment(comment) => self.comment(comment),
                Piece::Scalar(scalar) => self.scalar(scalar),
            }
        }
    }

    fn equals(&mut self) {
        self.push(EQUALS);
    }

    /// A value; a list on one line only where that is asked for.
    fn value(&mut self, value: &Value<'_>, on_one_line: bool) {
        for comment in &value.before {
            self.comment(comment);
            self.push(" ");
        }
        match &value.content {
            ValueContent::Scalar(scalar) => self.scalar(scalar),
            ValueContent::List(list) if on_one_line => self.list_on_one_line(list),
            ValueContent::List(list) => self.list(list),
        }
    }
}
