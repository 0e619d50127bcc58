//! A role of which a mark parts the end, `eng-manage,r phone:ceo`, is not another role than it: the mark is the mistake.

use incident_base::{Code, Diagnostic};

const ROLE_IN_TWO_WAYS: Code = Code::new(145);

/// What is said of the shape of a file.
const OF_SHAPE: std::ops::RangeInclusive<Code> = Code::new(101)..=Code::new(119);

/// So near behind a role stands what its slip leads to, in bytes.
const NEAR: usize = 4;

/// Leaves out what is said of such a half. The findings are those of one file, by place.
pub(super) fn none_for_half_a_role(_: &str, findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut kept: Vec<Diagnostic> = Vec::with_capacity(findings.len());
    for finding in findings {
        let start = finding.place.range.start();
        let is_behind = |role: &mut Diagnostic| {
            let end = role.place.range.end();
            role.code == ROLE_IN_TWO_WAYS && end <= start && usize::from(start - end) <= NEAR
        };
        if OF_SHAPE.contains(&finding.code) {
            kept.pop_if(is_behind);
        }
        kept.push(finding);
    }
    kept
}
