//! A text in its canonical layout, as the changes that lead to it.

use incident_base::{TextEdit, TextRange, TextSize};
use similar::{Algorithm, DiffOp, TextDiff};

/// The changes that lay a text out, whole lines each; none when it is laid out, or does not parse: what is wrong with
/// it is shown as diagnostics.
pub fn format(text: &str) -> Vec<TextEdit> {
    let Ok(formatted) = incident_fmt::format(text) else { return Vec::new() };
    if formatted.text == text {
        return Vec::new();
    }
    edits(text, &formatted.text)
}

/// Those of the changes that touch a range.
pub fn format_range(text: &str, range: TextRange) -> Vec<TextEdit> {
    let mut edits = format(text);
    edits.retain(|edit| edit.start <= range.end() && range.start() <= edit.end);
    edits
}

/// The changes by lines from one text to another.
fn edits(old: &str, new: &str) -> Vec<TextEdit> {
    let diff = TextDiff::configure().algorithm(Algorithm::Patience).diff_lines(old, new);
    let starts = |lines: &mut dyn Iterator<Item = &str>| -> Vec<usize> {
        let ends = lines.scan(0, |at, line| {
            *at += line.len();
            Some(*at)
        });
        std::iter::once(0).chain(ends).collect()
    };
    let old_starts = starts(&mut diff.iter_old_slices());
    let new_starts = starts(&mut diff.iter_new_slices());
    let place = |starts: &[usize], at: usize| starts.get(at).copied().unwrap_or_default();
    let edit = |op: &DiffOp| {
        let (from, to) = (op.old_range(), op.new_range());
        let text = new.get(place(&new_starts, to.start)..place(&new_starts, to.end))?;
        let offset = |at: usize| TextSize::try_from(place(&old_starts, at)).ok();
        Some(TextEdit { start: offset(from.start)?, end: offset(from.end)?, text: text.to_owned() })
    };
    let changes = diff.ops().iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
    changes.filter_map(edit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{EXAMPLES, example};

    #[test]
    fn the_changes_lead_to_the_layout() {
        for name in EXAMPLES {
            let text = example(name);
            assert_eq!(format(&text), []);
            let flat: String =
                text.lines().map(|line| format!("{}\n", line.trim_start())).collect();
            let (changed, _) = incident_base::apply(&flat, format(&flat));
            assert_eq!(changed, incident_fmt::format(&flat).unwrap().text, "{name}");
        }
    }

    #[test]
    fn a_range_changes_its_lines_only() {
        let text = "role a {\ntitle = \"x\"\n}\n\nrole b {\ntitle = \"y\"\n}\n";
        let edits = format_range(text, TextRange::new(5.into(), 15.into()));
        let (changed, _) = incident_base::apply(text, edits);
        assert_eq!(changed, "role a {\n  title = \"x\"\n}\n\nrole b {\ntitle = \"y\"\n}\n");
        assert_eq!(format("service {"), []);
    }
}
