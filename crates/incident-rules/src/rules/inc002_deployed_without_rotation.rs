//! INC002: deployed service without on-call.

use incident_base::{Code, Level};

use crate::rule::{Find, Report, Rule, ServiceCx, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(2),
    level: Level::Error,
    title: "Deployed service without on-call",
    page: include_str!("../../../../docs/diagnostics/INC002.md"),
    find: Find::Service(check),
};

fn check(cx: &ServiceCx<'_>, report: &mut Report<'_>) {
    let Some(first) = cx.service.apps.first() else { return };
    let is_doubtful = cx.lowered.misses_its_rotation || cx.lowered.is_incomplete(cx.service.origin);
    if !cx.service.rotations.is_empty() || is_doubtful {
        return;
    }
    // A name that could not be read has been reported.
    let named = cx.service.apps.iter().filter(|app| !app.name.value.is_empty());
    let apps: Vec<String> = named.map(|app| format!("\"{}\"", app.name.value)).collect();
    let apps = if apps.is_empty() { "something".to_owned() } else { apps.join(", ") };
    let wording = Wording::new(format!(
        "{} deploys {} but has no on-call rotation. Every deployed service must have an on-call \
         rotation.",
        cx.service.name.value, apps
    ))
    .label("no rotation here")
    .help("Add an `on_call_rotation`, or take a shared one with `rotation = NAME`.");
    report.add(cx.service.origin, wording, vec![(first.origin, "deployed here".to_owned())]);
}
