use serde::Serialize;

/// JSON as every file of ours has it: two spaces a level, keys in the order of the struct's fields, a
/// final newline.
#[expect(
    clippy::expect_used,
    reason = "serialisation fails for maps with keys that are not strings and for custom impls \
              that fail; the models are plain structs, and a property test writes arbitrary text \
              through all of them"
)]
pub(crate) fn to_json(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).expect("a plain struct is valid JSON");
    text.push('\n');
    text
}
