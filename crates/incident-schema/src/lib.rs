//! The vocabulary of the `.incident` language: one table.
//!
//! Which kinds of blocks there are, where each may stand, its labels, its keys with type, unit,
//! default and meaning: all of it stands in [`vocabulary`], and nowhere else. Checking, lowering,
//! completion, hover and the reference are made from it or held against it.

mod lookup;
mod model;
pub mod vocabulary;

pub use lookup::{
    block_in, block_stands_in, blocks_in, declares, is_kind, is_referred_to, key_stands_in,
    keys_in, kind_named, named_by, places_of,
};
pub use model::{Block, Choice, Enumeration, Key, Label, Place, Reference, Type, Unique};
pub use vocabulary::{
    Kind, block, blocks, called_elsewhere, choice_called_elsewhere, words_elsewhere,
};
