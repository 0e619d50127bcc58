use super::markup::{Html, element, worded};

/// A table of a class: the first cell of each row heads it. Where the screen is too narrow for columns, the style
/// sheet shows a row as a block, each cell with its column's name, which it knows by the class; the roles are
/// written out because a table that is shown otherwise is no longer one to some browsers.
pub(super) fn table(
    class: &'static str,
    caption: &str,
    columns: &[&str],
    rows: Vec<Vec<Html>>,
) -> Html {
    let head = columns.iter().map(|column| {
        let attributes = [("scope", "col"), ("role", "columnheader")];
        element("th", &attributes, Html::text(column))
    });
    let head = element("tr", &[("role", "row")], Html::all(head));
    let rows = rows.into_iter().map(|cells| {
        let cells = cells.into_iter().enumerate().map(|(place, cell)| match place {
            0 => element("th", &[("scope", "row"), ("role", "rowheader")], cell),
            _ => element("td", &[("role", "cell")], cell),
        });
        element("tr", &[("role", "row")], Html::all(cells))
    });
    let parts = [
        worded("caption", caption),
        element("thead", &[("role", "rowgroup")], head),
        element("tbody", &[("role", "rowgroup")], Html::all(rows)),
    ];
    element("table", &[("class", class), ("role", "table")], Html::all(parts))
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
