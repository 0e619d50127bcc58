//! Whole modules, and what is particular to them.

use incident_base::{FileId, ItemKey, NodeId};
use incident_ir::{
    App, EscalationPolicy, Origin, PagingProvider, Responder, Rotation, ScheduleSource, Service,
    Settings,
};
use serde_json::{Value, json};

use super::Terraform;
use crate::testing::{
    at, checkout, held_by, holder_of, origin, payment, policy, rotation, service, set, tier,
    whoever_in,
};
use crate::{Artefact, Target};

fn at_opsgenie(service: Service) -> Service {
    Service { paging_provider: set(PagingProvider::Opsgenie), ..service }
}

fn written(service: &Service) -> Artefact {
    let artefacts = Terraform.artefacts(service, &Settings::default());
    let [artefact] = <[_; 1]>::try_from(artefacts).unwrap();
    artefact
}

fn module(service: &Service) -> Value {
    serde_json::from_str(&written(service).contents).unwrap()
}

/// A service with a policy of one tier that reaches these.
fn shop(rotations: Vec<Rotation>, responders: Vec<Responder>) -> Service {
    Service {
        rotations,
        policies: vec![policy("critical", vec![tier("oncall", "5m", "page", responders)])],
        ..service("Shop")
    }
}

/// A place in another top-level entry than every service of these tests.
fn elsewhere() -> Origin {
    Origin { file: FileId(0), item: ItemKey(7), node: NodeId(0) }
}

#[test]
fn the_article_s_service_at_pagerduty() {
    let artefact = written(&payment());
    assert_eq!(artefact.path, "terraform/pagerduty.tf.json");
    expect_test::expect_file!["golden/PaymentServiceOps.pagerduty.tf.json"]
        .assert_eq(&artefact.contents);
}

#[test]
fn a_service_with_neighbours_at_opsgenie() {
    let artefact = written(&at_opsgenie(checkout()));
    assert_eq!(artefact.path, "terraform/opsgenie.tf.json");
    expect_test::expect_file!["golden/CheckoutOps.opsgenie.tf.json"].assert_eq(&artefact.contents);
}

#[test]
fn a_service_that_pages_nobody_is_no_module() {
    for service in [service("Shop"), at_opsgenie(service("Shop"))] {
        assert_eq!(Terraform.artefacts(&service, &Settings::default()), []);
    }
}

#[test]
fn the_holder_of_a_role_is_looked_up_by_an_input() {
    for (shop, user, email) in [
        (shop(Vec::new(), vec![holder_of("lead")]), "pagerduty_user", "email"),
        (at_opsgenie(shop(Vec::new(), vec![holder_of("lead")])), "opsgenie_user", "username"),
    ] {
        let module = module(&shop);
        assert_eq!(module["data"][user]["role-lead"], json!({ email: "${var.roles[\"lead\"]}" }));
        let variable = &module["variable"]["roles"];
        assert_eq!((&variable["type"], variable.get("default")), (&json!("map(string)"), None));
        assert!(
            variable["description"].as_str().unwrap().contains("needed are lead."),
            "{variable}"
        );
    }
}

#[test]
fn somebody_who_is_declared_needs_no_input() {
    let module = module(&shop(Vec::new(), vec![held_by("lead", "tina@x.com")]));
    assert_eq!(module["data"]["pagerduty_user"], json!({"tina_x_com": {"email": "tina@x.com"}}));
    assert_eq!(module.get("variable"), None);
}

#[test]
fn a_schedule_that_is_kept_at_the_provider_is_looked_up() {
    let kept = Rotation {
        schedule_source: Some(at(ScheduleSource {
            provider: "pagerduty".into(),
            schedule: "Team Backend".into(),
        })),
        ..rotation("backend", &["ann@x.com"])
    };
    let service = shop(vec![kept], vec![whoever_in("backend")]);
    for (service, resource) in
        [(service.clone(), "pagerduty_schedule"), (at_opsgenie(service), "opsgenie_schedule")]
    {
        let module = module(&service);
        assert_eq!(module["data"][resource], json!({"Team_Backend": {"name": "Team Backend"}}));
        assert_eq!(module["resource"].get(resource), None);
        let reference = format!("${{data.{resource}.Team_Backend.id}}");
        assert!(module["resource"].to_string().contains(&reference), "{module}");
    }
}

#[test]
fn what_other_services_may_make_as_well_can_be_given() {
    let shared = Rotation { origin: elsewhere(), ..rotation("platform", &["ann@x.com"]) };
    let mut service = shop(vec![shared], vec![whoever_in("platform")]);
    service.policies = vec![EscalationPolicy { origin: elsewhere(), ..service.policies.remove(0) }];
    let module = module(&service);
    let resource = &module["resource"];
    assert_eq!(
        resource["pagerduty_schedule"]["platform-oncall"]["count"],
        "${contains(keys(var.schedules), \"platform-oncall\") ? 0 : 1}"
    );
    assert_eq!(
        module["locals"]["schedule-platform-oncall"],
        "${contains(keys(var.schedules), \"platform-oncall\") ? var.schedules[\"platform-oncall\"] : \
         pagerduty_schedule.platform-oncall[0].id}"
    );
    let policies = &resource["pagerduty_escalation_policy"];
    assert_eq!(
        policies["critical"]["rule"][0]["target"][0]["id"],
        "${local.schedule-platform-oncall}"
    );
    for name in ["critical", "critical-fallback"] {
        assert!(policies[name]["count"].is_string(), "{name}");
    }
    for variable in ["schedules", "escalation_policies"] {
        assert_eq!(module["variable"][variable]["default"], json!({}));
    }
    assert_eq!(
        resource["pagerduty_service"]["Shop"]["escalation_policy"],
        "${local.escalation_policy-critical}"
    );
}

#[test]
fn a_rotation_of_opsgenie_is_made_where_its_schedule_is() {
    let shared = Rotation { origin: elsewhere(), ..rotation("platform", &["ann@x.com"]) };
    let module = module(&at_opsgenie(shop(vec![shared], vec![whoever_in("platform")])));
    let resource = &module["resource"];
    let schedule = &resource["opsgenie_schedule"]["platform-oncall"];
    let rotation = &resource["opsgenie_schedule_rotation"]["platform"];
    assert!(schedule["count"].is_string());
    assert_eq!(rotation["count"], schedule["count"]);
    assert_eq!(rotation["schedule_id"], "${local.schedule-platform-oncall}");
}

#[test]
fn what_refers_to_an_object_is_changed_before_the_object_is_destroyed() {
    for service in [checkout(), at_opsgenie(checkout())] {
        let module = module(&service);
        for (kind, resources) in module["resource"].as_object().unwrap() {
            let is_referred_to = ["_schedule", "_escalation_policy", "_escalation"]
                .iter()
                .any(|ending| kind.ends_with(ending));
            for resource in resources.as_object().unwrap().values() {
                let lifecycle = json!({"create_before_destroy": true});
                assert_eq!(
                    resource.get("lifecycle"),
                    is_referred_to.then_some(&lifecycle),
                    "{kind}"
                );
            }
        }
    }
}

#[test]
fn opsgenie_s_rules_are_made_one_after_the_other_and_the_last_takes_everything() {
    let module = module(&at_opsgenie(checkout()));
    let rules = module["resource"]["opsgenie_team_routing_rule"].as_object().unwrap();
    let mut in_order: Vec<(&String, &Value)> = rules.iter().collect();
    in_order.sort_by_key(|(_, rule)| rule["order"].as_u64());
    let mut before = None;
    for (place, (name, rule)) in in_order.iter().enumerate() {
        assert_eq!(rule["order"], place);
        let expected = before.map(|name| json!([format!("opsgenie_team_routing_rule.{name}")]));
        assert_eq!(rule.get("depends_on"), expected.as_ref(), "{name}");
        before = Some(*name);
    }
    let (_, last) = in_order.last().unwrap();
    assert_eq!(last["criteria"], json!({"type": "match-all"}));
    assert_eq!(last["notify"]["id"], "${opsgenie_escalation.checkout-critical.id}");
}

#[test]
fn holders_of_roles_are_members_of_opsgenie_s_team_once() {
    let service = shop(
        vec![rotation("backend", &["ann@x.com"])],
        vec![whoever_in("backend"), holder_of("lead"), holder_of("lead")],
    );
    let module = module(&at_opsgenie(service));
    assert_eq!(
        module["resource"]["opsgenie_team"]["Shop"]["member"],
        json!([
            {"id": "${data.opsgenie_user.ann_x_com.id}"},
            {"id": "${data.opsgenie_user.role-lead.id}"},
        ])
    );
}

#[test]
fn opsgenie_s_turns_start_at_a_moment_in_utc() {
    let new_york = Rotation {
        time_zone: set("America/New_York".into()),
        starts: set(jiff::civil::date(2026, 7, 5).at(9, 0, 0, 0)),
        ..rotation("backend", &["ann@x.com"])
    };
    let module = module(&at_opsgenie(shop(vec![new_york], vec![whoever_in("backend")])));
    let rotation = &module["resource"]["opsgenie_schedule_rotation"]["backend"];
    assert_eq!(rotation["start_date"], "2026-07-05T13:00:00Z");
}

#[test]
fn apps_with_hostile_names_are_services_with_names_of_their_own() {
    let app = |name: &str| App { origin: origin(), name: at(name.into()) };
    let names = ["web shop", "web_shop", "${file(\"/etc/passwd\")}", "9 lives"];
    let service = Service {
        apps: names.iter().map(|name| app(name)).collect(),
        ..shop(Vec::new(), vec![holder_of("lead")])
    };
    let module = module(&service);
    let services = module["resource"]["pagerduty_service"].as_object().unwrap();
    let written: Vec<&str> =
        services.values().map(|service| service["name"].as_str().unwrap()).collect();
    assert_eq!(services.len(), names.len());
    assert!(written.contains(&"$${file(\"/etc/passwd\")}"), "{written:?}");
    assert!(services.contains_key("web_shop") && services.contains_key("_9_lives"), "{services:?}");
    let output = module["output"]["services"]["value"].as_object().unwrap();
    assert!(output.contains_key("$${file(\"/etc/passwd\")}"), "{output:?}");
}

#[test]
fn overrides_are_named_as_what_is_missing() {
    for service in [checkout(), at_opsgenie(checkout())] {
        let comment = module(&service)["//"].as_str().unwrap().to_owned();
        assert!(comment.contains("CheckoutOps"), "{comment}");
        assert!(comment.ends_with("another way: checkout-backend-oncall (1)."), "{comment}");
    }
    let comment = module(&payment())["//"].as_str().unwrap().to_owned();
    assert!(!comment.contains("overrides"), "{comment}");
}
