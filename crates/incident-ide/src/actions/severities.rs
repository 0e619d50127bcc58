//! Adding the severity levels that a service does not declare.

use incident_analysis::lower;
use incident_base::{FileId, TextEdit, TextRange, TextSize, line_above, line_around};
use incident_ir::{Service, SeverityLevel};
use incident_schema::vocabulary::SEVERITY_LEVELS;
use incident_schema::{Choice, Kind, block};
use incident_syntax::tree::{Block, Entry};

use super::insert::behind_brace;
use super::{Action, indent, line_end, rewrite};
use crate::Analysis;
use crate::cursor::{At, Cursor, id};

/// Each between those of the levels around it, or at the end of the service: offered at the service's header and at any
/// severity's. A P1 or P2 without a policy of two tiers is an error, and only its people know one; it is left out.
pub(super) fn add_missing(analysis: &Analysis, file: FileId, at: TextSize) -> Option<Action> {
    let cursor = Cursor::find(analysis, file, at)?;
    let is_header = matches!(cursor.at, At::Kind | At::Label(..));
    let asks = matches!(cursor.kind(), Some(Kind::Service | Kind::Severity));
    let service = cursor.blocks.first().filter(|_| is_header && asks)?;
    if service.kind.text != block(Kind::Service).name {
        return None;
    }
    let known = &*lower(&analysis.db, cursor.item)?.service;
    let levels = SEVERITY_LEVELS.choices.iter().enumerate();
    let missing: Vec<(usize, &Choice)> =
        levels.filter(|(_, level)| may_be_added(known, level.name)).collect();
    let text = analysis.text(file);
    let outer = indent(text, cursor.tree.range(service.id).start().into());
    let place = Place { text, end: line_end(text), inner: format!("{outer}  "), outer };
    let declared: Vec<(usize, TextRange)> = severities(service)
        .filter_map(|(inner, name)| Some((position(name)?, cursor.tree.range(inner.id))))
        .collect();
    if declared.len() < severities(service).count() {
        return None;
    }
    let edits = if declared.is_empty() {
        let blocks: String = missing.iter().map(|(_, level)| place.severity(level)).collect();
        place.at_the_end(&cursor, service, blocks)?
    } else {
        // Those that come behind the same one are one change.
        let behind = |(at, _): &(usize, &Choice)| {
            let before = declared.iter().filter(|(other, _)| other < at);
            before.max_by_key(|(it, _)| *it).map(|(_, range)| *range)
        };
        let groups = missing.chunk_by(|one, next| behind(one) == behind(next));
        let edits = groups.map(|group| {
            let lines: String = group.iter().map(|(_, level)| place.severity(level)).collect();
            match behind(group.first()?) {
                Some(last) => place.behind_one(last, lines),
                None => place.before_all(&declared, &lines),
            }
        });
        edits.collect::<Option<Vec<_>>>()?
    };
    let names: Vec<&str> = missing.iter().map(|(_, level)| level.name).collect();
    let title = format!("Add severity {}", names.join(", "));
    (!missing.is_empty()).then(|| rewrite(title, edits))
}

fn may_be_added(service: &Service, level: &str) -> bool {
    let Some(level) = SeverityLevel::from_name(level) else { return false };
    let policy = service.policies.iter().find(|policy| policy.serves(level));
    let has_way = policy.is_some_and(|policy| policy.tiers.len() >= 2);
    let is_urgent = matches!(level, SeverityLevel::P1 | SeverityLevel::P2);
    service.severity(level).is_none() && (has_way || !is_urgent)
}

fn position(level: &str) -> Option<usize> {
    SEVERITY_LEVELS.choices.iter().position(|choice| choice.name.eq_ignore_ascii_case(level))
}

fn severities(service: &Block) -> impl Iterator<Item = (&Block, &str)> {
    service.body.iter().flatten().filter_map(|entry| match entry {
        Entry::Block(inner) if inner.kind.text == block(Kind::Severity).name => {
            Some((inner, inner.labels.first()?.text.as_str()))
        }
        _ => None,
    })
}

/// How the text around is written.
struct Place<'t> {
    text: &'t str,
    end: &'static str,
    outer: &'t str,
    inner: String,
}

impl Place<'_> {
    /// A severity with what its level means for a description, until somebody writes what it means here; on lines of its
    /// own behind others.
    fn severity(&self, level: &Choice) -> String {
        let (end, indent) = (self.end, &self.inner);
        let meaning = level.doc.split('.').next().unwrap_or_default();
        let body = match level.name {
            "P1" => format!(" {{{end}{indent}  response_time = 5m{end}{indent}}}"),
            _ => String::new(),
        };
        format!("{end}{indent}severity {} \"{meaning}\"{body}", level.name)
    }

    /// Behind a declared one.
    fn behind_one(&self, one: TextRange, lines: String) -> Option<TextEdit> {
        let line = line_around(self.text, one.end().into());
        let rest = self.text.get(usize::from(one.end())..line.end)?;
        // Of what follows on the line, only the brace of the service is known to stand well on the next.
        let is_known = is_comment(rest) || rest.trim().starts_with('}');
        is_known.then(|| self.behind(one.end(), rest, lines))
    }

    /// Before the first declared one.
    fn before_all(&self, declared: &[(usize, TextRange)], lines: &str) -> Option<TextEdit> {
        let (_, first) = declared.iter().min_by_key(|(_, range)| range.start())?;
        let place = TextSize::try_from(self.above(first.start().into())?).ok()?;
        let lines = lines.strip_prefix(self.end)?;
        Some(TextEdit { start: place, end: place, text: format!("{lines}{}", self.end) })
    }

    /// The start of the line of an entry, or of the comments that stand directly above it; `None` where something
    /// stands before it on the line.
    fn above(&self, entry: usize) -> Option<usize> {
        let mut start = line_around(self.text, entry).start;
        if !self.text.get(start..entry)?.trim().is_empty() {
            return None;
        }
        while let Some(above) = line_above(self.text, start) {
            if !self.text.get(above.clone())?.trim_start().starts_with("//") {
                break;
            }
            start = above.start;
        }
        Some(start)
    }

    /// Behind the last entry of a service that declares none; with a body, where it has none.
    fn at_the_end(
        &self,
        cursor: &Cursor<'_>,
        service: &Block,
        blocks: String,
    ) -> Option<Vec<TextEdit>> {
        let header = cursor.tree.range(service.header).end();
        let added =
            |place: TextSize, text: String| vec![TextEdit { start: place, end: place, text }];
        let Some(entries) = &service.body else {
            return Some(added(header, format!(" {{{blocks}{}{}}}", self.end, self.outer)));
        };
        let last = match entries.last() {
            Some(last) => cursor.tree.range(id(last)).end(),
            None => behind_brace(self.text, header)?,
        };
        let line = line_around(self.text, last.into());
        let rest = self.text.get(usize::from(last)..line.end)?;
        Some(vec![self.behind(last, rest, blocks)])
    }

    /// Adds lines behind a place: behind its line where only a comment follows, else before what does, on a line of its own.
    fn behind(&self, place: TextSize, rest: &str, lines: String) -> TextEdit {
        if is_comment(rest) {
            let place = place + TextSize::of(rest);
            return TextEdit { start: place, end: place, text: lines };
        }
        let blanks = rest.len() - rest.trim_start().len();
        let end = place + TextSize::try_from(blanks).unwrap_or_default();
        TextEdit { start: place, end, text: format!("{lines}{}{}", self.end, self.outer) }
    }
}

/// Whether nothing or a comment stands on the rest of a line.
fn is_comment(rest: &str) -> bool {
    let rest = rest.trim();
    rest.is_empty() || rest.starts_with("//") || (rest.starts_with("/*") && rest.ends_with("*/"))
}
