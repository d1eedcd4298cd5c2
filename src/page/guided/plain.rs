//! The forms that ask for values and nothing else: the training, the deadline, what the call says, places.

use super::ask::{Ask, Takes, shown};
use super::words;
use crate::rules::edit::Source;
use crate::rules::load::Step;
use crate::words::naming::in_words;

/// What a form asks, and the tables whose marks it settles.
pub(super) struct Form {
    pub(super) asks: Vec<Ask>,
    pub(super) tables: Vec<Vec<Step>>,
}

/// The form of a name; nothing where there is none of it.
pub(super) fn form(source: &Source<'_>, name: &str) -> Option<Form> {
    let of = |table: &str, asks: Vec<(&str, &str, Takes)>| {
        let ask = |(key, label, takes): (&str, &str, Takes)| {
            Ask::new(key, label, &[table.into(), key.into()], takes)
        };
        Form {
            asks: asks.into_iter().map(ask).collect(),
            tables: vec![vec![table.into()]],
        }
    };
    Some(match name {
        "programme" => of(
            "programme",
            vec![
                ("title", words::TITLE, Takes::Text),
                ("id", words::SHORT_NAME, Takes::Text),
                ("organiser", words::ORGANISER, Takes::Text),
                ("place", words::PLACE, Takes::Text),
                ("first_day", words::FIRST_DAY, Takes::Day),
                ("last_day", words::LAST_DAY, Takes::Day),
            ],
        ),
        "call" => of(
            "call",
            vec![
                ("deadline", words::DEADLINE, Takes::Moment),
                ("time_zone", words::ZONE, Takes::Zone),
                ("confirm_by", words::CONFIRM_BY, Takes::Day),
                ("answer_by", words::ANSWER_BY, Takes::Day),
            ],
        ),
        "places" => of(
            "places",
            vec![
                ("cap", words::CAP, Takes::Number),
                ("group_size", words::GROUP_SIZE, Takes::Number),
                ("reserve", words::RESERVE, Takes::Number),
                ("deal", words::DEAL, Takes::One(words::DEALS.to_vec())),
                ("open", words::OPEN, Takes::One(words::OPENS.to_vec())),
                (
                    "unfilled",
                    words::UNFILLED,
                    Takes::One(words::UNFILLEDS.to_vec()),
                ),
            ],
        ),
        "clauses" => clauses(source),
        _ => return None,
    })
}

/// Every sentence of the call, and every decision with who took it and when.
fn clauses(source: &Source<'_>) -> Form {
    let clauses: [Step; 2] = ["call".into(), "clauses".into()];
    let mut form = Form {
        asks: Vec::new(),
        tables: vec![clauses.to_vec()],
    };
    for (id, _) in source.entries(&clauses) {
        let steps = [&clauses[..], &[Step::from(id)]].concat();
        form.asks.push(Ask::new(
            &format!("clause-{id}"),
            &in_words(id),
            &steps,
            Takes::Long,
        ));
    }
    for (id, _) in source.entries(&["decisions".into()]) {
        let own = ["decisions".into(), Step::from(id)];
        let asks = [
            (
                "text",
                format!("{}: {}", words::DECIDED, in_words(id)),
                Takes::Long,
            ),
            ("by", words::BY.to_owned(), Takes::Text),
            ("on", words::ON.to_owned(), Takes::Day),
        ];
        for (key, label, takes) in asks {
            let steps = [&own[..], &[Step::from(key)]].concat();
            let name = format!("decision-{id}-{key}");
            form.asks.push(Ask::new(&name, &label, &steps, takes));
        }
        form.tables.push(own.to_vec());
    }
    form
}

/// What a rule can rest on: each sentence of the call and each decision, by its id.
pub(super) fn sources(source: &Source<'_>) -> Vec<(String, String)> {
    let clauses: [Step; 2] = ["call".into(), "clauses".into()];
    let all = source.entries(&clauses).into_iter().map(|(id, _)| {
        let text = shown(source, &[&clauses[..], &[Step::from(id)]].concat());
        (id.to_owned(), text)
    });
    let decisions = source.entries(&["decisions".into()]);
    let decisions = decisions.into_iter().map(|(id, _)| {
        let text = shown(source, &["decisions".into(), Step::from(id), "text".into()]);
        (id.to_owned(), text)
    });
    all.chain(decisions).collect()
}
