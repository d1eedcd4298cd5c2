//! Of which columns an id can be made where the export has none: when somebody applied and from which address; and where these do
//! not tell all rows apart, of further columns.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::personal::{is_identifying, is_name};
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
    let own = |column: &Column| !column.asks().of_others;
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

/// A name that is not taken yet: the one wanted, or with a number behind it.
pub fn unique(name: String, taken: &[String]) -> String {
    Taken::from_iter(taken.iter().cloned()).take(name)
}

/// Names that are taken.
#[derive(Default)]
pub(super) struct Taken {
    names: BTreeSet<String>,
    /// Of a name that was wanted several times, the number to try next; all before it are taken.
    next: BTreeMap<String, u32>,
}

impl FromIterator<String> for Taken {
    fn from_iter<T: IntoIterator<Item = String>>(names: T) -> Self {
        Self {
            names: names.into_iter().collect(),
            next: BTreeMap::new(),
        }
    }
}

impl Taken {
    /// Takes a name: the one wanted, or with the first number behind it that makes it one of its own.
    pub(super) fn take(&mut self, name: String) -> String {
        if self.names.insert(name.clone()) {
            return name;
        }
        let next = self.next.entry(name.clone()).or_insert(2);
        loop {
            let numbered = format!("{name}-{next}");
            *next = next.saturating_add(1);
            if self.names.insert(numbered.clone()) {
                return numbered;
            }
        }
    }
}
