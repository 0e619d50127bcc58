use super::{code, link, text};
use crate::phrase::Piece;

/// A phrase within a line. Words from the source that stand beside each other are escaped as a whole,
/// since what a letter means may depend on the next.
pub(crate) fn phrase(pieces: &[Piece]) -> String {
    let mut written = String::new();
    let mut words = String::new();
    for piece in pieces {
        if let Piece::Text(more) | Piece::Email(more) | Piece::Phone(more) = piece {
            words.push_str(more);
            continue;
        }
        flush(&mut words, &mut written);
        match piece {
            Piece::Said(said) => written.push_str(said),
            Piece::Code(source) => written.push_str(&code(source)),
            Piece::Runbook { label, place } => match link(label, place) {
                Some(link) => written.push_str(&link),
                None => {
                    written.push_str("runbook ");
                    written.push_str(&code(place));
                }
            },
            Piece::Text(_) | Piece::Email(_) | Piece::Phone(_) => {}
        }
    }
    flush(&mut words, &mut written);
    written.truncate(written.trim_end_matches(' ').len());
    written
}

/// Escapes what has been gathered. The blanks that part it from other pieces stay.
fn flush(words: &mut String, written: &mut String) {
    if words.starts_with(' ') && !written.is_empty() {
        written.push(' ');
    }
    let escaped = text(words);
    written.push_str(&escaped);
    if words.ends_with(' ') && !escaped.is_empty() {
        written.push(' ');
    }
    words.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_from_the_source_are_escaped_and_ours_are_not() {
        let pieces = [Piece::said("[date] "), Piece::text("[x]("), Piece::Email("y)".to_owned())];
        assert_eq!(phrase(&pieces), r"[date] \[x\](y)");
    }

    #[test]
    fn words_beside_each_other_make_nothing_new() {
        let pieces = [Piece::text("R&"), Piece::Email("lt;".to_owned())];
        assert_eq!(phrase(&pieces), r"R\&lt;");
    }

    #[test]
    fn a_runbook_is_linked_where_it_can_be() {
        let runbook = |place: &str| {
            phrase(&[Piece::Runbook { label: "linked runbook", place: place.to_owned() }])
        };
        assert_eq!(runbook("https://x.com"), "[linked runbook](https://x.com)");
        assert_eq!(runbook("docs/x.md"), "runbook `docs/x.md`");
    }
}
