//! The engine for a page (`page/`, `docs/page.md`): a request in, an answer out, each one run of bytes, and nothing kept between two of
//! them.
//!
//! Both have the same form: four bytes with the length of a head (little end first), the head as JSON, and the bytes of files, one after
//! another, in the order in which the head lists them.
//!
//! - The head of a request is `{"ask": …, "options": {…}, "files": [{"role": …, "name": …, "length": …}]}`. What can be asked stands in
//!   one table ([`ASKS`]); the options are those of [`Options`], and mean what flags of their names mean on the command line.
//! - The head of an answer is `{"state": …, "line": …, "parts": {…}, "files": [{"name": …, "length": …}]}`: the state is `done`, `open`
//!   (done, and a person must answer something) or `refused`; the line says it in words; each part is HTML of ours, escaped, for
//!   the place of its name.
//!
//! A request that is none, which only a fault of the page can send, is refused in the same form.

mod after;
mod applications;
mod asks;
mod compared;
mod decisions;
mod findings;
pub mod frame;
mod given;
mod guided;
mod letters;
mod made;
mod options;
mod packed;
mod packet;
mod person;
mod protocol;
mod questions;
mod road;
mod rules;
mod sample;
mod selection;
mod take_away;
mod told_story;
mod turned;
pub mod words;

use std::panic::PanicHookInfo;

pub use self::asks::ASKS;
pub use self::options::Options;
pub use self::protocol::{Answer, Request, Role, State};
use crate::base::contradiction::Contradiction;

/// Answers a request; both in the form that this module describes.
pub fn answer(request: &[u8]) -> Vec<u8> {
    match Request::read(request) {
        Ok(request) => asks::answered(&request),
        Err(why) => Answer::refused(why),
    }
    .written()
}

/// What is said where the engine stopped. Nothing was decided then.
pub fn stopped(how: &PanicHookInfo<'_>) -> String {
    match how.payload().downcast_ref::<Contradiction>() {
        Some(contradiction) => words::contradicts_itself(&contradiction.to_string()),
        None => words::broke_down(&how.to_string()),
    }
}
