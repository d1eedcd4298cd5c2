//! What applicants of examples write into their cells: named sets of answers, and what each example says differently.

use std::cell::Cell;

use toml::de::DeValue;

use super::find;
use crate::base::ids::{at_mut, id};
use crate::rules::examples::Cells;
use crate::rules::load::diagnostics::Spot;
use crate::rules::load::names::{Register, check_id};
use crate::rules::load::table::{Item, Table};
use crate::rules::{Field, FieldId, Rules};

/// What all examples together may take, in bytes: a file of a line could ask for any number of applicants.
const LARGEST: usize = 1 << 25;

id! {
    /// Which of the sets of answers.
    BaseId
}

/// The sets of answers that examples start from, by name; and what the examples made of them may still take.
pub(super) struct Bases<'d> {
    sets: Register<'d, BaseId, Vec<Said>>,
    left: Cell<usize>,
}

/// A field and what its cells say.
pub(super) type Said = (FieldId, Vec<String>);

impl Default for Bases<'_> {
    fn default() -> Self {
        Self {
            sets: Register::new("base"),
            left: Cell::new(LARGEST),
        }
    }
}

impl<'d> Bases<'d> {
    /// The cells an example starts from: its `base`, or blank ones. None for a base that there is not.
    pub(super) fn of(&self, table: &Table<'d>) -> Option<Cells> {
        self.or(table, Cells::new())
    }

    /// As [`Bases::of`], with other cells where no base is named.
    pub(super) fn or(&self, table: &Table<'d>, otherwise: Cells) -> Option<Cells> {
        let Some(item) = table.get("base") else {
            return Some(otherwise);
        };
        let id = self.sets.resolve(item.text()?, item.spot)?;
        let mut cells = Cells::new();
        put(&mut cells, self.sets.get(id).cloned().unwrap_or_default());
        Some(cells)
    }

    /// Whether there is room for one more of these, which is then taken; that there is none is noted once.
    pub(super) fn room(&self, cells: &Cells, spot: Spot<'_>) -> bool {
        // A text takes some room even where it is blank.
        let texts = cells
            .iter()
            .flatten()
            .map(|text| text.len().saturating_add(size_of::<String>()));
        self.take(texts.fold(size_of::<Cells>(), usize::saturating_add), spot)
    }

    pub(super) fn take(&self, bytes: usize, spot: Spot<'_>) -> bool {
        let left = self.left.get();
        self.left.set(left.saturating_sub(bytes));
        if bytes > left && left > 0 {
            spot.say_bad(format!(
                "with this the examples take more than {} MiB",
                LARGEST >> 20
            ));
        }
        bytes <= left
    }
}

/// `[base.NAME]`.
pub(super) fn bases<'d>(item: Item<'d>, rules: &Rules) -> Bases<'d> {
    let mut bases = Bases::default();
    for (key, value) in item.entries().unwrap_or_default() {
        check_id(value.key, key);
        bases.sets.push(value.key, key, Some(given(value, rules)));
    }
    bases
}

/// Puts answers into their cells, in place of what stood there.
pub(super) fn put(cells: &mut Cells, said: Vec<Said>) {
    for (field, assessors) in said {
        if cells.len() <= field.0 {
            cells.resize(field.0.saturating_add(1), Vec::new());
        }
        *at_mut(cells, field) = assessors;
    }
}

/// `{ field = "cell", … }`; what does not fit is noted and left out.
pub(super) fn given(item: Item<'_>, rules: &Rules) -> Vec<Said> {
    let mut said = Vec::new();
    for (key, value) in item.entries().unwrap_or_default() {
        let known = rules.form.fields.iter().map(|field| field.name.as_str());
        let Some(id) = find("field", value.key, key, known).map(FieldId) else {
            continue;
        };
        let Some(cells) = assessors(value) else {
            continue;
        };
        if let Some(field) = rules.form.fields.find(id)
            && fits(field, cells.len(), value.spot)
        {
            said.push((id, cells));
        }
    }
    said
}

fn assessors(item: Item<'_>) -> Option<Vec<String>> {
    match item.value {
        DeValue::Array(_) => item.array()?.into_iter().map(cell).collect(),
        _ => Some(vec![cell(item)?]),
    }
}

/// A cell as the applicant or assessor fills it; it may be blank. A number stands for its digits.
fn cell(item: Item<'_>) -> Option<String> {
    match item.value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(integer) => Some(integer.as_str().to_owned()),
        DeValue::Float(float) => Some(float.as_str().to_owned()),
        _ => {
            item.wrong_type("what the cell says, in quotes");
            None
        }
    }
}

/// Notes more or fewer cells than the field has columns.
fn fits(field: &Field, cells: usize, spot: Spot<'_>) -> bool {
    let asked = field.assessors.len();
    let most = field.readers();
    let good = (asked..=most).contains(&cells);
    if !good {
        let columns = if asked == most {
            asked.to_string()
        } else {
            format!("{asked} or {most}")
        };
        let plural = if most == 1 { "column" } else { "columns" };
        let message = format!(
            "`{}` is read from {columns} {plural}, and this is {cells}",
            field.name
        );
        spot.say_bad_help(
            message,
            "write one text for each assessor, as in `[\"7\", \"8\"]`; `\"\"` is blank",
        );
    }
    good
}
