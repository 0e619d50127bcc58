//! Values and labels, by their types.

use incident_calendar::zone_names;
use incident_codegen::SECTIONS;
use incident_ir::{ChannelKind, ONCALL};
use incident_schema::vocabulary::CHANNEL_KINDS;
use incident_schema::{Enumeration, Key, Kind, Reference, Type, Unique, block};

use super::offers::Offers;
use super::site::{Form, Place};
use super::snippet::Snippet;
use super::topic::{Sort, topic};
use super::typed::Quotes;
use super::{Completion, CompletionKind, entries, fitting, literals, names};

mod people;

/// Offers a label of a block.
pub(crate) fn of_label(offers: &mut Offers<'_>, kind: Kind, position: usize) {
    let row = block(kind);
    let Some(label) = row.labels.get(position) else { return };
    let is_name = position == 0 && row.unique != Unique::Many;
    let taken = if is_name { entries::first_labels(offers, kind) } else { Vec::new() };
    let taken = taken.into_iter().map(str::to_owned).collect();
    let mut values =
        Values { offers, taken, only: None, before: String::new(), behind: "", closer: None };
    values.of_type(label.ty, &[]);
}

/// Offers the value of a key.
pub(crate) fn of_key(offers: &mut Offers<'_>, parent: Kind, key: &'static Key, form: Form) {
    let site = offers.site;
    let is_item = matches!(form, Form::Item(_));
    let takes_list = matches!(key.ty, Type::List(_) | Type::OneOrMore(_));
    let lacks_bracket = matches!(key.ty, Type::List(_)) && !is_item;
    let is_quoted = site.quotes != Quotes::None;
    if is_item && !takes_list || is_quoted && (lacks_bracket || form == Form::Nothing) {
        return;
    }
    let gap = if site.line.ends_with(['=', ',']) && !is_quoted { " " } else { "" };
    let equals = if form == Form::Nothing { "= " } else { "" };
    let opener = if lacks_bracket { "[" } else { "" };
    let before = [gap, equals, opener].concat();
    let behind = match form {
        Form::Item(true) if !is_quoted && site.next == Some(' ') => ",",
        Form::Item(true) if !is_quoted => ", ",
        _ => "",
    };
    let taken = if is_item { site.other_items() } else { Vec::new() };
    let taken = taken.into_iter().map(|item| item.trim_matches('"').to_owned());
    let taken = taken.chain(fitting::taken(offers, parent, key)).collect();
    let only = fitting::only(offers, parent, key);
    let closer = lacks_bracket.then_some("]");
    let mut values = Values { offers, taken, only, before, behind, closer };
    if (parent, key.name) == (Kind::PostMortemTemplate, "required_sections") {
        return values.quoted(SECTIONS, "section");
    }
    let example = [key.example.trim_start_matches('[').trim_end_matches(']')];
    let usual: Vec<&str> = match key.ty.item() {
        Type::Duration | Type::Due | Type::Percent | Type::Integer { .. } if is_item => {
            example.iter().flat_map(|all| all.split(", ")).collect()
        }
        _ => key.default.into_iter().chain(example).collect(),
    };
    values.of_type(key.ty.item(), &usual);
}

/// Offers for one value.
struct Values<'o, 'a> {
    offers: &'o mut Offers<'a>,
    /// What stands there already.
    taken: Vec<String>,
    /// What may stand there, where that is less than the type allows.
    only: Option<Vec<String>>,
    before: String,
    behind: &'static str,
    /// The bracket that is put in with the value.
    closer: Option<&'static str>,
}

impl Values<'_, '_> {
    /// Values of a type; `usual` are the key's default, if it has one, and example.
    fn of_type(&mut self, ty: Type, usual: &[&str]) {
        match ty {
            Type::TimeZone => return self.zones(usual),
            Type::TextName(reference) => {
                let all = names::of(self.offers, reference);
                return self.quoted_names(all, reference);
            }
            _ if self.offers.site.quotes != Quotes::None => return,
            _ => {}
        }
        match ty {
            Type::Boolean => {
                for word in ["true", "false"] {
                    let detail = if usual.len() > 1 && usual.first() == Some(&word) {
                        "default"
                    } else {
                        ""
                    };
                    self.add(CompletionKind::Word, word, detail);
                }
            }
            Type::Choice(set) => self.words(set, usual),
            Type::ChoiceOrText(set) => self.words(set, &[]),
            Type::ChoiceOrDuration(set) => {
                self.words(set, &[]);
                self.likely(ty, usual);
            }
            Type::Name(reference) => self.names(reference),
            Type::Email => self.people(),
            Type::Channel => self.channels(),
            _ => self.likely(ty, usual),
        }
    }

    fn add(&mut self, kind: CompletionKind, word: &str, detail: &str) {
        let is = |one: &String| one.eq_ignore_ascii_case(word);
        if !self.taken.iter().any(is) && self.only.as_ref().is_none_or(|all| all.iter().any(is)) {
            let item = self.item(kind, word, word, detail);
            self.offers.add(item);
        }
    }

    /// What was offered last, if it was this, is told more about when somebody asks.
    fn about(&mut self, sort: Sort, name: &str) {
        if let Some(item) = self.offers.items.last_mut().filter(|item| item.label == name) {
            item.topic = Some(topic(sort, name));
        }
    }

    fn item(&self, kind: CompletionKind, label: &str, text: &str, detail: &str) -> Completion {
        let snippet = Snippet::text(self.before.clone()).then(text);
        let snippet = match self.closer {
            // Who gives one gives another.
            Some(closer) => snippet.stop("").then(closer),
            None => snippet,
        };
        let mut item = Completion::new(kind, label, snippet.then(self.behind));
        item.detail = Some(detail.to_owned()).filter(|detail| !detail.is_empty());
        item
    }

    fn words(&mut self, set: &'static Enumeration, usual: &[&str]) {
        for choice in set.choices {
            let is_default = usual.len() > 1 && usual.first() == Some(&choice.name);
            let detail = if is_default { "default" } else { "" };
            let known = self.offers.items.len();
            self.add(CompletionKind::Word, choice.name, detail);
            if let Some(item) = self.offers.items.get_mut(known) {
                item.doc = Some(choice.doc);
            }
        }
    }

    fn likely(&mut self, ty: Type, usual: &[&str]) {
        let (typed, day) = (self.offers.site.prefix.clone(), self.day());
        let default = usual.first().filter(|_| usual.len() > 1).copied();
        for value in literals::likely(ty, &typed, usual, day) {
            let detail = if default == Some(value.as_str()) { "default" } else { "" };
            self.add(CompletionKind::Value, &value, detail);
        }
    }

    fn day(&self) -> Option<jiff::civil::Date> {
        let analysis = self.offers.analysis;
        analysis.workspace.as_of(&analysis.db)
    }

    fn names(&mut self, reference: Reference) {
        let is_tier = matches!(self.offers.site.place, Place::Label(Kind::Tier, _));
        if is_tier && reference == Reference::Role {
            self.add(CompletionKind::Name, ONCALL, "whoever is on call");
            self.about(Sort::Name(reference), ONCALL);
        }
        let all = names::of(self.offers, reference);
        for name in self.offers.limited(all) {
            self.add(CompletionKind::Name, &name, reference.noun());
            self.about(Sort::Name(reference), &name);
        }
    }

    /// Strings, quoted where they are not yet.
    fn quoted<T: AsRef<str>>(&mut self, all: impl IntoIterator<Item = T>, noun: &str) {
        for text in all {
            // Whoever wrote quotes or escapes in it knows how to write it.
            let text = text.as_ref();
            if !text.contains(['"', '\\'])
                && !self.taken.iter().any(|it| it.eq_ignore_ascii_case(text))
            {
                let item = self.string(text, noun);
                self.offers.add(item);
            }
        }
    }

    fn quoted_names(&mut self, all: Vec<String>, reference: Reference) {
        let known = self.offers.items.len();
        self.quoted(all, reference.noun());
        for item in self.offers.items.iter_mut().skip(known) {
            item.topic = Some(topic(Sort::Name(reference), &item.label));
        }
    }

    fn string(&self, text: &str, detail: &str) -> Completion {
        let written = match self.offers.site.quotes {
            Quotes::None => format!("\"{text}\""),
            Quotes::Open => format!("{text}\""),
            Quotes::Closed => text.to_owned(),
        };
        self.item(CompletionKind::Text, text, &written, detail)
    }

    /// Zones by their names, and by the words in them: `york` finds `America/New_York`.
    fn zones(&mut self, usual: &[&str]) {
        let typed = self.offers.site.prefix.to_lowercase().replace('_', " ");
        let default = usual.first().map(|zone| zone.trim_matches('"')).filter(|_| usual.len() > 1);
        self.offers.is_incomplete = true;
        let found = |name: &'static str| {
            let folded = name.to_lowercase().replace('_', " ");
            let starts = folded.match_indices(['/', ' ', '-']).map(|(at, _)| at + 1);
            let mut starts = std::iter::once(0).chain(starts);
            let at =
                starts.find(|at| folded.get(*at..).is_some_and(|it| it.starts_with(&typed)))?;
            Some((name, at))
        };
        let mut all: Vec<(&str, usize)> = zone_names().filter_map(found).collect();
        all.sort_by_key(|(name, _)| Some(*name) != default);
        for (name, at) in all {
            let detail = if Some(name) == default { "default" } else { "" };
            let mut item = self.string(name, detail);
            // Found by a word in it, as that is written.
            item.filter = name.get(at..).filter(|_| at > 0).map(|rest| {
                if typed.contains(' ') { rest.replace('_', " ") } else { rest.to_owned() }
            });
            self.offers.add(item);
            self.about(Sort::Zone, name);
        }
    }

    fn channels(&mut self) {
        let site = self.offers.site;
        match site.prefix.split_once(':') {
            Some((kind, _)) => {
                self.mentioned_channels(Some(kind));
                if ChannelKind::from_name(kind).is_some_and(ChannelKind::names_role) {
                    let roles = names::of(self.offers, Reference::Role);
                    let roles = std::iter::once(ONCALL.to_owned()).chain(roles);
                    for role in roles.map(|role| format!("{kind}:{role}")) {
                        // One that is told in this way elsewhere has been offered.
                        if self.offers.items.iter().all(|item| item.label != role) {
                            self.add(CompletionKind::Channel, &role, "role");
                            self.about(Sort::Channel, &role);
                        }
                    }
                }
            }
            None => {
                self.words(&CHANNEL_KINDS, &[]);
                self.mentioned_channels(None);
            }
        }
    }
}
