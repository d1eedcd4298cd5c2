//! Intake turns applications for a training programme into ranked rosters that anybody can defend.
//!
//! The modules stand in the order in which a run passes through them; each imports earlier ones only.

// What everything stands on, and the rules.
pub mod base;
pub mod values;
pub mod rules;
pub mod words;

// The stages.
pub mod table;
pub mod answers;
pub mod awards;
pub mod judge;
pub mod people;
pub mod rulings;
pub mod score;
pub mod rank;
pub mod open_answers;
pub mod seats;

// All of them in order, and what is kept, studied, said and written of it.
pub mod select;
pub mod record;
pub mod study;
pub mod papers;
pub mod out;
pub mod engine;
pub mod page;
