use super::is_shown;

/// A text as code within a line: whatever stands in it is shown as it is, line breaks as blanks.
/// Nothing for a text of nothing.
///
/// Not for table cells, which take a bar in code for their end.
pub(crate) fn code(source: &str) -> String {
    let shown: String =
        shown(source).map(|letter| if letter == '\n' { ' ' } else { letter }).collect();
    if shown.is_empty() {
        return shown;
    }
    let fence = "`".repeat(longest_run(&shown) + 1);
    // One blank is taken off either end where there is one at both and something in between, and a
    // backtick at an end would be the fence's.
    let blank_ends =
        shown.starts_with(' ') && shown.ends_with(' ') && !shown.trim_matches(' ').is_empty();
    let pad = if blank_ends || shown.starts_with('`') || shown.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{shown}{pad}{fence}")
}

/// A text as lines of code, each after `indent`, which is that of the list item they belong to.
pub(crate) fn code_block(source: &str, indent: &str) -> String {
    let shown: String = shown(source).collect();
    let fence = "`".repeat(longest_run(&shown).max(2) + 1);
    let lines = shown.trim_end_matches('\n').split('\n');
    std::iter::once(fence.as_str())
        .chain(lines)
        .chain(std::iter::once(fence.as_str()))
        .map(|line| if line.is_empty() { String::new() } else { format!("{indent}{line}") })
        .collect::<Vec<_>>()
        .join("\n")
}

/// Without carriage returns and whatever else cannot be shown.
fn shown(source: &str) -> impl Iterator<Item = char> {
    source.chars().filter(|letter| matches!(letter, '\n' | '\t') || is_shown(*letter))
}

/// The length of the longest run of backticks.
fn longest_run(text: &str) -> usize {
    text.split(|letter| letter != '`').map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_fenced_by_more_backticks_than_stand_in_it() {
        assert_eq!(code("deploy rollback"), "`deploy rollback`");
        assert_eq!(code("a `b` ``c"), "```a `b` ``c```");
        assert_eq!(code("`a"), "`` `a ``");
        assert_eq!(code(" a "), "`  a  `");
        assert_eq!(code("a\r\n\u{202e}b\u{0}"), "`a b`");
        assert_eq!(code(""), "");
    }

    #[test]
    fn lines_of_code_stand_below_their_item() {
        assert_eq!(code_block("a\n\n  b\n", "  "), "  ```\n  a\n\n    b\n  ```");
        assert_eq!(code_block("```\nx", ""), "````\n```\nx\n````");
    }
}
