//! What a letter may know: the variables of its template. All of it is of one application, of the rules, or typed with the command.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;

use super::answers::{self, plain};
use super::kind::LetterKind;
use super::questions::{self, Open};
use super::reasons::{Reason, reasons};
use super::settled::{Decided, settled};
use crate::papers::explanation::Case;
use crate::papers::titles;
use crate::record::{Before, GroupSeats, Instead, Record};
use crate::rules::{Language, Rules, Stage, Ties};
use crate::rulings::Kind;
use crate::values::{OutcomeKind, SeatIn, Turn};
use crate::words::days::{day, recorded};

/// A letter that is to be filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drafted {
    pub kind: LetterKind,
    pub known: Known,
    /// A person is to look at it before it is sent.
    pub look_first: bool,
}

/// What is known of somebody beside the run.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Given {
    pub language: Language,
    /// From the applications.
    pub name: Option<String>,
    pub email: Option<String>,
    /// The day of the letter.
    pub date: Option<Date>,
    /// A run before gave them a seat that nobody could take any more, so that an earlier letter told them of it.
    pub told_before: bool,
}

/// The variables of a template. What is not known is not there at all, so that a template that needs it is refused.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Known {
    pub language: &'static str,
    pub application: String,
    pub programme: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organiser: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_day: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_day: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confirm: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confirm_by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer_by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub appeal: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signature: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_stage: Option<String>,
    /// The points of the stage are fewer than the rules ask for.
    pub below_floor: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    pub open_place: bool,
    pub told_before: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group_before: Option<String>,
    pub open_place_before: bool,
    /// The kind of the letter of an earlier run, which said something else of what becomes of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub earlier: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub earlier_group: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub earlier_reserve: Option<u32>,
    pub group_may_change: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reserve: Option<u32>,
    pub reserve_may_change: bool,
    /// Of somebody on a reserve list, what their turn hangs on.
    pub turn: &'static str,
    pub comes_next: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub invited_on: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ranked_at: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ranked: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lot: Option<String>,
    pub wanted: Vec<Wanted>,
    pub reasons: Vec<Reason>,
    pub questions: Vec<Open>,
    pub to_answer: bool,
    pub for_us: bool,
    pub settled: Vec<Decided>,
    pub by_decision: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dropped_out: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dropped_out_on: Option<String>,
}

/// A group that somebody selected wanted more than their own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Wanted {
    pub group: String,
    pub because: Instead,
}

/// The letter of an application, and what its template may say.
pub fn known(case: Case<'_>, given: &Given) -> Drafted {
    // No record but this one can get into the letter.
    let case = Case {
        others: &[],
        what_if: None,
        ..case
    };
    let (record, language) = (case.record, given.language);
    let kind = LetterKind::of(case);
    let group = record.group.as_ref();
    let title = |id: &str| {
        let mut groups = case.rules.places.groups.iter();
        let group = groups.find(|group| group.id == id);
        group.map_or_else(|| plain(id), |group| plain(&group.title))
    };
    // What may still change is not said.
    let is_decided = !matches!(kind, LetterKind::Undecided | LetterKind::DroppedOut);
    let standing = record.standing.as_ref().filter(|_| is_decided);
    let questions: Vec<Open> = if kind == LetterKind::Clarify {
        questions::open(case, language)
            .into_iter()
            .map(in_one_line)
            .collect()
    } else {
        Vec::new()
    };
    let dropped_out = record
        .rulings
        .iter()
        .rev()
        .find(|settled| Kind::DROPOUTS.contains(&settled.kind));
    let invited = record
        .rulings
        .iter()
        .find(|settled| settled.kind == Kind::Invited);
    let (stage, next_stage) = stages(case, kind);
    let known = Known {
        stage,
        next_stage,
        below_floor: kind == LetterKind::NotShortlisted && is_below_floor(case),
        application: plain(&record.application),
        name: given
            .name
            .as_deref()
            .map(|name| plain(&without_marks(name)))
            .filter(|name| !name.is_empty()),
        date: given.date.map(|date| day(date, language)),
        group: match group.filter(|_| is_decided) {
            Some(SeatIn::Group(id)) => Some(title(id)),
            Some(SeatIn::Open) | None => None,
        },
        open_place: is_decided && group.is_some_and(SeatIn::is_open),
        told_before: kind == LetterKind::Selected && given.told_before,
        group_before: match record.seat_before.as_ref().filter(|_| is_decided) {
            Some(SeatIn::Group(id)) => Some(title(id)),
            Some(SeatIn::Open) | None => None,
        },
        open_place_before: is_decided && record.seat_before.as_ref().is_some_and(SeatIn::is_open),
        group_may_change: is_decided && case.may_move(),
        reserve: record
            .reserve
            .or_else(|| after(record))
            .filter(|_| is_decided),
        reserve_may_change: is_decided && case.number_may_change(),
        turn: turn(record.turn),
        comes_next: is_decided && record.comes_next,
        invited_on: invited.map(|settled| recorded(&settled.when, language)),
        ranked_at: standing.map(|standing| standing.position),
        ranked: standing.map(|_| case.header.ranked),
        lot: standing
            .and_then(|standing| standing.lot.as_ref())
            .filter(|_| lot_decided(case, kind))
            .map(|_| plain(&case.header.seed)),
        // Where the form asks for no order, nobody wanted one group more than another.
        wanted: record
            .elsewhere
            .iter()
            .filter(|_| is_decided && case.rules.places.preference.is_some())
            .map(|elsewhere| Wanted {
                group: title(&elsewhere.group),
                because: elsewhere.because,
            })
            .collect(),
        reasons: if kind == LetterKind::Ineligible {
            reasons(case, language)
        } else {
            Vec::new()
        },
        to_answer: questions.iter().any(|open| open.for_you),
        for_us: questions.iter().any(|open| !open.for_you),
        questions,
        settled: if kind == LetterKind::DroppedOut {
            Vec::new()
        } else {
            settled(case, language)
        },
        by_decision: record.superseded_by_decision,
        dropped_out: dropped_out.map(|settled| settled.kind.word()),
        dropped_out_on: dropped_out.map(|settled| recorded(&settled.when, language)),
        ..of_rules(case.rules, language)
    };
    Drafted {
        kind,
        known,
        look_first: kind.is_to_be_looked_at(record),
    }
}

/// When the turn of somebody on a reserve list comes, as a word for templates.
pub(super) fn turn(turn: Option<Turn>) -> &'static str {
    match turn {
        None => "in-order",
        Some(Turn::SomeSeats) => "some-seats",
        Some(Turn::NoSeat) => "no-seat",
    }
}

/// Whether the lot decided about somebody: about a number on the reserve list, or between them and others with the total of a last seat. A
/// shortlist that keeps everybody with that total has none.
fn lot_decided(case: Case<'_>, kind: LetterKind) -> bool {
    if kind == LetterKind::Reserve {
        return true;
    }
    let shortlist = case.rules.stage().and_then(|stage| stage.shortlist);
    let is_kept = shortlist.is_some_and(|shortlist| shortlist.ties == Ties::Kept);
    let number = |text: &str| text.parse::<Decimal>().ok();
    let own = case.record.total.as_deref().and_then(number);
    let fits = |group: &&GroupSeats| group.id.is_open() || case.record.fits(&group.id);
    let is_at_an_end = case.header.groups.iter().filter(fits).any(|group| {
        let last = group.last.as_ref().and_then(|(total, _)| number(total));
        last.is_some() && last == own
    });
    !is_kept && is_at_an_end
}

/// A name without the marks that turn a direction round or join nothing: nobody sees them, and nobody is called by them.
fn without_marks(name: &str) -> String {
    let is_mark = |c: &char| matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    name.chars().filter(|c| !is_mark(c)).collect()
}

/// Whether somebody goes no further because their points of a stage are fewer than the rules ask for: whoever has enough is ranked.
pub(in crate::papers) fn is_below_floor(case: Case<'_>) -> bool {
    let record = case.record;
    let took_part = |before: &Before<'_>| before.outcome != OutcomeKind::Shortlisted;
    let is_ranked = match record.before.as_ref().filter(|before| took_part(before)) {
        Some(before) => before.own().place.is_some(),
        None => record.standing.is_some(),
    };
    record.outcome == OutcomeKind::BelowFloor
        || record.outcome == OutcomeKind::NotShortlisted && !is_ranked
}

/// The number among those who come after the reserves, whom the stage before did not shortlist.
fn after(record: &Record<'_>) -> Option<u32> {
    let number = record.before.as_ref()?.reserve?;
    u32::try_from(number).ok()
}

/// The stage that kept out somebody who goes no further: that of the run, or an earlier one.
pub(in crate::papers) fn kept_out_by<'a>(case: Case<'a>) -> Option<&'a Stage> {
    let rules = case.rules;
    let before = case.record.before.as_ref();
    let went_on = before.is_some_and(|before| before.outcome == OutcomeKind::Shortlisted);
    match rules.stage_before().is_some() && !went_on {
        true => rules.stage_before_by(before.map_or(0, Before::kept_out_before)),
        false => rules.stage(),
    }
}

/// The stage that decided whether somebody goes on, and the one that they go on to.
fn stages(case: Case<'_>, kind: LetterKind) -> (Option<String>, Option<String>) {
    let rules = case.rules;
    let (stage, next) = match kind {
        LetterKind::Shortlisted => (rules.stage(), rules.stage_after()),
        LetterKind::NotShortlisted => (kept_out_by(case), None),
        _ => (None, None),
    };
    let title = |stage: Option<&Stage>| stage.map(|stage| plain(&stage.title));
    (title(stage), title(next))
}

/// What every letter in a language knows.
pub(super) fn of_rules(rules: &Rules, language: Language) -> Known {
    let (programme, texts) = (&rules.programme, rules.letters.texts(language));
    let said = |text: Option<&String>| text.map(|text| plain(text));
    let on = |date: Option<Date>| date.map(|date| day(date, language));
    Known {
        language: language.code(),
        programme: plain(&programme.title),
        organiser: said(programme.organiser.as_ref()),
        place: said(programme.venue.as_ref()),
        first_day: on(programme.first_day),
        last_day: on(programme.last_day),
        contact: said(texts.contact.as_ref()),
        confirm: said(texts.confirm.as_ref()),
        confirm_by: on(rules.call.confirm_by),
        answer_by: on(rules.call.answer_by),
        appeal: said(texts.appeal.as_ref()),
        signature: said(texts.signature.as_ref()),
        ..Known::default()
    }
}

fn in_one_line(mut open: Open) -> Open {
    open.question = open.question.as_deref().map(plain);
    open.answer = open.answer.as_deref().map(plain).map(answers::cut);
    open.says = sentence(&plain(&open.says), open.question.is_none());
    open
}

/// With a stop at its end, and a capital where nothing stands before it.
fn sentence(says: &str, is_first: bool) -> String {
    let stop = if says.ends_with(['.', '?', '!']) {
        ""
    } else {
        "."
    };
    match is_first {
        true => titles::capital(says) + stop,
        false => format!("{says}{stop}"),
    }
}
