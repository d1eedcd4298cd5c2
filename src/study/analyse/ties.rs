//! Tie-breaks: those that can never decide, and what is left for the lot.

use super::TOO_MANY;
use super::answered::Answered;
use super::eligible_combinations::{Eligible, Who};
use super::report::{Path, Report, listed};
use super::weights::Earned;
use crate::base::finding::Code;
use crate::base::ids::Per;
use crate::rules::{Compared, MeasureId, Rules, Subject, TieBreak};
use crate::values::Reading;
use crate::words;

/// What two applicants agree in who have the same total and the same keys so far.
struct Equal<'a> {
    rules: &'a Rules,
    scores: &'a Per<MeasureId, Earned>,
    subjects: Vec<Subject>,
    /// By scoring rule.
    parts: Per<MeasureId, bool>,
}

impl Equal<'_> {
    /// Adds what follows from what is there.
    fn close(&mut self) {
        loop {
            let before = (
                self.subjects.len(),
                self.parts.iter().filter(|equal| **equal).count(),
            );
            for (id, measure) in self.rules.measures.each() {
                let of_subject = self.subjects.contains(&measure.worth.subject);
                // The total is equal, so of parts that are all equal but one, that one is, too.
                let of_total = self
                    .parts
                    .each()
                    .all(|(other, equal)| *equal || other == id);
                self.parts[id] |= of_subject || of_total;
                if self.parts[id] && self.scores[id].tells && !of_subject {
                    self.subjects.push(measure.worth.subject);
                }
            }
            for level in self.rules.levels.ids().map(Subject::Level) {
                let from = self.rules.derived_from(level);
                if !self.subjects.contains(&level)
                    && from.iter().all(|part| self.subjects.contains(part))
                {
                    self.subjects.push(level);
                }
            }
            if before
                == (
                    self.subjects.len(),
                    self.parts.iter().filter(|equal| **equal).count(),
                )
            {
                return;
            }
        }
    }

    fn in_key(&self, tie_break: &TieBreak) -> bool {
        match tie_break.compared() {
            Compared::Part(measure) => self.parts[measure],
            _ => tie_break
                .subject()
                .is_some_and(|subject| self.subjects.contains(&subject)),
        }
    }

    fn add(&mut self, tie_break: &TieBreak) {
        self.subjects.extend(tie_break.subject());
        if let Compared::Part(measure) = tie_break.compared() {
            self.parts[measure] = true;
        }
        self.close();
    }
}

/// Looks at the tie-breaks in their order.
pub(super) fn ties(
    answered: &Answered<'_>,
    eligible: &Eligible,
    scores: &Per<MeasureId, Earned>,
    report: &mut Report<'_>,
) {
    let rules = answered.rules;
    let subjects = rules
        .ranking
        .tie_breaks
        .iter()
        .filter_map(TieBreak::subject);
    let constant: Vec<Subject> = subjects
        .filter(|subject| constant(answered, eligible, *subject, report))
        .collect();
    let parts = scores.iter().map(Earned::constant).collect();
    let mut equal = Equal {
        rules,
        scores,
        subjects: constant.clone(),
        parts,
    };
    equal.close();
    let mut before: Vec<String> = Vec::new();
    let mut moment = false;
    for (at, tie_break) in rules.ranking.tie_breaks.each() {
        let path: Path = vec!["ranking".into(), "tie_breaks".into(), at.into()];
        let name = words::tie_break(rules, tie_break);
        if tie_break.seed().is_some() {
            let all: Vec<String> = std::iter::once("total".to_owned()).chain(before).collect();
            let likely = if moment {
                ""
            } else {
                "; none of these is a moment, so that it is likely"
            };
            let message = format!(
                "who is equal in {} is told apart by the lot alone{likely}",
                listed(&all)
            );
            return report.say(
                Code::LotDecides,
                &path,
                message,
                "nothing is wrong if that is meant",
            );
        }
        if equal.in_key(tie_break) {
            let everybody = tie_break
                .subject()
                .is_some_and(|subject| constant.contains(&subject));
            let why = if everybody {
                "everybody in the ranking has the same"
            } else {
                "who is equal in the total and in what stands before is equal in this, too"
            };
            report.say(
                Code::TieBreakIdle,
                &path,
                format!("`{name}` never decides: {why}"),
                "take it out",
            );
        } else {
            before.push(name);
        }
        moment |= matches!(tie_break.compared(), Compared::Moment(_));
        equal.add(tie_break);
    }
}

/// Whether everybody in the ranking has the same. Of numbers and days, more are possible than were tried.
fn constant(
    answered: &Answered<'_>,
    eligible: &Eligible,
    subject: Subject,
    report: &mut Report<'_>,
) -> bool {
    let rules = answered.rules;
    let fields = rules.fields_behind([subject]);
    let Some(through) = eligible.through(answered, &fields, Who::Ranked) else {
        let what = format!("the tie-break by `{}`", words::subject(rules, subject));
        report.unseen(&["ranking".into(), "tie_breaks".into()], &what, TOO_MANY);
        return false;
    };
    let exact = through.exact && answered.exact(&[subject]);
    let tried = answered.combinations(
        &fields,
        through.rows.into_iter().map(|(row, _)| row).collect(),
    );
    let readings: Vec<Reading> = (0..tried.rows.len())
        .map(|row| tried.facts(row).reading(subject).into_owned())
        .collect();
    let Some(first) = readings.first() else {
        return false;
    };
    let counted = rules.scale_of(subject).is_some();
    exact
        && readings.iter().all(|reading| reading == first)
        && (counted || *first == Reading::Blank)
}
