//! The words of a TOML text that may be half typed, each with the keys around it.

use std::ops::Range;

/// A word: a bare one, or a string on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// In bytes, a string's without its quotes.
    pub(super) range: Range<usize>,
    /// The keys that lead to it, from the file's own; of a value, its own is the last.
    pub(super) path: Vec<String>,
    pub(super) role: Role,
    /// Whether it stands in quotes.
    pub(super) is_quoted: bool,
    /// Whether it stands in a list.
    pub(super) is_item: bool,
}

/// What a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A key, or a part of one before a `.`.
    Key,
    /// The name of a table between `[` and `]` on a line of its own.
    Header,
    Value,
}

/// All words in their order. What stands in comments is none.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut reader =
        Reader { text, at: 0, table: Vec::new(), open: vec![Level::default()], words: Vec::new() };
    while reader.at < text.len() {
        reader.step();
    }
    reader.words
}

/// What stands between brackets, or on a line outside of all.
#[derive(Default)]
struct Level {
    /// The key that is being read, or whose value is.
    key: Vec<String>,
    is_value: bool,
    is_list: bool,
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    table: Vec<String>,
    open: Vec<Level>,
    words: Vec<Word>,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn level(&mut self) -> Option<&mut Level> {
        self.open.last_mut()
    }

    fn step(&mut self) {
        let Some(next) = self.rest().chars().next() else { return self.at = self.text.len() };
        let is_outside = self.open.len() == 1;
        let is_value = self.open.last().is_some_and(|level| level.is_value);
        match next {
            '#' => self.at += self.rest().find('\n').unwrap_or(self.rest().len()),
            '"' | '\'' => return self.string(next),
            '[' if is_outside && !is_value => return self.header(),
            '[' | '{' => self.open.push(Level {
                key: Vec::new(),
                is_value: next == '[',
                is_list: next == '[',
            }),
            ']' | '}' if !is_outside => {
                self.open.pop();
            }
            '=' => {
                if let Some(level) = self.level() {
                    level.is_value = true;
                }
            }
            ',' | '\n' if is_outside == (next == '\n') => {
                if let Some(level) = self.level().filter(|level| !level.is_list) {
                    *level = Level::default();
                }
            }
            letter if is_bare(letter) => {
                let length = self.rest().find(|it| !is_bare(it)).unwrap_or(self.rest().len());
                let range = self.at..self.at + length;
                self.at = range.end;
                return self.word(range, false);
            }
            _ => {}
        }
        if next != '#' {
            self.at += next.len_utf8();
        }
    }

    /// Between quotes, or to the line's end.
    fn string(&mut self, quote: char) {
        let long = [quote; 3].iter().collect::<String>();
        if self.rest().starts_with(&long) {
            let behind = self.rest().get(3..).and_then(|inside| inside.find(&long));
            self.at = behind.map_or(self.text.len(), |length| self.at + length + 6);
            return;
        }
        let start = self.at + 1;
        let mut is_escaped = false;
        let inside = self.text.get(start..).unwrap_or_default();
        let end = inside.find(|letter| {
            let ends = !is_escaped && letter == quote || letter == '\n';
            is_escaped = !is_escaped && letter == '\\' && quote == '"';
            ends
        });
        let end = start + end.unwrap_or(inside.len());
        let is_closed = self.text.get(end..).is_some_and(|rest| rest.starts_with(quote));
        self.at = end + usize::from(is_closed);
        self.word(start..end, true);
    }

    fn word(&mut self, range: Range<usize>, is_quoted: bool) {
        let written = self.text.get(range.clone()).unwrap_or_default().to_owned();
        let path = self.table.iter().chain(self.open.iter().flat_map(|level| &level.key));
        let path = path.cloned().collect();
        let Some(level) = self.open.last_mut() else { return };
        let role = if level.is_value { Role::Value } else { Role::Key };
        let is_item = level.is_list;
        if role == Role::Key {
            level.key.push(written);
        }
        self.words.push(Word { range, path, role, is_quoted, is_item });
    }

    /// `[a.b]`
    fn header(&mut self) {
        let end = self.rest().find('\n').unwrap_or(self.rest().len());
        let line = self.rest().get(..end).unwrap_or_default();
        let closing = line.find(']').unwrap_or(line.find('#').unwrap_or(end));
        let names = line.get(..closing).unwrap_or_default();
        let (mut path, mut at) = (Vec::new(), self.at);
        for part in names.split_inclusive(['.', '[']) {
            let name = part.trim_end_matches(['.', '[']);
            let blanks = name.len() - name.trim_start().len();
            let name = name.trim();
            let range = at + blanks..at + blanks + name.len();
            at += part.len();
            if !name.is_empty() {
                let role = Role::Header;
                let around = path.clone();
                path.push(name.to_owned());
                self.words.push(Word {
                    range,
                    path: around,
                    role,
                    is_quoted: false,
                    is_item: false,
                });
            }
        }
        self.table = path;
        self.at += closing;
        if self.rest().starts_with(']') {
            self.at += 1;
        }
    }
}

fn is_bare(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let shown = |word: Word| {
            let role = match word.role {
                Role::Key => "key",
                Role::Header => "header",
                Role::Value if word.is_item => "item",
                Role::Value => "value",
            };
            format!("{role} {} {:?}", word.path.join("."), &text[word.range])
        };
        words(text).into_iter().map(shown).collect()
    }

    #[test]
    fn each_word_has_the_keys_around_it() {
        let text = "out = \"a # b\" # c\nlist = [\n  'x', # y\n  2026-01-02 ]\ncachet.version = 2\n[levels]\nINC138 = \"no\n[a . b]\n\
                    t = { c = [1], d.e = 'f' }\n";
        assert_eq!(
            shown(text),
            [
                "key  \"out\"",
                "value out \"a # b\"",
                "key  \"list\"",
                "item list \"x\"",
                "item list \"2026-01-02\"",
                "key  \"cachet\"",
                "key cachet \"version\"",
                "value cachet.version \"2\"",
                "header  \"levels\"",
                "key levels \"INC138\"",
                "value levels.INC138 \"no\"",
                "header  \"a\"",
                "header a \"b\"",
                "key a.b \"t\"",
                "key a.b.t \"c\"",
                "item a.b.t.c \"1\"",
                "key a.b.t \"d\"",
                "key a.b.t.d \"e\"",
                "value a.b.t.d.e \"f\"",
            ]
        );
    }

    #[test]
    fn whatever_stands_there_comes_to_an_end() {
        for text in [
            "[",
            "]",
            "}",
            "=",
            "\"",
            "'''",
            "a = [",
            "a = {b",
            "[[a]]",
            "a = \"\\",
            "é = ü\r\n,,",
            "\u{1F525}",
        ] {
            let end = words(text).last().map_or(0, |word| word.range.end);
            assert!(end <= text.len(), "{text}");
        }
    }
}
