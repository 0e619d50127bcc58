//! Looking for a name in the whole workspace.

use incident_analysis::{entry, items};
use incident_base::{FileId, TextRange};
use incident_schema::{Kind, declares};
use incident_syntax::tree::{self, Entry};

use super::{focus, name};
use crate::Analysis;
use crate::names::place::kind_of;

/// A block that has been found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its labels.
    pub name: String,
    /// Its kind.
    pub kind: Kind,
    /// The name of the block at the top level that it stands in; `None` where it stands there itself.
    pub container: Option<String>,
    /// The file.
    pub file: FileId,
    /// Its first label.
    pub focus: TextRange,
}

/// So many are answered: nobody reads more, and the next letter asks again.
const MOST: usize = 200;

/// The blocks with names that hold the letters of a query in order, those that fit best first.
pub(crate) fn search(analysis: &Analysis, query: &str) -> Vec<Found> {
    let letters: Vec<char> =
        query.chars().filter(|it| !it.is_whitespace()).flat_map(char::to_lowercase).collect();
    let mut found: Vec<(Fit, Found)> = Vec::new();
    for file in analysis.workspace.files(&analysis.db) {
        for item in items(&analysis.db, *file) {
            if let Some(tree) = entry(&analysis.db, *item) {
                let looking = Looking { tree, file: file.id(&analysis.db), letters: &letters };
                looking.collect(&tree.entry, &[], &mut found);
            }
        }
        // A query that fits much is not sorted as a whole.
        if found.len() > 8 * MOST {
            keep_best(analysis, &mut found);
        }
    }
    keep_best(analysis, &mut found);
    found.into_iter().map(|(_, found)| found).collect()
}

fn keep_best(analysis: &Analysis, found: &mut Vec<(Fit, Found)>) {
    let place = |found: &Found| (analysis.path(found.file), found.focus.start());
    found.sort_by(|(one_fit, one), (fit, other)| {
        let length = one.name.len().cmp(&other.name.len());
        one_fit.cmp(fit).then(length).then_with(|| place(one).cmp(&place(other)))
    });
    found.truncate(MOST);
}

struct Looking<'a> {
    tree: &'a tree::Item,
    file: FileId,
    letters: &'a [char],
}

impl Looking<'_> {
    fn collect(&self, entry: &Entry, around: &[(Kind, String)], found: &mut Vec<(Fit, Found)>) {
        let Entry::Block(block) = entry else { return };
        let Some(kind) = kind_of(block, around.last().map(|(kind, _)| *kind)) else { return };
        let name = name(block);
        if declares(kind) && !block.labels.is_empty() {
            let depth = around.len();
            if let Some(fit) = fit(&name, self.letters, depth) {
                let container = around.first().map(|(_, name)| name.clone());
                let focus = focus(self.tree, block);
                let one = Found { name: name.clone(), kind, container, file: self.file, focus };
                found.push((fit, one));
            }
        }
        let around: Vec<(Kind, String)> = around.iter().cloned().chain([(kind, name)]).collect();
        for inner in block.body.iter().flatten() {
            self.collect(inner, &around, found);
        }
    }
}

/// How well a name fits; less is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// Nothing is looked for: what stands outside comes first.
    Any(usize),
    Equal,
    Begins,
    /// A word in it begins so.
    BeginsWord,
    Holds,
    /// Its letters, with others between them.
    Scattered,
}

fn fit(name: &str, letters: &[char], depth: usize) -> Option<Fit> {
    if letters.is_empty() {
        return Some(Fit::Any(depth));
    }
    let folded: Vec<char> =
        name.chars().filter(|it| !it.is_whitespace()).flat_map(char::to_lowercase).collect();
    if folded == letters {
        return Some(Fit::Equal);
    }
    if folded.starts_with(letters) {
        return Some(Fit::Begins);
    }
    let mut rest = folded.iter();
    if !letters.iter().all(|letter| rest.any(|other| other == letter)) {
        return None;
    }
    if !folded.windows(letters.len()).any(|window| window == letters) {
        return Some(Fit::Scattered);
    }
    let starts = |(at, character): (usize, char)| {
        let before = name.get(..at).and_then(|before| before.chars().next_back());
        let begins = before.is_some_and(|before| {
            !before.is_alphanumeric() || before.is_lowercase() && character.is_uppercase()
        });
        begins.then(|| name.get(at..).unwrap_or_default())
    };
    let query: String = letters.iter().collect();
    let mut words = name.char_indices().filter_map(starts);
    let begins = words.any(|word| {
        let word: String = word.chars().filter(|it| !it.is_whitespace()).collect();
        word.to_lowercase().starts_with(&query)
    });
    Some(if begins { Fit::BeginsWord } else { Fit::Holds })
}
