/// Whether a character is a control of text direction that holds beyond itself (Unicode, UAX 9, sections 2.1 to 2.4):
/// with one a text is shown as something else than it says.
pub fn turns_text(character: char) -> bool {
    matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}
