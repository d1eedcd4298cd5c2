//! Why: for every application each criterion with what was found, each part of the score, the rank and the place.
//!
//! `record` is what is kept of it, one line an application; `build` makes records from a selection; `page` turns a record
//! into what `intake explain` shows; `questions` are what a person must ask; `words` are the sentences, all in one place, and `sentences` a
//! page of them for a panel.

pub mod build;
pub mod page;
pub mod questions;
pub mod reasons;
pub mod record;
pub mod sentences;
pub mod words;

pub use record::{Header, Record};
