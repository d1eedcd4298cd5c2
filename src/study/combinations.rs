//! Every answer of some fields with every one of the others, as applications: what is so for all of them is so for everybody.
//!
//! Each answer is read once, by the same readers as everybody's; combinations only put the readings together.

use crate::answers::synthetic::{self, Answers};
use crate::answers::{self, Applications};
use crate::base::ids::{ApplicationId, Per, at, id, ids};
use crate::judge::criteria::Facts;
use crate::rules::{FieldId, LevelId, Rules, Subject};
use crate::select;
use crate::values::LevelSet;

id! {
    /// Which of the fields that are combined.
    CombinedId
}

id! {
    /// Which of a field's answers.
    AnswerId
}

impl AnswerId {
    const FIRST: Self = Self(0);
}

/// The answer of each of some fields, by its number; 0 is the blank one where blanks come first.
pub type Row = Vec<usize>;

/// Every field's answers, read once.
#[derive(Debug)]
pub struct Read<'r> {
    rules: &'r Rules,
    /// Application by number of an answer: the first has every field's first answer, and so on.
    applications: Applications,
    order: Per<AnswerId, ApplicationId>,
}

/// Combinations of answers, as applications.
#[derive(Debug)]
pub struct Combinations<'r> {
    pub rules: &'r Rules,
    pub fields: Vec<FieldId>,
    pub rows: Vec<Row>,
    applications: Applications,
    derived: Vec<Per<ApplicationId, LevelSet>>,
}

impl<'r> Read<'r> {
    /// Reads these answers, by field, each as its cells; none when the form could not be read back, which is not known to happen.
    pub fn new(rules: &'r Rules, answers: &[Vec<Vec<String>>]) -> Option<Self> {
        let most = answers.iter().map(Vec::len).max().unwrap_or_default();
        let nth = |number: usize| -> Answers {
            answers
                .iter()
                .map(|answers| answers.get(number).cloned().unwrap_or_default())
                .collect()
        };
        let written: Vec<Answers> = (0..most).map(nth).collect();
        let (applications, _) = answers::read(
            &rules.form,
            &[synthetic::sheet(&rules.form, "given", &written)],
        )
        .ok()?;
        // Reading puts applications into the order of their ids; their rows tell which is which.
        let mut order: Vec<ApplicationId> = applications.ids().collect();
        order.sort_by_key(|application| applications.row(*application));
        Some(Self {
            rules,
            applications,
            order: order.into(),
        })
    }

    /// What is known where every field has its first answer.
    pub fn first(&self) -> Facts<'_> {
        select::facts(
            self.rules,
            &self.applications,
            &[],
            self.order[AnswerId::FIRST],
        )
    }

    /// These combinations, each with an answer for every one of the fields; all others have their first. Levels that hang on
    /// these fields alone are worked out once, by `derive`.
    pub fn combined(
        &self,
        fields: &[FieldId],
        rows: Vec<Row>,
        derive: &dyn Fn(LevelId, Facts<'_>) -> LevelSet,
    ) -> Combinations<'r> {
        let rules = self.rules;
        let index = |field: FieldId| {
            fields
                .iter()
                .position(|known| *known == field)
                .map(CombinedId)
        };
        let indices: Per<FieldId, Option<CombinedId>> =
            ids(rules.form.fields.len()).map(index).collect();
        let pick = |row: ApplicationId, field: FieldId| {
            let answer = |of: CombinedId| AnswerId(*at::<_, usize>(at::<_, Row>(&rows, row), of));
            self.order[indices[field].map_or(AnswerId::FIRST, answer)]
        };
        let applications = self.applications.recombined(rows.len(), &pick);
        let mut all = Combinations {
            rules,
            fields: fields.to_vec(),
            rows,
            applications,
            derived: Vec::new(),
        };
        for level in (0..rules.levels.len()).map(LevelId) {
            let behind = rules.fields_behind([Subject::Level(level)]);
            let count = if behind.iter().all(|field| fields.contains(field)) {
                all.rows.len()
            } else {
                0
            };
            let levels = (0..count)
                .map(|row| derive(level, all.facts(row)))
                .collect();
            all.derived.push(levels);
        }
        all
    }
}

impl Combinations<'_> {
    /// What can be known about a combination, by its position in `rows`.
    pub fn facts(&self, row: usize) -> Facts<'_> {
        let row = ApplicationId(row);
        select::facts(self.rules, &self.applications, &self.derived, row)
    }
}
