//! The outcome in a few words, why, what is related, and what must be asked.

use std::num::NonZeroUsize;

use super::{Case, Section};
use crate::papers::titles;
use crate::record::{Record, Whom};
use crate::rules::Rules;
use crate::values::{OutcomeKind, SeatIn};
use crate::words::naming::quoted;
use crate::words::outcomes::{could_take, not_final};

/// `reserve, number 1 for Human rights of Roma and Sinti`.
pub(in crate::papers) fn words(rules: &Rules, record: &Record<'_>) -> String {
    placed(
        rules,
        (record.outcome, record.group.as_ref(), record.reserve),
    )
}

pub(super) fn placed(
    rules: &Rules,
    (outcome, seat, reserve): (OutcomeKind, Option<&SeatIn<'_>>, Option<u32>),
) -> String {
    let title = seat.map(|seat| titles::seat(rules, seat).title);
    match (title, reserve) {
        (Some(title), Some(number)) => format!("{outcome}, number {number} for {title}"),
        (Some(title), None) => format!("{outcome}, {title}"),
        (None, _) => outcome.in_words().to_owned(),
    }
}

pub(in crate::papers) fn why(case: Case<'_>) -> Section {
    let mut section = Section::new("why", "Why");
    case.record
        .why
        .iter()
        .for_each(|line| section.line(0, line.as_ref()));
    section.line_if(
        case.record.late_by_zone,
        "late by the zone alone: by the clock it was sent by it was in time, so a person should look before it is refused",
    );
    section.line_if(case.is_provisional(), not_final(case.header.awaited()));
    section.line_if(
        case.record.firm == Some(true) && case.header.seats_open,
        if case.may_move() {
            "firm: a seat whatever is still answered, if need be in another of the groups"
        } else {
            "firm: this seat whatever is still answered"
        },
    );
    let (taken, more) = (&case.record.could_take, case.record.could_take_more);
    section.line_if(
        !taken.is_empty(),
        format!(
            "an answer could {}, were all others left as they are",
            could_take(
                &case.record.application,
                taken,
                more.map_or(0, NonZeroUsize::get),
                case.rules.is_shortlisting()
            )
        ),
    );
    section
}

pub(in crate::papers) fn related(case: Case<'_>) -> Section {
    let mut section = Section::new("related", "Related applications");
    case.record
        .related
        .iter()
        .for_each(|line| section.line(0, line.as_ref()));
    section
}

pub(in crate::papers) fn to_ask(case: Case<'_>) -> Section {
    let mut section = Section::new("to-ask", "To ask");
    for question in &case.record.questions {
        let whom = match question.whom {
            None => String::new(),
            Some(whom @ Whom::Assessor(_)) => format!(" (ask {})", whom.words()),
            Some(whom) => format!(" (ask the {})", whom.words()),
        };
        let about = question.about.as_ref();
        let about = about.map_or_else(String::new, |about| {
            match titles::topic(case.rules, about) {
                question if question.ends_with('?') => format!("{}: ", quoted(&question)),
                title => format!("{title}: "),
            }
        });
        let at = case.shown(&question.at);
        section.line(0, format!("{at}  {about}{}{whom}", question.bare()));
    }
    section
}
