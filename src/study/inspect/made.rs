//! Of which columns an id can be made where the export has none: when somebody applied and from which address; and where these do
//! not tell all rows apart, of further columns.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::personal::{is_identifying, is_name, is_of_others};
use super::{Column, Guess, known};
use crate::table::{HeadingId, Sheet};
use crate::values::spelling::fold;

/// An id of more fields is hardly looked through.
const MOST: usize = 6;

/// The field of the id, where no column holds one; `names` are the columns'.
pub(super) fn id(sheet: Option<&Sheet>, columns: &[Column], names: &[String]) -> String {
    if columns
        .iter()
        .any(|column| column.guess == Guess::Id && column.left_out.is_none())
    {
        return String::new();
    }
    // A column that is something else may have the name already.
    let name = unique("application".to_owned(), names);
    let made = sheet.map(|sheet| of(sheet, columns)).unwrap_or_default();
    let fields: Vec<String> = made
        .iter()
        .filter_map(|at| Some(format!("\"{}\"", names.get(*at)?)))
        .collect();
    let mut draft = String::new();
    if fields.is_empty() {
        let _ = writeln!(
            draft,
            "# EDIT: no column looks like an id. Every application needs one.\n[fields.{name}]"
        );
        draft.push_str("type = \"id\"\nheadings = [\"Application ID\"]\n\n");
    } else {
        let _ = writeln!(
            draft,
            "# EDIT: no column looks like an id, so it is made of these; keep to one format of the export.\n[fields.{name}]\n\
             type = \"id\"\nmade_of = [{}]\n",
            fields.join(", ")
        );
    }
    draft
}

/// The positions of the columns; none where nothing says when somebody applied and from which address.
fn of(sheet: &Sheet, columns: &[Column]) -> Vec<usize> {
    let usable = |column: &Column| {
        column.left_out.is_none()
            && column.columns.len() == 1
            && !matches!(column.guess, Guess::Rating(..) | Guess::Choices { .. })
    };
    let all = || {
        columns
            .iter()
            .enumerate()
            .filter(|(_, column)| usable(column))
            .map(|(at, _)| at)
    };
    let is = |at: usize, what: &dyn Fn(&Column) -> bool| columns.get(at).is_some_and(what);
    let own = |column: &Column| !is_of_others(column.wording());
    let moment = known::submitted(columns).filter(|at| is(*at, &usable));
    let address = all().find(|at| is(*at, &|column| column.guess == Guess::Email && own(column)));
    let mut made: Vec<usize> = moment.into_iter().chain(address).collect();
    if made.is_empty() {
        return made;
    }
    let names = all().filter(|at| is(*at, &|column| is_name(column) && own(column)));
    let contacts = all().filter(|at| is(*at, &|column| is_identifying(column) && own(column)));
    let mut apart = told_apart(sheet, columns, &made);
    for further in names.chain(contacts).chain(all()) {
        if apart == sheet.len() || made.len() == MOST {
            break;
        }
        if made.contains(&further) {
            continue;
        }
        made.push(further);
        let more = told_apart(sheet, columns, &made);
        if more > apart {
            apart = more;
        } else {
            made.pop();
        }
    }
    made
}

/// How many different rows there are by these columns alone.
fn told_apart(sheet: &Sheet, columns: &[Column], made: &[usize]) -> usize {
    let columns = made
        .iter()
        .filter_map(|at| columns.get(*at)?.columns.first());
    let at: Vec<HeadingId> = columns
        .filter_map(|column| sheet.headings.position(|heading| heading.column == *column))
        .collect();
    let mut seen: BTreeSet<Vec<String>> = BTreeSet::new();
    sheet.visit(0..sheet.len(), |_, cells| {
        seen.insert(at.iter().map(|at| fold(cells.get(*at))).collect());
    });
    seen.len()
}

pub(super) fn unique(slug: String, taken: &[String]) -> String {
    if !taken.contains(&slug) {
        return slug;
    }
    (2_u32..)
        .map(|number| format!("{slug}-{number}"))
        .find(|name| !taken.contains(name))
        .unwrap_or(slug)
}
