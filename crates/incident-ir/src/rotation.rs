use incident_base::Origin;
use jiff::civil::DateTime;

use crate::{At, Duration, Given, Hours, Setting, Span, Team, Text, Weekday};

/// Behind a rotation's name, the name that its schedule has at a provider.
pub const SCHEDULE_ENDING: &str = "-oncall";

/// `on_call_rotation NAME`: who takes turns being on call.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Rotation {
    /// The header.
    pub origin: Origin,
    /// The rotation's name, which is its team's.
    pub name: At<Text>,
    /// Its documentation.
    pub docs: Option<Text>,
    /// E-mail addresses in the order of their turns. Empty only when that has been reported.
    pub members: Vec<At<Text>>,
    /// How long a turn is.
    pub rotation_period: Setting<Duration>,
    /// How long an alert may stay unacknowledged before the `oncall` tier escalates, for a tier
    /// without a timeout of its own.
    pub escalation_timeout: Given<Duration>,
    /// IANA name in its canonical spelling.
    pub time_zone: Setting<Text>,
    /// The hours in which the rotation is active; `None` is all day.
    pub active_hours: Option<At<Hours>>,
    /// The days on which the rotation is active, in week order; empty is every day. With hours over
    /// midnight, the day on which the hours begin.
    pub active_days: Vec<Weekday>,
    /// Where the schedule is kept, if not here.
    pub schedule_source: Option<At<ScheduleSource>>,
    /// The local time of the first member's first turn.
    pub starts: Setting<DateTime>,
    /// Exceptions, in the order written; a later one wins where two cover the same moment.
    pub overrides: Vec<Override>,
    /// The team of the same name, where one is declared.
    pub team: Option<Team>,
}

impl Rotation {
    /// The name of the schedule at the provider: the rotation's name and `-oncall`, or the name in
    /// `schedule_source`.
    pub fn schedule_name(&self) -> String {
        match &self.schedule_source {
            Some(source) => source.schedule.to_string(),
            None => format!("{}{SCHEDULE_ENDING}", self.name.value),
        }
    }
}

/// `pagerduty://team-backend`: a schedule that is kept at the provider.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ScheduleSource {
    /// The provider's name as written: `pagerduty` or `opsgenie`.
    pub provider: Text,
    /// The schedule's name there.
    pub schedule: Text,
}

/// `override SPAN { replace, with }`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Override {
    /// The header.
    pub origin: Origin,
    /// When, local to the rotation's zone; `None` when malformed, which has been reported.
    pub span: Option<At<Span>>,
    /// Whose turns are covered; absent means the whole span, whoever is on call.
    pub replace: Given<Text>,
    /// Who covers.
    pub with: Given<Text>,
}
