//! `incident.toml`: what its keys mean, and what may be typed there.

mod words;

use std::ops::Range;

use incident_analysis::config::{ConfigKey, ConfigValues, KEYS};
use incident_base::{Level, TextRange, TextSize, line_around};
use incident_rules::rules;
use incident_schema::Choice;

use crate::completion::{Completion, CompletionKind, Completions, Snippet};
use crate::hover::Hover;
use words::{Role, Word, words};

/// What is put where the cursor is, so that there is a word.
const MARK: &str = "x";

/// What may be typed at a place.
pub(crate) fn completions(
    text: &str,
    offset: TextSize,
    trigger: Option<char>,
) -> Option<Completions> {
    let at = usize::from(offset);
    let marked = [text.get(..at)?, MARK, text.get(at..)?].concat();
    let all = words(&marked);
    let word = all.iter().find(|word| word.range.start <= at && at < word.range.end)?;
    let whole = word.range.start..word.range.end - MARK.len();
    let others: Vec<&Word> = all.iter().filter(|other| *other != word).collect();
    let is_wanted = match trigger {
        // At a line's beginning it is indentation.
        Some(' ') => word.role == Role::Value,
        Some(':') => false,
        Some('"') => word.is_quoted,
        _ => true,
    };
    let offers = Offers { marked: &marked, word, others };
    let items = match word.role {
        _ if !is_wanted => Vec::new(),
        Role::Key => offers.keys(),
        Role::Header => offers.tables(&ending(&marked, word)),
        Role::Value => offers.values(),
    };
    Some(Completions {
        before: range(whole.start..at)?,
        word: range(whole)?,
        items,
        ..Completions::default()
    })
}

/// What closes a header that is being typed.
fn ending(marked: &str, word: &Word) -> String {
    let behind = marked.get(word.range.end..).unwrap_or_default();
    if behind.starts_with(']') { String::new() } else { "]".to_owned() }
}

struct Offers<'a> {
    marked: &'a str,
    word: &'a Word,
    others: Vec<&'a Word>,
}

impl Offers<'_> {
    fn written(&self, word: &Word) -> &str {
        self.marked.get(word.range.clone()).unwrap_or_default()
    }

    /// Whether a key stands in the file already.
    fn is_given(&self, path: &[String], name: &str) -> bool {
        self.others.iter().any(|other| {
            other.role != Role::Value && other.path == path && self.written(other) == name
        })
    }

    /// Keys of the table, and on a line of its own other tables.
    fn keys(&self) -> Vec<Completion> {
        let path = self.word.path.as_slice();
        let mut items = Vec::new();
        let table = match path {
            [] => Some(KEYS.as_slice()),
            path => ConfigKey::at(path).map(ConfigKey::keys),
        };
        for key in table.into_iter().flatten() {
            match key.name {
                "" => items.extend(self.codes(key)),
                name if !self.is_given(path, name) => items.push(self.key(key)),
                _ => {}
            }
        }
        let line = line_around(self.marked, self.word.range.start);
        let before = self.marked.get(line.start..self.word.range.start).unwrap_or_default();
        let mut below = self
            .others
            .iter()
            .filter(|other| other.role != Role::Value && other.range.start > self.word.range.start);
        // Keys below would become the new table's.
        if before.trim().is_empty() && below.next().is_none_or(|next| next.role == Role::Header) {
            items.extend(self.tables("]").into_iter().map(|table| {
                let header = format!("[{}]", table.label);
                Completion { text: Snippet::text(header.clone()), label: header, ..table }
            }));
        }
        items
    }

    /// A key with its value; where one stands behind it already, alone.
    fn key(&self, key: &'static ConfigKey) -> Completion {
        let name = Snippet::text(key.name);
        Completion {
            detail: Some(key.takes.to_owned()),
            doc: Some(key.doc),
            ..Completion::new(CompletionKind::Key, key.name, self.with_value(name, key))
        }
    }

    /// Keys that are codes: errors stay what they are.
    fn codes(&self, key: &'static ConfigKey) -> Vec<Completion> {
        let settable = rules().iter().filter(|rule| rule.level != Level::Error);
        let codes = settable.map(|rule| (rule.code.to_string(), rule.title));
        let new = codes.filter(|(code, _)| !self.is_given(&self.word.path, code));
        let item = |(code, title): (String, &str)| Completion {
            detail: Some(title.to_owned()),
            doc: Some(key.doc),
            ..Completion::new(
                CompletionKind::Key,
                code.clone(),
                self.with_value(Snippet::text(code), key),
            )
        };
        new.map(item).collect()
    }

    fn with_value(&self, name: Snippet, key: &ConfigKey) -> Snippet {
        let behind = self.marked.get(self.word.range.end..).unwrap_or_default();
        if self.word.is_quoted || behind.trim_start_matches([' ', '\t']).starts_with(['=', '.']) {
            return name;
        }
        let quoted = |word: &Choice| format!("\"{}\"", word.name);
        let name = name.then(" = ");
        match key.values {
            ConfigValues::Word(words) => name.choice(words().iter().map(quoted).collect()),
            ConfigValues::Number(words) => {
                name.choice(words().iter().map(|word| word.name.to_owned()).collect())
            }
            _ => name.stop(key.example),
        }
    }

    /// Tables that have no header.
    fn tables(&self, ending: &str) -> Vec<Completion> {
        let tables = KEYS.iter().filter(|key| !key.keys().is_empty());
        let new = tables.filter(|key| !self.is_given(&[], key.name));
        let item = |key: &&'static ConfigKey| Completion {
            doc: Some(key.doc),
            ..Completion::new(
                CompletionKind::Block,
                key.name,
                Snippet::text(format!("{}{ending}", key.name)),
            )
        };
        new.map(item).collect()
    }

    fn values(&self) -> Vec<Completion> {
        let Some(key) = ConfigKey::at(&self.word.path) else { return Vec::new() };
        let is_other = |one: &&Word| one.role == Role::Value && one.path == self.word.path;
        if !self.word.is_item && self.others.iter().copied().any(|one| is_other(&one)) {
            return Vec::new();
        }
        let is_quoted = self.word.is_quoted;
        let quoted = |word: &str| if is_quoted { word.to_owned() } else { format!("\"{word}\"") };
        let items = |words: Vec<Choice>, text: &dyn Fn(&str) -> String| {
            let item = |word: Choice| Completion {
                doc: Some(word.doc),
                ..Completion::new(CompletionKind::Word, word.name, Snippet::text(text(word.name)))
            };
            words.into_iter().map(item).collect()
        };
        match key.values {
            ConfigValues::Word(words) if !self.word.is_item => items(words(), &quoted),
            ConfigValues::Words(words) if self.word.is_item => {
                let new = |word: &Choice| {
                    let mut others = self.others.iter().filter(|other| is_other(other));
                    !others.any(|other| self.written(other) == word.name)
                };
                items(words().into_iter().filter(new).collect(), &quoted)
            }
            ConfigValues::Number(words) if !is_quoted => items(words(), &str::to_owned),
            ConfigValues::Any | ConfigValues::Words(_) if !is_quoted && !self.word.is_item => {
                let text = Snippet::text(key.example);
                vec![Completion::new(CompletionKind::Value, key.example, text)]
            }
            _ => Vec::new(),
        }
    }
}

/// What stands at a place, in words.
pub(crate) fn hover(text: &str, offset: TextSize) -> Option<Hover> {
    let at = usize::from(offset);
    let all = words(text);
    let word = all.iter().find(|word| word.range.start <= at && at <= word.range.end)?;
    let written = text.get(word.range.clone())?;
    let path: Vec<String> = match word.role {
        Role::Value => word.path.clone(),
        Role::Key | Role::Header => word.path.iter().cloned().chain([written.to_owned()]).collect(),
    };
    let key = ConfigKey::at(&path)?;
    let markdown = match word.role {
        Role::Value => of_word(key, written).unwrap_or_else(|| of_key(key, &path)),
        Role::Key | Role::Header => of_key(key, &path),
    };
    Some(Hover { range: range(word.range.clone())?, markdown })
}

fn of_word(key: &ConfigKey, written: &str) -> Option<String> {
    let words = match key.values {
        ConfigValues::Word(words) | ConfigValues::Words(words) | ConfigValues::Number(words) => {
            words()
        }
        _ => return None,
    };
    let word = words.into_iter().find(|word| word.name == written)?;
    Some(format!("`{}`\n\n{}", word.name, word.doc))
}

fn of_key(key: &ConfigKey, path: &[String]) -> String {
    let name = path.last().map_or(key.name, String::as_str);
    if key.name.is_empty() {
        let rule = rules().iter().find(|rule| rule.code.to_string() == name);
        let title = rule.map(|rule| {
            format!(": {} ({} where nothing is said)", rule.title, rule.level.as_str())
        });
        return format!(
            "`{name}`{}\n\n{}\n\nIt takes {}.",
            title.unwrap_or_default(),
            key.doc,
            key.takes
        );
    }
    let default = key.default.map_or_else(String::new, |default| format!(" (default `{default}`)"));
    format!(
        "`{name}`: {}{default}\n\n{}\n\n```toml\n{name} = {}\n```",
        key.takes, key.doc, key.example
    )
}

fn range(bytes: Range<usize>) -> Option<TextRange> {
    let offset = |at: usize| TextSize::try_from(at).ok();
    Some(TextRange::new(offset(bytes.start)?, offset(bytes.end.max(bytes.start))?))
}

#[cfg(test)]
mod tests;
