use super::{
    link,
    markup::{Html, element, worded},
};
use crate::phrase::{self, Block, Phrase, Piece};

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

/// The paragraphs and lists of documentation.
pub(super) fn prose(docs: Option<&str>) -> Html {
    let blocks = docs.map(phrase::blocks).unwrap_or_default();
    Html::all(blocks.iter().map(|block| match block {
        Block::Paragraph(words) => worded("p", words),
        Block::List { ordered, items } => {
            let items = items.iter().map(|item| worded("li", item));
            element(if *ordered { "ol" } else { "ul" }, &[], Html::all(items))
        }
    }))
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
        let docs = prose(Some("One\ntwo.\n \n\nThree."));
        assert_eq!(docs.into_string(), "<p>One two.</p>\n<p>Three.</p>\n");
        assert!(prose(Some(" \n")).is_empty());
        assert!(prose(None).is_empty());
    }

    #[test]
    fn marked_lines_are_lists() {
        let docs = prose(Some("See:\n- <a>\n- b\n\n1. c")).into_string();
        let lists =
            docs.split_once("<p>See:</p>").unwrap().1.split_whitespace().collect::<String>();
        assert_eq!(lists, "<ul><li>&lt;a&gt;</li><li>b</li></ul><ol><li>c</li></ol>");
    }
}
