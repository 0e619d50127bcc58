//! What is written for a provider is what the provider's own description of its API takes.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test reads files, and stops at the first surprise"
)]

use std::collections::{BTreeMap, BTreeSet};

use incident_ir::StatusPageProvider;
use incident_tests::compiled::{Files, compiled, examples, paged_by};
use incident_tests::files::{project, read, tree};
use incident_tests::openapi::Description;
use serde_json::{Value, json};

const PAGERDUTY: &str = "pagerduty-rest.openapi.json";
const OPSGENIE: &str = "opsgenie.swagger.json";

/// A request that a file holds the body of: what it is called in errors, the operation, the body.
type Request = (String, (&'static str, &'static str), Value);

/// A provider whose files are requests.
struct Provider {
    /// The file with the description of its API.
    description: &'static str,
    /// What `paging_provider` calls it, and the folder of its target.
    name: &'static str,
    /// The requests of a file, by its path in the service's folder; none of a file that is another's.
    requests: fn(&str, Value) -> Vec<Request>,
}

const PROVIDERS: [Provider; 2] = [
    Provider { description: PAGERDUTY, name: "pagerduty", requests: requests_to_pagerduty },
    Provider { description: OPSGENIE, name: "opsgenie", requests: requests_to_opsgenie },
];

/// Each file of the `pagerduty` folder is a request.
fn requests_to_pagerduty(path: &str, mut body: Value) -> Vec<Request> {
    let Some(name) = path.strip_prefix("pagerduty/") else { return Vec::new() };
    if let Some(policy) = body.get_mut("escalation_policy").and_then(Value::as_object_mut) {
        // The article's body has no `type`, which the API wants: deployment adds it, and so does
        // this.
        policy.entry("type").or_insert_with(|| json!("escalation_policy"));
    }
    let operation = match name.split('.').next().unwrap() {
        "escalation_policy" => ("post", "/escalation_policies"),
        "schedule" => ("post", "/schedules"),
        "override" => ("post", "/schedules/{id}/overrides"),
        "service" => ("post", "/services"),
        "event_orchestration" => ("put", "/event_orchestrations/services/{service_id}"),
        other => panic!("{path}: no operation is known that takes {other}"),
    };
    vec![(path.to_owned(), operation, body)]
}

/// `opsgenie-config.json` holds them all.
fn requests_to_opsgenie(path: &str, config: Value) -> Vec<Request> {
    if path != "opsgenie-config.json" {
        return Vec::new();
    }
    let Value::Object(parts) = config else { panic!("{path} is no object") };
    let mut requests = Vec::new();
    for (part, value) in parts {
        let operation = match part.as_str() {
            "team" => ("post", "/v2/teams"),
            "schedules" => ("post", "/v2/schedules"),
            "overrides" => ("post", "/v2/schedules/{identifier}/overrides"),
            "escalations" => ("post", "/v2/escalations"),
            "routingRules" => ("post", "/v2/teams/{identifier}/routing-rules"),
            "defaultRoutingRule" => ("patch", "/v2/teams/{identifier}/routing-rules/{id}"),
            other => panic!("{path}: no operation is known that takes {other}"),
        };
        let bodies = match value {
            Value::Array(bodies) => bodies,
            body => vec![body],
        };
        for (place, mut body) in bodies.into_iter().enumerate() {
            if part == "overrides" {
                assert!(body["schedule"].is_string(), "{path}/{part}/{place}: of no schedule");
                body = body["override"].take();
            }
            requests.push((format!("{path}/{part}/{place}"), operation, body));
        }
    }
    requests
}

/// What is wrong with the requests of a service's files, the place before each line; and by operation how
/// many there are.
fn checked(
    provider: &Provider,
    description: &Description,
    files: &Files,
) -> (Vec<String>, BTreeMap<&'static str, usize>) {
    let mut errors = Vec::new();
    let mut counts = BTreeMap::new();
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".json")) {
        for (place, (method, path), body) in
            (provider.requests)(path, serde_json::from_str(text).unwrap())
        {
            *counts.entry(path).or_default() += 1;
            let found = description.request_body(method, path).unwrap().errors(&body);
            errors.extend(found.into_iter().map(|error| format!("{place}{error}")));
        }
    }
    (errors, counts)
}

#[test]
fn what_the_examples_compile_to_are_request_bodies() {
    for provider in PROVIDERS {
        let Some(description) = Description::beside_the_project(provider.description) else {
            continue;
        };
        let mut operations = BTreeMap::new();
        for (example, program) in examples().unwrap() {
            for (service, files) in compiled(&paged_by(&program, provider.name)).unwrap() {
                let (errors, counts) = checked(&provider, &description, &files);
                let name = service.name.as_str();
                assert_eq!(errors, [""; 0], "{name} of {example}");
                assert!(!counts.is_empty(), "{name} of {example}: nothing for {}", provider.name);
                operations.extend(counts);
            }
        }
        assert!(operations.len() >= 5, "{}: only {operations:?}", provider.name);
    }
}

/// Bodies as they are written lack what the page says is to be added, and nothing else.
#[test]
fn the_page_about_requests_says_what_to_add() {
    let page = read(&project("docs/many-services.md")).unwrap();
    let (_, section) = page.split_once("\n## PagerDuty's API\n").unwrap();
    let kind = |file: &str| {
        let fallback = if file.contains("-fallback.") { "-fallback" } else { "" };
        format!("{}{fallback}", file.split('.').next().unwrap())
    };
    let rows = section.lines().filter_map(|line| {
        let cells: Vec<&str> =
            line.strip_prefix("| `")?.trim_end_matches(" |").split(" | ").collect();
        let kind = kind(cells[0]);
        let request = cells[1].trim_start_matches('`').split(['`', ',']).next()?;
        Some((kind, (request, cells.get(2).copied().unwrap_or_default())))
    });
    let rows: BTreeMap<String, (&str, &str)> = rows.collect();
    let Some(description) = Description::beside_the_project(PAGERDUTY) else { return };
    let mut kinds = BTreeSet::new();
    for program in examples().unwrap().values() {
        let services = compiled(&paged_by(program, "pagerduty")).unwrap().into_iter();
        for (path, text) in services.flat_map(|(_, files)| files) {
            let body: Value = serde_json::from_str(&text).unwrap_or_default();
            for (_, (method, operation), whole) in requests_to_pagerduty(&path, body.clone()) {
                let name = path.strip_prefix("pagerduty/").unwrap();
                let kind = kind(name);
                let (request, to_add) = rows[&kind];
                assert_eq!(request, format!("{} {operation}", method.to_uppercase()), "{path}");
                let lacks = description.request_body(method, operation).unwrap().errors(&body);
                assert_eq!(to_add.is_empty(), lacks.is_empty(), "{path}: {to_add}, {lacks:?}");
                if let Some((key, value)) = to_add.trim_matches('`').split_once(": ") {
                    assert_eq!(
                        whole["escalation_policy"][key.trim_matches('"')],
                        value.trim_matches('"')
                    );
                }
                kinds.insert(kind);
            }
        }
    }
    assert!(kinds.iter().eq(rows.keys()), "{kinds:?}, {:?}", rows.keys());
}

/// A status page's file has the bodies beside other things, and placeholders where the provider wants a number.
fn page_errors(description: &Description, of: [(&str, &str); 2], page: &Value) -> Vec<String> {
    let mut errors = Vec::new();
    for (part, path) in of {
        let bodies = page[part].as_array().unwrap();
        assert!(!bodies.is_empty(), "{part}");
        for (place, body) in bodies.iter().enumerate() {
            let mut body = body.clone();
            if let Some(group) = body.get_mut("component_group_id") {
                assert!(group.as_str().unwrap().starts_with("{{resolve:cachet:group:"), "{group}");
                *group = json!(7);
            }
            let found = description.request_body("post", path).unwrap().errors(&body);
            errors.extend(found.into_iter().map(|error| format!("{part}/{place}{error}")));
        }
    }
    errors
}

/// The pages of the examples at a provider, with where each stands.
fn pages_at(provider: StatusPageProvider) -> Vec<(String, Value)> {
    let mut pages = Vec::new();
    for (example, program) in examples().unwrap() {
        for (service, files) in compiled(&program).unwrap() {
            for page in service.status_pages.iter().filter(|page| page.provider.value == provider) {
                let path = format!("status_page.{}.json", page.name.value);
                let body = serde_json::from_str(&files[&path]).unwrap();
                pages.push((format!("{path} of {example}"), body));
            }
        }
    }
    pages
}

#[test]
fn status_pages_hold_request_bodies() {
    let folder = project("crates/incident-codegen/src/targets/status_page/golden");
    let goldens = tree(&folder).unwrap();
    let cases = [
        (
            "cachet-v3.derived.openapi.json",
            StatusPageProvider::Cachet,
            "cachet_3",
            [("groups", "/component-groups"), ("components", "/components")],
        ),
        (
            "instatus.openapi.json",
            StatusPageProvider::Instatus,
            "instatus",
            [("groups", "/v1/{page_id}/components"), ("components", "/v1/{page_id}/components")],
        ),
    ];
    for (file, provider, golden, of) in cases {
        let Some(description) = Description::beside_the_project(file) else { continue };
        let of_examples = pages_at(provider);
        assert!(!of_examples.is_empty(), "no example has a page at {provider:?}");
        for (place, page) in &of_examples {
            assert_eq!(page_errors(&description, of, page), [""; 0], "{place}");
        }
        let text = &goldens[&format!("{golden}.status_page.payments.json")];
        let mut page: Value = serde_json::from_str(text).unwrap();
        assert_eq!(page_errors(&description, of, &page), [""; 0], "{golden}");
        page["components"][1]["status"] = json!("down");
        page["groups"][0]["nmae"] = json!("Core");
        let errors = page_errors(&description, of, &page);
        for place in ["components/1", "groups/0"] {
            assert!(errors.iter().any(|error| error.starts_with(place)), "{golden}: {errors:?}");
        }
    }
}

/// No provider says what a page of one's own looks like: its keys are those that `custom.rs` documents.
#[test]
fn pages_of_ones_own_have_their_documented_keys() {
    const KEYS: [&str; 8] = [
        "version",
        "service",
        "page",
        "groups",
        "components",
        "statuses",
        "automation",
        "severities",
    ];
    let pages = pages_at(StatusPageProvider::Custom);
    assert!(!pages.is_empty(), "no example has a page of its own");
    for (place, page) in pages {
        assert_eq!(page["version"], 1, "{place}");
        for key in page.as_object().unwrap().keys() {
            assert!(KEYS.contains(&key.as_str()), "{place}: {key}");
        }
    }
}

/// The requests that make a page of Statuspage: each component, then each group of its components.
fn requests_to_statuspage(page: &Value) -> Vec<(&'static str, Value)> {
    let mut requests = Vec::new();
    let mut groups: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (place, component) in page["components"].as_array().unwrap().iter().enumerate() {
        let mut body = component.as_object().unwrap().clone();
        // Whoever updates the page reads it; no request takes it.
        body.remove("automation");
        if let Some(group) = body.remove("group") {
            let group = group.as_str().unwrap().to_owned();
            groups.entry(group).or_default().push(format!("component-{place}"));
        }
        requests.push(("/pages/{page_id}/components", json!({ "component": body })));
    }
    for (name, components) in groups {
        let group = json!({"component_group": {"name": name, "components": components}});
        requests.push(("/pages/{page_id}/component-groups", group));
    }
    requests
}

#[test]
fn pages_of_statuspage_are_made_by_requests() {
    let Some(description) = Description::beside_the_project("statuspage.openapi.json") else {
        return;
    };
    let errors = |(path, body): &(&'static str, Value)| {
        description.request_body("post", path).unwrap().errors(body)
    };
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (place, page) in pages_at(StatusPageProvider::Statuspage) {
        for request in requests_to_statuspage(&page) {
            assert_eq!(errors(&request), [""; 0], "{place}");
            *counts.entry(request.0).or_default() += 1;
        }
    }
    assert!(counts.len() == 2 && counts.values().sum::<usize>() > 8, "{counts:?}");
    let wrong = json!({"components": [{"nmae": "Checkout", "group": "Core"}]});
    let wrong: Vec<_> = requests_to_statuspage(&wrong).iter().flat_map(errors).collect();
    assert_eq!(wrong.len(), 1, "{wrong:?}");
}

/// The events that Alertmanager sends for a receiver, one for each severity that its template can give: what it
/// adds itself, and the receiver's fields by the names that they have in an event.
fn events(receiver: &Value) -> Vec<Value> {
    let template = receiver["severity"].as_str().unwrap();
    let (_, known) = template.split_once("^(").unwrap();
    let (known, rest) = known.split_once(")$").unwrap();
    let (_, otherwise) = rest.split_once("{{ else }}").unwrap();
    let severities = known.split('|').chain([otherwise.strip_suffix("{{ end }}").unwrap()]);
    let event = |severity: &str| {
        let mut event = json!({
            "routing_key": "0".repeat(32),
            "event_action": "trigger",
            "dedup_key": "0".repeat(64),
            "client": "Alertmanager",
            "client_url": "https://alertmanager.example",
            "payload": {"source": "https://alertmanager.example", "severity": severity},
        });
        for (field, value) in receiver.as_object().unwrap() {
            match field.as_str() {
                "routing_key_file" | "severity" => {}
                "description" => event["payload"]["summary"] = value.clone(),
                "details" => event["payload"]["custom_details"] = value.clone(),
                "class" | "component" => event["payload"][field] = value.clone(),
                "links" => event["links"] = value.clone(),
                other => panic!("{other}: what becomes of it?"),
            }
        }
        event
    };
    severities.map(event).collect()
}

#[test]
fn what_alertmanager_sends_to_pagerduty_is_an_event() {
    let file = "pagerduty-events-v2.openapi.json";
    let Some(description) = Description::beside_the_project(file) else { return };
    let enqueue = description.request_body("post", "/enqueue").unwrap();
    let mut sent = Vec::new();
    for (example, program) in examples().unwrap() {
        for (_, files) in compiled(&paged_by(&program, "pagerduty")).unwrap() {
            let Some(text) = files.get("alertmanager.yml") else { continue };
            let file: Value = yaml_serde::from_str(text).unwrap();
            for receiver in file["receivers"].as_array().unwrap() {
                for event in events(&receiver["pagerduty_configs"][0]) {
                    assert_eq!(enqueue.errors(&event), [""; 0], "{example}: {event}");
                    sent.push(event);
                }
            }
        }
    }
    assert!(sent.len() > 40, "{}", sent.len());
    let mut wrong = sent.remove(0);
    wrong["payload"]["severity"] = json!("P1");
    wrong["payload"]["klass"] = json!("x");
    assert_eq!(enqueue.errors(&wrong).len(), 2);
}

#[test]
fn the_goldens_of_the_targets_are_request_bodies() {
    for provider in PROVIDERS {
        let Some(description) = Description::beside_the_project(provider.description) else {
            continue;
        };
        let folder = project("crates/incident-codegen/src/targets").join(provider.name);
        let files = tree(&folder.join("golden")).unwrap();
        let mut operations = BTreeMap::new();
        for (name, text) in files {
            let path = match provider.name {
                "opsgenie" => "opsgenie-config.json".to_owned(),
                folder => format!("{folder}/{name}"),
            };
            let files = Files::from([(path, text)]);
            let (errors, counts) = checked(&provider, &description, &files);
            assert_eq!(errors, [""; 0], "{name}");
            assert!(!counts.is_empty(), "{name} is no request");
            operations.extend(counts);
        }
        assert!(operations.len() >= 5, "{}: only {operations:?}", provider.name);
    }
}

#[test]
fn the_requests_that_the_description_shows_are_accepted() {
    let Some(description) = Description::beside_the_project(PAGERDUTY) else { return };
    // Not those of policies and overrides, where the description contradicts itself.
    for (method, path) in [
        ("post", "/schedules"),
        ("post", "/services"),
        ("put", "/event_orchestrations/{id}/router"),
    ] {
        let body = description.request_body(method, path).unwrap();
        let examples = description.request_examples(method, path);
        assert!(!examples.is_empty(), "{method} {path}");
        for example in examples {
            assert_eq!(body.errors(example), [""; 0], "{method} {path}");
        }
    }
}

#[test]
fn requests_that_pagerduty_would_refuse_are_refused() {
    let Some(description) = Description::beside_the_project(PAGERDUTY) else { return };
    let policies = description.request_body("post", "/escalation_policies").unwrap();
    let right = json!({"escalation_policy": {
        "type": "escalation_policy",
        "name": "payments-critical",
        "escalation_rules": [{
            "escalation_delay_in_minutes": 10,
            "targets": [{"type": "user_reference", "id": "PAM4FGS"}],
        }],
    }});
    assert_eq!(policies.errors(&right), [""; 0]);
    type Change = fn(&mut Value);
    let changes: [(Change, &str); 6] = [
        (|policy| policy["name"] = json!(5), "/escalation_policy/name: "),
        (|policy| policy["type"] = json!("policy"), "/escalation_policy/type: "),
        (|policy| drop(policy.as_object_mut().unwrap().remove("type")), "/escalation_policy: "),
        (
            |policy| policy["escalation_rules"][0]["targets"] = json!([]),
            "/escalation_policy/escalation_rules/0/targets: ",
        ),
        (
            |policy| policy["escalation_rules"][0]["targets"][0]["type"] = json!("person"),
            "/escalation_policy/escalation_rules/0/targets/0/type: ",
        ),
        (|policy| policy["num_lops"] = json!(2), "/escalation_policy/num_lops: "),
    ];
    for (change, place) in changes {
        let mut wrong = right.clone();
        change(&mut wrong["escalation_policy"]);
        let errors = policies.errors(&wrong);
        assert_eq!(errors.len(), 1, "{place} {errors:?}");
        assert!(errors[0].starts_with(place), "{place} {errors:?}");
    }
}

#[test]
fn requests_that_opsgenie_would_refuse_or_half_ignore_are_refused() {
    let Some(description) = Description::beside_the_project(OPSGENIE) else { return };
    let escalations = description.request_body("post", "/v2/escalations").unwrap();
    let right = json!({"name": "critical", "rules": [{
        "condition": "if-not-acked",
        "notifyType": "default",
        "delay": {"timeAmount": 5, "timeUnit": "minutes"},
        "recipient": {"type": "schedule", "name": "search-oncall"},
    }]});
    assert_eq!(escalations.errors(&right), [""; 0]);
    type Change = fn(&mut Value);
    let changes: [(Change, &str); 6] = [
        (|rule| drop(rule.as_object_mut().unwrap().remove("delay")), "/rules/0: "),
        (|rule| rule["condition"] = json!("never"), "/rules/0/condition: "),
        (|rule| rule["delay"]["timeAmount"] = json!("5"), "/rules/0/delay/timeAmount: "),
        (|rule| rule["delay"]["timeUnits"] = json!("hours"), "/rules/0/delay/timeUnits: "),
        (|rule| rule["recipient"]["username"] = json!("a@x.com"), "/rules/0/recipient/username: "),
        (|rule| rule["recipient"]["type"] = json!("person"), "/rules/0/recipient: "),
    ];
    for (change, place) in changes {
        let mut wrong = right.clone();
        change(&mut wrong["rules"][0]);
        let errors = escalations.errors(&wrong);
        assert!(!errors.is_empty(), "{place}");
        assert!(errors[0].starts_with(place), "{place} {errors:?}");
    }
}
