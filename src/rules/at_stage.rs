//! A view of the rules for one stage, which is itself a whole set of rules: what counts by then, with the weights that make its total, and
//! in place of the seats the shortlist.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::criteria::Test;
use super::{
    Assignment, AtStage, Combination, Deal, FieldId, Measure, MeasureId, Most, Objective,
    OpenPlaces, Places, Ranking, Rules, Stage, StageId, Subject, TieBreak, Unfilled,
};
use crate::base::ids::{Per, find};
use crate::values::Weight;

impl Rules {
    /// What holds at a stage. Of rules without stages, and of a view, there is no other.
    #[must_use]
    pub fn at_stage(&self, stage: StageId) -> Self {
        if self.at.is_some() || self.stages.find(stage).is_none() {
            return self.clone();
        }
        self.view(stage, self.counted(stage))
    }

    /// A view in which these measures count.
    fn view(&self, stage: StageId, counted: Vec<(StageId, MeasureId, Weight)>) -> Self {
        let mut view = self.clone();
        let later = self.later(stage);
        view.measures = Per::default();
        let mut own: Per<StageId, Vec<(MeasureId, Weight)>> = Per::default();
        own.resize(self.stages.len(), Vec::new());
        let mut moved = Vec::new();
        for (of, was, weight) in counted {
            let measure = &self.measures[was];
            let is = view.measures.push(Measure {
                weight,
                ..measure.clone()
            });
            own[of].push((is, measure.weight));
            moved.push((was, is));
        }
        view.ranking = ranking(&self.ranking, &moved, &self.fields_of(&later));
        for field in &later {
            view.form.fields[*field].later = true;
        }
        if let Some(shortlist) = self.stages[stage].shortlist {
            view.places = places(&self.places, shortlist.most);
            view.balance = Per::default();
        }
        if let Some(packs) = &self.stages[stage].packs {
            view.form.packs = Some(packs.clone());
        }
        let whole = Arc::new(self.clone());
        view.at = Some(AtStage { stage, whole, own });
        view
    }

    /// What holds at the stage of a run, by its id; all of it where the run is of none.
    #[must_use]
    pub fn of_stage(self, stage: Option<&str>) -> Self {
        match stage.and_then(|stage| self.find_stage(stage)) {
            Some(stage) => self.at_stage(stage),
            None => self,
        }
    }

    /// What holds for worked examples: at the last stage, in which every measure has its place, be it with a weight of 0.
    pub fn for_examples(&self) -> Cow<'_, Self> {
        let last = self.stages.ids().next_back();
        let Some(last) = last.filter(|_| self.at.is_none()) else {
            return Cow::Borrowed(self);
        };
        let counted = self.counted(last);
        let measures = self.measures.ids().map(|id| {
            let mut counted = counted.iter();
            let weighed = counted.find(|(_, one, _)| *one == id);
            weighed.copied().unwrap_or((
                self.stage_of(id).unwrap_or(last),
                id,
                Weight::written(Decimal::ZERO),
            ))
        });
        Cow::Owned(self.view(last, measures.collect()))
    }

    /// The same for a pool of one stage.
    pub fn for_pool(&self, stage: Option<StageId>) -> Cow<'_, Self> {
        match stage {
            Some(stage) if self.at.is_none() => Cow::Owned(self.at_stage(stage)),
            _ => self.for_examples(),
        }
    }

    /// The stage in which a measure counts.
    fn stage_of(&self, measure: MeasureId) -> Option<StageId> {
        let id = &self.measures[measure].id;
        self.stages.position(|stage| stage.scoring.contains(id))
    }

    /// What holds at the first stage; of rules without stages all of it.
    #[must_use]
    pub fn at_first_stage(&self) -> Self {
        let first = self.stages.ids().next();
        first.map_or_else(|| self.clone(), |first| self.at_stage(first))
    }

    /// The rules of the stage before that of this view.
    #[must_use]
    pub fn at_stage_before(&self) -> Option<Self> {
        let at = self.at.as_ref()?;
        Some(at.whole.at_stage(at.stage.before()?))
    }

    /// The fields that were asked for by the stage before; none where there is none before.
    pub fn fields_before(&self) -> BTreeSet<FieldId> {
        let before = self.at_stage_before();
        let fields = before.iter().flat_map(|rules| rules.form.fields.each());
        let asked = fields.filter(|(_, field)| field.is_needed());
        asked.map(|(id, _)| id).collect()
    }

    /// The stage of this view.
    pub fn stage(&self) -> Option<&Stage> {
        self.stages.find(self.at.as_ref()?.stage)
    }

    /// The stage before that of this view.
    pub fn stage_before(&self) -> Option<&Stage> {
        self.stages.find(self.at.as_ref()?.stage.before()?)
    }

    /// So many stages before that one.
    pub fn stage_before_by(&self, many: usize) -> Option<&Stage> {
        let first = self.at.as_ref()?.stage.before();
        let mut earlier = std::iter::successors(first, |stage| stage.before());
        self.stages.find(earlier.nth(many)?)
    }

    /// The stage after that of this view.
    pub fn stage_after(&self) -> Option<&Stage> {
        self.stages.find(self.at.as_ref()?.stage.after())
    }

    /// Whether those who are chosen go on to another stage, so that nobody has a seat yet.
    pub fn is_shortlisting(&self) -> bool {
        self.stage().is_some_and(|stage| stage.shortlist.is_some())
    }

    /// A stage by its id.
    pub fn find_stage(&self, id: &str) -> Option<StageId> {
        self.stages.position(|stage| stage.id == id)
    }

    /// The measures that count at a stage, in the order of the file, each with the stage it belongs to and the weight that it has in the
    /// total.
    fn counted(&self, at: StageId) -> Vec<(StageId, MeasureId, Weight)> {
        let combine = &self.stages[at].combine;
        let counted = self.measures.each().filter_map(|(id, measure)| {
            let of = self.stage_of(id)?;
            let weight = match combine {
                Combination::Last => (of == at).then_some(measure.weight),
                Combination::Sum => (of <= at).then_some(measure.weight),
                Combination::Weights(weights) => {
                    let of_stage = find(weights, of)?;
                    Some(measure.weight.times(*of_stage))
                }
            };
            Some((of, id, weight?))
        });
        counted.collect()
    }

    /// The fields that only stages after this one ask for.
    fn later(&self, at: StageId) -> BTreeSet<FieldId> {
        let is_later = |measure: &Measure| {
            let mut stages = self.stages.each();
            stages.any(|(of, stage)| of > at && stage.scoring.contains(&measure.id))
        };
        let subjects = |later: bool| {
            let of = self.measures.iter();
            let of = of.filter(move |measure| is_later(measure) == later);
            of.map(|measure| measure.worth.subject)
        };
        let mut later: BTreeSet<FieldId> = self.fields_behind(subjects(true)).into_iter().collect();
        let earlier = self.fields_behind(subjects(false));
        for field in earlier.into_iter().chain(self.asked_at_once()) {
            later.remove(&field);
        }
        later
    }

    /// The fields that every stage asks for: those behind criteria, groups, preferences and balance rules, and those by which applications
    /// are known.
    pub fn asked_at_once(&self) -> Vec<FieldId> {
        let criteria = self.criteria.iter().map(|criterion| &criterion.test);
        let tests = criteria.chain(self.group_tests()).flat_map(Test::subjects);
        let known = [self.form.id, self.form.submitted].into_iter();
        let known = known
            .chain(self.form.id_made_of.iter().copied())
            .chain(self.places.preference)
            .chain(self.form.duplicates.iter().flat_map(|rule| {
                let names = rule.names.iter().copied();
                rule.same.iter().copied().chain(names)
            }));
        let subjects = tests
            .chain(self.balanced_by())
            .chain(known.map(Subject::Field));
        self.fields_behind(subjects)
    }

    /// These fields, and the levels for which one of them is looked at.
    fn fields_of(&self, fields: &BTreeSet<FieldId>) -> BTreeSet<Subject> {
        let levels = self.levels.ids().map(Subject::Level);
        let of_level = levels.filter(|level| {
            let behind = self.fields_behind([*level]);
            behind.iter().any(|field| fields.contains(field))
        });
        let themselves = fields.iter().copied().map(Subject::Field);
        themselves.chain(of_level).collect()
    }
}

/// The ranking without what is not known yet.
fn ranking(of: &Ranking, moved: &[(MeasureId, MeasureId)], later: &BTreeSet<Subject>) -> Ranking {
    let is = |was: MeasureId| {
        let mut moved = moved.iter();
        moved.find(|(from, _)| *from == was).map(|(_, is)| *is)
    };
    let known = |tie_break: &TieBreak| {
        let subject = tie_break.subject();
        let is_later = subject.is_some_and(|subject| later.contains(&subject));
        tie_break.moved(is).filter(|_| !is_later)
    };
    let each = of.tie_breaks.iter().zip(&of.lines);
    let kept = each.filter_map(|(tie_break, line)| Some((known(tie_break)?, *line)));
    let (tie_breaks, lines): (Vec<TieBreak>, Vec<u32>) = kept.unzip();
    Ranking {
        tie_breaks: tie_breaks.into(),
        lines,
        ..of.clone()
    }
}

/// The shortlist as places: so many of every group, or so many in all of whichever groups.
fn places(of: &Places, most: Most) -> Places {
    let mut places = of.clone();
    let people = most.people();
    for group in &mut places.groups {
        group.size = people;
    }
    let groups = u32::try_from(places.groups.len()).unwrap_or(u32::MAX);
    places.cap = match most {
        Most::PerGroup(_) => people.saturating_mul(groups),
        Most::InAll(_) => people,
    };
    places.deal = Deal::ByRank;
    places.objective = Objective::Rank;
    places.assignment = Assignment::SelectionFirst;
    places.reserve = 0;
    // Whoever fits no group may have an open place at the last stage.
    let is_open = places.open == OpenPlaces::BestRanked && matches!(most, Most::InAll(_));
    (places.open, places.unfilled) = if is_open {
        (OpenPlaces::BestRanked, Unfilled::BecomeOpen)
    } else {
        (OpenPlaces::None, Unfilled::StayEmpty)
    };
    places
}

impl AtStage {
    /// What the points of a stage alone come to, of the parts that a view gives them; `points` says what a measure awards.
    pub fn alone(&self, stage: StageId, points: impl Fn(MeasureId) -> Decimal) -> Decimal {
        let own = self.own.find(stage).into_iter().flatten();
        own.fold(Decimal::ZERO, |sum, (measure, weight)| {
            sum.saturating_add(points(*measure).saturating_mul(weight.decimal()))
        })
    }
}
