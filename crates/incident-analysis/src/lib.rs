//! From files to the checked model, incrementally.
//!
//! The salsa inputs are files and the workspace; the queries run per file, per top-level item and per
//! name, and what they return knows no byte offsets, so that an edit re-runs what it concerns and
//! nothing else. Diagnostics are not made here: what is found is returned as [`Issue`]s, which
//! `incident-rules` puts into words.

mod addresses;
mod broken;
mod collision;
mod complete;
pub mod config;
mod database;
mod folded;
mod index;
mod input;
mod issue;
mod issues;
mod lowering;
pub mod nearest;
mod parsed;
mod part;
mod passing;
mod profile;
mod reread;
mod source;
pub mod typed_tree;
mod typing;
mod wanted;
mod work;

pub use addresses::{addresses_named, addresses_named_in, items_naming, prepare_addresses};
pub use collision::{Collision, collisions, prepare_claims, prepare_objects};
pub use config::Config;
pub use database::{Database, Db};
pub use index::{
    all_files_are_known, declared, declared_names, items_of_kind, role_shared_as, shared_role_names,
};
pub use input::{Contents, SourceFile, Unread, Workspace};
pub use issue::{Issue, IssueKind, Meant};
pub use issues::Issues;
pub use lowering::{
    Lowered, level_settings, lower, lower_standalone, prepare_people, rotation_of, services,
    settings,
};
pub use parsed::{Source, holds};
pub use part::{Part, parts};
pub use passing::{lowered_in_passing, typed_in_passing};
pub use profile::{profile_issues, profiles_of, services_using};
pub use source::{Item, entry, files_by_id, has_more_errors, items, span, syntax_errors};
pub use typing::meant::{meant, nearest_zone, spelled_out};
pub use typing::{Typed, typed};
pub use wanted::wanted;
