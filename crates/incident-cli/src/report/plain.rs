//! A finding without its source text: for lines too long to be shown, and files that are no text.

use std::fmt::Write as _;

use incident_base::Diagnostic;

use crate::printable::{message, one_line};
use crate::report::Style;
use crate::report::place::{Place, Texts};

/// The header, then a line for each place and for the help.
pub(crate) fn plain(texts: &Texts<'_>, finding: &Diagnostic, style: Style) -> String {
    let header = format!("{}[{}]:", finding.level.as_str(), finding.code);
    let header = style.level(finding.level, &header);
    let mut lines = format!("{header} {}\n", message(&finding.message));
    // Writing to a string cannot fail.
    let _ = write!(lines, "    at {}", position(texts.place(finding.place)));
    if let Some(label) = &finding.label {
        let _ = write!(lines, ": {}", one_line(label));
    }
    lines.push('\n');
    for related in &finding.related {
        let place = position(texts.place(related.place));
        let _ = writeln!(lines, "    at {place}: {}", message(&related.message));
    }
    if let Some(help) = &finding.help {
        let _ = writeln!(lines, "    Help: {}", message(help));
    }
    lines
}

fn position(place: Place<'_>) -> String {
    format!("{}:{}:{}", one_line(place.file), place.start.line, place.start.column)
}
