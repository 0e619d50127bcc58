//! What was found in one place, up to a number; the rest is counted.

use std::mem::discriminant;

use incident_base::MOST_LISTED;

use crate::{Issue, IssueKind};

/// Issues in the order in which they were found: the first [`MOST_LISTED`] of them, and of what sort the others are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Issues {
    listed: Vec<Issue>,
    /// Of each further one, which of the sorts it is: a byte, however many there are.
    more: Vec<u8>,
    /// The first of each sort.
    sorts: Vec<IssueKind>,
    /// The last of the further ones.
    last: Option<Box<Issue>>,
}

impl Issues {
    /// Those that are listed.
    pub fn listed(&self) -> &[Issue] {
        &self.listed
    }

    /// Those that are not: by sort, one of them and how many there are.
    pub fn more(&self) -> impl Iterator<Item = (&IssueKind, usize)> {
        let mut counts = vec![0_usize; self.sorts.len()];
        for sort in &self.more {
            if let Some(count) = counts.get_mut(usize::from(*sort)) {
                *count += 1;
            }
        }
        self.sorts.iter().zip(counts).filter(|(_, count)| *count > 0)
    }

    /// How many there are, listed or not.
    pub(crate) fn len(&self) -> usize {
        self.listed.len() + self.more.len()
    }

    /// Whether the next is not listed any more: what it would say need not be found out.
    pub(crate) fn is_full(&self) -> bool {
        !self.more.is_empty() || self.listed.len() >= MOST_LISTED
    }

    pub(crate) fn push(&mut self, issue: Issue) {
        if !self.is_full() {
            self.listed.push(issue);
            return;
        }
        let known = self.sorts.iter().position(|it| discriminant(it) == discriminant(&issue.kind));
        let sort = known.unwrap_or_else(|| {
            self.sorts.push(issue.kind.clone());
            self.sorts.len() - 1
        });
        // There are fewer sorts than a byte has values.
        self.more.push(u8::try_from(sort).unwrap_or(u8::MAX));
        self.last = Some(Box::new(issue));
    }

    /// Adds those of another place.
    pub(crate) fn append(&mut self, other: &Self) {
        other.listed.iter().for_each(|issue| self.push(issue.clone()));
        for (kind, count) in other.more() {
            let Some(origin) = other.listed.first().map(|issue| issue.origin) else { return };
            for _ in 0..count {
                self.push(Issue { kind: kind.clone(), origin, related: None });
            }
        }
    }

    /// Forgets what was found after the first so many.
    pub(crate) fn truncate(&mut self, count: usize) {
        self.more.truncate(count.saturating_sub(self.listed.len()));
        self.listed.truncate(count);
    }

    /// What was found after the first so many, as far as it is listed.
    pub(crate) fn listed_from(&mut self, count: usize) -> impl Iterator<Item = &mut Issue> {
        self.listed.iter_mut().skip(count)
    }

    /// The only one that was found after the first so many, listed or not.
    pub(crate) fn only_from(&self, count: usize) -> Option<&Issue> {
        let only = self.len() == count + 1;
        let found = self.listed.get(count).or(self.last.as_deref());
        found.filter(|_| only)
    }

    /// Leaves out those with these numbers, which are in order: each is looked at once, however many there are.
    pub(crate) fn leave_out(&mut self, numbers: impl Iterator<Item = usize>) {
        let mut numbers = numbers.peekable();
        let mut number = 0..;
        let mut stays = || numbers.next_if_eq(&number.next().unwrap_or_default()).is_none();
        self.listed.retain(|_| stays());
        self.more.retain(|_| stays());
    }

    /// All of them, when no more come.
    pub(crate) fn finished(mut self) -> Self {
        self.last = None;
        self
    }
}

impl Extend<Issue> for Issues {
    fn extend<T: IntoIterator<Item = Issue>>(&mut self, issues: T) {
        issues.into_iter().for_each(|issue| self.push(issue));
    }
}

#[cfg(test)]
mod tests {
    use incident_base::{FileId, ItemKey, NodeId, Origin};

    use super::*;

    fn found(numbers: std::ops::Range<usize>) -> Issues {
        let mut issues = Issues::default();
        issues.extend(numbers.map(issue));
        issues
    }

    fn issue(number: usize) -> Issue {
        let node = NodeId(u32::try_from(number).unwrap());
        let origin = Origin { file: FileId(0), item: ItemKey(0), node };
        let kind = match number % 3 {
            0 => IssueKind::AlmostOncall { role: number.to_string() },
            _ => IssueKind::ProfileCycle { path: vec![number.to_string()] },
        };
        Issue { kind, origin, related: None }
    }

    #[test]
    fn what_is_not_listed_is_counted_by_sort() {
        let issues = found(0..MOST_LISTED + 30);
        assert_eq!(issues.len(), MOST_LISTED + 30);
        assert_eq!(issues.listed().last(), Some(&issue(MOST_LISTED - 1)));
        let mut more: Vec<usize> = issues.more().map(|(_, count)| count).collect();
        more.sort_unstable();
        assert_eq!(more, [10, 20]);
        assert_eq!(found(0..MOST_LISTED).more().count(), 0);
    }

    #[test]
    fn what_is_forgotten_makes_room() {
        let mut issues = found(0..MOST_LISTED + 30);
        issues.truncate(MOST_LISTED + 10);
        assert_eq!((issues.len(), issues.listed().len()), (MOST_LISTED + 10, MOST_LISTED));
        issues.truncate(7);
        assert_eq!(issues.listed(), found(0..7).listed());
        assert!(!issues.is_full() && issues.more().next().is_none());
    }

    #[test]
    fn the_only_one_is_known_whether_it_is_listed_or_not() {
        for count in [0, 5, MOST_LISTED - 1, MOST_LISTED, MOST_LISTED + 5] {
            let issues = found(0..count + 1);
            assert_eq!(issues.only_from(count), Some(&issue(count)), "{count}");
            assert_eq!(issues.only_from(count + 1), None);
            assert_eq!(found(0..count + 2).only_from(count), None);
        }
    }

    /// A list of so many wrong values is gone through once.
    #[test]
    fn of_those_that_are_left_out_each_is_looked_at_once() {
        for count in [1_000_usize, 2_000, MOST_LISTED] {
            let mut issues = found(0..count * 2);
            let mut looked_at = 0;
            issues.leave_out((0..count).map(|at| at * 2).inspect(|_| looked_at += 1));
            assert_eq!(looked_at, count);
            assert_eq!(issues.len(), count);
            let odd = (0..count).map(|at| issue(at * 2 + 1));
            assert!(odd.zip(issues.listed()).all(|(odd, one)| odd == *one));
        }
    }
}
