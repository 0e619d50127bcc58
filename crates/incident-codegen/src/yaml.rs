//! YAML, for programs that read nothing else, in which every text is quoted.

use serde::Serialize;

/// YAML as every file of ours has it: a comment for whoever opens it, then the value, keys in the order of
/// the struct's fields, every string between quotes, a final newline.
///
/// Quoted, no text of a source is anything but text to any reader: YAML 1.1 takes a plain `no`, `1e3` or
/// `12:30` for something else. The comment is ours; a text in it stands there with its control characters
/// escaped (`{:?}`).
#[expect(
    clippy::expect_used,
    reason = "serialisation fails for maps with odd keys and for custom impls that fail; the models are \
              plain structs, and a property test writes arbitrary text through all of them"
)]
pub(crate) fn to_yaml(comment: &str, value: &impl Serialize) -> String {
    let quoted = serde_saphyr::ser_options! { quote_all: true };
    let body =
        serde_saphyr::to_string_with_options(value, quoted).expect("a plain struct is valid YAML");
    let mut text = String::new();
    for line in comment.lines() {
        text.push_str(if line.is_empty() { "#" } else { "# " });
        text.push_str(line);
        text.push('\n');
    }
    text.push_str(&body);
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[derive(Serialize)]
    struct Alert {
        name: String,
        #[serde(rename = "for")]
        hold: String,
        matchers: Vec<String>,
    }

    #[test]
    fn strings_are_quoted_and_keys_in_order() {
        let alert =
            Alert { name: "no".into(), hold: "1e3".into(), matchers: vec!["a: b # it's".into()] };
        assert_eq!(
            to_yaml("Two\n\nlines.", &alert),
            "# Two\n#\n# lines.\nname: 'no'\nfor: '1e3'\nmatchers:\n- \"a: b # it's\"\n"
        );
    }

    /// What readers of YAML take for something else, or refuse.
    fn nasty() -> impl Strategy<Value = String> {
        prop_oneof![
            any::<String>(),
            proptest::sample::select(vec![
                "no",
                "~",
                "1e3",
                "0o7",
                "12:30",
                "2026-01-01",
                "=",
                "<<",
                "- a",
                "? b",
                "&a *a",
                "!t",
                "%Y",
                "@",
                "`",
                "---",
                "...",
                "a: b",
                "a #b",
                "{{ $x }}",
                "[",
                "'",
                "\"",
                "\\",
                " ",
                "\t",
                "\r\n",
                "\u{85}",
                "\u{2028}",
                "\u{feff}",
                "\u{7f}",
                "\0",
                "\u{fffe}",
            ])
            .prop_map(str::to_owned),
        ]
    }

    proptest! {
        #[test]
        fn another_library_reads_the_same_text(name in nasty(), hold in nasty(), matcher in nasty()) {
            let alert = Alert { name: name.clone(), hold: hold.clone(), matchers: vec![matcher.clone()] };
            let read: yaml_serde::Value = yaml_serde::from_str(&to_yaml("A comment.", &alert)).unwrap();
            prop_assert_eq!(read["name"].as_str(), Some(name.as_str()));
            prop_assert_eq!(read["for"].as_str(), Some(hold.as_str()));
            prop_assert_eq!(read["matchers"][0].as_str(), Some(matcher.as_str()));
        }
    }
}
