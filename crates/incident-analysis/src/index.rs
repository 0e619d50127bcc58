//! What the workspace declares, by kind and name.

use compact_str::CompactString;
use incident_ir::{At, Given, Text};
use incident_schema::{Kind, block, blocks, blocks_in};
use incident_syntax::tree::{self, Entry};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::folded::{folded, same_name};
use crate::nearest::Names;
use crate::source::said;
use crate::typed_tree::{Block, Value};
use crate::{Db, Issue, IssueKind, Item, Workspace, items, typed, work};

/// The top-level items of a kind, by file and place.
#[salsa::tracked(returns(deref))]
fn all_of_kind<'db>(db: &'db dyn Db, kind: KindName<'db>) -> Vec<Item<'db>> {
    let workspace = Workspace::get(db);
    items_by_kind(db, workspace).get(kind.word(db)).cloned().unwrap_or_default()
}

/// The top-level items by the word they start with: all files are gone through once for all kinds.
#[salsa::tracked(returns(ref))]
fn items_by_kind<'db>(db: &'db dyn Db, workspace: Workspace) -> FxHashMap<String, Vec<Item<'db>>> {
    let mut by_kind: FxHashMap<String, Vec<Item<'db>>> = FxHashMap::default();
    for item in workspace.files(db).iter().flat_map(|file| items(db, *file)) {
        let word = item.kind(db);
        match by_kind.get_mut(word) {
            Some(items) => items.push(*item),
            None => _ = by_kind.insert(word.to_owned(), vec![*item]),
        }
    }
    by_kind
}

/// A kind's word, as a key of queries.
#[salsa::interned(debug)]
struct KindName<'db> {
    #[returns(copy)]
    word: &'static str,
}

/// A kind and a name, as a key of queries.
#[salsa::interned(debug)]
struct Declaration<'db> {
    #[returns(copy)]
    word: &'static str,
    #[returns(ref)]
    folded: CompactString,
}

/// The top-level items of a kind, by file and place.
pub fn items_of_kind<'db>(db: &'db dyn Db, kind: Kind) -> &'db [Item<'db>] {
    all_of_kind(db, KindName::new(db, block(kind).name))
}

#[salsa::tracked(returns(ref))]
fn names<'db>(db: &'db dyn Db, kind: KindName<'db>) -> FxHashMap<String, Item<'db>> {
    first_of_each_name(db, all_of_kind(db, kind))
}

/// The same of all kinds that others refer to.
#[salsa::tracked(returns(ref))]
fn names_by_kind<'db>(
    db: &'db dyn Db,
    workspace: Workspace,
) -> FxHashMap<String, FxHashMap<String, Item<'db>>> {
    let by_kind = items_by_kind(db, workspace).iter();
    let referred_to = by_kind.filter(|(word, _)| *word != block(Kind::Service).name);
    referred_to.map(|(word, items)| (word.clone(), first_of_each_name(db, items))).collect()
}

fn first_of_each_name<'db>(db: &'db dyn Db, items: &[Item<'db>]) -> FxHashMap<String, Item<'db>> {
    let mut names = FxHashMap::default();
    for item in items {
        let name = item.name(db);
        if !name.is_empty() {
            names.entry(name.to_lowercase()).or_insert(*item);
        }
    }
    names
}

/// One name out of the index, so that what resolved it need not run again when others change.
#[salsa::tracked(returns(copy))]
fn declaration<'db>(db: &'db dyn Db, wanted: Declaration<'db>) -> Option<Item<'db>> {
    names(db, KindName::new(db, wanted.word(db))).get(wanted.folded(db).as_str()).copied()
}

/// The first top-level item of a kind with this name, case ignored.
pub fn declared<'db>(db: &'db dyn Db, kind: Kind, name: &str) -> Option<Item<'db>> {
    let (word, folded) = (block(kind).name, folded(name));
    let workspace = Workspace::get(db);
    if workspace.is_unchanging(db) && kind != Kind::Service {
        // A query for each name spares nothing where none runs again, and costs more than to look for it.
        return names_by_kind(db, workspace).get(word)?.get(folded.as_str()).copied();
    }
    declaration(db, Declaration::new(db, word, folded))
}

/// The names of the top-level items of a kind, in order, for suggestions.
pub fn declared_names(db: &dyn Db, kind: Kind) -> impl Iterator<Item = &str> + Clone {
    items_of_kind(db, kind).iter().map(|item| item.name(db)).filter(|name| !name.is_empty())
}

/// The same, prepared for suggestions where there are many.
pub(crate) fn names_of(db: &dyn Db, kind: Kind) -> &Names {
    known_names(db, KindName::new(db, block(kind).name))
}

#[salsa::tracked(returns(ref))]
fn known_names<'db>(db: &'db dyn Db, kind: KindName<'db>) -> Names {
    let names = all_of_kind(db, kind).iter().map(|item| item.name(db));
    Names::new(names.filter(|name| !name.is_empty()))
}

#[salsa::tracked(returns(copy))]
fn has_nameless<'db>(db: &'db dyn Db, kind: KindName<'db>) -> bool {
    all_of_kind(db, kind).iter().any(|item| item.name(db).is_empty())
}

/// What may be meant by headers of kinds that there are not, which have been reported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct OfNoKind {
    /// Their words and labels, in small letters.
    names: FxHashSet<String>,
    /// The kinds of which only the beginning stands there, without a name: `on`.
    begun: FxHashSet<&'static str>,
}

/// What stands so at the top level and in what services share.
#[salsa::tracked(returns(ref))]
fn of_no_kind(db: &dyn Db, workspace: Workspace) -> OfNoKind {
    let files = workspace.files(db).iter();
    let all = files.flat_map(|file| items(db, *file));
    let mut found = OfNoKind::default();
    for item in all.filter(|item| item.kind(db) != block(Kind::Service).name) {
        if let Some(Entry::Block(block)) = said(db, *item).map(|(entry, _)| entry) {
            found.add(block, None);
        }
    }
    found
}

impl OfNoKind {
    /// The blocks of no kind, this one and those in it: `rol team-lead` in a team.
    fn add(&mut self, source: &tree::Block, parent: Option<Kind>) {
        let word = source.kind.text.as_str();
        let Some((kind, _)) = blocks().find(|(_, row)| row.name == word) else {
            self.begun.extend(begun(source, parent));
            self.names.insert(word.to_lowercase());
            self.names.extend(glued_to_kind(word).map(|(_, name)| name.to_lowercase()));
            return add_labels(source, &mut self.names);
        };
        for entry in source.body.iter().flatten() {
            if let Entry::Block(inner) = entry {
                self.add(inner, Some(kind));
            }
        }
    }
}

/// The kinds that a word without a name may be the beginning of.
fn begun(source: &tree::Block, parent: Option<Kind>) -> impl Iterator<Item = &'static str> {
    const SHORTEST: usize = 2;
    let word = source.kind.text.clone();
    let is_half = source.labels.is_empty() && word.len() >= SHORTEST;
    let rows = blocks_in(parent).map(|(_, row)| row.name);
    rows.filter(move |name| is_half && name.starts_with(word.as_str()))
}

/// `tieroncall`: a kind of block and the name that follows it, which nothing parts.
pub(crate) fn glued_to_kind(word: &str) -> Option<(&'static str, &str)> {
    const SHORTEST: usize = 2;
    blocks().find_map(|(_, row)| {
        let name = word.strip_prefix(row.name)?;
        let begins = name.starts_with(|first: char| first.is_ascii_alphabetic());
        (begins && name.len() >= SHORTEST && !row.labels.is_empty()).then_some((row.name, name))
    })
}

/// The labels of a block and of those in it: `tem a { role lead }`.
fn add_labels(block: &tree::Block, names: &mut FxHashSet<String>) {
    names.extend(block.labels.iter().map(|label| label.text.as_str().to_lowercase()));
    for entry in block.body.iter().flatten() {
        if let Entry::Block(inner) = entry {
            add_labels(inner, names);
        }
    }
}

/// The names, in small letters, of what is declared at the top level in headers that lack their brace, each with its kind:
/// `role platform-`. There may be more to them.
#[salsa::tracked(returns(ref))]
fn half_names(db: &dyn Db, workspace: Workspace) -> Vec<(String, String)> {
    /// Each is compared with each name that nothing has.
    const MOST: usize = 20;
    let files = workspace.files(db).iter();
    let all = files.flat_map(|file| items(db, *file));
    let half = all.filter(|item| item.kind(db) != block(Kind::Service).name).filter(|item| {
        said(db, **item).is_some_and(|(entry, broken)| match entry {
            Entry::Block(block) => broken.binary_search(&block.header).is_ok(),
            Entry::Attribute(_) => false,
        })
    });
    half.filter(|item| !item.name(db).is_empty())
        .map(|item| (item.kind(db).to_owned(), item.name(db).to_lowercase()))
        .take(MOST)
        .collect()
}

/// Whether it is known of every file what it says.
#[salsa::tracked(returns(copy))]
pub fn all_files_are_known(db: &dyn Db, workspace: Workspace) -> bool {
    workspace.files(db).iter().all(|file| file.is_known(db))
}

/// Whether something may be what a reference to this name means, of which it has been reported that its kind is none, that
/// it has no name, or that its header is not whole. So may anything in a file that could not be read.
pub(crate) fn may_be_meant(db: &dyn Db, workspace: Workspace, kind: Kind, name: &str) -> bool {
    let (word, name) = (block(kind).name, name.to_lowercase());
    let of_no_kind = || of_no_kind(db, workspace);
    let is_begun = |(of, half): &(String, String)| of == word && name.starts_with(half);
    !all_files_are_known(db, workspace)
        || of_no_kind().names.contains(&name)
        || of_no_kind().begun.contains(word)
        || half_names(db, workspace).iter().any(is_begun)
        || has_nameless(db, KindName::new(db, word))
}

/// Whether a role has a name that cannot be read, which has been reported: it may be what a reference means.
#[salsa::tracked(returns(copy))]
pub(crate) fn has_nameless_role(db: &dyn Db) -> bool {
    let of_kind = |kind| items_of_kind(db, kind).iter();
    let blocks = of_kind(Kind::Role)
        .chain(of_kind(Kind::Team))
        .filter_map(|item| typed(db, *item).block.as_ref());
    let own = |block: &Block| block.kind == Kind::Role && block.name().is_none();
    blocks
        .into_iter()
        .any(|block| own(block) || block.blocks_of(Kind::Role).any(|role| role.name().is_none()))
}

/// The items that another one of their kind and name precedes, each with the first. There are seldom any.
#[salsa::tracked(returns(ref))]
fn shadowed<'db>(db: &'db dyn Db, workspace: Workspace) -> FxHashMap<Item<'db>, Item<'db>> {
    let kinds: FxHashSet<&str> = blocks().map(|(_, row)| row.name).collect();
    let mut firsts: FxHashMap<(&str, CompactString), Item<'db>> = FxHashMap::default();
    let mut shadowed = FxHashMap::default();
    for item in workspace.files(db).iter().flat_map(|file| items(db, *file)) {
        let (kind, name) = (item.kind(db), item.name(db));
        if name.is_empty() || !kinds.contains(kind) {
            continue;
        }
        let first = *firsts.entry((kind, folded(name))).or_insert(*item);
        if first != *item {
            shadowed.insert(*item, first);
        }
    }
    shadowed
}

/// An item that another one of its kind and name precedes, and that one.
pub(crate) fn shadowed_by<'db>(
    db: &'db dyn Db,
    workspace: Workspace,
    item: Item<'db>,
) -> Option<Item<'db>> {
    shadowed(db, workspace).get(&item).copied()
}

/// Reports an item that is declared a second time.
pub(crate) fn declared_twice(db: &dyn Db, workspace: Workspace, item: Item<'_>) -> Option<Issue> {
    let first = shadowed_by(db, workspace, item)?;
    let (this, other) = (typed(db, item).block.as_ref()?, typed(db, first).block.as_ref()?);
    let kind = IssueKind::DeclaredTwice {
        kind: block(this.kind).name,
        name: item.name(db).to_owned(),
        place: "the workspace".to_owned(),
        differs_in_case: item.name(db) != first.name(db),
    };
    Some(Issue { kind, origin: this.header, related: Some(other.header) })
}

/// A declared role, as far as resolving names needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DeclaredRole {
    pub(crate) role: incident_ir::Role,
    /// The team that gives it out, if one does.
    pub(crate) team: Option<Text>,
}

/// The roles that a block declares: the block itself when it is a role, else those in it.
pub(crate) fn roles_in(block: &Block) -> Vec<DeclaredRole> {
    let own = (block.kind == Kind::Role).then_some(block);
    let team = (block.kind == Kind::Team).then(|| block.name()).flatten().map(|name| name.value);
    own.into_iter()
        .chain(block.blocks_of(Kind::Role))
        .filter_map(role)
        .map(|role| DeclaredRole { role, team: team.clone() })
        .collect()
}

fn role(block: &Block) -> Option<incident_ir::Role> {
    let text = |key: &str| match block.value(key) {
        None => Given::Absent,
        Some(At { value: Value::Text(text) | Value::Email(text), origin }) => {
            Given::Written(At::new(text.clone(), *origin))
        }
        Some(at) => Given::Malformed(at.origin),
    };
    Some(incident_ir::Role {
        origin: block.header,
        docs: block.docs.clone(),
        name: block.name()?,
        title: text("title"),
        assignee: text("assignee"),
    })
}

/// The roles that one item declares.
#[salsa::tracked(returns(deref))]
pub(crate) fn roles_of_item<'db>(db: &'db dyn Db, item: Item<'db>) -> Vec<DeclaredRole> {
    typed(db, item).block.as_ref().map(roles_in).unwrap_or_default()
}

/// The names of the roles that every service can refer to, each with the item that declares it: the workspace's, then
/// the teams'. Only what files declare decides it, so that it is as durable as that.
#[salsa::tracked(returns(deref))]
fn shared_roles<'db>(db: &'db dyn Db, workspace: Workspace) -> Vec<(String, Item<'db>)> {
    let mut shared = Vec::new();
    for kind in [Kind::Role, Kind::Team].map(|kind| block(kind).name) {
        for file in workspace.files(db) {
            let outline = items(db, *file).iter().zip(file.outline(db).iter());
            for (item, outlined) in outline.filter(|(item, _)| item.kind(db) == kind) {
                let names = outlined.shared_roles.iter();
                shared.extend(names.map(|name| (name.to_string(), *item)));
            }
        }
    }
    shared
}

/// The items that share a role of a name, by the name, case folded.
#[salsa::tracked(returns(ref))]
fn sharing_items<'db>(db: &'db dyn Db, workspace: Workspace) -> FxHashMap<String, Vec<Item<'db>>> {
    let mut sharing: FxHashMap<String, Vec<Item<'db>>> = FxHashMap::default();
    for (name, item) in shared_roles(db, workspace) {
        let items = sharing.entry(name.to_lowercase()).or_default();
        // A name that an item has twice has been reported.
        if items.last() != Some(item) {
            items.push(*item);
        }
    }
    sharing
}

/// The role of an item with this name, case folded. Of many, each is asked for.
fn named_role<'db>(db: &'db dyn Db, item: Item<'db>, folded: &str) -> Option<&'db DeclaredRole> {
    const MANY: usize = 64;
    let roles = roles_of_item(db, item);
    let named = |declared: &&DeclaredRole| same_name(&declared.role.name.value, folded);
    match roles.len() < MANY {
        true => roles.iter().inspect(|_| work::add()).find(named),
        false => roles.get(*places_of_roles(db, item).get(folded)?),
    }
}

/// Where the first role of each name stands among those of an item, by the name, case folded.
#[salsa::tracked(returns(ref))]
fn places_of_roles<'db>(db: &'db dyn Db, item: Item<'db>) -> FxHashMap<Text, usize> {
    let mut places = FxHashMap::default();
    for (place, declared) in roles_of_item(db, item).iter().enumerate() {
        places.entry(folded(&declared.role.name.value)).or_insert(place);
    }
    places
}

/// One shared role by its name.
#[salsa::tracked(returns(ref))]
fn shared_role_named<'db>(db: &'db dyn Db, wanted: Declaration<'db>) -> Option<SharedRole> {
    let workspace = Workspace::get(db);
    let folded = wanted.folded(db);
    let named = |item: &Item<'db>| named_role(db, *item, folded);
    let items = sharing_items(db, workspace).get(folded.as_str())?.iter();
    let mut all = items.filter_map(named);
    let first = all.next()?.clone();
    // One at the top level is everybody's.
    let rival = if first.team.is_some() { all.next().cloned() } else { None };
    Some(SharedRole { first, rival })
}

/// A role that every service can refer to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SharedRole {
    /// The one that counts.
    pub(crate) first: DeclaredRole,
    /// That of another team, where teams are all that have it.
    pub(crate) rival: Option<DeclaredRole>,
}

/// The role of the workspace or a team with this name, case ignored.
pub(crate) fn shared_role<'db>(db: &'db dyn Db, name: &str) -> Option<&'db SharedRole> {
    let wanted = Declaration::new(db, block(Kind::Role).name, folded(name));
    shared_role_named(db, wanted).as_ref()
}

/// The one of these that counts.
pub fn role_shared_as<'db>(db: &'db dyn Db, name: &str) -> Option<&'db incident_ir::Role> {
    shared_role(db, name).map(|shared| &shared.first.role)
}

/// The names of the roles of the workspace and its teams, for suggestions.
pub fn shared_role_names(db: &dyn Db, workspace: Workspace) -> impl Iterator<Item = &str> + Clone {
    shared_roles(db, workspace).iter().map(|(name, _)| name.as_str())
}

/// The same, each name once, prepared for suggestions where there are many. Several teams may each have a role of a name.
#[salsa::tracked(returns(ref))]
pub(crate) fn role_names(db: &dyn Db, workspace: Workspace) -> Names {
    let mut told = FxHashSet::default();
    let names = shared_role_names(db, workspace);
    Names::new(names.filter(|name| told.insert(folded(name))))
}

/// Whether anything in the workspace declares a role; where nothing does, any name is taken.
#[salsa::tracked(returns(copy))]
pub(crate) fn declares_roles(db: &dyn Db, workspace: Workspace) -> bool {
    workspace
        .files(db)
        .iter()
        .flat_map(|file| file.outline(db).iter())
        .any(|outlined| outlined.declares_role)
}
