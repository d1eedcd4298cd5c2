//! What people read: one model of pages and of lists, one file or folder a paper. `crate::out` sets them down.

mod balance;
pub mod close_calls;
mod cohort;
pub mod cover;
pub mod explanation;
pub mod firmness;
pub mod glance;
pub mod handout;
pub mod letter;
pub mod letters;
pub mod lists;
pub mod report;
pub mod packet;
pub mod packs;
mod rights;
pub mod spread;
pub mod summary;
pub mod compared;
pub mod tested;
pub mod titles;
pub mod to_sign;
