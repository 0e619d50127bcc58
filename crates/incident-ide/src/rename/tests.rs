use std::collections::BTreeMap;

use expect_test::{Expect, expect};
use incident_analysis::{Contents, Source, services};
use incident_base::{FileId, apply};
use incident_ir::{Service, default_title, pascal_case};
use incident_schema::{Kind, Type};

use super::{Edits, Refusal};
use crate::names::occurrence::{Occurrence, folded, occurrences};
use crate::names::place::letters;
use crate::testing::{EXAMPLES, example, fixture, platform};
use crate::{Analysis, Host};

/// The program after the edits.
fn edited(analysis: &Analysis, edits: &Edits) -> Host {
    let config = incident_analysis::config::FILE_NAME;
    let source = |file: FileId| {
        let edits = edits.get(&file).cloned().unwrap_or_default();
        let (text, made) = apply(analysis.text(file), edits.clone());
        assert_eq!(made, edits.len());
        (analysis.path(file).unwrap().to_owned(), Source::from(Contents::Text(text.into())))
    };
    let (configs, files): (Vec<_>, Vec<_>) =
        analysis.files().into_iter().map(source).partition(|(path, _)| path.ends_with(config));
    let mut host = Host::new(jiff::civil::date(2026, 1, 2));
    host.set_files(files, configs.into_iter().next());
    host
}

fn renamed(text: &str, name: &str) -> String {
    let fixture = fixture(text);
    match fixture.analysis.rename(fixture.file, fixture.offset, name) {
        Ok(None) => "nothing".to_owned(),
        Err(Refusal(why)) => format!("refused: {why}"),
        Ok(Some(edits)) => {
            let host = edited(&fixture.analysis, &edits);
            let after = host.analysis();
            let files = after.files().into_iter();
            let shown = files.map(|file| {
                let path = after.path(file).unwrap();
                let before = fixture.analysis.file(path).unwrap();
                let lines = after.text(file).lines().zip(fixture.analysis.text(before).lines());
                let changed = lines.filter(|(now, before)| now != before);
                changed.map(|(now, _)| format!("{path}: {}\n", now.trim())).collect::<String>()
            });
            shown.collect()
        }
    }
}

fn check(text: &str, name: &str, expected: Expect) {
    expected.assert_eq(&renamed(text, name));
}

const PROGRAM: &str = "\
role eng-manager
team days
on_call_rotation days { members = [ann@x.example, bob@x.example] }
profile base {
  rotation = days
  severity P2 \"slow\" { notify_channels = [phone:eng-manager, sms:\"eng-manager\"] }
}
//- a.incident
service A {
  use = [base]
  escalation_policy ops {
    tier oncall
    tier Eng-Manager
    executive = eng-manager
    severities = [P2]
  }
  escalation_policy other { tier oncall { rotation = days }, tier lead }
  status_page page {
    group Core { component \"Pay \\\"now\\\"\" }
    component \"Later\"
  }
  severity P1 \"x\" { response_time = 5m, escalation = ops, components = [\"Pay \\\"now\\\"\"] }
}
";

#[test]
fn a_name_changes_wherever_it_stands() {
    let at = |plain: &str, marked: &str| PROGRAM.replacen(plain, marked, 1);
    check(
        &at("role eng", "role e$0ng"),
        "head",
        expect![[r#"
        a.incident: tier head
        a.incident: executive = head
        main.incident: role head
        main.incident: severity P2 "slow" { notify_channels = [phone:head, sms:"head"] }
    "#]],
    );
    check(
        &at("phone:eng", "phone:e$0ng"),
        "head_2",
        expect![[r#"
        a.incident: tier head_2
        a.incident: executive = head_2
        main.incident: role head_2
        main.incident: severity P2 "slow" { notify_channels = [phone:head_2, sms:"head_2"] }
    "#]],
    );
    check(
        &at("bob@", "bob$0@"),
        "rob@x.example",
        expect![[r#"
        main.incident: on_call_rotation days { members = [ann@x.example, rob@x.example] }
    "#]],
    );
    check(
        &at("rotation = days", "rotation = da$0ys"),
        "nights",
        expect![[r#"
        a.incident: escalation_policy other { tier oncall { rotation = nights }, tier lead }
        main.incident: team nights
        main.incident: on_call_rotation nights { members = [ann@x.example, bob@x.example] }
        main.incident: rotation = nights
    "#]],
    );
    check(
        &at("use = [base", "use = [ba$0se"),
        "tier-one",
        expect![[r#"
        a.incident: use = [tier-one]
        main.incident: profile tier-one {
    "#]],
    );
    check(
        &at("escalation = ops", "escalation = o$0ps"),
        "OPS",
        expect![[r#"
        a.incident: escalation_policy OPS {
        a.incident: severity P1 "x" { response_time = 5m, escalation = OPS, components = ["Pay \"now\""] }
    "#]],
    );
    check(
        &at("[\"Pay", "[\"Pa$0y"),
        r"Pay \ with é",
        expect![[r#"
        a.incident: group Core { component "Pay \\ with é" }
        a.incident: severity P1 "x" { response_time = 5m, escalation = ops, components = ["Pay \\ with é"] }
    "#]],
    );
    check(
        &at("group Core", "group C$0ore"),
        "Core parts",
        expect![[r#"
        a.incident: group "Core parts" { component "Pay \"now\"" }
    "#]],
    );
    check(
        &at("group Core", "group C$0ore"),
        "Kern",
        expect![[r#"
        a.incident: group Kern { component "Pay \"now\"" }
    "#]],
    );
    check(
        &at("\"Later\"", "\"L$0ater\""),
        "\"Sooner\"",
        expect![[r#"
            a.incident: component "Sooner"
        "#]],
    );
    check(
        &at("service A", "service A$0"),
        "B",
        expect![[r#"
        a.incident: service B {
    "#]],
    );
}

#[test]
fn what_cannot_be_is_refused_with_the_reason() {
    let at = |plain: &str, marked: &str| PROGRAM.replacen(plain, marked, 1);
    check(
        &at("severity P1", "severity P1$0"),
        "P3",
        expect!["refused: Severity levels are words of the language: there are P1, P2, P3 and P4."],
    );
    check(
        &at("tier oncall", "tier on$0call"),
        "standby",
        expect!["refused: `oncall` is a word of the language: it means whoever is on call."],
    );
    check(
        &at("tier lead", "tier le$0ad"),
        "chief",
        expect![
            "refused: No `role` called `lead` is declared here, so there is nothing to rename."
        ],
    );
    check(
        &at("role eng", "role e$0ng"),
        "oncall",
        expect!["refused: `oncall` is a word of the language: it means whoever is on call."],
    );
    check(
        &at("role eng", "role e$0ng"),
        "lead",
        expect![
            "refused: Something refers to `lead` as `role` (a.incident, line 9): it would mean this one."
        ],
    );
    check(
        &at("role eng", "role e$0ng"),
        "two words",
        expect![
            "refused: `two words` is no name. A name is letters, digits and `_`, begins with a letter or `_`, and may have a `-` between them."
        ],
    );
    check(&at("role eng", "role e$0ng"), "", expect!["refused: A name cannot be empty."]);
    check(
        &at("bob@", "bob$0@"),
        "ann@x.example",
        expect![
            "refused: `ann@x.example` is named already (main.incident, line 3): two people would become one."
        ],
    );
    check(
        &at("bob@", "bob$0@"),
        "bob",
        expect!["refused: `bob` is no e-mail address such as `alice@company.com`."],
    );
    check(
        &at("policy ops", "policy o$0ps"),
        "OTHER",
        expect![
            "refused: Another `escalation_policy` is called `other` (a.incident, line 9): the two would become one."
        ],
    );
    check(
        &at("\"Later\"", "\"L$0ater\""),
        "Pay \"now\"",
        expect![[
            r#"refused: Another `component` is called `Pay "now"` (a.incident, line 11): the two would become one."#
        ]],
    );
    check(&at("\"Later\"", "\"L$0ater\""), " ", expect!["refused: A name cannot be empty."]);
    check(
        &at("\"Later\"", "\"L$0ater\""),
        "{{resolve:x}}",
        expect![[
            r#"refused: With this name, a.incident would have INC125: `{{resolve:` in `name` begins what deployment fills in."#
        ]],
    );
    check(&at("use = [", "u$0se = ["), "x", expect!["nothing"]);
    let twins = "service A {\n  escalation_policy o$0ne { tier a, tier b }\n  severity P1 \"x\" { response_time = 5m }\n}\n\
                 service B {\n  escalation_policy two { tier c, tier b }\n  severity P1 \"x\" { response_time = 5m }\n}\n";
    check(
        twins,
        "two",
        expect![[
            r#"refused: With this name, main.incident would have INC501: A and B would both make an escalation policy called "two" at the provider, and the two differ."#
        ]],
    );
}

#[test]
fn a_component_follows_what_it_followed() {
    let page = |components: &str, rest: &str| {
        format!("service Shop {{\n  status_page web {{\n{components}  }}\n{rest}}}\n")
    };
    let checks = "  observability {\n    health_check search-results { url = \"https://a.example/\" }\n  }\n";
    let checked = |components: &str| page(components, checks);
    check(
        &checked("    component \"Search R$0esults\" // fast\n"),
        "Search",
        expect![[r#"
            main.incident: component "Search" { health_check = search-results } // fast
        "#]],
    );
    check(
        &checked("    component \"search r$0esults\" { description = \"x\" }\n"),
        "Find",
        expect![[r#"
            main.incident: component "Find" { description = "x", health_check = search-results }
        "#]],
    );
    check(
        &checked("    component \"Search R$0esults\" {\n      description = \"x\" // y\n    }\n"),
        "Find",
        expect![[r#"
            main.incident: component "Find" {
            main.incident: health_check = search-results
            main.incident: }
            main.incident: }
            main.incident: observability {
            main.incident: health_check search-results { url = "https://a.example/" }
            main.incident: }
        "#]],
    );
    check(
        &checked("    component \"Search R$0esults\" {}\n"),
        "Find",
        expect![[r#"
            main.incident: component "Find" { health_check = search-results }
        "#]],
    );
    check(
        &page("    component \"Search Results\"\n", &checks.replace("-results", "-res$0ults")),
        "search",
        expect![[r#"
            main.incident: component "Search Results" { health_check = search }
            main.incident: health_check search { url = "https://a.example/" }
        "#]],
    );
    // Nothing is declared that it could follow, or say that it does.
    for rest in [checks, ""] {
        check(
            &page("    component \"C$0art\"\n", rest),
            "Basket",
            expect![[r#"
                main.incident: component "Basket"
            "#]],
        );
    }
    check(
        &page("    component \"C$0art\"\n", checks),
        "Search results",
        expect![[
            r#"refused: `Cart` follows no health check; as `Search results` it would follow `search-results`, which is called like that."#
        ]],
    );
    // Nothing is followed, or the same.
    check(
        &page("    component \"C$0art\" { health_check = search-results }\n", checks),
        "Basket",
        expect![[r#"
            main.incident: component "Basket" { health_check = search-results }
        "#]],
    );
    check(
        &page("    auto_update_from_health_checks = false\n    component \"C$0art\"\n", checks),
        "Basket",
        expect![[r#"
            main.incident: component "Basket"
        "#]],
    );
    check(
        &page("    component \"search r$0esults\"\n", ""),
        "Search Results",
        expect![[r#"
            main.incident: component "Search Results"
        "#]],
    );
}

/// The checked model of all services, with what components follow however they say it.
fn model(analysis: &Analysis) -> String {
    let all = services(&analysis.db);
    let mut all: Vec<Service> = all.iter().map(|service| Service::clone(service)).collect();
    let mut followed = Vec::new();
    for service in &mut all {
        for component in service.status_pages.iter_mut().flat_map(|page| &mut page.components) {
            let check = component.health_check_ref("").trim_start_matches('.').to_owned();
            let mut declared = service.health_checks.iter();
            let is_one = component.health_check.is_some()
                || declared.any(|it| pascal_case(&it.name) == check);
            followed.push((service.name.value.clone(), is_one.then_some(check)));
            component.health_check = None;
        }
    }
    // Keys are made of names, and what is added moves the numbers of what stands behind it.
    let all = format!("{followed:?} {all:?}");
    ["item: ItemKey(", "node: NodeId("].iter().fold(all, |all, number| {
        let mut parts = all.split(number);
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |text, part| text + part.split_once(')').unwrap().1)
    })
}

fn findings(analysis: &Analysis) -> BTreeMap<String, usize> {
    let mut all = BTreeMap::new();
    for finding in analysis.files().into_iter().flat_map(|file| analysis.diagnostics(file)) {
        let path = analysis.path(finding.diagnostic.place.file).unwrap_or_default();
        *all.entry(format!("{path} {}", finding.diagnostic.code)).or_default() += 1;
    }
    all
}

/// A name that nothing has.
fn other_name(of: &Occurrence) -> String {
    let label = incident_schema::block(of.kind).labels.first().map(|label| label.ty);
    match label {
        Some(Type::Email) => "zz-zz@zz.example".to_owned(),
        Some(Type::Declares | Type::DeclaresNameOrText) => "zz-zz".to_owned(),
        _ => "Zz zz".to_owned(),
    }
}

#[test]
fn a_program_says_the_same_but_for_the_name() {
    let mut done = 0;
    for text in EXAMPLES.iter().map(|name| example(name)).chain([platform()]) {
        let fixture = fixture(&text);
        let analysis = &fixture.analysis;
        let (findings_before, model_before) = (findings(analysis), model(analysis));
        let files = analysis.workspace.files(&analysis.db);
        let items = files.iter().flat_map(|file| incident_analysis::items(&analysis.db, *file));
        let mut seen: Vec<(Kind, String)> = Vec::new();
        for name in items.flat_map(|item| occurrences(&analysis.db, *item)) {
            let place = letters(analysis, name.origin).unwrap();
            let at = place.range.start();
            if analysis.prepare_rename(place.file, at).is_err() {
                continue;
            }
            let new = other_name(&name);
            let edits = analysis.rename(place.file, at, &new).unwrap().unwrap();
            let places = analysis.references(place.file, at);
            let (added, replaced): (Vec<_>, Vec<_>) =
                edits.values().flatten().partition(|edit| edit.start == edit.end);
            assert_eq!(replaced.len(), places.len(), "{name:?}");
            // What has been held against the model at one place need not be at its others.
            let key = (name.kind, folded(name.kind, &name.name));
            if seen.contains(&key) {
                continue;
            }
            seen.push(key);
            let host = edited(analysis, &edits);
            let after = host.analysis();
            assert_eq!(findings(&after), findings_before, "{name:?}");
            // Titles that are made of names differ with them.
            let (title, new_title) = (default_title(&name.name), default_title(&new));
            let neutral = |model: &str| {
                let of_check = |text: &str| match name.kind {
                    Kind::HealthCheck => pascal_case(text),
                    _ => text.to_owned(),
                };
                let names = [of_check(&new), of_check(&name.name)];
                let names = names.iter().map(String::as_str);
                names
                    .chain([&*new, &*name.name, &*title, &*new_title])
                    .fold(model.to_owned(), |model, name| {
                        model.replace(&format!("{name:?}"), "NAME")
                    })
            };
            let (before, now) = (neutral(&model_before), neutral(&model(&after)));
            let differs = before.bytes().zip(now.bytes()).position(|(before, now)| before != now);
            let shown = |model: &str, at: usize| model[at.saturating_sub(80)..at + 40].to_owned();
            let differs = differs.map(|at| (shown(&before, at), shown(&now, at)));
            assert!(before == now, "{name:?}: {differs:#?}");
            // And back again.
            let first = edits.iter().next().map(|(file, edits)| (*file, edits[0].start)).unwrap();
            let first_file = after.file(analysis.path(first.0).unwrap()).unwrap();
            let back = after.rename(first_file, first.1, &name.name).unwrap().unwrap();
            let back = edited(&after, &back);
            let back = back.analysis();
            for file in back.files() {
                let before = analysis.file(back.path(file).unwrap()).unwrap();
                let text = back.text(file).to_lowercase();
                let is_as_before = text == analysis.text(before).to_lowercase();
                assert!(is_as_before || !added.is_empty(), "{name:?}");
            }
            done += 1;
        }
    }
    assert!(done > 80, "{done}");
}
