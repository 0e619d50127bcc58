//! What a provider's configuration means: who is told, how many minutes after the alert, in which cycle;
//! and who is on call when.
//!
//! `pagerduty` and `opsgenie` read the files that are written for each, and nothing else, by the rules of
//! the provider's documentation, and `terraform` reads what its provider would make of a module. What they return
//! can be compared.

mod on_call;
mod opsgenie;
mod pagerduty;
mod terraform;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

pub use on_call::{Cover, Rota, Turn, Window};
pub use opsgenie::opsgenie;
pub use pagerduty::pagerduty;
pub use terraform::terraform;

/// Somebody is told, if nobody has acknowledged by then.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Told {
    /// Minutes after the alert.
    pub minute: u64,
    /// 0 the first time, then counted up with each repetition.
    pub cycle: u64,
    /// `user ann@x.com`, `user team-lead` or `schedule search-oncall`.
    pub who: String,
}

/// What a sender says about an alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event<'a> {
    /// The alert's name.
    pub name: &'a str,
    /// `critical`, `error`, `warning` or `info`.
    pub severity: &'a str,
    /// Opsgenie's alone, which has `P3` where the sender gives none.
    pub priority: &'a str,
}

/// What becomes of an incident that nobody touches, in seconds; `None` is never.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timers {
    /// It is resolved.
    pub resolved: Option<u64>,
    /// After it was acknowledged, it is triggered and escalated again.
    pub triggered_again: Option<u64>,
}

type Route = Box<dyn Fn(&Event<'_>) -> BTreeSet<Told>>;

/// A service at its provider.
pub struct Paging {
    /// Each policy by name, the fallbacks among them: who is told when an incident comes to it.
    pub policies: BTreeMap<String, BTreeSet<Told>>,
    /// Each schedule that is written, by name.
    pub rotas: BTreeMap<String, Rota>,
    /// What an incident does by itself, for each service of PagerDuty by name.
    pub timers: BTreeMap<String, Timers>,
    /// Whether the severity of an alert decides on its policy.
    pub routes_by_severity: bool,
    route: Route,
}

impl Paging {
    /// Who is told of an alert, and when.
    pub fn told_of(&self, event: &Event<'_>) -> BTreeSet<Told> {
        (self.route)(event)
    }

    /// Who is told of an alert of which nothing but its priority is known, and when.
    pub fn told_by_priority(&self, priority: &str) -> BTreeSet<Told> {
        self.told_of(&Event { name: "unheard-of", severity: "", priority })
    }
}

/// All that stands at a key of an object, or nothing.
fn list<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    value.get(key).and_then(Value::as_array).into_iter().flatten()
}
