use sha2::{Digest, Sha256};

/// What the page may do, which is nothing but show itself: the one style sheet is named by its hash, so
/// that not even a style that got in by mistake would apply.
///
/// Content Security Policy Level 3, as the content of a `meta` element.
pub(super) fn policy(sheet: &str) -> String {
    let hash = base64(&Sha256::digest(sheet.as_bytes()));
    format!(
        "default-src 'none'; style-src 'sha256-{hash}'; img-src data:; base-uri 'none'; \
         form-action 'none'"
    )
}

/// Base 64 with padding (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut written = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let mut bits = 0_usize;
        for place in 0..3 {
            bits = bits << 8 | group.get(place).map_or(0, |byte| usize::from(*byte));
        }
        for place in 0..4 {
            let letter =
                ALPHABET.get(bits >> (18 - 6 * place) & 63).map_or('=', |byte| char::from(*byte));
            written.push(if place <= group.len() { letter } else { '=' });
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_64_is_the_one_of_the_rfc() {
        for (bytes, written) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
            ("\u{3ff}\u{3ff}", "z7/Pvw=="),
        ] {
            assert_eq!(base64(bytes.as_bytes()), written);
        }
    }

    #[test]
    fn the_style_sheet_is_named_by_its_hash() {
        // `printf 'body{}' | openssl dgst -sha256 -binary | base64`
        assert_eq!(
            policy("body{}"),
            "default-src 'none'; style-src 'sha256-fJgEClQWV1hGkK4qHMO0KotTsVnMYMXTq7/suurGyUo='; \
             img-src data:; base-uri 'none'; form-action 'none'"
        );
    }
}
