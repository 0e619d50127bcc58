//! What the compiler makes of a program on the way, as text: tokens, trees, findings and the checked model.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use incident_analysis::config::FILE_NAME;
use incident_analysis::{Contents, Database, SourceFile, Workspace, services};
use incident_base::{FileId, LineIndex};
use incident_syntax::TokenKind;
use incident_syntax::tree::{Attribute, Block, Entry, Value};

use crate::compiled::Files;

/// `tokens.txt`, `tree.txt`, `findings.txt` and `model.txt` of a program.
pub fn of(program: &Files) -> BTreeMap<String, String> {
    let (mut tokens, mut trees) = (String::new(), String::new());
    let sources = program.iter().filter(|(path, _)| path.as_str() != FILE_NAME);
    for (path, text) in sources {
        let _ = writeln!(tokens, "# {path}");
        for token in incident_syntax::tokens(text) {
            let range = usize::from(token.range.start())..usize::from(token.range.end());
            let written = text.get(range).unwrap_or_default();
            if !matches!(token.kind, TokenKind::Blank | TokenKind::Newline) {
                let _ = writeln!(tokens, "{:?} {written:?}", token.kind);
            }
        }
        let _ = writeln!(trees, "# {path}");
        for item in incident_syntax::parse(text).items {
            entry(&mut trees, 0, &item.entry);
        }
    }
    let db = Database::default();
    let source = |(id, (path, text)): (u32, (&String, &String))| {
        SourceFile::new(&db, FileId(id), path.clone(), Contents::Text(text.as_str().into()))
    };
    let all: Vec<SourceFile> = (0..).zip(program).map(source).collect();
    let (config, files): (Vec<SourceFile>, Vec<SourceFile>) =
        all.into_iter().partition(|file| file.path(&db) == FILE_NAME);
    let as_of = Some(jiff::civil::date(2026, 1, 1));
    let workspace = Workspace::new(&db, files, config.first().copied(), as_of);
    let mut found = String::new();
    for finding in incident_rules::check(&db, workspace) {
        let place = finding.place;
        let file = usize::try_from(place.file.0).ok().and_then(|id| program.iter().nth(id));
        let (path, text) = file.map_or(("", ""), |(path, text)| (path, text));
        let lines = LineIndex::new(text);
        let at = |offset| lines.line_column(offset);
        let (start, end) = (at(place.range.start()), at(place.range.end()));
        let _ = writeln!(
            found,
            "{path}:{}:{}-{}:{}: {} {}: {}",
            start.line,
            start.column,
            end.line,
            end.column,
            finding.level.as_str(),
            finding.code,
            finding.message
        );
    }
    let mut models = String::new();
    for service in services(&db) {
        models.push_str(&without_places(&format!("{service:#?}\n")));
    }
    let texts = [("tokens", tokens), ("tree", trees), ("findings", found), ("model", models)];
    texts.into_iter().map(|(name, text)| (format!("{name}.txt"), text)).collect()
}

/// A line for each entry, indented by its depth.
pub(crate) fn entry(out: &mut String, depth: usize, entry: &Entry) {
    let indent = "  ".repeat(depth);
    let (Entry::Attribute(Attribute { docs, .. }) | Entry::Block(Block { docs, .. })) = entry;
    // Writing to a string cannot fail.
    if let Some(docs) = docs {
        let _ = writeln!(out, "{indent}docs {docs:?}");
    }
    match entry {
        Entry::Attribute(attribute) => {
            let _ = writeln!(out, "{indent}{} = {}", attribute.key.text, value(&attribute.value));
        }
        Entry::Block(block) => {
            let _ = write!(out, "{indent}block {}", block.kind.text);
            for label in &block.labels {
                let _ = write!(out, " {:?}({})", label.kind, label.text);
            }
            out.push('\n');
            for inner in block.body.iter().flatten() {
                self::entry(out, depth + 1, inner);
            }
        }
    }
}

fn value(value: &Value) -> String {
    match value {
        Value::Scalar(scalar) => format!("{:?}({})", scalar.kind, scalar.text),
        Value::List(list) => {
            let items: Vec<String> = list.items.iter().map(self::value).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Missing(_) => "missing".to_owned(),
    }
}

/// The debug form without its places: `origin: Origin { … }` is left out, of `At { value, origin }` the
/// value is left, and a place by itself is said to be one.
fn without_places(debug: &str) -> String {
    let mut lines = debug.lines().peekable();
    let mut out = String::new();
    // How deep the `At` stands in which we are, and by how much what is in it moves to the left.
    let mut wrappers: Vec<usize> = Vec::new();
    let mut prefix = String::new();
    while let Some(line) = lines.next() {
        let content = line.trim_start();
        let depth = line.len() - content.len();
        if content.ends_with("Origin {") {
            let end = format!("{}}}", " ".repeat(depth));
            while lines.next_if(|it| !it.starts_with(&end)).is_some() {}
            lines.next();
            if content == "Origin {" {
                let indent = " ".repeat(depth.saturating_sub(4 * wrappers.len()));
                let _ = writeln!(out, "{indent}a place,");
            }
        } else if let Some(before) = content.strip_suffix("At {") {
            wrappers.push(depth);
            prefix.push_str(before);
        } else if wrappers.last() == Some(&depth) && content.starts_with('}') {
            wrappers.pop();
        } else {
            let inside = wrappers.last().is_some_and(|outer| depth == outer + 4);
            let content =
                if inside { content.strip_prefix("value: ").unwrap_or(content) } else { content };
            let indent = " ".repeat(depth.saturating_sub(4 * wrappers.len()));
            let _ = writeln!(out, "{indent}{}{content}", std::mem::take(&mut prefix));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_model_is_shown_without_its_places() {
        let debug = "\
Service {
    origin: Origin {
        file: FileId(
            0,
        ),
    },
    name: At {
        value: \"Shop\",
        origin: Origin {
            node: NodeId(
                1,
            ),
        },
    },
    written: Some(
        Origin {
            node: NodeId(
                1,
            ),
        },
    ),
    tiers: [
        At {
            value: Tier {
                role: \"oncall\",
            },
            origin: Origin {
                node: NodeId(
                    2,
                ),
            },
        },
    ],
}
";
        let shown = "\
Service {
    name: \"Shop\",
    written: Some(
        a place,
    ),
    tiers: [
        Tier {
            role: \"oncall\",
        },
    ],
}
";
        assert_eq!(without_places(debug), shown);
    }

    #[test]
    fn trees_are_shown_an_entry_a_line() {
        let text = "/// Sells.\nservice Shop {\n  use = [a, \"b\"]\n  severity P1 \"down\"\n}\n";
        let program = Files::from([("a.incident".to_owned(), text.to_owned())]);
        let tree = &of(&program)["tree.txt"];
        let shown = "# a.incident\ndocs \"Sells.\"\nblock service Name(Shop)\n  use = [Name(a), String(\"b\")]\n  \
                     block severity Name(P1) String(\"down\")\n";
        assert_eq!(tree, shown);
    }
}
