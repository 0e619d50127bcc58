//! What providers take, in numbers, each with its source; links to those stand on the pages of the rules that ask.

mod pagerduty_zones;

pub use pagerduty_zones::well_known_cities_called;
pub(crate) use pagerduty_zones::{PAGERDUTY_ZONES, zone_of_the_same_clock};

use incident_ir::{PagingProvider, reach::told_at_once};

/// The limits of a paging provider.
pub(crate) struct Limits {
    /// Its name in messages.
    pub(crate) name: &'static str,
    /// Targets of one escalation rule ([`told_at_once`]); `None` where a tier becomes a rule for each.
    pub(crate) targets: Option<usize>,
    /// Targets of one escalation rule that some accounts take at most, and minutes that the provider's own pages
    /// ask for where a rule has several; `None` where a tier becomes a rule for each.
    ///
    /// PagerDuty: met by users of its Terraform provider, in its issues 344 and 630.
    pub(crate) safely: Option<(usize, u64)>,
    /// The longest delay of a rule, counted from the alert, in minutes.
    ///
    /// Opsgenie: `delay` in the documentation of its first API; of the second nobody says.
    pub(crate) delay: Option<u64>,
    /// How often a policy may be repeated.
    ///
    /// PagerDuty: `num_loops` of 0 to 9, by its Terraform provider's check. Opsgenie: `repeat.count` of 1 to 20,
    /// by its documentation of escalations.
    pub(crate) repeat_cycles: u32,
    /// The shortest and the longest turn, in seconds.
    ///
    /// PagerDuty: `rotation_turn_length_seconds` of an hour to 365 days, by its Terraform provider's check.
    /// Opsgenie counts turns in hours, days or weeks.
    pub(crate) turn: (u64, u64),
    /// Turns are a multiple of so many seconds.
    pub(crate) turn_unit: u64,
    /// Times of day are a multiple of so many minutes.
    ///
    /// Opsgenie: others "will be converted to nearest 0 or 30 automatically", as its OpenAPI description has it.
    pub(crate) minutes: i8,
    /// Routing rules, the default one included; `None` where nobody says how many are too many.
    ///
    /// Opsgenie: 100 a team (its documentation).
    pub(crate) routing_rules: Option<usize>,
}

const HOUR: u64 = 3_600;
const DAY: u64 = 24 * HOUR;

const PAGERDUTY: Limits = Limits {
    name: "PagerDuty",
    targets: told_at_once(PagingProvider::PagerDuty),
    safely: Some((5, 3)),
    delay: None,
    repeat_cycles: 9,
    turn: (HOUR, 365 * DAY),
    turn_unit: 1,
    minutes: 1,
    routing_rules: None,
};

const OPSGENIE: Limits = Limits {
    name: "Opsgenie",
    targets: told_at_once(PagingProvider::Opsgenie),
    safely: None,
    delay: Some(24 * 60),
    repeat_cycles: 20,
    turn: (HOUR, u64::MAX),
    turn_unit: HOUR,
    minutes: 30,
    routing_rules: Some(100),
};

/// The limits of the provider that pages for a service.
pub(crate) fn limits(provider: PagingProvider) -> &'static Limits {
    match provider {
        PagingProvider::PagerDuty => &PAGERDUTY,
        PagingProvider::Opsgenie => &OPSGENIE,
    }
}
