//! What `incident compile` writes: the configuration that providers take, and the documents that
//! people read, made from the checked model.
//!
//! It is pure: a service in, files as text out, the same bytes for the same service on any machine.
//! One [`Target`] is one folder; `targets.rs` lists them all. Nothing here touches a disk or a
//! network, and nothing knows how the model was made.

mod alert_labels;
mod artefact;
pub mod brief;
mod documents;
mod file_name;
mod go_template;
mod guide;
mod json;
mod manifest;
mod markdown;
mod moment;
mod phrase;
mod placeholder;
mod reach;
mod routing;
mod targets;
mod words;
mod yaml;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod testing;

pub use artefact::{Artefact, Generated, Target, generate};
pub use documents::SECTIONS;
pub use manifest::{LANGUAGE_VERSION, ManifestEntry, checksum, manifest};
pub use targets::TARGETS;
