//! Letters of other alphabets in the language's own words, in names and in channels: `response_timé = 5m`,
//! `slack:#p1-incidénts`.

use incident_analysis::nearest::nearest;
use incident_base::{Change, TextRange, TextSize};
use incident_schema::vocabulary::CHANNEL_KINDS;
use incident_schema::{Type, blocks};

use crate::inside_word::{Around, sets};
use crate::rule::Wording;

/// Whether there is nothing else.
pub(crate) fn are(text: &str) -> bool {
    text.chars().all(|c| !c.is_ascii() && c.is_alphabetic())
}

/// What to say of the word with such letters, and where; `None` where no word is near. `wanted` is what stands at a place.
pub(crate) fn in_word(
    around: &Around<'_>,
    wanted: impl Fn(TextSize) -> Option<Type>,
) -> Option<(TextRange, Wording)> {
    let (word, range) = around.word();
    let (glued, rest) = around.glued();
    let letters = around.there;
    if let Some((kind, target)) = word.split_once(':') {
        let is_channel = glued.contains(':') && CHANNEL_KINDS.choice(kind).is_some();
        let channel = format!("{kind}:\"{target}\"");
        let wording = Wording::new(format!(
            "`{letters}` can stand in the target of a channel only if that is in quotes."
        ));
        let wording = wording.help(format!("Write `{channel}`.")).likely(Change::Replace(channel));
        return is_channel.then_some((range, wording));
    }
    let before = around.before.strip_suffix(glued)?.trim_end();
    let behind = around.behind.get(rest.len()..)?;
    let (what, near) = if before.is_empty() || before.ends_with(['{', ',']) {
        match sets(behind) {
            true => {
                let keys = blocks().flat_map(|(_, row)| row.keys.iter().map(|key| key.name));
                ("key", nearest(&word, keys)?)
            }
            false => ("block", nearest(&word, blocks().map(|(_, row)| row.name))?),
        }
    } else {
        match wanted(range.start())?.item() {
            Type::Choice(set) => {
                (set.name, nearest(&word, set.choices.iter().map(|choice| choice.name))?)
            }
            Type::Channel => {
                ("channel", nearest(&word, CHANNEL_KINDS.choices.iter().map(|choice| choice.name))?)
            }
            _ => return None,
        }
    };
    let wording = Wording::new(format!("No {what} is called `{word}`."))
        .help(format!("Did you mean `{near}`?"))
        .likely(Change::Replace(near));
    Some((range, wording))
}
