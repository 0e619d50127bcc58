/// Text as a template of Prometheus or Alertmanager that expands to that text, whatever it holds.
///
/// Both expand Go's `text/template`, in which everything outside `{{` and `}}` stands for itself. A last
/// brace is escaped too, so that what is written behind the text cannot make an opening of it.
pub(crate) fn literal(text: &str) -> String {
    let mut template = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match (letter, letters.peek()) {
            ('{', Some('{')) => {
                letters.next();
                template.push_str(r#"{{"{{"}}"#);
            }
            ('{', None) => template.push_str(r#"{{"{"}}"#),
            _ => template.push(letter),
        }
    }
    template
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_opens_nothing_stands_as_it_is() {
        for text in ["", "5% of {job=\"x\"}", "}} { }", "a\\b\n"] {
            assert_eq!(literal(text), text);
        }
    }

    #[test]
    fn an_opening_is_text() {
        assert_eq!(literal("{{ $value }}"), r#"{{"{{"}} $value }}"#);
        assert_eq!(literal("{{{x"), r#"{{"{{"}}{x"#);
        assert_eq!(literal("{{{{"), r#"{{"{{"}}{{"{{"}}"#);
    }

    #[test]
    fn what_follows_the_text_cannot_open_with_its_last_brace() {
        assert_eq!(literal("a{"), r#"a{{"{"}}"#);
        assert_eq!(literal("a{{{"), r#"a{{"{{"}}{{"{"}}"#);
    }
}
