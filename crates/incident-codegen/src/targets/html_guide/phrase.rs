use super::{link, markup::Html};
use crate::phrase::{self, Block, Phrase, Piece};

/// A phrase within a line.
pub(super) fn phrase(html: &mut Html, pieces: &[Piece]) {
    for piece in pieces {
        match piece {
            Piece::Said(words) | Piece::Text(words) => html.text(words),
            Piece::Email(address) => link::email(html, address),
            Piece::Phone(number) => link::phone(html, number),
            Piece::Code(source) => html.worded("code", source),
            Piece::Runbook { label, place } if link::is_web(place) => link::web(html, label, place),
            Piece::Runbook { place, .. } => {
                html.text("runbook ");
                html.worded("code", place);
            }
        }
    }
}

/// Phrases as items of a list that stands in a line or a column; `None` in words for none.
pub(super) fn list(html: &mut Html, phrases: &[Phrase]) {
    if phrases.is_empty() {
        return html.text("None");
    }
    html.element("ul", &[("class", "chips")], |html| {
        for one in phrases {
            html.element("li", &[], |html| phrase(html, one));
        }
    });
}

/// The paragraphs and lists of documentation.
pub(super) fn prose(html: &mut Html, docs: Option<&str>) {
    for block in docs.map(phrase::blocks).unwrap_or_default() {
        match block {
            Block::Paragraph(words) => html.worded("p", &words),
            Block::List { ordered, items } => {
                html.element(if ordered { "ol" } else { "ul" }, &[], |html| {
                    items.iter().for_each(|item| html.worded("li", item));
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_runbook_that_is_no_address_is_code() {
        let runbook = |place: &str| {
            let runbook = Piece::Runbook { label: "linked runbook", place: place.to_owned() };
            Html::piece(|html| phrase(html, &[runbook])).into_string()
        };
        assert_eq!(
            runbook("https://x.com"),
            "<a href=\"https://x.com\" rel=\"noreferrer\">linked runbook</a>"
        );
        assert_eq!(runbook("javascript:x()"), "runbook <code>javascript:x()</code>");
    }

    fn prose_of(docs: Option<&str>) -> String {
        Html::piece(|html| prose(html, docs)).into_string()
    }

    #[test]
    fn empty_lines_separate_paragraphs() {
        let docs = prose_of(Some("One\ntwo.\n \n\nThree."));
        assert_eq!(docs, "<p>One two.</p>\n<p>Three.</p>\n");
        assert_eq!(prose_of(Some(" \n")), "");
        assert_eq!(prose_of(None), "");
    }

    #[test]
    fn marked_lines_are_lists() {
        let docs = prose_of(Some("See:\n- <a>\n- b\n\n1. c"));
        let lists =
            docs.split_once("<p>See:</p>").unwrap().1.split_whitespace().collect::<String>();
        assert_eq!(lists, "<ul><li>&lt;a&gt;</li><li>b</li></ul><ol><li>c</li></ol>");
    }
}
