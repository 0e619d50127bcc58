//! The documents that people read: one module each, listed among the targets.
//!
//! A document is a list of blocks. The fixed text in them is the article's; what comes from the source
//! goes through [`crate::markdown`], what is a length of time, a channel or a role through
//! [`crate::words`].

mod post_mortem_template;
#[cfg(test)]
mod properties;
pub(crate) mod response_guide;

pub(crate) use post_mortem_template::PostMortemTemplateDocument;
pub use post_mortem_template::SECTIONS;
pub(crate) use response_guide::ResponseGuide;

use crate::file_name::folder_name;

/// Where the response guide of a service is, below the output folder.
pub(crate) fn place_of_guide(service: &str) -> String {
    format!("{}/{}", folder_name(service), response_guide::FILE)
}
