//! Names that are written together: all places of one name, when all of them stand in the file.

use incident_base::{FileId, TextRange, TextSize};
use incident_schema::{Type, block};

use crate::Analysis;
use crate::names::Named;
use crate::references;
use crate::rename;

/// Places that hold the same letters and may be written together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linked {
    /// Two or more.
    pub ranges: Vec<TextRange>,
    /// What may be written there, as a regular expression that JavaScript knows as well.
    pub pattern: &'static str,
}

pub(crate) fn of(analysis: &Analysis, file: FileId, offset: TextSize) -> Option<Linked> {
    let named = Named::at(analysis, file, offset)?;
    rename::prepare(analysis, file, offset).ok()??;
    let all = references::of(analysis, file, offset);
    let written = |range: TextRange| {
        analysis.text(file).get(usize::from(range.start())..usize::from(range.end()))
    };
    let same = written(named.range);
    let fits = |one: &references::Reference| one.file == file && written(one.range) == same;
    if all.len() < 2 || !all.iter().all(fits) {
        return None;
    }
    let label = block(named.occurrence.kind).labels.first().map(|label| label.ty);
    let pattern = match label {
        Some(Type::Declares) => "[A-Za-z_][A-Za-z0-9_-]*",
        Some(Type::Email) => "[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+",
        _ => r#"[^"\\\r\n]+"#,
    };
    Some(Linked { ranges: all.iter().map(|one| one.range).collect(), pattern })
}

#[cfg(test)]
mod tests {
    use crate::testing::fixture;

    fn linked(text: &str) -> Option<Vec<String>> {
        let fixture = fixture(text);
        let linked = fixture.analysis.linked_editing(fixture.file, fixture.offset)?;
        let text = fixture.analysis.text(fixture.file);
        Some(linked.ranges.iter().map(|range| text[*range].to_owned()).collect())
    }

    #[test]
    fn a_service_s_own_names_are_written_together() {
        let text = "service A {\n  escalation_policy o$0ps { tier oncall }\n  \
                    severity P1 \"x\" { response_time = 5m, escalation = ops }\n}\n";
        assert_eq!(linked(text), Some(vec!["ops".to_owned(), "ops".to_owned()]));
    }

    #[test]
    fn what_stands_in_other_files_or_cannot_be_renamed_is_not() {
        let role = "service A {\n  escalation_policy p { tier le$0ad }\n}\n";
        assert_eq!(linked(&format!("{role}//- b.incident\nrole lead\n")), None);
        assert_eq!(linked(&role.replace("le$0ad", "on$0call")), None);
        let level = "service A {\n  escalation_policy p { severities = [P1], tier lead }\n  \
                     severity P$01 \"x\"\n}\n";
        assert_eq!(linked(level), None);
    }
}
