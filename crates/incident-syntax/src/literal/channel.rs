//! `page`, `slack:#incidents`, `webhook:"https://…"`

use std::borrow::Cow;

use super::{LiteralError, string};
use crate::lexer;
use crate::token::TokenKind;

/// Reads a channel: its kind as written and its target, without quotes, where there is one.
///
/// # Errors
/// When the target is missing or empty, or needs quotes.
pub fn parse(text: &str) -> Result<(&str, Option<Cow<'_, str>>), LiteralError> {
    match lexer::whole(text) {
        Some(TokenKind::Name) => return Ok((text, None)),
        Some(TokenKind::Channel) => {}
        _ => return Err(no_channel(text)),
    }
    let (kind, target) = text.split_once(':').unwrap_or((text, ""));
    let target = match target.starts_with('"') {
        true => string::parse(target)?,
        false => Cow::Borrowed(target),
    };
    if target.trim().is_empty() {
        return Err(LiteralError::new("the channel's target is empty"));
    }
    Ok((kind, Some(target)))
}

fn no_channel(text: &str) -> LiteralError {
    match text.split_once(':') {
        Some((kind, "")) => LiteralError::new(format!("the target behind `{kind}:` is missing")),
        Some((kind, target)) if !target.contains('"') => LiteralError::with(
            "a target with other characters than letters, digits and `_.@+-` stands in quotes",
            format!("{kind}:\"{target}\""),
        ),
        _ => LiteralError::new("a channel is a kind and a target, such as `slack:#incidents`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kind_and_target_are_told_apart() {
        for (text, kind, target) in [
            ("page", "page", None),
            ("slack:#p1-incidents", "slack", Some("#p1-incidents")),
            ("phone:eng-manager", "phone", Some("eng-manager")),
            ("email:ops@company.com", "email", Some("ops@company.com")),
            ("sms:+4912345", "sms", Some("+4912345")),
            ("webhook:\"https://x/y?a=1\"", "webhook", Some("https://x/y?a=1")),
            (r#"teams:"On \"call\"""#, "teams", Some("On \"call\"")),
        ] {
            assert_eq!(parse(text), Ok((kind, target.map(Cow::Borrowed))), "{text}");
        }
    }

    #[test]
    fn anything_else_is_none() {
        for (text, reason, instead) in [
            ("slack:", "the target behind `slack:` is missing", None),
            ("slack:\"\"", "the channel's target is empty", None),
            (
                "webhook:https://x/y",
                "a target with other characters than letters, digits and `_.@+-` stands in quotes",
                Some("webhook:\"https://x/y\""),
            ),
            ("\"slack\"", "a channel is a kind and a target, such as `slack:#incidents`", None),
        ] {
            let error = parse(text).unwrap_err();
            assert_eq!(
                (error.reason.as_str(), error.instead.as_deref()),
                (reason, instead),
                "{text}"
            );
        }
    }
}
