//! People and the roles they have, in words.

use incident_ir::{Responder, Service, default_title};

use crate::phrase::{Phrase, Piece};

/// A role where it is named: by its title where it is declared, on-call engineer for `oncall`, else by
/// its name, as in the article, since nothing says more about it.
pub(crate) fn role(service: &Service, name: &str) -> String {
    match service.roles.iter().find(|role| is_same(&role.name, name)) {
        Some(role) => match role.title.value() {
            Some(title) => title.to_string(),
            None => default_title(&role.name),
        },
        None if is_same(name, "oncall") => default_title("oncall"),
        None => name.to_owned(),
    }
}

/// A person: `Tina Meyer (tina@company.com)`, or the address alone where no name is declared.
pub(crate) fn person(service: &Service, email: &str) -> Phrase {
    let address = Piece::Email(email.to_owned());
    match name_of(service, email) {
        Some(name) => vec![Piece::text(format!("{name} (")), address, Piece::text(")")],
        None => vec![address],
    }
}

/// A title, and behind it who holds the role where that is declared: `Team lead (tina@company.com)`.
pub(crate) fn title_with_holder(service: &Service, title: &str, responder: &Responder) -> Phrase {
    match responder {
        Responder::Role { assignee: Some(email), .. } => {
            let name = name_of(service, email).map(|name| format!("{name}, "));
            let before = format!("{title} ({}", name.unwrap_or_default());
            vec![Piece::text(before), Piece::Email(email.to_string()), Piece::text(")")]
        }
        Responder::Role { assignee: None, .. } | Responder::Rotation(_) => {
            vec![Piece::text(title)]
        }
    }
}

/// The name of a person, where one is declared.
pub(crate) fn name_of<'a>(service: &'a Service, email: &str) -> Option<&'a str> {
    let person = service.people.iter().find(|person| is_same(&person.email, email))?;
    person.name.value().map(|name| name.as_str())
}

/// Whether two names are one, whatever the case of their letters.
fn is_same(one: &str, other: &str) -> bool {
    // A letter beyond ASCII may be the capital of one within.
    match one.is_ascii() && other.is_ascii() {
        true => one.eq_ignore_ascii_case(other),
        false => one.to_lowercase() == other.to_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use incident_ir::{Given, Person};

    use super::*;
    use crate::phrase::plain;
    use crate::testing::{at, checkout, given, held_by, holder_of, origin, payment};

    #[test]
    fn a_declared_role_has_its_title_and_another_its_name() {
        assert_eq!(role(&checkout(), "Eng-Manager"), "Engineering manager");
        assert_eq!(role(&payment(), "eng-manager"), "eng-manager");
        assert_eq!(role(&payment(), "oncall"), "On-call engineer");
    }

    #[test]
    fn the_case_of_letters_makes_no_other_name() {
        // The sign of kelvin, whose small letter is that of ASCII.
        for (one, other) in [("Ann@x.com", "aNN@x.COM"), ("JÜRGEN", "jürgen"), ("\u{212a}", "k")]
        {
            assert!(is_same(one, other) && is_same(other, one), "{one} {other}");
        }
        assert!(!is_same("ann@x.com", "anna@x.com") && !is_same("jürgen", "jurgen"));
    }

    #[test]
    fn a_holder_has_a_name_where_one_is_declared() {
        let mut service = payment();
        let tina = held_by("team-lead", "tina@company.com");
        assert_eq!(
            plain(&title_with_holder(&service, "Team lead", &tina)),
            "Team lead (tina@company.com)"
        );
        assert_eq!(plain(&person(&service, "tina@company.com")), "tina@company.com");
        service.people.push(Arc::new(Person {
            origin: origin(),
            email: at("tina@company.com".into()),
            name: given("Tina Meyer".into()),
            time_zone: Given::Absent,
            away: Vec::new(),
            left: Given::Absent,
        }));
        assert_eq!(
            plain(&title_with_holder(&service, "Team lead", &tina)),
            "Team lead (Tina Meyer, tina@company.com)"
        );
        assert_eq!(plain(&person(&service, "tina@company.com")), "Tina Meyer (tina@company.com)");
        assert_eq!(
            plain(&title_with_holder(&service, "Team lead", &holder_of("team-lead"))),
            "Team lead"
        );
    }
}
