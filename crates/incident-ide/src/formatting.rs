//! A text in its canonical layout, as the changes that lead to it.

mod broken;

use incident_base::{FileId, TextEdit, TextRange, TextSize};
use incident_fmt::Refusal;

use crate::Analysis;

/// The changes that lay a file out, whole lines each; none when it is laid out, or does not parse: what is wrong with
/// it is shown as diagnostics. `incident.toml` is in another language.
pub(crate) fn of(analysis: &Analysis, file: FileId) -> Vec<TextEdit> {
    together(changes_of(analysis, file).unwrap_or_default())
}

/// Those of the changes that touch a range. Of a file that does not parse, what does is laid out.
pub(crate) fn in_range(analysis: &Analysis, file: FileId, range: TextRange) -> Vec<TextEdit> {
    let changes = changes_of(analysis, file);
    touching(changes.unwrap_or_else(|| broken::changes_in(analysis, file, range)), range)
}

/// Those that lay out the block that is closed before a place, else its line.
pub(crate) fn on_type(analysis: &Analysis, file: FileId, offset: TextSize) -> Vec<TextEdit> {
    let Some(changes) = changes_of(analysis, file) else {
        return together(broken::closed_at(analysis, file, offset));
    };
    let closed = broken::opener(analysis, file, offset);
    let start = closed.and_then(|(opener, _)| TextSize::try_from(opener).ok());
    touching(changes, TextRange::new(start.unwrap_or(offset), offset))
}

/// Nothing of a file that does not parse.
fn changes_of(analysis: &Analysis, file: FileId) -> Option<Vec<TextEdit>> {
    if analysis.is_config(file) {
        return Some(Vec::new());
    }
    // Laying out asks nothing of the database, which would notice an edit.
    changes(analysis.text(file), || analysis.give_way())
}

fn touching(mut changes: Vec<TextEdit>, range: TextRange) -> Vec<TextEdit> {
    // A selection of whole lines ends where the next one starts.
    let end = range.end().max(range.start() + TextSize::new(1));
    changes.retain(|change| {
        let is_behind = change.start >= end;
        !is_behind && (range.start() < change.end || range.start() == change.start)
    });
    together(changes)
}

/// What stands beside each other as one change.
fn together(changes: Vec<TextEdit>) -> Vec<TextEdit> {
    let mut edits: Vec<TextEdit> = Vec::new();
    for change in changes {
        match edits.last_mut().filter(|last| last.end == change.start) {
            Some(last) => {
                last.end = change.end;
                last.text.push_str(&change.text);
            }
            None => edits.push(change),
        }
    }
    edits
}

/// The changes that lay a text out, of as few lines each as can be. The text and its layout say the same, so lines with
/// as many letters before them start at the same place; a comparison that knows nothing of that takes longer than the
/// layout. `between` is called between steps, and may unwind. Nothing when the text does not parse.
fn changes(text: &str, between: impl Fn()) -> Option<Vec<TextEdit>> {
    let formatted = match incident_fmt::format_in_steps(text, &between) {
        Ok(formatted) => formatted,
        Err(Refusal::Syntax(_)) => return None,
        Err(_) => return Some(Vec::new()),
    };
    between();
    let new = formatted.text;
    let mut changes = Vec::new();
    let mut before = (0, 0);
    for (from, to) in meetings(&line_starts(text), &line_starts(&new)) {
        let (was, is) = (text.get(before.0..from), new.get(before.1..to));
        let places = [before.0, from].map(TextSize::try_from);
        before = (from, to);
        if let (Some(is), [Ok(start), Ok(end)]) = (is.filter(|is| was != Some(is)), places) {
            changes.push(TextEdit { start, end, text: is.to_owned() });
        }
    }
    Some(changes)
}

/// Where lines start, the text's end included, with how many letters stand before each. Blanks, and commas, which a
/// layout adds and takes away, are not counted.
fn line_starts(text: &str) -> Vec<(usize, usize)> {
    let mut starts = vec![(0, 0)];
    let mut letters = 0;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'\n' => starts.push((letters, at + 1)),
            b',' | b' ' | b'\t' | b'\r' => {}
            _ => letters += 1,
        }
    }
    starts.push((letters, text.len()));
    starts
}

/// The places of two texts that are the same, in order: of lines with as many letters before them, which but for the
/// last are empty, the first and the last.
fn meetings(old: &[(usize, usize)], new: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let by_letters = |one: &(usize, usize), other: &(usize, usize)| one.0 == other.0;
    let mut new = new.chunk_by(by_letters).peekable();
    let mut met = Vec::new();
    for old in old.chunk_by(by_letters) {
        let ends = |lines: &[(usize, usize)]| Some((*lines.first()?, *lines.last()?));
        let Some((first, last)) = ends(old) else { continue };
        while new.next_if(|lines| lines.first().is_some_and(|it| it.0 < first.0)).is_some() {}
        let there = new.next_if(|lines| lines.first().is_some_and(|it| it.0 == first.0));
        if let Some((new_first, new_last)) = there.and_then(ends) {
            met.extend([(first.1, new_first.1), (last.1, new_last.1)]);
        }
    }
    met
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::testing::{EXAMPLES, example};

    fn format(text: &str) -> Vec<TextEdit> {
        together(changes(text, || ()).unwrap_or_default())
    }

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
    fn lines_that_are_laid_out_stay_and_what_is_beside_them_is_changed_at_once() {
        let text = "role a {\n  title = \"x\"\n}\n\n\n\nrole b { title = \"y\",\n}\nteam t {\n  members = [a@b.c,\n    \
                    d@e.f]\n}";
        let edits: Vec<(&str, String)> = format(text)
            .into_iter()
            .map(|edit| (&text[TextRange::new(edit.start, edit.end)], edit.text))
            .collect();
        expect![[r#"
            [
                (
                    "\n\n\nrole b { title = \"y\",\n",
                    "\nrole b {\n  title = \"y\"\n",
                ),
                (
                    "  members = [a@b.c,\n    d@e.f]\n}",
                    "  members = [\n    a@b.c,\n    d@e.f,\n  ]\n}\n",
                ),
            ]
        "#]]
        .assert_debug_eq(&edits);
    }

    #[test]
    fn a_range_changes_its_lines_only() {
        let text = "role a {\ntitle = \"x\"\nassignee = a@b.c\n}\nrole b {\ntitle = \"y\"\n}\n";
        let changed = |start: u32, end: u32| {
            let range = TextRange::new(start.into(), end.into());
            let edits = touching(changes(text, || ()).unwrap_or_default(), range);
            incident_base::apply(text, edits).0
        };
        let first = text.replacen("title", "  title   ", 1);
        for (start, end) in [(5, 15), (9, 21), (12, 12), (20, 20)] {
            assert_eq!(changed(start, end), first, "{start}..{end}");
        }
        assert_eq!(changed(9, 22), first.replacen("assignee", "  assignee", 1));
        assert_eq!(
            (changed(0, 8), changed(48, 200)),
            (text.to_owned(), text.replacen("title = \"y", "  title = \"y", 1))
        );
        assert_eq!(format("service {"), []);
    }
}
