//! What comes out without each assessor: as if they had abstained from every application, so that a rating is of those who remain.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::beside_personal::is_mixed;
use super::everyone::{Somebody, all_staged, by_source, everyone, given_by, gives, is_shared};
use super::reselect::{Reselect, Standing};
use super::told::{Exchange, Without, WithoutThem};
use crate::base::ids::{AssessorId, find, ids};
use crate::record::Audit;
use crate::record::audit::Damaged;
use crate::rules::{FieldId, Rules, SourceId, Subject};
use crate::study::pool::Pool;
use crate::study::stages::Reached;
use crate::values::OutcomeKind;
use crate::values::spelling::quoted;

/// With more applications than these it is left out: everybody is judged anew for each assessor.
const MOST: usize = 5_000;

/// The run's own selection, and everybody in it.
pub(super) struct Assessed<'a> {
    reselect: Reselect<'a>,
    by_source: &'a BTreeMap<Option<SourceId>, Cow<'a, Rules>>,
    all: Vec<Somebody<'a>>,
    /// Ids of those who have a seat.
    seated: BTreeSet<String>,
}

/// One for each number of an assessor; what is left out, and why, goes to the notes.
pub(super) fn without_each(
    rules: &Rules,
    audit: &Audit,
    pool: &Pool<'_>,
    notes: &mut Vec<String>,
) -> Result<Vec<Without>, Damaged> {
    let shared = || rules.form.fields.each().filter(|(_, form)| is_shared(form));
    let most = shared().map(|(_, form)| form.readers());
    let Some(most) = most.max() else {
        return Ok(Vec::new());
    };
    if shared().any(|(_, form)| form.personal) {
        notes.push("what comes out without an assessor is left out: ratings stand in a personal column, whose cells are not in the run folder".to_owned());
        return Ok(Vec::new());
    }
    let many = audit.lines().count();
    if many > MOST {
        notes.push(format!("what comes out without an assessor is left out: there are {many} applications, and each would be judged anew; it is worked out for up to {MOST}"));
        return Ok(Vec::new());
    }
    let by_source = by_source(rules, audit)?;
    let all = everyone(&rules.form, &by_source, audit)?;
    let seated = pool.ranked.iter().filter(|one| one.is_seated());
    let assessed = all.map(|all| Assessed {
        reselect: Reselect {
            rules,
            traits: pool.traits(rules),
        },
        by_source: &by_source,
        all,
        seated: seated.map(|one| one.application.to_string()).collect(),
    });
    let as_it_is = assessed.as_ref().map(|assessed| assessed.without(None));
    let Some((assessed, true)) = assessed.zip(as_it_is.map(|told| told == nothing_changes()))
    else {
        notes.push("what comes out without an assessor is left out: by the records alone the selection could not be worked out anew".to_owned());
        return Ok(Vec::new());
    };
    let told = |assessor: AssessorId| {
        let own = || shared().filter(|(_, form)| gives(form, assessor));
        let given = |(field, _): &(FieldId, &_)| assessed.ratings(*field, assessor);
        Without {
            assessor: assessor.into(),
            fields: own().map(|(_, form)| form.name.clone()).collect(),
            ratings: own().map(|of| given(&(of.0, of.1))).sum(),
            outcome: assessed.without(Some(assessor)),
        }
    };
    Ok(ids(most).map(told).collect())
}

fn nothing_changes() -> WithoutThem {
    WithoutThem::Selected {
        exchange: Exchange::default(),
        asked: Vec::new(),
        ranked: Vec::new(),
        ineligible: Vec::new(),
        eligible: Vec::new(),
    }
}

impl Assessed<'_> {
    /// How many ratings an assessor gave in a field.
    fn ratings(&self, field: FieldId, assessor: AssessorId) -> usize {
        let gave = |one: &&Somebody<'_>| {
            let cells = find(&one.recorded.cells, field);
            let cell = cells.and_then(|cells| find(cells, assessor));
            cell.is_some_and(|cell| !cell.trim().is_empty())
        };
        self.all.iter().filter(gave).count()
    }

    /// What takes an assessor's ratings through a level into which a personal column goes as well, or counts both: what it comes to then
    /// is not in the run folder.
    fn beside_personal(&self, assessor: AssessorId) -> Option<String> {
        let rules = self.reselect.rules;
        let changed = given_by(rules, assessor);
        let is_so = |subjects: &[Subject]| is_mixed(rules, subjects, &changed);
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

    fn without(&self, assessor: Option<AssessorId>) -> WithoutThem {
        let unknown = |because: String| WithoutThem::Unknown { because };
        if let Some(what) = assessor.and_then(|one| self.beside_personal(one)) {
            return unknown(format!("a personal column has a say in {what}, too"));
        }
        let Some(through) = all_staged(&self.all, self.by_source, assessor) else {
            return unknown("the cells of the run could not be read again".to_owned());
        };
        let mut standings = Vec::new();
        let (mut asked, mut ranked, mut ineligible, mut eligible) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for through in &through {
            let record = &through.one.record;
            let id = || record.application.to_string();
            let was = match record.outcome {
                OutcomeKind::Clarify => Was::Asked,
                OutcomeKind::Ineligible => Was::Ineligible,
                _ => Was::Ranked,
            };
            match (&through.staged.to, was) {
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
                (Reached::Unclear, Was::Ranked | Was::Ineligible) => asked.push(id()),
                (Reached::Ineligible, Was::Ranked | Was::Asked) => ineligible.push(id()),
                (Reached::Unclear, Was::Asked) | (Reached::Ineligible, Was::Ineligible) => {}
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
            },
            Err(because) => unknown(because),
        }
    }
}

#[derive(Debug, Clone, Copy)]
enum Was {
    Asked,
    Ineligible,
    Ranked,
}
