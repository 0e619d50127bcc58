//! One habit in a list, such as quotes around every value, is one mistake.

use std::mem::{replace, take};

use incident_base::NodeId;
use incident_ir::Weekday;
use incident_syntax::tree::{Scalar, ScalarKind};

use super::Typer;
use super::values::noun;
use crate::{Issue, IssueKind, Meant};

/// The values of a list that are wrong in the same way.
#[derive(Default)]
pub(super) struct Alike {
    /// In which way, and what is wrong with the first.
    habit: Option<(Habit, Issue)>,
    values: Vec<Wrong>,
}

/// In which way.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Habit {
    /// Another sort of value.
    Sort(ScalarKind),
    /// Other capitals, or more letters: `Monday`.
    Spelling,
    /// A number that cannot be read, for one reason: `5` for `5%`.
    Unread,
}

struct Wrong {
    written: String,
    /// `None` when it is not plain what it is to be.
    meant: Option<String>,
    is_guess: bool,
}

impl Alike {
    /// Does what may report something of a value, and keeps that back where it is wrong as others are.
    pub(super) fn look_at<T>(
        &mut self,
        scalar: &Scalar,
        typer: &mut Typer<'_>,
        act: impl FnOnce(&mut Typer<'_>) -> T,
    ) -> T {
        let others = take(&mut typer.issues);
        let before = typer.before;
        typer.before += others.len() + self.values.len();
        let result = act(typer);
        let mut reported = replace(&mut typer.issues, others);
        typer.before = before;
        if let Some(issue) = reported.take_only() {
            typer.issues.extend(self.unless_alike(scalar, issue));
        }
        typer.issues.append(reported);
        result
    }

    /// An issue of a value, unless that is wrong as others are.
    fn unless_alike(&mut self, scalar: &Scalar, issue: Issue) -> Option<Issue> {
        let is_guess = matches!(issue.kind, IssueKind::WrongType { meant: Meant::Guess(_), .. });
        let (habit, meant) = match &issue.kind {
            IssueKind::WrongType { meant: Meant::Value(meant) | Meant::Guess(meant), .. } => {
                (Habit::Sort(scalar.kind), Some(meant.clone()))
            }
            IssueKind::WrongType { meant: Meant::Unknown, .. } => (Habit::Sort(scalar.kind), None),
            IssueKind::UnknownChoice { word, nearest: Some(meant), .. }
                if word.to_ascii_lowercase().starts_with(&meant.to_ascii_lowercase()) =>
            {
                (Habit::Spelling, Some(meant.clone()))
            }
            IssueKind::MalformedLiteral { instead, .. } => (Habit::Unread, instead.clone()),
            _ => return Some(issue),
        };
        let is_as_plain = habit == Habit::Unread
            || self.values.first().is_none_or(|first| first.meant.is_some() == meant.is_some());
        let is_habit = |(known, first): &(Habit, Issue)| {
            *known == habit && have_one_reason(&first.kind, &issue.kind)
        };
        let is_alike = self.habit.as_ref().is_none_or(is_habit) && is_as_plain;
        if !is_alike {
            return Some(issue);
        }
        self.habit.get_or_insert((habit, issue));
        self.values.push(Wrong { written: scalar.text.to_string(), meant, is_guess });
        None
    }

    /// Reports what was kept back: of several values once, at the list.
    pub(super) fn tell_once(self, list: NodeId, typer: &mut Typer<'_>) {
        let Some((habit, first)) = self.habit else { return };
        if self.values.len() == 1 {
            typer.issues.push(first);
            return;
        }
        let is_guess = self.values.iter().any(|wrong| wrong.is_guess);
        let meant: Vec<_> =
            self.values.into_iter().map(|wrong| (wrong.written, wrong.meant)).collect();
        let kind = match (first.kind, habit) {
            (IssueKind::WrongType { subject, expected, .. }, Habit::Sort(sort)) => {
                IssueKind::WrongTypes { subject, expected, found: noun(sort), meant, is_guess }
            }
            (IssueKind::UnknownChoice { set, subject, .. }, _) => {
                let plain = |(written, meant): (_, Option<String>)| Some((written, meant?));
                let meant: Vec<_> = meant.into_iter().filter_map(plain).collect();
                let is_plain = meant.iter().all(|(written, meant)| is_spelling(written, meant));
                IssueKind::UnknownChoices { set, subject, meant, is_plain }
            }
            (IssueKind::MalformedLiteral { subject, reason, .. }, _) => {
                IssueKind::MalformedLiterals { subject, reason, meant }
            }
            (other, _) => other,
        };
        typer.report(list, kind);
    }
}

/// Whether two values cannot be read for the same reason, if that is what is wrong with them. One of the reasons may say
/// more: "a percentage ends in `%`: five in a hundred are `5%`".
fn have_one_reason(one: &IssueKind, other: &IssueKind) -> bool {
    match (one, other) {
        (
            IssueKind::MalformedLiteral { reason: one, .. },
            IssueKind::MalformedLiteral { reason: other, .. },
        ) => one.starts_with(other.as_str()) || other.starts_with(one.as_str()),
        _ => true,
    }
}

/// Whether it can be meant as nothing else: `MON` or `Monday` as `mon`, but not `Monthly`.
fn is_spelling(written: &str, meant: &str) -> bool {
    let day = || Weekday::from_name(meant).map(Weekday::full_name);
    written.eq_ignore_ascii_case(meant)
        || day().is_some_and(|day| written.eq_ignore_ascii_case(day))
}
