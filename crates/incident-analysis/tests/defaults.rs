//! What a key is when it is not written stands in the schema, and lowering agrees: a program with every default written out
//! is the same model as one without them.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may panic")]

use incident_analysis::{Contents, Database, SourceFile, Workspace, lower, services};
use incident_base::FileId;
use incident_ir::{Given, Service};
use incident_schema::{Key, Kind, block, blocks};

/// A service with a block of every kind that has defaults: `@KIND` is where its keys stand.
const PROGRAM: &str = r#"
role boss { title = "Boss" }
role vp-engineering { title = "VP" }
service Shop {
  @service
  on_call_rotation shop {
    members = [ann@x.org, bob@x.org]
    @on_call_rotation
  }
  escalation_policy shop {
    @escalation_policy
    tier oncall { @tier }
    tier boss {}
  }
  status_page shop {
    @status_page
    component "Till"
  }
  post_mortem_template {
    required_sections = ["Summary"]
    @post_mortem_template
  }
  severity P3 "slow" { @severity }
  observability {
    health_check till {
      url = "https://x.org"
      @health_check
    }
  }
  deployment {
    canary_strategy {
      error_rate_threshold = 5%
      @canary_strategy
    }
  }
}
"#;

/// Every key that has a default, with its kind.
fn defaulted() -> Vec<(Kind, &'static Key)> {
    let keys = blocks().flat_map(|(kind, row)| row.keys.iter().map(move |key| (kind, key)));
    keys.filter(|(_, key)| key.default.is_some()).collect()
}

/// The program with a line for each key with a default for which there is a value.
fn program(value: impl Fn(Kind, &Key) -> Option<String>) -> String {
    let mut text = PROGRAM.to_owned();
    for (kind, row) in blocks() {
        let lines = defaulted().into_iter().filter(|(of, _)| *of == kind);
        let lines =
            lines.filter_map(|(_, key)| Some(format!("{} = {}\n", key.name, value(kind, key)?)));
        let lines: String = lines.collect();
        // A mark ends where its line or the block does: `@service` is not the beginning of another.
        for end in ["\n", " }"] {
            text = text.replace(&format!("@{}{end}", row.name), &format!("\n{lines}{end}"));
        }
    }
    assert!(!text.contains(" @"), "a kind that is none: {text}");
    text
}

/// The only service of a program without issues.
fn service(text: &str) -> Service {
    let db = Database::default();
    let contents = Contents::Text(text.into());
    let file = SourceFile::new(&db, FileId(0), "s.incident".to_owned(), contents);
    Workspace::new(&db, vec![file], None, None);
    let mut issues = Vec::new();
    for item in incident_analysis::items_of_kind(&db, Kind::Service) {
        issues.extend(incident_analysis::typed(&db, *item).issues.listed().iter().cloned());
        issues.extend(lower(&db, *item).unwrap().issues.listed().iter().cloned());
    }
    assert_eq!(issues, [], "{text}");
    let mut all = services(&db);
    assert_eq!(all.len(), 1, "{text}");
    Service::clone(&all.remove(0))
}

/// What is in force, as text: without places, and without what says only that something was written.
fn in_force(mut service: Service) -> String {
    for rotation in &mut service.rotations {
        // It is in force as the timeout of the `oncall` tier.
        rotation.escalation_timeout = Given::Absent;
    }
    for policy in &mut service.policies {
        policy.fallback_written = Given::Absent;
        for tier in &mut policy.tiers {
            tier.timeout = Given::Absent;
        }
    }
    for severity in &mut service.severities {
        severity.escalation = Given::Absent;
    }
    let text = format!("{service:?}");
    let mut parts = text.split("Origin { ");
    let mut without = parts.next().unwrap().to_owned();
    for part in parts {
        without.push_str("PLACE");
        without.push_str(part.split_once(" }").unwrap().1);
    }
    without.replace("written: Some(PLACE)", "written: None")
}

#[test]
fn every_kind_with_a_default_is_in_the_program() {
    let all = defaulted();
    assert!(all.len() > 15, "{}", all.len());
    for (kind, key) in all {
        let mark = format!("@{}", block(kind).name);
        let words = PROGRAM.split_whitespace().filter(|word| **word == mark);
        assert_eq!(words.count(), 1, "{mark}, which has {}", key.name);
    }
}

#[test]
fn a_default_that_is_written_changes_nothing() {
    let nothing = in_force(service(&program(|_, _| None)));
    let written = in_force(service(&program(|_, key| key.default.map(str::to_owned))));
    assert_eq!(written, nothing);
    for (kind, key) in defaulted() {
        let is_it = |of: Kind, other: &Key| (of, other.name) == (kind, key.name);
        let name = format!("{}.{}", block(kind).name, key.name);
        let default = program(|of, it| it.default.filter(|_| is_it(of, it)).map(str::to_owned));
        assert_eq!(in_force(service(&default)), nothing, "{name}");
        // Nor is the comparison blind: each key is lowered, so that another value is another model.
        let other = program(|of, it| is_it(of, it).then(|| it.example.to_owned()));
        assert_ne!(in_force(service(&other)), nothing, "{name} = {}", key.example);
    }
}

/// A service with what a key without a literal for a default may mean; each `@` is where one key may stand.
const RESOLVED: &str = r#"
role boss {}
role lead {}
service Shop {
  on_call_rotation shop { members = [ann@x.org, bob@x.org] }
  escalation_policy shop {
    @fallback
    @severities
    tier oncall { @first }
    tier lead { @second }
    tier boss { @third }
  }
  escalation_policy later { tier oncall {} }
  status_page shop {
    component "Till"
    component "Basket"
  }
  severity P1 "down" { response_time = 5m, @P1 }
  severity P2 "half" { @P2 }
  severity P3 "slow" { @P3 }
  severity P4 "ugly" { @P4 }
  resilience { rollback_plan back { to = previous_version } }
}
"#;

/// The service with these texts at their marks.
fn resolved(marks: &[(&str, &str)]) -> Service {
    let mut text = RESOLVED.to_owned();
    for (mark, written) in marks {
        assert!(text.contains(mark), "{mark}");
        text = text.replace(mark, written);
    }
    let words = text.split_inclusive(char::is_whitespace);
    service(&words.filter(|word| !word.starts_with('@')).collect::<String>())
}

/// The explanation of a key.
fn doc(kind: Kind, key: &str) -> &'static str {
    block(kind).key(key).unwrap().doc
}

#[test]
fn timeouts_by_place_are_those_that_the_schema_tells() {
    let service = resolved(&[]);
    let minutes: Vec<u64> =
        service.policies[0].tiers.iter().map(|tier| tier.timeout_in_force.as_secs() / 60).collect();
    let told = format!("{}, {} and {} minutes", minutes[0], minutes[1], minutes[2]);
    assert!(doc(Kind::Tier, "timeout").contains(&told), "{told}");
    // The first place is `oncall`'s, whose rotation has a default for it.
    let of_rotation = block(Kind::OnCallRotation).key("escalation_timeout").unwrap().default;
    assert_eq!(of_rotation, Some(format!("{}m", minutes[0]).as_str()));
}

#[test]
fn what_a_page_shows_by_level_is_what_the_schema_tells() {
    let service = resolved(&[]);
    let shown: Vec<&str> = service.severities.iter().map(|one| one.page_status.name()).collect();
    let told = format!("`{}` for a P1, `{}` for a P2, `{}` below", shown[0], shown[1], shown[2]);
    assert!(doc(Kind::Severity, "page_status").contains(&told), "{told}");
    assert_eq!(shown[2], shown[3]);
}

#[test]
fn what_a_name_is_when_it_is_not_written_is_what_the_schema_tells() {
    let executive = ("@fallback", "fallback = executive_escalation");
    let remediate = ("@fallback", "fallback = auto_remediate");
    type Marks<'m> = &'m [(&'m str, &'m str)];
    let cases: [(Kind, &str, &str, Marks<'_>, Marks<'_>, Marks<'_>); 5] = [
        (
            Kind::EscalationPolicy,
            "executive",
            "the last tier's",
            &[executive],
            &[("@fallback", "fallback = executive_escalation, executive = boss")],
            &[("@fallback", "fallback = executive_escalation, executive = lead")],
        ),
        (
            Kind::EscalationPolicy,
            "remediation",
            "the service's only one",
            &[remediate],
            &[("@fallback", "fallback = auto_remediate, remediation = back")],
            &[("@fallback", "fallback = notify_all")],
        ),
        (
            Kind::Severity,
            "escalation",
            "the first whose `severities` list it",
            &[],
            &[("@P1", "escalation = shop")],
            &[("@P1", "escalation = later")],
        ),
        (
            Kind::Severity,
            "components",
            "the first of the service's pages",
            &[],
            &[("@P2", "components = [\"Till\"]")],
            &[("@P2", "components = [\"Basket\"]")],
        ),
        (
            Kind::Severity,
            "page_status",
            "`major_outage` for a P1",
            &[],
            &[("@P1", "page_status = major_outage")],
            &[("@P1", "page_status = partial_outage")],
        ),
    ];
    for (kind, key, told, absent, written, other) in cases {
        assert!(doc(kind, key).contains(told), "{key}: {told}");
        let absent = in_force(resolved(absent));
        assert_eq!(absent, in_force(resolved(written)), "{key}");
        assert_ne!(absent, in_force(resolved(other)), "{key}");
    }
    // Without `severities` a policy serves all: the first one does, and with the others' levels only those.
    let policy_of = |service: &Service| -> Vec<String> {
        let all = service.severities.iter();
        all.map(|one| one.policy.as_deref().unwrap_or_default().to_owned()).collect()
    };
    assert!(doc(Kind::EscalationPolicy, "severities").contains("Without it, all of the service"));
    assert_eq!(policy_of(&resolved(&[])), ["shop"; 4]);
    let listed = resolved(&[("@severities", "severities = [P2]")]);
    assert_eq!(policy_of(&listed), ["later", "shop", "later", "later"]);
}
