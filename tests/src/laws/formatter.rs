//! Laws of the formatter.

use incident_analysis::services;
use incident_base::Code;
use incident_fmt::{Refusal, format};
use incident_syntax::{TokenKind, parse, tokens};

use super::Checker;
use crate::compiled::Files;

/// A text is refused where it does not parse and only there; what comes out says the same, and is its own result.
/// The text that comes out, if one does.
pub fn formatter(text: &str) -> Option<String> {
    let errors = parse(text).errors;
    let formatted = match format(text) {
        Ok(formatted) => formatted.text,
        Err(Refusal::Syntax(found)) => {
            assert_eq!(found, errors, "{text:?}");
            assert!(!errors.is_empty(), "{text:?}");
            return None;
        }
        // A comment is about a line that would be taken apart.
        Err(Refusal::Line(comment)) => {
            assert!(comment.kind == TokenKind::LineComment, "{comment:?} of {text:?}");
            return None;
        }
        Err(Refusal::Meaning) => panic!("would say something else: {text:?}"),
    };
    assert_eq!(errors, [], "{text:?}");
    assert_eq!(format(&formatted).map(|again| again.text), Ok(formatted.clone()), "{text:?}");
    assert_eq!(said(&formatted), said(text), "{text:?}");
    assert_eq!(comments(&formatted), comments(text), "{text:?}");
    Some(formatted)
}

/// The models of a text's services, and the codes of what is wrong with it: messages quote the spelling.
fn said(text: &str) -> (Vec<String>, Vec<Code>) {
    let checker = Checker::new(&Files::from([("main.incident".to_owned(), text.to_owned())]));
    let mut findings: Vec<Code> = checker.check().iter().map(|finding| finding.code).collect();
    findings.sort_unstable();
    let (db, _) = checker.database();
    (services(db).iter().map(|service| format!("{service:?}")).collect(), findings)
}

/// The words of each comment, in order.
fn comments(text: &str) -> Vec<String> {
    let is_comment = |kind| {
        matches!(kind, TokenKind::LineComment | TokenKind::DocComment | TokenKind::BlockComment)
    };
    let comments = tokens(text).into_iter().filter(|token| is_comment(token.kind));
    let words = comments.map(|token| {
        let written = text.get(token.range.start().into()..token.range.end().into());
        let words = written.unwrap_or_default().split_whitespace();
        words.collect::<Vec<&str>>().join(" ")
    });
    words.collect()
}
