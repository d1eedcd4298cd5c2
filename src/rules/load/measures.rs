//! `[[scoring]]`: what each answer is worth, and whether all of it together stays exact.

use rust_decimal::Decimal;

use super::award::{sized, worth};
use super::checks;
use super::format::MEASURE;
use super::names::Register;
use super::scope::Scope;
use super::table::{Item, Table};
use crate::base::finding::Code;
use crate::rules::{Measure, MeasureId};
use crate::values::Weight;

/// Scores stay below this, so that sums keep all their decimals.
pub(super) const SUM: i64 = 1_000_000_000_000;

pub(super) fn measures<'d>(item: Item<'d>, scope: &Scope<'d>) -> Register<'d, MeasureId, Measure> {
    let mut register = Register::new("scoring rule");
    let mut sum = Decimal::ZERO;
    let mut over = false;
    for table in item.tables(&MEASURE) {
        let (id, spot) = checks::id(&table).unwrap_or(("", table.spot));
        let made = measure(&table, id, scope);
        if let Some(measure) = &made {
            sum = sum.saturating_add(measure.worth.most.times(measure.weight).decimal());
            if sum >= Decimal::from(SUM) && !over {
                over = true;
                table.spot.say(
                    Code::Overflow,
                    format!(
                        "with `{id}` a score could reach {}, which is {SUM} or more",
                        sum.normalize()
                    ),
                );
            }
        }
        register.push(id, spot, made);
    }
    if register.len() > checks::MOST {
        item.spot.say_bad(format!(
            "there are more than {} scoring rules",
            checks::MOST
        ));
    }
    register
}

fn measure<'d>(table: &Table<'d>, id: &str, scope: &Scope<'d>) -> Option<Measure> {
    let owner = format!("the scoring rule `{id}`");
    let title = table.need("title").and_then(Item::text);
    let cites = scope.cites(table, &owner);
    let weight = table.need("weight").and_then(weight);
    let worth = worth(table, scope, &owner)?;
    Some(Measure {
        id: id.to_owned(),
        title: title?.to_owned(),
        cites,
        weight: weight?,
        worth,
    })
}

fn weight(item: Item<'_>) -> Option<Weight> {
    let value = item.decimal()?;
    if value.is_zero() {
        item.spot.say_bad_help(
            "a weight of 0 makes the rule count for nothing",
            "take the rule out instead",
        );
        return None;
    }
    sized(value, item.spot).then(|| Weight::written(value))
}
