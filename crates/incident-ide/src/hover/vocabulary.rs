//! What the words of the language mean: the schema's own words.

use incident_schema::{Choice, Key, Kind, Label, block as row, keys_in};

/// A kind of block: what it declares and how it is written.
pub(crate) fn block(kind: Kind) -> String {
    let row = row(kind);
    let labels: Vec<&str> = row.labels.iter().map(|label| label.name).collect();
    let header = std::iter::once(row.name.to_owned());
    let header: Vec<String> =
        header.chain(labels.iter().map(|label| label.to_uppercase())).collect();
    let keys: Vec<String> = keys_in(kind).map(|key| format!("`{}`", key.name)).collect();
    let keys = match keys.as_slice() {
        [] => String::new(),
        keys => format!("\n\nKeys: {}", keys.join(", ")),
    };
    format!("`{}`\n\n{}{keys}\n\n{}", header.join(" "), row.doc, example(row.example))
}

/// A label of a block.
pub(crate) fn label(label: &Label) -> String {
    format!("`{}`: {}\n\n{}", label.name, label.ty.noun(), label.doc)
}

/// A key: its type, its default, what it says, an example.
pub(crate) fn key(key: &Key) -> String {
    let default = match (key.required, key.default) {
        (true, _) => "required".to_owned(),
        (false, Some(default)) => format!("default `{default}`"),
        (false, None) => "no default".to_owned(),
    };
    let written = example(&format!("{} = {}", key.name, key.example));
    format!("`{}`: {} ({default})\n\n{}\n\n{written}", key.name, key.ty.noun(), key.doc)
}

/// A word of a set.
pub(crate) fn choice(choice: &Choice) -> String {
    format!("`{}`\n\n{}", choice.name, choice.doc)
}

fn example(text: &str) -> String {
    format!("```incident\n{text}\n```")
}
