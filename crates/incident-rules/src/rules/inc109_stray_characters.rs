//! INC109: characters that mean nothing.

use incident_base::{Change, Code, Level};
use incident_schema::{blocks, is_kind};
use incident_syntax::{LineMark, SyntaxErrorKind};

use crate::rule::{Find, Rule, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(109),
    level: Level::Error,
    title: "Characters that mean nothing",
    page: include_str!("../../../../docs/diagnostics/INC109.md"),
    find: Find::Syntax(word),
};

fn word(kind: &SyntaxErrorKind) -> Option<Wording> {
    let (text, instead) = match kind {
        SyntaxErrorKind::StrayCharacters { text, instead } => (text, instead),
        SyntaxErrorKind::HashLines { instead, in_list } => {
            let (wording, change) = (foreign_comment("#"), Change::Replace(instead.clone()));
            return Some(match in_list {
                true => wording.likely(change),
                false => wording.certainly(change),
            });
        }
        SyntaxErrorKind::SemicolonBehindWord { word, opens, glued } => {
            return Some(semicolon_behind(word, *opens, *glued));
        }
        SyntaxErrorKind::Semicolons { places } => {
            let help = match places.first() {
                Some((_, ",")) => "Write `,`, and the same for the others of this line.",
                _ => "Remove it. A `,` or a line end stands between two entries.",
            };
            let change = Change::ReplaceAll { mark: ";".to_owned(), places: places.clone() };
            return Some(Wording::new("`;` means nothing here.").help(help).certainly(change));
        }
        SyntaxErrorKind::AddressInBrackets { address, is_alone } => {
            let wording = Wording::new(match is_alone {
                true => "An e-mail address stands without `<` and `>`.",
                false => {
                    "An e-mail address stands alone: without a name before it, and without `<` and `>`."
                }
            });
            let (help, change) = (format!("Write `{address}`."), Change::Replace(address.clone()));
            return Some(match is_alone {
                true => wording.help(help).certainly(change),
                false => wording.help(help).likely(change),
            });
        }
        SyntaxErrorKind::LookAlike { word, letter, plain } => {
            return Some(look_alike(word, *letter, plain));
        }
        SyntaxErrorKind::ForeignInAddress { letters, in_domain } => {
            let wording = Wording::new(format!("`{letters}` can stand in no e-mail address here."));
            return Some(wording.help(match in_domain {
                true => {
                    "Write the domain in the letters `a` to `z`: such a one has a name that begins with `xn--` as well."
                }
                false => "Write the address as the person's account has it, in the letters `a` to `z`.",
            }));
        }
        SyntaxErrorKind::MarkInAddress { mark, for_dot } => {
            let wording = Wording::new(format!("`{mark}` can stand in no e-mail address."));
            return Some(match for_dot {
                true => wording.help("Write `.`.").likely(Change::Replace(".".to_owned())),
                false => wording.help("Remove it.").likely(Change::Remove),
            });
        }
        SyntaxErrorKind::MarkInWord { mark, joined } => {
            let wording = match mark.chars().next().filter(|mark| mark.is_whitespace()) {
                Some('\n' | '\r') => Wording::new(format!("A line ends in the word `{joined}`.")),
                Some(blank) => {
                    let (name, code) = name_of_blank(blank);
                    Wording::new(format!("Here {name} ({code}) stands in the word `{joined}`."))
                }
                None if mark == "`" => {
                    Wording::new(format!("Here a backquote stands in the word `{joined}`."))
                }
                None => Wording::new(format!("Here `{mark}` stands in the word `{joined}`.")),
            };
            let change = Change::Replace(joined.clone());
            return Some(wording.help(format!("Write `{joined}`.")).likely(change));
        }
        SyntaxErrorKind::TurnedText { control } => {
            let code = u32::from(*control);
            return Some(
                Wording::new(format!(
                    "Here stands the invisible character U+{code:04X}, which turns around how text is shown."
                ))
                .help("Remove it: what is shown is then what is written.")
                .likely(Change::Remove),
            );
        }
        SyntaxErrorKind::Diff { removed_only } => {
            return Some(match removed_only {
                true => Wording::new(
                    "These lines come from a diff: the `-` before each means nothing here.",
                )
                .help("Remove the `-` before each, or the lines."),
                false => Wording::new(
                    "These lines come from a diff: the `+` or `-` before each means nothing here.",
                )
                .help("Remove the lines with `-` or `@@`, and the `+` before the others."),
            });
        }
        SyntaxErrorKind::PastedLines { mark, instead } => {
            let wording = match mark {
                LineMark::Quote if instead.is_empty() => Wording::new(
                    "This line comes from an e-mail: the `>` before it means nothing here.",
                )
                .help("Remove the `>`."),
                LineMark::Quote => Wording::new(
                    "These lines come from an e-mail: the `>` before each means nothing here.",
                )
                .help("Remove the `>` before each."),
                LineMark::Number => Wording::new(
                    "These lines have their numbers before them, which mean nothing here.",
                )
                .help("Remove the number before each."),
            };
            return Some(wording.likely(Change::Replace(instead.clone())));
        }
        SyntaxErrorKind::MergeConflict => {
            return Some(
                Wording::new("A merge conflict is not resolved here.")
                    .help("Keep one of the two sides, and remove the lines around them."),
            );
        }
        SyntaxErrorKind::LoneReturn => {
            return Some(
                Wording::new("A carriage return alone ends no line.")
                    .help("Save the file with the line ends of Unix (LF) or of Windows (CRLF)."),
            );
        }
        _ => return None,
    };
    if let Some(blank) = text.chars().next().filter(|_| *instead == Some(" ")) {
        return Some(special_blank(blank));
    }
    if let Some((opener, inside, closer)) = quoted(text).filter(|_| *instead == Some("\"")) {
        return Some(other_quotes(opener, inside, closer));
    }
    if *instead == Some("[") {
        return Some(item(text));
    }
    if text == "```" {
        return Some(
            Wording::new("Three backquotes are Markdown, and mean nothing here.").help(
                "Remove it, and the one that belongs to it: only what stands between such lines is a file.",
            ),
        );
    }
    if let Some(dash) = text.chars().next().filter(|_| *instead == Some("-")) {
        return Some(long_dash(dash));
    }
    let wording = Wording::new(match text.chars().all(|c| c == '`') {
        true => "A backquote means nothing here.".to_owned(),
        false => format!("`{text}` means nothing here."),
    });
    Some(match instead {
        Some("") => wording.help("Remove it, or write `//` where the line is a comment."),
        Some("//") => {
            let change = Change::Replace("//".to_owned());
            // `"Payments"; down`, `7d / 2` may be meant as a text, or as something else.
            match text.as_str() {
                "$" => {
                    Wording::new("This line is a command for a terminal: it means nothing here.")
                        .help("Remove it.")
                }
                ";" => foreign_comment(text).likely(change),
                // `alice / bob`: what stands behind it may be meant.
                "/" => foreign_comment(text).possibly(change),
                _ => foreign_comment(text).certainly(change),
            }
        }
        Some("\"") if text.ends_with('#') => wording.help(
            "The name of a Slack channel stands behind a `:`, as in `slack:#incidents`.",
        ),
        Some("\"") if text.ends_with('@') => {
            wording.help("An e-mail address is written `alice@company.com`.")
        }
        Some("\"") if text.starts_with('(') => wording.help(
            "A text stands in quotes, the values of a list in `[` and `]`, the keys of a block in `{` and `}`.",
        ),
        Some("\"") => wording.help("Text stands between plain quotes, as in `\"text\"`."),
        Some("\"\"\"") if text.starts_with(['|', '>', '<']) => {
            wording.help("A text of several lines stands between `\"\"\"`.")
        }
        Some("\"\"\"") => {
            wording.help("Write `\"\"\"`.").likely(Change::Replace("\"\"\"".to_owned()))
        }
        Some("=") if text == "+=" => wording
            .help("Write `=` and all values of the list: a key is set once.")
            .possibly(Change::Replace("=".to_owned())),
        Some(instead) => wording
            .help(format!("Write `{instead}`."))
            .certainly(Change::Replace((*instead).to_owned())),
        None if text == ";" => {
            wording.help("A line's end ends an entry: remove it.").certainly(Change::Remove)
        }
        None if text == "-" => wording.help("Remove it.").likely(Change::Remove),
        None if text == "+" => {
            wording
                .help("Nothing is added up here: write the whole text, or all values in one list.")
                .possibly(Change::Replace(",".to_owned()))
        }
        None if text == "#" => wording.help("A Slack channel is written `slack:#incidents`."),
        None if text.starts_with('@') => {
            wording.help("An e-mail address is written `alice@company.com`.")
        }
        None if text.starts_with('(') => wording.help("A list stands in `[` and `]`."),
        None if text == "*/" => wording.help("No `/*` is open here: remove it, or write `/*` where the comment begins."),
        None if text == "<!--" => wording.help("A comment starts with `//`."),
        None if text.starts_with("<<") || matches!(text.as_str(), "|" | "|-" | ">-" | "|+" | ">+") => {
            wording.help("A text of several lines stands between `\"\"\"`.")
        }
        // `~15m`, `≤ 15m`
        None if text.chars().all(|c| "~=<>≤≥≈±".contains(c)) => {
            wording.help("A value stands by itself: remove it.").likely(Change::Remove)
        }
        None if text.starts_with('<') => {
            wording.help("Values, addresses and URLs are written without `<` and `>`.")
        }
        None if text.starts_with('$') => wording.help("There are no variables: write the value."),
        None if text == ".." => {
            wording.help("`..` stands between two dates. Write several values one by one, as `[a, b]`.")
        }
        None if text.chars().all(|c| !c.is_ascii() && c.is_alphabetic()) => wording.help(
            "Names have the letters `a` to `z`, digits, `-` and `_`. Other letters stand in quotes, where a \
             text can stand.",
        ),
        None => wording.help("Remove it, or put the text it belongs to in quotes."),
    })
}

/// `provider ; statuspage`, `tier; oncall { … }`.
fn semicolon_behind(word: &str, opens: bool, glued: [bool; 2]) -> Wording {
    let is_key = blocks().any(|(_, row)| row.key(word).is_some());
    let wording = Wording::new("`;` means nothing here.");
    let [before, behind] = glued.map(|glued| if glued { " " } else { "" });
    match (is_kind(word), is_key) {
        (true, _) if opens || !is_key => {
            let change = match glued {
                [true, true] => Change::Replace(" ".to_owned()),
                _ => Change::Remove,
            };
            wording.help("Remove it.").likely(change)
        }
        (_, true) => {
            wording.help("Write `=`.").likely(Change::Replace(format!("{before}={behind}")))
        }
        _ => wording.help("An entry is `key = value` or a block with `{` and `}`."),
    }
}

/// `оncall` with a Cyrillic letter, `７d` with a full-width digit.
fn look_alike(word: &str, letter: char, plain: &str) -> Wording {
    let digit = if letter.is_numeric() { "digit" } else { "letter" };
    let script = match letter {
        '\u{370}'..='\u{3FF}' => "Greek ",
        '\u{400}'..='\u{52F}' => "Cyrillic ",
        '\u{660}'..='\u{6FF}' => "Arabic ",
        '\u{966}'..='\u{96F}' => "Devanagari ",
        '\u{FF00}'..='\u{FFEF}' => "full-width ",
        _ => "",
    };
    let code = u32::from(letter);
    Wording::new(format!("`{word}` has the {script}{digit} `{letter}` (U+{code:04X}) in it, which means nothing here."))
        .help(format!("Write `{plain}`."))
        .certainly(Change::Replace(plain.to_owned()))
}

/// A comment of another language.
fn foreign_comment(mark: &str) -> Wording {
    Wording::new(format!("`{mark}` means nothing here.")).help("A comment starts with `//`.")
}

/// A dash that looks much like the one that names have.
fn long_dash(dash: char) -> Wording {
    let code = format!("U+{:04X}", u32::from(dash));
    let name = match dash {
        '\u{2010}' | '\u{2011}' => "a typographic hyphen",
        '\u{2013}' => "an en dash",
        '\u{2014}' => "an em dash",
        '\u{2212}' => "a minus sign",
        _ => "a long dash",
    };
    Wording::new(format!("`{dash}` is {name} ({code}), which means nothing here."))
        .help("Write the plain `-` of the keyboard.")
        .certainly(Change::Replace("-".to_owned()))
}

/// What a blank is called, and its number.
fn name_of_blank(blank: char) -> (&'static str, String) {
    let code = format!("U+{:04X}", u32::from(blank));
    let name = match blank {
        '\u{A0}' => "a no-break space",
        '\u{202F}' => "a narrow no-break space",
        '\u{3000}' => "an ideographic space",
        '\u{200B}' => "a zero-width space",
        '\u{2060}' => "a word joiner",
        '\u{FEFF}' => "a byte order mark",
        _ => "a special kind of blank",
    };
    (name, code)
}

/// A blank that looks like a plain one, or like nothing.
fn special_blank(blank: char) -> Wording {
    let (name, code) = name_of_blank(blank);
    let wording = Wording::new(format!("Here stands {name} ({code}), which means nothing."));
    match blank.is_whitespace() {
        true => wording.help("Write a plain blank.").certainly(Change::Replace(" ".to_owned())),
        false => wording.help("It cannot be seen: remove it.").certainly(Change::Remove),
    }
}

/// `- a`, with its `-`.
fn item(text: &str) -> Wording {
    let wording = Wording::new("`-` means nothing here.");
    let word = text.split_whitespace().nth(1).unwrap_or_default();
    match is_kind(word) {
        true => wording
            .help("Blocks stand below each other without it: remove it.")
            .certainly(Change::Remove),
        false => wording.help(
            "The values of a list stand in `[` and `]`, with a `,` between each two. A comment starts with `//`.",
        ),
    }
}

/// A text with the quotes around it, where they are two.
fn quoted(text: &str) -> Option<(char, &str, char)> {
    let mut inside = text.chars();
    let (opener, closer) = (inside.next()?, inside.next_back()?);
    // `(#`, `'@`: marks that stand side by side are around no text.
    let is_one = inside.as_str().contains(char::is_alphanumeric);
    is_one.then_some((opener, inside.as_str(), closer))
}

/// `“text”`, `'text'`.
fn other_quotes(opener: char, inside: &str, closer: char) -> Wording {
    let wording = Wording::new(format!(
        "Text stands between plain quotes (`\"`), not between `{opener}` and `{closer}`."
    ));
    // What a backslash means between other quotes depends on where the text comes from.
    if inside.contains('\\') {
        return wording.help("Write `\"` for both.");
    }
    let text = format!("\"{}\"", inside.replace('"', "\\\""));
    wording.help(format!("Write `{text}`.")).certainly(Change::Replace(text))
}
