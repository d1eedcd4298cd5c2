//! What is missing in letters although letters usually have it: said to the office, so that it is left out on purpose or not at all.

use jiff::civil::Date;

use crate::rules::Rules;

/// What the letters ask of whom they are to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asks {
    /// Somebody is to confirm a seat.
    pub(super) to_confirm: bool,
    /// Somebody is to answer a question.
    pub(super) to_answer: bool,
}

/// What letters usually have and these do not, because nobody said it.
pub(super) fn lacks(
    rules: &Rules,
    has_applications: bool,
    asks: Asks,
    date: Option<Date>,
) -> Vec<(&'static str, &'static str)> {
    let letters = &rules.letters;
    let texts = letters.texts(letters.language);
    let all = [
        (date.is_none(), "date", "`--date`"),
        (
            has_applications && letters.name.is_empty(),
            "name of whom they are to",
            "`name` in [letters]",
        ),
        (
            has_applications && letters.email.is_none(),
            "address to mail them to",
            "`email` in [letters]",
        ),
        (
            texts.contact.is_none(),
            "address for questions",
            "`contact` in [letters]",
        ),
        (
            asks.to_confirm && texts.confirm.is_none(),
            "way to confirm a seat",
            "`confirm` in [letters]",
        ),
        (
            asks.to_confirm && rules.call.confirm_by.is_none(),
            "last day to confirm",
            "`confirm_by` in [call]",
        ),
        (
            asks.to_answer && rules.call.answer_by.is_none(),
            "last day to answer what they ask",
            "`answer_by` in [call]",
        ),
        (
            texts.appeal.is_none(),
            "sentence on how to have the decision reviewed",
            "`appeal` in [letters]",
        ),
    ];
    let missing = all.into_iter().filter(|(is_missing, ..)| *is_missing);
    missing.map(|(_, what, key)| (what, key)).collect()
}
