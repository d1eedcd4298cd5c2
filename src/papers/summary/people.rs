//! How many got how far and why, and who is waited for.

use std::fmt::Write as _;
use std::num::NonZeroUsize;

use super::super::glance;
use super::super::lists::{clarify, rulings};
use super::{heading, plain, right};
use crate::base::counted::count;
use crate::base::ids::ApplicationId;
use crate::record::manifest::counts;
use crate::rules::{CriterionId, FieldId};
use crate::select::{Outcome, Selection};
use crate::values::escape::visible;
use crate::values::{Answer, Reading, Value, Wrong};
use crate::words;

pub(super) fn people(page: &mut String, selection: &Selection<'_>) {
    let counts = counts(selection);
    let deadline = |answer: Answer| {
        selection
            .judgements
            .iter()
            .filter(|judgement| judgement.answer(CriterionId::DEADLINE) == answer)
            .count()
    };
    let (late, unknown) = (deadline(Answer::NotMet), deadline(Answer::Unclear));
    let hopeful = selection.could_sit();
    heading(page, "Applications");
    let mut line = |number: usize, word: &str, note: String| {
        let _ = writeln!(page, "  {number:>6}  {word}{note}");
    };
    line(counts.received, "received", String::new());
    line(
        deadline(Answer::Met),
        "in time",
        format!(" ({late} late, {unknown} without a readable time)"),
    );
    let eligible = selection.standings.len();
    line(
        eligible,
        "eligible and ranked",
        format!(
            ": {}",
            match selection.rules.is_shortlisting() {
                true => {
                    let chosen = counts.shortlisted.map_or(0, NonZeroUsize::get);
                    let others = eligible.saturating_sub(chosen);
                    format!("{chosen} shortlisted, {others} not shortlisted")
                }
                false => format!(
                    "{} selected, {} in reserve, {} without a place",
                    counts.selected, counts.reserve, counts.unplaced
                ),
            }
        ),
    );
    let below = glance::below_floor(selection);
    if below > 0 {
        let note = ", see not-shortlisted.csv".to_owned();
        line(below, "below the floor of the stage", note);
    }
    let kept_out = |outcome: &&Outcome| **outcome == Outcome::NotShortlisted;
    let kept_out = selection.outcomes.iter().filter(kept_out).count();
    if kept_out > 0 {
        let note = ", see not-shortlisted.csv".to_owned();
        let stage = match selection.rules.stage_before_by(1) {
            Some(_) => "not shortlisted in a stage before",
            None => "not shortlisted in the stage before",
        };
        line(kept_out, stage, note);
    }
    let note = if counts.clarify > 0 {
        let waiting = match waiting(selection) {
            0 => String::new(),
            waiting => format!(
                "; {} for an answer about a column",
                count(waiting, "waits", "wait")
            ),
        };
        let seat = words::stages::seat(selection.rules.is_shortlisting());
        format!(": {hopeful} of them could win a {seat}, see clarify.csv{waiting}")
    } else {
        String::new()
    };
    line(counts.clarify, "unclear, to be asked", note);

    let for_balance = selection.awaited().ranked;
    if for_balance > 0 {
        let note = ", because balance rules hang on it, see clarify.csv".to_owned();
        line(for_balance, "ranked and to be asked", note);
    }
    line(counts.ineligible, "ineligible", String::new());
    if counts.superseded > 0 {
        line(
            counts.superseded,
            "superseded by another application of the same person",
            String::new(),
        );
    }
    if let Some(dropped_out) = counts.dropped_out {
        line(
            dropped_out.get(),
            "dropped out, see dropped-out.csv",
            String::new(),
        );
    }
    let rulings = &selection.rulings.done;
    if !selection.rulings.files.is_empty() {
        let note = rulings::left_out(rulings);
        line(rulings.len(), "decided by people, see decisions.csv", note);
    }
    seats(page, selection);
}

/// How many seats hold whatever is still answered, and on whom the others hang.
fn seats(page: &mut String, selection: &Selection<'_>) {
    /// At most so many of those who are asked are named, and of the seats of each.
    const NAMED: usize = 3;
    let rules = selection.rules;
    let (firm, seats) = selection.firm_seats();
    if firm == seats {
        return;
    }
    let takers = selection.takers();
    let _ = writeln!(
        page,
        "  provisional: {firm} of {seats} {} firm; {}, see clarify.csv",
        words::stages::seats(
            rules.is_shortlisting(),
            u32::try_from(seats).unwrap_or(u32::MAX)
        ),
        selection.awaited().words()
    );
    if takers.is_empty() {
        page.push_str(
            "    no answer alone could take a seat from anybody, but several together can\n",
        );
        return;
    }
    if takers
        .iter()
        .all(|one| selection.could_take(*one).is_none())
    {
        page.push_str("    which of them could take whose seat was too much to work out\n");
        return;
    }
    for application in takers.iter().take(NAMED) {
        let words = clarify::could_take(selection, *application, NAMED).unwrap_or_default();
        if !words.is_empty() {
            let id = selection.applications.id(*application);
            let _ = writeln!(page, "    {}", visible(&format!("{id} could {words}")));
        }
    }
    let more = takers.len().saturating_sub(NAMED);
    if more > 0 {
        let _ = writeln!(page, "    and {more} more");
    }
}

/// How many applications to be asked about have an answer that waits for one about its whole column.
fn waiting(selection: &Selection<'_>) -> usize {
    let fields = || (0..selection.rules.form.fields.len()).map(FieldId);
    let waits = |application: ApplicationId| {
        fields().any(
            |field| match selection.applications.reading(application, field) {
                // Of two days the applicant is asked.
                Reading::Unreadable(problem) => {
                    problem.code().is_of_column() && problem.wrong != Wrong::TwoDays
                }
                Reading::Value(Value::Choices(choices)) => choices
                    .unread
                    .as_ref()
                    .is_some_and(|problem| problem.code().is_of_column()),
                _ => false,
            },
        )
    };
    let outcomes = selection.outcomes.each();
    outcomes
        .filter(|(application, outcome)| {
            matches!(outcome, Outcome::Clarify { .. }) && waits(*application)
        })
        .count()
}

pub(super) fn reasons(page: &mut String, selection: &Selection<'_>) {
    let count = |criterion: CriterionId, wanted: Answer, outcome: fn(&Outcome) -> bool| {
        let judged = selection.judgements.iter().zip(&selection.outcomes);
        judged
            .filter(|(judgement, out)| judgement.answer(criterion) == wanted && outcome(out))
            .count()
    };
    let criteria = (0..).map(CriterionId).zip(&selection.rules.criteria);
    let counted: Vec<(usize, usize, &str, &str)> = criteria
        .map(|(index, criterion)| {
            let not_met = count(index, Answer::NotMet, |outcome| {
                matches!(outcome, Outcome::Ineligible)
            });
            let unclear = count(index, Answer::Unclear, |outcome| {
                matches!(outcome, Outcome::Clarify { .. })
            });
            (
                not_met,
                unclear,
                criterion.id.as_str(),
                criterion.title.as_str(),
            )
        })
        .filter(|(not_met, unclear, ..)| *not_met > 0 || *unclear > 0)
        .collect();
    if counted.is_empty() {
        return;
    }
    heading(page, "Reasons (an application can have several)");
    let mut table = plain();
    table.set_header(["  not met", "unclear", "criterion", ""]);
    for (not_met, unclear, id, title) in counted {
        table.add_row([
            not_met.to_string(),
            unclear.to_string(),
            id.to_owned(),
            visible(title).into_owned(),
        ]);
    }
    right(&mut table, &[0, 1]);
    let _ = writeln!(page, "{}", table.trim_fmt());
}
