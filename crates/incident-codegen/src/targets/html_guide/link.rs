//! What is linked, and what only looks like an address.

use super::markup::Html;

/// What a link may begin with. Everything else (`javascript:`, `data:`, a path) is no link.
const WEB: [&str; 2] = ["http://", "https://"];

/// Whether a place is an address of the web. A path is not linked: it counts from the workspace's folder, and the page
/// does not know where it stands below that.
pub(super) fn is_web(place: &str) -> bool {
    let place = place.trim();
    WEB.iter().any(|scheme| {
        let (start, rest) = (place.get(..scheme.len()), place.get(scheme.len()..));
        start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
            && rest.is_some_and(|rest| !rest.is_empty())
    })
}

/// A link to an address of the web, which [`is_web`].
pub(super) fn web(html: &mut Html, label: &str, place: &str) {
    // Without `referrer`, a runbook's host is not told where the guide stands.
    let attributes = [("href", place.trim()), ("rel", "noreferrer")];
    html.element("a", &attributes, |html| html.text(label));
}

/// An e-mail address, as a link where it is one: no blanks, no query with a body that nobody wrote.
pub(super) fn email(html: &mut Html, address: &str) {
    let is_plain = |letter: char| letter.is_alphanumeric() || "._+-@".contains(letter);
    let halves = address.split_once('@').filter(|(user, host)| {
        !user.is_empty() && !host.is_empty() && !host.contains('@') && !host.starts_with('.')
    });
    match halves {
        Some(_) if address.chars().all(is_plain) => {
            let to = format!("mailto:{address}");
            html.element("a", &[("href", &to)], |html| html.text(address));
        }
        _ => html.text(address),
    }
}

/// A telephone number, as a link where it is one (RFC 3966: digits, with visual separators, and a `+`
/// before them); a role is none.
pub(super) fn phone(html: &mut Html, number: &str) {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let rest = number.strip_prefix('+').unwrap_or(number);
    let is_number = (3..=15).contains(&digits.len())
        && rest.chars().all(|letter| letter.is_ascii_digit() || " -.()".contains(letter));
    if !is_number {
        return html.text(number);
    }
    let plus = if number.starts_with('+') { "+" } else { "" };
    let to = format!("tel:{plus}{digits}");
    html.element("a", &[("href", &to)], |html| html.text(number));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(link: fn(&mut Html, &str), to: &str) -> String {
        Html::piece(|html| link(html, to)).into_string()
    }

    #[test]
    fn addresses_of_the_web_are_linked() {
        let place = " HTTPS://x.com/a?b=1&c=\"2\"\n";
        assert!(is_web(place));
        assert_eq!(
            written(|html, place| web(html, "runbook", place), place),
            "<a href=\"HTTPS://x.com/a?b=1&amp;c=&quot;2&quot;\" rel=\"noreferrer\">runbook</a>"
        );
    }

    #[test]
    fn nothing_else_is() {
        for place in [
            "javascript:alert(1)",
            " JaVaScRiPt:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,<script>",
            "vbscript:x",
            "//x.com",
            "http:x.com",
            "https://",
            "docs/runbook.md",
            "",
        ] {
            assert!(!is_web(place), "{place}");
        }
    }

    #[test]
    fn an_e_mail_address_is_linked_if_it_is_nothing_more() {
        assert_eq!(
            written(email, "ann+ops@x.com"),
            "<a href=\"mailto:ann+ops@x.com\">ann+ops@x.com</a>"
        );
        for address in
            ["ann", "@x.com", "ann@x.com?body=hi", "a@b@c", "ann@x.com,bob@x.com", "a b@c"]
        {
            assert_eq!(written(email, address), address);
        }
    }

    #[test]
    fn a_telephone_number_is_linked_and_a_role_is_not() {
        assert_eq!(
            written(phone, "+49 (30) 1234-567"),
            "<a href=\"tel:+49301234567\">+49 (30) 1234-567</a>"
        );
        assert_eq!(written(phone, "112"), "<a href=\"tel:112\">112</a>");
        for role in ["eng-manager", "On-call engineer", "12", "1+1+1", "+1;ext=2222", ""] {
            assert_eq!(written(phone, role), role);
        }
    }
}
