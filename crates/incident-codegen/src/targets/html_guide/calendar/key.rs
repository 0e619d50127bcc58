use incident_calendar::Shift;
use incident_ir::Rotation;

/// A letter and a colour for everybody in a calendar: the members in the order of their turns, then those
/// who only cover.
pub(super) struct Key {
    people: Vec<(String, String)>,
}

const CLASSES: [&str; 6] = ["k0", "k1", "k2", "k3", "k4", "k5"];

impl Key {
    pub(super) fn new(rotation: &Rotation, shifts: &[Shift]) -> Self {
        let mut people: Vec<(String, String)> = Vec::new();
        let members = rotation.members.iter().map(|member| member.value.as_str());
        for email in members.chain(shifts.iter().map(|shift| shift.person.as_str())) {
            if !people.iter().any(|(_, one)| one == email) {
                people.push((letter(people.len()), email.to_owned()));
            }
        }
        Self { people }
    }

    /// Letters and e-mail addresses.
    pub(super) fn people(&self) -> impl Iterator<Item = (&str, &str)> {
        self.people.iter().map(|(letter, email)| (letter.as_str(), email.as_str()))
    }

    /// The letter of a person; nothing for somebody who is not in the calendar.
    pub(super) fn letter(&self, email: &str) -> &str {
        self.people().find(|(_, one)| *one == email).map_or("", |(letter, _)| letter)
    }

    /// The colour of a person, which only repeats what the letter says.
    pub(super) fn class(&self, email: &str) -> &'static str {
        let place = self.people.iter().position(|(_, one)| one == email).unwrap_or_default();
        CLASSES.get(place % CLASSES.len()).copied().unwrap_or_default()
    }
}

/// `A` to `Z`, then `A2` to `Z2`, and so on.
fn letter(place: usize) -> String {
    let letter = u8::try_from(place % 26).map_or('A', |place| char::from(b'A' + place));
    match place / 26 {
        0 => letter.to_string(),
        round => format!("{letter}{}", round + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::rotation;

    #[test]
    fn everybody_has_a_letter_of_their_own() {
        assert_eq!([0, 1, 25, 26, 53].map(letter), ["A", "B", "Z", "A2", "B3"]);
        let key = Key::new(&rotation("r", &["ann@x.com", "bob@x.com", "ann@x.com"]), &[]);
        assert_eq!(key.people().collect::<Vec<_>>(), [("A", "ann@x.com"), ("B", "bob@x.com")]);
        assert_eq!((key.letter("bob@x.com"), key.letter("zoe@x.com")), ("B", ""));
    }
}
