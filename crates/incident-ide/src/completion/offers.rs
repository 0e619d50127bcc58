//! Where offers are gathered.

use std::cell::RefCell;
use std::rc::Rc;

use incident_base::FileId;
use incident_schema::Reference;
use rustc_hash::FxHashMap;

use super::names;
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
    /// The names that were asked for. Of a large workspace they are many, and every key offered may ask.
    known: RefCell<FxHashMap<Reference, Rc<[String]>>>,
}

impl Completion {
    pub(crate) fn new(kind: CompletionKind, label: impl Into<String>, text: Snippet) -> Self {
        let label = label.into();
        Self { label, kind, detail: None, filter: None, text, doc: None, topic: None }
    }
}

impl<'a> Offers<'a> {
    pub(crate) fn new(analysis: &'a Analysis, file: FileId, site: &'a Site) -> Self {
        let known = RefCell::default();
        Self { analysis, file, site, items: Vec::new(), is_incomplete: false, known }
    }

    /// The names that a reference may be to.
    pub(crate) fn names(&self, reference: Reference) -> Rc<[String]> {
        if let Some(names) = self.known.borrow().get(&reference) {
            return Rc::clone(names);
        }
        let names: Rc<[String]> = names::of(self, reference).into();
        self.known.borrow_mut().insert(reference, Rc::clone(&names));
        names
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
