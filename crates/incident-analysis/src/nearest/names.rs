//! The names that a whole workspace declares, of which a wrong one may mean any.
//!
//! To compare a name with each of few is cheap, and finds abbreviations too. Of many, an index knows those with one
//! letter more, less or other, or two swapped: two words are so alike if they are the same without a letter of each. So what
//! a workspace costs in which nothing is declared under its right name grows with its size, not with the square of it.

use std::hash::{Hash as _, Hasher as _};

use rustc_hash::FxHasher;

use super::{LONGEST, fold, nearest};
use crate::work;

/// Up to so many are compared one by one.
const FEW: usize = 1_000;

/// Of names that are the same but for marks and case, or but for one letter, so many are compared.
const MOST_ALIKE: usize = 64;

/// Names in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Names {
    all: Vec<String>,
    /// The hash of each name as a whole and without each of its letters, with the name's number; sorted. Of few, none.
    alike: Vec<(u64, u32)>,
}

impl Names {
    pub(crate) fn new<'n>(names: impl Iterator<Item = &'n str>) -> Self {
        let all: Vec<String> = names.map(str::to_owned).collect();
        let mut alike = Vec::new();
        if all.len() > FEW {
            for (number, name) in (0..).zip(&all).filter(|(_, name)| name.len() <= LONGEST) {
                alike.extend(without_a_letter(&fold(name)).map(|hash| (hash, number)));
            }
            alike.sort_unstable();
            alike.dedup();
        }
        Self { all, alike }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> + Clone {
        self.all.iter().map(String::as_str)
    }

    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }

    pub(crate) fn are_many(&self) -> bool {
        self.all.len() > FEW
    }

    /// The nearest of them, or of these others where none is near.
    pub(crate) fn nearest<'n>(
        &'n self,
        word: &str,
        others: impl Iterator<Item = &'n str>,
    ) -> Option<String> {
        match self.are_many() {
            true => {
                let found = self.nearest_of_many(word, &mut 0).map(str::to_owned);
                found.or_else(|| nearest(word, others))
            }
            false => nearest(word, self.iter().chain(others)),
        }
    }

    /// `compared` counts the names that the word is compared with.
    fn nearest_of_many(&self, word: &str, compared: &mut usize) -> Option<&str> {
        if word.len() > LONGEST {
            return None;
        }
        let folded = fold(word);
        let limit = (folded.chars().count() / 3).min(1);
        let mut best: Option<(usize, u32, &str)> = None;
        for hash in without_a_letter(&folded) {
            let first = self.alike.partition_point(|(other, _)| *other < hash);
            let alike = self.alike.get(first..).unwrap_or_default().iter();
            for (_, number) in alike.take_while(|(other, _)| *other == hash).take(MOST_ALIKE) {
                *compared += 1;
                work::add();
                let Some(name) = usize::try_from(*number).ok().and_then(|at| self.all.get(at))
                else {
                    continue;
                };
                let distance = strsim::osa_distance(&folded, &fold(name));
                let is_nearer =
                    best.is_none_or(|(least, first, _)| (distance, *number) < (least, first));
                if distance <= limit && is_nearer && name != word {
                    best = Some((distance, *number, name));
                }
            }
        }
        best.map(|(_, _, name)| name)
    }
}

/// The hashes of a word as a whole and without each of its letters.
fn without_a_letter(word: &str) -> impl Iterator<Item = u64> {
    let letters: Vec<char> = word.chars().collect();
    (0..=letters.len()).map(move |left_out| {
        let mut hasher = FxHasher::default();
        let kept = letters.iter().enumerate().filter(|(at, _)| *at != left_out);
        kept.for_each(|(_, letter)| letter.hash(&mut hasher));
        hasher.finish()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbered(count: usize) -> Names {
        let names: Vec<String> = (0..count).map(|number| format!("profile-{number}")).collect();
        Names::new(names.iter().map(String::as_str))
    }

    #[test]
    fn of_many_names_those_are_near_that_differ_by_a_letter() {
        let names: Vec<String> = (0..FEW).map(|number| format!("n{number}x{number}")).collect();
        let names = ["team-lead", "Payments", "databases"]
            .into_iter()
            .chain(names.iter().map(String::as_str));
        let names = Names::new(names);
        assert!(names.are_many());
        let near = |word: &str| names.nearest(word, ["oncall"].into_iter());
        for (word, meant) in [
            ("teamlead", Some("team-lead")),
            ("team_laed", Some("team-lead")),
            ("tem-lead", Some("team-lead")),
            ("paymentss", Some("Payments")),
            ("pajments", Some("Payments")),
            ("pajmentts", None),
            ("oncal", Some("oncall")),
            ("n7y7", Some("n7x7")),
            ("zz", None),
        ] {
            assert_eq!(near(word).as_deref(), meant, "{word}");
        }
        assert_eq!(near(&"a".repeat(LONGEST + 1)), None);
    }

    #[test]
    fn of_few_names_each_is_compared() {
        let names = numbered(FEW);
        assert!(!names.are_many());
        let near = names.nearest("engineering-manager", ["eng-manager"].into_iter());
        assert_eq!(near.as_deref(), Some("eng-manager"));
    }

    /// As many wrong names as right ones: with twice as many, twice as many are compared.
    #[test]
    fn what_is_compared_grows_with_the_names() {
        let compared = |count: usize| {
            let names = numbered(count);
            let mut compared = 0;
            for number in 0..count {
                let near = names.nearest_of_many(&format!("profil-{number}"), &mut compared);
                assert!(near.is_some(), "{number}");
                names.nearest_of_many(&format!("nothing-{number}"), &mut compared);
            }
            compared
        };
        let (half, whole) = (compared(4_000), compared(8_000));
        assert!(half > 4_000 && whole <= half * 2 + half / 10, "{half}, {whole}");
    }
}
