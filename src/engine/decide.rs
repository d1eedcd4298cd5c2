//! A selection: of a stage that comes after another beside what that one told, which is worked out once more from what is given now; and where
//! ratings count evened out beside what would come out without that, which is worked out as well.

use std::cell::RefCell;
use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::pile::{Pile, decided, decided_as_is};
use crate::answers::ratings::given::Given;
use crate::base::finding::{Code, Finding, Location, Severity};
use crate::record::RecordedEvenOut;
use crate::rules::Rules;
use crate::rulings::{Kind, Ruling, Rulings, ShortlistNow, StageBefore, Told, WithoutIt};
use crate::select::{Outcome, Selection};
use crate::study::packs::needed::rated_fields;
use crate::values::OutcomeKind;
use crate::words::outcomes::some_of;

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
    let Some((before, earlier)) = earlier else {
        return beside(rules, pile, &|rulings| rulings, step);
    };
    let (now, next) = shortlist_now(&earlier, pile, before, step)?;
    let with = |rulings: Rulings| Rulings {
        stage_before: Some(before.clone()),
        shortlist_now: Some(now.clone()),
        ..rulings
    };
    let (selection, findings) = beside(rules, pile, &with, step)?;
    let outside = rated_outside(&selection, before);
    let more = next.into_iter().chain(outside);
    Ok((selection, findings.into_iter().chain(more).collect()))
}

/// Reads and selects; of each decision that ratings count evened out it is worked out what would come of it all without it.
fn beside<'a>(
    rules: &'a mut Rules,
    pile: Pile<'_>,
    change: &dyn Fn(Rulings) -> Rulings,
    step: &dyn Fn(&str),
) -> Result<(Selection<'a>, Vec<Finding>), Vec<Finding>> {
    let (mut selection, findings) = decided(rules, pile, change, step)?;
    let mut all = Vec::new();
    let rules = selection.rules;
    for evened in &selection.rulings.evened {
        let field = &rules.form.fields[evened.field].name;
        let as_given = |rulings: Rulings| Rulings {
            as_given: Some(field.clone()),
            ..change(rulings)
        };
        let without = match decided_as_is(rules, pile, &as_given, step) {
            Ok((without, _)) => {
                let (is, would_be) = (chosen(&selection), chosen(&without));
                let (refused, would_refuse) = (refused(&selection), refused(&without));
                let only = |of: &BTreeSet<String>, not: &BTreeSet<String>| {
                    of.difference(not).cloned().collect()
                };
                WithoutIt::Selected {
                    comes: only(&would_be, &is),
                    leaves: only(&is, &would_be),
                    eligible: only(&refused, &would_refuse),
                    ineligible: only(&would_refuse, &refused),
                }
            }
            Err(refused) => {
                let first = refused
                    .into_iter()
                    .find(|one| one.severity() == Severity::Error);
                WithoutIt::Refused {
                    because: first.map_or_else(String::new, |first| first.message),
                }
            }
        };
        all.push(without);
    }
    for (evened, without) in selection.rulings.evened.iter_mut().zip(all) {
        evened.without = Some(without);
    }
    let said = selection.rulings.evened.iter();
    let said: Vec<Finding> = said
        .map(|evened| {
            let at = Location::File("decisions".to_owned());
            let words = RecordedEvenOut::with_seats(rules, evened).words(rules);
            Finding::new(Code::EvenedOut, at, words)
        })
        .collect();
    selection.findings.extend(said);
    Ok((selection, findings))
}

/// The ids of those who have a seat or are on the shortlist.
fn chosen(selection: &Selection<'_>) -> BTreeSet<String> {
    of_outcome(selection, &OutcomeKind::is_chosen)
}

/// The ids of those who are not eligible.
fn refused(selection: &Selection<'_>) -> BTreeSet<String> {
    of_outcome(selection, &|outcome| outcome == OutcomeKind::Ineligible)
}

fn of_outcome(selection: &Selection<'_>, is_one: &dyn Fn(OutcomeKind) -> bool) -> BTreeSet<String> {
    let outcomes = selection.outcomes.each();
    outcomes
        .filter(|(_, outcome)| is_one(outcome.kind(selection.rules)))
        .map(|(one, _)| selection.applications.id(one).into_owned())
        .collect()
}

/// How the shortlist of the stage before would come out by what is given now, were those still there who have dropped out since; and what
/// is said of who comes next on it in their place.
fn shortlist_now(
    earlier: &Rules,
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
    // Seats are held in the last stage alone, and what is decided about a run is decided of this one; but what was evened out in that
    // stage counts in it evened out.
    let was_evened = |ruling: &Ruling| {
        let mut known = before.evened_out.iter();
        let field = |name: &str| {
            let fields = earlier.form.fields.iter();
            let called = ruling.about.as_str();
            let mut fields = fields.filter(|form| form.name == name);
            fields.any(|form| form.is_called(called))
        };
        ruling.kind == Kind::EvenOut && known.any(|one| field(&one.field))
    };
    let counts =
        |ruling: &Ruling| !ruling.kind.holds() && (!ruling.kind.is_of_run() || was_evened(ruling));
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
    let (selection, _) = selected(earlier, pile, &then, step)?;
    let was = chosen(&selection);
    let gone = gone.into_inner();
    let mut noticed: Vec<Finding> = otherwise(before, &selection).into_iter().collect();
    if !gone.is_empty() {
        let without = |mut rulings: Rulings| {
            rulings.all.retain(counts);
            rulings
        };
        let (selection, _) = selected(earlier, pile, &without, step)?;
        let next = chosen(&selection);
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
    let ids: Vec<_> = rated.iter().map(|one| all.id(*one)).collect();
    let message = format!(
        "rated in this stage, and not on the shortlist of the stage “{}”: {}; these ratings do not count",
        before.title,
        some_of(&ids, NAMED)
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
    rules: &'a Rules,
    pile: Pile<'_>,
    change: &dyn Fn(Rulings) -> Rulings,
    step: &dyn Fn(&str),
) -> Result<(Selection<'a>, Vec<Finding>), Vec<Finding>> {
    let before = pile.stage_before.cloned();
    let with = |rulings: Rulings| Rulings {
        stage_before: before.clone(),
        ..change(rulings)
    };
    decided_as_is(rules, pile, &with, step)
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
    let named = |all: Vec<&String>| some_of(&all, NAMED);
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
