//! Marks inside of a word: `requires_post/mortem = false`, `slack:#inci;dents`, `[team lead]`.
//!
//! Each was found by itself, as what it would be between two words. That it parts two words is not certain here: a key
//! struck it in one of the language's words more often than not.

use incident_analysis::meant;
use incident_base::{Change, TextRange, TextSize};
use incident_schema::vocabulary::CHANNEL_KINDS;
use incident_schema::{Type, blocks, is_kind};
use incident_syntax::{SyntaxError, SyntaxErrorKind};

use crate::foreign_letters;
use crate::rule::Wording;
use crate::words::{Words, is_of_word};

/// Longer words are not looked for: not the whole of a long line is looked at for each of its errors.
const MOST: usize = 200;

/// What to say of an error inside of a word, and where; `None` for any other. `wanted` is what stands at the error.
pub(crate) fn inside_word(
    text: &str,
    words: &Words<'_>,
    error: &SyntaxError,
    wanted: impl Fn(TextSize) -> Option<Type>,
) -> Option<(TextRange, Wording)> {
    let around = Around::of(text, error.range)?;
    match &error.kind {
        SyntaxErrorKind::Unquoted { text } if text.contains('/') && !text.contains("://") => {
            around.slash(text)
        }
        SyntaxErrorKind::StrayCharacters { text, instead: Some(",") } if text == ";" => {
            around.semicolon()
        }
        SyntaxErrorKind::StrayCharacters { text, instead: None } if text == ";" => {
            around.semicolon_in_name()
        }
        SyntaxErrorKind::StrayCharacters { text, .. } if text == "(#" => {
            around.channel_in_parentheses()
        }
        SyntaxErrorKind::ColonForEquals { glued: true, .. } => around.colon(),
        SyntaxErrorKind::Unexpected { found, expected }
            if found == "`=`" && expected == "`{` or a line end" =>
        {
            around.equals().or_else(|| around.kind_with_equals())
        }
        SyntaxErrorKind::StrayCharacters { text, instead: None } if foreign_letters::are(text) => {
            foreign_letters::in_word(&around, wanted)
        }
        SyntaxErrorKind::Surplus { text: "," } => around.second_label(),
        SyntaxErrorKind::Unexpected { found, expected }
            if found.starts_with("the name") && expected == "`,` or `]`" =>
        {
            match wanted(error.range.start())?.item() {
                Type::Name(_) => around.two_words(words),
                _ => None,
            }
        }
        _ => None,
    }
}

/// What stands beside an error on its line.
pub(crate) struct Around<'t> {
    pub(crate) before: &'t str,
    pub(crate) there: &'t str,
    pub(crate) behind: &'t str,
    range: TextRange,
}

impl<'t> Around<'t> {
    fn of(text: &'t str, range: TextRange) -> Option<Self> {
        let there = text.get(range.start().into()..range.end().into())?;
        let (before, behind) = (text.get(..range.start().into())?, text.get(range.end().into()..)?);
        let length = before.bytes().rev().take(MOST).position(|byte| byte == b'\n');
        let start =
            before.len() - length.or_else(|| (before.len() < MOST).then_some(before.len()))?;
        let length = behind.bytes().take(MOST).position(|byte| matches!(byte, b'\n' | b'\r'));
        let end = length.or_else(|| (behind.len() < MOST).then_some(behind.len()))?;
        Some(Self { before: before.get(start..)?, there, behind: behind.get(..end)?, range })
    }

    /// The parts of the word that are glued to it.
    pub(crate) fn glued(&self) -> (&'t str, &'t str) {
        let before = self.before.rfind(|c| !is_of_word(c)).map_or(0, |at| {
            at + self.before.get(at..).and_then(|it| it.chars().next()).map_or(1, char::len_utf8)
        });
        let behind = self.behind.find(|c| !is_of_word(c)).unwrap_or(self.behind.len());
        (
            self.before.get(before..).unwrap_or_default(),
            self.behind.get(..behind).unwrap_or_default(),
        )
    }

    /// The whole word, and where it stands.
    pub(crate) fn word(&self) -> (String, TextRange) {
        let (before, behind) = self.glued();
        let range = TextRange::new(
            self.range.start() - TextSize::of(before),
            self.range.end() + TextSize::of(behind),
        );
        (format!("{before}{}{behind}", self.there), range)
    }

    /// `requires_post/mortem = false`, `slack:#incidents-lo/w`
    fn slash(&self, text: &str) -> Option<(TextRange, Wording)> {
        let (before, _) = self.glued();
        if before.contains(':') && text.starts_with('/') {
            let (word, range) = self.word();
            let wording = Wording::new(format!("`{word}` is no channel: a name has no `/`."));
            let help = "Write the name as the provider has it. A target that is a URL stands in quotes, as in \
                        `webhook:\"https://…\"`.";
            return Some((range, wording.help(help)));
        }
        let begins = self.before.trim_end();
        let begins_entry = begins.is_empty() || begins.ends_with(['{', ',']);
        if let Some(word) = text.strip_prefix('/').filter(|_| begins_entry)
            && (sets(self.behind) || is_kind(word))
        {
            let wording = Wording::new("`/` means nothing here.")
                .help("Remove it. A comment starts with `//`.");
            return Some((TextRange::at(self.range.start(), TextSize::of('/')), wording));
        }
        let is_key = begins_entry && sets(self.behind) && !text.starts_with(['/', '.', '~']);
        is_key.then(|| (self.range, no_key(text)))
    }

    /// `[a;b]`: two values, unless it is one with a slip in it.
    fn semicolon(&self) -> Option<(TextRange, Wording)> {
        let (before, behind) = self.glued();
        let are_whole = [before, behind].iter().all(|part| part.contains(['@', ':']));
        if before.is_empty() || behind.is_empty() || are_whole {
            return None;
        }
        let wording = Wording::new("`;` means nothing here.")
            .help("Write `,` if these are two values. A name has no `;`.")
            .likely(Change::Replace(",".to_owned()));
        Some((self.range, wording))
    }

    /// `tier onca;l`: what stands there without the `;` is another name than with a letter in its place.
    fn semicolon_in_name(&self) -> Option<(TextRange, Wording)> {
        self.no_name("Remove the `;`, and look whether a letter or a `-` is meant by it.")
    }

    /// `slack(#p1-incidents)`
    fn channel_in_parentheses(&self) -> Option<(TextRange, Wording)> {
        let (kind, name) = self.glued();
        CHANNEL_KINDS.choice(kind)?;
        let range = self.word().1;
        let rest = self.behind.get(name.len()..)?;
        let end = if rest.starts_with(')') { TextSize::of(')') } else { TextSize::new(0) };
        let channel = format!("{kind}:#{name}");
        let wording = Wording::new("The target of a channel stands behind a `:`.")
            .help(format!("Write `{channel}`."))
            .likely(Change::Replace(channel));
        Some((TextRange::new(range.start(), range.end() + end), wording))
    }

    /// `requires_post:mortem = false`
    fn colon(&self) -> Option<(TextRange, Wording)> {
        let (before, behind) = self.glued();
        let (word, range) = self.word();
        let rest = self.behind.get(behind.len()..)?;
        (!before.is_empty() && !behind.is_empty() && sets(rest)).then(|| (range, no_key(&word)))
    }

    /// `tier vp-enginee=ring {`
    fn equals(&self) -> Option<(TextRange, Wording)> {
        self.no_name("Blocks take no `=`, and a name has none in it.")
    }

    /// The mark parts a word that should be a name.
    fn no_name(&self, help: &str) -> Option<(TextRange, Wording)> {
        let (before, behind) = self.glued();
        if before.is_empty() || behind.is_empty() {
            return None;
        }
        let (word, range) = self.word();
        let message = format!("`{word}` is no name: names have letters, digits, `-` and `_`.");
        Some((range, Wording::new(message).help(help)))
    }

    /// `escalation_polcy search = {`
    fn kind_with_equals(&self) -> Option<(TextRange, Wording)> {
        let header = self.before.trim_start();
        let word = header.split([' ', '\t']).next()?;
        if blocks().any(|(_, row)| row.name == word || row.key(word).is_some()) {
            return None;
        }
        let near = meant(word, blocks().map(|(_, row)| row.name))?;
        let labels = header.get(word.len()..)?.trim_end();
        let range = TextRange::new(self.range.start() - TextSize::of(header), self.range.end());
        let header = format!("{near}{labels}");
        let wording = Wording::new(format!("No block is called `{word}`, and blocks take no `=`."))
            .help(format!("Did you mean `{header} {{`?"))
            .likely(Change::Replace(header));
        Some((range, wording))
    }

    /// `component "A", "B"`
    fn second_label(&self) -> Option<(TextRange, Wording)> {
        let are_texts = self.before.ends_with('"') && self.behind.trim_start().starts_with('"');
        let header = self.before.rsplit(['{', '}', ',']).next()?.trim_start();
        let kind = header.split([' ', '\t', '"']).next()?;
        let (_, row) = blocks().find(|(_, row)| row.name == kind)?;
        let [_] = row.labels else { return None };
        let wording = Wording::new(format!("One `{kind}` has one label."))
            .help(format!("Write `{kind}` before the second as well."))
            .likely(Change::Replace(format!(", {kind}")));
        are_texts.then_some((self.range, wording))
    }

    /// `[team lead]` where names stand: two of them, or one.
    fn two_words(&self, words: &Words<'_>) -> Option<(TextRange, Wording)> {
        let first = self.before.trim_end_matches([' ', '\t']);
        let start = first.rfind(|c| !is_of_word(c)).map_or(0, |at| at + 1);
        let first = first.get(start..).filter(|first| !first.is_empty())?;
        let blanks = self.before.len() - start - first.len();
        let range = TextRange::new(
            self.range.start() - TextSize::try_from(first.len() + blanks).ok()?,
            self.range.end(),
        );
        let name = format!("{first}-{}", self.there);
        let wording =
            Wording::new(format!("A name is one word, and `{first} {}` is two.", self.there));
        Some((
            range,
            match words.have(&name) {
                true => wording.help(format!("Write `{name}`.")).likely(Change::Replace(name)),
                false => wording.help(format!(
                    "Write `{name}` if it is one, `{first}, {}` if these are two.",
                    self.there
                )),
            },
        ))
    }
}

fn no_key(word: &str) -> Wording {
    Wording::new(format!("`{word}` is no key: keys have letters, digits and `_`."))
        .help("Write the key as it is called, and `=` behind it.")
}

/// Whether what stands behind a word sets a key.
pub(crate) fn sets(behind: &str) -> bool {
    let behind = behind.trim_start_matches([' ', '\t']);
    behind.starts_with('=') && !behind.starts_with("==")
}
