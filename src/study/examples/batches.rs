//! Examples as sheets of applications, made once however often they are tried.

use std::collections::BTreeSet;

use crate::answers::{override_cell, synthetic};
use crate::base::ids::{ApplicationId, find};
use crate::base::origin::Row;
use crate::people;
use crate::rules::examples::{Cells, Example, Examples};
use crate::rules::{FieldId, Rules, StageId};
use crate::select::Selection;
use crate::table::Sheet;
use crate::values::spelling::fold;
use crate::values::{Reading, Value};

/// The examples in as few piles as keep them apart, and each pool.
#[derive(Debug)]
pub struct Batches {
    pub singles: Vec<Pile>,
    pub pools: Vec<Sheet>,
    /// By pool: the stage that it is of, where it is not of the last.
    pub stages: Vec<Option<StageId>>,
}

/// Examples that have nothing to do with each other.
#[derive(Debug)]
pub struct Pile {
    pub sheet: Sheet,
    /// Positions in [`Examples::examples`], by row.
    examples: Vec<usize>,
}

/// A pile that is being put together.
struct Making {
    examples: Vec<usize>,
    cells: Vec<Cells>,
    taken: BTreeSet<Mark>,
    /// Whether it has no room for another example.
    full: bool,
}

/// A field that tells applications or people apart, and what it says: in which respect, and how.
type Mark = (usize, &'static str, String);

/// What a pile is called where an application is asked about as a row.
const NAME: &str = "examples";

impl Batches {
    pub fn new(rules: &Rules, examples: &Examples) -> Self {
        let mut batches: Vec<Making> = Vec::new();
        for (at, example) in examples.examples.iter().enumerate() {
            let cells = named(rules, example);
            let marks = marks(rules, &cells);
            // What cannot be read may be what any other example says.
            let full = is_open(rules, &cells);
            match batches
                .iter_mut()
                .find(|pile| !full && !pile.full && pile.taken.is_disjoint(&marks))
            {
                Some(pile) => {
                    pile.examples.push(at);
                    pile.cells.push(cells);
                    pile.taken.extend(marks);
                }
                None => batches.push(Making {
                    examples: vec![at],
                    cells: vec![cells],
                    taken: marks,
                    full,
                }),
            }
        }
        let pile = |Making {
                        examples, cells, ..
                    }: Making| Pile {
            sheet: synthetic::sheet(&rules.form, NAME, &cells),
            examples,
        };
        let pool = |pool: &crate::rules::examples::Pool| {
            let cells: Vec<Cells> = pool
                .applicants
                .iter()
                .map(|applicant| applicant.given.clone())
                .collect();
            synthetic::sheet(&rules.form, NAME, &cells)
        };
        Self {
            singles: batches.into_iter().map(pile).collect(),
            pools: examples.pools.iter().map(pool).collect(),
            stages: examples.pools.iter().map(|pool| pool.stage).collect(),
        }
    }
}

impl Pile {
    /// The pile's examples, each with its application.
    pub fn examples<'e>(
        &'e self,
        examples: &'e Examples,
        selection: &'e Selection<'_>,
    ) -> impl Iterator<Item = (&'e Example, ApplicationId)> {
        selection.applications.ids().filter_map(move |application| {
            // The first row is the headings'.
            let (_, Row(row)) = selection.applications.read_at(application);
            let at = usize::try_from(row.checked_sub(2)?).ok()?;
            Some((examples.examples.get(*self.examples.get(at)?)?, application))
        })
    }
}

/// An example's cells, with its own id where it gives the application none.
fn named(rules: &Rules, example: &Example) -> Cells {
    let mut cells = example.given.clone();
    let FieldId(id) = rules.form.id;
    if cells.len() <= id {
        cells.resize(id.saturating_add(1), Vec::new());
    }
    if let Some(cell) = cells.get_mut(id).filter(|cell| cell.is_empty()) {
        cell.push(example.id.clone());
    }
    cells
}

/// What an application could have to do with another by: its id, and all that tells people apart.
fn marks(rules: &Rules, cells: &Cells) -> BTreeSet<Mark> {
    let same = rules
        .form
        .duplicates
        .iter()
        .flat_map(|rule| rule.same.iter());
    let fields = same.chain([&rules.form.id]);
    let marks = |id: &FieldId| {
        let text = find(cells, *id)
            .and_then(|cells| cells.first())
            .map_or("", String::as_str);
        let kind = &rules.form.fields[*id].kind;
        let keys = (!fold(text).is_empty()).then(|| people::keys(kind, text));
        keys.into_iter()
            .flatten()
            .map(|(of, key)| (id.0, of, key))
            .collect::<Vec<_>>()
    };
    fields.flat_map(marks).collect()
}

/// Whether an answer that tells people apart cannot be read, or not all of it.
fn is_open(rules: &Rules, cells: &Cells) -> bool {
    let same = rules
        .form
        .duplicates
        .iter()
        .flat_map(|rule| rule.same.iter());
    let reading = |field: &FieldId| {
        let text = find(cells, *field)
            .and_then(|cells| cells.first())
            .map_or("", String::as_str);
        override_cell::reading(&rules.form, None, *field, text)
    };
    same.map(reading).any(|reading| match reading {
        Reading::Unreadable(_) => true,
        Reading::Value(Value::Choices(choices)) => choices.unread.is_some(),
        Reading::Value(_) | Reading::Blank => false,
    })
}
