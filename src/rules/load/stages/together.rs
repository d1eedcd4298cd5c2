//! Whether the stages of valid rules go together: exact totals at each, and nothing asked before its stage.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::super::format::STAGE;
use super::super::measures::SUM;
use super::super::table::{Item, Table};
use crate::base::finding::Code;
use crate::rules::{FieldId, Rules, Subject};

/// Notes what would not stay exact at some stage, and ratings of a later stage that the first one would need.
pub(in crate::rules::load) fn hold(item: Item<'_>, rules: &Rules) {
    let Some(tables) = item.value.as_array().map(|_| item.tables(&STAGE)) else {
        return;
    };
    for ((at, _), table) in rules.stages.each().zip(&tables) {
        let view = rules.at_stage(at);
        let long = view
            .measures
            .iter()
            .find(|measure| measure.weight.decimal().normalize().scale() > 6);
        let spot = table.key_spot("weights").unwrap_or(table.spot);
        if let Some(measure) = long {
            spot.say_bad_help(
                format!(
                    "the weight of the stage times that of the scoring rule `{}` has more than 6 decimals: {}",
                    measure.id,
                    measure.weight
                ),
                "write weights with fewer decimals",
            );
        }
        let parts = view
            .measures
            .iter()
            .map(|measure| measure.worth.most.times(measure.weight).decimal());
        let most = parts.fold(Decimal::ZERO, Decimal::saturating_add);
        if most >= Decimal::from(SUM) {
            spot.say(
                Code::Overflow,
                format!(
                    "with these weights a total could reach {}, which is too much",
                    most.normalize()
                ),
            );
        }
    }
    too_early(rules, &tables);
}

/// Notes ratings of a later stage that criteria, groups or balance rules look at, so that nobody could be shortlisted without them.
fn too_early(rules: &Rules, tables: &[Table<'_>]) {
    let at_once: BTreeSet<FieldId> = rules.asked_at_once().into_iter().collect();
    for ((_, stage), table) in rules.stages.each().zip(tables).skip(1) {
        let own = rules
            .measures
            .iter()
            .filter(|measure| stage.scoring.contains(&measure.id));
        let fields = rules.fields_behind(own.map(|measure| measure.worth.subject));
        for field in fields.into_iter().filter(|field| at_once.contains(field)) {
            let Some(known) = rules.field(Subject::Field(field)) else {
                continue;
            };
            if known.kind.is_rating() {
                let spot = table.key_spot("scoring").unwrap_or(table.spot);
                spot.say_bad_help(
                    format!(
                        "the rating `{}` counts in this stage, and a criterion, a group or a balance rule looks at it from the first one on",
                        known.name
                    ),
                    "write a `floor` for this stage in place of the criterion, or let the rating count in the first stage",
                );
            }
        }
    }
}
