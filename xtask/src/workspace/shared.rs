//! What services share: the configuration, profiles, teams with their people and roles.

use std::fmt::Write as _;

use super::random::Random;

pub(super) const CONFIG: &str = "\
out      = \"out\"
holidays = [2026-12-25, 2027-01-01, 2027-04-05]

[alert_severities]
info = \"P4\"
";

pub(super) const PROFILES: &str = r#"
/// What holds for everything that customers see.
profile customer-facing {
  post_mortem_template {
    required_sections = ["Summary", "Impact", "Timeline", "Root Cause", "Resolution", "Action Items"]
    due_within = 3bd
    requires_action_items = true
    min_action_items = 2
  }
  status_update_interval = 30m
}

/// What holds for everything else.
profile internal {
  post_mortem_template {
    required_sections = ["Summary", "Timeline", "Root Cause", "Action Items"]
    due_within = 5bd
  }
}

role duty-manager { title = "Duty manager", assignee = duty@company.com }
"#;

const ZONES: [&str; 6] = [
    "Europe/Berlin",
    "America/New_York",
    "Asia/Tokyo",
    "America/Los_Angeles",
    "Europe/London",
    "Asia/Kolkata",
];

const FIRST_NAMES: [&str; 20] = [
    "alice", "bob", "carol", "david", "erin", "frank", "grace", "heidi", "ivan", "judy", "ken",
    "lena", "mallory", "nina", "oscar", "peggy", "rupert", "sybil", "trent", "wendy",
];

/// How many people are in a team.
pub(super) const PEOPLE: usize = 7;

pub(super) fn team_name(team: usize) -> String {
    format!("team-{team:04}")
}

/// The address of somebody in a team, by their number there.
pub(super) fn address(team: usize, person: usize) -> String {
    let name = FIRST_NAMES.get((team + person * 3) % FIRST_NAMES.len()).copied();
    format!("{}.{team}-{person}@company.com", name.unwrap_or("somebody"))
}

/// The time zone in which a team works.
pub(super) fn zone(team: usize) -> &'static str {
    ZONES.get(team % ZONES.len()).copied().unwrap_or("UTC")
}

/// A team, its people and the roles that its services escalate to.
pub(super) fn team(team: usize, random: &mut Random) -> String {
    let name = team_name(team);
    let people: Vec<String> = (0..PEOPLE).map(|person| address(team, person)).collect();
    let mut text = format!("/// Owns the services in services/{name}.\nteam {name} {{\n");
    let _ = writeln!(text, "  members = [{}]", people.join(", "));
    for (role, title) in [("lead", "Team lead"), ("manager", "Engineering manager")] {
        let holder = people.get(random.below(PEOPLE)).map(String::as_str).unwrap_or_default();
        let _ =
            writeln!(text, "  role {name}-{role} {{ title = \"{title}\", assignee = {holder} }}");
    }
    text.push_str("}\n\n");
    for person in &people {
        let zone = zone(team);
        let _ = match random.percent(20) {
            true => {
                let day = 1 + random.below(20);
                let away = format!("2025-08-{day:02}..2025-08-{:02}", day + 5);
                writeln!(text, "person {person} {{ time_zone = \"{zone}\", away = [{away}] }}")
            }
            false => writeln!(text, "person {person} {{ time_zone = \"{zone}\" }}"),
        };
    }
    text
}
