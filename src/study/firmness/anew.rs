//! A run selected anew with something otherwise than in the run, by its audit alone: ratings that are left out, or are others.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::beside_personal::is_mixed;
use super::everyone::{Otherwise, Somebody, all_how_far, everyone};
use super::reselect::{Reselect, Standing};
use super::told::{Exchange, WithoutThem};
use crate::record::Audit;
use crate::record::audit::Damaged;
use crate::rules::{FieldId, Rules, SourceId, Subject};
use crate::study::how_far::Reached;
use crate::study::pool::Pool;
use crate::values::OutcomeKind;
use crate::values::spelling::quoted;

/// With more applications than these nothing is selected anew: everybody is judged each time.
const MOST: usize = 5_000;

/// The run's own selection, and everybody in it.
pub(in crate::study) struct Anew<'a> {
    reselect: Reselect<'a>,
    by_source: &'a BTreeMap<Option<SourceId>, Cow<'a, Rules>>,
    pub(super) all: Vec<Somebody<'a>>,
    /// Ids of those who have a seat.
    seated: BTreeSet<String>,
}

impl<'a> Anew<'a> {
    /// Or why nothing can be told.
    ///
    /// # Errors
    /// When a line is no record.
    pub(in crate::study) fn new(
        rules: &'a Rules,
        audit: &'a Audit,
        pool: &Pool<'_>,
        by_source: &'a BTreeMap<Option<SourceId>, Cow<'a, Rules>>,
    ) -> Result<Result<Self, String>, Damaged> {
        let many = audit.lines().count();
        if many > MOST {
            return Ok(Err(format!(
                "there are {many} applications, and each would be judged anew; it is worked out for up to {MOST}"
            )));
        }
        let all = everyone(&rules.form, by_source, audit)?;
        let seated = pool.ranked.iter().filter(|one| one.is_seated());
        let anew = all.map(|all| Self {
            reselect: Reselect {
                rules,
                traits: pool.traits(rules),
            },
            by_source,
            all,
            seated: seated.map(|one| one.application.to_string()).collect(),
        });
        let same = |anew: &Self| anew.selected(&[], &|_, _, _| ()) == nothing_changes();
        Ok(anew.filter(same).ok_or_else(|| {
            "by the records alone the selection could not be worked out anew".to_owned()
        }))
    }

    /// What takes changed fields through a level into which a personal column goes as well, or counts both: what it comes to then is not in
    /// the run folder.
    fn beside_personal(&self, changed: &[FieldId]) -> Option<String> {
        let rules = self.reselect.rules;
        let is_so = |subjects: &[Subject]| is_mixed(rules, subjects, changed);
        let measures = rules.measures.iter();
        let measures = measures.filter(|one| is_so(&[one.worth.subject]));
        let balance = rules.balance.iter().filter(|one| is_so(&one.subjects()));
        let ties = rules.ranking.tie_breaks.iter();
        let mut ties = ties.filter(|one| one.subject().is_some_and(|subject| is_so(&[subject])));
        let mut titles = measures
            .map(|one| &one.title)
            .chain(balance.map(|one| &one.title));
        let by_tie = || ties.next().map(|_| "a tie-break".to_owned());
        titles.next().map(|title| quoted(title)).or_else(by_tie)
    }

    /// What comes out where something is otherwise in the changed fields.
    pub(in crate::study) fn selected(
        &self,
        changed: &[FieldId],
        otherwise: Otherwise<'_>,
    ) -> WithoutThem {
        let unknown = |because: String| WithoutThem::Unknown { because };
        if let Some(what) = self.beside_personal(changed) {
            return unknown(format!("a personal column has a say in {what}, too"));
        }
        let otherwise = (changed, otherwise);
        let Some(through) = all_how_far(&self.all, self.by_source, otherwise) else {
            return unknown("the cells of the run could not be read again".to_owned());
        };
        let mut standings = Vec::new();
        let (mut asked, mut ranked, mut ineligible, mut eligible) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (mut below, mut above) = (Vec::new(), Vec::new());
        for through in &through {
            let record = &through.one.record;
            let id = || record.application.to_string();
            let was = match record.outcome {
                OutcomeKind::Clarify => Was::Asked,
                OutcomeKind::Ineligible => Was::Ineligible,
                _ if record.standing.is_none() => Was::BelowFloor,
                _ => Was::Ranked,
            };
            match (&through.how_far.to, was) {
                (to, _) if through.untold.is_some() && *to != Reached::Ineligible => {
                    let title = through.untold.as_deref().unwrap_or_default();
                    return unknown(format!(
                        "for {} a personal column has a say in {}, too",
                        id(),
                        quoted(title)
                    ));
                }
                (Reached::Ranking { total, order }, was) => {
                    match was {
                        Was::Asked => ranked.push(id()),
                        Was::Ineligible => eligible.push(id()),
                        Was::BelowFloor => above.push(id()),
                        Was::Ranked => {}
                    }
                    standings.push(Standing {
                        through,
                        total: *total,
                        order: order.clone(),
                    });
                }
                (Reached::Withheld, _) => {
                    return unknown(format!("the total of {} hangs on a personal column", id()));
                }
                (_, Was::Ranked) if record.held => {
                    return unknown(format!("{} holds a seat, and would have no total", id()));
                }
                (Reached::Unclear, Was::Ranked | Was::Ineligible | Was::BelowFloor) => {
                    asked.push(id());
                }
                (Reached::Ineligible, Was::Ranked | Was::Asked | Was::BelowFloor) => {
                    ineligible.push(id());
                }
                (Reached::BelowFloor { .. }, Was::Ranked | Was::Asked | Was::Ineligible) => {
                    below.push(id());
                }
                (Reached::Unclear, Was::Asked)
                | (Reached::Ineligible, Was::Ineligible)
                | (Reached::BelowFloor { .. }, Was::BelowFloor) => {}
            }
        }
        match self.reselect.selected(standings) {
            Ok(seated) => WithoutThem::Selected {
                exchange: Exchange {
                    comes: seated.difference(&self.seated).cloned().collect(),
                    leaves: self.seated.difference(&seated).cloned().collect(),
                },
                asked,
                ranked,
                ineligible,
                eligible,
                below,
                above,
            },
            Err(because) => unknown(because),
        }
    }
}

fn nothing_changes() -> WithoutThem {
    WithoutThem::Selected {
        exchange: Exchange::default(),
        asked: Vec::new(),
        ranked: Vec::new(),
        ineligible: Vec::new(),
        eligible: Vec::new(),
        below: Vec::new(),
        above: Vec::new(),
    }
}

#[derive(Debug, Clone, Copy)]
enum Was {
    Asked,
    Ineligible,
    BelowFloor,
    Ranked,
}
