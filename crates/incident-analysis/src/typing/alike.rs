//! One habit in a list, such as quotes around every value, is one mistake.

use incident_base::NodeId;
use incident_ir::Weekday;
use incident_syntax::tree::{Scalar, ScalarKind};

use super::Typer;
use super::values::noun;
use crate::{Issue, IssueKind, Issues, Meant};

/// The values of a list that are wrong in the same way.
#[derive(Default)]
pub(super) struct Alike {
    habit: Option<Habit>,
    values: Vec<Wrong>,
}

/// In which way.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Habit {
    /// Another sort of value.
    Sort(ScalarKind),
    /// Other capitals, or more letters: `Monday`.
    Spelling,
}

struct Wrong {
    /// The number of its issue.
    issue: usize,
    written: String,
    /// `None` when it is not plain what it is to be.
    meant: Option<String>,
    is_guess: bool,
}

impl Alike {
    /// Looks at what was reported of a value, from that issue on.
    pub(super) fn look_at(&mut self, scalar: &Scalar, reported: usize, issues: &Issues) {
        let Some(Issue { kind, .. }) = issues.only_from(reported) else { return };
        let is_guess = matches!(kind, IssueKind::WrongType { meant: Meant::Guess(_), .. });
        let (habit, meant) = match kind {
            IssueKind::WrongType { meant: Meant::Value(meant) | Meant::Guess(meant), .. } => {
                (Habit::Sort(scalar.kind), Some(meant.clone()))
            }
            IssueKind::WrongType { meant: Meant::Unknown, .. } => (Habit::Sort(scalar.kind), None),
            IssueKind::UnknownChoice { word, nearest: Some(meant), .. }
                if word.to_ascii_lowercase().starts_with(&meant.to_ascii_lowercase()) =>
            {
                (Habit::Spelling, Some(meant.clone()))
            }
            _ => return,
        };
        let first = self.values.first();
        let is_as_plain = first.is_none_or(|first| first.meant.is_some() == meant.is_some());
        if *self.habit.get_or_insert(habit) == habit && is_as_plain {
            let written = scalar.text.to_string();
            self.values.push(Wrong { issue: reported, written, meant, is_guess });
        }
    }

    /// Reports at the list what was reported of several.
    pub(super) fn tell_once(self, list: NodeId, typer: &mut Typer<'_>) {
        let (Some(habit), [first, _, ..]) = (self.habit, self.values.as_slice()) else { return };
        let Some(first) = typer.issues.listed().get(first.issue).map(|issue| issue.kind.clone())
        else {
            return;
        };
        typer.issues.leave_out(self.values.iter().map(|wrong| wrong.issue));
        let is_guess = self.values.iter().any(|wrong| wrong.is_guess);
        let meant: Vec<_> =
            self.values.into_iter().map(|wrong| (wrong.written, wrong.meant)).collect();
        let kind = match (first, habit) {
            (IssueKind::WrongType { subject, expected, .. }, Habit::Sort(sort)) => {
                IssueKind::WrongTypes { subject, expected, found: noun(sort), meant, is_guess }
            }
            (IssueKind::UnknownChoice { set, subject, .. }, _) => {
                let plain = |(written, meant): (_, Option<String>)| Some((written, meant?));
                let meant: Vec<_> = meant.into_iter().filter_map(plain).collect();
                let is_plain = meant.iter().all(|(written, meant)| is_spelling(written, meant));
                IssueKind::UnknownChoices { set, subject, meant, is_plain }
            }
            (other, _) => other,
        };
        typer.report(list, kind);
    }
}

/// Whether it can be meant as nothing else: `MON` or `Monday` as `mon`, but not `Monthly`.
fn is_spelling(written: &str, meant: &str) -> bool {
    let day = || Weekday::from_name(meant).map(Weekday::full_name);
    written.eq_ignore_ascii_case(meant)
        || day().is_some_and(|day| written.eq_ignore_ascii_case(day))
}
