//! What of a service stands outside of it: shared rotations, and policies of profiles. Other services may make the
//! same objects, and there can be only one of each at a provider.

use incident_ir::{Origin, Service};

/// Endings of what is made besides a policy, under its name.
const WITH_A_POLICY: [&str; 2] = ["-fallback", "-first-tier"];

/// Whether the schedule of this name is of a shared rotation.
pub(super) fn schedule(service: &Service, name: &str) -> bool {
    service.rotations.iter().any(|rotation| {
        stands_outside(service, rotation.origin) && rotation.schedule_name() == name
    })
}

/// Whether the policy of this name, or the one that it belongs to, is of a profile.
pub(super) fn policy(service: &Service, name: &str) -> bool {
    service.policies.iter().any(|policy| {
        let rest = name.strip_prefix(policy.name.as_str());
        stands_outside(service, policy.origin)
            && rest.is_some_and(|rest| rest.is_empty() || WITH_A_POLICY.contains(&rest))
    })
}

fn stands_outside(service: &Service, origin: Origin) -> bool {
    (origin.file, origin.item) != (service.origin.file, service.origin.item)
}
