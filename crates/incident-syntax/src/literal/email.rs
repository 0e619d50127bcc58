//! `alice@company.com`

use super::LiteralError;
use crate::token::TokenKind;

/// Reads an e-mail address; it stays as it is written.
///
/// # Errors
/// When it is none.
pub fn parse(text: &str) -> Result<String, LiteralError> {
    let tokens = crate::parse::tokens(text);
    let is_nameless = || {
        let name = text.split('@').next().unwrap_or_default();
        !name.bytes().any(|byte| byte.is_ascii_alphanumeric())
    };
    match tokens.as_slice() {
        [only] if only.kind == TokenKind::Email && is_nameless() => {
            Err(LiteralError::new("nobody has a name without a letter or a digit before the `@`"))
        }
        [only] if only.kind == TokenKind::Email => Ok(text.to_owned()),
        _ if text.contains('@') => {
            Err(LiteralError::new("it is no e-mail address, such as `alice@company.com`"))
        }
        _ => Err(LiteralError::new("an e-mail address has an `@`, such as `alice@company.com`")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_stay_as_they_are() {
        for text in ["alice@company.com", "A.b+c_d%e-f@x", "9to5@a-b.co.uk", "-x@y"] {
            assert_eq!(parse(text).as_deref(), Ok(text));
        }
    }

    #[test]
    fn anything_else_is_none() {
        for text in [
            "alice",
            "alice@",
            "@company.com",
            "a@b@c",
            "a@b..c",
            "a@-b",
            "a b@c",
            "a@b.",
            "",
            ".@com",
            "a@.com",
            "@b.c",
            "-_@x.org",
        ] {
            let error = parse(text).unwrap_err();
            assert_eq!(error.reason.contains("has an `@`"), !text.contains('@'), "{text}");
        }
    }
}
