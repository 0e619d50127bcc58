//! The team that a service's alerts are addressed to. Opsgenie routes by team, so a service has one of its
//! own.

use std::collections::BTreeSet;

use incident_ir::Service;

use super::{
    AUTO_GENERATED,
    model::{Team, TeamMember, UserName},
};
use crate::reach::{Reached, everybody};

/// The team, with everybody whom the service's policies can reach: only members see its alerts.
pub(super) fn body(service: &Service) -> Team<'_> {
    let mut seen = BTreeSet::new();
    let members = service
        .policies
        .iter()
        .flat_map(|policy| everybody(service, policy))
        .filter_map(|one| match one {
            Reached::Person(email) => Some(email),
            // Whom only the deployment knows, it adds.
            Reached::Schedule(_) | Reached::Role(_) => None,
        })
        .filter(|email| seen.insert(email.clone()))
        .map(|email| TeamMember { user: UserName { username: email.to_string() } })
        .collect();
    Team {
        name: &service.name,
        description: service
            .description
            .as_deref()
            .or(service.docs.as_deref())
            .unwrap_or(AUTO_GENERATED),
        members,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{held_by, holder_of, policy, rotation, service, tier, whoever_in};

    #[test]
    fn everybody_whom_a_policy_can_reach_is_a_member_once() {
        let oncall = || tier("oncall", "5m", "page", vec![whoever_in("backend")]);
        let service = Service {
            rotations: vec![
                rotation("backend", &["ann@x.com", "ben@x.com"]),
                rotation("unused", &["zoe@x.com"]),
            ],
            policies: vec![
                policy(
                    "p",
                    vec![oncall(), tier("lead", "5m", "page", vec![held_by("lead", "ben@x.com")])],
                ),
                policy(
                    "q",
                    vec![
                        oncall(),
                        tier("cto", "5m", "page", vec![holder_of("cto")]),
                        tier("boss", "5m", "page", vec![held_by("boss", "eve@x.com")]),
                    ],
                ),
            ],
            ..service("Shop")
        };
        let members: Vec<String> =
            body(&service).members.into_iter().map(|member| member.user.username).collect();
        assert_eq!(members, ["ann@x.com", "ben@x.com", "eve@x.com"]);
    }
}
