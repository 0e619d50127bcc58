//! One service.

use std::fmt::Write as _;

use super::random::Random;
use super::shared::{PEOPLE, address, team_name, zone};

const SUBJECTS: [&str; 16] = [
    "Cart",
    "Checkout",
    "Search",
    "Invoice",
    "Shipping",
    "Catalogue",
    "Login",
    "Review",
    "Coupon",
    "Refund",
    "Stock",
    "Notification",
    "Profile",
    "Price",
    "Session",
    "Report",
];
const ROLES: [&str; 8] =
    ["Api", "Worker", "Gateway", "Store", "Indexer", "Scheduler", "Frontend", "Bridge"];
const PARTS: [&str; 8] = [
    "API",
    "Website",
    "Payments",
    "Background Jobs",
    "Search",
    "E-mail",
    "Exports",
    "Partner Feed",
];
const TROUBLES: [&str; 6] = [
    "answers with errors",
    "is slow",
    "loses requests",
    "shows old data",
    "refuses logins",
    "does not start",
];
const METRICS: [&str; 5] = [
    "request_errors_total",
    "queue_age_seconds",
    "p99_latency",
    "restarts_total",
    "disk_used_ratio",
];

/// `CartApi0042`
pub(super) fn name(number: usize) -> String {
    let subject = SUBJECTS.get(number % SUBJECTS.len()).copied().unwrap_or_default();
    let role = ROLES.get(number / SUBJECTS.len() % ROLES.len()).copied().unwrap_or_default();
    format!("{subject}{role}{number:04}")
}

/// The service of a number: about 70 lines and 2.5 kB.
pub(super) fn text(number: usize, team: usize, random: &mut Random) -> String {
    let name = name(number);
    let slug = slug(&name);
    let profile = random.pick(&["customer-facing", "internal"]);
    let mut text = format!("/// {name}: {} of the shop.\n", random.pick(&PARTS));
    let _ = writeln!(text, "service {name} {{");
    let _ = writeln!(text, "  description = \"What customers of {name} do every day.\"");
    let _ = writeln!(text, "  runbook = \"https://runbooks.company.com/{slug}\"");
    let _ = writeln!(text, "  use = [{profile}]\n");
    rotation(&mut text, &slug, team, random);
    policy(&mut text, &slug, team, random);
    page(&mut text, &slug, random);
    severities(&mut text, &slug, random);
    neighbours(&mut text, &slug, random);
    text.push_str("}\n");
    text
}

fn slug(name: &str) -> String {
    let split = |c: char| {
        if c.is_ascii_uppercase() { format!("-{}", c.to_ascii_lowercase()) } else { c.to_string() }
    };
    name.chars().map(split).collect::<String>().trim_start_matches('-').to_owned()
}

fn rotation(text: &mut String, slug: &str, team: usize, random: &mut Random) {
    let first = random.below(PEOPLE);
    let count = 3 + random.below(3);
    let members: Vec<String> =
        (0..count).map(|one| address(team, (first + one) % PEOPLE)).collect();
    let _ = writeln!(text, "  on_call_rotation {slug} {{");
    let _ = writeln!(text, "    members = [{}]", members.join(", "));
    let _ = writeln!(text, "    rotation_period = {}", random.pick(&["7d", "1d", "2w"]));
    let _ = writeln!(text, "    time_zone = \"{}\"", zone(team));
    if random.percent(30) {
        let _ =
            writeln!(text, "    active_hours = {}", random.pick(&["08:00-20:00", "22:00-06:00"]));
    }
    if random.percent(25) {
        let day = 1 + random.below(20);
        let cover = members.get(1).map(String::as_str).unwrap_or_default();
        let _ = writeln!(text, "    // Somebody has a wedding to go to.");
        let _ = writeln!(
            text,
            "    override 2026-11-{day:02}..2026-11-{:02} {{ with = {cover} }}",
            day + 3
        );
    }
    text.push_str("  }\n\n");
}

fn policy(text: &mut String, slug: &str, team: usize, random: &mut Random) {
    let team = team_name(team);
    let _ = writeln!(text, "  escalation_policy {slug} {{");
    let timeout = random.pick(&["5m", "10m", "15m"]);
    let _ = writeln!(text, "    tier oncall {{ timeout = {timeout}, channels = [page] }}");
    let _ = writeln!(text, "    tier {team}-lead {{ timeout = 20m, channels = [page, slack] }}");
    if random.percent(60) {
        let _ = writeln!(text, "    tier {team}-manager {{ timeout = 30m, channels = [phone] }}");
    }
    if random.percent(30) {
        text.push_str("    tier duty-manager { timeout = 60m, channels = [phone] }\n");
    }
    let _ = writeln!(text, "    repeat_cycles = {}", 1 + random.below(4));
    text.push_str("    fallback = notify_all\n  }\n\n");
}

fn page(text: &mut String, slug: &str, random: &mut Random) {
    let _ = writeln!(text, "  status_page {slug} {{\n    group Core {{");
    let first = random.below(PARTS.len());
    for part in 0..2 + random.below(3) {
        let part = PARTS.get((first + part) % PARTS.len()).copied().unwrap_or_default();
        let _ = writeln!(text, "      component \"{part}\"");
    }
    text.push_str("    }\n  }\n\n");
}

fn severities(text: &mut String, slug: &str, random: &mut Random) {
    for (level, response, resolution) in
        [("P1", "5m", "1h"), ("P2", "15m", "4h"), ("P3", "1h", "24h"), ("P4", "4h", "5d")]
    {
        let trouble = random.pick(&TROUBLES);
        let _ = writeln!(text, "  severity {level} \"{slug} {trouble}\" {{");
        let _ = writeln!(text, "    response_time = {response}");
        let _ = writeln!(text, "    resolution_target = {resolution}");
        let urgent = level < "P3";
        let channels = if urgent { "page, slack:#incidents" } else { "slack:#incidents-low" };
        let _ = writeln!(text, "    notify_channels = [{channels}]");
        if urgent {
            text.push_str("    requires_status_page_update = true\n");
        }
        let _ = writeln!(text, "    requires_post_mortem = {urgent}\n  }}\n");
    }
}

fn neighbours(text: &mut String, slug: &str, random: &mut Random) {
    text.push_str("  observability {\n");
    for alert in 0..1 + random.below(3) {
        let metric = random.pick(&METRICS);
        let severity = random.pick(&["critical", "error", "warning"]);
        let _ = writeln!(text, "    alert_rule {slug}-{alert} {{");
        let _ = writeln!(
            text,
            "      query = \"rate({metric}{{app='{slug}'}}[5m]) > {}\"",
            1 + random.below(90)
        );
        let _ = writeln!(
            text,
            "      severity = {severity}\n      for = {}m\n    }}",
            1 + random.below(10)
        );
    }
    text.push_str("  }\n\n");
    let _ = writeln!(text, "  deployment {{\n    app \"{slug}\"\n  }}\n");
    if random.percent(60) {
        let _ = writeln!(
            text,
            "  resilience {{\n    rollback_plan {slug}-back {{ to = previous_version, estimated_time = {}m }}\n  }}",
            2 + random.below(8)
        );
    }
}
