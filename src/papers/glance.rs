//! The story at a glance: what the programme is, whether the seats are firm, and how many came how far. Report and cover show it.

use std::num::NonZeroUsize;

use jiff::civil::Date;

use crate::base::counted::count;
use crate::base::digest;
use crate::judge::Verdict;
use crate::papers::lists::replacements::{Replacement, replacements};
use crate::papers::lists::rulings;
use crate::rank::StandingId;
use crate::record::GroupSeats;
use crate::record::manifest::{Counts, counts};
use crate::rules::{CriterionId, GroupId, Rules};
use crate::select::{Outcome, Selection};
use crate::values::{Answer, moment};
use crate::words;

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

/// The run that this one follows.
const RUN_BEFORE: &str = "Follows";

/// `run 4b85df88…: 2 give a seat back, 2 come in, 1 moves`; none where no run is followed.
fn run_before(selection: &Selection<'_>) -> Option<String> {
    let follows = selection.rulings.follows.as_ref()?;
    let digest = digest::short(&follows.digest);
    let all = replacements(selection).unwrap_or_default();
    let many = |how: fn(&Replacement) -> bool| all.iter().filter(|one| how(one)).count();
    let said = [
        (
            many(|one| one.to.is_none()),
            "gives a seat back",
            "give a seat back",
        ),
        (many(|one| one.from.is_none()), "comes in", "come in"),
        (
            many(|one| one.from.is_some() && one.to.is_some()),
            "moves",
            "move",
        ),
    ];
    let said: Vec<String> = said
        .into_iter()
        .filter(|(many, ..)| *many > 0)
        .map(|(many, one, more)| count(many, one, more))
        .collect();
    let said = match said.as_slice() {
        [] => "every seat as before".to_owned(),
        said => said.join(", "),
    };
    Some(format!("run {digest}…: {said}"))
}

pub(in crate::papers) fn about(
    selection: &Selection<'_>,
    on: Option<Date>,
) -> Vec<(&'static str, String)> {
    let (programme, call) = (&selection.rules.programme, &selection.rules.call);
    let days = match (programme.first_day, programme.last_day) {
        (Some(first), Some(last)) if first != last => Some(format!("{first} to {last}")),
        (Some(day), _) | (None, Some(day)) => Some(day.to_string()),
        (None, None) => None,
    };
    let stage = selection.rules.stage();
    let facts = [
        ("Stage", stage.map(|stage| stage.title.clone())),
        ("Organiser", programme.organiser.clone()),
        ("Venue", programme.venue.clone()),
        ("Days", days),
        (DEADLINE, Some(moment::in_zone(call.deadline, &call.zone))),
        ("Day of the selection", on.map(|on| on.to_string())),
        (RUN_BEFORE, run_before(selection)),
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
        let of = match selection.rules.is_shortlisting() {
            true => "of those shortlisted",
            false => "seats",
        };
        let words = format!("{firm} of {seats} {of} {are} firm; {}", awaited.words());
        return provisional(words);
    }
    if awaited.could_sit > 0 && !is_final {
        let words = format!("{}; {}", firm_words(selection), awaited.words());
        return provisional(words);
    }
    let asked = if awaited.is_nobody() {
        "nobody waits for an answer".to_owned()
    } else {
        format!(
            "{}; nobody can lose a {} by it",
            awaited.words(),
            words::stages::seat(selection.rules.is_shortlisting())
        )
    };
    let asked = match is_final {
        true => asked,
        false => format!("{asked}; not made final yet"),
    };
    Status {
        word: if is_final { "Final" } else { "Nothing open" },
        is_open: false,
        words: match seats {
            0 if selection.rules.is_shortlisting() => format!("nobody is shortlisted; {asked}"),
            0 => format!("nobody has a seat; {asked}"),
            _ => format!("{}; {asked}", firm_words(selection)),
        },
    }
}

fn firm_words(selection: &Selection<'_>) -> &'static str {
    match selection.rules.is_shortlisting() {
        true => "whoever is shortlisted stays so",
        false => "every seat that is taken is firm",
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
    let open = eligible.saturating_sub(ranked);
    let open = match open.saturating_sub(settled(selection)) {
        0 => String::new(),
        open => format!("{open} with something still open"),
    };
    let (ranked_note, chosen) = chosen(selection, &counts);
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
        step(ranked, "ranked", ranked_note),
        chosen,
    ]
}

/// Those who meet every criterion and are not ranked because a stage has settled it.
fn settled(selection: &Selection<'_>) -> usize {
    let all = selection.judgements.iter().zip(&selection.outcomes);
    let settled = all.filter(|(one, outcome)| {
        one.verdict() == Verdict::Eligible
            && matches!(
                outcome,
                Outcome::BelowFloor { .. } | Outcome::NotShortlisted
            )
    });
    settled.count()
}

/// Those who meet every criterion, also where their score or who they are is open.
pub(in crate::papers) fn eligible(selection: &Selection<'_>) -> usize {
    let judged = selection.judgements.iter().zip(&selection.outcomes);
    let counts_for =
        |outcome: &Outcome| !matches!(outcome, Outcome::Superseded { .. } | Outcome::DroppedOut);
    let eligible =
        judged.filter(|(one, outcome)| one.verdict() == Verdict::Eligible && counts_for(outcome));
    eligible.count()
}

/// What is said of those ranked, and how many of them were chosen.
fn chosen(selection: &Selection<'_>, counts: &Counts) -> (String, Step) {
    let many = |count: Option<NonZeroUsize>| count.map_or(0, NonZeroUsize::get);
    let (count, word) = match selection.rules.is_shortlisting() {
        true => (many(counts.shortlisted), "shortlisted"),
        false => (counts.selected, "selected"),
    };
    let note = match selection.rules.is_shortlisting() {
        true => {
            let without = selection.standings.len().saturating_sub(count);
            format!("{without} not shortlisted")
        }
        false => format!(
            "{} in reserve, {} without a place",
            counts.reserve, counts.unplaced
        ),
    };
    let note_of_word = String::new();
    let step = Step {
        count,
        word,
        note: note_of_word,
    };
    (note, step)
}

/// Whoever has too few points in the stage, also where that is not told apart from others who are not shortlisted.
pub(in crate::papers) fn below_floor(selection: &Selection<'_>) -> usize {
    let below = |outcome: &&Outcome| matches!(outcome, Outcome::BelowFloor { .. });
    selection.outcomes.iter().filter(below).count()
}

pub(in crate::papers) fn beside(selection: &Selection<'_>) -> Vec<Step> {
    let counts = counts(selection);
    let awaited = selection.awaited();
    let could_sit = match awaited.unclear {
        0 => String::new(),
        _ => {
            let in_doubt = eligible(selection).saturating_sub(selection.standings.len());
            let in_doubt = in_doubt.saturating_sub(settled(selection));
            let counted = match in_doubt {
                0 => String::new(),
                many => format!("{many} of them counted as eligible above; "),
            };
            let could = match awaited.is_shortlisting {
                true => "could be shortlisted",
                false => "could win a seat",
            };
            format!("{counted}{} {could}", awaited.could_sit)
        }
    };
    let many = |count: Option<NonZeroUsize>| count.map_or(0, NonZeroUsize::get);
    let gone = many(counts.dropped_out);
    let outcomes = selection.outcomes.iter();
    let kept_out = outcomes.filter(|outcome| **outcome == Outcome::NotShortlisted);
    let kept_out = kept_out.count();
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
        (
            below_floor(selection),
            "below the floor of the stage",
            String::new(),
        ),
        (
            kept_out,
            "not shortlisted in the stage before",
            String::new(),
        ),
        (gone, "dropped out", String::new()),
        (done.len(), "decisions of people", left_out),
    ];
    let some = all.into_iter().filter(|(count, ..)| *count > 0);
    some.map(|(count, word, note)| Step { count, word, note })
        .collect()
}

/// How many are on a shortlist of a group by the same total as the last of it alone: more than it has places for.
pub(in crate::papers) fn by_tie(selection: &Selection<'_>, seat: Option<GroupId>) -> u32 {
    let is_here = |standing: &&StandingId| {
        let outcome = selection.outcome(selection.standings[**standing].application);
        matches!(outcome, Outcome::Selected { group, .. } if group == seat)
    };
    let many = selection.by_tie.iter().filter(is_here).count();
    u32::try_from(many).unwrap_or(u32::MAX)
}

/// `8 of 8 seats`; of a shortlist how many are on it, and for how many places: whoever has the total of the last goes on beyond these.
pub fn of_seats(rules: &Rules, group: &GroupSeats) -> String {
    let Some(shortlist) = rules.stage().and_then(|stage| stage.shortlist) else {
        let word = words::stages::seats(false, group.seats);
        return format!("{} of {} {word}", group.taken, group.seats);
    };
    let places = group.seats.min(shortlist.most.people());
    let beyond = match group.taken.saturating_sub(places) {
        0 => String::new(),
        ties => format!(", {ties} of them by the total of the last"),
    };
    let places = count(places, "place", "places");
    format!("{} shortlisted for {places}{beyond}", group.taken)
}

/// `8 of 8 seats taken`.
pub fn taken(rules: &Rules, group: &GroupSeats) -> String {
    let of_seats = of_seats(rules, group);
    match rules.is_shortlisting() {
        true => of_seats,
        false => format!("{of_seats} taken"),
    }
}
