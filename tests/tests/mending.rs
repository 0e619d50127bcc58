//! What `--fix` does to an example with a slip in it: it never makes it worse, and it comes to an end.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::string_slice,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test stops at the first surprise"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use incident_base::{Certainty, Code, Level};
use incident_tests::files::{project, read, tree};
use incident_tests::literate::{Document, Finding, Program, Session, is_update, shown};

/// More rounds than anything here takes.
const ROUNDS: usize = 5;

fn example(name: &str) -> Program {
    let text = read(&project(&format!("examples/{name}.incident"))).unwrap();
    let document = format!("# Example\n\n```incident\n{text}```\n");
    Document::parse(&document).unwrap().programs.pop().expect("one fence")
}

/// The programs of the documents in a folder.
fn programs(folder: &str) -> Vec<Program> {
    let files = tree(&project(folder)).unwrap().into_iter();
    let texts = files.filter(|(path, _)| path.ends_with(".md"));
    texts.flat_map(|(_, text)| Document::parse(&text).unwrap().programs).collect()
}

/// The codes of which some findings in the programs of a folder are mended so certainly.
fn mended_codes(folder: &str) -> [BTreeSet<Code>; 2] {
    let mut codes = [BTreeSet::new(), BTreeSet::new()];
    for program in programs(folder) {
        for (code, certainty) in Session::new(&program).mends() {
            match certainty {
                Certainty::Certain => drop(codes[0].insert(code)),
                Certainty::Likely => drop(codes[1].insert(code)),
                // Only offered.
                Certainty::Possible => {}
            }
        }
    }
    codes
}

/// Whoever reads of a mending finds an example of it on the code's page.
#[test]
fn what_is_mended_in_any_test_is_mended_on_its_page() {
    let [on_pages, elsewhere] = ["docs/diagnostics", "tests/literate"].map(mended_codes);
    let rows = ["--fix", "--unsafe-fixes"].iter().zip(on_pages.iter().zip(&elsewhere));
    let missing: Vec<String> = rows
        .flat_map(|(option, (shown, found))| {
            found.difference(shown).map(move |code| format!("{option}: {code}"))
        })
        .collect();
    assert_eq!(missing, [""; 0], "their pages show no such example");
}

/// The table is what the pages show: `INCIDENT_UPDATE=1` writes it.
#[test]
fn the_codes_that_are_said_to_be_mended_are() {
    let path = project("docs/command-line.md");
    let text = read(&path).unwrap();
    let (before, section) = text.split_once("\n## Mending\n").unwrap();
    let mut codes = mended_codes("docs/diagnostics").into_iter();
    let lines = section.lines().map(|line| match line.strip_prefix("| `--") {
        Some(row) => {
            let (option, _) = row.split_once('`').unwrap();
            let codes: Vec<String> =
                codes.next().into_iter().flatten().map(|it| it.to_string()).collect();
            format!("| `--{option}` | {} |", codes.join(", "))
        }
        None => line.to_owned(),
    });
    let lines: Vec<String> = lines.collect();
    let expected = format!("{before}\n## Mending\n{}\n", lines.join("\n"));
    if is_update() {
        fs::write(&path, expected).unwrap();
    } else {
        assert_eq!(text, expected, "docs/command-line.md; INCIDENT_UPDATE=1 writes it");
    }
    assert_eq!(codes.next(), None, "the table has a row for each");
}

fn errors(findings: &[Finding]) -> usize {
    findings.iter().filter(|finding| finding.level == Level::Error).count()
}

#[test]
fn a_slip_is_mended_or_left_and_never_made_worse() {
    let mut mended = BTreeSet::new();
    for name in ["payment", "payment-neighbours"] {
        let program = example(name);
        let text = program.files.first().unwrap().text.clone();
        let mut session = Session::new(&program);
        for (at, one) in text.char_indices().filter(|(_, one)| !one.is_whitespace()) {
            let mut edited = program.clone();
            let after = &text[at + one.len_utf8()..];
            edited.files.first_mut().unwrap().text = format!("{}{after}", &text[..at]);
            session.edit(&edited);
            let before = session.findings();
            let mut rounds = 0;
            loop {
                let changed = session.mended(Certainty::Certain);
                let Some((_, text)) = changed.into_iter().next() else { break };
                rounds += 1;
                assert!(rounds < ROUNDS, "{name}, {at}: it does not end\n{}", shown(&before));
                edited.files.first_mut().unwrap().text = text;
                session.edit(&edited);
            }
            let left = session.findings();
            assert!(errors(&left) <= errors(&before), "{name}, {at}:\n{}", shown(&left));
            if rounds > 0 && left.iter().all(|finding| finding.level == Level::Note) {
                mended.extend(before.iter().map(|finding| finding.code));
            }
        }
    }
    assert!(mended.len() >= 5, "only {mended:?} are mended");
}

/// How often each address stands in a text outside its comments: in a team and in its rotation it is not the same.
fn addresses(text: &str) -> BTreeMap<&str, usize> {
    let lines = text.lines().map(|line| line.split("//").next().unwrap());
    let words = lines.flat_map(|line| line.split([' ', ',', '[', ']', '{', '}', '=']));
    let mut often = BTreeMap::new();
    words.filter(|word| word.contains('@')).for_each(|word| *often.entry(word).or_default() += 1);
    often
}

#[test]
fn what_is_likely_leaves_everybody_where_they_are() {
    let (mut texts, mut mended) = (0, 0);
    for name in ["payment", "payment-neighbours", "search-opsgenie"] {
        let program = example(name);
        let text = program.files.first().unwrap().text.clone();
        let known = addresses(&text);
        let mut session = Session::new(&program);
        // A letter left out of somebody, or a mark beside them.
        let places = text.match_indices('@').flat_map(|(at, _)| at - 3..at + 16);
        let places =
            places.filter(|at| text.is_char_boundary(*at) && text.is_char_boundary(at + 1));
        for (at, mark) in places.flat_map(|at| ["", "/", ",", "}", " "].map(|mark| (at, mark))) {
            let slipped = format!("{}{mark}{}", &text[..at], &text[at + 1..]);
            let mut people = addresses(&slipped);
            people.retain(|one, _| known.contains_key(one));
            let mut edited = program.clone();
            edited.files.first_mut().unwrap().text.clone_from(&slipped);
            session.edit(&edited);
            texts += 1;
            for _ in 0..ROUNDS {
                let Some((_, text)) = session.mended(Certainty::Likely).into_iter().next() else {
                    break;
                };
                mended += 1;
                let left = addresses(&text);
                let is_lost = |one: &&str| left.get(*one) < people.get(*one);
                let lost: Vec<&str> = people.keys().copied().filter(is_lost).collect();
                assert!(lost.is_empty(), "{name}, {at}, {mark:?}: {lost:?}\n{text}");
                edited.files.first_mut().unwrap().text = text;
                session.edit(&edited);
            }
        }
    }
    assert!(texts > 1000 && mended > 300, "{texts} texts, {mended} mended");
}

/// Texts of which it cannot be known, or only be guessed, what is meant: what becomes of each where guesses are asked for;
/// nothing for those that are left.
const GUESSES: [(&str, Option<&str>); 65] = [
    // A slip inside of a word.
    ("severity P3 \"x\" { requires_post/mortem = false }", None),
    ("severity P3 \"x\" { requires_post:mortem = false }", None),
    ("severity P3 \"x\" { response_time é = 4h }", None),
    ("severity P3 \"x\" { notify_channels = [slack:#incidents-lo/w] }", None),
    ("escalation_policy a { tier vp-enginee=ring { timeout = 5m } }", None),
    // It may be two, where it can be.
    (
        "severity P3 \"x\" { notify_channels = [slack:#a, page;sms] }",
        Some("severity P3 \"x\" { notify_channels = [slack:#a, page,sms] }"),
    ),
    (
        "severity P3 \"x\" { notify_channels = [slack://incidents-low] }",
        Some("severity P3 \"x\" { notify_channels = [slack:#incidents-low] }"),
    ),
    ("severity P3 \"x\" { notify_channels = [\"slack://incidents-low\"] }", None),
    (
        "severity P3 \"x\" { notify_channels = [page, slack=#p1] }",
        Some("severity P3 \"x\" { notify_channels = [page, slack:#p1] }"),
    ),
    (
        "status_page s { component \"A\", \"B\" }",
        Some("status_page s { component \"A\", component \"B\" }"),
    ),
    // Somebody else may be meant.
    (
        "on_call_rotation a { members = [a@b.co, a@b.co, c@d.co] }",
        Some("on_call_rotation a { members = [a@b.co, c@d.co] }"),
    ),
    // Marks side by side are around no text.
    (
        "severity P3 \"x\" { notify_channels = [page, slack(#p1-incidents)] }",
        Some("severity P3 \"x\" { notify_channels = [page, slack:#p1-incidents] }"),
    ),
    ("severity P3 \"x\" { notify_channels = [page, slack'#p1] }", None),
    // Half a `//`, a slip, or a text.
    ("severity P3 \"x\" {\n    /response_time = 5m\n  }", None),
    ("/severity P3 \"x\" { response_time = 5m }", None),
    (
        "severity P3 \"x\" { notify_channels = [page, /slack] }",
        Some("severity P3 \"x\" { notify_channels = [page, slack] }"),
    ),
    (
        "status_page s { group Core/e { component \"A\" } }",
        Some("status_page s { group \"Core/e\" { component \"A\" } }"),
    ),
    // Without the `;` it is another name.
    ("escalation_policy a { tier onca;l { timeout = 5m } }", None),
    ("escalation_policy a { tier onca;l { timeout = 5m; channels = [page]; }; }", None),
    ("status_page s { group Sup;orting { component \"A\" } }", None),
    ("on_call_rotation payments;backend { members = [a@b.co] }", None),
    ("runbook = docs/s.md;", Some("runbook = \"docs/s.md\"")),
    // Typed twice.
    ("status_page s { group Core Core { component \"A\" } }", None),
    ("status_page s { group group Core { component \"A\" } }", None),
    (
        "on_call_rotation a { members = [a@b.co], starts = 2026-01-05T08:00 2026-01-05T08:00 }",
        Some("on_call_rotation a { members = [a@b.co], starts = 2026-01-05T08:00 }"),
    ),
    ("on_call_rotation a { members = [a@b.co], starts = 2026-01-05 2026-01-06 }", None),
    // Nobody's address.
    ("on_call_rotation a { members = [.@com, @b.co, a@.com, a@b., a@b.co] }", None),
    // Two names or one: one, where there is one.
    ("post_mortem_template { reviewers = [team lead] }", None),
    (
        "post_mortem_template { required_sections = [\"A\"], reviewers = [team lead, oncall] }\n  escalation_policy a { tier team-lead { timeout = 5m } }",
        Some(
            "post_mortem_template { required_sections = [\"A\"], reviewers = [team-lead, oncall] }\n  escalation_policy a { tier team-lead { timeout = 5m } }",
        ),
    ),
    (
        "escalation_policy a { tier oncall { timeout = 5m }, fallback = notify_all, executive_escalation }",
        None,
    ),
    // One of the two may have been meant as one of several: a pair that is on call together.
    (
        "on_call_rotation a { members = [[a@b.co, c@d.co], e@f.co] }",
        Some("on_call_rotation a { members = [a@b.co, c@d.co, e@f.co] }"),
    ),
    ("on_call_rotation a { members = [[a@b.co, // first\n    c@d.co]] }", None),
    // Others have channels with a `#` as well.
    (
        "severity P3 \"x\" { notify_channels = [\"#x\"] }",
        Some("severity P3 \"x\" { notify_channels = [slack:#x] }"),
    ),
    (
        "severity P3 \"x\" { notify_channels = [\"#x\", \"pagerduty\"] }",
        Some("severity P3 \"x\" { notify_channels = [slack:#x, pagerduty] }"),
    ),
    (
        "severity P3 \"x\" { notify_channels = \"#x, #y\" }",
        Some("severity P3 \"x\" { notify_channels = [slack:#x, slack:#y] }"),
    ),
    (
        "escalation_policy a { tier 2 team-lead { timeout = 5m } }",
        Some("escalation_policy a { tier team-lead { timeout = 5m } }"),
    ),
    // A text stays the same to the character.
    (
        "observability { alert_rule a { query = 100 * x{a=\"b\\\\c\"} > 1, severity = warning } }",
        Some(
            "observability { alert_rule a { query = \"100 * x{a=\\\"b\\\\\\\\c\\\"} > 1\", severity = warning } }",
        ),
    ),
    (
        "post_mortem_template { required_sections = [\n    Root Cause, // why\n    \"Impact\", 5 Whys,\n  ] }",
        Some(
            "post_mortem_template { required_sections = [\n    \"Root Cause\", // why\n    \"Impact\", \"5 Whys\",\n  ] }",
        ),
    ),
    ("post_mortem_template { required_sections = [\"Root\" Cause, 5 Whys] }", None),
    (
        "on_call_rotation a { members = [a@b.co], starts = June 15, 2026, time_zone = \"UTC\" }",
        Some("on_call_rotation a { members = [a@b.co], starts = 2026-06-15, time_zone = \"UTC\" }"),
    ),
    ("description = 15 June 2026", Some("description = \"15 June 2026\"")),
    (
        "severity P3 \"x\"\" { response_time = 1h }",
        Some("severity P3 \"x\" { response_time = 1h }"),
    ),
    (
        "post_mortem_template { required_sections = [\"A\"\", \"B\"] }",
        Some("post_mortem_template { required_sections = [\"A\", \"B\"] }"),
    ),
    (
        "post_mortem_template { required_sections = [\"A\"]\" }",
        Some("post_mortem_template { required_sections = [\"A\"] }"),
    ),
    ("status_page s { component A\" { description = \"D\" } }", None),
    ("status_page s { component \"A] { description = \"D\" } }", None),
    ("status_page s { Post { component \"A\" } }", None),
    (
        "severity P3 \"x\" { notify_channels = {page, sms} }",
        Some("severity P3 \"x\" { notify_channels = [page, sms] }"),
    ),
    ("status_page s { provider ; statuspage }", Some("status_page s { provider = statuspage }")),
    ("status_page s { provider;statuspage }", Some("status_page s { provider = statuspage }")),
    ("status_page s { component;\"A\" }", Some("status_page s { component \"A\" }")),
    ("status_page s { something ; \"A\" }", None),
    ("description = \"D\") severity P3 \"x\" { response_time = 1h }", None),
    (
        "\"on_call_rotation a { members = [a@b.c] }",
        Some("on_call_rotation a { members = [a@b.c] }"),
    ),
    ("slack:#search,", None),
    (
        "observability { alert_rule a { query = a == 0\", severity = warning } }",
        Some("observability { alert_rule a { query = \"a == 0\", severity = warning } }"),
    ),
    ("observability { alert_rule a { query = a{b=\"c\"} == 0\", severity = warning } }", None),
    // Words that only begin as days do.
    (
        "on_call_rotation a { members = [a@b.co], active_days = [sunset, satellite, Monthly] }",
        Some("on_call_rotation a { members = [a@b.co], active_days = [sun, sat, mon] }"),
    ),
    // Channels, or comments.
    (
        "severity P3 \"x\" { notify_channels = [\n    #ops,\n    #search\n  ] }",
        Some("severity P3 \"x\" { notify_channels = [\n    slack:#ops,\n    slack:#search\n  ] }"),
    ),
    (
        "on_call_rotation a { members = [\n    #the first\n    #a@b.c,\n    a@b.co] }",
        Some("on_call_rotation a { members = [\n    //the first\n    //a@b.c,\n    a@b.co] }"),
    ),
    ("severity P3 \"x\" { notify_channels = [#paiements-équipe] }", None),
    // Who is meant is for whoever wrote it.
    (
        "on_call_rotation a { members = [Bob /* the boss */ <bob@b.co>] }",
        Some("on_call_rotation a { members = [bob@b.co /* the boss */] }"),
    ),
    (
        "on_call_rotation a { members = [Eve (ops) <e@b.co>] }",
        Some("on_call_rotation a { members = [Eve (ops) e@b.co] }"),
    ),
    // The comments would be gone.
    ("runbook /* why */ \"docs/s.md\"", None),
    ("escalation_policy a { tier oncall { timeout = 5m }, fallback { /* ! */ notify_all } }", None),
];

/// What can mean nothing else, and what it means.
const PLAIN: [(&str, &str); 7] = [
    (
        "on_call_rotation a { members = [a@b.co], override 2026-12-20 2026-12-24 { with = c@d.co } }",
        "on_call_rotation a { members = [a@b.co], override 2026-12-20..2026-12-24 { with = c@d.co } }",
    ),
    (
        "on_call_rotation a { members = [[a@b.co, c@d.co]] }",
        "on_call_rotation a { members = [a@b.co, c@d.co] }",
    ),
    // What stands before the brackets is left to whoever wrote it.
    (
        "on_call_rotation a { members = [\n    // the boss\n    <a@b.co>,\n  ] }",
        "on_call_rotation a { members = [\n    // the boss\n    a@b.co,\n  ] }",
    ),
    ("# one, [two]", "// one, [two]"),
    (
        "on_call_rotation a { members = [a@b.co], active_days = [Monday, TUE, sun] }",
        "on_call_rotation a { members = [a@b.co], active_days = [mon, tue, sun] }",
    ),
    ("runbook \"https://a.co//b\"", "runbook = \"https://a.co//b\""),
    (
        "escalation_policy a { tier oncall { timeout = 5m }, fallback { notify_all } }",
        "escalation_policy a { tier oncall { timeout = 5m }, fallback = notify_all }",
    ),
];

#[test]
fn what_is_plain_is_mended_unasked() {
    for (entry, meant) in PLAIN {
        let of = |entry: &str| format!("service S {{\n  {entry}\n}}\n");
        let document = format!("# Plain\n\n```incident\n{}```\n", of(entry));
        let program = Document::parse(&document).unwrap().programs.pop().unwrap();
        let changed = Session::new(&program).mended(Certainty::Certain);
        let texts: Vec<String> = changed.into_values().collect();
        assert_eq!(texts, [of(meant)], "{entry}");
    }
}

/// However many there are, as other languages end entries.
#[test]
fn the_semicolons_of_a_line_are_mended_in_few_rounds() {
    let of = |[inner, last, outer]: [&str; 3]| {
        let tier =
            |at: usize| format!("tier t{at} {{ timeout = 5m{inner} channels = [page]{last} }}");
        let tiers: Vec<String> = (0..40).map(tier).collect();
        format!("escalation_policy a {{\n  {}{last}\n}}\n", tiers.join(outer))
    };
    let document = format!("# Semicolons\n\n```incident\n{}```\n", of([";", ";", "; "]));
    let mut program = Document::parse(&document).unwrap().programs.pop().unwrap();
    let mut session = Session::new(&program);
    for _ in 0..ROUNDS {
        let changed = session.mended(Certainty::Certain);
        let Some((_, text)) = changed.into_iter().next() else { break };
        program.files.first_mut().unwrap().text = text;
        session.edit(&program);
    }
    assert_eq!(program.files.first().unwrap().text, of([",", "", ", "]));
}

#[test]
fn what_is_guessed_is_never_certain_and_a_guess_mends() {
    for (entry, guess) in GUESSES {
        let of = |entry: &str| format!("service S {{\n  {entry}\n}}\n");
        let document = format!("# Guess\n\n```incident\n{}```\n", of(entry));
        let mut program = Document::parse(&document).unwrap().programs.pop().unwrap();
        let mut session = Session::new(&program);
        let before = session.findings();
        assert_eq!(session.mended(Certainty::Certain).len(), 0, "{entry}");
        for _ in 0..ROUNDS {
            let changed = session.mended(Certainty::Likely);
            let Some((_, text)) = changed.into_iter().next() else { break };
            program.files.first_mut().unwrap().text = text;
            session.edit(&program);
        }
        let text = &program.files.first().unwrap().text;
        assert_eq!(*text, of(guess.unwrap_or(entry)), "{entry}");
        let left = session.findings();
        assert!(guess.is_none() || errors(&left) < errors(&before), "{entry}:\n{}", shown(&left));
    }
}
