//! Why: for every application each criterion with what was found, each part of the score, the rank and the place.
//!
//! `header` and `build` make the record from a selection (`known`: what answers were read as, `derived`: how levels came about,
//! `elsewhere`: why somebody sits in another group than they wanted); `page` turns a record into what `intake explain` shows;
//! `questions` are what a person must ask (`which_stands`: of one person's); `words` are the sentences, `wanted` says what
//! would have met a test, and `sentences` is a page of them for a panel.

pub mod build;
pub mod derived;
pub mod elsewhere;
pub mod header;
pub mod known;
pub mod page;
pub mod questions;
pub mod reasons;
pub mod sentences;
pub mod wanted;
pub mod what_if;
pub mod which_stands;
pub mod words;
