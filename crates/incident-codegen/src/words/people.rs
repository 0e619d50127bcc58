use incident_ir::{Responder, Service, default_title};

/// A role where it is named: by its title where it is declared, on-call engineer for `oncall`, else by
/// its name, as in the article, since nothing says more about it.
pub(crate) fn role(service: &Service, name: &str) -> String {
    let folded = name.to_lowercase();
    match service.roles.iter().find(|role| role.name.to_lowercase() == folded) {
        Some(role) => match role.title.value() {
            Some(title) => title.to_string(),
            None => default_title(&role.name),
        },
        None if folded == "oncall" => default_title("oncall"),
        None => name.to_owned(),
    }
}

/// A person: `Tina Meyer (tina@company.com)`, or the address alone where no name is declared.
pub(crate) fn person(service: &Service, email: &str) -> String {
    match name_of(service, email) {
        Some(name) => format!("{name} ({email})"),
        None => email.to_owned(),
    }
}

/// A title, and behind it who holds the role where that is declared: `Team lead (tina@company.com)`.
pub(crate) fn title_with_holder(service: &Service, title: &str, responder: &Responder) -> String {
    match responder {
        Responder::Role { assignee: Some(email), .. } => match name_of(service, email) {
            Some(name) => format!("{title} ({name}, {email})"),
            None => format!("{title} ({email})"),
        },
        Responder::Role { assignee: None, .. } | Responder::Rotation(_) => title.to_owned(),
    }
}

fn name_of<'a>(service: &'a Service, email: &str) -> Option<&'a str> {
    let folded = email.to_lowercase();
    let person = service.people.iter().find(|person| person.email.to_lowercase() == folded)?;
    person.name.value().map(|name| name.as_str())
}

#[cfg(test)]
mod tests {
    use incident_ir::{Given, Person};

    use super::*;
    use crate::testing::{at, checkout, given, held_by, holder_of, origin, payment};

    #[test]
    fn a_declared_role_has_its_title_and_another_its_name() {
        assert_eq!(role(&checkout(), "Eng-Manager"), "Engineering manager");
        assert_eq!(role(&payment(), "eng-manager"), "eng-manager");
        assert_eq!(role(&payment(), "oncall"), "On-call engineer");
    }

    #[test]
    fn a_holder_has_a_name_where_one_is_declared() {
        let mut service = payment();
        let tina = held_by("team-lead", "tina@company.com");
        assert_eq!(title_with_holder(&service, "Team lead", &tina), "Team lead (tina@company.com)");
        assert_eq!(person(&service, "tina@company.com"), "tina@company.com");
        service.people.push(Person {
            origin: origin(),
            email: at("tina@company.com".into()),
            name: given("Tina Meyer".into()),
            time_zone: Given::Absent,
            away: Vec::new(),
            left: Given::Absent,
        });
        assert_eq!(
            title_with_holder(&service, "Team lead", &tina),
            "Team lead (Tina Meyer, tina@company.com)"
        );
        assert_eq!(person(&service, "tina@company.com"), "Tina Meyer (tina@company.com)");
        assert_eq!(title_with_holder(&service, "Team lead", &holder_of("team-lead")), "Team lead");
    }
}
