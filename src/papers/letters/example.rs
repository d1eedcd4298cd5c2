//! Somebody invented for each letter, so that templates can be tried before anybody has applied.

use jiff::civil::date;

use super::answers::Answered;
use super::kind::LetterKind;
use super::known::{Known, Wanted, of_rules, turn};
use super::questions::{About, Open};
use super::reasons::{Reason, reason};
use super::settled::{Decided, What};
use crate::record::Instead;
use crate::rules::{Language, Rules};
use crate::rulings::Kind;
use crate::values::Turn;
use crate::words::days::day;

/// Two applicants by these rules: of whom everything is known that can be, and of whom nothing is that need not be. What only the rules
/// give, both have or neither.
pub fn examples(kind: LetterKind, language: Language, rules: &Rules) -> [Known; 2] {
    let group = rules.places.groups.iter().next();
    let title = group.map_or_else(String::new, |group| group.title.clone());
    let day = day(date(2019, 4, 1), language);
    let has_seat = matches!(kind, LetterKind::Selected | LetterKind::Confirmed);
    let waits = kind == LetterKind::Reserve;
    let goes_on = kind == LetterKind::Shortlisted;
    let stops = kind == LetterKind::NotShortlisted;
    let is_ranked = has_seat || waits || goes_on || stops || kind == LetterKind::Unplaced;
    let mut stages = rules.stages.iter().map(|stage| stage.title.as_str());
    let (stage, next) = (stages.next(), stages.next());
    let title_of = |stage: Option<&str>, is: bool| stage.filter(|_| is).map(str::to_owned);
    let if_ = |is: bool, what: &str| is.then(|| what.to_owned());
    let all: &[About] = if kind == LetterKind::Clarify {
        &[
            About::Blank,
            About::Unreadable,
            About::Disputed,
            About::Settling,
            About::Sent,
            About::Assessment,
            About::SamePerson,
            About::Id,
            About::Response,
            About::Other,
        ]
    } else {
        &[]
    };
    let questions: Vec<Open> = all
        .iter()
        .map(|about| Open::example(*about, language))
        .collect();
    let reasons = rules
        .criteria
        .iter()
        .map(|criterion| reason(criterion, rules, language));
    let is_refused = kind == LetterKind::Ineligible;
    let dropped = kind == LetterKind::DroppedOut;
    let settled = |bare: bool| -> Vec<Decided> {
        let all = What::ALL.into_iter();
        all.map(|what| Decided::example(what, &day, bare)).collect()
    };
    let bare = Known {
        application: "A-0001".to_owned(),
        // The command gives it.
        date: Some(day.clone()),
        stage: title_of(stage, goes_on || stops),
        next_stage: title_of(next, goes_on),
        below_floor: stops,
        group: if_(has_seat || waits, &title),
        reserve: waits.then_some(1),
        ranked_at: is_ranked.then_some(1),
        ranked: is_ranked.then_some(2),
        reasons: reasons.filter(|_| is_refused).collect(),
        dropped_out: dropped.then_some(Kind::Withdrawn.word()),
        dropped_out_on: dropped.then(|| day.clone()),
        settled: settled(true),
        turn: turn(None),
        ..of_rules(rules, language)
    };
    let answers = [Some("somewhere"), None].map(|answer| Answered {
        question: "Where do you live?".to_owned(),
        answer: answer.map(str::to_owned),
        is_moment: false,
    });
    let with_answers = bare.reasons.iter().cloned().map(|reason| Reason {
        answers: answers.to_vec(),
        has_personal: true,
        ..reason
    });
    let with_answers = with_answers.collect();
    let full = Known {
        name: if_(!rules.letters.name.is_empty(), "Ana Example"),
        group_may_change: has_seat,
        below_floor: false,
        reserve: (waits || stops).then_some(1),
        reserve_may_change: waits,
        turn: turn(waits.then_some(Turn::NoSeat)),
        comes_next: stops || kind == LetterKind::Unplaced,
        earlier: (!matches!(kind, LetterKind::DroppedOut)).then_some("reserve"),
        earlier_group: Some(title.clone()),
        earlier_reserve: Some(3),
        told_before: kind == LetterKind::Selected,
        group_before: has_seat.then(|| title.clone()),
        invited_on: has_seat.then(|| day.clone()),
        lot: if_(is_ranked, "a published word"),
        wanted: has_seat
            .then(|| Wanted {
                group: title.clone(),
                because: Instead::Full,
            })
            .into_iter()
            .collect(),
        to_answer: !questions.is_empty(),
        for_us: !questions.is_empty(),
        questions,
        settled: settled(false),
        by_decision: kind == LetterKind::Superseded,
        reasons: with_answers,
        ..bare.clone()
    };
    [full, bare]
}
