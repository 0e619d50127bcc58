//! An expression of which `check` says that Prometheus cannot read it is one that `promtool` refuses.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test writes files for the tools, and stops at the first surprise"
)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

use incident_tests::binary::Invocation;
use incident_tests::compiled::{Files, compiled};
use incident_tests::tools::tool;
use serde_json::json;

/// An expression that Prometheus reads, with each of its characters left out or put there twice.
fn variants(expression: &str) -> Vec<String> {
    let letters: Vec<char> = expression.chars().collect();
    let mut variants = vec![expression.to_owned()];
    for at in 0..letters.len() {
        for times in [0, 2] {
            let (before, behind) = (&letters[..at], &letters[at + 1..]);
            let changed =
                before.iter().chain(std::iter::repeat_n(&letters[at], times)).chain(behind);
            variants.push(changed.collect());
        }
    }
    variants
}

#[test]
fn what_prometheus_is_said_not_to_read_it_does_not_read() {
    let Some(promtool) = tool("promtool") else { return };
    let expressions = [
        "rate(http_requests_total{service='payment',status=~\"5..\"}[5m]) > 0.05",
        "sum by (job) (up{path=~`/\\d+ '`}) / on (job) group_left () m # it's (",
        "-x ^ 2 % 3 == bool z offset 1d or max_over_time(a:b[1h:5m]) <= 1e-3",
        "up{a=\"\\\\d \\x41\", b!='\\''} unless on () y @ end()",
    ];
    let every: Vec<String> = expressions.iter().flat_map(|one| variants(one)).collect();
    let mut program =
        "service S {\n  escalation_policy s { tier lead { timeout = 5m } }\n  observability {\n"
            .to_owned();
    let lines_above = program.lines().count();
    for (number, expression) in every.iter().enumerate() {
        let query = json!(expression);
        writeln!(program, "    alert_rule r{number:04} {{ query = {query}, severity = info }}")
            .unwrap();
    }
    program.push_str("  }\n}\n");

    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("s.incident"), &program).unwrap();
    let check = ["check", "--format", "short", "s.incident"];
    let said = Invocation::new(folder.path(), check).run().stdout;
    let found = said.lines().filter(|line| line.contains("INC520")).map(|line| {
        let number: usize = line.split(':').nth(1).unwrap().parse().unwrap();
        number - 1 - lines_above
    });
    let found: BTreeSet<usize> = found.collect();

    let services = compiled(&Files::from([("s.incident".to_owned(), program)])).unwrap();
    let file = folder.path().join("rules.yml");
    fs::write(&file, &services[0].1["prometheus-rules.yml"]).unwrap();
    let refused = promtool.run(["check".as_ref(), "rules".as_ref(), file.as_os_str()]).stderr;
    let is_refused = |number: &usize| refused.contains(&format!("\"r{number:04}\""));
    for number in &found {
        assert!(is_refused(number), "promtool reads this: {}", every[*number]);
    }
    for expression in expressions {
        let number = every.iter().position(|one| one == expression).unwrap();
        assert!(!is_refused(&number), "promtool refuses {expression}");
    }
    let refused = (0..every.len()).filter(is_refused).count();
    // The rest is for who knows the grammar: names, types, two operators in a row.
    assert!(found.len() * 4 > refused, "{} of {refused}", found.len());
    assert!(found.len() > 30, "{}", found.len());
}
