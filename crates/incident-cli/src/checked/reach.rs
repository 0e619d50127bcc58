//! What is wrong elsewhere and reaches what was selected: a profile that a service uses has its errors for every such
//! service, whatever file it stands in.

use std::collections::BTreeSet;

use incident_analysis::{items_of_kind, lower, profiles_of, span};
use incident_base::{Diagnostic, FileId, ItemKey, Level, NodeId, Origin, Span};
use incident_ir::Service;
use incident_schema::Kind;

use super::Checked;
use crate::program::Contents;

impl Checked {
    /// What is wrong with what is selected, and apart from it the errors of what the selected services take from other
    /// files. That a file is not known reaches all: it may be what they take.
    pub(crate) fn findings_and_what_reaches(&mut self) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
        let all = self.all_findings();
        if self.program.selection.is_everything() {
            return (all, Vec::new());
        }
        let is_own = |finding: &Diagnostic| self.program.is_selected(finding.place.file);
        let (own, mut others): (Vec<_>, Vec<_>) = all.into_iter().partition(is_own);
        others.retain(|finding| finding.level == Level::Error);
        if others.is_empty() {
            return (own, others);
        }
        let used = self.used();
        others.retain(|finding| {
            let mut related = finding.related.iter().map(|other| other.place.file);
            related.any(|other| self.program.is_selected(other))
                || self.is_unknown(finding.place.file)
                || stands_in(&used, finding.place)
        });
        (own, others)
    }

    fn is_unknown(&self, file: FileId) -> bool {
        let file = self.program.file(file);
        file.is_some_and(|file| !matches!(file.contents, Contents::Text(_)))
    }

    /// Where what the selected services use stands in files that are not selected, by file and place.
    fn used(&self) -> Vec<Span> {
        let (db, workspace) = (&self.db, self.workspace);
        let mut used: BTreeSet<(FileId, ItemKey)> = BTreeSet::new();
        for item in items_of_kind(db, workspace, Kind::Service) {
            if !self.program.is_selected(item.file(db).id(db)) {
                continue;
            }
            let profiles = profiles_of(db, workspace, *item);
            used.extend(profiles.iter().map(|one| (one.file(db).id(db), one.key(db))));
            if let Some(lowered) = lower(db, workspace, *item) {
                used.extend(shared(&lowered.service).map(|origin| (origin.file, origin.item)));
            }
        }
        used.retain(|(file, _)| !self.program.is_selected(*file));
        let whole = |(file, item)| Origin { file, item, node: NodeId(0) };
        let mut spans: Vec<Span> =
            used.into_iter().map(|it| span(db, workspace, whole(it))).collect();
        spans.sort_unstable_by_key(|span| (span.file, span.range.start()));
        spans
    }
}

/// What a service refers to that may stand at the top level.
fn shared(service: &Service) -> impl Iterator<Item = Origin> {
    let rotations = service.rotations.iter().map(|one| one.origin);
    let roles = service.roles.iter().map(|one| one.origin);
    rotations.chain(roles).chain(service.people.iter().map(|one| one.origin))
}

/// Whether it is in one of these, which are in order and do not overlap.
fn stands_in(spans: &[Span], place: Span) -> bool {
    let key = |span: &Span| (span.file, span.range.start());
    let after = spans.partition_point(|span| key(span) <= key(&place));
    let before = after.checked_sub(1).and_then(|at| spans.get(at));
    before.is_some_and(|it| it.file == place.file && it.range.contains_range(place.range))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use crate::checked::Checked;
    use crate::program::Program;

    /// What of a workspace reaches the services in `services`, which have no errors themselves.
    fn found(files: &[(&str, &str)]) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("services")).unwrap();
        fs::write(folder.path().join("incident.toml"), "").unwrap();
        for (path, text) in files {
            fs::write(folder.path().join(path), text).unwrap();
        }
        let here = fs::canonicalize(folder.path()).unwrap();
        let program = Program::load(&[PathBuf::from("services")], &here, None).unwrap();
        let mut checked = Checked::once(program, jiff::civil::date(2026, 1, 1));
        let (own, reaching) = checked.findings_and_what_reaches();
        assert_eq!(own, []);
        let path = |id| &checked.program().file(id).unwrap().path;
        reaching.iter().map(|it| format!("{} {}", path(it.place.file), it.code)).collect()
    }

    const SERVICE: (&str, &str) = (
        "services/x.incident",
        "service X {\n  use = [middle]\n  rotation = team\n  severity P3 \"slow\"\n}\n",
    );
    const MIDDLE: (&str, &str) = ("middle.incident", "profile middle { use = [base] }\n");
    const BASE: (&str, &str) = ("base.incident", "profile base { status_update_interval = 5m }\n");
    const TEAM: (&str, &str) =
        ("team.incident", "on_call_rotation team { members = [ann@x.org] }\n");

    #[test]
    fn the_errors_of_what_a_service_uses_are_told_with_it() {
        assert_eq!(found(&[SERVICE, MIDDLE, BASE, TEAM]), [""; 0]);
        let base = (BASE.0, "profile base { status_update_interval = 5M }\n");
        assert_eq!(found(&[SERVICE, MIDDLE, base, TEAM]), ["base.incident INC125"]);
        // The severity itself is right; that it lacks its time shows in a service that has it.
        let base = (BASE.0, "profile base { severity P1 \"down\" }\n");
        let codes = ["base.incident INC001", "base.incident INC003"];
        assert_eq!(found(&[SERVICE, MIDDLE, base, TEAM]), codes);
        let team =
            (TEAM.0, "on_call_rotation team { members = [ann@x.org], time_zone = \"Mars\" }\n");
        assert_eq!(found(&[SERVICE, MIDDLE, BASE, team]), ["team.incident INC135"]);
    }

    #[test]
    fn what_it_does_not_use_is_not_told() {
        let others = (
            "other.incident",
            "profile other { status_update_interval = 5M }\nservice Y { colour = red }\n\
             on_call_rotation others { members = [ann@x.org], time_zone = \"Mars\" }\n",
        );
        assert_eq!(found(&[SERVICE, MIDDLE, BASE, TEAM, others]), [""; 0]);
        // Nor are warnings and notes, which keep nothing from being written.
        let team =
            (TEAM.0, "on_call_rotation team { members = [ann@x.org], time_zone = \"EST\" }\n");
        assert_eq!(found(&[SERVICE, MIDDLE, BASE, team]), [""; 0]);
    }

    #[test]
    fn what_is_declared_twice_is_told_to_both() {
        let again = ("z.incident", "service X { severity P3 \"slow\" }\n");
        let found = found(&[SERVICE, MIDDLE, BASE, TEAM, again]);
        assert_eq!(found, ["z.incident INC132"]);
    }
}
