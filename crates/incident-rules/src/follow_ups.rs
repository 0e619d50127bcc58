//! What only follows from another finding is left out: one mistake, one finding.

mod between;
mod colons;
mod headless;
mod parted_word;
mod prose;
mod set_again;
mod slipped;
mod unfinished_line;
mod unknown_block;

use incident_base::Diagnostic;

/// Takes the findings of one file, by place, and gives those that are left.
type Pass = fn(&str, Vec<Diagnostic>) -> Vec<Diagnostic>;

/// In turn: what one makes a finding of its own is what the next sees.
const PASSES: [Pass; 8] = [
    prose::one_for_each_line_of_prose,
    unfinished_line::one_for_each_unfinished_line,
    colons::one_for_keys_with_colons,
    unknown_block::one_for_each_unknown_block,
    parted_word::one_for_each_parted_word,
    slipped::one_for_each_slipped_line,
    set_again::one_for_each_block_set_again,
    headless::one_for_each_missing_header,
];

/// The findings of one file without those that only follow from others.
pub(crate) fn without_follow_ups(text: &str, mut findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    findings.sort_by_key(|one| (one.place.range.start(), one.place.range.end(), one.code));
    PASSES.iter().fold(findings, |findings, pass| pass(text, findings))
}
