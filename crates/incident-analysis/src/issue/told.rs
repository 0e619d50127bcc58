//! What a finding about a name that nothing has tells of those that there are.

use std::iter;

use super::{SUGGESTIONS, suggested};
use crate::nearest::Names;

/// What is told of names beside the first few of them.
pub(crate) enum Told {
    /// What is found when each is looked at.
    All,
    /// The same, of which there are so many, where it is not all that are known.
    Count(usize),
    /// The nearest and how many there are, of so many that not each is looked at.
    Many {
        /// The nearest.
        nearest: Option<String>,
        /// How many there are.
        count: usize,
    },
}

impl Told {
    /// Of these names, of which one is looked for.
    pub(crate) fn of(names: &Names, name: &str) -> Self {
        match names.are_many() {
            true => Self::Many { nearest: names.nearest(name, iter::empty()), count: names.len() },
            false => Self::All,
        }
    }

    pub(super) fn nearest_and_count<'n>(
        self,
        name: &str,
        known: impl Iterator<Item = &'n str> + Clone,
        before: usize,
    ) -> (Option<String>, usize) {
        match self {
            Self::All => (suggested(name, known.clone(), before), counted(known, before)),
            Self::Count(count) => (suggested(name, known, before), count),
            Self::Many { nearest, count } => (nearest, count),
        }
    }
}

/// The nearest of names of two sorts, of which one has many, and of these others; `before` issues have been found in its
/// place. What is not many is compared one by one, for the first of them.
pub(crate) fn nearest_among<'n>(
    sorts: [&'n Names; 2],
    word: &str,
    others: impl Iterator<Item = &'n str>,
    before: usize,
) -> Option<String> {
    let [many, few] =
        [true, false].map(|many| sorts.iter().filter(move |it| it.are_many() == many));
    let of_many = many.into_iter().find_map(|names| names.nearest(word, iter::empty()));
    of_many.or_else(|| suggested(word, few.flat_map(|names| names.iter()).chain(others), before))
}

/// How many names a finding keeps of those that there are.
const KEPT: usize = 8;

/// The first few names, as many as a finding lists.
pub(crate) fn first_few<'n>(known: impl Iterator<Item = &'n str>) -> Vec<String> {
    known.take(KEPT).map(str::to_owned).collect()
}

/// How many names there are, for the first issues of a place; for others, as many as are listed at most.
pub(crate) fn counted<'n>(known: impl Iterator<Item = &'n str>, before: usize) -> usize {
    if before < SUGGESTIONS { known.count() } else { KEPT }
}
