//! Applications for which another of the same person stands.

use super::{Cell, Table, headings, reached_by, typed};
use crate::base::ids::ApplicationId;
use crate::papers::titles;
use crate::people::{self, SameBy};
use crate::rules::FieldId;
use crate::select::{Outcome, Selection};

/// `named` says whether names and addresses stand in it.
pub(super) fn superseded<'a>(selection: &'a Selection<'_>, named: bool) -> Table<'a> {
    let fields = match named {
        true => reached_by(selection),
        false => Vec::new(),
    };
    let mut heads = headings(&["application"]);
    let own = fields.iter();
    heads.extend(own.map(|field| titles::of_field(selection.rules, *field)));
    heads.extend(headings(&["stands", "through", "rule", "cites"]));
    let order = selection.applications.ids();
    let rows = order.filter_map(move |application| match selection.outcome(application) {
        Outcome::Superseded { .. } => {
            let mut row = row(selection, application);
            let own = |field: &FieldId| Cell::text(typed(selection, application, *field));
            row.splice(1..1, fields.iter().map(own));
            Some(row)
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
fn row<'a>(selection: &'a Selection<'_>, application: ApplicationId) -> Vec<Cell<'a>> {
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
    let named: Vec<&str> = rules
        .iter()
        .map(|rule| people::rule_id(form, *rule))
        .collect();
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
        Cell::text(named.join(", ")),
        Cell::text(cites.join(", ")),
    ]
}
