//! `--format sarif`: SARIF 2.1.0 (OASIS), which code hosts show beside the lines of a change.
//!
//! The few objects that are needed are declared here; ARCHITECTURE.md says why. The whole is held against the
//! schema in `tests/tests/machine_output.rs`.

use incident_base::{Certainty, Diagnostic, Level, Mend, PAGES, Span, TextEdit, TextRange};
use incident_rules::Rule;
use serde::Serialize;

use crate::printable::escaped_json;
use crate::program::Program;
use crate::report::place::Texts;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    column_kind: &'static str,
    results: Vec<Outcome<'a>>,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<ReportingDescriptor<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ReportingDescriptor<'a> {
    id: String,
    name: String,
    short_description: Message<'a>,
    full_description: Message<'a>,
    help_uri: String,
    help: MarkdownMessage,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Message<'a> {
    text: std::borrow::Cow<'a, str>,
}

#[derive(Serialize)]
struct MarkdownMessage {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'a> {
    rule_id: String,
    rule_index: usize,
    level: &'static str,
    message: Message<'a>,
    locations: [Location<'a>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Fix<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Serialize)]
struct ArtifactLocation {
    uri: String,
}

/// Counted from 1; columns in characters; the end is exclusive.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    start_column: u32,
    end_line: u32,
    end_column: u32,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Fix<'a> {
    description: Message<'a>,
    artifact_changes: [ArtifactChange; 1],
    properties: FixProperties,
}

/// The format has no place for how sure a fix is; a bag of properties holds what a tool wants to add.
#[derive(Serialize)]
struct FixProperties {
    /// As `--format json` says it.
    certainty: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange {
    artifact_location: ArtifactLocation,
    replacements: [Replacement; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: Region,
    inserted_content: Content,
}

#[derive(Serialize)]
struct Content {
    text: String,
}

/// One log with one run, and every rule of the compiler in it.
pub(crate) fn sarif(program: &Program, findings: &[Diagnostic]) -> String {
    let writer = Writer { texts: Texts::of_repository(program) };
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "incident",
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    rules: incident_rules::rules().iter().map(|rule| descriptor(rule)).collect(),
                },
            },
            column_kind: "unicodeCodePoints",
            results: findings.iter().map(|finding| writer.outcome(finding)).collect(),
        }],
    };
    // Plain structs with text keys cannot fail to become JSON.
    let mut text = serde_json::to_string_pretty(&log).unwrap_or_default();
    text.push('\n');
    escaped_json(&text)
}

fn descriptor(rule: &'static Rule) -> ReportingDescriptor<'static> {
    let page = with_addresses(rule.page);
    ReportingDescriptor {
        id: rule.code.to_string(),
        name: name(rule.title),
        short_description: Message { text: rule.title.into() },
        full_description: Message { text: first_paragraph(&page).into() },
        help_uri: rule.code.page_address(),
        help: MarkdownMessage { text: page.clone(), markdown: page },
        default_configuration: Configuration { level: level(rule.level) },
    }
}

/// A page whose links to other pages lead there from anywhere: beside a report there are no pages.
fn with_addresses(page: &str) -> String {
    page.replace("](INC", &format!("]({PAGES}/INC"))
}

/// A title as an identifier, which is what the format asks of a name: `DeployedServiceWithoutOnCall`.
fn name(title: &str) -> String {
    let words = title.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let capital = |word: &str| {
        let (first, rest) = word.split_at_checked(1).unwrap_or((word, ""));
        first.to_ascii_uppercase() + rest
    };
    words.map(capital).collect()
}

/// What a page says under its first heading, on one line.
fn first_paragraph(page: &str) -> String {
    let below = page.split_once("\n## ").and_then(|(_, below)| below.split_once("\n\n"));
    let paragraph = below.map_or(page, |(_, text)| text).split("\n\n").next().unwrap_or_default();
    paragraph.split_whitespace().collect::<Vec<&str>>().join(" ")
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "note",
    }
}

struct Writer<'p> {
    texts: Texts<'p>,
}

impl Writer<'_> {
    fn outcome<'a>(&self, finding: &'a Diagnostic) -> Outcome<'a> {
        let text = match &finding.help {
            Some(help) => format!("{} {help}", finding.message).into(),
            None => finding.message.as_str().into(),
        };
        let index = incident_rules::rules().iter().position(|rule| rule.code == finding.code);
        let related = finding.related.iter().zip(1..).map(|(other, id)| Location {
            id: Some(id),
            physical_location: self.place(other.place),
            message: Some(Message { text: other.message.as_str().into() }),
        });
        let fix = finding.mend.as_ref().and_then(|mend| self.fix(finding, mend));
        Outcome {
            rule_id: finding.code.to_string(),
            rule_index: index.unwrap_or_default(),
            level: level(finding.level),
            message: Message { text },
            locations: [Location {
                id: None,
                physical_location: self.place(finding.place),
                message: None,
            }],
            related_locations: related.collect(),
            fixes: fix.into_iter().collect(),
        }
    }

    fn fix<'a>(&self, finding: &'a Diagnostic, mend: &Mend) -> Option<Fix<'a>> {
        let (source, place) = (self.texts.text(finding.place), finding.place.range);
        let TextEdit { start, end, text } = mend.change.edit(source, place)?;
        let changed = Span { range: TextRange::new(start, end), ..finding.place };
        let PhysicalLocation { artifact_location, region } = self.place(changed);
        let there = source.get(usize::from(place.start())..usize::from(place.end()));
        let order = mend.change.in_words(there.unwrap_or_default());
        let description = match mend.certainty {
            Certainty::Certain => format!("{order}."),
            Certainty::Likely => format!("{order}, which is likely what was meant."),
            Certainty::Possible => format!("{order}, which is one of several ways."),
        };
        Some(Fix {
            properties: FixProperties { certainty: mend.certainty.as_str() },
            description: Message { text: description.into() },
            artifact_changes: [ArtifactChange {
                artifact_location,
                replacements: [Replacement {
                    deleted_region: region,
                    inserted_content: Content { text },
                }],
            }],
        })
    }

    fn place(&self, span: Span) -> PhysicalLocation {
        let place = self.texts.place(span);
        PhysicalLocation {
            artifact_location: ArtifactLocation { uri: uri(place.file) },
            region: Region {
                start_line: place.start.line,
                start_column: place.start.column,
                end_line: place.end.line,
                end_column: place.end.column,
            },
        }
    }
}

/// A path as a relative URI reference (RFC 3986): what has no place in a path's segment is written in percent.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use incident_base::{Certainty, Change};
    use serde_json::{Value, json};

    use super::*;
    use crate::report::testing::{error, program, span};

    fn run(findings: &[Diagnostic]) -> Value {
        let program = program(&[("dir/ä b.incident", "é = 5\nx\n"), ("b.incident", "y")]);
        let log: Value = serde_json::from_str(&sarif(&program, findings)).unwrap();
        log["runs"][0].clone()
    }

    #[test]
    fn everything_about_a_finding() {
        let mut finding = error(0..2, "Say \"é\".").with_related(span(1, 0..1), "there");
        finding.help = Some("Do.".to_owned());
        let change = Change::Replace("e".to_owned());
        finding.mend = Some(Mend { change, certainty: Certainty::Certain });
        let region = json!({"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 2});
        let artifact = json!({"uri": "dir/%C3%A4%20b.incident"});
        assert_eq!(
            run(&[finding])["results"][0],
            json!({
                "ruleId": "INC001",
                "ruleIndex": 0,
                "level": "error",
                "message": {"text": "Say \"é\". Do."},
                "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
                "relatedLocations": [{
                    "id": 1,
                    "physicalLocation": {"artifactLocation": {"uri": "b.incident"}, "region": region},
                    "message": {"text": "there"}
                }],
                "fixes": [{
                    "description": {"text": "Change `é` to `e`."},
                    "properties": {"certainty": "certain"},
                    "artifactChanges": [{
                        "artifactLocation": artifact,
                        "replacements": [{"deletedRegion": region, "insertedContent": {"text": "e"}}]
                    }]
                }]
            })
        );
    }

    #[test]
    fn a_fix_that_somebody_has_to_look_at_says_so() {
        let mut finding = error(0..2, "Wrong.");
        let change = Change::Replace("e".to_owned());
        finding.mend = Some(Mend { change, certainty: Certainty::Likely });
        let fix = &run(&[finding])["results"][0]["fixes"][0];
        assert_eq!(fix["properties"], json!({"certainty": "likely"}));
        assert_eq!(
            fix["description"]["text"],
            "Change `é` to `e`, which is likely what was meant."
        );
    }

    #[test]
    fn every_rule_is_described_with_its_page() {
        let run = run(&[]);
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        assert_eq!(rules.len(), incident_rules::rules().len());
        assert!(rules[0]["help"]["markdown"].as_str().unwrap().starts_with("# INC001: "));
        assert_eq!(rules[0]["name"], "P1OrP2WithoutAnEscalationPolicyOfTwoTiers");
        for rule in rules {
            let (id, help) = (rule["id"].as_str().unwrap(), rule["help"]["markdown"].as_str());
            assert_eq!(rule["helpUri"], format!("{PAGES}/{id}.md"));
            let links = help.unwrap().split("](").skip(1);
            assert_eq!(links.filter(|link| !link.starts_with("https://")).count(), 0, "{id}");
            let described = rule["fullDescription"]["text"].as_str().unwrap();
            assert!(
                described.len() > 40 && !described.starts_with('#') && !described.contains('\n'),
                "{rule}"
            );
        }
        assert_eq!(run["results"], json!([]));
    }
}
