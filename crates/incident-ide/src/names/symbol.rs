//! Which names are one: renamed together, and each other's references.
//!
//! A service's names and those of the profiles it uses are merged, so a name that stands in a profile is one with
//! that of every service that uses it; and what a service does not declare itself is what the workspace shares.

use std::collections::VecDeque;

use incident_analysis::{Item, declared};
use incident_base::Origin;
use incident_schema::Kind;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Named;
use super::occurrence::{Occurrence, occurrences};
use super::place::item_of;
use super::scope::{Reach, everywhere, is_content, layers, reach, roots, shared, shared_rotation};
use crate::Analysis;

/// Every place of a name, in no particular order.
pub(crate) fn symbol<'a>(analysis: &'a Analysis, named: &Named<'a>) -> Vec<(Item<'a>, Occurrence)> {
    let wanted = &named.occurrence;
    if let Some(kinds) = rotation_and_team(analysis, wanted) {
        let is_wanted = |one: &Occurrence| {
            kinds.contains(&one.kind) && one.name.eq_ignore_ascii_case(&wanted.name)
        };
        return everywhere(analysis, &wanted.name, is_wanted);
    }
    match reach(wanted.kind) {
        Reach::Workspace => everywhere(analysis, &wanted.name, |one| one.is_like(wanted)),
        Reach::Shared | Reach::Service => Search::new(analysis, wanted).run(named.item),
    }
}

/// A team and the rotations of its name are one: what is in the one may be in the others.
pub(crate) fn rotation_and_team(analysis: &Analysis, name: &Occurrence) -> Option<[Kind; 2]> {
    let kinds = [Kind::OnCallRotation, Kind::Team];
    let db = &analysis.db;
    let has_team = kinds.contains(&name.kind) && declared(db, Kind::Team, &name.name).is_some();
    has_team.then_some(kinds)
}

/// Names that are known to be one.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Node<'a> {
    /// Those in a service or profile.
    Local(Item<'a>),
    /// Of those, `rotation = NAME` of the service itself.
    Taken(Item<'a>),
    /// That which a block outside of services gives itself, by its header; without one, a name that nothing declares.
    Shared(Option<Origin>),
}

struct Search<'a> {
    analysis: &'a Analysis,
    wanted: Occurrence,
    found: FxHashSet<Node<'a>>,
    waiting: VecDeque<Node<'a>>,
    /// The names that are spelled alike in the entries that were looked at.
    alike: FxHashMap<Item<'a>, Vec<Occurrence>>,
}

impl<'a> Search<'a> {
    fn new(analysis: &'a Analysis, wanted: &Occurrence) -> Self {
        Self {
            analysis,
            wanted: wanted.clone(),
            found: FxHashSet::default(),
            waiting: VecDeque::new(),
            alike: FxHashMap::default(),
        }
    }

    fn run(mut self, start: Item<'a>) -> Vec<(Item<'a>, Occurrence)> {
        let own = self.node_of(start, &self.wanted);
        self.add(own);
        let mut all = Vec::new();
        while let Some(node) = self.waiting.pop_front() {
            match node {
                Node::Local(item) => {
                    self.around(item);
                    self.take(item, |one| !one.takes_shared(), &mut all);
                }
                Node::Taken(item) => {
                    let header = shared_rotation(self.analysis, &self.wanted.name);
                    self.add(Node::Shared(header));
                    self.take(item, Occurrence::takes_shared, &mut all);
                }
                Node::Shared(header) => {
                    self.users(header);
                    if let Some(item) = header.and_then(|header| item_of(self.analysis, header)) {
                        self.take(item, |one| one.declares == header, &mut all);
                    }
                }
            }
        }
        all
    }

    fn take(
        &mut self,
        item: Item<'a>,
        is_wanted: impl Fn(&Occurrence) -> bool,
        all: &mut Vec<(Item<'a>, Occurrence)>,
    ) {
        let wanted = self.alike_in(item).iter().filter(|one| is_wanted(one));
        all.extend(wanted.map(|one| (item, one.clone())));
    }

    fn add(&mut self, node: Node<'a>) {
        if self.found.insert(node) {
            self.waiting.push_back(node);
        }
    }

    fn node_of(&self, item: Item<'a>, name: &Occurrence) -> Node<'a> {
        match is_content(self.analysis, item) {
            false => Node::Shared(name.declares),
            true if name.takes_shared() => Node::Taken(item),
            true => Node::Local(item),
        }
    }

    fn alike_in(&mut self, item: Item<'a>) -> &[Occurrence] {
        let (db, wanted) = (&self.analysis.db, &self.wanted);
        self.alike.entry(item).or_insert_with(|| {
            let all = occurrences(db, item).into_iter();
            all.filter(|one| one.is_like(wanted)).collect()
        })
    }

    fn has_local(&mut self, item: Item<'a>) -> bool {
        self.alike_in(item).iter().any(|one| !one.takes_shared())
    }

    fn declares(&mut self, item: Item<'a>) -> bool {
        self.alike_in(item).iter().any(|one| one.declares.is_some())
    }

    /// What is one with the names of a service or profile.
    fn around(&mut self, item: Item<'a>) {
        let looks_further = reach(self.wanted.kind) == Reach::Shared && !self.wanted.is_oncall();
        for root in roots(self.analysis, item) {
            let mut is_declared = false;
            for layer in layers(self.analysis, root) {
                if self.has_local(layer) {
                    self.add(Node::Local(layer));
                }
                is_declared |= self.declares(layer);
            }
            if !is_declared && looks_further {
                let header = shared(self.analysis, root, &self.wanted);
                self.add(Node::Shared(header));
            }
        }
    }

    /// Those who mean a shared declaration by the name.
    fn users(&mut self, header: Option<Origin>) {
        let wanted = self.wanted.clone();
        for (item, one) in everywhere(self.analysis, &wanted.name, |one| one.is_like(&wanted)) {
            let node = self.node_of(item, &one);
            let means_it = !self.found.contains(&node)
                && match node {
                    Node::Shared(_) => false,
                    Node::Taken(_) => shared_rotation(self.analysis, &wanted.name) == header,
                    Node::Local(item) => self.any_root_means(item, header),
                };
            if means_it {
                self.add(node);
            }
        }
    }

    fn any_root_means(&mut self, item: Item<'a>, header: Option<Origin>) -> bool {
        roots(self.analysis, item).into_iter().any(|root| {
            let layers = layers(self.analysis, root);
            let is_declared = layers.into_iter().any(|layer| self.declares(layer));
            !is_declared && shared(self.analysis, root, &self.wanted) == header
        })
    }
}
