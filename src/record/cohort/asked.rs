//! What balance rules ask for of one value. A rule that reads more than one field or level asks for nothing of a value alone.

use super::Asked;
use crate::base::ids::ApplicationId;
use crate::judge::criteria::{Facts, Supposed, answer};
use crate::rules::{Balance, BalanceCounts, BalanceWithin, Subject};
use crate::select::Selection;
use crate::select::balance::said;
use crate::values::counts_as::CountsAs;
use crate::values::{Answer, Choices, LevelSet, Reading, Value};

pub(super) fn asked(selection: &Selection<'_>, subject: Subject, value: &CountsAs) -> Vec<Asked> {
    let rules = selection.rules;
    let counts = |balance: &&Balance| match &balance.counts {
        BalanceCounts::EachValue(own) => *own == subject,
        BalanceCounts::Meeting(test) => {
            let supposed = [supposed(selection, subject, value)];
            let facts = Facts {
                supposed: &supposed,
                ..selection.facts(ApplicationId(0))
            };
            test.subjects().iter().all(|own| *own == subject) && answer(test, facts) == Answer::Met
        }
    };
    let asked = |balance: &Balance| {
        let asks = said::asks(&balance.asks);
        let within = match balance.within {
            BalanceWithin::All => String::new(),
            BalanceWithin::Group(group) => format!(" in {}", rules.places.groups[group].id),
            BalanceWithin::EachGroup => " in each group".to_owned(),
        };
        Asked {
            rule: balance.id.clone(),
            asks: format!("{asks}{within}"),
        }
    };
    rules.balance.iter().filter(counts).map(asked).collect()
}

/// Somebody who has the value.
fn supposed(selection: &Selection<'_>, subject: Subject, value: &CountsAs) -> Supposed {
    let rules = selection.rules;
    let has_options = rules
        .field(subject)
        .is_some_and(|field| field.kind.options().is_some());
    let value_of = match value {
        CountsAs::Country(country) => Value::Country(*country),
        CountsAs::Text(_) => Value::Text,
        CountsAs::Listed(at) if has_options => Value::Choices(Box::new(Choices {
            chosen: vec![*at],
            ..Choices::default()
        })),
        CountsAs::Listed(at) if crate::words::scale_of(rules, subject).is_some() => {
            Value::Level(LevelSet::only(*at))
        }
        CountsAs::Listed(at) => Value::YesNo(*at == 0),
    };
    let text = match value {
        CountsAs::Text(folded) => folded.clone(),
        _ => String::new(),
    };
    Supposed {
        subject,
        reading: Reading::Value(value_of),
        text,
        blank: false,
    }
}
