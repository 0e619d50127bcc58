//! Terraform modules: what is written is what the providers' documentation says they take, and targets are chosen.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test reads and writes files, and stops at the first surprise"
)]

use std::collections::BTreeSet;
use std::fs;

use incident_tests::binary::{Finished, Invocation};
use incident_tests::compiled::{Files, compiled, examples, paged_by, with_targets};
use incident_tests::files::{project, read, tree};
use incident_tests::terraform::Provider;
use serde_json::{Value, json};

const PROVIDERS: [&str; 2] = ["pagerduty", "opsgenie"];

/// Every service that writes everything that a module can hold, besides the examples.
const EVERYTHING: &str = r#"
service Shop {
  description     = "Sells ${things} and %{more}"
  on_call_rotation shop {
    members         = [ann@x.com, ben@x.com]
    active_hours    = 22:00-06:30
    override 2026-03-01..2026-03-09 { with = cho@x.com }
  }
  on_call_rotation kept { members = [dan@x.com], schedule_source = "PROVIDER://Team Backend" }
  on_call_rotation weekend { members = [eve@x.com], active_days = [sat, sun] }
  escalation_policy critical {
    tier oncall { rotation = [shop, kept, weekend], timeout = 5m }
    tier lead { timeout = 9m }
    severities = [P1]
  }
  severity P1 "Down" { response_time = 5m }
  severity P3 "Slow" { response_time = 1h }
  observability {
    alert_rule errors { query = "up == 0", severity = critical }
    alert_rule disk { query = "up == 0", severity = info, escalates = P1 }
  }
  deployment {
    app "web shop"
    app "${path.module}"
  }
}
"#;

/// The modules of a program at a provider, by service.
fn modules(program: &Files, provider: &str) -> Vec<(String, Value)> {
    let program = with_targets(&paged_by(program, provider), &["terraform"]);
    let services = compiled(&program).unwrap().into_iter();
    services
        .map(|(service, mut files)| {
            let path = format!("terraform/{provider}.tf.json");
            let module = files.remove(&path).unwrap_or_else(|| panic!("{path}: {files:?}"));
            assert!(files.is_empty(), "{:?}", files.keys());
            (service.name.value.to_string(), serde_json::from_str(&module).unwrap())
        })
        .collect()
}

fn everything(provider: &str) -> Value {
    let text = EVERYTHING.replace("PROVIDER", provider);
    let program = Files::from([("main.incident".to_owned(), text)]);
    modules(&program, provider).remove(0).1
}

#[test]
fn the_modules_of_every_example_are_what_the_providers_take() {
    for name in PROVIDERS {
        let provider = Provider::named(name);
        let mut found: BTreeSet<String> = BTreeSet::new();
        let mut checked = vec![("everything".to_owned(), everything(name))];
        for program in examples().unwrap().values() {
            checked.extend(modules(program, name));
        }
        assert!(checked.len() >= 8, "{name}: {}", checked.len());
        for (service, module) in checked {
            assert_eq!(provider.errors(&module), [""; 0], "{name}: {service}");
            for what in ["data", "resource"] {
                let kinds = module[what].as_object().into_iter().flatten();
                found.extend(kinds.map(|(kind, _)| format!("{what}.{kind}")));
            }
        }
        let table: BTreeSet<String> = provider.types().into_iter().collect();
        assert_eq!(found, table, "{name}: what the table has is what is written somewhere");
    }
}

/// A change of a module, and the place where it must be noticed.
type Change = (fn(&mut Value), &'static str);

fn assert_noticed(provider: &'static str, changes: &[Change]) {
    let right = everything(provider);
    let checker = Provider::named(provider);
    assert_eq!(checker.errors(&right), [""; 0]);
    for (change, place) in changes {
        let mut wrong = right.clone();
        change(&mut wrong);
        assert_ne!(wrong, right, "{place}: nothing was changed");
        let errors = checker.errors(&wrong);
        assert!(errors.iter().any(|error| error.starts_with(place)), "{place}: {errors:?}");
        let elsewhere = errors.iter().find(|error| !error.starts_with(place));
        assert_eq!(elsewhere, None, "{place}");
    }
}

fn remove(value: &mut Value, key: &str) {
    value.as_object_mut().unwrap().remove(key).unwrap();
}

#[test]
fn what_pagerduty_s_provider_would_refuse_is_refused() {
    fn resource(module: &mut Value) -> &mut Value {
        &mut module["resource"]
    }
    fn schedule(module: &mut Value) -> &mut Value {
        &mut resource(module)["pagerduty_schedule"]["shop-oncall"]
    }
    fn policy(module: &mut Value) -> &mut Value {
        &mut resource(module)["pagerduty_escalation_policy"]["critical"]
    }
    assert_noticed(
        "pagerduty",
        &[
            (|it| it["resources"] = json!({}), "/resources"),
            (|it| resource(it)["pagerduty_rota"] = json!({}), "/resource/pagerduty_rota"),
            (|it| remove(schedule(it), "time_zone"), "/resource/pagerduty_schedule/shop-oncall: "),
            (
                |it| schedule(it)["timezone"] = json!("UTC"),
                "/resource/pagerduty_schedule/shop-oncall/timezone",
            ),
            (
                |it| schedule(it)["layer"][0]["rotation_turn_length_seconds"] = json!("604800"),
                "/resource/pagerduty_schedule/shop-oncall/layer/0/rotation_turn_length_seconds",
            ),
            (
                |it| schedule(it)["layer"][0]["rotation_turn_length_seconds"] = json!(60),
                "/resource/pagerduty_schedule/shop-oncall/layer/0/rotation_turn_length_seconds",
            ),
            (
                |it| schedule(it)["layer"][0]["start"] = json!("2026-01-05 09:00"),
                "/resource/pagerduty_schedule/shop-oncall/layer/0/start",
            ),
            (
                |it| schedule(it)["layer"][0]["users"] = json!([]),
                "/resource/pagerduty_schedule/shop-oncall/layer/0/users",
            ),
            (
                |it| schedule(it)["layer"][0]["users"][0] = json!("${data.pagerduty_user.zoe.id}"),
                "/resource/pagerduty_schedule/shop-oncall/layer/0/users/0",
            ),
            (
                |it| schedule(it)["layer"][0]["restriction"][0]["type"] = json!("daily"),
                "/resource/pagerduty_schedule/shop-oncall/layer/0/restriction/0/type",
            ),
            (
                |it| schedule(it)["layer"] = json!([]),
                "/resource/pagerduty_schedule/shop-oncall/layer",
            ),
            (
                |it| policy(it)["num_loops"] = json!(10),
                "/resource/pagerduty_escalation_policy/critical/num_loops",
            ),
            (
                |it| policy(it)["rule"][0]["escalation_delay_in_minutes"] = json!(0),
                "/resource/pagerduty_escalation_policy/critical/rule/0/escalation_delay_in_minutes",
            ),
            (
                |it| policy(it)["rule"][0]["target"][0]["type"] = json!("schedule"),
                "/resource/pagerduty_escalation_policy/critical/rule/0/target/0/type",
            ),
            (
                |it| policy(it)["rule"][0]["targets"] = json!([]),
                "/resource/pagerduty_escalation_policy/critical/rule/0/targets",
            ),
            (
                |it| policy(it)["lifecycle"] = json!({"create_before": true}),
                "/resource/pagerduty_escalation_policy/critical/lifecycle",
            ),
            (
                |it| policy(it)["description"] = json!("Costs ${money}"),
                "/resource/pagerduty_escalation_policy/critical/description",
            ),
            (
                |it| {
                    let service = resource(it)["pagerduty_service"]["web_shop"].take();
                    resource(it)["pagerduty_service"] = json!({"web shop": service});
                    remove(resource(it), "pagerduty_event_orchestration_service");
                    remove(it, "output");
                },
                "/resource/pagerduty_service/web shop",
            ),
            (
                |it| {
                    let urgency =
                        &mut resource(it)["pagerduty_service"]["web_shop"]["incident_urgency_rule"];
                    *urgency = json!([urgency.clone(), urgency.clone()]);
                },
                "/resource/pagerduty_service/web_shop/incident_urgency_rule",
            ),
            (
                |it| {
                    it["terraform"]["required_providers"]["pagerduty"]["version"] = json!("< 3.0.0")
                },
                "/terraform/required_providers/pagerduty/version",
            ),
        ],
    );
}

#[test]
fn what_opsgenie_s_provider_would_refuse_is_refused() {
    fn resource(module: &mut Value) -> &mut Value {
        &mut module["resource"]
    }
    fn rotation(module: &mut Value) -> &mut Value {
        &mut resource(module)["opsgenie_schedule_rotation"]["shop"]
    }
    fn escalation(module: &mut Value) -> &mut Value {
        &mut resource(module)["opsgenie_escalation"]["critical"]
    }
    fn last_rule(module: &mut Value) -> &mut Value {
        &mut resource(module)["opsgenie_team_routing_rule"]["everything_else_to_critical"]
    }
    assert_noticed(
        "opsgenie",
        &[
            (
                |it| rotation(it)["start_date"] = json!("2024-01-01T09:00:00+00:00"),
                "/resource/opsgenie_schedule_rotation/shop/start_date",
            ),
            (
                |it| rotation(it)["start_date"] = json!("2024-01-01T09:15:00Z"),
                "/resource/opsgenie_schedule_rotation/shop/start_date",
            ),
            (
                |it| rotation(it)["type"] = json!("monthly"),
                "/resource/opsgenie_schedule_rotation/shop/type",
            ),
            (
                |it| rotation(it)["participant"][0]["type"] = json!("person"),
                "/resource/opsgenie_schedule_rotation/shop/participant/0/type",
            ),
            (
                |it| rotation(it)["time_restriction"]["restriction"]["start_min"] = json!(15),
                "/resource/opsgenie_schedule_rotation/shop/time_restriction/0/restriction/0/start_min",
            ),
            (
                |it| rotation(it)["timeRestriction"] = json!({}),
                "/resource/opsgenie_schedule_rotation/shop/timeRestriction",
            ),
            (
                |it| escalation(it)["rules"][0]["delay"] = json!({"time_amount": 5}),
                "/resource/opsgenie_escalation/critical/rules/0/delay",
            ),
            (
                |it| {
                    let recipient = &mut escalation(it)["rules"][0]["recipient"];
                    *recipient = json!([recipient.clone(), recipient.clone()]);
                },
                "/resource/opsgenie_escalation/critical/rules/0/recipient",
            ),
            (
                |it| escalation(it)["repeat"]["count"] = json!(0),
                "/resource/opsgenie_escalation/critical/repeat/0/count",
            ),
            (
                |it| escalation(it)["rules"][0]["notify_type"] = json!("random"),
                "/resource/opsgenie_escalation/critical/rules/0/notify_type",
            ),
            (
                |it| last_rule(it)["criteria"]["type"] = json!("match-everything"),
                "/resource/opsgenie_team_routing_rule/everything_else_to_critical/criteria/0/type",
            ),
            (
                |it| last_rule(it)["depends_on"] = json!(["opsgenie_team_routing_rule.no-such"]),
                "/resource/opsgenie_team_routing_rule/everything_else_to_critical/depends_on/0",
            ),
            (
                |it| resource(it)["opsgenie_team"]["Shop"]["name"] = json!("Größe"),
                "/resource/opsgenie_team/Shop/name",
            ),
        ],
    );
}

fn compile(folder: &tempfile::TempDir, arguments: &[&str]) -> Finished {
    Invocation::new(folder.path(), ["compile"].iter().chain(arguments).copied()).run()
}

fn with_example() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let example = read(&project("examples/payment.incident")).unwrap();
    fs::write(folder.path().join("payment.incident"), example).unwrap();
    folder
}

fn written(folder: &tempfile::TempDir) -> Vec<String> {
    tree(&folder.path().join("out")).unwrap().into_keys().collect()
}

const MODULE: &str = "PaymentServiceOps/terraform/pagerduty.tf.json";

#[test]
fn terraform_is_written_where_it_is_named_and_nowhere_else() {
    let folder = with_example();
    assert_eq!(compile(&folder, &[]).code, Some(0));
    let usual = written(&folder);
    assert!(!usual.iter().any(|path| path.contains("terraform")), "{usual:?}");

    let more = compile(&folder, &["--target", "default", "--target", "terraform"]);
    assert_eq!(more.code, Some(0), "{more:?}");
    let mut expected = usual.clone();
    expected.push(MODULE.to_owned());
    expected.sort();
    assert_eq!(written(&folder), expected);

    // What is of other targets stays, and is known to be incident's still.
    let source = folder.path().join("payment.incident");
    let edited = fs::read_to_string(&source).unwrap().replace("timeout = 20m", "timeout = 25m");
    fs::write(&source, edited).unwrap();
    let before = tree(&folder.path().join("out")).unwrap();
    let others = usual.len() - 1;
    let alone = compile(&folder, &["--target", "terraform"]);
    let wrote = "wrote 1 file for 1 service to out";
    let said = format!("{wrote}, left {others} files of other targets as they are (2 notes");
    assert!(alone.stdout.starts_with(&said), "{alone:?}");
    let after = tree(&folder.path().join("out")).unwrap();
    let changed: Vec<&String> =
        before.keys().filter(|path| after[*path] != before[*path]).collect();
    assert_eq!(changed, [MODULE, "manifest.json"]);

    // So does what was made on request, while incident.toml says nothing of it.
    let rest = compile(&folder, &[]);
    let wrote = format!("wrote {others} files for 1 service to out");
    let said = format!("{wrote}, left 1 file of another target as it is (2 notes");
    assert!(rest.stdout.starts_with(&said), "{rest:?}");
    assert_eq!(written(&folder), expected);
}

#[test]
fn what_a_target_gives_no_longer_is_removed_when_it_is_written() {
    let folder = with_example();
    assert_eq!(compile(&folder, &["--target", "default", "--target", "terraform"]).code, Some(0));
    let template = "PaymentServiceOps/PostMortemTemplate.g.md".to_owned();
    let source = folder.path().join("payment.incident");
    let text = fs::read_to_string(&source).unwrap();
    let without = text.replace("post_mortem_template {", "/* post_mortem_template {");
    let without =
        without.replace("[team-lead, eng-manager]\n  }", "[team-lead, eng-manager]\n  } */");
    fs::write(&source, without).unwrap();
    assert_eq!(compile(&folder, &["--target", "terraform"]).code, Some(0));
    assert!(written(&folder).contains(&template));
    let finished = compile(&folder, &["--target", "post_mortem_template"]);
    assert!(
        finished.stdout.contains(", removed 1 file that nothing gives any more, left 8 "),
        "{finished:?}"
    );
    assert!(!written(&folder).contains(&template));
}

#[test]
fn what_incident_toml_names_is_all_that_there_should_be() {
    let folder = with_example();
    assert_eq!(compile(&folder, &["--target", "default", "--target", "terraform"]).code, Some(0));
    let targets = "targets = [\"response_guide\", \"terraform\"]\n";
    fs::write(folder.path().join("incident.toml"), targets).unwrap();
    assert_eq!(compile(&folder, &[]).code, Some(0));
    let guide = "PaymentServiceOps/IncidentResponseGuide.g.md";
    assert_eq!(written(&folder), [guide, MODULE, "manifest.json"]);
}

#[test]
fn incident_toml_names_targets_for_everybody_and_the_command_line_wins() {
    let folder = with_example();
    fs::write(folder.path().join("incident.toml"), "targets = [\"terraform\"]\n").unwrap();
    assert_eq!(compile(&folder, &[]).code, Some(0));
    assert_eq!(written(&folder), [MODULE, "manifest.json"]);
    assert_eq!(compile(&folder, &["--check"]).stderr, "out is up to date\n");

    let other = compile(&folder, &["--check", "--target", "response_guide"]);
    assert_eq!((other.code, other.stderr.lines().count()), (Some(1), 1), "{other:?}");
    assert_eq!(compile(&folder, &["--target", "response_guide"]).code, Some(0));
    let guide = "PaymentServiceOps/IncidentResponseGuide.g.md";
    assert_eq!(written(&folder), [guide, MODULE, "manifest.json"]);
}

#[test]
fn a_target_that_there_is_not_is_answered_with_the_nearest_and_nothing_is_written() {
    let folder = with_example();
    let finished = compile(&folder, &["--target", "terrafrom"]);
    assert_eq!(finished.code, Some(2), "{finished:?}");
    for part in ["terrafrom", "a similar value exists: 'terraform'", "default", "pagerduty"] {
        assert!(finished.stderr.contains(part), "{}", finished.stderr);
    }
    assert!(!folder.path().join("out").exists());

    fs::write(folder.path().join("incident.toml"), "targets = [\"terrafrom\"]\n").unwrap();
    let finished = compile(&folder, &[]);
    assert_eq!(finished.code, Some(1), "{finished:?}");
    assert!(finished.stderr.contains("Did you mean \"terraform\"?"), "{}", finished.stderr);
    assert!(!folder.path().join("out").exists());
}

/// A comment is written for what `incident.toml` has made; a run for another target is no reason to take it away.
#[test]
fn what_a_comment_allows_may_be_found_for_another_target_only() {
    const SEARCH: &str = "service Search {
  on_call_rotation search {
    members = [ann@company.com, bob@company.com]
    starts  = 2026-07-06
    // incident: allow(INC530) entered by hand, in the runbook
    override 2026-08-03..2026-08-09 { replace = ann@company.com, with = bob@company.com }
  }
}
";
    let folder = tempfile::tempdir().unwrap();
    let targets = |text: &str| fs::write(folder.path().join("incident.toml"), text).unwrap();
    fs::write(folder.path().join("search.incident"), SEARCH).unwrap();
    targets("targets = [\"default\", \"terraform\"]\n");
    let strict = ["--as-of", "2026-07-01", "--deny", "warnings"];
    for chosen in [&["--target", "pagerduty"][..], &["--target", "terraform"], &[]] {
        let finished = compile(&folder, &[chosen, &strict].concat());
        assert_eq!(finished.code, Some(0), "{chosen:?}: {finished:?}");
    }
    // Where the workspace makes no Terraform, the comment is for nothing.
    targets("targets = [\"default\"]\n");
    let finished = compile(&folder, &strict);
    assert_eq!(finished.code, Some(1), "{finished:?}");
    assert!(finished.stderr.contains("INC152"), "{}", finished.stderr);
}

#[test]
fn files_of_other_targets_may_be_changed_by_hand() {
    let folder = with_example();
    assert_eq!(compile(&folder, &[]).code, Some(0));
    let guide = folder.path().join("out/PaymentServiceOps/IncidentResponseGuide.g.md");
    fs::write(&guide, "by hand\n").unwrap();
    let finished = compile(&folder, &["--target", "terraform"]);
    assert_eq!(finished.code, Some(0), "{finished:?}");
    assert_eq!(fs::read_to_string(guide).unwrap(), "by hand\n");
    // They are known to be changed still.
    let finished = compile(&folder, &[]);
    assert_eq!(finished.code, Some(2), "{finished:?}");
    assert!(finished.stderr.contains("changed since incident wrote it"), "{}", finished.stderr);
}
