//! What an applicant can do next: confirm or answer, whom to write to, how to ask for a review, and what the law gives everybody.

use super::explanation::{Case, Section};
use super::letters::{LetterKind, questions};
use crate::rules::{Language, LetterTexts};
use crate::words::days::day;

pub(super) fn rights(case: Case<'_>) -> Section {
    let mut section = Section::new("rights", "What you can do");
    // The letter is in English; a text that the rules have for every language is taken as it is.
    let texts = case.rules.letters.texts(Language::English);
    let kind = LetterKind::of(case);
    next_step(case, kind, &texts, &mut section);
    if let Some(appeal) = texts.appeal.filter(|_| is_decided(kind)) {
        section.line(0, appeal);
    }
    section.line(
        0,
        "If something recorded here is wrong, you may ask us to correct it.",
    );
    section.line(0, "You may ask us why your data is kept, for how long and who receives it, and to erase it; and you may complain to a data protection authority.");
    if let Some(contact) = texts.contact {
        section.line(0, format!("For all of this please write to: {contact}."));
    }
    section
}

/// Whether something was decided that can be reviewed: as in the letters that are sent.
fn is_decided(kind: LetterKind) -> bool {
    !matches!(
        kind,
        LetterKind::Clarify
            | LetterKind::Undecided
            | LetterKind::Confirmed
            | LetterKind::DroppedOut
    )
}

/// What is wanted of the applicant now; nothing where nothing is.
fn next_step(case: Case<'_>, kind: LetterKind, texts: &LetterTexts, section: &mut Section) {
    match kind {
        LetterKind::Selected => {
            if let Some(confirm) = &texts.confirm {
                section.line(0, confirm.as_str());
            }
            if let Some(by) = case.rules.call.confirm_by {
                let by = day(by, Language::English);
                section.line(0, format!("The last day to confirm is {by}."));
            }
        }
        LetterKind::Clarify => {
            let for_you = questions::open(case, Language::English).iter().any(|open| open.for_you);
            let words = if for_you {
                "Please answer the questions above, unless one says that somebody else decides it. Until then nothing is decided."
            } else {
                "There is nothing for you to answer now: the questions above are for others."
            };
            section.line(0, words);
        }
        LetterKind::Undecided => section.line(
            0,
            "There is nothing for you to do now: what others are still asked can change the outcome.",
        ),
        LetterKind::Confirmed
        | LetterKind::Reserve
        | LetterKind::Unplaced
        | LetterKind::Shortlisted
        | LetterKind::NotShortlisted
        | LetterKind::Ineligible
        | LetterKind::Superseded
        | LetterKind::DroppedOut => {}
    }
}
