//! People and channels that the program mentions.

use std::sync::Arc;

use incident_analysis::{declared, declared_names, typed};
use incident_schema::Kind;
use rustc_hash::FxHashSet;

use super::Values;
use crate::completion::CompletionKind;
use crate::completion::mentioned::{Mentioned, mentioned, pieces};
use crate::completion::site::Place;
use crate::completion::topic::Sort;

impl<'a> Values<'_, 'a> {
    /// What is mentioned, each once, in this file first; what is being typed mentions nothing yet.
    fn mentioned(&self, list: fn(&Mentioned) -> &Vec<Arc<str>>) -> Vec<&'a str> {
        let analysis = self.offers.analysis;
        let (db, workspace) = (&analysis.db, analysis.workspace);
        let own = analysis.source(self.offers.file).map(|file| mentioned(db, file));
        let all = own.into_iter().chain(pieces(db, workspace)).flat_map(list);
        let mut seen = FxHashSet::default();
        let all = all
            .map(AsRef::as_ref)
            .filter(|one: &&str| *one != self.offers.site.written && seen.insert(*one));
        all.collect()
    }

    pub(super) fn people(&mut self) {
        let analysis = self.offers.analysis;
        let db = &analysis.db;
        let all = self.mentioned(|mentioned| &mentioned.people);
        let are_declared = declared_names(db, Kind::Person).next().is_some();
        let is_label = matches!(self.offers.site.place, Place::Label(Kind::Person, _));
        for address in self.offers.limited(all) {
            let person = are_declared.then(|| declared(db, Kind::Person, address));
            let person = person.flatten();
            // Nobody is declared twice.
            if is_label && person.is_some() {
                continue;
            }
            let block = person.and_then(|item| typed(db, item).block.as_ref());
            let name = block.and_then(|block| block.value("name")?.value.as_text());
            self.add(CompletionKind::Person, address, name.map_or("", |name| name.as_str()));
            self.about(Sort::Person, address);
        }
    }

    /// Channels with targets: those of a kind, or all.
    pub(super) fn mentioned_channels(&mut self, kind: Option<&str>) {
        let all = self.mentioned(|mentioned| &mentioned.channels);
        let is_of_kind = |channel: &&str| {
            kind.is_none_or(|kind| channel.split_once(':').is_some_and(|(it, _)| it == kind))
        };
        let all: Vec<&str> = all.into_iter().filter(is_of_kind).collect();
        for channel in self.offers.limited(all) {
            self.add(CompletionKind::Channel, channel, "used elsewhere");
            self.about(Sort::Channel, channel);
        }
    }
}
