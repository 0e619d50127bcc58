//! Reading a text again after an edit: only the entries that the edit touches.
//!
//! Entries of the top level can be read by themselves where nothing is wrong: brackets that balance are not repaired,
//! and no comment or string reaches from one entry into the next. So when a text without errors is edited, the entries
//! before the edit stay, those behind it move, and only what is between is read. Where that has errors, they may
//! reach further, and all of the text is read; so it is where not all entries were kept.

use std::sync::Arc;

use incident_base::{NodeId, TextRange, TextSize};
use incident_syntax::tree::Item;

use crate::parsed::Parsed;

/// The entries of a text, by what another text was read as. `None` when that does not tell.
pub(crate) fn reread(before: &str, parsed: &Parsed, now: &str) -> Option<Vec<Item>> {
    if !parsed.errors.is_empty() || parsed.has_more_errors || u32::try_from(now.len()).is_err() {
        return None;
    }
    let head = common(before.as_bytes().chunks(CHUNK), now.as_bytes().chunks(CHUNK));
    let rest = before.len().min(now.len()) - head;
    let tail = common_end(before, now).min(rest);
    let items = &parsed.items;
    let ends_by = |item: &Item, place| line_end(before, item).is_some_and(|end| end <= place);
    let kept = items.iter().take_while(|(_, item, _)| ends_by(item, head)).count();
    let start = kept.checked_sub(1).and_then(|last| items.get(last));
    let start = start.and_then(|(_, item, _)| line_end(before, item)).unwrap_or_default();
    // The first entry whose line the edit does not reach beyond is read with what is edited.
    let edited = before.len() - tail;
    let touched = items.iter().take_while(|(_, item, _)| ends_by(item, edited)).count();
    let end = items.get(touched).and_then(|(_, item, _)| line_end(before, item));
    let (end, moved) = end.map_or((before.len(), items.len()), |end| (end, touched + 1));
    let middle = now.get(start..now.len().checked_sub(before.len() - end)?)?;
    // Only at the beginning of a text it is a mark.
    if start > 0 && middle.starts_with('\u{feff}') {
        return None;
    }
    let read = incident_syntax::parse(middle);
    // Documentation behind its last entry would be that of the next.
    let ends_with_an_entry =
        read.items.last().is_some_and(|item| line_end(middle, item) == Some(middle.len()));
    if !read.errors.is_empty() || end < before.len() && !ends_with_an_entry {
        return None;
    }
    let before_it = items.get(..kept)?.iter().map(|(_, item, _)| item.clone());
    let behind_it = items.get(moved..)?.iter();
    let by = |length: usize| i64::try_from(length).ok();
    let (down, delta) = (by(start)?, by(now.len())? - by(before.len())?);
    let read = read.items.iter().map(|item| shifted(item, down));
    let behind_it = behind_it.map(|(_, item, _)| shifted(item, delta));
    before_it.map(Some).chain(read).chain(behind_it).collect()
}

/// Behind the line break of the line on which an entry ends; `None` when the text ends there, or a comment begins there
/// that may reach into the next line.
fn line_end(text: &str, item: &Item) -> Option<usize> {
    let end = usize::from(item.range(NodeId(0)).end());
    let rest = text.get(end..)?;
    let length = rest.find('\n')? + 1;
    (!rest.get(..length)?.contains("/*")).then_some(end + length)
}

fn shifted(item: &Item, by: i64) -> Option<Item> {
    if by == 0 {
        return Some(item.clone());
    }
    let moved =
        |at: TextSize| Some(TextSize::new(u32::try_from(i64::from(u32::from(at)) + by).ok()?));
    let ranges = item.ranges.iter();
    let ranges =
        ranges.map(|range| Some(TextRange::new(moved(range.start())?, moved(range.end())?)));
    Some(Item { entry: Arc::clone(&item.entry), ranges: ranges.collect::<Option<_>>()? })
}

/// Compared at once, which is quicker than one after the other.
const CHUNK: usize = 256;

/// How many bytes two texts have in common at the beginning.
fn common<'a>(one: impl Iterator<Item = &'a [u8]>, other: impl Iterator<Item = &'a [u8]>) -> usize {
    let mut length = 0;
    for (one, other) in one.zip(other) {
        if one != other {
            return length + one.iter().zip(other).take_while(|(one, other)| one == other).count();
        }
        length += one.len();
    }
    length
}

/// How many bytes two texts have in common at the end.
fn common_end(one: &str, other: &str) -> usize {
    let mut length = 0;
    for (one, other) in one.as_bytes().rchunks(CHUNK).zip(other.as_bytes().rchunks(CHUNK)) {
        if one != other {
            let same = one.iter().rev().zip(other.iter().rev());
            return length + same.take_while(|(one, other)| one == other).count();
        }
        length += one.len();
    }
    length
}

#[cfg(test)]
#[expect(clippy::string_slice, reason = "a test stops at the first surprise")]
mod tests {
    use incident_base::MOST_LISTED;

    use super::*;
    use crate::parsed::Source;
    use crate::{Contents, parsed};

    const TEXT: &str = "// a\nservice A {\n  severity P3 \"x\"\n}\n/// docs\nservice B { use = [p] } // b\n\n/* c\n */\nrole r\n";

    fn read(text: &str) -> Arc<Parsed> {
        Source::from(Contents::Text(text.into())).parsed
    }

    /// Whether the text is read in parts; when it is, it is what it is read whole.
    fn is_read_in_parts(before: &str, now: &str) -> bool {
        let Some(items) = reread(before, &read(before), now) else { return false };
        let (again, outline) = parsed::assembled(now, items, Vec::new(), MOST_LISTED);
        let whole = Source::from(Contents::Text(now.into()));
        assert!(whole.parsed.errors.is_empty(), "{now}");
        assert_eq!(again.items, whole.parsed.items, "{before}\n->\n{now}");
        assert_eq!(outline, whole.outline);
        true
    }

    #[test]
    fn an_edit_in_an_entry_reads_that_entry() {
        for (part, with) in [
            ("\"x\"", "\"something longer\""),
            ("[p]", "[]"),
            ("/// docs\n", ""),
            ("// b", "// bb"),
            (" */\n", " */\nrole s\n"),
            ("// a\n", "// a\n/// of A\n"),
            ("role r\n", "role r {\n  title = \"R\"\n}\n"),
            ("role r\n", ""),
            ("// a\n", ""),
        ] {
            assert!(is_read_in_parts(TEXT, &TEXT.replacen(part, with, 1)), "{part} -> {with}");
        }
    }

    #[test]
    fn what_may_reach_further_is_read_whole() {
        for (part, with) in
            [("\"x\"", "\"x"), (" */\n", "\n"), ("}\n", "\n"), ("service B", "\u{feff}service B")]
        {
            assert!(!is_read_in_parts(TEXT, &TEXT.replacen(part, with, 1)), "{part} -> {with}");
        }
        let commented = "role a /* x\nrole z // */\nrole b\nrole c\n";
        is_read_in_parts(commented, &commented.replace("role b", "role bb"));
        assert!(reread("service {", &read("service {"), "service A {}").is_none());
    }

    #[test]
    fn every_small_edit_reads_what_there_is() {
        let places: Vec<usize> =
            TEXT.char_indices().map(|(at, _)| at).chain([TEXT.len()]).collect();
        for (nth, start) in places.iter().enumerate() {
            for end in places.iter().skip(nth).step_by(7) {
                for with in ["", "x", "\n", "}", "{", "\"", "/*", "*/", "role z\n", "// "] {
                    let now = [&TEXT[..*start], with, &TEXT[*end..]].concat();
                    is_read_in_parts(TEXT, &now);
                    is_read_in_parts(&now, TEXT);
                }
            }
        }
    }
}
