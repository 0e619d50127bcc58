use super::{
    link,
    markup::{Html, element, worded},
};
use crate::phrase::{self, Phrase, Piece};

/// A phrase within a line.
pub(super) fn phrase(pieces: &[Piece]) -> Html {
    Html::all(pieces.iter().map(|piece| {
        match piece {
            Piece::Said(words) | Piece::Text(words) => Html::text(words),
            Piece::Email(address) => link::email(address),
            Piece::Phone(number) => link::phone(number),
            Piece::Code(source) => worded("code", source),
            Piece::Runbook { label, place } => link::web(label, place)
                .unwrap_or_else(|| Html::all([Html::text("runbook "), worded("code", place)])),
        }
    }))
}

/// Phrases as items of a list that stands in a line or a column; `None` in words for none.
pub(super) fn list(phrases: &[Phrase]) -> Html {
    if phrases.is_empty() {
        return Html::text("None");
    }
    let items = phrases.iter().map(|one| element("li", &[], phrase(one)));
    element("ul", &[("class", "chips")], Html::all(items))
}

/// The paragraphs of documentation, which empty lines separate.
pub(super) fn paragraphs(docs: Option<&str>) -> Html {
    let paragraphs = docs.map(phrase::paragraphs).unwrap_or_default();
    Html::all(paragraphs.iter().map(|paragraph| worded("p", paragraph)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_runbook_that_is_no_address_is_code() {
        let runbook = |place: &str| {
            phrase(&[Piece::Runbook { label: "linked runbook", place: place.to_owned() }])
                .into_string()
        };
        assert_eq!(
            runbook("https://x.com"),
            "<a href=\"https://x.com\" rel=\"noreferrer\">linked runbook</a>"
        );
        assert_eq!(runbook("javascript:x()"), "runbook <code>javascript:x()</code>");
    }

    #[test]
    fn empty_lines_separate_paragraphs() {
        let docs = paragraphs(Some("One\ntwo.\n \n\nThree."));
        assert_eq!(docs.into_string(), "<p>One two.</p>\n<p>Three.</p>\n");
        assert!(paragraphs(Some(" \n")).is_empty());
        assert!(paragraphs(None).is_empty());
    }
}
