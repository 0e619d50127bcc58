//! What other tools call what the language has another word for, so that whoever comes from them is told it.

use crate::Enumeration;

/// A word of another tool, and what it is here; a word may be several things.
static WORDS: &[(&str, &str)] = &[
    // PagerDuty, and its Terraform provider
    ("schedule", "on_call_rotation"),
    ("layer", "on_call_rotation"),
    ("users", "members"),
    ("rotation_turn_length_seconds", "rotation_period"),
    ("rotation_virtual_start", "starts"),
    ("escalation_delay_in_minutes", "timeout"),
    ("escalation_rule", "tier"),
    ("rule", "tier"),
    ("num_loops", "repeat_cycles"),
    ("urgency", "severity"),
    ("priority", "severity"),
    // Opsgenie
    ("escalation", "escalation_policy"),
    ("participants", "members"),
    ("responders", "members"),
    ("delay", "timeout"),
    ("wait_interval", "timeout"),
    ("start_date", "starts"),
    ("restrictions", "active_hours"),
    // Grafana, incident.io, Rootly and what people say
    ("shift", "on_call_rotation"),
    ("rotation", "on_call_rotation"),
    ("oncall", "on_call_rotation"),
    ("on_call", "on_call_rotation"),
    ("policy", "escalation_policy"),
    ("handoff", "starts"),
    ("handoff_time", "starts"),
    ("level", "tier"),
    ("step", "tier"),
    ("sla", "response_time"),
    ("ack_timeout", "timeout"),
    ("time_to_resolve", "resolution_target"),
    ("postmortem", "post_mortem_template"),
    ("retrospective", "post_mortem_template"),
    ("sev", "severity"),
    ("incident", "severity"),
    ("engineers", "members"),
    ("people", "members"),
    ("responder", "tier"),
    // What the sections of a service are called elsewhere
    ("monitoring", "observability"),
    ("alerting", "observability"),
    ("alerts", "alert_rule"),
    ("canary", "canary_strategy"),
    ("rollback", "rollback_plan"),
    ("rollout", "deployment"),
    ("flag", "feature_flag"),
    ("toggle", "feature_flag"),
    ("breaker", "circuit_breaker"),
    // Prometheus
    ("expr", "query"),
    ("alert", "alert_rule"),
    ("runbook_url", "runbook"),
    // Channels
    ("tel", "phone"),
    ("call", "phone"),
    ("voice", "phone"),
    ("mail", "email"),
    ("mailto", "email"),
    ("msteams", "teams"),
];

/// A value of another tool, or what people say, and what it is here, in whatever set it stands.
static CHOICES: &[(&str, &str)] = &[
    ("all", "notify_all"),
    ("everyone", "notify_all"),
    ("executive", "executive_escalation"),
    ("management", "executive_escalation"),
    ("rollback", "auto_remediate"),
    ("remediate", "auto_remediate"),
    ("off", "disable"),
    ("false", "disable"),
    ("on", "enable"),
    ("true", "enable"),
    ("instant", "immediate"),
    ("now", "immediate"),
    ("down", "major_outage"),
    ("outage", "major_outage"),
    ("degraded", "degraded_performance"),
    ("slow", "degraded_performance"),
    ("page", "critical"),
    ("fatal", "critical"),
    ("high", "critical"),
    ("low", "warning"),
    ("last_version", "previous_version"),
];

/// The word of a set that is meant by this one.
pub fn choice_called_elsewhere(set: &Enumeration, word: &str) -> Option<&'static str> {
    let known = CHOICES.iter().filter(|(there, _)| there.eq_ignore_ascii_case(word));
    known.map(|(_, here)| *here).find(|here| set.choice(here).is_some())
}

/// The words of the language that may be meant by this one of another tool.
pub fn called_elsewhere(word: &str) -> impl Iterator<Item = &'static str> {
    WORDS.iter().filter(move |(there, _)| *there == word).map(|(_, here)| *here)
}

/// The words of other tools.
pub fn words_elsewhere() -> impl Iterator<Item = &'static str> {
    WORDS.iter().map(|(there, _)| *there)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blocks;
    use crate::vocabulary::{
        ALERT_SEVERITIES, CHANNEL_KINDS, EFFECTS, FALLBACKS, FLAG_ACTIONS, PAGE_STATUSES,
        ROLLBACK_TARGETS,
    };

    #[test]
    fn every_word_is_one_of_ours_and_none_of_the_others_is() {
        let is_ours = |word: &str| {
            blocks().any(|(_, row)| row.name == word || row.key(word).is_some())
                || CHANNEL_KINDS.choice(word).is_some()
        };
        for (there, here) in WORDS {
            assert!(is_ours(here), "{here}");
            // `escalation` is a key of a severity and `rotation` one of a service, and no blocks.
            let is_key = ["escalation", "severity", "rotation"].contains(there);
            assert!(is_key || !is_ours(there), "{there}");
        }
    }

    #[test]
    fn a_value_is_looked_for_in_its_set_only() {
        assert_eq!(choice_called_elsewhere(&FALLBACKS, "Everyone"), Some("notify_all"));
        assert_eq!(choice_called_elsewhere(&FALLBACKS, "off"), None);
        let sets = [
            &ALERT_SEVERITIES,
            &EFFECTS,
            &FALLBACKS,
            &FLAG_ACTIONS,
            &PAGE_STATUSES,
            &ROLLBACK_TARGETS,
        ];
        for (there, here) in CHOICES {
            let set = sets.iter().find(|set| set.choice(here).is_some());
            assert!(set.is_some_and(|set| set.choice(there).is_none()), "{there}");
        }
    }
}
