//! The cohort: how many applied, are eligible, selected and in reserve, for every value of the fields that the rules count and of
//! whatever the balance rules read.

use std::borrow::Cow;

use super::{Cell, Table};
use crate::papers::cohort::{BELOW_FOUR_FIFTHS, asked, chosen, percent, title, value, whom};
use crate::papers::titles::Named;
use crate::record::cohort::cohorts;
use crate::select::Selection;

/// What is counted in each group behind those who were chosen, in the order of the columns.
const STEPS: [&str; 2] = ["eligible", "reserve"];
/// With more groups than these only who is selected in each is printed.
const PRINTED: usize = 3;

/// None where the rules count nothing.
pub(super) fn cohort<'a>(selection: &'a Selection<'_>) -> Option<Table<'a>> {
    let cohorts = cohorts(selection);
    if cohorts.is_empty() {
        return None;
    }
    let chosen = chosen(selection.rules);
    let mut headings = super::headings(&[
        "field",
        "value",
        "applied",
        "eligible",
        chosen,
        "reserve",
        match selection.rules.is_shortlisting() {
            true => "shortlisted of applied",
            false => "selected of applied",
        },
        "asked for",
        "notes",
    ]);
    let groups = &selection.rules.places.groups;
    for step in std::iter::once(chosen).chain(STEPS) {
        headings.extend(groups.iter().map(|group| Named {
            name: Cow::Owned(format!("{}: {step}", group.id)),
            title: Cow::Owned(format!("{}: {step}", group.title)),
        }));
    }
    let beside = groups.len().saturating_mul(STEPS.len());
    let count = |number: u32| Cell::Count(u64::from(number));
    let rows = cohorts.into_iter().flat_map(move |cohort| {
        let field = title(selection.rules, &cohort);
        cohort.values.into_iter().map(move |counted| {
            let steps = counted.steps;
            let remark = counted.below_four_fifths.then_some(BELOW_FOUR_FIFTHS);
            let mut cells = vec![
                Cell::text(field.clone()),
                Cell::Named(Named {
                    name: Cow::Owned(value(&counted).into_owned()),
                    title: match &counted.name {
                        Some(name) => Cow::Owned(name.clone()),
                        None => Cow::Owned(value(&counted).into_owned()),
                    },
                }),
                count(steps.applied),
                count(steps.eligible),
                count(steps.selected),
                count(steps.reserve),
                percent(&steps).map_or(Cell::Empty, Cell::text),
                Some(asked(selection.rules, &counted))
                    .filter(|asked| !asked.is_empty())
                    .map_or(Cell::Empty, Cell::text),
                remark.map_or(Cell::Empty, Cell::text),
            ];
            let in_group = |id: &str| {
                let known = counted.groups.iter().find(|group| group.group == id);
                known.map_or([0; 3], |group| {
                    [group.selected, group.eligible, group.reserve]
                })
            };
            let of_each: Vec<_> = groups.iter().map(|group| in_group(&group.id)).collect();
            let [selected, eligible, reserve] = [0, 1, 2].map(|step: usize| {
                let groups = of_each.iter();
                groups.map(move |steps| count(steps.get(step).copied().unwrap_or_default()))
            });
            cells.extend(selected.chain(eligible).chain(reserve));
            cells
        })
    });
    Some(Table {
        name: "cohort".to_owned(),
        tab: "cohort".to_owned(),
        above: whom(selection)
            .map(|whom| format!("{whom}; the column Counted of the sheet everybody says who is"))
            .into_iter()
            .collect(),
        headings,
        // With many groups a page holds who is selected in each; the rest stands behind it on the sheet.
        unprinted: if groups.len() > PRINTED { beside } else { 0 },
        rows: Box::new(rows),
    })
}
