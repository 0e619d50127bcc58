//! What was found in one place; of errors, up to a number.

use incident_base::{MOST_LISTED, Origin};

use crate::{Db, Issue};

/// Issues in the order in which they were found. Of errors the first are kept, and that there are more; whatever is no
/// error is kept, since it may be allowed where it stands, or denied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issues {
    /// How many errors are kept.
    most: usize,
    listed: Vec<Issue>,
    /// How many of those are errors.
    errors: usize,
    /// How many errors were left out.
    left_out: usize,
    /// Where the first of them stands.
    first_left_out: Option<Origin>,
}

/// How much was found at some time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    listed: usize,
    left_out: usize,
}

impl Default for Issues {
    fn default() -> Self {
        Self::up_to(MOST_LISTED)
    }
}

impl Issues {
    /// None yet; so many errors will be kept.
    pub(crate) fn up_to(most: usize) -> Self {
        Self { most, listed: Vec::new(), errors: 0, left_out: 0, first_left_out: None }
    }

    /// None yet, of as many as the database lists.
    pub(crate) fn of(db: &dyn Db) -> Self {
        Self::up_to(db.most_listed())
    }

    /// Those that are listed.
    pub fn listed(&self) -> &[Issue] {
        &self.listed
    }

    /// How many errors are listed at most.
    pub fn most(&self) -> usize {
        self.most
    }

    /// Where the first error stands that is not, if there is any.
    pub fn first_left_out(&self) -> Option<Origin> {
        self.first_left_out
    }

    /// How many there are, listed or not.
    pub(crate) fn len(&self) -> usize {
        self.listed.len() + self.left_out
    }

    pub(crate) fn push(&mut self, issue: Issue) {
        if !issue.kind.is_error() {
            self.listed.push(issue);
        } else if self.errors < self.most {
            self.errors += 1;
            self.listed.push(issue);
        } else {
            self.left_out += 1;
            self.first_left_out.get_or_insert(issue.origin);
        }
    }

    /// Adds those of another place.
    pub(crate) fn append(&mut self, other: Self) {
        self.extend(other.listed);
        self.left_out += other.left_out;
        self.first_left_out = self.first_left_out.or(other.first_left_out);
    }

    /// The same, to be kept for long.
    pub(crate) fn without_spare_room(mut self) -> Self {
        self.listed.shrink_to_fit();
        self
    }

    /// How much has been found by now.
    pub(crate) fn mark(&self) -> Mark {
        Mark { listed: self.listed.len(), left_out: self.left_out }
    }

    /// Forgets what was found since then.
    pub(crate) fn forget_since(&mut self, mark: Mark) {
        let forgotten = self.listed.drain(mark.listed.min(self.listed.len())..);
        self.errors -= forgotten.filter(|issue| issue.kind.is_error()).count();
        self.left_out = mark.left_out;
        if self.left_out == 0 {
            self.first_left_out = None;
        }
    }

    /// What was found since then, as far as it is listed.
    pub(crate) fn since(&mut self, mark: Mark) -> impl Iterator<Item = &mut Issue> {
        self.listed.iter_mut().skip(mark.listed)
    }

    /// Takes out the only one.
    pub(crate) fn take_only(&mut self) -> Option<Issue> {
        if self.len() != 1 {
            return None;
        }
        std::mem::take(self).listed.pop()
    }
}

impl Extend<Issue> for Issues {
    fn extend<T: IntoIterator<Item = Issue>>(&mut self, issues: T) {
        issues.into_iter().for_each(|issue| self.push(issue));
    }
}

#[cfg(test)]
mod tests {
    use incident_base::{FileId, ItemKey, NodeId};

    use super::*;
    use crate::IssueKind;

    fn issue(number: usize, kind: IssueKind) -> Issue {
        let node = NodeId(u32::try_from(number).unwrap());
        let origin = Origin { file: FileId(0), item: ItemKey(0), node };
        Issue { kind, origin, related: None }
    }

    fn error(number: usize) -> Issue {
        issue(number, IssueKind::ProfileCycle { path: vec![number.to_string()] })
    }

    fn warning(number: usize) -> Issue {
        issue(number, IssueKind::AlmostOncall { role: number.to_string() })
    }

    fn errors(count: usize) -> Issues {
        let mut issues = Issues::default();
        issues.extend((0..count).map(error));
        issues
    }

    #[test]
    fn only_errors_are_left_out() {
        let mut issues = Issues::default();
        for number in 0..MOST_LISTED + 5 {
            issues.push(error(number));
            issues.push(warning(number));
        }
        let of = |is_error| issues.listed().iter().filter(move |it| it.kind.is_error() == is_error);
        assert!(of(true).cloned().eq((0..MOST_LISTED).map(error)));
        assert!(of(false).cloned().eq((0..MOST_LISTED + 5).map(warning)));
        assert_eq!(issues.first_left_out(), Some(error(MOST_LISTED).origin));
        assert_eq!(issues.len(), 2 * (MOST_LISTED + 5));
        assert_eq!(errors(MOST_LISTED).first_left_out(), None);
    }

    #[test]
    fn what_is_forgotten_makes_room() {
        let few = errors(7);
        let (full, over) = (errors(MOST_LISTED), errors(MOST_LISTED + 10));
        let mut issues = over.clone();
        let mark = issues.mark();
        issues.push(warning(1));
        issues.push(error(1));
        assert_ne!(issues.mark(), mark);
        for (mark, rest) in [(mark, &over), (full.mark(), &full), (few.mark(), &few)] {
            issues.forget_since(mark);
            assert_eq!(&issues, rest);
        }
    }

    #[test]
    fn what_another_place_left_out_is_left_out() {
        let mut issues = errors(3);
        issues.append(errors(MOST_LISTED + 2));
        assert_eq!((issues.listed().len(), issues.len()), (MOST_LISTED, MOST_LISTED + 5));
        assert_eq!(issues.first_left_out(), Some(error(MOST_LISTED - 3).origin));
    }

    #[test]
    fn the_only_one_is_taken() {
        for count in [0, 1, 2, MOST_LISTED + 1] {
            let mut issues = errors(count);
            let only = issues.take_only();
            assert_eq!(only, (count == 1).then(|| error(0)), "{count}");
            assert_eq!(issues.len(), if count == 1 { 0 } else { count });
        }
    }
}
