//! Where offers are gathered.

use incident_base::FileId;

use super::site::Site;
use super::snippet::Snippet;
use super::{Completion, CompletionKind};
use crate::Analysis;

/// So many names are shown at a time; of more, those that hold what was typed.
const MOST: usize = 300;

/// Offers for a place.
pub(crate) struct Offers<'a> {
    pub(crate) analysis: &'a Analysis,
    pub(crate) file: FileId,
    pub(crate) site: &'a Site,
    pub(crate) items: Vec<Completion>,
    pub(crate) is_incomplete: bool,
}

impl Completion {
    pub(crate) fn new(kind: CompletionKind, label: impl Into<String>, text: Snippet) -> Self {
        let label = label.into();
        Self { label, kind, detail: None, filter: None, text, doc: None, topic: None }
    }
}

impl<'a> Offers<'a> {
    pub(crate) fn new(analysis: &'a Analysis, file: FileId, site: &'a Site) -> Self {
        Self { analysis, file, site, items: Vec::new(), is_incomplete: false }
    }

    pub(crate) fn add(&mut self, item: Completion) {
        self.items.push(item);
    }

    /// Of many names, as many as can be shown.
    pub(crate) fn limited<T: AsRef<str>>(&mut self, mut names: Vec<T>) -> Vec<T> {
        if names.len() > MOST {
            self.is_incomplete = true;
            let typed = self.site.prefix.as_bytes();
            let holds = |name: &[u8]| {
                typed.is_empty()
                    || name.windows(typed.len()).any(|it| it.eq_ignore_ascii_case(typed))
            };
            names.retain(|name| holds(name.as_ref().as_bytes()));
            names.truncate(MOST);
        }
        names
    }
}
