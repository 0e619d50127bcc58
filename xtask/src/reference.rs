//! The reference of the language, made from the schema.

mod values;

pub use values::{FORMS, Form, VALUE};

use incident_schema::vocabulary::LANGUAGE_VERSION;
use incident_schema::{
    Block, Enumeration, Key, Kind, Label, Type, Unique, blocks, blocks_in, keys_in, places_of,
};

/// Where it stands, from the project's root.
pub const PATH: &str = "docs/reference.md";

const HEADER: &str = "\
<!-- Made by `cargo xtask reference`: the tables from `crates/incident-schema`, the rest from `xtask/src/reference/`. -->

# The reference of the `.incident` language
";

const BLOCKS: &str = "\
# Blocks and keys

Every block, where it may stand, its labels, and the keys it takes. A key without a default may be left
out and then has no value; one marked *required* may not.
";

/// The reference as Markdown.
pub fn text() -> String {
    let parts = [
        include_str!("reference/shape.md").to_owned(),
        format!("# Values\n\n{}", values::table()),
        format!("{BLOCKS}{}", all_blocks()),
        words(),
        include_str!("reference/config.md").to_owned(),
        include_str!("reference/decisions.md").to_owned(),
    ];
    let mut text = format!("{HEADER}\nThis is version {LANGUAGE_VERSION} of the language.\n\n");
    let titles = parts.iter().filter_map(|part| part.lines().next()?.strip_prefix("# "));
    text.extend(titles.map(|title| format!("- [{title}](#{})\n", anchor(title))));
    text.extend(parts.iter().map(|part| format!("\n{part}")));
    text
}

fn all_blocks() -> String {
    let mut text = "\n| block | where it stands | what it declares |\n|---|---|---|\n".to_owned();
    for (kind, row) in blocks() {
        let link = format!("[`{}`](#{})", row.name, anchor(row.name));
        let doc = first_sentence(row.doc);
        text.push_str(&format!("| {link} | {} | {} |\n", places_of(kind), cell(doc)));
    }
    for (kind, row) in blocks() {
        text.push_str(&section(kind, row));
    }
    text
}

/// A link to a heading drops what is no letter, digit, `-` or `_`.
fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|one| one.is_alphanumeric() || "-_ ".contains(*one));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}

fn first_sentence(text: &str) -> String {
    let end = text.find(". ").map_or(text.len(), |at| at + 1);
    text.get(..end).unwrap_or(text).to_owned()
}

/// Text in a cell of a table.
fn cell(text: impl AsRef<str>) -> String {
    text.as_ref().replace('|', "\\|")
}

fn section(kind: Kind, row: &Block) -> String {
    let mut text = format!("\n## `{}`\n\n{}\n", row.name, row.doc);
    text.push_str(&format!("\n```incident\n{}\n```\n", row.example));
    text.push_str(&format!(
        "\nIt stands {}.{}{}\n",
        places_of(kind),
        how_often(row),
        since(row.since)
    ));
    if !row.labels.is_empty() {
        text.push_str("\n| label | is | says |\n|---|---|---|\n");
        text.extend(row.labels.iter().map(label));
    }
    let keys: Vec<&Key> = keys_in(kind).collect();
    // A profile takes what a service takes: that is said once.
    if row.keys.is_empty() && !keys.is_empty() {
        text.push_str("\nIt takes what a [`service`](#service) takes.\n");
        return text;
    }
    if !keys.is_empty() {
        text.push_str("\n| key | takes | default | for example | says |\n|---|---|---|---|---|\n");
        text.extend(keys.into_iter().map(key));
    }
    let inner: Vec<String> = blocks_in(Some(kind))
        .map(|(_, inner)| format!("[`{0}`](#{1})", inner.name, anchor(inner.name)))
        .collect();
    if !inner.is_empty() {
        text.push_str(&format!("\nIn it may stand: {}.\n", inner.join(", ")));
    }
    let needs: Vec<String> =
        row.needs.iter().map(|kind| format!("`{}`", incident_schema::block(*kind).name)).collect();
    if !needs.is_empty() {
        text.push_str(&format!("\nIt needs at least one {}.\n", needs.join(" and one ")));
    }
    text
}

fn how_often(row: &Block) -> &'static str {
    match row.unique {
        Unique::One => " There is at most one.",
        Unique::ByName => " Each has another name; case does not count.",
        Unique::ByText => " Each has another name, to the letter.",
        Unique::Many => "",
    }
}

/// Nothing for what has been there from the start.
fn since(version: &str) -> String {
    if version == "0.1" { String::new() } else { format!(" Since {version}.") }
}

fn label(label: &Label) -> String {
    format!("| {} | {} | {} |\n", label.name, cell(takes(label.ty)), cell(label.doc))
}

fn key(key: &Key) -> String {
    let default = match key.default {
        Some(default) => format!("`{default}`"),
        None if key.required => "*required*".to_owned(),
        None => String::new(),
    };
    let (takes, says) = (cell(takes(key.ty)), format!("{}{}", key.doc, since(key.since)));
    let example = cell(format!("`{}`", key.example));
    format!("| `{}` | {takes} | {} | {example} | {} |\n", key.name, cell(default), cell(says))
}

/// What a value is, with a link to the words where it is one of some.
fn takes(ty: Type) -> String {
    match ty.set() {
        Some(set) => {
            let link = format!("[{}](#{})", set.name, anchor(set.name));
            match ty {
                Type::List(_) => format!("a list of {link}"),
                Type::ChoiceOrText(_) => format!("{link} or a string"),
                Type::ChoiceOrDuration(_) => format!("{link} or a duration such as `5m`"),
                _ => link,
            }
        }
        None => ty.noun(),
    }
}

/// Every set of words that a key or label takes, once, in the order in which they are met.
fn words() -> String {
    let mut sets: Vec<&'static Enumeration> = Vec::new();
    for (_, row) in blocks() {
        let types =
            row.labels.iter().map(|label| label.ty).chain(row.keys.iter().map(|key| key.ty));
        for found in types.filter_map(Type::set) {
            if !sets.contains(&found) {
                sets.push(found);
            }
        }
    }
    sets.push(&incident_schema::vocabulary::CHANNEL_KINDS);
    let mut text = "# Words\n\nThe words that values and labels are taken from.\n".to_owned();
    for set in sets {
        text.push_str(&format!("\n## {}\n\n| word | means |\n|---|---|\n", set.name));
        for choice in set.choices {
            text.push_str(&format!("| `{}` | {} |\n", choice.name, cell(choice.doc)));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_of_the_table_is_in_it() {
        let text = text();
        for (_, row) in blocks() {
            assert!(
                text.contains(&format!("\n## `{}`\n\n{}\n", row.name, row.doc)),
                "{}",
                row.name
            );
            for key in row.keys {
                let row = text.lines().any(|line| {
                    line.starts_with(&format!("| `{}` | ", key.name))
                        && line.contains(&cell(key.doc))
                });
                assert!(row, "{}", key.name);
            }
        }
    }

    #[test]
    fn tables_have_as_many_cells_in_every_row_and_links_lead_somewhere() {
        let text = text();
        let headings = text.lines().filter(|line| line.starts_with('#'));
        let headings: Vec<String> =
            headings.map(|line| anchor(line.trim_start_matches('#').trim_start())).collect();
        let mut columns = 0;
        for line in text.lines() {
            let cells = line.replace("\\|", "").matches('|').count();
            assert!(columns == 0 || cells == 0 || cells == columns, "{line}");
            columns = cells;
            for link in line.split("](#").skip(1) {
                let target = link.split(')').next().unwrap_or_default();
                assert!(headings.iter().any(|heading| heading == target), "{target}");
            }
        }
    }
}
