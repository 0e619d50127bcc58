//! As much of a service as names something may name what is not there, beside as much that is.

use incident_base::FileId;
use incident_schema::Kind;

use super::lower;
use crate::{Contents, Database, SourceFile, Workspace, items_of_kind, work};

/// Lowers the services of a text.
fn lowered(text: String) {
    let db = Database::default();
    let file =
        SourceFile::new(&db, FileId(0), "s.incident".to_owned(), Contents::Text(text.into()));
    Workspace::new(&db, vec![file], None, None);
    let services = items_of_kind(&db, Kind::Service);
    let all_are_read = services.iter().filter_map(|item| lower(&db, *item)).count();
    assert!(all_are_read > 0 && all_are_read == services.len());
}

/// Of a text for a number and for twice that, the second may cost twice as much.
fn linear(what: &str, text: impl Fn(usize) -> String) {
    // More than are compared one by one.
    const COUNT: usize = 1_100;
    let work = |count| work::of(|| lowered(text(count)));
    let (once, twice) = (work(COUNT), work(COUNT * 2));
    assert!(twice <= once * 2 + once / 10 + 100, "{what}: {once}, {twice}");
}

fn each(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect()
}

/// A service that says this, and what stands beside it.
fn service(body: &str, beside: &str) -> String {
    format!("service S {{\n{body}}}\n{beside}")
}

const ROTATION: &str = "{ members = [a@x.co] }\n";

fn rotations(count: usize) -> String {
    each(count, |at| format!("on_call_rotation p{at} {ROTATION}"))
}

fn roles(count: usize) -> String {
    each(count, |at| format!("role p{at} {{ title = \"R\" }}\n"))
}

fn policy(tiers: &str) -> String {
    format!("escalation_policy e {{\n{tiers}}}\n")
}

/// The names that are there begin with `p`, others with `q`.
#[test]
fn names_that_nothing_has() {
    for name in ['p', 'q'] {
        let tiers = |count| policy(&each(count, |at| format!("tier {name}{at}\n")));
        linear("own roles", |count| service(&(tiers(count) + &roles(count)), ""));
        linear("shared roles", |count| service(&tiers(count), &roles(count)));
        linear("roles of both", |count| service(&(tiers(count) + &roles(count)), &roles(count)));

        linear("roles of a team", |count| {
            let team = format!("team t {{ members = [a@x.co]\n{}}}\n", roles(count));
            service(&tiers(count), &team)
        });

        let tiers =
            |count| policy(&each(count, |at| format!("tier t{at} {{ rotation = {name}{at} }}\n")));
        linear("own rotations", |count| service(&(tiers(count) + &rotations(count)), ""));
        linear("shared rotations", |count| service(&tiers(count), &rotations(count)));
        linear("rotations of both", |count| {
            service(&(tiers(count) + &rotations(count)), &rotations(count))
        });
        let list = |count| {
            let names = each(count, |at| format!("{name}{at}, "));
            policy(&format!("tier oncall {{ rotation = [{names}] }}\n"))
        };
        linear("a list of own rotations", |count| service(&(list(count) + &rotations(count)), ""));
        linear("a list of shared rotations", |count| service(&list(count), &rotations(count)));

        linear("rollback plans", |count| {
            let policies = each(count, |at| {
                format!(
                    "escalation_policy e{at} {{ fallback = auto_remediate, remediation = {name}{at} }}\n"
                )
            });
            let plans = each(count, |at| format!("rollback_plan p{at} {{ to = \"1\" }}\n"));
            service(&format!("{policies}resilience {{\n{plans}}}\n"), "")
        });
        linear("health checks", |count| {
            let components =
                each(count, |at| format!("component \"c{at}\" {{ health_check = {name}{at} }}\n"));
            let checks =
                each(count, |at| format!("health_check p{at} {{ url = \"https://x.co\" }}\n"));
            service(
                &format!("status_page s {{\n{components}}}\nobservability {{\n{checks}}}\n"),
                "",
            )
        });
        linear("components", |count| {
            let components = each(count, |at| format!("component \"p{at}\"\n"));
            let names = each(count, |at| format!("\"{name}{at}\", "));
            let severity = format!("severity P3 \"slow\" {{ components = [{names}] }}\n");
            service(&format!("status_page s {{\n{components}}}\n{severity}"), "")
        });
        linear("policies", |count| {
            let severities =
                each(count, |at| format!("severity P3 \"s\" {{ escalation = {name}{at} }}\n"));
            service(
                &(severities + &each(count, |at| format!("escalation_policy p{at} {{ }}\n"))),
                "",
            )
        });
        linear("profiles", |count| {
            let names = each(count, |at| format!("{name}{at}, "));
            let profiles =
                each(count, |at| format!("profile p{at} {{ status_update_interval = 10m }}\n"));
            service(&format!("use = [{names}]\n"), &profiles)
        });
    }
}

/// What a policy leaves open may be any of them.
#[test]
fn what_is_not_said() {
    let policies =
        |count, body| each(count, |at| format!("escalation_policy e{at} {{ {body} }}\n"));
    linear("tiers for oncall", |count| {
        service(&(policies(count, "tier oncall") + &rotations(count)), "")
    });
    linear("tiers for oncall of a service without rotations", |count| {
        service(&(policies(count, "tier oncall") + "deployment { app \"a\" }\n"), "")
    });
    linear("automatic remediation", |count| {
        let plans = each(count, |at| format!("rollback_plan p{at} {{ to = \"1\" }}\n"));
        let plans = format!("resilience {{\n{plans}}}\n");
        service(&(policies(count, "fallback = auto_remediate") + &plans), "")
    });
    linear("sections", |count| {
        let sections = each(count, |at| {
            format!(
                "observability {{ health_check p{at} {{ url = \"https://x.co\" }} }}\nresilience {{ }}\n"
            )
        });
        let components =
            each(count, |at| format!("component \"c{at}\" {{ health_check = q{at} }}\n"));
        let policies = policies(count, "fallback = auto_remediate");
        service(&format!("{sections}{policies}status_page s {{\n{components}}}\n"), "")
    });
}
