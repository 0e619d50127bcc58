use super::markup::{Html, element, worded};

/// A table: the first cell of each row heads it. Where the screen is too narrow for columns, the style sheet
/// shows a row as a block, each cell with its column's name; the roles are written out because a table
/// that is shown otherwise is no longer one to some browsers.
pub(super) fn table(caption: &str, columns: &[&str], rows: Vec<Vec<Html>>) -> Html {
    let head = columns.iter().map(|column| {
        let attributes = [("scope", "col"), ("role", "columnheader")];
        element("th", &attributes, Html::text(column))
    });
    let head = element("tr", &[("role", "row")], Html::all(head));
    let rows = rows.into_iter().map(|cells| {
        let cells = cells.into_iter().zip(columns).enumerate();
        let cells = cells.map(|(place, (cell, column))| match place {
            0 => element(
                "th",
                &[("scope", "row"), ("role", "rowheader"), ("data-column", column)],
                element("span", &[], cell),
            ),
            _ => {
                let attributes = [("role", "cell"), ("data-column", *column)];
                element("td", &attributes, element("div", &[], cell))
            }
        });
        element("tr", &[("role", "row")], Html::all(cells))
    });
    let parts = [
        worded("caption", caption),
        element("thead", &[("role", "rowgroup")], head),
        element("tbody", &[("role", "rowgroup")], Html::all(rows)),
    ];
    element("table", &[("role", "table")], Html::all(parts))
}
