//! Every limit of what is read, so that no file takes minutes or the machine's memory. `docs/limits.md` says why each is far above
//! any call, and what is said beyond it.

/// Bytes of a file; of a text no more is held at once than is looked at.
pub const MAX_FILE: u64 = 32 << 30;
/// Bytes of a text that is held as a whole: one that is not UTF-8, or does not show in its beginning how it is to be read.
pub(super) const MAX_CSV_TEXT: usize = 2 << 30;
/// Bytes of one cell's text: thirty times what Excel lets stand in one.
pub(super) const MAX_CELL: usize = 1 << 20;
/// Bytes of one heading: many times what a question takes.
pub const MAX_HEADING: usize = 16 << 10;
/// Rows of a table of text: twenty times as many as an Excel sheet has.
pub(super) const MAX_CSV_ROWS: usize = 20_000_000;
/// Columns of a table of text: as many as an Excel sheet has.
pub(super) const MAX_CSV_COLUMNS: usize = 16_384;
/// Bytes of text in the columns that are kept of a table of text, each distinct text of a column once.
pub(super) const MAX_CSV_KEPT: usize = 2 << 30;
/// Cells that are kept of a table of text beyond four for each of its bytes: rows that end early count as full where a row below them
/// is.
pub(super) const MAX_CSV_UNEVEN: usize = 2_000_000;
/// Cells of the columns that are kept of a table of text, at four bytes each beside their texts.
pub(super) const MAX_CSV_CELLS: usize = 512_000_000;

// Workbooks, whatever their format.

pub(super) const MAX_WORKBOOK: usize = 256 << 20;
/// Bytes a workbook may unpack to, all parts together.
pub(super) const MAX_UNPACKED: u64 = 1 << 30;
pub(super) const MAX_PARTS: usize = 10_000;
/// A compressed byte unpacks to at most this many; archives that stay under the limit even so need no measuring.
pub(super) const MAX_INFLATION: u64 = 1032;
/// Columns from A on that may hold anything.
pub(super) const MAX_SHEET_COLUMNS: u32 = 1_000;
/// Rows an Excel sheet can have.
pub(super) const MAX_SHEET_ROWS: u32 = 1_048_576;
pub(super) const MAX_SHEET_CELLS: usize = 64_000_000;
pub(super) const MAX_SHEET_TEXT: usize = 1 << 30;

// For its size: what a workbook may hold beyond a share of its bytes.

/// Rows and cells that a workbook may name however small it is.
pub(super) const MAX_NAMED: u64 = 2_000_000;
/// Different texts, each an object of its own.
pub(super) const MAX_TEXTS: u64 = 500_000;
pub(super) const MAX_TEXT: u64 = 48 << 20;
/// Cells in the rectangles around what is filled, where a reader keeps all of a rectangle.
pub(super) const MAX_AREA: u64 = 2_000_000;

// `.xlsx` and `.xlsb`.

pub(super) const MAX_SHARED: u64 = 20_000_000;
/// Styles, relationships and sheets become objects of hundreds of bytes each. Excel knows 65,490 cell formats.
pub(super) const MAX_PARTICULARS: u64 = 1_000_000;
/// Text between two tags, which readers gather in one piece; an Excel cell holds 32,767 characters.
pub(super) const MAX_BETWEEN_TAGS: usize = 8 << 20;
/// A tag is not longer than this in any file a program wrote.
pub(super) const MAX_TAG: usize = 1 << 20;
/// Bytes of a record that are kept; longer ones hold nothing that is looked for.
pub(super) const MAX_RECORD: u64 = 1 << 20;

// `.ods`.

/// Cells of all tables of an OpenDocument together, repeated ones counted as often as they repeat.
pub(super) const MAX_ODS_CELLS: u64 = 8_000_000;
/// Bytes of text in all cells of an OpenDocument, each counted as often as its cell and row repeat; calamine keeps two copies.
pub(super) const MAX_ODS_TEXT: u64 = 1 << 28;
pub(super) const MAX_ODS_SPACES: u64 = 1 << 26;
/// Different ways in which numbers are shown with more than their digits.
pub(super) const MAX_ODS_PATTERNS: usize = 256;

// `.xls`.

pub(super) const MAX_XLS_SHEETS: usize = 256;
/// Cells in the rectangles around all sheets' cells together.
pub(super) const MAX_XLS_CELLS: u64 = 8_000_000;
/// Bytes of text in all cells, a shared text counted as often as a cell names it.
pub(super) const MAX_XLS_TEXT: u64 = 1 << 28;
/// calamine moves all that follow for each; Excel fills them, and needs 32,000 for the largest file that is read.
pub(super) const MAX_XLS_CONTINUED: usize = 40_000;
/// Texts; calamine keeps an object of each.
pub(super) const MAX_XLS_SHARED: usize = 20_000_000;

// What is kept beside the values of one sheet.

/// Formulas, merges or hidden stretches of a sheet.
pub(super) const MAX_NOTED: usize = 1_000_000;
pub(super) const MAX_SHOWN: usize = 4_000_000;
/// Doubts about single cells of a sheet.
pub(super) const MAX_DOUBTS: usize = 1_000_000;
