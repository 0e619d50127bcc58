//! Resolving roles: a service's own, then those of the teams that own its rotations, then the
//! workspace's and the other teams'.

use std::cell::OnceCell;

use incident_base::Origin;
use incident_ir::{At, Channel, ONCALL, Responder, Role, Rotation, Text, default_title};
use incident_schema::Kind;
use rustc_hash::FxHashMap;

use super::Lowering;
use super::own_names::OwnNames;
use crate::index::{
    DeclaredRole, SharedRole, all_files_are_known, declared, declares_roles, has_nameless_role,
    may_be_meant, role_names, role_shared_as, roles_in, roles_of_item, shared_role,
};
use crate::issue::{Told, nearest_among, undeclared_role};
use crate::typed_tree::Block;
use crate::{Db, Issue, IssueKind};

/// The roles that a service refers to, collected while it is lowered.
pub(super) struct Roles {
    own: Vec<Role>,
    names: OwnNames,
    /// How many of these names are shared too, once that was asked for.
    shared: OnceCell<usize>,
    used: Vec<Role>,
    /// Places in `used` by where a role is declared.
    known: FxHashMap<Origin, usize>,
    incomplete: bool,
}

impl Roles {
    pub(super) fn new(db: &dyn Db, service: &Block, rotations: &[Rotation]) -> Self {
        let teams = rotations
            .iter()
            .filter_map(|rotation| declared(db, Kind::Team, &rotation.team.as_ref()?.name));
        let of_teams = teams.flat_map(|team| roles_of_item(db, team).to_vec());
        let own = roles_in(service).into_iter().chain(of_teams);
        let own: Vec<Role> = own.map(|declared| declared.role).collect();
        let names = OwnNames::of(own.iter().map(|role| &role.name.value));
        let (used, known) = (Vec::new(), FxHashMap::default());
        let shared = OnceCell::new();
        Self { own, names, shared, used, known, incomplete: service.incomplete }
    }

    /// The roles that were referred to, each once, in the order of their first use.
    pub(super) fn into_used(mut self) -> Vec<Role> {
        self.used.shrink_to_fit();
        self.used
    }
}

impl<'db> Lowering<'db> {
    /// The declared role of this name; reports one that is not declared where others are.
    pub(super) fn role<'r>(
        &mut self,
        roles: &'r mut Roles,
        name: &str,
        origin: Origin,
    ) -> Option<&'r Role> {
        let role = self.known_role(roles, name, origin)?;
        let place = match roles.known.get(&role.origin) {
            Some(place) => *place,
            None => {
                let (role, place) = (role.clone(), roles.used.len());
                roles.known.insert(role.origin, place);
                roles.used.push(role);
                self.of_several_teams(roles, name, origin);
                place
            }
        };
        roles.used.get(place)
    }

    /// Notes a role that is one team's only because that team comes first.
    fn of_several_teams(&mut self, roles: &Roles, name: &str, origin: Origin) {
        if roles.names.has(name) {
            return;
        }
        let Some(SharedRole { first, rival: Some(rival) }) = shared_role(self.db, name) else {
            return;
        };
        let told = |one: &DeclaredRole| {
            (one.role.title.value().cloned(), one.role.assignee.value().cloned())
        };
        let (Some(team), Some(other)) = (&first.team, &rival.team) else { return };
        if told(first) != told(rival) {
            let kind = IssueKind::RoleOfSeveralTeams {
                role: name.to_owned(),
                teams: [team.to_string(), other.to_string()],
            };
            self.issues.push(Issue { kind, origin, related: Some(rival.role.origin) });
        }
    }

    /// The same for a name that nothing refers to yet.
    pub(super) fn known_role<'r>(
        &mut self,
        roles: &'r Roles,
        name: &str,
        origin: Origin,
    ) -> Option<&'r Role>
    where
        'db: 'r,
    {
        match self.declared_role(roles, name) {
            Some(role) => Some(role),
            None => {
                let declared = !roles.own.is_empty() || declares_roles(self.db, self.workspace);
                let misspelt = || {
                    may_be_meant(self.db, self.workspace, Kind::Role, name)
                        || has_nameless_role(self.db)
                };
                if declared && !roles.incomplete && !name.is_empty() && !misspelt() {
                    // A team's roles are shared, and those of the services whose rotation it is; several teams
                    // may each have one of a name, and a service its own.
                    let (own, before) = (&roles.names, self.issues.len());
                    let shared = role_names(self.db, self.workspace);
                    let told = match own.indexed().are_many() || shared.are_many() {
                        true => {
                            let is_shared = |name: &&str| shared_role(self.db, name).is_some();
                            let are_shared =
                                roles.shared.get_or_init(|| own.iter().filter(is_shared).count());
                            let of = [shared, own.indexed()];
                            Told::Many {
                                nearest: nearest_among(of, name, [ONCALL].into_iter(), before),
                                count: shared.len() + own.len() - are_shared,
                            }
                        }
                        false => Told::All,
                    };
                    let others = shared.iter().filter(|name| !own.has(name));
                    let known = own.iter().chain(others);
                    let kind = undeclared_role(name, known, told, before);
                    self.issues.push(Issue { kind, origin, related: None });
                } else if !declared
                    && name != ONCALL
                    && is_almost_oncall(name)
                    && all_files_are_known(self.db, self.workspace)
                {
                    let kind = IssueKind::AlmostOncall { role: name.to_owned() };
                    self.issues.push(Issue { kind, origin, related: None });
                }
                None
            }
        }
    }

    /// The declared role of this name: the service's own, else a shared one.
    pub(super) fn declared_role<'r>(&self, roles: &'r Roles, name: &str) -> Option<&'r Role>
    where
        'db: 'r,
    {
        let own = roles.names.place(name).and_then(|place| roles.own.get(place));
        own.or_else(|| role_shared_as(self.db, name))
    }

    /// A role as somebody to tell, and its title.
    pub(super) fn role_responder(
        &mut self,
        roles: &mut Roles,
        name: &At<Text>,
    ) -> (Responder, Text) {
        let role = self.role(roles, name, name.origin);
        let title = role.and_then(|role| role.title.value().cloned());
        let assignee = role.and_then(|role| role.assignee.value().cloned());
        let title = title.unwrap_or_else(|| default_title(name).into());
        (Responder::Role { name: name.value.clone(), assignee }, title)
    }

    /// Checks the roles behind `page:`, `phone:` and `sms:`, of which `oncall` needs no declaration.
    pub(super) fn channel_roles(&mut self, roles: &mut Roles, channels: &[At<Channel>]) {
        for channel in channels {
            if let Some(role) = channel.role().filter(|role| *role != ONCALL) {
                self.role(roles, role, channel.origin);
            }
        }
    }
}

/// `on-call`, `OnCall`.
fn is_almost_oncall(name: &str) -> bool {
    let letters = name.chars().filter(|c| !matches!(c, '-' | '_'));
    let letters: String = letters.flat_map(char::to_lowercase).collect();
    // A number makes another of it on purpose: `oncall2`.
    letters.len() <= ONCALL.len() + 1
        && !letters.contains(|c: char| c.is_ascii_digit())
        && strsim::osa_distance(&letters, ONCALL) <= 1
}
