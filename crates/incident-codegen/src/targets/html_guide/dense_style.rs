/// A style sheet without the blanks that only people need. Those between words, and those in strings, stay.
pub(super) fn dense(sheet: &str) -> String {
    let mut dense = String::with_capacity(sheet.len());
    let mut is_string = false;
    let mut is_blank = false;
    for letter in sheet.chars() {
        if !is_string && letter.is_whitespace() {
            is_blank = true;
            continue;
        }
        // A blank before a colon parts two selectors; one behind it parts nothing.
        let last = dense.chars().next_back();
        let is_needed = !matches!(letter, '{' | '}' | ';' | ',')
            && !matches!(last, None | Some('{' | '}' | ';' | ',' | ':'));
        if is_blank && (is_string || is_needed) {
            dense.push(' ');
        }
        is_blank = false;
        if letter == '}' && last == Some(';') {
            dense.pop();
        }
        is_string ^= letter == '"';
        dense.push(letter);
    }
    dense
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_that_mean_something_stay() {
        for (kept, written) in [
            (
                "a { color: red; }\n\n@media print {\n  p , q { margin: 0 auto; }\n}\n",
                "a{color:red}@media print{p,q{margin:0 auto}}",
            ),
            (
                ".a ::before { content: \" (\" attr(href) \")  ; \"; }",
                ".a ::before{content:\" (\" attr(href) \")  ; \"}",
            ),
            (
                "@media (min-width: 4rem) and (x) { a > b + c { top: -1px; } }",
                "@media (min-width:4rem) and (x){a > b + c{top:-1px}}",
            ),
        ] {
            assert_eq!(dense(kept), written);
        }
    }
}
