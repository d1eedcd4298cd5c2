//! What people decided about the application, beside what the file had said.

use super::{Case, Page, Section};
use crate::record::{Header, LeftOut, Settled};
use crate::rulings::{Kind, OTHER};
use crate::values::Sort;
use crate::values::spelling::quoted;

pub(in crate::papers) fn section(case: Case<'_>) -> Section {
    let mut section = Section::new("decisions", "Decided by people");
    for settled in &case.record.rulings {
        let words = words(settled, case.header);
        section.line(0, format!("{words} ({})", case.shown(&settled.cell)));
        let words = format!("{}, {}: {}", settled.who, settled.when, settled.why);
        section.line(1, words);
    }
    section
}

/// The page about a row that people left out as no application.
pub fn left_out(header: &Header, id: &str, out: &LeftOut) -> Page {
    let mut section = Section::new("why", "Why it is in no list");
    section.line(
        0,
        "It was left out by a decision of people: no rule was asked about it.",
    );
    section.line(0, format!("{}, {}: {}", out.who, out.when, out.why));
    section.line(0, format!("It stood at {}.", out.row));
    if !out.was.is_empty() {
        let words = format!("The row said, beside what is personal: {}", out.was);
        section.line(0, words);
    }
    section.line(
        0,
        "If it is an application, take the decision out of its file and select again.",
    );
    Page {
        title: format!("{id}: left out as no application"),
        about: header.title.clone(),
        sections: vec![section],
    }
}

fn words(settled: &Settled<'_>, header: &Header) -> String {
    let about = &settled.about;
    let said = |text: Option<&str>| match text {
        None => "(personal)".to_owned(),
        Some("") => "nothing".to_owned(),
        Some(text) => format!("`{text}`"),
    };
    let (answer, was) = (
        said(settled.answer.as_deref()),
        said(settled.was.as_deref()),
    );
    match settled.kind {
        Kind::Clarify => format!("{about} answered: {answer}, where the file says {was}"),
        Kind::Correct => format!("{about} corrected: {answer}, where the file says {was}"),
        Kind::Stands => {
            format!(
                "{about} settled: {answer}; by the rules {}",
                settled.was.as_deref().unwrap_or_default()
            )
        }
        Kind::Invited | Kind::Confirmed => {
            let seat = settled.answer.as_deref().unwrap_or_default();
            let seat = if seat.is_empty() {
                String::new()
            } else {
                format!(" in {seat}")
            };
            match settled.kind {
                Kind::Invited => {
                    let by = header.confirm_by.as_ref();
                    let by =
                        by.map_or_else(String::new, |by| format!("; the answer is wanted by {by}"));
                    format!("invited: the seat{seat} is held{by}")
                }
                _ => format!("confirmed: the seat{seat} is held"),
            }
        }
        Kind::Withdrawn => "the applicant withdrew".to_owned(),
        Kind::Declined => "the applicant declined the seat".to_owned(),
        Kind::NoAnswer => format!("the applicant did not confirm {}", in_time(header)),
        Kind::Unavailable => "the applicant cannot come".to_owned(),
        Kind::AcceptLate => "accepted although it came after the deadline".to_owned(),
        // The last three are about no application.
        Kind::Override | Kind::LeaveOut | Kind::AllowChange | Kind::AllowMissed | Kind::EvenOut => {
            format!(
                "{about} overridden: {}; by the rules {}",
                settled.answer.as_deref().unwrap_or_default(),
                settled.was.as_deref().unwrap_or_default()
            )
        }
    }
}

/// By when an answer was wanted.
fn in_time(header: &Header) -> String {
    let by = header.confirm_by.as_ref();
    by.map_or_else(|| "in time".to_owned(), |by| format!("by {by}"))
}

/// The rulings in the applicant's words.
pub(in crate::papers) fn letter(case: Case<'_>) -> Section {
    let mut section = Section::new("decisions", "What people decided about your application");
    let rulings = case.record.rulings.iter();
    rulings
        .filter_map(|settled| to_applicant(case, settled))
        .for_each(|line| section.line(0, line));
    section
}

/// A ruling in the applicant's words. Neither who decided nor why: both may speak of others.
fn to_applicant(case: Case<'_>, settled: &Settled<'_>) -> Option<String> {
    let when = &settled.when;
    let of_field = case
        .field(&settled.about)
        .filter(|_| settled.sort == Sort::Field);
    let field = of_field.map_or_else(|| settled.about.to_string(), |field| case.asked(field));
    let rated = of_field.is_some_and(|field| field.kind.is_rating());
    let wrote = match settled.was.as_deref() {
        Some("") => " You had given no answer.".to_owned(),
        Some(was) => format!(" You had written {}.", quoted(was)),
        None => String::new(),
    };
    let line = match (settled.kind, settled.answer.as_deref()) {
        (Kind::Clarify | Kind::Correct, Some("")) if rated => {
            format!("{field}: noted on {when} that one assessor gives no rating.")
        }
        (Kind::Clarify | Kind::Correct, Some(answer)) if rated => {
            format!("{field}: since {when} one assessor's rating is {answer}.")
        }
        (Kind::Clarify | Kind::Correct, Some("")) => {
            format!("{field}: noted on {when} that you have no answer.{wrote}")
        }
        (Kind::Clarify | Kind::Correct, Some(answer)) => {
            match answer.strip_prefix(OTHER).map(str::trim) {
                Some(other) if settled.was.as_deref() == Some(other) => {
                    format!(
                        "{field}: `{other}`, your answer, was found on {when} to be none of those that the rules name."
                    )
                }
                Some(other) => format!(
                    "{field}: since {when} `{other}`, which is none of those that the rules name, is taken for your answer.{wrote}"
                ),
                None => {
                    format!("{field}: since {when} `{answer}` is taken for your answer.{wrote}")
                }
            }
        }
        (Kind::Clarify | Kind::Correct, None) => {
            format!(
                "{field}: your answer was completed or corrected on {when}. It is personal and not shown here."
            )
        }
        (Kind::AcceptLate, _) => {
            format!("It was accepted on {when} although it came after the deadline.")
        }
        (Kind::Override, Some(answer)) => {
            let criteria = &case.rules.criteria;
            let criterion = criteria
                .iter()
                .find(|criterion| criterion.id == settled.about);
            let title =
                criterion.map_or(settled.about.as_ref(), |criterion| criterion.title.as_str());
            format!("{title}: decided by people to be {answer}, on {when}.")
        }
        (Kind::Invited, _) => {
            let by = case.header.confirm_by.as_ref();
            let by = by.map_or_else(String::new, |by| format!(" Your answer is wanted by {by}."));
            format!("You were invited on {when}, and the seat is kept for you.{by}")
        }
        (Kind::Confirmed, _) => format!("It was noted on {when} that you come."),
        (Kind::Withdrawn, _) => format!("It was noted on {when} that you withdrew."),
        (Kind::Declined, _) => {
            format!("It was noted on {when} that you do not take the seat you were offered.")
        }
        (Kind::NoAnswer, _) => {
            let by = in_time(case.header);
            format!("It was noted on {when} that you had not confirmed {by}.")
        }
        (Kind::Unavailable, _) => format!("It was noted on {when} that you cannot come."),
        _ => return None,
    };
    Some(line)
}
