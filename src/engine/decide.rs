//! A selection: of a stage that comes after another beside what that one told, which is worked out once more from what is given now.

use std::cell::RefCell;
use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::pile::{Pile, decided};
use crate::answers::ratings::given::Given;
use crate::base::finding::{Code, Finding, Location};
use crate::rules::Rules;
use crate::rulings::{Ruling, Rulings, ShortlistNow, StageBefore, Told};
use crate::select::{Outcome, Selection};
use crate::study::packs::needed::rated_fields;
use crate::words::outcomes::seats_of;

/// Reads and selects; returns what was noticed while reading, too. `step` is told what is done. The rules get the titles that the form
/// gives their fields, so that every paper of the run calls a field by one name.
///
/// # Errors
/// What refuses applications or rulings, with what was noticed of them.
pub fn decide<'a>(
    rules: &'a mut Rules,
    pile: Pile<'_>,
    step: &dyn Fn(&str),
) -> Result<(Selection<'a>, Vec<Finding>), Vec<Finding>> {
    let earlier = pile.stage_before.zip(rules.at_stage_before());
    let Some((before, mut earlier)) = earlier else {
        return decided(rules, pile, &|rulings| rulings, step);
    };
    let (now, next) = shortlist_now(&mut earlier, pile, before, step)?;
    let with = |rulings: Rulings| Rulings {
        stage_before: Some(before.clone()),
        shortlist_now: Some(now.clone()),
        ..rulings
    };
    let (selection, findings) = decided(rules, pile, &with, step)?;
    let outside = rated_outside(&selection, before);
    let more = next.into_iter().chain(outside);
    Ok((selection, findings.into_iter().chain(more).collect()))
}

/// How the shortlist of the stage before would come out by what is given now, were those still there who have dropped out since; and what
/// is said of who comes next on it in their place.
fn shortlist_now(
    earlier: &mut Rules,
    pile: Pile<'_>,
    before: &StageBefore,
    step: &dyn Fn(&str),
) -> Result<(ShortlistNow, Vec<Finding>), Vec<Finding>> {
    let is_round = pile.follows.is_some();
    let pile = Pile {
        follows: None,
        stage_before: before.before.as_deref(),
        ..pile
    };
    let told: BTreeSet<&str> = before.shortlisted().collect();
    // Seats are held in the last stage alone, and what is decided about a run is decided of this one.
    let counts = |ruling: &Ruling| !ruling.kind.holds() && !ruling.kind.is_of_run();
    let drops_out =
        |ruling: &Ruling| ruling.kind.drops_out() && told.contains(ruling.application.as_str());
    let gone = RefCell::new(BTreeSet::new());
    let then = |mut rulings: Rulings| {
        let all = rulings.all.iter().filter(|ruling| drops_out(ruling));
        gone.borrow_mut()
            .extend(all.map(|ruling| ruling.application.clone()));
        rulings
            .all
            .retain(|ruling| counts(ruling) && !drops_out(ruling));
        rulings
    };
    let on_it = |selection: &Selection<'_>| -> BTreeSet<String> {
        let outcomes = selection.outcomes.each();
        let chosen = outcomes.filter(|(_, outcome)| outcome.kind(selection.rules).is_chosen());
        chosen
            .map(|(one, _)| selection.applications.id(one).into_owned())
            .collect()
    };
    let (selection, _) = selected(earlier, pile, &then, step)?;
    let was = on_it(&selection);
    let gone = gone.into_inner();
    let mut noticed: Vec<Finding> = otherwise(before, &selection).into_iter().collect();
    if !gone.is_empty() {
        let without = |mut rulings: Rulings| {
            rulings.all.retain(counts);
            rulings
        };
        let (selection, _) = selected(earlier, pile, &without, step)?;
        let next = on_it(&selection);
        noticed.push(says_next(before, &gone, next.difference(&was), is_round));
    }
    let shortlisted = was.into_iter().collect();
    Ok((ShortlistNow { shortlisted }, noticed))
}

/// That there are ratings of this stage for applications that are not on the shortlist; they count for nothing.
fn rated_outside(selection: &Selection<'_>, before: &StageBefore) -> Option<Finding> {
    /// At most so many are named.
    const NAMED: usize = 10;
    let (all, form) = (&selection.applications, &selection.rules.form);
    let mut rated = BTreeSet::new();
    for (field, _) in rated_fields(selection) {
        for by in all.assessors(field) {
            let given = all.given(form, field, by);
            let given = given.each().filter(|(one, given)| {
                let is_out = selection.outcome(*one) == Outcome::NotShortlisted;
                is_out && matches!(given, Given::Rating(_) | Given::Unreadable)
            });
            rated.extend(given.map(|(one, _)| one));
        }
    }
    let ids: Vec<_> = rated.iter().take(NAMED).map(|one| all.id(*one)).collect();
    let message = format!(
        "rated in this stage, and not on the shortlist of the stage “{}”: {}; these ratings do not count",
        before.title,
        seats_of(&ids, rated.len().saturating_sub(NAMED))
    );
    let help =
        "see that the ids are right: a rating under another's id is missing where it belongs";
    let at = Location::File("the shortlist".to_owned());
    (!rated.is_empty()).then(|| Finding::new(Code::RatedOutside, at, message).help(help))
}

/// That the stage before would tell somebody something else now although the list is the same: another total, or nothing, because the
/// application is no longer there.
fn otherwise(before: &StageBefore, now: &Selection<'_>) -> Option<Finding> {
    /// At most so many are named.
    const NAMED: usize = 10;
    let differs = |told: &Told| {
        let id = &told.application;
        let Some(application) = now.applications.position(id) else {
            return Some(format!("{id} is no longer in the applications"));
        };
        let was: Decimal = told.total.as_deref()?.parse().ok()?;
        let standing = now.outcome(application).standing()?;
        let is = now.standings[standing].score.decimal();
        (was != is).then(|| format!("{id} had {} and has {}", was.normalize(), is.normalize()))
    };
    let all: Vec<String> = before.told.iter().filter_map(differs).collect();
    let first = all
        .iter()
        .take(NAMED)
        .cloned()
        .collect::<Vec<_>>()
        .join("; ");
    let more = match all.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!("; and {more} more"),
    };
    let message = format!(
        "by what is given now the stage “{}” comes to something else for single people: {first}{more}",
        before.title
    );
    let at = Location::File("the shortlist".to_owned());
    let help =
        "see whether the files are those that the run was made from; the totals of today count";
    (!all.is_empty()).then(|| Finding::new(Code::StageChanged, at, message).help(help))
}

/// As [`decide`], of a stage that may itself come after another, with rulings changed.
fn selected<'a>(
    rules: &'a mut Rules,
    pile: Pile<'_>,
    change: &dyn Fn(Rulings) -> Rulings,
    step: &dyn Fn(&str),
) -> Result<(Selection<'a>, Vec<Finding>), Vec<Finding>> {
    let before = pile.stage_before.cloned();
    let with = |rulings: Rulings| Rulings {
        stage_before: before.clone(),
        ..change(rulings)
    };
    decided(rules, pile, &with, step)
}

/// Who comes next in the places of those who are gone.
fn says_next<'n>(
    before: &StageBefore,
    gone: &BTreeSet<String>,
    next: impl Iterator<Item = &'n String>,
    is_round: bool,
) -> Finding {
    /// At most so many are named.
    const NAMED: usize = 10;
    let named = |all: Vec<&String>| {
        let first: Vec<&String> = all.iter().take(NAMED).copied().collect();
        seats_of(&first, all.len().saturating_sub(NAMED))
    };
    let next: Vec<&String> = next.collect();
    let who = if next.is_empty() {
        "nobody comes next in their place".to_owned()
    } else {
        format!("next on it: {}", named(next))
    };
    let message = format!(
        "no longer there of the shortlist of the stage “{}”: {}; {who}",
        before.title,
        named(gone.iter().collect())
    );
    // Made by `select` all seats would be dealt anew.
    let help = match is_round {
        true => format!(
            "whoever has a seat keeps it, and one that was given back goes to whoever took part; to let these take part, too, make the stage \
             `{}` anew with these decisions, have them rated, and name that run with `--after` of `intake replace`",
            before.stage
        ),
        false => format!(
            "to let them take part make the stage `{}` anew with these decisions, and name that run with `--after`",
            before.stage
        ),
    };
    let at = Location::File("the shortlist".to_owned());
    Finding::new(Code::NextShortlisted, at, message).help(help)
}
