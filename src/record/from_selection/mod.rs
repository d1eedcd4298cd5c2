//! From a selection to the lines of its audit.

mod by_balance;
pub mod came_before;
pub mod derived;
mod distinct;
pub mod elsewhere;
pub mod empty;
pub mod header;
pub mod found;
pub mod known;
mod numbers;
mod parts;
mod passed_over;
pub mod reasons;
pub mod stages;
mod told_place;
mod tried;
mod turn;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;

use self::numbers::Numbers;
use super::clarifications;
use crate::base::ids::{ApplicationId, Id as _};
use crate::base::interner::{Symbol, Symbols};
use crate::base::origin::Row;
use crate::judge::late_by_zone;
use crate::people::{self, MatchStatus};
use crate::rank::{Standing, StandingId};
use crate::record::line::{Beside, Lot, Origin, Stands};
use crate::record::numbered::Numbered;
use crate::record::*;
use crate::rules::{CriterionId, GroupId, GroupSet, Language, TieBreakId};
use crate::rulings::{NO_ANSWER, RulingDone};
use crate::seats::balance::Candidate;
use crate::select::{Outcome, Selection, is_unsettled, preference};
use crate::values::{Answer, Score, SeatIn};
use crate::words::to_applicant;

type Text<'a> = Cow<'a, str>;

/// Of the seats that hang on one answer at most so many are named.
const NAMED: usize = 20;

/// Makes the lines of a selection's audit.
pub struct Lines<'a> {
    selection: &'a Selection<'a>,
    numbers: Numbers,
    files: Numbered,
    /// By standing, because lines name those beside somebody in the ranking, and ids lie in memory as they were read.
    ids: Symbols,
    /// Who comes after the reserves of this stage, with their numbers.
    reserves: BTreeMap<ApplicationId, usize>,
    /// Who would have the seat of somebody who has one, were that one gone.
    next: BTreeSet<StandingId>,
}

impl<'a> Lines<'a> {
    /// With what their dictionary has.
    pub fn new(selection: &'a Selection<'a>) -> (Self, Dictionary<'a>) {
        let (numbers, dictionary) = Numbers::new(selection);
        let mut ids = Symbols::default();
        for standing in &selection.standings {
            ids.append(&selection.applications.id(standing.application));
        }
        let lines = Self {
            selection,
            numbers,
            files: Numbered::new(&selection.ratings),
            ids,
            reserves: stages::numbered(selection),
            next: selection
                .standings
                .ids()
                .filter_map(|standing| selection.successor(standing).flatten())
                .collect(),
        };
        (lines, dictionary)
    }

    /// The line of one application.
    pub fn of(&self, application: ApplicationId) -> Line<'_> {
        let selection = self.selection;
        let applications = &selection.applications;
        let outcome = selection.outcome(application);
        let superseded = matches!(outcome, Outcome::Superseded { .. });
        let groups = |groups: Vec<GroupId>| {
            groups
                .into_iter()
                .map(|group| Cow::Borrowed(passed_over::id(selection, group)))
        };
        let judgement = Some(&selection.judgements[application]).filter(|_| !superseded);
        let fits = judgement.map_or(GroupSet::EMPTY, |judgement| judgement.groups);
        let may_fit = judgement.map_or(GroupSet::EMPTY, |judgement| judgement.groups_unclear);
        let questions = match outcome {
            Outcome::Clarify { .. } => clarifications::clarifications(selection, application),
            _ if selection.is_asked_for_balance(application) => {
                clarifications::clarifications(selection, application)
            }
            _ => Vec::new(),
        };
        let (counts, may_count) = counts(selection, application, outcome);
        let (total, total_at_most) = total(selection, application, outcome);
        let taken = selection.could_take(application).unwrap_or_default();
        let (sheet, row) = applications.read_at(application);
        Line {
            application: applications.id(application),
            origin: Origin::Row(usize::from(sheet).saturating_add(1), row.0),
            rated: rated(selection, application),
            outcome: outcome.kind(selection.rules),
            group: seat_in(selection, outcome),
            reserve: match outcome {
                Outcome::Reserve { rank, .. } => Some(rank),
                _ => None,
            },
            firm: match outcome {
                Outcome::Selected { standing, .. } => Some(selection.is_firm(standing)),
                _ => None,
            },
            before: stages::before(selection, application, &self.reserves),
            why: self.numbers.why(selection, application),
            found: self.numbers.found(selection, application),
            criteria: self.numbers.criteria(application),
            parts: self.numbers.parts(selection, application),
            rulings: selection
                .rulings
                .about(application)
                .map(|done| settled_by(done, &self.files))
                .collect(),
            total,
            total_at_most,
            standing: outcome.standing().map(|standing| self.stands(standing)),
            fits: groups(order(selection, application, outcome, fits)).collect(),
            held: selection.rulings.held(application).is_some() && outcome.standing().is_some(),
            seat_before: seat_before(selection, application, outcome),
            turn: match outcome {
                Outcome::Reserve {
                    standing, group, ..
                } => turn::turn(selection, standing, group),
                _ => None,
            },
            comes_next: matches!(outcome, Outcome::Unplaced { standing } if self.next.contains(&standing)),
            in_group: candidate(selection, outcome).is_some_and(|one| one.in_groups),
            counts,
            may_count,
            elsewhere: match outcome {
                Outcome::Selected { standing, group } if !selection.rules.is_shortlisting() => {
                    elsewhere::recorded(selection, standing, group)
                }
                _ => Vec::new(),
            },
            may_fit: groups(may_fit.iter().collect()).collect(),
            unsettled: !superseded && is_unsettled(applications, &selection.people, application),
            superseded_by_decision: superseded
                && people::superseded_by_decision(&selection.people, application),
            late_by_zone: judgement
                .is_some_and(|judgement| judgement.answer(CriterionId::DEADLINE) == Answer::NotMet)
                && late_by_zone::is_by_zone(selection.rules, applications, application),
            questions: questions
                .into_iter()
                .map(|question| {
                    let ask = Question::begins(&question.about) + &question.ask;
                    let inquiry = question.inquiry.as_ref();
                    Question {
                        at: Cow::Owned(self.files.location(&question.at).into_owned()),
                        ask: Cow::Owned(ask),
                        to_applicant: inquiry.map(|inquiry| {
                            Cow::Owned(to_applicant::asked(inquiry, Language::English))
                        }),
                        inquiry: question.inquiry,
                        about: Some(question.about),
                        whom: Some(question.whom),
                        blank: question.blank,
                    }
                })
                .collect(),
            could_sit: match outcome {
                Outcome::Clarify { could_sit } => Some(could_sit),
                _ => None,
            },
            could_take: taken
                .iter()
                .take(NAMED)
                .map(|taken| self.id(*taken))
                .collect(),
            could_take_more: NonZeroUsize::new(taken.len().saturating_sub(NAMED)),
            related: related(selection, application),
            chain: None,
        }
    }

    fn id(&self, standing: StandingId) -> Text<'_> {
        Cow::Borrowed(self.ids.text(Symbol::at(standing.0)))
    }

    fn stands(&self, standing: StandingId) -> Stands<'_> {
        let selection = self.selection;
        let this = &selection.standings[standing];
        let below = selection.standings.find(standing.below());
        let beside = |standing: StandingId, behind_by: Option<TieBreakId>| {
            let id = self.id(standing);
            let total = Cow::Owned(selection.standings[standing].score.to_string());
            match behind_by {
                None => Beside::ByScore(id, total),
                Some(by) => Beside::ByTieBreak(id, total, by.into()),
            }
        };
        let drawn =
            |standing: &Standing| selection.rules.ranking.tie_breaks[standing.behind_by?].seed();
        Stands {
            position: standing.position(),
            rank: this.rank,
            above: standing.above().map(|above| beside(above, this.behind_by)),
            below: below.map(|below| beside(standing.below(), below.behind_by)),
            lot: drawn(this)
                .or_else(|| drawn(below?))
                .map(|_| Lot::Drawn(true)),
        }
    }
}

/// The groups somebody may sit in, most wanted first: whoever holds a seat keeps its group.
fn order(
    selection: &Selection<'_>,
    application: ApplicationId,
    outcome: Outcome,
    fits: GroupSet,
) -> Vec<GroupId> {
    let preference = |fits| preference(selection.rules, &selection.applications, application, fits);
    let held = selection.rulings.held(application);
    match (held, candidate(selection, outcome), outcome) {
        (
            Some(_),
            Some(candidate),
            Outcome::Selected {
                group: Some(own), ..
            },
        ) => {
            let others = preference(candidate.groups).into_iter();
            let others = others.filter(|group| *group != own);
            std::iter::once(own).chain(others).collect()
        }
        (Some(_), Some(candidate), _) => preference(candidate.groups),
        _ => preference(fits),
    }
}

/// Somebody ranked as the solver saw them; none where it was not asked.
fn candidate<'a>(selection: &'a Selection<'_>, outcome: Outcome) -> Option<&'a Candidate> {
    let balancing = selection.balancing.as_ref()?;
    balancing.problem.candidates.find(outcome.standing()?)
}

/// The balance rules that count somebody ranked or asked, and those that may.
fn counts<'a>(
    selection: &Selection<'_>,
    application: ApplicationId,
    outcome: Outcome,
) -> (Vec<Text<'a>>, Vec<Text<'a>>) {
    let Some(balancing) = &selection.balancing else {
        return (Vec::new(), Vec::new());
    };
    let counts = match outcome.standing() {
        Some(standing) => balancing.counts.find(standing),
        None => balancing.asked.get(&application),
    };
    let owned = |names: Vec<String>| names.into_iter().map(Cow::Owned).collect();
    counts.map_or_else(Default::default, |counts| {
        let (certain, possible) = counts.names(selection.rules, &balancing.traits);
        (owned(certain), owned(possible))
    })
}

/// Where ratings stand that came from files of their own.
fn rated<'a>(selection: &Selection<'a>, application: ApplicationId) -> Rated<'a> {
    let applications = &selection.applications;
    let mut rated = Rated::new();
    if selection.ratings.is_empty() {
        return rated;
    }
    let fields = selection.rules.form.fields.each();
    for (at, field) in fields.filter(|(_, field)| field.kind.is_rating()) {
        let place = |by| {
            let (file, Row(row)) = applications.rated_at(application, at, by)?;
            Some((usize::from(file).saturating_add(1), row))
        };
        let places: Vec<Option<(usize, u32)>> = applications.assessors(at).map(place).collect();
        if places.iter().any(Option::is_some) {
            rated.insert(Cow::Borrowed(field.name.as_str()), places);
        }
    }
    rated
}

/// The total, and where it is open what it is at most.
fn total<'a>(
    selection: &Selection<'_>,
    application: ApplicationId,
    outcome: Outcome,
) -> (Option<Text<'a>>, Option<Text<'a>>) {
    let text = |score: Score| Some(Cow::Owned(score.to_string()));
    match outcome {
        Outcome::Ineligible
        | Outcome::Superseded { .. }
        | Outcome::DroppedOut
        | Outcome::NotShortlisted => (None, None),
        Outcome::BelowFloor { total } => (text(total), None),
        Outcome::Clarify { .. } => {
            let tally = selection.tally(application);
            let most = tally.known().is_none().then_some(tally.most);
            (text(tally.least), most.and_then(text))
        }
        Outcome::Selected { standing, .. }
        | Outcome::Reserve { standing, .. }
        | Outcome::Unplaced { standing } => (text(selection.standings[standing].score), None),
    }
}

fn settled_by<'a>(done: &'a RulingDone, files: &Numbered) -> Settled<'a> {
    let shown = |text| (!done.personal).then_some(Cow::Borrowed(text));
    let answer = if done.answer == NO_ANSWER {
        ""
    } else {
        &done.answer
    };
    Settled {
        kind: done.kind,
        about: Cow::Borrowed(&done.about),
        sort: done.sort,
        cell: files.location(&done.cell),
        was: shown(done.was.as_str()),
        answer: shown(answer),
        who: Cow::Borrowed(&done.by.who),
        when: Cow::Owned(done.by.when.to_string()),
        why: Cow::Borrowed(&done.by.why),
    }
}

/// Where somebody has a seat, or waits for one.
pub fn seat_in<'a>(selection: &Selection<'a>, outcome: Outcome) -> Option<SeatIn<'a>> {
    match outcome {
        Outcome::Selected {
            group: Some(group), ..
        }
        | Outcome::Reserve { group, .. } => Some(SeatIn::Group(Cow::Borrowed(passed_over::id(
            selection, group,
        )))),
        Outcome::Selected { group: None, .. } => Some(SeatIn::Open),
        _ => None,
    }
}

/// The seat that the run before gave somebody who has another now.
fn seat_before<'a>(
    selection: &Selection<'_>,
    application: ApplicationId,
    outcome: Outcome,
) -> Option<SeatIn<'a>> {
    if !matches!(outcome, Outcome::Selected { .. }) {
        return None;
    }
    let follows = selection.rulings.follows.as_ref()?;
    let id = selection.applications.id(application);
    let mut issued = follows.issued.iter();
    let before = issued.find(|issued| issued.application == id)?;
    let is_another = Some(&before.seat) != seat_in(selection, outcome).as_ref();
    is_another.then(|| before.seat.clone())
}

fn related<'a>(selection: &Selection<'_>, application: ApplicationId) -> Vec<Cow<'a, str>> {
    let matches = selection
        .people
        .get(&application)
        .map_or(&[][..], Vec::as_slice);
    matches
        .iter()
        .map(|matched| {
            let rule = people::rule_id(&selection.rules.form, matched.rule);
            let others = matched.others.named(&selection.applications);
            Cow::Owned(match matched.status {
                MatchStatus::Stands => format!("stands for {others} ({rule})"),
                MatchStatus::Superseded { by } => {
                    format!("{} stands for it ({rule})", selection.applications.id(by))
                }
                MatchStatus::Unsettled => format!("unsettled between this and {others} ({rule})"),
                MatchStatus::Shares => format!("shared with {others} ({rule})"),
            })
        })
        .collect()
}
