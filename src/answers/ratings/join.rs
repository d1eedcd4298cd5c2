//! Ratings beside the answers: each cell where its reader's column would have it, with where it stands.

use super::Ratings;
use super::conflicts::{Candidate, Conflicts};
use super::file::as_written_by;
use super::keys::{Known, Whose, unknown};
use super::marks::{Strange, asked_otherwise, is_of_pack, strange};
use super::rated::{RatedRowId, RatingsColumn, RatingsFile, cell};
use crate::answers::Applications;
use crate::answers::applications::FieldColumns;
use crate::answers::blank::is_blank;
use crate::answers::column::{CellColumn, RatedAt};
use crate::answers::field_columns::columns;
use crate::answers::sources::CellReaders;
use crate::base::counted::count;
use crate::base::finding::{Code, Finding};
use crate::base::ids::{ApplicationId, AssessorId, Per, at, find};
use crate::base::origin::Origin;
use crate::rules::{FieldId, Form, SourceId};
use crate::values::{Problem, Reading};

/// So many rows of a file whose ratings reach nobody are named one by one.
const NAMED: usize = 20;

/// By file, whose its rows are; nobody's rows are not there.
type Rows = Vec<Vec<(RatedRowId, Vec<ApplicationId>)>>;

impl Ratings {
    /// Puts ratings where their readers' columns have them; returns what was noticed.
    ///
    /// # Errors
    /// A finding for every file in which nobody is known, and for every rating that stands twice and says something else.
    pub fn join(
        self,
        form: &Form,
        applications: &mut Applications,
    ) -> Result<Vec<Finding>, Vec<Finding>> {
        if self.files.is_empty() {
            return Ok(Vec::new());
        }
        let (rows, mut found) = self.rows(form, applications)?;
        let files = self.files.iter();
        applications.ratings = files.map(|file| file.layout(form)).collect();
        let mut conflicts = Conflicts::default();
        for (field, of) in form
            .fields
            .each()
            .filter(|(_, field)| field.kind.is_rating())
        {
            let mut is_joined = false;
            for assessor in (0..of.readers()).map(AssessorId) {
                let of_all: Vec<_> = (0_u16..)
                    .zip(self.files.iter().zip(&rows))
                    .filter_map(|(number, (file, rows))| {
                        let mut columns = file.columns.iter();
                        let is =
                            |one: &&RatingsColumn| (one.field, one.assessor) == (field, assessor);
                        Some((number, file, columns.find(is)?, rows))
                    })
                    .collect();
                if !of_all.is_empty() {
                    is_joined = true;
                    join_one(
                        form,
                        applications,
                        (field, assessor),
                        &of_all,
                        &mut conflicts,
                    );
                }
            }
            if is_joined {
                let read = std::mem::take(&mut applications.fields[field].assessors);
                applications.fields[field] = columns(form, field, read);
            }
        }
        let (refused, notes) = conflicts.said(form, applications);
        if !refused.is_empty() {
            return Err(refused);
        }
        found.extend(notes);
        Ok(found)
    }

    /// Whose the rows of each file are, and what is said of ratings that reach nobody.
    fn rows(
        &self,
        form: &Form,
        applications: &Applications,
    ) -> Result<(Rows, Vec<Finding>), Vec<Finding>> {
        let mut known = Known::new(form, applications);
        let (mut rows, mut found, mut refused) = (Rows::new(), Vec::new(), Vec::new());
        for file in &self.files {
            let mut of_file = Vec::new();
            let mut nobodys: Vec<(RatedRowId, Finding)> = Vec::new();
            let is_rated = rated(form, file);
            let mut strange = strange(form, file);
            refused.extend(asked_otherwise(form, file));
            let is_pack = !strange.is_empty();
            let mut swapped = Vec::new();
            for row in file.rows.ids() {
                let whose = known.whose(file, row);
                match strange.remove(&row) {
                    Some(Strange::Swapped(finding)) => {
                        swapped.push(finding);
                        continue;
                    }
                    Some(Strange::NotAssigned(finding)) if matches!(whose, Whose::Theirs(_)) => {
                        nobodys.push((row, finding));
                        continue;
                    }
                    // What is no application's is said so.
                    Some(Strange::NotAssigned(_)) | None => {}
                }
                match whose {
                    Whose::Theirs(applications) => of_file.push((row, applications)),
                    Whose::Nobodys(message, help) if is_rated[row] => {
                        nobodys.push((row, unknown(file, row, message, help)));
                    }
                    Whose::Nobodys(..) => {}
                }
            }
            let more = swapped.len().saturating_sub(1);
            refused.extend(swapped.into_iter().next().map(|mut first| {
                if more > 0 {
                    let rows = count(more, "row", "rows");
                    first
                        .message
                        .push_str(&format!("; so it is in {rows} more"));
                }
                first
            }));
            if of_file.is_empty() && !is_pack {
                refused.push(nobody(form, file, applications, &nobodys));
            }
            let more = nobodys.len().saturating_sub(NAMED);
            let last = nobodys.last().map(|(row, _)| *row);
            found.extend(nobodys.into_iter().take(NAMED).map(|(_, finding)| finding));
            if let (Some(last), true) = (last, more > 0) {
                let row = file.rows[last];
                let message = format!("so it is with {more} more rows, the last of them row {row}");
                let help = "a file that was made anew, with the ids copied from the applications, mends all of them at once";
                found.push(unknown(file, last, message, help.to_owned()));
            }
            rows.push(of_file);
        }
        if refused.is_empty() {
            Ok((rows, found))
        } else {
            Err(refused)
        }
    }
}

/// Whether something stands in a row that is no blank.
fn rated(form: &Form, file: &RatingsFile) -> Per<RatedRowId, bool> {
    let mut rated: Per<RatedRowId, bool> = file.rows.iter().map(|_| false).collect();
    for column in &file.columns {
        let is_filled = column.is_filled(form);
        for (row, is_rated) in rated.each_mut() {
            *is_rated |= is_filled(row);
        }
    }
    rated
}

/// A file in which no application is known.
fn nobody(
    form: &Form,
    file: &RatingsFile,
    applications: &Applications,
    nobodys: &[(RatedRowId, Finding)],
) -> Finding {
    let location = Origin::column(&file.source, file.key.1);
    let message = "no row of the file is known to be an application's: these are ratings of other applications, or their ids were changed";
    let has_id = |one: &ApplicationId| applications.has_id(*one);
    let example = applications
        .ids()
        .find(has_id)
        .filter(|_| file.key.0 == form.id);
    let example = example.map_or_else(String::new, |one| {
        format!(", such as `{}`", applications.id(one))
    });
    let near = nobodys
        .first()
        .and_then(|(_, finding)| finding.help.clone());
    let near = near.map_or_else(String::new, |near| format!("; the first: {near}"));
    let help = format!(
        "give the ratings of these applications, with the ids as the applications have them{example}{near}"
    );
    Finding::new(Code::RatedNobody, location, message).help(help)
}

/// The files that have one assessor's ratings in one field, each with its number and whose its rows are.
type OfOne<'a> = [(
    u16,
    &'a RatingsFile,
    &'a RatingsColumn,
    &'a Vec<(RatedRowId, Vec<ApplicationId>)>,
)];

/// Joins what one assessor gave in one field.
fn join_one(
    form: &Form,
    applications: &mut Applications,
    (field, assessor): (FieldId, AssessorId),
    of_all: &OfOne<'_>,
    conflicts: &mut Conflicts,
) {
    let Some(readers) = CellReaders::new(form, field) else {
        return;
    };
    let mut cells: Vec<(ApplicationId, usize, RatedRowId)> = Vec::new();
    for (place, (.., rows)) in of_all.iter().enumerate() {
        for (row, whose) in *rows {
            cells.extend(whose.iter().map(|one| (*one, place, *row)));
        }
    }
    cells.sort_unstable();
    let read = |one: ApplicationId, text: &str, doubt: Option<&Problem>| match doubt {
        Some(problem) => Reading::from(problem.clone()),
        None => readers.read(applications.form_source(one), text),
    };
    let own = find(&applications.fields[field].assessors, assessor);
    let mut chosen = Vec::new();
    for of_one in cells.chunk_by(|left, right| left.0 == right.0) {
        let Some((one, ..)) = of_one.first() else {
            continue;
        };
        let source = applications.form_source(*one);
        let as_written = &form.fields_of(source)[field];
        let from_file = |(_, place, row): &(ApplicationId, usize, RatedRowId)| {
            let (number, file, column, _) = of_all.get(*place)?;
            let (text, doubt) = cell(&column.cells, *row);
            let is_exact = source.is_some() && column.exact && doubt.is_none();
            let text = if is_exact {
                as_written_by(form, field, as_written, text)
            } else {
                text.to_owned()
            };
            let reading = read(*one, &text, doubt);
            let of_file = *file;
            let file = Some((*number, file.rows[*row]));
            let is_of_pack = is_of_pack(form, of_file, *row, assessor);
            // A blank in a row of another reader's pack is no place where a rating is awaited.
            if reading == Reading::Blank && !is_of_pack && of_file.marks.is_some() {
                return None;
            }
            // A pack of what was missing has a blank where the rating was there already.
            let mut own = of_file
                .columns
                .iter()
                .filter(|one| one.assessor == assessor);
            let says_nothing = own.all(|one| is_blank(cell(&one.cells, *row).0));
            let is_of_pack = is_of_pack && (reading != Reading::Blank || says_nothing);
            Some(Candidate {
                file,
                text,
                doubt,
                reading,
                is_of_pack,
            })
        };
        let here = own.map(|column| {
            let symbol = *at(&column.texts.cells, *one);
            let (text, doubt) = (column.texts.symbols.text(symbol), column.doubt(symbol));
            let reading = read(*one, text, doubt);
            Candidate {
                file: None,
                text: text.to_owned(),
                doubt,
                reading,
                is_of_pack: false,
            }
        });
        let candidates: Vec<Candidate<'_>> = here
            .into_iter()
            .chain(of_one.iter().filter_map(from_file))
            .collect();
        let Some(kept) = conflicts.weigh((*one, field, assessor), &candidates) else {
            continue;
        };
        if let Some((file, row)) = kept.file {
            chosen.push((
                *one,
                RatedAt::new(file, row),
                kept.text.clone(),
                kept.doubt.cloned(),
            ));
        }
    }
    let sources: Vec<_> = chosen
        .iter()
        .map(|(one, ..)| applications.form_source(*one))
        .collect();
    let FieldColumns { assessors, .. } = &mut applications.fields[field];
    if assessors.len() <= assessor.0 {
        return;
    }
    if let Some(column) = assessors.get_mut(assessor.0) {
        for ((one, place, text, doubt), source) in chosen.into_iter().zip(sources) {
            put(column, (one, place), &text, (doubt, source));
        }
    }
}

/// Puts a cell into a column.
fn put(
    column: &mut CellColumn,
    (one, place): (ApplicationId, RatedAt),
    text: &str,
    (doubt, source): (Option<Problem>, Option<SourceId>),
) {
    if let Some(source) = source.filter(|_| !column.of.is_empty()) {
        column.begin(source);
    }
    let symbol = match doubt {
        None => column.texts.symbol(text),
        Some(problem) => {
            let symbol = column.texts.symbols.append(text);
            column.doubtful.push((symbol, problem));
            symbol
        }
    };
    column.put_rated(one, place, symbol);
}
