//! `on_call_rotation` and its overrides.

use incident_ir::{At, Given, Override, Rotation, ScheduleSource, Text, Weekday};
use incident_schema::Kind;
use rustc_hash::{FxHashMap, FxHashSet};

use super::own_names::OwnNames;
use super::service::name_in;
use super::{Lowering, people, read, shared_rotation};
use crate::folded::same_name;
use crate::index::{may_be_meant, names_of};
use crate::issue::{Told, suggested_address};
use crate::typed_tree::{Block, Value};
use crate::{Issue, IssueKind, declared};

/// The rotations of a service.
pub(super) struct Rotations {
    /// Its own, then the shared one it takes.
    pub(super) all: Vec<Rotation>,
    /// The one that `oncall` means.
    pub(super) oncall: Option<Text>,
}

/// The rotations of a service and those that its tiers reach, found by their names.
pub(super) struct InUse {
    pub(super) all: Vec<Rotation>,
    pub(super) names: OwnNames,
}

impl InUse {
    pub(super) fn new(all: Vec<Rotation>) -> Self {
        let names = OwnNames::of(all.iter().map(|rotation| &rotation.name.value));
        Self { all, names }
    }

    pub(super) fn add(&mut self, rotation: Rotation) {
        self.names.add(&rotation.name.value);
        self.all.push(rotation);
    }

    pub(super) fn find(&self, name: &str) -> Option<&Rotation> {
        self.all.get(self.names.place(name)?)
    }
}

impl Lowering<'_> {
    pub(super) fn rotations_of(&mut self, service: &Block) -> Rotations {
        let mut all: Vec<Rotation> = service
            .blocks_of(Kind::OnCallRotation)
            .filter_map(|block| self.rotation(block))
            .collect();
        if let Some(name) = name_in(service, "rotation") {
            match self.shared(&name) {
                Some(rotation) => all.push(rotation),
                // Of a block that is not closed it is not known what stands in it.
                None if service.incomplete => {}
                None if all.iter().any(|own| same_name(&own.name.value, &name.value)) => {
                    let kind = IssueKind::OwnRotation { rotation: name.value.to_string() };
                    self.issues.push(Issue { kind, origin: name.origin, related: None });
                }
                // `on_call_rotaton shop {` has been reported where it stands.
                None if may_be_meant(self.db, self.workspace, Kind::OnCallRotation, &name) => {}
                None => {
                    let known = names_of(self.db, Kind::OnCallRotation);
                    let told = Told::of(known, &name);
                    let of = ["shared rotation", "rotation"];
                    self.unknown_among(service, of, &name, known.iter(), told);
                }
            }
        }
        let oncall = match all.as_slice() {
            [only] => Some(only.name.value.clone()),
            _ => None,
        };
        Rotations { all, oncall }
    }

    /// A rotation of the top level by its name.
    pub(super) fn shared(&self, name: &str) -> Option<Rotation> {
        let item = declared(self.db, Kind::OnCallRotation, name)?;
        shared_rotation(self.db, item).0.clone()
    }

    pub(super) fn rotation(&mut self, block: &Block) -> Option<Rotation> {
        let members = read::list(block, "members", read::text);
        let spelled = spelled(block, &members);
        let overrides = block.blocks_of(Kind::Override);
        let overrides = overrides.map(|inner| r#override(inner, &spelled)).collect();
        let rotation = Rotation {
            origin: block.header,
            name: read::name(block),
            docs: block.docs.clone(),
            rotation_period: read::setting(block, "rotation_period", read::duration)?,
            escalation_timeout: read::given(block, "escalation_timeout", read::duration),
            time_zone: read::setting(block, "time_zone", read::text)?,
            active_hours: read::optional(block, "active_hours", |value| match value {
                Value::Hours(hours) => Some(*hours),
                _ => None,
            }),
            active_days: active_days(block),
            schedule_source: read::optional(block, "schedule_source", schedule_source),
            starts: read::setting(block, "starts", |value| match value {
                Value::Instant(at) => Some(*at),
                _ => None,
            })?,
            overrides,
            members,
            team: declared(self.db, Kind::Team, &read::name(block))
                .and_then(|item| people::team(self.db, item).cloned()),
        };
        // Of a list that could not be read as a whole nothing more is said.
        if block.value("members").is_some_and(|at| at.value.is_whole()) {
            self.check_team(&rotation);
            self.check_overrides(block, &rotation);
        }
        Some(rotation)
    }

    /// A rotation of a team's name may have only the team's members.
    fn check_team(&mut self, rotation: &Rotation) {
        let Some(team) = &rotation.team else { return };
        let Some(members) = team.members.written() else { return };
        let known = folded(members.value.iter());
        let takes_turns = folded(rotation.members.iter());
        let free = members.value.iter().map(|at| at.value.as_str());
        let free = free.filter(|one| !takes_turns.contains(one.to_ascii_lowercase().as_str()));
        let free: Vec<&str> = free.collect();
        for member in &rotation.members {
            if !known.contains(&member.to_ascii_lowercase())
                && !people::has_left(self.db, self.workspace, &member.value)
            {
                let kind = IssueKind::NotInTeam {
                    member: member.value.to_string(),
                    team: team.name.value.to_string(),
                    nearest: suggested_address(member, free.iter().copied(), self.issues.len()),
                };
                self.issues.push(Issue {
                    kind,
                    origin: member.origin,
                    related: Some(members.origin),
                });
            }
        }
    }

    /// Only a member's turns can be covered.
    fn check_overrides(&mut self, block: &Block, rotation: &Rotation) {
        if rotation.overrides.is_empty() {
            return;
        }
        let members = folded(rotation.members.iter());
        let team = rotation.team.as_ref().and_then(|team| team.members.written());
        let team = folded(team.iter().flat_map(|at| &at.value));
        for one in &rotation.overrides {
            let Some(person) = one.replace.written() else { continue };
            if members.contains(&person.to_ascii_lowercase()) {
                continue;
            }
            let names = rotation.members.iter().map(|at| at.value.as_str());
            let nearest = suggested_address(person, names, self.issues.len());
            // A member's name that the team does not have has been reported, and is the slip.
            let in_team = |name: &str| team.contains(name.to_ascii_lowercase().as_str());
            if in_team(person) && nearest.as_ref().is_some_and(|near| !in_team(near)) {
                continue;
            }
            let kind = IssueKind::NotInRotation {
                person: person.value.to_string(),
                rotation: rotation.name.value.to_string(),
                nearest,
            };
            let related = Some(read::place(block, "members"));
            self.issues.push(Issue { kind, origin: person.origin, related });
        }
    }
}

/// Addresses in small letters.
fn folded<'n>(addresses: impl Iterator<Item = &'n At<Text>>) -> FxHashSet<Text> {
    addresses.map(|address| address.to_ascii_lowercase()).collect()
}

fn active_days(block: &Block) -> Vec<Weekday> {
    let mut days: Vec<Weekday> = read::list(block, "active_days", read::choice(Weekday::from_name))
        .into_iter()
        .map(|at| at.value)
        .collect();
    days.sort_unstable();
    days
}

fn schedule_source(value: &Value) -> Option<ScheduleSource> {
    let (provider, schedule) = value.as_text()?.split_once("://")?;
    Some(ScheduleSource { provider: provider.into(), schedule: schedule.into() })
}

/// Members by their addresses in small letters: each override asks for one.
type Spelled<'m> = FxHashMap<Text, &'m Text>;

/// The members of a rotation, where it has overrides.
fn spelled<'m>(block: &Block, members: &'m [At<Text>]) -> Spelled<'m> {
    let mut spelled = Spelled::default();
    if block.blocks_of(Kind::Override).next().is_some() {
        for member in members {
            spelled.entry(member.to_ascii_lowercase()).or_insert(&member.value);
        }
    }
    spelled
}

/// People are spelled as among the members, since addresses are the same whatever their case.
fn r#override(block: &Block, members: &Spelled<'_>) -> Override {
    let span = block.labels.first().and_then(|label| match &label.value {
        Value::Span(span) => Some(At::new(*span, label.origin)),
        _ => None,
    });
    let spelled = |person: Text| match members.get(&person.to_ascii_lowercase()) {
        Some(member) => (*member).clone(),
        None => person,
    };
    let person =
        |key| -> Given<Text> { read::given(block, key, |value| read::text(value).map(spelled)) };
    Override { origin: block.header, span, replace: person("replace"), with: person("with") }
}
