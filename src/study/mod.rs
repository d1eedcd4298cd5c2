//! What can be asked of rules and runs beside a selection: each study runs the stages again, or looks at the rules alone.

pub mod check;
pub mod inspect;
pub mod combinations;
mod pool;
mod recorded;
mod how_far;
mod ties;
pub mod what_if;
pub mod firmness;
pub mod packs;
pub mod spread;
pub mod proofs;
pub mod compare;
pub mod analyse;
pub mod examples;
