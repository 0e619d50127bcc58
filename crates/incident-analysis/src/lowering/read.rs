//! Reading keys of a typed block.

use incident_base::Origin;
use incident_ir::{At, Channel, Duration, Given, Percent, Setting, SeverityLevel, Text};

use crate::typed_tree::{Block, Value};
use crate::typing::default_value;

/// A key without a default. One that is missing where something could not be understood counts as
/// given, since it may be just that.
pub(super) fn given<T>(block: &Block, key: &str, read: impl Fn(&Value) -> Option<T>) -> Given<T> {
    match block.value(key) {
        None if block.incomplete => Given::Malformed(block.header),
        None => Given::Absent,
        Some(at) => match read(&at.value) {
            Some(value) => Given::Written(At::new(value, at.origin)),
            None => Given::Malformed(at.origin),
        },
    }
}

/// A key without a default whose malformed value is as good as none.
pub(super) fn optional<T>(
    block: &Block,
    key: &str,
    read: impl Fn(&Value) -> Option<T>,
) -> Option<At<T>> {
    let at = block.value(key)?;
    Some(At::new(read(&at.value)?, at.origin))
}

/// A key with a default. The default stands in the schema and nowhere else; `None` when it has none that is a value of the
/// key, which `tests/defaults.rs` rules out for every key of the table.
pub(super) fn setting<T>(
    block: &Block,
    key: &str,
    read: impl Fn(&Value) -> Option<T>,
) -> Option<Setting<T>> {
    let written = block.value(key);
    let value = written.and_then(|at| read(&at.value)).or_else(|| default(block, key, read));
    Some(Setting { value: value?, written: written.map(|at| at.origin) })
}

/// The schema's default for a key.
pub(super) fn default<T>(
    block: &Block,
    key: &str,
    read: impl Fn(&Value) -> Option<T>,
) -> Option<T> {
    let row = incident_schema::keys_in(block.kind).find(|row| row.name == key);
    debug_assert!(
        row.is_some_and(|row| row.default.is_some()),
        "{key} has no default in the schema of {:?}",
        block.kind
    );
    read(default_value(block.kind, row?)?)
}

/// The well-formed values of a list.
pub(super) fn list<T>(block: &Block, key: &str, read: impl Fn(&Value) -> Option<T>) -> Vec<At<T>> {
    match block.value(key).map(|at| &at.value) {
        Some(Value::List(list)) => values(list, read),
        _ => Vec::new(),
    }
}

/// The well-formed ones of some values.
pub(super) fn values<T>(list: &[At<Value>], read: impl Fn(&Value) -> Option<T>) -> Vec<At<T>> {
    list.iter().filter_map(|at| Some(At::new(read(&at.value)?, at.origin))).collect()
}

/// The block's name; empty at its header when it is missing or malformed.
pub(super) fn name(block: &Block) -> At<Text> {
    block.name().unwrap_or_else(|| At::new(Text::default(), block.header))
}

/// Where a key's value stands, or the header without one.
pub(super) fn place(block: &Block, key: &str) -> Origin {
    block.value(key).map_or(block.header, |at| at.origin)
}

pub(super) fn boolean(value: &Value) -> Option<bool> {
    match value {
        Value::Boolean(value) => Some(*value),
        _ => None,
    }
}

pub(super) fn number(value: &Value) -> Option<u32> {
    match value {
        Value::Integer(value) => u32::try_from(*value).ok(),
        _ => None,
    }
}

pub(super) fn percent(value: &Value) -> Option<Percent> {
    match value {
        Value::Percent(value) => Some(*value),
        _ => None,
    }
}

pub(super) fn duration(value: &Value) -> Option<Duration> {
    match value {
        Value::Duration(value) => Some(*value),
        _ => None,
    }
}

pub(super) fn text(value: &Value) -> Option<Text> {
    value.as_text().cloned()
}

pub(super) fn channel(value: &Value) -> Option<Channel> {
    match value {
        Value::Channel(channel) => Some(channel.clone()),
        _ => None,
    }
}

/// A word of a set as the member that `from_name` finds.
pub(super) fn choice<T>(from_name: impl Fn(&str) -> Option<T>) -> impl Fn(&Value) -> Option<T> {
    move |value| match value {
        Value::Choice(word) => from_name(word),
        _ => None,
    }
}

pub(super) fn level(value: &Value) -> Option<SeverityLevel> {
    choice(SeverityLevel::from_name)(value)
}
