use incident_ir::Severity;

use crate::guide::Path;

/// Cycles that are drawn; what is beyond is one break in the drawing, since a hundredth repetition tells
/// nobody more than the tenth.
const CYCLES_DRAWN: u64 = 10;

/// What is drawn of a path: seconds are counted from the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Events {
    /// The tiers of the cycles that are drawn, in order and without gaps.
    pub(super) turns: Vec<TierTurn>,
    /// The second at which the last tier drawn is over; at least 60.
    pub(super) end: u64,
    /// Cycles that follow and are not drawn.
    pub(super) cycles_left_out: u64,
    /// The response time target, where it falls into what is drawn.
    pub(super) target: Option<u64>,
}

/// A tier's time in one cycle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TierTurn {
    /// From 1.
    pub(super) cycle: u64,
    /// The tier's number, from 1.
    pub(super) tier: usize,
    /// The second at which it is told.
    pub(super) from: u64,
    /// The second at which the next one is.
    pub(super) until: u64,
}

/// What is drawn of a severity's path.
pub(super) fn events(severity: &Severity, path: &Path<'_>) -> Events {
    let cycles = 1 + u64::from(path.policy.repeat_cycles.value);
    let mut turns = Vec::new();
    let mut now = 0_u64;
    for cycle in 1..=cycles.min(CYCLES_DRAWN) {
        for tier in &path.tiers {
            let until = now.saturating_add(tier.minutes.saturating_mul(60));
            turns.push(TierTurn { cycle, tier: tier.number, from: now, until });
            now = until;
        }
    }
    let target = severity.response_time.value().map(|time| time.as_secs());
    Events {
        turns,
        end: now.max(60),
        cycles_left_out: cycles.saturating_sub(CYCLES_DRAWN),
        target: target.filter(|target| *target < now),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        guide,
        testing::{checkout, set},
    };

    #[test]
    fn every_cycle_follows_the_one_before() {
        let service = checkout();
        let severity = &service.severities[0];
        let path = guide::path(&service, severity).unwrap();
        let events = events(severity, &path);
        let minutes: Vec<(u64, usize, u64, u64)> = events
            .turns
            .iter()
            .map(|turn| (turn.cycle, turn.tier, turn.from / 60, turn.until / 60))
            .collect();
        assert_eq!(minutes[..4], [(1, 1, 0, 10), (1, 2, 10, 30), (1, 3, 30, 60), (2, 1, 60, 70)]);
        assert_eq!(minutes.len(), 3 * 4);
        assert_eq!(events.end / 60, path.policy.minutes_until_fallback());
        assert_eq!((events.cycles_left_out, events.target), (0, Some(300)));
    }

    #[test]
    fn what_would_not_end_is_broken_off() {
        let mut service = checkout();
        service.policies[0].repeat_cycles = set(u32::MAX);
        let severity = &service.severities[0];
        let events = events(severity, &guide::path(&service, severity).unwrap());
        assert_eq!(events.turns.len(), 30);
        assert_eq!(events.cycles_left_out, u64::from(u32::MAX) + 1 - 10);
    }

    #[test]
    fn a_target_beyond_the_path_is_not_on_it() {
        let mut service = checkout();
        service.severities[0].response_time = crate::testing::given(crate::testing::duration("1d"));
        let severity = &service.severities[0];
        assert_eq!(events(severity, &guide::path(&service, severity).unwrap()).target, None);
    }
}
