use super::text;
use crate::phrase;

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
    cells.into_iter().fold("|".to_owned(), |row, cell| format!("{row} {} |", text(cell)))
}

/// The paragraphs of a longer text, which empty lines separate; each on one line.
pub(crate) fn paragraphs(source: &str) -> Vec<String> {
    phrase::paragraphs(source).iter().map(|paragraph| text(paragraph)).collect()
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
        assert_eq!(paragraphs("One\ntwo.\n\n \n# Three\n"), ["One two.", r"\# Three"]);
        assert_eq!(paragraphs(" \n"), [""; 0]);
    }
}
