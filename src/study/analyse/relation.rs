//! Sets of combinations of answers, joined and narrowed like tables of a database.

use std::collections::{BTreeMap, BTreeSet};

use crate::rules::FieldId;
use crate::study::combinations::Row;

/// Combinations of answers that are let through.
#[derive(Debug, Clone)]
pub(super) struct Relation {
    pub(super) fields: Vec<FieldId>,
    /// Each with whether it is let through for certain (false) or only not refused yet (true).
    pub(super) rows: BTreeSet<(Row, bool)>,
}

impl Relation {
    /// The one combination of no fields.
    pub(super) fn unit() -> Self {
        Self {
            fields: Vec::new(),
            rows: BTreeSet::from([(Row::new(), false)]),
        }
    }

    /// Every combination that agrees with one of each; none when there are more than `most`.
    pub(super) fn join(&self, other: &Self, most: usize) -> Option<Self> {
        let shared: Vec<FieldId> = self
            .fields
            .iter()
            .copied()
            .filter(|field| other.fields.contains(field))
            .collect();
        let added: Vec<FieldId> = other
            .fields
            .iter()
            .copied()
            .filter(|field| !shared.contains(field))
            .collect();
        let mut by_shared: BTreeMap<Row, Vec<(Row, bool)>> = BTreeMap::new();
        for (row, open) in &other.rows {
            by_shared
                .entry(pick(&other.fields, row, &shared))
                .or_default()
                .push((pick(&other.fields, row, &added), *open));
        }
        let mut rows = BTreeSet::new();
        for (row, open) in &self.rows {
            for (rest, also_open) in by_shared
                .get(&pick(&self.fields, row, &shared))
                .into_iter()
                .flatten()
            {
                rows.insert((
                    row.iter().chain(rest).copied().collect(),
                    *open || *also_open,
                ));
                if rows.len() > most {
                    return None;
                }
            }
        }
        Some(Self {
            fields: self.fields.iter().chain(&added).copied().collect(),
            rows,
        })
    }

    /// What is left of the combinations when only `fields` are looked at, in their order; each is one of the relation's.
    pub(super) fn project(&self, fields: &[FieldId]) -> Self {
        let rows = self
            .rows
            .iter()
            .map(|(row, open)| (pick(&self.fields, row, fields), *open))
            .collect();
        Self {
            fields: fields.to_vec(),
            rows,
        }
    }
}

/// A row's answers for some of its fields.
fn pick(fields: &[FieldId], row: &[usize], wanted: &[FieldId]) -> Row {
    let at = |field: &FieldId| fields.iter().position(|known| known == field);
    wanted
        .iter()
        .filter_map(|field| row.get(at(field)?).copied())
        .collect()
}
