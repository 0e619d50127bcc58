//! INC101: something stands where it cannot.

use incident_analysis::meant;
use incident_base::{Change, Code, Level, Structure, TextRange};
use incident_schema::{blocks, is_kind};
use incident_syntax::SyntaxErrorKind;

use crate::rule::{Find, Rule, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(101),
    level: Level::Error,
    title: "Something stands where it cannot",
    page: include_str!("../../../../docs/diagnostics/INC101.md"),
    find: Find::Syntax(word),
};

fn word(kind: &SyntaxErrorKind) -> Option<Wording> {
    let (found, expected) = match kind {
        SyntaxErrorKind::Unexpected { found, expected } => (found, expected),
        SyntaxErrorKind::NeedlessOperator { kind, operator } => {
            let message = format!("Expected a label or `{{` here, found `{operator}`.");
            let wording = Wording::new(message);
            if !is_kind(kind) {
                if let Some(near) = meant(kind, blocks().map(|(_, row)| row.name))
                    .filter(|_| !blocks().any(|(_, row)| row.key(kind).is_some()))
                {
                    return Some(
                        wording
                            .help(format!("Did you mean `{near}`? Blocks take no `{operator}`.")),
                    );
                }
                // `query = up{job="api"}` is a text.
                return Some(wording.help(
                    "Blocks take neither `=` nor `:`. The value of a key is one word, a list, or a text in quotes.",
                ));
            }
            let wording = wording.help(format!("Blocks take no `{operator}`."));
            return Some(match operator.as_str() {
                "=" => wording.certainly(Change::Replace(" ".to_owned())),
                ":" => wording.certainly(Change::Remove),
                _ => wording,
            });
        }
        SyntaxErrorKind::SplitKey { words } => {
            let is_key = |word: &str| blocks().any(|(_, row)| row.key(word).is_some());
            if let Some((other, key)) = words.split_once(' ')
                && is_key(key)
                && !is_kind(other)
            {
                return Some(
                    Wording::new(format!("`{other}` before `{key}` means nothing."))
                        .help(format!("Remove `{other}`: a key is one word."))
                        .likely(Change::Replace(key.to_owned())),
                );
            }
            return Some(Wording::new(format!("A key is one word, and `{words}` is two.")).help(
                "Join them with `_`. If the first is a block's word, its entries stand between `{` and `}`.",
            ));
        }
        SyntaxErrorKind::BracketEarly { mark, behind, instead } => {
            return Some(
                Wording::new(format!("The `{mark}` belongs behind `{behind}`."))
                    .help(format!("Write `{instead}`."))
                    .likely(Change::ReplaceUncommented(instead.clone())),
            );
        }
        SyntaxErrorKind::QuotedKey { key } => {
            let wording = Wording::new("A key stands without quotes.");
            return Some(match is_name(key) {
                true => wording
                    .help(format!("Write `{key} = …`."))
                    .certainly(Change::Replace(key.clone())),
                false => wording.help("An entry is `key = value` or a block with `{` and `}`."),
            });
        }
        SyntaxErrorKind::Json => {
            return Some(Wording::new("This is JSON, which is not the language of this file.").help(
                "Write `\"key\": value` as `key = value`, and an object as a block: `kind name { … }`.",
            ));
        }
        SyntaxErrorKind::Yaml => {
            return Some(Wording::new("This is YAML, which is not the language of this file.").help(
                "Write `key: value` as `key = value`, and what stands deeper as a block: `kind name { … }`.",
            ));
        }
        SyntaxErrorKind::ListWithoutBrackets => {
            return Some(
                Wording::new("Several values stand in `[` and `]`.")
                    .help("Write them as `[a, b]`."),
            );
        }
        SyntaxErrorKind::HeadlessList => {
            return Some(
                Wording::new("These values stand in no list.")
                    .related("this should end it")
                    .help("Is the line missing that opens it, as in `members = [`?")
                    .structure(Structure::HeadlessList),
            );
        }
        SyntaxErrorKind::ListInLines { key, instead } => {
            let wording = Wording::new(format!(
                "The values of `{key}` stand in `[` and `]`, not on lines with a `-`."
            ));
            return Some(match instead {
                Some(list) => {
                    let written =
                        list.split_once('=').map_or(list.as_str(), |(_, list)| list.trim_start());
                    let wording = wording
                        .help(format!("Write `{key} = {written}`."))
                        .certainly(Change::Replace(list.clone()));
                    match list.starts_with(" =") {
                        true => wording.structure(Structure::KeyWithColon { key: key.clone() }),
                        false => wording,
                    }
                }
                None => wording.help(format!("Write `{key} = [a, b]`.")),
            });
        }
        SyntaxErrorKind::Surplus { text } => {
            let wording =
                Wording::new(format!("This `{text}` does not belong here.")).help("Remove it.");
            return Some(match *text {
                "," => wording.certainly(Change::Remove),
                "\"" => wording
                    .help("Remove it. A quote inside a text is written `\\\"`.")
                    .likely(Change::Remove),
                _ => wording.likely(Change::Remove),
            });
        }
        SyntaxErrorKind::MisplacedComma { meant } => {
            let wording = Wording::new("The `,` stands where it parts a value from itself.");
            return Some(
                wording.help(format!("Write `{meant}`.")).certainly(Change::Replace(meant.clone())),
            );
        }
        SyntaxErrorKind::BrokenLine => {
            return Some(
                Wording::new("This belongs to the line above: an entry ends with its line.")
                    .related("this is where it belongs")
                    .help("Move it to the end of the line above."),
            );
        }
        SyntaxErrorKind::LinesSwapped => {
            return Some(
                Wording::new("This header stands in the list that belongs into its block.")
                    .related("this belongs below the header")
                    .help("Swap the two lines."),
            );
        }
        SyntaxErrorKind::LineTwice => {
            return Some(
                Wording::new("This line stands twice, and only one of the two is closed.")
                    .related("first here")
                    .help("Remove one of the two."),
            );
        }
        _ => return None,
    };
    let wording = Wording::new(format!("Expected {expected} here, found {found}."));
    let wording = match found.as_str() {
        "`{`" => wording.structure(Structure::Headless),
        _ => wording,
    };
    let is_mark = |text: &str| {
        matches!(text, "`{`" | "`}`" | "`[`" | "`]`" | "`(`" | "`)`" | "`,`" | "`;`" | "`:`")
    };
    let is_for_brace = found == "`=`" && expected == "`{`";
    if is_for_brace || is_mark(found) && is_mark(expected) {
        let meant = expected.trim_matches('`').to_owned();
        let other = |what: &str, closer: char| {
            Wording::new(format!("A {what} opens with {expected}, not with {found}."))
                .help(format!("Write {expected}, and `{closer}` where the {what} ends."))
                .likely(Change::Replace(meant.clone()))
        };
        match expected.as_str() {
            "`{`" => return Some(other("block", '}')),
            "`[`" => return Some(other("list", ']')),
            _ => {}
        }
        let wording = wording.related("opened here").help(format!("Write {expected}."));
        return Some(wording.likely(Change::Replace(meant)));
    }
    if let ("`}`", Some(word)) = (expected.as_str(), found.strip_prefix("the name ")) {
        let wording = Wording::new(format!("A block ends with `}}`, not with {word}."));
        return Some(wording.help("Write `}`.").likely(Change::Replace("}".to_owned())));
    }
    let help = match (expected.as_str(), found.as_str()) {
        (_, found) if found.ends_with("directly behind a string") => {
            "A quote inside a string is written `\\\"`."
        }
        ("a line end", _) => {
            "Write the next entry on a line of its own or behind a `,`, several values in `[` and `]`, a \
             text of several words in quotes."
        }
        ("`=`", "`[`") => "Write `=` between a key and its value.",
        ("a key or a block", _) => "An entry is `key = value` or a block with `{` and `}`.",
        ("`,` or `]`", "`=`") => {
            "A channel's target stands behind a `:`, as in `slack:#incidents`."
        }
        ("`,` or a line end", _) => "Write the next block on a line of its own.",
        ("`,` or `]`", "`:`") => {
            "The target of a channel stands directly behind its `:`, as in `slack:#incidents`; a channel without one has \
             no `:`."
        }
        ("`,` or `]`", "the name `and`" | "the name `or`") => "Write `,` instead.",
        ("`,` or `]`", "`-`") => "Write all values from the one to the other, as `[a, b, c]`.",
        ("`,` or `]`", found) if found.starts_with("the name") => {
            "Put a `,` between two values of a list, a text of several words in quotes."
        }
        ("`,` or `]`", _) => "Put a `,` between two values of a list.",
        ("a value", "`,`") => "Remove it.",
        ("a value", "the name `and`" | "the name `or`") => {
            "Remove it: only a `,` parts two values."
        }
        ("a value", "`{`") => "A list stands in `[` and `]`; a block has no `=` before its `{`.",
        ("`{` or a line end", "`[`") => {
            "A list is the value of a key, and the keys of a block stand between `{` and `}`."
        }
        (_, "`=`") => "Blocks take no `=`.",
        (_, "`:`") => "Blocks take no `:`.",
        _ => return Some(wording),
    };
    let wording = wording.help(help);
    Some(match (expected.as_str(), found.as_str()) {
        ("a value", "`,`") => wording.certainly(Change::Remove),
        ("a value", _) if help.starts_with("Remove it") => wording.likely(Change::Remove),
        _ if help == "Write `,` instead." => wording.likely(Change::Replace(",".to_owned())),
        ("`=`", "`[`") => wording.certainly(Change::Before("= ".to_owned())),
        // `severity level=P3` is two words, even if one too many.
        (_, "`=`") if help.starts_with("Blocks") => {
            wording.certainly(Change::Replace(" ".to_owned()))
        }
        (_, "`:`") if help.starts_with("Blocks") => wording.certainly(Change::Remove),
        ("`,` or `]`", _) if help.starts_with("Put a `,`") => wording.likely(Change::CommaBefore),
        _ => wording,
    })
}

/// The words for `component ["A", "B"]`.
pub(crate) fn list_of_blocks(kind: &str) -> Wording {
    Wording::new(format!("`{kind}` takes no list: each is an entry of its own.")).help(format!(
        "Begin a line with `{kind}` for each of them, and write it without `[` and `]`."
    ))
}

/// The words for `5,5%`, which stands at a range.
pub(crate) fn decimal_comma(text: &str, range: TextRange) -> Wording {
    let written = text.get(usize::from(range.start())..usize::from(range.end()));
    let meant = written.unwrap_or_default().replace(',', ".");
    Wording::new("A `,` parts two values: a fraction stands behind a `.`.")
        .help(format!("Write `{meant}`."))
        .likely(Change::Replace(meant))
}

/// Whether a text could stand there as a key.
fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}
