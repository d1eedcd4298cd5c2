//! Why an answer that a person gave about a cell cannot take the cell's place, as a kind and its
//! parts. What is said of each kind stands in `words/problems/unusable.rs`.

use jiff::civil::Date;

use super::Reading;

/// What is written in the answer's cell where the applicant has none.
pub const NO_ANSWER: &str = "(no answer)";
/// What an answer beside the listed options begins with.
pub const OTHER: &str = "(other)";

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unusable {
    /// It is read like a cell of its column, and this is no answer.
    Read(Reading),
    SaysNothing,
    /// Whoever asks has not answered.
    AsksBack,
    /// Where a country is asked for.
    YesOrNo,
    /// It can be two days.
    TwoDays(Date, Date),

    // Options.
    SeveralOptions,
    /// What stands between options, and the options that it names with that between them.
    OptionsAsOne(char, String),

    // Texts that the rules ask for.
    /// The texts that the cell is nearly, and the answer where it may be the applicant's own words.
    NeitherTextNorOther(Vec<String>, Option<String>),

    // What begins with `(other)`.
    OtherOfThisType,
    /// The ids of the options.
    OtherThanOptions(Vec<String>),
    OtherWithoutRest,
    OtherWithoutWords,
    OtherIsText,
    OtherIsOption,
    OtherNamesOption,
}
