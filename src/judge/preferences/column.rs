//! What the columns of a file can say about preferences: a column for each option says nothing of an order, and cells that
//! always have the same order may have it from the form.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::answers::Applications;
use crate::answers::headings::Layout;
use crate::base::finding::{Code, Finding, Location};
use crate::base::origin::{Origin, Source};
use crate::rules::Rules;
use crate::values::{Choices, Reading, Value};

/// So many answers in one order are no chance.
const MANY: usize = 10;

/// What is to be said of each sheet; nothing where no order of preference decides.
pub fn findings<'s>(
    rules: &Rules,
    applications: &Applications,
    sheets: impl IntoIterator<Item = (&'s Arc<Source>, &'s Layout)>,
) -> Vec<Finding> {
    let Some(field) = rules
        .places
        .preference
        .filter(|_| rules.places.groups.len() > 1)
    else {
        return Vec::new();
    };
    let name = rules.form.fields[field].name.as_str();
    let is_group = |option: &u8| {
        rules
            .places
            .groups
            .iter()
            .any(|group| group.option == Some(*option))
    };
    let mut findings = Vec::new();
    for (source, layout) in sheets {
        let here = applications
            .ids()
            .filter(|application| applications.source(*application) == source);
        let several =
            here.filter_map(
                |application| match applications.reading(application, field) {
                    Reading::Value(Value::Choices(choices)) => choices
                        .chosen
                        .iter()
                        .filter(|option| is_group(option))
                        .nth(1)
                        .map(|_| &**choices),
                    _ => None,
                },
            );
        let (unordered, ordered): (Vec<&Choices>, Vec<&Choices>) =
            several.partition(|choices| choices.unordered);
        let column = layout
            .columns
            .find(field)
            .and_then(|columns| columns.iter().flatten().min_by_key(|column| column.id));
        let Some(column) = column else { continue };
        let location = || Location::Input(Origin::column(source, column.column));
        if !unordered.is_empty() {
            let who = match unordered.len() {
                1 => "1 application that names several groups has".to_owned(),
                many => format!("{many} applications that name several groups have"),
            };
            let message = format!(
                "{name}: a column for each option says which were chosen, and not which comes first: {who} no order of preference"
            );
            findings.push(Finding::new(Code::NoOrder, location(), message).help(
                "give `preference` a field whose answers have an order, if the form asked for one; otherwise the order of the \
                 groups in the rules decides, and each roster says where it did",
            ));
        }
        if ordered.len() >= MANY && in_one_order(&ordered) {
            let message = format!(
                "{name}: {} answers name several groups, and all of them in one order: it may be the form's, and nobody's \
                 preference",
                ordered.len()
            );
            findings.push(Finding::new(Code::OneOrder, location(), message).help(
                "look how the form shows its options: where people tick them, the order is the form's, and `preference` means \
                 nothing",
            ));
        }
    }
    findings
}

/// Whether no two answers name two options in opposite orders.
fn in_one_order(answers: &[&Choices]) -> bool {
    let mut pairs: BTreeSet<(u8, u8)> = BTreeSet::new();
    for answer in answers {
        for (at, first) in answer.chosen.iter().enumerate() {
            for then in answer.chosen.iter().skip(at.saturating_add(1)) {
                if pairs.contains(&(*then, *first)) {
                    return false;
                }
                pairs.insert((*first, *then));
            }
        }
    }
    true
}
