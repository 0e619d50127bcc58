//! `// incident: allow(INC138) reason`: comments that are about a line.
//!
//! Behind something they are about that line, on a line of their own about the next line that holds
//! something. Such a line is not broken for being long; one that is laid out on several for another
//! reason would leave the comment with a part of it, so the text is refused.

use incident_syntax::{Token, TokenKind};

/// Whether a comment is about a line.
pub(crate) fn is_about_a_line(comment: &str) -> bool {
    const MARK: &str = "incident:";
    comment.starts_with("//") && comment.trim_start_matches('/').trim_start().starts_with(MARK)
}

/// Whether one of these comments is.
pub(crate) fn any_is_about_a_line(comments: &[&str]) -> bool {
    comments.iter().any(|comment| is_about_a_line(comment))
}

/// A comment that is about a line: its place among the tokens, and the numbers of the names and values
/// that start on that line, counted through the text.
pub(crate) struct Reach {
    pub(crate) comment: Token,
    pub(crate) line: std::ops::Range<usize>,
}

/// What each such comment is about, in their order.
pub(crate) fn reaches(text: &str, tokens: &[Token]) -> Vec<Reach> {
    let mut walk = Walk::default();
    for token in tokens {
        let written = text.get(token.range.start().into()..token.range.end().into());
        let written = written.unwrap_or_default();
        match token.kind {
            TokenKind::Newline => {
                walk.end_line();
                walk.is_behind_something = false;
                continue;
            }
            TokenKind::LineComment if is_about_a_line(written) => walk.comments.push(*token),
            kind if kind.is_trivia() => {}
            kind => {
                walk.is_behind_something = true;
                walk.line_holds_something = true;
                walk.scalars += usize::from(kind.is_scalar());
            }
        }
        if written.contains('\n') {
            walk.end_line();
        }
    }
    walk.end_line();
    let end = walk.scalars..walk.scalars;
    walk.reaches
        .extend(walk.comments.into_iter().map(|it| Reach { comment: it, line: end.clone() }));
    walk.reaches
}

#[derive(Default)]
struct Walk {
    scalars: usize,
    line_start: usize,
    line_holds_something: bool,
    /// No line break that ends an entry stands between something and here.
    is_behind_something: bool,
    /// Comments whose line is not known yet.
    comments: Vec<Token>,
    reaches: Vec<Reach>,
}

impl Walk {
    fn end_line(&mut self) {
        if self.line_holds_something || self.is_behind_something {
            let line = self.line_start..self.scalars;
            let comments = self.comments.drain(..);
            self.reaches.extend(comments.map(|comment| Reach { comment, line: line.clone() }));
        }
        self.line_start = self.scalars;
        self.line_holds_something = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first number of each line and the one behind its last.
    fn lines(text: &str) -> Vec<(usize, usize)> {
        let reaches = reaches(text, &incident_syntax::tokens(text));
        reaches.into_iter().map(|reach| (reach.line.start, reach.line.end)).collect()
    }

    #[test]
    fn a_comment_is_about_its_line_or_the_next_that_holds_something() {
        assert_eq!(lines("a = 1 // incident: x\nb = 2\n"), [(0, 2)]);
        assert_eq!(lines("a = 1\n// incident: x\n\n// y\nb = 2, c\n"), [(2, 5)]);
        assert_eq!(
            lines("// incident: x\n//// incident: y\na b { // incident: z\n"),
            [(0, 2), (0, 2), (0, 2)]
        );
        assert_eq!(lines("a = 1\n// incident: x\n"), [(2, 2)]);
        assert_eq!(lines("a = \"\"\"\nx\n\"\"\" // incident: x\n"), [(2, 2)]);
    }

    #[test]
    fn other_comments_are_about_nothing() {
        assert_eq!(
            lines("a // x incident:\nb // incident\nc /* incident: */\nd /// incident:\n"),
            []
        );
    }
}
