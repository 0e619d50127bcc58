//! Whatever becomes of a line, what stands whole on other lines is still known.

use incident_base::{TextRange, TextSize};
use incident_syntax::parse;
use proptest::prelude::*;

use crate::deletion::{Declaration, REALISTIC, declarations};
use crate::examples::{NEIGHBOURS, PAYMENT};

/// What people type by mistake, or have not finished typing.
const PIECES: [&str; 30] = [
    "{",
    "}",
    "[",
    "]",
    "=",
    ":",
    ",",
    "\"",
    "\\",
    "//",
    "///",
    "(",
    ")",
    "<",
    ">",
    ";",
    "'",
    "`",
    "a",
    "tier ",
    "service A {",
    "timeout = 5m",
    "members = [a@b.c, ",
    "5",
    "5m",
    "-",
    "%",
    "@",
    "slack:#x",
    "é",
];

/// A valid text and the same with one line damaged: where the line stands, and how it reads now. Its indentation
/// stays, by which a reader too sees where blocks end.
fn damaged() -> impl Strategy<Value = (&'static str, TextRange, String)> {
    let texts = prop::sample::select(vec![REALISTIC, PAYMENT, NEIGHBOURS]);
    let pieces = prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..4);
    (texts, any::<[prop::sample::Index; 3]>(), pieces).prop_map(
        |(text, [line, start, length], pieces)| {
            let lines: Vec<&str> = text.split_inclusive('\n').collect();
            let line = line.index(lines.len());
            let before: usize = lines[..line].iter().map(|line| line.len()).sum();
            let written = lines[line].trim_end_matches('\n');
            let indent = written.len() - written.trim_start().len();
            let start = indent + start.index(written.len() - indent + 1);
            let start = written.floor_char_boundary(start);
            let longest = (written.len() - start).min(12);
            let end = written.floor_char_boundary(start + length.index(longest + 1)).max(start);
            let now = format!("{}{}{}", &written[..start], pieces.concat(), &written[end..]);
            let at = TextSize::try_from(before).unwrap();
            (text, TextRange::at(at, TextSize::of(written)), now)
        },
    )
}

/// What it says without its docs, which stand on lines of their own.
fn undocumented(declaration: &Declaration) -> String {
    let lines = declaration.says.lines().filter(|line| !line.trim_start().starts_with("docs "));
    lines.map(|line| line.to_owned() + "\n").collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_declaration_that_stands_whole_is_never_lost((text, line, now) in damaged()) {
        let whole = declarations(&parse(text));
        // Within a value of several lines, and behind the opener of a comment or a text, no line stands on its own.
        let in_value = whole.iter().any(|declaration| {
            let around = declaration.range.intersect(line).is_some();
            let written = &text[declaration.range];
            around && written.contains('\n') && !written.ends_with('}')
        });
        if in_value || now.contains("/*") || now.contains("\"\"\"") {
            return Ok(());
        }
        let mut damaged = text.to_owned();
        damaged.replace_range(std::ops::Range::<usize>::from(line), &now);
        let mut known: Vec<String> =
            declarations(&parse(&damaged)).iter().map(undocumented).collect();
        for declaration in whole {
            // It may be the header of what that line opens or closes.
            let may_be_header = now
                .trim_start_matches(|c: char| !c.is_alphanumeric() && !"{}\"".contains(c))
                .starts_with(['{', '}'])
                && text
                    .get(declaration.range.end().into()..line.start().into())
                    .is_some_and(|between| between.trim().is_empty());
            if declaration.range.intersect(line).is_some() || may_be_header {
                continue;
            }
            let says = undocumented(&declaration);
            let found = known.iter().position(|other| *other == says);
            prop_assert!(found.is_some(), "{:?} became {now:?} and lost:\n{says}", &text[line]);
            found.map(|at| known.swap_remove(at));
        }
    }
}

/// A text of YAML begins with a `>` that stands apart.
#[test]
fn what_stands_below_a_slip_is_no_text_of_yaml() {
    let text = "service A {\n  post_morte:>\n    required_sections = [\"Summary\"]\n  }\n}\n";
    let known = declarations(&parse(text));
    assert!(known.iter().any(|it| it.says.starts_with("required_sections =")), "{text}");
}

#[test]
fn a_list_ends_before_what_stands_further_out() {
    let text = "r a {\n  days = [\n    mon, tue,\n  ]\na,]\n}\n";
    let known = declarations(&parse(text));
    assert!(known.iter().any(|it| it.says == "days = [mon, tue]\n"), "{text}");
}
