//! Applications for which another of the same person stands.

use std::borrow::Cow;

use super::own::Own;
use super::{Cell, Table, headings};
use crate::base::ids::ApplicationId;
use crate::papers::titles;
use crate::people::{self, SameBy};
use crate::rules::form::Duplicates;
use crate::select::{Outcome, Selection};

/// `named` says whether names and addresses stand in it.
pub(super) fn superseded<'a>(selection: &'a Selection<'_>, named: bool) -> Table<'a> {
    let own = Own::new(selection, named);
    let heads = headings(&["application", "stands", "through", "rule", "cites"]);
    let heads = own.headed(heads);
    let order = selection.applications.ids();
    let rows = order.filter_map(move |application| match selection.outcome(application) {
        Outcome::Superseded { .. } => {
            Some(own.row(application, row(selection, application, named)))
        }
        _ => None,
    });
    Table {
        name: "superseded".to_owned(),
        tab: "superseded".to_owned(),
        above: Vec::new(),
        headings: heads,
        unprinted: 0,
        rows: Box::new(rows),
    }
}

/// The application that stands, those between where another application of the person was superseded in its turn, and the rules
/// of each link.
fn row<'a>(selection: &'a Selection<'_>, application: ApplicationId, named: bool) -> Vec<Cell<'a>> {
    let (form, applications) = (&selection.rules.form, &selection.applications);
    let links = people::links(&selection.people, application);
    let between: Vec<String> = links
        .iter()
        .skip(1)
        .map(|link| applications.id(link.of).into_owned())
        .collect();
    let mut rules: Vec<SameBy> = Vec::new();
    for link in &links {
        if !rules.contains(&link.rule) {
            rules.push(link.rule);
        }
    }
    let by = rules.iter().map(|rule| match rule.rule(form) {
        Some(rule) if named => same(selection, rule),
        _ => people::rule_id(form, *rule).to_owned(),
    });
    let by: Vec<String> = by.collect();
    let mut cites: Vec<&str> = Vec::new();
    for cited in rules
        .iter()
        .filter_map(|rule| rule.rule(form))
        .flat_map(|rule| rule.cites.iter())
    {
        if !cites.contains(&cited.as_str()) {
            cites.push(cited);
        }
    }
    vec![
        Cell::text(applications.id(application)),
        links
            .last()
            .map_or(Cell::Empty, |last| Cell::text(applications.id(last.stands))),
        Cell::text(between.join(", ")),
        Cell::text(by.join(if named { "; " } else { ", " })),
        Cell::text(cites.join(", ")),
    ]
}

/// What a rule takes for the same person, by titles: `the same E-mail and Full name`.
pub(super) fn same(selection: &Selection<'_>, rule: &Duplicates) -> String {
    let fields = &selection.rules.form.fields;
    let titles = rule
        .same
        .iter()
        .map(|field| titles::field_title(&fields[*field]));
    let titles: Vec<Cow<'_, str>> = titles.collect();
    format!("the same {}", titles.join(" and "))
}
