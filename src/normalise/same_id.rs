//! One application, one id. A row that stands twice word for word is kept once; two different rows with one id are refused.

use super::applications::Applications;
use super::symbols::Symbol;
use crate::finding::{Code, Finding, Place};
use crate::origin::Origin;
use crate::rules::FieldId;

/// Drops repeated rows from the pile, with a note for each.
///
/// # Errors
/// A finding for every row that has another row's id and other answers: ids are what decisions are filed under.
pub fn settle(applications: &mut Applications) -> Result<Vec<Finding>, Vec<Finding>> {
    let id = FieldId(applications.id);
    let mut order: Vec<usize> =
        (0..applications.len()).filter(|row| !applications.found(*row, id, 0).is_empty()).collect();
    order.sort_by_key(|row| (applications.symbol(*row, id), *row));
    let mut repeated = vec![false; applications.len()];
    let (mut notes, mut errors) = (Vec::new(), Vec::new());
    for run in order.chunk_by(|left, right| applications.symbol(*left, id) == applications.symbol(*right, id)) {
        let Some((first, rest)) = run.split_first() else { continue };
        for row in rest {
            let place = applications.source(*row).map_or_else(
                || Place::File(String::new()),
                |source| Place::Input(Origin::row(source, applications.row(*row))),
            );
            let (label, other) = (applications.id(*row), applications.place(*first));
            if cells(applications, *first).eq(cells(applications, *row)) {
                notes.push(Finding::new(
                    Code::SameRow,
                    place,
                    format!("`{label}` stands at {other} already, word for word"),
                ));
                if let Some(repeated) = repeated.get_mut(*row) {
                    *repeated = true;
                }
            } else {
                let finding = Finding::new(
                    Code::SameId,
                    place,
                    format!("`{label}` is also the id of another application, at {other}"),
                );
                errors.push(
                    finding.help("give each application an id of its own, or remove the row that does not count"),
                );
            }
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    if repeated.contains(&true) {
        applications.drop_rows(&repeated);
    }
    Ok(notes)
}

/// Everything a row says in the columns the rules know.
fn cells(applications: &Applications, row: usize) -> impl Iterator<Item = Option<Symbol>> {
    let columns = applications.fields.iter().flat_map(|field| &field.readers);
    columns.map(move |column| column.cells.get(row).copied())
}
