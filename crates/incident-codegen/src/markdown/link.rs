use std::fmt::Write as _;

use super::text;

/// A link with this label; `None` for a place that is no `http` or `https` address, which is better
/// shown as code.
///
/// A path is not linked: it counts from the workspace's folder, and a document does not know where it
/// stands below that, so the link would lead somewhere else.
pub(crate) fn link(label: &str, place: &str) -> Option<String> {
    let place = place.trim();
    is_address(place).then(|| format!("[{}]({})", text(label), destination(place)))
}

fn is_address(place: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| {
        place.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}

/// An address as a link's destination. What no URL holds (RFC 3986) is percent-encoded, and so are
/// parentheses, which could end the destination; an ampersand that could be read as the start of an
/// entity is written as one.
fn destination(address: &str) -> String {
    let mut written = String::with_capacity(address.len());
    for (place, byte) in address.bytes().enumerate() {
        match byte {
            b'&' if address.get(place..).is_some_and(|rest| rest.contains(';')) => {
                written.push_str("&amp;");
            }
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => written.push(char::from(byte)),
            byte if b"-._~:/?#[]@!$&'*+,;=%".contains(&byte) => written.push(char::from(byte)),
            // Writing to a string cannot fail.
            _ => {
                let _ = write!(written, "%{byte:02X}");
            }
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_linked() {
        assert_eq!(
            link("linked runbook", "https://runbooks.company.com/a_b?x=1&y=2#top").unwrap(),
            "[linked runbook](https://runbooks.company.com/a_b?x=1&y=2#top)"
        );
        assert_eq!(link("x", " HTTP://x.com\n").unwrap(), "[x](HTTP://x.com)");
    }

    #[test]
    fn nothing_leaves_the_destination() {
        for (address, written) in [
            ("https://x.com/a (b)", "https://x.com/a%20%28b%29"),
            ("https://x.com/<b>\"\\\n", "https://x.com/%3Cb%3E%22%5C"),
            ("https://x.com/ü", "https://x.com/%C3%BC"),
            ("https://x.com/?a&lt;b", "https://x.com/?a&amp;lt;b"),
        ] {
            assert_eq!(link("x", address), Some(format!("[x]({written})")));
        }
    }

    #[test]
    fn the_label_is_text() {
        assert_eq!(link("a](b)", "https://x.com").unwrap(), r"[a\](b)](https://x.com)");
    }

    #[test]
    fn anything_else_is_not_linked() {
        for place in ["docs/payments.md", "javascript:alert(1)", "//x.com", "http:x.com", ""] {
            assert_eq!(link("x", place), None);
        }
    }
}
