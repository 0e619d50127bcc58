//! placeholder

pub mod openapi;
