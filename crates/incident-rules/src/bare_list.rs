//! Texts without their quotes in a list of texts: `required_sections = [Summary, Root Cause, 5 Whys]`.
//!
//! Each of them, and each word of one, was found by itself. What is wrong is that the texts of the list have no quotes.

use incident_base::{TextRange, TextSize};
use incident_schema::{Type, blocks};
use incident_syntax::literal::string::in_quotes;
use incident_syntax::{SyntaxError, SyntaxErrorKind, Token, TokenKind, tokens};

use crate::text::slice;

/// From the first text without quotes to the last one, of each such list in which an error was found.
pub(crate) fn bare_lists(text: &str, errors: &[SyntaxError]) -> Vec<TextRange> {
    if !errors.iter().any(is_of_words) {
        return Vec::new();
    }
    let tokens = tokens(text);
    let mut lists = Vec::new();
    // By their places, as the lists are.
    let mut errors = errors.iter().peekable();
    for list in lists_of_texts(text, &tokens) {
        let Some((first, last)) = list.first().zip(list.last()) else { continue };
        let whole = first.range.cover(last.range);
        while errors.next_if(|error| error.range.start() < whole.start()).is_some() {}
        let (mut has_words, mut has_others) = (false, false);
        while let Some(error) = errors.next_if(|error| error.range.start() < whole.end()) {
            has_words |= is_of_words(error);
            has_others |= !is_of_words(error);
        }
        let bare: Vec<&[Token]> = items(list).filter(|item| !is_string(item)).collect();
        let are_several = bare.iter().any(|item| item.len() > 1);
        let place =
            |item: &&[Token]| item.first().zip(item.last()).map(|(a, b)| (a.range, b.range));
        let ends = bare.first().and_then(place).zip(bare.last().and_then(place));
        if let (true, false, true, Some(((first, _), (_, last)))) =
            (has_words, has_others, are_several, ends)
        {
            lists.push(first.cover(last));
        }
    }
    lists
}

/// Whether an error may be about a word of such a text.
fn is_of_words(error: &SyntaxError) -> bool {
    match &error.kind {
        SyntaxErrorKind::Unexpected { expected, .. } => expected == "`,` or `]`",
        SyntaxErrorKind::StrayCharacters { .. } | SyntaxErrorKind::SeveralWords { .. } => true,
        _ => false,
    }
}

/// What stands between the brackets of each list of texts that has nothing but texts, words and commas in it.
fn lists_of_texts<'t>(text: &'t str, tokens: &'t [Token]) -> impl Iterator<Item = &'t [Token]> {
    let is_key = |token: &Token| {
        let word = slice(text, token.range);
        blocks().any(|(_, row)| row.key(word).is_some_and(|key| is_list_of_texts(key.ty)))
    };
    (0..tokens.len()).filter_map(move |at| {
        let behind = tokens.get(at..)?;
        let key = behind.first().filter(|it| it.kind == TokenKind::Name)?;
        let marks = behind.iter().enumerate().skip(1).filter(|(_, it)| it.kind != TokenKind::Blank);
        let mut marks = marks.map(|(at, it)| (at, it.kind));
        let (_, TokenKind::Equals | TokenKind::Colon) = marks.next()? else { return None };
        let (open, TokenKind::OpenBracket) = marks.next()? else { return None };
        if !is_key(key) {
            return None;
        }
        let inside = behind.get(open + 1..)?;
        let end = inside.iter().position(|it| !stands_in_list(it.kind))?;
        let is_whole = inside.get(end)?.kind == TokenKind::CloseBracket;
        inside.get(..end).filter(|_| is_whole)
    })
}

pub(crate) fn is_list_of_texts(ty: Type) -> bool {
    matches!(
        ty,
        Type::List(Type::Text | Type::TextName(_))
            | Type::OneOrMore(Type::Text | Type::TextName(_))
    )
}

fn stands_in_list(kind: TokenKind) -> bool {
    parts_items(kind)
        || matches!(
            kind,
            TokenKind::Blank
                | TokenKind::Name
                | TokenKind::Number
                | TokenKind::Stray
                | TokenKind::String
        )
}

fn parts_items(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Comma
            | TokenKind::Newline
            | TokenKind::LineComment
            | TokenKind::BlockComment
            | TokenKind::DocComment
    )
}

/// What stands between commas, line ends and comments, without the blanks around it.
fn items(list: &[Token]) -> impl Iterator<Item = &[Token]> {
    list.split(|token| parts_items(token.kind)).filter_map(|item| {
        let is_part = |token: &Token| token.kind != TokenKind::Blank;
        item.get(item.iter().position(is_part)?..=item.iter().rposition(is_part)?)
    })
}

fn is_string(item: &[Token]) -> bool {
    item.iter().all(|token| token.kind == TokenKind::String)
}

/// What stands in a list, with quotes around each text that has none.
pub(crate) struct QuotedTexts {
    pub(crate) whole: String,
    /// Those that got them.
    pub(crate) added: Vec<String>,
}

/// Puts each text of a list in quotes that has none; `None` where it is not plain where each of them ends.
pub(crate) fn texts_in_quotes(list: &str) -> Option<QuotedTexts> {
    let tokens = tokens(list);
    let (mut whole, mut added) = (String::new(), Vec::new());
    let mut end = TextSize::new(0);
    let mut is_parted = true;
    for item in items(&tokens) {
        let range = item.first()?.range.cover(item.last()?.range);
        let between = slice(list, TextRange::new(end, range.start()));
        // Words below others may be the end of their text.
        is_parted |= between.contains(',');
        if !is_parted || !is_string(item) && item.iter().any(|it| it.kind == TokenKind::String) {
            return None;
        }
        whole += between;
        match is_string(item) {
            true => whole += slice(list, range),
            false => {
                let text = in_quotes(slice(list, range));
                whole += &text;
                added.push(text);
            }
        }
        end = range.end();
        is_parted = false;
    }
    whole += slice(list, TextRange::new(end, TextSize::of(list)));
    Some(QuotedTexts { whole, added })
}

#[cfg(test)]
mod tests {
    use super::texts_in_quotes;

    #[test]
    fn each_text_gets_its_quotes_and_nothing_else_changes() {
        for (list, quoted) in [
            ("Root Cause, 5 Whys", Some(r#""Root Cause", "5 Whys""#)),
            (r#"Summary, "Impact", A & B"#, Some(r#""Summary", "Impact", "A & B""#)),
            ("Summary, // first\n  5 Whys,", Some("\"Summary\", // first\n  \"5 Whys\",")),
            ("Root Cause\n 5 Whys", None),
            (r#"Root "Cause""#, None),
        ] {
            let found = texts_in_quotes(list).map(|texts| texts.whole);
            assert_eq!(found.as_deref(), quoted, "{list}");
        }
    }
}
