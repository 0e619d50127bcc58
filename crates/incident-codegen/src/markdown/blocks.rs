use super::text;
use crate::phrase::{self, Block};

/// A document of blocks with a blank line between each two, and a newline at the end.
pub(crate) fn document(blocks: &[String]) -> String {
    let mut whole = blocks.join("\n\n");
    whole.push('\n');
    whole
}

/// A heading of a level, 1 to 6.
pub(crate) fn heading(level: usize, title: &str) -> String {
    let escaped = text(title);
    // Number signs that end a heading would be taken off it.
    let rest = escaped.trim_end_matches('#');
    let signs = escaped.len() - rest.len();
    let guard = if signs > 0 && !rest.ends_with('\\') { "\\" } else { "" };
    let marks = "#".repeat(level);
    format!("{marks} {rest}{guard}{}", "#".repeat(signs))
}

/// A row of a table.
pub(crate) fn row<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
    let mut row = "|".to_owned();
    for cell in cells {
        row.push(' ');
        row.push_str(&text(cell));
        row.push_str(" |");
    }
    row
}

/// The paragraphs and lists of a longer text; each paragraph and each point on one line.
pub(crate) fn prose(source: &str) -> Vec<String> {
    let blocks = phrase::blocks(source);
    let written = blocks.iter().map(|block| match block {
        Block::Paragraph(words) => text(words),
        Block::List { ordered, items } => {
            let items = items.iter().zip(1..).map(|(item, number)| match ordered {
                true => format!("{number}. {}", text(item)),
                false => format!("- {}", text(item)),
            });
            items.collect::<Vec<_>>().join("\n")
        }
    });
    written.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_signs_at_the_end_of_a_heading_stay() {
        assert_eq!(heading(2, "P1: C #"), r"## P1: C \#");
        assert_eq!(heading(2, "C##"), r"## C\##");
        assert_eq!(heading(1, "##"), r"# \##");
    }

    #[test]
    fn a_cell_keeps_its_bars_and_line_breaks() {
        assert_eq!(row(["a|b", "c\nd", ""]), r"| a\|b | c d |  |");
    }

    #[test]
    fn empty_lines_separate_paragraphs() {
        assert_eq!(prose("One\ntwo.\n\n \n# Three\n"), ["One two.", r"\# Three"]);
        assert_eq!(prose(" \n"), [""; 0]);
    }

    #[test]
    fn lists_are_lists_and_what_is_in_them_is_text() {
        assert_eq!(
            prose("See:\n* a *b*\n  c\n- - d\n1. # e\n2. 3. f"),
            ["See:", "- a \\*b\\* c\n- \\- d", "1. \\# e\n2. 3\\. f"]
        );
    }
}
