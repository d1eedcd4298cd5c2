//! What a cell says, by the type of its field: one file a type.

pub mod clock;
pub mod written_dates;
pub mod day;
pub mod date;
pub(super) mod spellings;
pub mod choices;
pub mod country;
pub mod email;
pub mod id;
pub mod number;
pub mod rating;
pub mod scale;
pub mod yes_no;
