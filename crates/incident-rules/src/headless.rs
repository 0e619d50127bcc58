//! A line that opens a block is gone: all that stood in the block is then in the wrong place, and its
//! closing brace closes something else. That is one mistake.

use incident_base::{Code, Diagnostic};

const UNMATCHED_CLOSER: Code = Code::new(106);
const UNTERMINATED: Code = Code::new(107);
const MISPLACED_BLOCK: Code = Code::new(121);
const UNKNOWN_KEY: Code = Code::new(122);

/// Makes one finding of a run of entries that all stand in one wrong place, and leaves out the brace
/// that closed them. The findings are those of one file, by place.
pub(crate) fn one_for_each_missing_header(findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut kept: Vec<Diagnostic> = Vec::with_capacity(findings.len());
    let mut below = 0;
    let mut header_missing = false;
    let mut in_comment = false;
    for finding in findings {
        let continues = kept.last().is_some_and(|first| is_same_misplacement(first, &finding));
        if continues {
            below += 1;
            continue;
        }
        header_missing |= close_run(kept.last_mut(), &mut below);
        let structural = [UNMATCHED_CLOSER, MISPLACED_BLOCK, UNKNOWN_KEY].contains(&finding.code);
        // What a comment without its end took in is not known.
        if structural && in_comment || finding.code == UNMATCHED_CLOSER && header_missing {
            continue;
        }
        in_comment |= finding.code == UNTERMINATED && finding.message.contains("comment");
        kept.push(finding);
    }
    close_run(kept.last_mut(), &mut below);
    kept
}

/// Whether both stand in the same wrong place and belong into the same sort of block.
fn is_same_misplacement(first: &Diagnostic, finding: &Diagnostic) -> bool {
    let place = |of: &Diagnostic| of.message.splitn(3, '`').nth(2).map(str::to_owned);
    let belongs = match finding.code {
        MISPLACED_BLOCK => "It stands ",
        UNKNOWN_KEY => "It is a key of ",
        _ => return false,
    };
    let help = |of: &Diagnostic| of.help.clone().filter(|help| help.starts_with(belongs));
    first.code == finding.code
        && place(first) == place(finding)
        && help(finding).is_some()
        && help(first) == help(finding)
}

/// Says at the first of a run how many are like it; whether there was a run.
fn close_run(first: Option<&mut Diagnostic>, below: &mut usize) -> bool {
    let (Some(first), 1..) = (first, *below) else { return false };
    let help = first.help.take().unwrap_or_default();
    let others = match *below {
        1 => "the next entry like it".to_owned(),
        count => format!("the next {count} like it"),
    };
    first.help = Some(format!(
        "{help} The same holds for {others}: is the line missing that opens their block?"
    ));
    *below = 0;
    true
}
