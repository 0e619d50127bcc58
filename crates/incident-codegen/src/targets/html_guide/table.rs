use super::markup::Html;

/// A table of a class: the first cell of each row heads it. `rows` writes the rows. Where the screen is too narrow for
/// columns, the style sheet shows a row as a block, each cell with its column's name, which it knows by the class; the
/// roles are written out because a table that is shown otherwise is no longer one to some browsers.
pub(super) fn table(
    html: &mut Html,
    class: &'static str,
    caption: &str,
    columns: &[&str],
    rows: impl FnOnce(&mut Html),
) {
    html.element("table", &[("class", class), ("role", "table")], |html| {
        html.worded("caption", caption);
        html.element("thead", &[("role", "rowgroup")], |html| {
            row(html, |html| {
                for column in columns {
                    let attributes = [("scope", "col"), ("role", "columnheader")];
                    html.element("th", &attributes, |html| html.text(column));
                }
            });
        });
        html.element("tbody", &[("role", "rowgroup")], rows);
    });
}

/// A row of a table.
pub(super) fn row(html: &mut Html, cells: impl FnOnce(&mut Html)) {
    html.element("tr", &[("role", "row")], cells);
}

/// The cell that heads a row.
pub(super) fn heading(html: &mut Html, words: &str) {
    let attributes = [("scope", "row"), ("role", "rowheader")];
    html.element("th", &attributes, |html| html.text(words));
}

/// Another cell of a row.
pub(super) fn cell(html: &mut Html, content: impl FnOnce(&mut Html)) {
    html.element("td", &[("role", "cell")], content);
}

#[cfg(test)]
mod tests {
    use super::super::{calendar, escalation_path, page::STYLE};

    #[test]
    fn the_style_sheet_knows_the_columns_of_every_table() {
        for (class, columns) in [calendar::COLUMNS, escalation_path::COLUMNS] {
            for (number, column) in (1..).zip(columns) {
                let rule = format!(
                    ".{class} tbody tr > :nth-child({number})::before {{ content: \"{column}\"; }}"
                );
                assert!(STYLE.contains(&rule), "{rule}");
            }
        }
    }
}
