use incident_base::Origin;
use jiff::civil::Date;

use crate::{At, Given, Span, Text};

/// `role NAME { title, assignee }`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Role {
    /// The header.
    pub origin: Origin,
    /// Its documentation.
    pub docs: Option<Text>,
    /// The role's name.
    pub name: At<Text>,
    /// Its title in documents.
    pub title: Given<Text>,
    /// The e-mail address of who holds it.
    pub assignee: Given<Text>,
}

/// `team NAME { members, role … }`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Team {
    /// The header.
    pub origin: Origin,
    /// The team's name.
    pub name: At<Text>,
    /// E-mail addresses of its members; absent when the team lists none.
    pub members: Given<Vec<At<Text>>>,
}

/// A stretch of time in which a person is away, local to the zone of whatever rotation asks.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Absence {
    /// Where it was written.
    pub origin: Origin,
    /// When.
    pub span: Span,
}

/// `person EMAIL { name, time_zone, away, left }`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Person {
    /// The header.
    pub origin: Origin,
    /// The e-mail address.
    pub email: At<Text>,
    /// The person's name.
    pub name: Given<Text>,
    /// IANA name of the zone the person lives in.
    pub time_zone: Given<Text>,
    /// When the person is away.
    pub away: Vec<Absence>,
    /// The first day on which the person is no longer there.
    pub left: Given<Date>,
}

/// The role that means whoever is on call; it needs no declaration.
pub const ONCALL: &str = "oncall";

/// The article's roles besides `oncall`, in the order in which they are told, and their titles.
pub const USUAL_ROLES: [(&str, &str); 3] = [
    ("team-lead", "Team lead"),
    ("eng-manager", "Engineering manager"),
    ("vp-engineering", "VP Engineering"),
];

/// The title of a role that declares none: the article's for its four, else the name's words with a
/// capital ("db-owner" is "Db owner").
pub fn default_title(role: &str) -> String {
    match USUAL_ROLES.iter().find(|(name, _)| *name == role) {
        _ if role == ONCALL => "On-call engineer".to_owned(),
        Some((_, title)) => (*title).to_owned(),
        None => {
            let words = role.replace(['-', '_'], " ");
            let mut letters = words.chars();
            letters
                .next()
                .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
        }
    }
}
