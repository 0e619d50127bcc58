//! A line that opens a block is gone, or stands one line too low: all that stood in the block is then in the wrong
//! place, and its closing brace closes something else. That is one mistake.

use incident_base::{Diagnostic, Structure, TextRange, TextSize};
use incident_schema::vocabulary::SEVERITY_LEVELS;
use incident_schema::{Kind, block_in, blocks, blocks_in};
use incident_syntax::{TokenKind, tokens};

use super::between::{between, is_in_same_block, is_next_entry};
use crate::text::{count, or};

/// Makes one finding of a run of entries that all stand in one wrong place, and leaves out the brace
/// that closed them. The findings are those of one file, by place.
pub(crate) fn one_for_each_missing_header(
    text: &str,
    findings: Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    let mut kept: Vec<Diagnostic> = Vec::with_capacity(findings.len());
    let mut run: Option<Run> = None;
    // Where the last of a run stands of which the closing brace may still come.
    let mut headless: Option<TextRange> = None;
    let mut in_comment = false;
    let mut missing = Vec::new();
    for finding in findings {
        let misplaced = Misplaced::of(&finding);
        if let (Some(run), Some(misplaced)) = (&mut run, &misplaced)
            && is_in_same_block(text, run.last, &finding)
            && run.goes_on_with(misplaced, finding.place.range)
        {
            continue;
        }
        let closes = finding.structure == Some(Structure::UnmatchedCloser);
        if let (Some(run), Some(first)) = (run.take(), kept.last_mut()) {
            let closes = closes && is_in_same_block(text, run.last, &finding);
            let last = run.last;
            let kinds = run.close(first, closes);
            headless = kinds.as_ref().map(|_| last);
            missing.extend(kinds.map(|kinds| Missing { at: kept.len() - 1, kinds }));
        }
        // What a comment without its end took in is not known.
        let structural = misplaced.is_some() || closes;
        if structural && in_comment
            || closes && headless.take().is_some_and(|last| is_in_same_block(text, last, &finding))
        {
            continue;
        }
        in_comment |= finding.structure == Some(Structure::EndlessComment);
        if kept.last_mut().is_some_and(|before| has_slipped(text, before, &finding)) {
            continue;
        }
        run = misplaced.map(|Misplaced { place, homes }| Run {
            place: place.to_owned(),
            homes,
            last: finding.place.range,
            below: 0,
        });
        // What stands in braces without a header was said to.
        let is_said = run.is_some()
            && kept.last().is_some_and(|last| {
                is_headless(last) && is_in_same_block(text, last.place.range, &finding)
            });
        if !is_said {
            kept.push(finding);
        }
    }
    if let (Some(run), Some(first)) = (run, kept.last_mut()) {
        let kinds = run.close(first, false);
        missing.extend(kinds.map(|kinds| Missing { at: kept.len() - 1, kinds }));
    }
    leave_out_what_closed_early(text, &mut kept);
    named(kept, &missing)
}

/// Leaves out that a service has not what it needs where it closes too early: that may stand in the rest of it, which is
/// told to be in the wrong place.
fn leave_out_what_closed_early(text: &str, findings: &mut Vec<Diagnostic>) {
    let is_of_a_service = |kind: &str| block_in(Some(Kind::Service), kind).is_some();
    let rest = findings.iter().rposition(|finding| match &finding.structure {
        Some(Structure::MisplacedBlock { kind, place }) => {
            place == "at the top level" && is_of_a_service(kind)
        }
        _ => false,
    });
    let Some(rest) = rest.and_then(|at| findings.get(at)) else { return };
    let rest = rest.place.range.start();
    let service = last_block_before(text, rest);
    findings.retain(|finding| {
        let is_missed =
            matches!(finding.structure, Some(Structure::Without | Structure::Unnamed { .. }));
        !(is_missed && (service..rest).contains(&finding.place.range.start()))
    });
}

/// Where the braces of the last block of the top level begin that is open or closed before a place.
fn last_block_before(text: &str, place: TextSize) -> TextSize {
    let (mut depth, mut last) = (0_u32, TextSize::new(0));
    for token in tokens(text).iter().take_while(|token| token.range.start() < place) {
        match token.kind {
            TokenKind::OpenBrace => {
                if depth == 0 {
                    last = token.range.start();
                }
                depth += 1;
            }
            TokenKind::CloseBrace => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    last
}

/// A header that is missing.
struct Missing {
    /// The number of the finding that says so.
    at: usize,
    /// What it may be a header of.
    kinds: Vec<&'static str>,
}

/// Leaves out that a name is unknown which a missing header may have had, and says which that is.
fn named(mut findings: Vec<Diagnostic>, missing: &[Missing]) -> Vec<Diagnostic> {
    let header = |finding: &Diagnostic| match &finding.structure {
        Some(Structure::Unnamed { kind, name }) => {
            let header = missing.iter().find(|header| header.kinds.contains(kind))?;
            Some((header.at, format!(", `{kind} {name} {{`?")))
        }
        _ => None,
    };
    let headers: Vec<(usize, String)> = findings.iter().filter_map(header).collect();
    for (at, header) in &headers {
        let help = findings.get_mut(*at).and_then(|finding| finding.help.as_mut());
        if let Some(help) = help.filter(|help| help.ends_with("opens it?")) {
            help.truncate(help.len() - 1);
            help.push_str(header);
        }
    }
    findings.retain(|finding| header(finding).is_none());
    findings
}

/// In the place of a block's word.
const TOP_LEVEL: &str = "";

/// Entries that stand in one wrong place.
struct Misplaced<'f> {
    /// Where they stand, in words.
    place: &'f str,
    /// The words of the blocks that all of them may stand in.
    homes: Vec<&'static str>,
}

impl<'f> Misplaced<'f> {
    /// The entry that a finding says to be in the wrong place.
    fn of(finding: &'f Diagnostic) -> Option<Self> {
        let (place, homes): (&String, Vec<&'static str>) = match finding.structure.as_ref()? {
            Structure::MisplacedKey { key, place } => {
                let takes = blocks().filter(|(_, row)| row.key(key).is_some());
                (place, takes.map(|(_, row)| row.name).collect())
            }
            Structure::MisplacedBlock { kind, place } => {
                let is_in = |around| blocks_in(around).any(|(_, row)| row.name == kind);
                let takes = blocks().filter(|(around, _)| is_in(Some(*around)));
                let top_level = is_in(None).then_some(TOP_LEVEL);
                (place, takes.map(|(_, row)| row.name).chain(top_level).collect())
            }
            _ => return None,
        };
        (!homes.is_empty()).then_some(Self { place, homes })
    }
}

/// A finding and those behind it that are left out.
struct Run {
    /// Where they stand, in words.
    place: String,
    /// The words of the blocks that all of them may stand in.
    homes: Vec<&'static str>,
    /// Where the last of them stands.
    last: TextRange,
    below: usize,
}

impl Run {
    /// Takes a further entry in, if it may be of the same block.
    fn goes_on_with(&mut self, next: &Misplaced<'_>, place: TextRange) -> bool {
        let common = |home: &&'static str| next.homes.contains(home);
        let homes: Vec<&'static str> = self.homes.iter().copied().filter(common).collect();
        let goes_on = self.place == next.place && !homes.is_empty();
        if goes_on {
            self.homes = homes;
            self.below += 1;
            self.last = place;
        }
        goes_on
    }

    /// Says at the first how many are like it; what a header that is missing may be of. `closes` tells that a brace that
    /// closes nothing comes next.
    fn close(mut self, first: &mut Diagnostic, closes: bool) -> Option<Vec<&'static str>> {
        if self.below == 0 && !closes {
            return None;
        }
        if is_headless(first) {
            return Some(self.homes);
        }
        let entries = match self.below {
            0 => "It stands".to_owned(),
            1 => "This and the next entry stand".to_owned(),
            below => format!("This and the next {} stand", count(below, "entry")),
        };
        first.mend = None;
        if self.homes == [TOP_LEVEL] {
            first.help = Some(format!("{entries} at the top level: is a `}}` missing above?"));
            return Some(Vec::new());
        }
        self.homes.retain(|home| *home != TOP_LEVEL);
        let or_closed_early = match self.homes.contains(&"service") {
            true => "is a `}` too many above, or ",
            false => "",
        };
        first.help = Some(format!(
            "{entries} in {}: {or_closed_early}is the line missing that opens it?",
            or(&self.homes)
        ));
        Some(self.homes)
    }
}

/// Whether a finding says that nothing stands before a `{`.
fn is_headless(finding: &Diagnostic) -> bool {
    finding.structure == Some(Structure::Headless)
}

/// Whether a finding only says again what the one before it says, of a header that was broken in two or a key that
/// slipped out of its block; the one before it then says so.
fn has_slipped(text: &str, before: &mut Diagnostic, finding: &Diagnostic) -> bool {
    let place = before.place.range;
    let (Some(one), Some(other)) = (&before.structure, &finding.structure) else { return false };
    let help = match (one, other) {
        // `service` and, on the next line, `Payments {`
        (Structure::HeaderCut, Structure::UnknownHeader) => {
            match between(text, place, finding).as_slice() {
                // `severity P3, P4 "slow" {`
                [] | [TokenKind::Comma]
                    if is_level(text, place) && is_level(text, finding.place.range) =>
                {
                    "A `severity` has one level: write a block for each."
                }
                [] => "The rest of the header seems to stand on the line below: join the two.",
                [TokenKind::Comma] => {
                    "The rest of the header seems to stand behind the `,`: remove it."
                }
                _ => return false,
            }
        }
        // `required_sec` above the values
        (Structure::UnknownHeader, Structure::HeadlessList)
            if between(text, place, finding).is_empty() =>
        {
            let help = before.help.take().unwrap_or_default();
            before.help = Some(format!("{help} The values below it stand behind `= [`."));
            before.mend = None;
            return true;
        }
        (Structure::MisplacedKey { key, .. }, Structure::Lacks { key: lacked })
            if key == lacked && is_next_entry(&between(text, place, finding)) =>
        {
            "It belongs into the block below, which has none: move it there."
        }
        (Structure::Lacks { key: lacked }, Structure::MisplacedKey { key, .. })
            if key == lacked && is_one_body(&between(text, place, finding)) =>
        {
            *before = finding.clone();
            "It belongs into the block above, which has none: move it there."
        }
        _ => return false,
    };
    before.help = Some(help.to_owned());
    before.mend = None;
    true
}

/// Whether what stands there ends with the level of a severity.
fn is_level(text: &str, range: TextRange) -> bool {
    let there = text.get(usize::from(range.start())..usize::from(range.end()));
    let word = there.and_then(|there| there.split_whitespace().last());
    word.is_some_and(|word| SEVERITY_LEVELS.choice(word).is_some())
}

/// Whether these are what stands in the braces of one block, with them.
fn is_one_body(between: &[TokenKind]) -> bool {
    let mut depth = 0;
    let ends = between.iter().position(|kind| {
        depth += match kind {
            TokenKind::OpenBrace => 1,
            TokenKind::CloseBrace => -1,
            _ => 0,
        };
        depth == 0 && *kind == TokenKind::CloseBrace
    });
    between.first() == Some(&TokenKind::OpenBrace) && ends == Some(between.len() - 1)
}
