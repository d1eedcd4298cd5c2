//! What gets a number in the dictionary, and which.
//!
//! Whatever hangs on one distinct answer is put down once for it. An answer that one person alone gave stands in their line,
//! so that the dictionary stays short; but what hangs on personal answers has numbers by what is said of it alone, so that nobody can
//! tell from them whose hidden answers are the same.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::distinct::{Distinct, DistinctId, NONE, Number, Numbered, subjects};
use super::found::found;
use super::parts::part;
use super::passed_over::PassedOver;
use super::{reasons, tried};
use crate::base::contradiction::contradiction;
use crate::base::ids::{ApplicationId, Per, at, at_mut};
use crate::base::interner::Combinations;
use crate::rank::StandingId;
use crate::record::dictionary::{Dictionary, Entry, Sentence};
use crate::record::{Evidence, Judged, PartOf};
use crate::rules::{CriterionId, Measure, Subject};
use crate::select::{Outcome, Selection};
use crate::values::Answer;
use crate::words::naming;

type Text<'a> = Cow<'a, str>;

/// The numbers of everything that the lines of a selection share.
pub(super) struct Numbers {
    /// What the criteria look at, and what that is derived from; then what the score, the groups and the tie-breaks look at besides.
    subjects: Vec<Distinct>,
    /// How many of them are the criteria's.
    judged: usize,
    /// By application.
    criteria: Per<ApplicationId, Number>,
    /// By measure: what it looks at, and the part's number by distinct answer.
    parts: Vec<(DistinctId, Vec<Number>)>,
    not_met: BTreeMap<CriterionId, Number>,
    passed_over: BTreeMap<PassedOver, (Number, Number)>,
    no_list: Number,
}

impl Numbers {
    /// Goes through everybody, so that numbers stand in the order in which lines first have something.
    pub(super) fn new<'a>(selection: &'a Selection<'_>) -> (Self, Dictionary<'a>) {
        let rules = selection.rules;
        let (subjects, judged) = subjects(rules);
        let distinct = |subject| Distinct::new(selection, subject);
        let mut numbers = Self {
            subjects: subjects.into_iter().map(distinct).collect(),
            judged,
            criteria: Per::default(),
            parts: Vec::new(),
            not_met: BTreeMap::new(),
            passed_over: BTreeMap::new(),
            no_list: NONE,
        };
        let dictionary = Dictionary {
            found: numbers.number_found(selection),
            criteria: numbers.number_criteria(selection),
            parts: numbers.number_parts(selection),
            why: numbers.number_why(selection),
            ..Dictionary::default()
        };
        (numbers, dictionary)
    }

    /// By subject, whether a record has it: of a superseded application only what the criteria look at; of one that dropped out the ratings,
    /// too, which others' are held against.
    fn has(
        &self,
        selection: &Selection<'_>,
        application: ApplicationId,
    ) -> impl Fn(usize) -> bool + use<> {
        let judged = self.judged;
        let outcome = selection.outcome(application);
        let ratings: Vec<bool> = match outcome {
            Outcome::DroppedOut => self
                .subjects
                .iter()
                .map(|one| is_rating(selection, one))
                .collect(),
            _ => Vec::new(),
        };
        move |at| match outcome {
            Outcome::Superseded { .. } => at < judged,
            Outcome::DroppedOut => at < judged || ratings.get(at).is_some_and(|is| *is),
            _ => true,
        }
    }

    fn number_found<'a>(&mut self, selection: &'a Selection<'_>) -> Vec<Evidence<'a>> {
        let by_symbol = |one: &Distinct| vec![0_u32; one.numbers.len()];
        let mut counts: Vec<Vec<u32>> = self.subjects.iter().map(by_symbol).collect();
        for application in selection.applications.ids() {
            let has = self.has(selection, application);
            let subjects = self.subjects.iter().zip(&mut counts).enumerate();
            for (_, (one, counts)) in subjects.filter(|(at, _)| has(*at)) {
                let count = at_mut(counts, one.symbol(selection, application));
                *count = count.saturating_add(1);
            }
        }
        let mut found_in_all = Numbered::new();
        for application in selection.applications.ids() {
            let has = self.has(selection, application);
            let subjects = self.subjects.iter_mut().zip(&counts).enumerate();
            for (_, (one, counts)) in subjects.filter(|(at, _)| has(*at)) {
                let symbol = one.symbol(selection, application);
                if *at(&one.numbers, symbol) == NONE && (one.personal || *at(counts, symbol) > 1) {
                    let evidence = found(selection, application, (one.subject, one.personal));
                    *at_mut(&mut one.numbers, symbol) = found_in_all.number(evidence);
                }
            }
        }
        found_in_all.all
    }

    fn number_criteria<'a>(&mut self, selection: &'a Selection<'_>) -> Vec<Vec<Judged<'a>>> {
        let mut all = Vec::new();
        let mut known = Combinations::default();
        let mut key = Vec::new();
        let number = |application| {
            tried::key(selection, application, &mut key);
            let (number, is_new) = known.number(&key);
            if is_new {
                all.push(tried::judged(selection, application));
            }
            number.saturating_add(1)
        };
        self.criteria = selection.applications.ids().map(number).collect();
        all
    }

    fn number_parts<'a>(&mut self, selection: &'a Selection<'_>) -> Vec<PartOf<'a>> {
        let measures = &selection.rules.measures;
        let of = |measure: &Measure| {
            let is_of = |one: &Distinct| one.subject == measure.worth.subject;
            let subject = self.subjects.iter().position(is_of).map(DistinctId);
            let subject = subject.unwrap_or_else(|| contradiction("a measure looks at nothing"));
            (
                subject,
                vec![NONE; at(&self.subjects, subject).numbers.len()],
            )
        };
        let mut parts: Vec<(DistinctId, Vec<Number>)> = measures.iter().map(of).collect();
        let mut all = Numbered::new();
        for application in selection
            .applications
            .ids()
            .filter(|one| is_scored(selection, *one))
        {
            for ((subject, numbers), measure) in parts.iter_mut().zip(measures) {
                let subject = at(&self.subjects, *subject);
                let number = at_mut(numbers, subject.symbol(selection, application));
                if *number == NONE {
                    *number = all.number(part(selection, application, measure, subject.personal));
                }
            }
        }
        self.parts = parts;
        all.all
    }

    fn number_why<'a>(&mut self, selection: &'a Selection<'_>) -> Vec<Sentence<'a>> {
        let mut all = Numbered::new();
        let whole = |text: String| Sentence::Whole(Cow::Owned(text));
        let mut no_list = false;
        for application in selection.applications.ids() {
            match selection.outcome(application) {
                Outcome::Ineligible => {
                    let judgement = &selection.judgements[application];
                    for (id, criterion) in selection.rules.criteria.each() {
                        if judgement.answer(id) == Answer::NotMet {
                            let said = || {
                                let title = naming::criterion(selection.rules, criterion);
                                reasons::said(Answer::NotMet, &title)
                            };
                            self.not_met
                                .entry(id)
                                .or_insert_with(|| all.number(whole(said())));
                        }
                    }
                }
                Outcome::Reserve { standing, .. } | Outcome::Unplaced { standing }
                    if !selection.rules.is_shortlisting() =>
                {
                    let passed_over = PassedOver::new(selection, standing);
                    no_list |= matches!(selection.outcome(application), Outcome::Unplaced { .. })
                        && reasons::fits_some(selection, standing);
                    self.passed_over
                        .entry(passed_over)
                        .or_insert_with_key(|passed_over| {
                            let (why, lowest) = passed_over.said(selection);
                            let placed = Cow::Owned(why);
                            (
                                all.number(Sentence::Placed { placed }),
                                all.number(whole(lowest)),
                            )
                        });
                }
                _ => {}
            }
        }
        if no_list {
            self.no_list = all.number(Sentence::Whole(Cow::Borrowed(reasons::NO_LIST)));
        }
        all.all
    }

    /// What was found for everything that a rule looks at.
    pub(super) fn found<'a>(
        &self,
        selection: &'a Selection<'_>,
        application: ApplicationId,
    ) -> Vec<Entry<Evidence<'a>>> {
        let entry = |one: &Distinct| {
            entry(*at(&one.numbers, one.symbol(selection, application))).unwrap_or_else(|| {
                Entry::Here(Box::new(found(
                    selection,
                    application,
                    (one.subject, one.personal),
                )))
            })
        };
        let has = self.has(selection, application);
        let subjects = self.subjects.iter().enumerate();
        let own = subjects.filter(|(at, _)| has(*at));
        // Almost everybody has all of them.
        let mut all = Vec::with_capacity(self.subjects.len());
        all.extend(own.map(|(_, one)| entry(one)));
        all
    }

    /// The answers to all criteria.
    pub(super) fn criteria(&self, application: ApplicationId) -> Entry<Vec<Judged<'static>>> {
        Entry::Number(self.criteria[application] as usize)
    }

    /// The parts of the score; of nobody else than whoever has one.
    pub(super) fn parts(
        &self,
        selection: &Selection<'_>,
        application: ApplicationId,
    ) -> Vec<Entry<PartOf<'static>>> {
        if !is_scored(selection, application) {
            return Vec::new();
        }
        let part = |(subject, numbers): &(DistinctId, Vec<Number>)| {
            let subject = at(&self.subjects, *subject);
            Entry::Number(*at(numbers, subject.symbol(selection, application)) as usize)
        };
        self.parts.iter().map(part).collect()
    }

    /// Why the outcome is what it is.
    pub(super) fn why<'a>(
        &self,
        selection: &Selection<'_>,
        application: ApplicationId,
    ) -> Vec<Entry<Text<'a>>> {
        let outcome = selection.outcome(application);
        let here = |said: Vec<String>| {
            said.into_iter()
                .map(|text| Entry::Here(Box::new(Cow::Owned(text))))
        };
        let mut why = Vec::new();
        match outcome {
            Outcome::Ineligible => {
                let judgement = &selection.judgements[application];
                let not_met =
                    |(id, _): &(&CriterionId, &Number)| judgement.answer(**id) == Answer::NotMet;
                why.extend(
                    self.not_met
                        .iter()
                        .filter(not_met)
                        .filter_map(|(_, number)| entry(*number)),
                );
            }
            Outcome::Reserve {
                standing,
                group,
                rank,
            } => {
                why.extend(self.passed_over(selection, standing));
                why.extend(here(reasons::waits(selection, standing, (group, rank))));
            }
            Outcome::Unplaced { standing } if !selection.rules.is_shortlisting() => {
                why.extend(self.passed_over(selection, standing));
                if reasons::fits_some(selection, standing) {
                    why.extend(entry(self.no_list));
                }
            }
            _ => why.extend(here(reasons::why(selection, application, outcome))),
        }
        why
    }

    fn passed_over<'a>(
        &self,
        selection: &Selection<'_>,
        standing: StandingId,
    ) -> [Entry<Text<'a>>; 2] {
        let (why, lowest) = self
            .passed_over
            .get(&PassedOver::new(selection, standing))
            .unwrap_or_else(|| contradiction("somebody was passed over by nothing"));
        [*why, *lowest].map(|number| Entry::Number(number as usize))
    }
}

fn entry<T>(number: Number) -> Option<Entry<T>> {
    (number != NONE).then_some(Entry::Number(number as usize))
}

fn is_scored(selection: &Selection<'_>, application: ApplicationId) -> bool {
    !matches!(
        selection.outcome(application),
        Outcome::Ineligible
            | Outcome::Superseded { .. }
            | Outcome::DroppedOut
            | Outcome::NotShortlisted
    )
}

fn is_rating(selection: &Selection<'_>, one: &Distinct) -> bool {
    match one.subject {
        Subject::Field(field) => selection.rules.form.fields[field].kind.is_rating(),
        Subject::Level(_) => false,
    }
}
