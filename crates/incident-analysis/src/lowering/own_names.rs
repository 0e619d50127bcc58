//! The names of one sort that a service declares. They may be many, and as many may be looked for.

use std::cell::OnceCell;

use incident_ir::Text;
use rustc_hash::FxHashMap;

use crate::folded::folded;
use crate::issue::Told;
use crate::nearest::Names;
use crate::typed_tree::Block;

/// The names of what is declared with nothing but a header: `health_check pay`. There may be more to them.
#[derive(Default)]
pub(super) struct HalfNames(Vec<Text>);

impl HalfNames {
    pub(super) fn of<'b>(declared: impl Iterator<Item = &'b Block>) -> Self {
        /// Each is compared with each name that nothing has.
        const MOST: usize = 20;
        let is_half = |block: &&Block| block.attributes.is_empty() && block.blocks.is_empty();
        let names = declared.filter(is_half).filter_map(Block::name);
        Self(names.map(|name| folded(&name.value)).take(MOST).collect())
    }

    /// Whether one may be the beginning of a name.
    pub(super) fn begin(&self, name: &str) -> bool {
        let name = folded(name);
        self.0.iter().any(|half| name.starts_with(half.as_str()))
    }
}

/// Names in their order, each once.
pub(super) struct OwnNames {
    names: Vec<Text>,
    /// By the name, as `fold` makes it: where what has it stands among what is declared.
    places: FxHashMap<Text, usize>,
    fold: fn(&str) -> Text,
    /// How many are declared, those included that have another's name.
    declared: usize,
    indexed: OnceCell<Names>,
}

impl OwnNames {
    /// Names that are the same whatever their case.
    pub(super) fn of<'n>(names: impl Iterator<Item = &'n Text>) -> Self {
        Self::by(folded, names)
    }

    /// Names that are texts.
    pub(super) fn exactly<'n>(names: impl Iterator<Item = &'n Text>) -> Self {
        Self::by(|name| Text::new(name), names)
    }

    fn by<'n>(fold: fn(&str) -> Text, names: impl Iterator<Item = &'n Text>) -> Self {
        let (kept, places, indexed) = Default::default();
        let mut own = Self { names: kept, places, fold, declared: 0, indexed };
        names.for_each(|name| own.add(name));
        own
    }

    /// One more. Among many, it is not looked for where the nearest is, once that was asked for.
    pub(super) fn add(&mut self, name: &Text) {
        let place = self.declared;
        self.declared += 1;
        self.places.entry((self.fold)(name)).or_insert_with(|| {
            self.names.push(name.clone());
            place
        });
    }

    /// Where the first stands that has a name, among what is declared.
    pub(super) fn place(&self, name: &str) -> Option<usize> {
        self.places.get(&(self.fold)(name)).copied()
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.place(name).is_some()
    }

    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> + Clone {
        self.names.iter().map(Text::as_str)
    }

    /// The same, prepared for suggestions.
    pub(super) fn indexed(&self) -> &Names {
        self.indexed.get_or_init(|| Names::new(self.iter()))
    }

    /// What is told of them where they have no such name.
    pub(super) fn told(&self, name: &str) -> Told {
        Told::of(self.indexed(), name)
    }
}
