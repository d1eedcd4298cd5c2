//! From a selection to its records.

pub mod derived;
pub mod elsewhere;
pub mod header;
pub mod known;
mod passed_over;
pub mod reasons;
pub mod found;

use std::borrow::Cow;

use self::found::{found, is_personal};
use super::clarifications;
use crate::base::ids::ApplicationId;
use crate::judge::criteria::{self, Facts};
use crate::people::{self, MatchStatus};
use crate::rank::{Standing, StandingId, lot};
use crate::record::*;
use crate::rules::criteria::Test;
use crate::rules::{CriterionId, GroupId, GroupSet, Measure, Rules, Subject, TieBreakId};
use crate::rulings::{NO_ANSWER, RulingDone};
use crate::score::{self, Tally};
use crate::select::{Outcome, Selection, is_unsettled, preference};
use crate::values::{Answer, SeatIn};
use crate::{awards, words};

/// Makes the records of a selection.
pub struct Records<'a> {
    selection: &'a Selection<'a>,
    /// What the criteria look at, and what that is derived from; each with whether it is personal, or derived from what is.
    judged: Vec<(Subject, bool)>,
    /// What the score, the groups and the tie-breaks look at besides.
    placed: Vec<(Subject, bool)>,
    /// By measure: whether the answer it looks at is personal, or derived from one that is.
    personal: Vec<bool>,
}

impl<'a> Records<'a> {
    pub fn new(selection: &'a Selection<'a>) -> Self {
        let rules = selection.rules;
        let mut all = Vec::new();
        for criterion in &rules.criteria {
            for subject in criterion.test.subjects() {
                with_parts(rules, subject, &mut all);
            }
        }
        let judged = all.len();
        rules
            .ranked_and_seated_by()
            .into_iter()
            .for_each(|subject| with_parts(rules, subject, &mut all));
        let placed = all.split_off(judged);
        let personal = rules
            .measures
            .iter()
            .map(|measure| is_personal(rules, measure.worth.subject))
            .collect();
        let marked = |all: Vec<Subject>| {
            all.into_iter()
                .map(|subject| (subject, is_personal(rules, subject)))
                .collect()
        };
        Self {
            selection,
            judged: marked(all),
            placed: marked(placed),
            personal,
        }
    }

    /// The record of one application.
    pub fn of(&self, application: ApplicationId) -> Record<'a> {
        let selection = self.selection;
        let applications = &selection.applications;
        let outcome = selection.outcome(application);
        let scored = !matches!(outcome, Outcome::Ineligible | Outcome::Superseded { .. });
        let (parts, tally) = if scored {
            self.parts(application)
        } else {
            Default::default()
        };
        let superseded = matches!(outcome, Outcome::Superseded { .. });
        let subjects = self
            .judged
            .iter()
            .chain(self.placed.iter().filter(|_| !superseded));
        let groups = |groups: Vec<GroupId>| {
            groups
                .into_iter()
                .map(|group| Cow::Borrowed(passed_over::name(selection, group)))
        };
        let judgement = Some(&selection.judgements[application]).filter(|_| !superseded);
        let fits = judgement.map_or(GroupSet::EMPTY, |judgement| judgement.groups);
        let may_fit = judgement.map_or(GroupSet::EMPTY, |judgement| judgement.groups_unclear);
        let questions = match outcome {
            Outcome::Clarify { .. } => clarifications::clarifications(selection, application),
            _ => Vec::new(),
        };
        Record {
            record: Cow::Borrowed("application"),
            application: applications.id(application),
            origin: Cow::Owned(applications.location(application)),
            outcome: outcome.kind(),
            group: seat_in(selection, outcome),
            reserve: match outcome {
                Outcome::Reserve { rank, .. } => Some(rank),
                _ => None,
            },
            why: reasons::why(selection, application, outcome)
                .into_iter()
                .map(Cow::Owned)
                .collect(),
            found: subjects
                .map(|subject| found(selection, application, *subject))
                .collect(),
            rulings: selection
                .rulings
                .about(application)
                .map(settled_by)
                .collect(),
            criteria: judged(selection, application),
            parts,
            total: tally.map(|tally| Cow::Owned(tally.least.to_string())),
            total_at_most: tally
                .filter(|tally| tally.known().is_none())
                .map(|tally| Cow::Owned(tally.most.to_string())),
            standing: outcome.standing().map(|index| ranked(selection, index)),
            fits: groups(preference(selection.rules, applications, application, fits)).collect(),
            elsewhere: match outcome {
                Outcome::Selected { standing, group } => {
                    elsewhere::recorded(selection, standing, group)
                }
                _ => Vec::new(),
            },
            may_fit: groups(may_fit.iter().collect()).collect(),
            unsettled: !superseded && is_unsettled(applications, &selection.people, application),
            questions: questions
                .into_iter()
                .map(|question| {
                    let ask = Question::begins(&question.about) + &question.ask;
                    Question {
                        at: Cow::Owned(question.at),
                        ask: Cow::Owned(ask),
                        to_applicant: question.to_applicant.map(Cow::Owned),
                        about: Some(question.about),
                    }
                })
                .collect(),
            could_sit: match outcome {
                Outcome::Clarify { could_sit } => Some(could_sit),
                _ => None,
            },
            related: related(selection, application),
            chain: None,
        }
    }

    /// The parts of the score, and what they add up to.
    fn parts(&self, application: ApplicationId) -> (Vec<PartOf<'a>>, Option<Tally>) {
        let selection = self.selection;
        let facts = selection.facts(application);
        let mut total = Tally::default();
        let of = |(measure, personal): (&'a Measure, &bool)| {
            let contribution = score::contribution(measure, facts);
            total = total.with(contribution);
            // Of a personal answer the points are said, and not which of several answers with these points it was.
            let row = contribution.points.known().filter(|_| !personal);
            let row = row.and_then(|_| {
                awards::row(&measure.worth.award, &facts.reading(measure.worth.subject))
            });
            PartOf {
                id: Cow::Borrowed(&measure.id),
                points: contribution
                    .points
                    .known()
                    .map(|points| Cow::Owned(points.to_string())),
                part: Cow::Owned(contribution.least.to_string()),
                at_most: contribution
                    .points
                    .known()
                    .is_none()
                    .then(|| Cow::Owned(contribution.most.to_string())),
                blank: contribution.points.blank,
                row: row.map(|row| row.saturating_add(1)),
            }
        };
        let parts = selection
            .rules
            .measures
            .iter()
            .zip(&self.personal)
            .map(of)
            .collect();
        (
            parts,
            Some(
                selection
                    .outlooks
                    .get(&application)
                    .map_or(total, |outlook| outlook.tally),
            ),
        )
    }
}

fn settled_by(done: &RulingDone) -> Settled<'_> {
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
        cell: Cow::Borrowed(&done.cell),
        was: shown(done.was.as_str()),
        answer: shown(answer),
        who: Cow::Borrowed(&done.by.who),
        when: Cow::Owned(done.by.when.to_string()),
        why: Cow::Borrowed(&done.by.why),
    }
}

/// Adds a subject and, after it, what it is derived from; each once.
fn with_parts(rules: &Rules, subject: Subject, subjects: &mut Vec<Subject>) {
    if !subjects.contains(&subject) {
        subjects.push(subject);
        rules
            .derived_from(subject)
            .into_iter()
            .for_each(|part| with_parts(rules, part, subjects));
    }
}

/// Where somebody has a seat, or waits for one.
pub fn seat_in<'a>(selection: &Selection<'a>, outcome: Outcome) -> Option<SeatIn<'a>> {
    match outcome {
        Outcome::Selected {
            group: Some(group), ..
        }
        | Outcome::Reserve { group, .. } => Some(SeatIn::Group(Cow::Borrowed(passed_over::name(
            selection, group,
        )))),
        Outcome::Selected { group: None, .. } => Some(SeatIn::Open),
        _ => None,
    }
}

fn judged<'a>(selection: &'a Selection<'_>, application: ApplicationId) -> Vec<Judged<'a>> {
    let facts = selection.facts(application);
    let judgement = &selection.judgements[application];
    let criteria = selection.rules.criteria.iter().enumerate();
    criteria
        .map(|(index, criterion)| {
            Judged {
                id: Cow::Borrowed(&criterion.id),
                // A person may have answered it otherwise.
                answer: judgement.answer(CriterionId(index)),
                of: tried(&criterion.test, facts).of,
            }
        })
        .collect()
}

fn tried(test: &Test, facts: Facts<'_>) -> Tried {
    let each = |tests: &[Test]| {
        tests
            .iter()
            .map(|test| tried(test, facts))
            .collect::<Vec<_>>()
    };
    let answers = |of: &[Tried]| of.iter().map(|tried| tried.answer).collect::<Vec<_>>();
    let (answer, of) = match test {
        Test::Any(tests) => {
            let of = each(tests);
            (Answer::any(answers(&of)), of)
        }
        Test::All(tests) => {
            let of = each(tests);
            (Answer::all(answers(&of)), of)
        }
        Test::Not(test) => {
            let of = tried(test, facts);
            (!of.answer, vec![of])
        }
        Test::Leaf(leaf) => (criteria::ask(leaf, facts), Vec::new()),
    };
    Tried { answer, of }
}

fn ranked<'a>(selection: &'a Selection<'_>, standing: StandingId) -> Ranked<'a> {
    let this = &selection.standings[standing];
    let below = selection.standings.find(standing.below());
    let neighbour = |other: &Standing, behind_by: Option<TieBreakId>| Neighbour {
        application: selection.applications.id(other.application),
        total: Cow::Owned(other.score.to_string()),
        by: Cow::Owned(words::behind_by(selection.rules, behind_by)),
        tie_break: behind_by.map(TieBreakId::number),
    };
    let drawn =
        |standing: &Standing| selection.rules.ranking.tie_breaks[standing.behind_by?].seed();
    let id = selection.applications.id(this.application);
    Ranked {
        position: standing.position(),
        rank: this.rank,
        above: standing
            .above()
            .map(|above| neighbour(&selection.standings[above], this.behind_by)),
        below: below.map(|below| neighbour(below, below.behind_by)),
        lot: drawn(this)
            .or_else(|| drawn(below?))
            .map(|seed| Cow::Owned(lot(seed, &id))),
    }
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
                MatchStatus::Stands => format!("{rule}: stands for {others}"),
                MatchStatus::Superseded { by } => {
                    format!("{rule}: {} stands for it", selection.applications.id(by))
                }
                MatchStatus::Unsettled => format!("{rule}: unsettled between this and {others}"),
                MatchStatus::Shares => format!("{rule}: shared with {others}"),
            })
        })
        .collect()
}
