//! What a finding about a name that nothing has tells of those that there are.

use std::iter;

use super::{counted, suggested};
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
