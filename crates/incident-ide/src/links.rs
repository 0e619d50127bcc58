//! Addresses and files that a text names.

use incident_analysis::typed_tree::{Block, Value};
use incident_analysis::{entry, items, span, typed};
use incident_base::{FileId, Origin, TextRange};
use incident_ir::At;
use incident_schema::{Kind, Type, block};
use incident_syntax::literal;
use incident_syntax::tree::{self, Entry, ScalarKind};

use crate::Analysis;
use crate::names::place::letters;

/// Something that can be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its address or path in the text, without quotes.
    pub range: TextRange,
    /// Where it leads.
    pub to: LinkTo,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTo {
    /// An address of the web.
    Url(String),
    /// A file's path, from the program's folder. Whether there is one is not known here.
    Path(String),
    /// The same of a document; a place in it may be named behind a `#`.
    Document(String),
}

/// The links of a file, by place.
pub(crate) fn of(analysis: &Analysis, file: FileId) -> Vec<Link> {
    let Some(source) = analysis.source(file) else { return Vec::new() };
    let mut links = Vec::new();
    for item in items(&analysis.db, source) {
        if let Some(block) = &typed(&analysis.db, *item).block {
            in_block(analysis, block, &mut links);
        }
        if let Some(tree) = entry(&analysis.db, *item) {
            imports(tree, &tree.entry, &mut links);
        }
    }
    links.sort_by_key(|link| link.range.start());
    links
}

fn in_block(analysis: &Analysis, block: &Block, links: &mut Vec<Link>) {
    for attribute in &block.attributes {
        in_value(analysis, attribute.key.ty.item(), &attribute.value, links);
    }
    for inner in &block.blocks {
        in_block(analysis, inner, links);
    }
}

fn in_value(analysis: &Analysis, ty: Type, at: &At<Value>, links: &mut Vec<Link>) {
    match &at.value {
        Value::List(items) => {
            items.iter().for_each(|item| in_value(analysis, ty, item, links));
        }
        Value::Text(text) if matches!(ty, Type::Url | Type::UrlOrPath) => {
            add(analysis, at.origin, text, links);
        }
        Value::Channel(channel) => {
            let target = channel.target.as_ref();
            if let Some(url) = target.filter(|target| is_url(target)) {
                add(analysis, at.origin, url, links);
            }
        }
        _ => {}
    }
}

fn add(analysis: &Analysis, origin: Origin, text: &str, links: &mut Vec<Link>) {
    let to = match is_url(text) {
        true => LinkTo::Url(text.to_owned()),
        false => LinkTo::Document(text.to_owned()),
    };
    // A string over several lines is no link.
    let letters = letters(analysis, origin);
    let token = span(&analysis.db, analysis.workspace, origin).range;
    let range = letters.map_or(token, |letters| letters.range);
    if !text.contains('\n') {
        links.push(Link { range, to });
    }
}

fn is_url(text: &str) -> bool {
    ["https://", "http://"].iter().any(|scheme| text.starts_with(scheme))
}

/// The files that imports name; patterns are none.
fn imports(item: &tree::Item, entry: &Entry, links: &mut Vec<Link>) {
    let Entry::Block(of) = entry else { return };
    if of.kind.text == block(Kind::Import).name {
        let files = of.labels.iter().filter(|label| label.kind == ScalarKind::String);
        for label in files {
            let Ok(path) = literal::string::parse(&label.text) else { continue };
            let is_pattern = path.contains(['*', '?', '[', '{']);
            if !is_pattern && !path.trim().is_empty() && !path.contains('\n') {
                let range = item.range(label.id);
                links.push(Link { range, to: LinkTo::Path(path.into_owned()) });
            }
        }
    }
    for inner in of.body.iter().flatten() {
        imports(item, inner, links);
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::testing::fixture;

    #[test]
    fn addresses_and_paths_lead_somewhere() {
        let fixture = fixture(
            "import roster \"people.csv\"\nservice A {\n  runbook = \"docs/a.md\"\n  severity P1 \"x\" {\n    \
             notify_channels = [webhook:\"https://hooks.example/1\", slack:#a]\n  }\n  observability {\n    \
             import prometheus \"rules/*.yml\"\n    health_check h { url = \"https://a.example/\" }\n  }\n}\n",
        );
        let text = fixture.analysis.text(fixture.file);
        let links = fixture.analysis.links(fixture.file).into_iter();
        let links: Vec<String> =
            links.map(|link| format!("{} {:?}", &text[link.range], link.to)).collect();
        expect![[r#"
            "people.csv" Path("people.csv")
            docs/a.md Document("docs/a.md")
            https://hooks.example/1 Url("https://hooks.example/1")
            https://a.example/ Url("https://a.example/")"#]]
        .assert_eq(&links.join("\n"));
    }
}
