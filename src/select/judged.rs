//! What is judged of every application by itself, and which of them stand for whom.

use super::facts;
use crate::answers::Applications;
use crate::base::ids::{ApplicationId, Per};
use crate::judge::criteria::level::derive_all;
use crate::judge::{self, Judgement};
use crate::open_answers::PossibleWorlds;
use crate::people::{self, People};
use crate::rules::{CriterionId, LevelId, Rules};
use crate::rulings::RulingsPending;
use crate::values::{Answer, LevelSet};

/// What is judged of every application by itself, and which of them stand for whom.
pub(super) struct Judged<'r> {
    pub(super) levels: Vec<Per<ApplicationId, LevelSet>>,
    pub(super) worlds: PossibleWorlds<'r>,
    pub(super) judgements: Per<ApplicationId, Judgement>,
    pub(super) people: People,
}

/// By the rules, and as people decided.
pub(super) fn judged_by<'r>(
    rules: &'r Rules,
    applications: &Applications,
    pending: &mut RulingsPending<'_>,
) -> Judged<'r> {
    let mut levels: Vec<Per<ApplicationId, LevelSet>> = Vec::new();
    let mut worlds = PossibleWorlds::new(rules);
    for (index, level) in rules.levels.iter().enumerate() {
        let known = |application| facts(rules, applications, &levels, application);
        let mut derived = derive_all(level, known, applications.len());
        for (application, levels) in derived
            .each_mut()
            .filter(|(_, levels)| levels.known().is_none())
        {
            *levels = worlds.level(LevelId(index), known(application));
        }
        levels.push(derived);
    }
    let known = |application| facts(rules, applications, &levels, application);
    let mut judgements =
        judge::judge_all(&rules.criteria, &rules.places, known, applications.len());
    for (application, judgement) in judgements
        .each_mut()
        .filter(|(_, judgement)| judgement.is_open())
    {
        worlds.settle(judgement, known(application));
    }
    pending.verdicts(applications, &mut judgements);
    // A response that may be no application competes with nobody until it is known to be one.
    let in_time = |application: ApplicationId| match applications.unsure(application) {
        Some(_) => Answer::NotMet,
        None => judgements[application].answer(CriterionId::DEADLINE),
    };
    let linked = people::link_applications(&rules.form, &rules.call, applications, in_time);
    let people = pending.persons(applications, linked);
    Judged {
        levels,
        worlds,
        judgements,
        people,
    }
}
