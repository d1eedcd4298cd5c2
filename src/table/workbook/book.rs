//! One face over calamine's four readers: the sheets of a workbook, and the cells of one in reading order.
//!
//! `.xlsx` and `.xlsb` are streamed cell by cell; `.xls` and `.ods` calamine reads whole, after they were measured. calamine
//! is not trusted to survive damaged files: what it panics over is reported as damaged.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Once};

use calamine::{
    Data, DataRef, Ods, OdsError, Reader, SheetType, SheetVisible, Xls, XlsError, Xlsb, XlsbError,
    Xlsx, XlsxError,
};

use super::archive::{self, Checked};
use super::fault::Fault;
use super::survey::{self, Sheets, Survey};
use super::{biff, ole};
use crate::table::sniff::Container;

/// A sheet as the workbook lists it.
#[derive(Debug, Clone)]
pub(super) struct Listed {
    pub name: String,
    pub hidden: bool,
}

pub(super) enum Book<'a> {
    /// With what is said of each sheet.
    Xlsx(Xlsx<Cursor<&'a [u8]>>, Box<Result<Sheets, Fault>>),
    Xlsb(Xlsb<Cursor<&'a [u8]>>),
    Ods(Ods<Cursor<&'a [u8]>>),
    /// With what is said of each sheet, in order; it stands in the stream that calamine keeps to itself.
    Xls(Box<Xls<Cursor<Vec<u8>>>>, Vec<Result<Survey, Fault>>),
}

impl<'a> Book<'a> {
    pub(super) fn open(bytes: &'a [u8], container: Container) -> Result<Self, Fault> {
        match container {
            Container::Zip => {
                let checked = archive::check(bytes)?;
                let file = Cursor::new(bytes);
                guarded(|| match checked {
                    Checked::Xlsx(sheets) => Ok(Self::Xlsx(Xlsx::new(file)?, Box::new(sheets))),
                    Checked::Xlsb => Ok(Self::Xlsb(Xlsb::new(file)?)),
                    Checked::Ods => Ok(Self::Ods(Ods::new(file)?)),
                })
            }
            Container::Ole => {
                let stream = match ole::open(bytes).ok_or(Fault::Damaged)? {
                    ole::Content::Workbook(stream) => stream,
                    ole::Content::Locked => return Err(Fault::Locked),
                    ole::Content::Other => return Err(Fault::NoWorkbook),
                };
                biff::check(&stream)?;
                let surveys = survey::xls(&stream);
                let sound = Cursor::new(ole::pack(stream).ok_or(Fault::Damaged)?);
                guarded(|| Ok(Self::Xls(Box::new(Xls::new(sound)?), surveys)))
            }
        }
    }

    /// What it is, for the terminal.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Ods(_) => "OpenDocument spreadsheet",
            Self::Xlsx(..) | Self::Xlsb(_) | Self::Xls(..) => "Excel workbook",
        }
    }

    /// The sheets that hold cells by their kind; charts, dialogues and macros left out.
    pub(super) fn sheets(&self) -> Vec<Listed> {
        let sheets = match self {
            Self::Xlsx(book, _) => book.sheets_metadata(),
            Self::Xlsb(book) => book.sheets_metadata(),
            Self::Ods(book) => book.sheets_metadata(),
            Self::Xls(book, _) => book.sheets_metadata(),
        };
        let tables = sheets
            .iter()
            .filter(|sheet| sheet.typ == SheetType::WorkSheet);
        tables
            .map(|sheet| Listed {
                name: sheet.name.clone(),
                hidden: sheet.visible != SheetVisible::Visible,
            })
            .collect()
    }

    /// What a sheet says beside its values; `bytes` are the workbook's.
    pub(super) fn survey(&mut self, bytes: &[u8], sheet: &str) -> Result<Survey, Fault> {
        let (mut survey, formulas) = match self {
            Self::Xlsx(_, sheets) => {
                let sheets = Result::as_ref(sheets).map_err(Fault::clone)?;
                return sheets.survey(bytes, sheet);
            }
            Self::Ods(_) => return survey::ods(bytes, sheet),
            Self::Xlsb(book) => {
                let survey = survey::xlsb(bytes, sheet)?;
                if survey.formulas.is_empty() {
                    return Ok(survey);
                }
                let formulas = guarded(|| {
                    let mut reader = book.worksheet_cells_reader(sheet)?;
                    let mut formulas = BTreeMap::new();
                    while let Some(cell) = reader.next_formula()? {
                        formulas.insert(cell.get_position(), survey::cut(cell.get_value()));
                    }
                    Ok(formulas)
                });
                (survey, formulas)
            }
            Self::Xls(book, surveys) => {
                let at = book
                    .sheets_metadata()
                    .iter()
                    .position(|one| one.name == sheet)
                    .ok_or(Fault::Damaged)?;
                let survey = std::mem::replace(
                    surveys.get_mut(at).ok_or(Fault::Damaged)?,
                    Err(Fault::Damaged),
                )?;
                if survey.formulas.is_empty() {
                    return Ok(survey);
                }
                let formulas = guarded(|| {
                    let range = book.worksheet_formula(sheet)?;
                    let (top, left) = range.start().unwrap_or_default();
                    let cell = |(row, column): (usize, usize)| {
                        Some((
                            top.checked_add(u32::try_from(row).ok()?)?,
                            left.checked_add(u32::try_from(column).ok()?)?,
                        ))
                    };
                    let formulas = range.used_cells();
                    Ok(formulas
                        .filter_map(|(row, column, formula)| {
                            Some((cell((row, column))?, survey::cut(formula)))
                        })
                        .collect())
                });
                (survey, formulas)
            }
        };
        // A formula that calamine cannot spell out is still known to be one.
        let formulas: BTreeMap<(u32, u32), Arc<str>> = formulas.unwrap_or_default();
        for formula in &mut survey.formulas {
            let at = (
                formula.first.saturating_sub(1),
                formula.column.saturating_sub(1),
            );
            formula.text = formulas.get(&at).cloned().unwrap_or_default();
        }
        Ok(survey)
    }

    /// Calls `each` with row and column, from 1, and value of every cell of a sheet, until it says `false`.
    pub(super) fn cells(
        &mut self,
        sheet: &str,
        mut each: impl FnMut((u32, u32), &DataRef<'_>) -> Result<bool, Fault>,
    ) -> Result<(), Fault> {
        let mut each = |(row, column): (u32, u32), value: &DataRef<'_>| {
            each((row.saturating_add(1), column.saturating_add(1)), value)
        };
        guarded(|| match self {
            Self::Xlsx(book, _) => {
                let mut reader = book.worksheet_cells_reader(sheet)?;
                while let Some(cell) = reader.next_cell()? {
                    if !each(cell.get_position(), cell.get_value())? {
                        break;
                    }
                }
                Ok(())
            }
            Self::Xlsb(book) => {
                let mut reader = book.worksheet_cells_reader(sheet)?;
                while let Some(cell) = reader.next_cell()? {
                    if !each(cell.get_position(), cell.get_value())? {
                        break;
                    }
                }
                Ok(())
            }
            Self::Ods(book) => of_range(&book.worksheet_range(sheet)?, each),
            Self::Xls(book, _) => of_range(&book.worksheet_range(sheet)?, each),
        })
    }
}

fn of_range(
    range: &calamine::Range<Data>,
    mut each: impl FnMut((u32, u32), &DataRef<'_>) -> Result<bool, Fault>,
) -> Result<(), Fault> {
    let (top, left) = range.start().unwrap_or_default();
    for (row, column, value) in range.used_cells() {
        let offset =
            |start: u32, at: usize| start.saturating_add(u32::try_from(at).unwrap_or(u32::MAX));
        if !each((offset(top, row), offset(left, column)), &borrowed(value))? {
            break;
        }
    }
    Ok(())
}

fn borrowed(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(truth) => DataRef::Bool(*truth),
        Data::DateTime(moment) => DataRef::DateTime(*moment),
        Data::DateTimeIso(moment) => DataRef::DateTimeIso(moment.clone()),
        Data::DurationIso(duration) => DataRef::DurationIso(duration.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

impl From<XlsxError> for Fault {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::Password => Self::Locked,
            XlsxError::Unrecognized {
                typ: "sheet:type", ..
            } => Self::MacroSheet,
            XlsxError::CellError(value) => Self::UnknownError(value),
            _ => Self::Damaged,
        }
    }
}

impl From<XlsbError> for Fault {
    fn from(error: XlsbError) -> Self {
        match error {
            XlsbError::Password => Self::Locked,
            _ => Self::Damaged,
        }
    }
}

impl From<OdsError> for Fault {
    fn from(error: OdsError) -> Self {
        match error {
            OdsError::Password => Self::Locked,
            _ => Self::Damaged,
        }
    }
}

impl From<XlsError> for Fault {
    fn from(error: XlsError) -> Self {
        match error {
            XlsError::Password => Self::Locked,
            _ => Self::Damaged,
        }
    }
}

thread_local! {
    /// Whether a panic on this thread is expected and will be reported as a damaged workbook.
    static EXPECTED: Cell<bool> = const { Cell::new(false) };
}

/// Runs calamine; a panic in it becomes [`Fault::Damaged`], without a word on the terminal.
fn guarded<T>(work: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if !EXPECTED.get() {
                before(panic);
            }
        }));
    });
    let earlier = EXPECTED.replace(true);
    // Whatever calamine was in the middle of is thrown away with the workbook.
    let outcome = panic::catch_unwind(AssertUnwindSafe(work));
    EXPECTED.set(earlier);
    outcome.unwrap_or(Err(Fault::Damaged))
}
