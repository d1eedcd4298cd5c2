//! The words of the field as types: answers, numbers, points, countries, values.

pub mod answer;
pub mod confusables;
pub mod countries;
pub mod country;
pub mod date_order;
pub mod delimiter;
pub mod different_names;
pub mod escape;
pub mod language;
pub mod match_key;
pub mod moment;
pub mod number;
pub mod offset;
pub mod outcome;
pub mod personal;
pub mod phonetic;
pub mod points;
pub mod problem;
pub mod romanise;
pub mod similar_ids;
pub mod spelling;
pub mod telephone;
pub mod topic;
pub mod value;
pub mod yes_no;

pub use answer::Answer;
pub use country::Country;
pub use date_order::DateOrder;
pub use delimiter::Delimiter;
pub use number::Number;
pub use outcome::{OutcomeKind, SeatIn};
pub use personal::Said;
pub use points::{Part, Points, Rounding, Score, Weight};
pub use problem::{Lack, Problem, Wrong};
pub use topic::{Sort, Topic};
pub use value::{Choices, LevelSet, NearText, Reading, Value};
