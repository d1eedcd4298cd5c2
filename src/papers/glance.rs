//! The story at a glance: what the programme is, whether the seats are firm, and how many came how far. Report and cover show it.

use crate::judge::Verdict;
use crate::papers::lists::rulings;
use crate::record::GroupSeats;
use crate::record::manifest::counts;
use crate::rules::CriterionId;
use crate::select::{Outcome, Selection};
use crate::values::{Answer, moment};

/// Whether the seats may still change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// `Final`, `Provisional`, or `Nothing open`.
    pub word: &'static str,
    pub is_open: bool,
    pub words: String,
}

/// How many applications came so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub count: usize,
    pub word: &'static str,
    /// What more is to be said of them; may be blank.
    pub note: String,
}

/// What the deadline is called.
pub const DEADLINE: &str = "Deadline";

pub(in crate::papers) fn about(selection: &Selection<'_>) -> Vec<(&'static str, String)> {
    let (programme, call) = (&selection.rules.programme, &selection.rules.call);
    let days = match (programme.first_day, programme.last_day) {
        (Some(first), Some(last)) if first != last => Some(format!("{first} to {last}")),
        (Some(day), _) | (None, Some(day)) => Some(day.to_string()),
        (None, None) => None,
    };
    let facts = [
        ("Organiser", programme.organiser.clone()),
        ("Venue", programme.venue.clone()),
        ("Days", days),
        (DEADLINE, Some(moment::in_zone(call.deadline, &call.zone))),
    ];
    let said = |(word, fact): (&'static str, Option<String>)| Some((word, fact?));
    facts.into_iter().filter_map(said).collect()
}

/// A run that is not made to be final is provisional while anything hangs on an answer.
pub(in crate::papers) fn status(selection: &Selection<'_>, is_final: bool) -> Status {
    let (firm, seats) = selection.firm_seats();
    let awaited = selection.awaited();
    let provisional = |words| Status {
        word: "Provisional",
        is_open: true,
        words,
    };
    if firm < seats {
        let are = if firm == 1 { "is" } else { "are" };
        return provisional(format!(
            "{firm} of {seats} seats {are} firm; {}",
            awaited.words()
        ));
    }
    if awaited.could_sit > 0 && !is_final {
        return provisional(format!(
            "every seat that is taken is firm; {}",
            awaited.words()
        ));
    }
    let asked = if awaited.is_nobody() {
        "nobody waits for an answer".to_owned()
    } else {
        format!("{}; nobody can lose a seat by it", awaited.words())
    };
    Status {
        word: if is_final { "Final" } else { "Nothing open" },
        is_open: false,
        words: match seats {
            0 => format!("nobody has a seat; {asked}"),
            _ => format!("every seat that is taken is firm; {asked}"),
        },
    }
}

pub(in crate::papers) fn funnel(selection: &Selection<'_>) -> Vec<Step> {
    let counts = counts(selection);
    let deadline = |answer: Answer| {
        let judgements = selection.judgements.iter();
        let so = judgements.filter(|one| one.answer(CriterionId::DEADLINE) == answer);
        so.count()
    };
    let eligible = eligible(selection);
    let ranked = selection.standings.len();
    let step = |count, word, note| Step { count, word, note };
    let open = match eligible.saturating_sub(ranked) {
        0 => String::new(),
        open => format!("{open} with something still open"),
    };
    let (late, unknown) = (deadline(Answer::NotMet), deadline(Answer::Unclear));
    vec![
        step(counts.received, "received", String::new()),
        step(
            deadline(Answer::Met),
            "in time",
            match unknown {
                0 => format!("{late} late"),
                _ => format!("{late} late, {unknown} without a readable time"),
            },
        ),
        step(eligible, "eligible", open),
        step(
            ranked,
            "ranked",
            format!(
                "{} in reserve, {} without a place",
                counts.reserve, counts.unplaced
            ),
        ),
        step(counts.selected, "selected", String::new()),
    ]
}

/// Those who meet every criterion, also where their score or who they are is open.
fn eligible(selection: &Selection<'_>) -> usize {
    let judged = selection.judgements.iter().zip(&selection.outcomes);
    let counts_for =
        |outcome: &Outcome| !matches!(outcome, Outcome::Superseded { .. } | Outcome::DroppedOut);
    let eligible =
        judged.filter(|(one, outcome)| one.verdict() == Verdict::Eligible && counts_for(outcome));
    eligible.count()
}

pub(in crate::papers) fn beside(selection: &Selection<'_>) -> Vec<Step> {
    let counts = counts(selection);
    let awaited = selection.awaited();
    let could_sit = match awaited.unclear {
        0 => String::new(),
        _ => {
            let eligible = eligible(selection).saturating_sub(selection.standings.len());
            let eligible = match eligible {
                0 => String::new(),
                many => format!("{many} of them counted as eligible above; "),
            };
            format!("{eligible}{} could win a seat", awaited.could_sit)
        }
    };
    let gone = counts.dropped_out.map_or(0, std::num::NonZeroUsize::get);
    let done = &selection.rulings.done;
    let left_out = rulings::left_out(done);
    let left_out = left_out.trim_start_matches([';', ' ']).to_owned();
    let all = [
        (awaited.unclear, "unclear, to be asked", could_sit),
        (
            awaited.ranked,
            "ranked and to be asked",
            "because balance rules hang on it".to_owned(),
        ),
        (counts.ineligible, "ineligible", String::new()),
        (
            counts.superseded,
            "superseded by another application of the same person",
            String::new(),
        ),
        (gone, "dropped out", String::new()),
        (done.len(), "decided by people", left_out),
    ];
    let some = all.into_iter().filter(|(count, ..)| *count > 0);
    some.map(|(count, word, note)| Step { count, word, note })
        .collect()
}

/// `8 of 8 seats`.
pub fn of_seats(group: &GroupSeats) -> String {
    let word = if group.seats == 1 { "seat" } else { "seats" };
    format!("{} of {} {word}", group.taken, group.seats)
}

/// `8 of 8 seats taken`.
pub fn taken(group: &GroupSeats) -> String {
    format!("{} taken", of_seats(group))
}
