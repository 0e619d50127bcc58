//! All findings of a file or a workspace, each once, where it stands.

use incident_analysis::config::FILE_NAME;
use incident_analysis::{
    Config, Contents, Db, Issue, IssueKind, Item, Part, SourceFile, Workspace, addresses_named_in,
    all_files_are_known, has_more_errors, items, items_of_kind, level_settings, lower_standalone,
    lowered_in_passing, parts, prepare_addresses, prepare_claims, prepare_objects, prepare_people,
    settings, span, typed, typed_in_passing,
};
use incident_base::{
    Change, Diagnostic, FileId, ItemKey, Level, Origin, Span, TextRange, TextSize,
};
use incident_schema::{Kind, block};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::follow_ups::without_follow_ups;
use crate::levels;
use crate::listing::{Listing, left_out, with_first_errors};
use crate::people::with_addresses;
use crate::reach::{reach_of, with_reach};
use crate::rule::{Find, Report, Rule, ServiceCx, Wording};
use crate::rules::{
    CONFIG, NOT_TEXT, OF_TARGETS, UNREAD, UNUSED_SUPPRESSION, docs_of_nothing, of_issue, rules,
    word_not_text, word_unread,
};
use crate::shape::{syntax_findings, texts_without_quotes};
use crate::suppress::suppress;

/// The findings of the whole workspace, by file (`incident.toml` first) and place.
pub fn check(db: &dyn Db, workspace: Workspace) -> Vec<Diagnostic> {
    let mut all = check_config(db, workspace);
    for file in workspace.files(db) {
        all.extend(check_file(db, workspace, *file));
    }
    all
}

/// Does what [`check`] needs of what a file shares with others. Several files can be prepared at a time, with clones
/// of the database.
pub fn prepare_shared(db: &dyn Db, file: SourceFile) {
    for item in items(db, file).iter().filter(|item| !is(Kind::Service, db, **item)) {
        prepare_people(db, *item);
        prepare_item(db, *item);
    }
}

/// Does what [`check`] needs of any item.
fn prepare_item<'db>(db: &'db dyn Db, item: Item<'db>) {
    if !items_of_kind(db, Kind::Person).is_empty() {
        addresses_named_in(db, item);
    }
    own_findings(db, item);
}

/// Does what [`check`] needs of a file's services. What all files share has been prepared. Several files can be at a time,
/// with clones of the database.
pub fn prepare_services(db: &dyn Db, file: SourceFile) {
    for item in items(db, file).iter().filter(|item| is(Kind::Service, db, **item)) {
        prepare_item(db, *item);
        service_findings(db, *item);
        prepare_objects(db, *item);
    }
}

/// Does what [`check`] needs of one of the workspace's [`parts`], by its position, to compare all services with each
/// other. All files' services have been prepared. Several parts can be at a time, with clones of the database.
pub fn prepare_comparison(db: &dyn Db, position: usize) {
    let part = Part::new(db, position);
    if !items_of_kind(db, Kind::Person).is_empty() {
        prepare_addresses(db, part);
    }
    prepare_claims(db, part);
    reporting_elsewhere(db, part);
}

/// The findings of `incident.toml`.
pub fn check_config(db: &dyn Db, workspace: Workspace) -> Vec<Diagnostic> {
    workspace.config(db).map(|file| config(db, file)).unwrap_or_default()
}

/// The findings that stand in one file, by place, whatever file led to them.
pub fn check_file(db: &dyn Db, workspace: Workspace, file: SourceFile) -> Vec<Diagnostic> {
    if let Some(finding) = unknown(db, file) {
        return vec![finding];
    }
    let id = file.id(db);
    let texts = texts_without_quotes(db, file);
    let of_shape = syntax_findings(db, workspace, file, &texts);
    let mut listing = Listing::new(of_shape, has_more_errors(db, file), db.most_listed());
    let add = |listing: &mut Listing, finding: &Diagnostic<Origin>, reach: &[&str]| {
        listing.add(finding, |finding| {
            with_reach(finding.resolve(|origin| span(db, workspace, origin)), reach)
        });
    };
    for item in items(db, file) {
        let findings = own_findings(db, *item);
        let reach = match findings {
            [] => Vec::new(),
            _ => reach_of(db, *item),
        };
        for finding in findings {
            add(&mut listing, finding, &reach);
        }
        if !is(Kind::Service, db, *item) {
            continue;
        }
        for finding in service_findings(db, *item) {
            if finding.place.file == id && finding.place.item == item.key(db) {
                add(&mut listing, finding, &[]);
            }
        }
    }
    let foreign = foreign_findings(db, workspace).get(&id).map_or(&[][..], Vec::as_slice);
    let profiles = || items(db, file).iter().filter(|item| is(Kind::Profile, db, **item));
    let profiles: FxHashSet<ItemKey> = match foreign {
        [] => FxHashSet::default(),
        _ => profiles().map(|item| item.key(db)).collect(),
    };
    for (finding, services) in foreign {
        let services: Vec<&str> = services.iter().map(String::as_str).collect();
        let stands_in_profile = profiles.contains(&finding.place.item);
        add(&mut listing, finding, if stands_in_profile { &services } else { &[] });
    }
    for finding in workspace_findings(db, workspace) {
        if finding.place.file == id {
            add(&mut listing, finding, &[]);
        }
    }
    let Listing { mut diagnostics, has_more_errors, .. } = listing;
    // What is said of a part of such a text that it is no value is the same mistake.
    diagnostics.retain(|finding| !texts.have_as_part(finding.place.range));
    diagnostics.extend(docs_of_nothing(file.text(db), id, &diagnostics));
    let diagnostics = without_follow_ups(file.text(db), diagnostics);
    let diagnostics = with_first_errors(id, diagnostics, has_more_errors, db.most_listed());
    // For one run others than those of the workspace, for which the comments were written.
    let other_targets = workspace.targets(db).is_some();
    let unknown: &[&Rule] = if other_targets { &OF_TARGETS } else { &[] };
    let mut diagnostics = suppress(file.text(db), id, diagnostics, unknown);
    if !all_files_are_known(db, workspace) {
        // What it allows may be what nothing is concluded about.
        diagnostics.retain(|one| one.code != UNUSED_SUPPRESSION.code);
    }
    levels::apply(&levels::levels(level_settings(db, workspace)).0, &mut diagnostics);
    diagnostics
}

/// What is wrong with a file whatever the others say: the part of [`check_file`] that can be known before they are
/// read. What a profile's finding says of whom it reaches is left out.
pub fn check_alone(db: &dyn Db, workspace: Workspace, file: SourceFile) -> Vec<Diagnostic> {
    if let Some(finding) = unknown(db, file) {
        return vec![finding];
    }
    let texts = texts_without_quotes(db, file);
    let of_shape = syntax_findings(db, workspace, file, &texts);
    let mut listing = Listing::new(of_shape, has_more_errors(db, file), db.most_listed());
    for item in items(db, file) {
        let issues = &typed(db, *item).issues;
        for finding in issues.listed().iter().map(worded).chain(left_out(issues)) {
            listing.add(&finding, |finding| finding.resolve(|origin| span(db, workspace, origin)));
        }
    }
    let Listing { mut diagnostics, has_more_errors, .. } = listing;
    // What is said of a part of such a text that it is no value is the same mistake.
    diagnostics.retain(|finding| !texts.have_as_part(finding.place.range));
    let diagnostics = without_follow_ups(file.text(db), diagnostics);
    let diagnostics =
        with_first_errors(file.id(db), diagnostics, has_more_errors, db.most_listed());
    let mut diagnostics = suppress(file.text(db), file.id(db), diagnostics, &[]);
    // What a comment allows may be what is found when the others are read.
    diagnostics.retain(|one| one.code != UNUSED_SUPPRESSION.code);
    diagnostics
}

/// What is wrong with an item seen by itself.
#[salsa::tracked(returns(deref))]
fn own_findings<'db>(db: &'db dyn Db, item: Item<'db>) -> Vec<Diagnostic<Origin>> {
    let standalone = match is(Kind::Service, db, item) {
        true => None,
        false => Some(lower_standalone(db, item)),
    };
    let mut findings = Vec::new();
    let typed = typed_in_passing(db, item);
    for issues in [&typed.issues].into_iter().chain(&standalone) {
        let told = |issue| with_addresses(db, item, issue, worded(issue));
        findings.extend(issues.listed().iter().map(told).chain(left_out(issues)));
    }
    findings.shrink_to_fit();
    findings
}

/// What is wrong with a service; some of it may stand in profiles and shared declarations.
#[salsa::tracked(returns(deref))]
fn service_findings<'db>(db: &'db dyn Db, item: Item<'db>) -> Vec<Diagnostic<Origin>> {
    let workspace = Workspace::get(db);
    let Some(lowered) = &lowered_in_passing(db, item) else { return Vec::new() };
    let issues = &lowered.issues;
    let mut findings: Vec<_> = issues.listed().iter().map(worded).chain(left_out(issues)).collect();
    let settings = settings(db, workspace);
    let as_of = workspace.as_of(db);
    let cx = ServiceCx { lowered, service: &lowered.service, as_of, settings: &settings };
    for rule in rules() {
        if let Find::Service(find) = rule.find {
            find(&cx, &mut Report { rule, findings: &mut findings });
        }
    }
    findings.shrink_to_fit();
    findings
}

/// What services compared with each other get wrong.
#[salsa::tracked(returns(deref))]
fn workspace_findings(db: &dyn Db, workspace: Workspace) -> Vec<Diagnostic<Origin>> {
    let mut findings = Vec::new();
    for rule in rules() {
        if let Find::Workspace(find) = rule.find {
            find(db, workspace, &mut Report { rule, findings: &mut findings });
        }
    }
    findings
}

/// The findings of a service that stand outside of it; there are seldom any.
#[salsa::tracked(returns(deref))]
fn findings_elsewhere<'db>(db: &'db dyn Db, item: Item<'db>) -> Vec<Diagnostic<Origin>> {
    elsewhere(db, item).cloned().collect()
}

fn elsewhere<'db>(
    db: &'db dyn Db,
    item: Item<'db>,
) -> impl Iterator<Item = &'db Diagnostic<Origin>> {
    let own = (item.file(db).id(db), item.key(db));
    let all = service_findings(db, item).iter();
    all.filter(move |finding| (finding.place.file, finding.place.item) != own)
}

/// The services of a part that have such findings.
#[salsa::tracked(returns(deref))]
fn reporting_elsewhere<'db>(db: &'db dyn Db, part: Part<'db>) -> Vec<Item<'db>> {
    let workspace = Workspace::get(db);
    let services = part.items_of_kind(db, workspace, Kind::Service);
    let reports_elsewhere = |item: &Item<'db>| match workspace.is_unchanging(db) {
        true => elsewhere(db, *item).next().is_some(),
        false => !findings_elsewhere(db, *item).is_empty(),
    };
    services.filter(reports_elsewhere).collect()
}

type ByFile = FxHashMap<FileId, Vec<(Diagnostic<Origin>, Vec<String>)>>;

/// The findings of services that stand in other items, by the file they stand in, each once with the
/// services that have it.
#[salsa::tracked(returns(ref))]
fn foreign_findings(db: &dyn Db, workspace: Workspace) -> ByFile {
    let mut by_file = ByFile::default();
    let mut known = FxHashMap::default();
    for item in parts(db, workspace).flat_map(|part| reporting_elsewhere(db, part)) {
        for finding in findings_elsewhere(db, *item) {
            let in_file = by_file.entry(finding.place.file).or_default();
            let key = (finding.code, finding.place, finding.message.as_str());
            let position = *known.entry(key).or_insert(in_file.len());
            match in_file.get_mut(position) {
                Some((_, services)) => services.push(item.name(db).to_owned()),
                None => in_file.push((finding.clone(), vec![item.name(db).to_owned()])),
            }
        }
    }
    by_file
}

fn worded(issue: &Issue) -> Diagnostic<Origin> {
    let rule = of_issue(&issue.kind);
    debug_assert_eq!(issue.kind.is_error(), rule.level == Level::Error, "{issue:?}");
    let wording = match rule.find {
        Find::Issue(word) | Find::Both(_, word) => word(&issue.kind),
        _ => None,
    };
    let wording = wording.unwrap_or_else(|| Wording::new(rule.title));
    let related = wording.related.clone();
    let mut diagnostic = wording.at(rule, issue.origin);
    if let IssueKind::ItemsTwice { again, .. } = &issue.kind {
        for place in again {
            diagnostic = diagnostic.with_related(*place, "again here");
        }
    }
    match issue.related {
        Some(place) => {
            diagnostic.with_related(place, related.unwrap_or_else(|| "see here".to_owned()))
        }
        None => diagnostic,
    }
}

fn is(kind: Kind, db: &dyn Db, item: Item<'_>) -> bool {
    item.kind(db) == block(kind).name
}

/// What is wrong with a file of which it is not known what it says.
fn unknown(db: &dyn Db, file: SourceFile) -> Option<Diagnostic> {
    let (wording, rule) = match file.contents(db) {
        Contents::Text(_) => return None,
        Contents::NotText(problem) => (word_not_text(problem), NOT_TEXT),
        Contents::Unread(why) => (word_unread(why), UNREAD),
    };
    let place = Span { file: file.id(db), range: TextRange::empty(TextSize::new(0)) };
    Some(wording.at(rule, place))
}

fn config(db: &dyn Db, file: SourceFile) -> Vec<Diagnostic> {
    if let Some(finding) = unknown(db, file) {
        return vec![finding];
    }
    let (config, issues) = Config::parse(file.text(db));
    let mut diagnostics: Vec<Diagnostic> = issues
        .into_iter()
        .chain(levels::levels(&config.levels).1)
        .map(|issue| {
            let wording = Wording { help: issue.help, ..Wording::new(issue.message) };
            let wording = match issue.instead {
                Some(instead) => wording.likely(Change::Replace(instead)),
                None => wording,
            };
            wording.at(CONFIG, Span { file: file.id(db), range: issue.range })
        })
        .collect();
    diagnostics.sort_by_key(|one| (one.place.range.start(), one.place.range.end()));
    debug_assert!(file.path(db).ends_with(FILE_NAME));
    diagnostics
}
