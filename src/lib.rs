//! Intake turns applications for a training programme into ranked rosters that anybody can defend.
//!
//! The modules stand in the order in which a run passes through them; each imports earlier ones only.

// The ground everything stands on.
pub mod contradiction;
pub mod domain;
pub mod finding;
pub mod origin;
pub mod rules;

// The stages.
pub mod read;
pub mod given;
pub mod possible;
pub mod normalise;
pub mod measures;
pub mod criteria;
pub mod wish;
pub mod judge;
pub mod late;
pub mod people;
pub mod decisions;
pub mod score;
pub mod rank;
pub mod joint;
pub mod fill;

// All of them in order, and what is said and written of it.
pub mod select;
pub mod record;
pub mod check;
pub mod inspect;
pub mod explain;
pub mod compare;
pub mod what_if;
pub mod analyse;
pub mod write;
pub mod verify;
pub mod examples;
pub mod engine;
