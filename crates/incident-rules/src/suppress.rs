//! `// incident: allow(INC138) agreed with the platform team until May`: findings that somebody has looked
//! at.

use incident_base::{
    Change, Code, Diagnostic, FileId, Level, Lines, Span, TextRange, TextSize, line_around,
};
use incident_syntax::{Token, TokenKind, tokens};
use memchr::memmem;
use rustc_hash::FxHashSet;

use crate::rule;
use crate::rule::{Rule, Wording};
use crate::rules::{UNREADABLE_SUPPRESSION, UNUSED_SUPPRESSION};
use crate::text::{and, slice};

/// What a comment begins with that suppresses something.
const MARK: &str = "incident:";

/// A comment that allows findings.
struct Suppression {
    comment: TextRange,
    /// The first and the last byte of the line it is about.
    line: TextRange,
    /// What it allows; `None` for one that cannot be read, which was reported: what it was to allow is not known.
    codes: Option<Vec<Allowed>>,
}

struct Allowed {
    code: Code,
    is_used: bool,
}

impl Suppression {
    /// The lines above and below the ones that it stands on and is about, and where it belongs if it is about one of those.
    fn lines_beside(&self, text: &str) -> [(TextRange, &'static str); 2] {
        let line_of = |at: usize| {
            let line = line_around(text, at);
            let offset = |at: usize| TextSize::try_from(at).unwrap_or_default();
            TextRange::new(offset(line.start), offset(line.end))
        };
        let own = line_around(text, self.comment.start().into());
        let before = text.get(..own.start).unwrap_or_default().trim_end().len();
        let end = usize::from(self.line.end().max(self.comment.end()));
        let behind = text.get(end..).unwrap_or_default();
        let behind = text.len() - behind.trim_start().len();
        [
            (line_of(before), "It belongs behind the line above, where that is found."),
            (line_of(behind), "It belongs behind the line below, where that is found."),
        ]
    }

    /// What is wrong with it when some of what it allows is not there. Of some rules that is not known.
    fn unused(
        &self,
        text: &str,
        file: FileId,
        unknown: &[&Rule],
        findings: &[Diagnostic],
    ) -> Option<Diagnostic> {
        let codes = self.codes.as_deref().unwrap_or_default();
        let is_unknown = |code: Code| unknown.iter().any(|rule| rule.code == code);
        let (used, unused): (Vec<&Allowed>, Vec<&Allowed>) =
            codes.iter().partition(|one| one.is_used || is_unknown(one.code));
        if unused.is_empty() {
            return None;
        }
        let names =
            |codes: &[&Allowed]| codes.iter().map(|one| one.code.to_string()).collect::<Vec<_>>();
        let wording = Wording::new(format!(
            "Nothing is found here that allowing {} would hide.",
            and(&names(&unused))
        ));
        let is_meant =
            |found: &&Diagnostic| unused.iter().any(|allowed| allowed.code == found.code);
        let beside = self.lines_beside(text).into_iter().find_map(|(line, way_out)| {
            let first = findings.partition_point(|one| one.place.range.start() < line.start());
            let mut of_line = findings.iter().skip(first);
            let of_line =
                of_line.by_ref().take_while(|one| line.contains_inclusive(one.place.range.start()));
            of_line.into_iter().any(|found| is_meant(&found)).then_some(way_out)
        });
        let wording = match used.as_slice() {
            // Somebody wrote down why: that is not to be lost with a line that was put above it.
            _ if let Some(way_out) = beside => wording.help(way_out),
            [] => wording.help("Remove the comment.").certainly(Change::RemoveRest),
            used => {
                let comment = slice(text, self.comment);
                let (start, rest) = comment.split_once('(')?;
                let (_, reason) = rest.split_once(')')?;
                let instead = format!("{start}({}){reason}", names(used).join(", "));
                let help = format!("Allow {} only.", and(&names(used)));
                wording.help(help).certainly(Change::Replace(instead))
            }
        };
        Some(wording.at(UNUSED_SUPPRESSION, Span { file, range: self.comment }))
    }
}

/// What comments allow on the lines that they are about, of which one may have as many as findings.
struct AllowedOnLines {
    /// The lines, in their order.
    lines: Vec<TextRange>,
    allowed: FxHashSet<(TextSize, Code)>,
    used: FxHashSet<(TextSize, Code)>,
    /// Where the lines begin of comments that cannot be read.
    unreadable: FxHashSet<TextSize>,
}

impl AllowedOnLines {
    /// The comments are in the order of the lines.
    fn of(suppressions: &[Suppression]) -> Self {
        let mut lines: Vec<TextRange> = suppressions.iter().map(|one| one.line).collect();
        lines.dedup();
        let codes = |one: &Suppression| {
            let line = one.line.start();
            let codes = one.codes.iter().flatten().map(move |allowed| (line, allowed.code));
            codes.collect::<Vec<_>>()
        };
        let unreadable = suppressions.iter().filter(|one| one.codes.is_none());
        Self {
            lines,
            allowed: suppressions.iter().flat_map(codes).collect(),
            used: FxHashSet::default(),
            unreadable: unreadable.map(|one| one.line.start()).collect(),
        }
    }

    /// Whether a finding is allowed, which is the use of its code then.
    fn take(&mut self, finding: &Diagnostic) -> bool {
        let at = finding.place.range.start();
        let after = self.lines.partition_point(|line| line.start() <= at);
        let line = after.checked_sub(1).and_then(|before| self.lines.get(before));
        let Some(line) = line.filter(|line| line.contains_inclusive(at)) else { return false };
        let allowed = (line.start(), finding.code);
        let is_allowed = self.allowed.contains(&allowed);
        if is_allowed {
            self.used.insert(allowed);
        }
        is_allowed || finding.level != Level::Error && self.unreadable.contains(&line.start())
    }
}

/// Leaves out the findings that a comment on their line or on the line above allows, and adds what is wrong
/// with such comments. Only what is no error can be allowed. The findings are those of one file; what the rules that are
/// `unknown` find is not all there.
pub(crate) fn suppress(
    text: &str,
    file: FileId,
    mut findings: Vec<Diagnostic>,
    unknown: &[&Rule],
) -> Vec<Diagnostic> {
    if memmem::find(text.as_bytes(), MARK.as_bytes()).is_none() {
        return findings;
    }
    let (mut suppressions, mut wrong) = read(text, file);
    suppressions.sort_by_key(|one| one.line.start());
    let mut allowed = AllowedOnLines::of(&suppressions);
    findings.retain(|finding| !allowed.take(finding));
    for one in &mut suppressions {
        let line = one.line.start();
        for code in one.codes.iter_mut().flatten() {
            code.is_used = allowed.used.contains(&(line, code.code));
        }
    }
    // Where something cannot be read, what would be found without that is not known.
    let all_known = findings.iter().all(|one| one.level != Level::Error);
    if all_known {
        wrong.extend(
            suppressions.iter().filter_map(|one| one.unused(text, file, unknown, &findings)),
        );
    }
    findings.extend(wrong);
    findings.sort_by_key(|one| (one.place.range.start(), one.place.range.end(), one.code));
    findings
}

fn read(text: &str, file: FileId) -> (Vec<Suppression>, Vec<Diagnostic>) {
    let tokens = tokens(text);
    let lines = Lines::new(text);
    let are_behind_code = behind_code(&tokens);
    let mut suppressions = Vec::new();
    let mut wrong = Vec::new();
    let mut below = None;
    for (at, token) in tokens.iter().enumerate().rev() {
        if is_code(token) {
            below = Some(token.range);
        }
        let Some(said) = said(token.kind, slice(text, token.range)) else { continue };
        let Some(rest) = said.strip_prefix(MARK) else { continue };
        let codes = match token.kind {
            TokenKind::LineComment => codes(rest),
            // Others are prose until they allow something.
            _ if list(rest).is_none() => continue,
            kind => {
                let is_last = tokens.get(at + 1).is_none_or(|it| it.kind == TokenKind::Newline);
                Err(of_another_sort(kind, rest.trim(), is_last))
            }
        };
        let codes = codes.map_err(|wording| {
            wrong.push(wording.at(UNREADABLE_SUPPRESSION, Span { file, range: token.range }));
        });
        suppressions.push(Suppression {
            comment: token.range,
            line: match are_behind_code.get(at) {
                Some(true) => line_of(text, &lines, token.range),
                _ => line_of(text, &lines, below.unwrap_or(token.range)),
            },
            codes: codes.ok(),
        });
    }
    (suppressions, wrong)
}

/// What stands in a comment; `None` for what is none.
fn said(kind: TokenKind, comment: &str) -> Option<&str> {
    match kind {
        TokenKind::LineComment | TokenKind::DocComment => {
            Some(comment.trim_start_matches('/').trim_start())
        }
        TokenKind::BlockComment => {
            let inside = comment.strip_prefix("/*")?;
            Some(inside.strip_suffix("*/").unwrap_or(inside).trim_start_matches('*').trim())
        }
        _ => None,
    }
}

/// A comment that allows something and is no `//` comment, for its line may end before it does, or it is a part of what
/// documents show.
fn of_another_sort(kind: TokenKind, rest: &str, is_last: bool) -> Box<Wording> {
    let (sort, why) = match kind {
        TokenKind::DocComment => ("`///`", "is documentation and allows nothing"),
        _ => ("`/*`", "allows nothing"),
    };
    let instead = format!("// {MARK} {rest}");
    let wording =
        Wording::new(format!("A comment that begins with {sort} {why}: one with `//` does."));
    let is_one_line = is_last && !rest.contains(['\n', '\r']);
    Box::new(match codes(rest) {
        Ok(_) if is_one_line => {
            wording.help(format!("Write `{instead}`.")).likely(Change::Replace(instead))
        }
        _ => wording.help("Write `// incident: allow(INC138) reason`."),
    })
}

/// What stands behind the `(` of `allow(INC138, INC303) reason`.
fn list(rest: &str) -> Option<&str> {
    rest.trim().strip_prefix("allow").and_then(|rest| rest.trim_start().strip_prefix('('))
}

/// The codes of `allow(INC138, INC303) reason`.
fn codes(rest: &str) -> Result<Vec<Allowed>, Box<Wording>> {
    let wrong = |message: String, help: &str| Box::new(Wording::new(message).help(help));
    let shape = || {
        wrong(
            "This comment allows nothing: it is not as `// incident: allow(INC138) reason`."
                .to_owned(),
            "Write the codes in the parentheses, and behind them why that is right.",
        )
    };
    let (list, reason) = list(rest).and_then(|rest| rest.split_once(')')).ok_or_else(shape)?;
    let mut codes = Vec::new();
    for word in list.split(',').map(str::trim) {
        let Some((code, rule)) = Code::parse(word).and_then(|code| Some((code, rule(code)?)))
        else {
            let message = format!("There is no diagnostic `{word}`.");
            return Err(wrong(message, "A finding is shown with its code, as in `INC138`."));
        };
        if rule.level == Level::Error {
            let message = format!("{code} is an error and cannot be allowed.");
            return Err(wrong(message, &format!("`incident explain {code}` says how to mend it.")));
        }
        codes.push(Allowed { code, is_used: false });
    }
    if reason.trim().is_empty() {
        return Err(wrong(
            "This comment does not say why the finding is right to be there.".to_owned(),
            "Write the reason behind the `)`: whoever meets it at night was not there.",
        ));
    }
    Ok(codes)
}

/// Whether a token is something other than layout and comments.
fn is_code(token: &Token) -> bool {
    !token.kind.is_trivia() && token.kind != TokenKind::Newline
}

/// Of each token, whether something other than layout and comments stands before it on its line: a comment there is about
/// that line, another about the next that holds something.
fn behind_code(tokens: &[Token]) -> Vec<bool> {
    let mut is_behind = false;
    let of_token = |token: &Token| {
        let before = is_behind;
        is_behind = token.kind != TokenKind::Newline && (before || is_code(token));
        before
    };
    tokens.iter().map(of_token).collect()
}

/// The line on which something begins, without its end.
fn line_of(text: &str, lines: &Lines, place: TextRange) -> TextRange {
    let line = lines.at(place.start());
    let start = lines.start(line).unwrap_or_default();
    let end = lines.start(line + 1).unwrap_or_else(|| TextSize::of(text));
    let whole = slice(text, TextRange::new(start, end));
    TextRange::at(start, TextSize::of(whole.trim_end_matches(['\r', '\n'])))
}
