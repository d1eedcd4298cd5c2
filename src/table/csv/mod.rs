//! CSV as real tools write it: any line end, any of four delimiters, quoted cells over several lines; and nothing silent.
//!
//! One strict pass in blocks checks every byte, finds the cells, and keeps those of the columns that are wanted; a block is
//! given up when it is read. How a text is to be read is found out from its beginning. Where that leaves a doubt, and where
//! something refuses the text, it is read once more with all of it in hand.
//!
//! Limits: `table/limits.rs`. Memory is the texts of the wanted columns with eight bytes each, and four bytes for each of their cells.

mod blocks;
mod dialect;
mod encoding;
mod joined;
mod part;
mod preamble;
mod ragged;
mod refused;
mod strict;
pub(super) mod text;
mod top;

use std::io;
use std::sync::Arc;

use self::blocks::blocks;
use self::dialect::Choice;
use self::joined::Joined;
use self::part::{Amiss, Part, Plan, part};
use self::refused::{headings_below, names, not_text, too_large_to_tell, wrong};
use self::strict::{Found, Grammar};
use self::text::{Sizes, Text};
use self::top::Top;
use super::doubts::Doubts;
use super::sheet::{Body, HeadingId, Sheet};
use super::strays::Watch;
use super::{Open, Options, Wanted, common, tools};
use crate::base::contradiction::contradiction;
use crate::base::each;
use crate::base::finding::{Code, Finding};
use crate::base::ids::Per;
use crate::base::origin::{Origin, Source};
use crate::values::Delimiter;

/// Blocks that are read before their parts are put together.
const AT_ONCE: usize = 8;

/// Why nothing came of reading a text.
enum Stopped {
    Refused(Finding),
    /// Something is wrong, or in doubt, of which more is known with the whole text in hand; and what is said of a text of which
    /// that is too much.
    Unclear(Vec<Finding>),
    /// The file itself cannot be read.
    Failed(io::Error),
}

impl From<Finding> for Stopped {
    fn from(finding: Finding) -> Self {
        Self::Refused(finding)
    }
}

impl From<io::Error> for Stopped {
    fn from(error: io::Error) -> Self {
        Self::Failed(error)
    }
}

/// What reading a file gives.
type Read = (Option<Sheet>, Vec<Finding>);

/// Reads a text; `again` begins it anew. No sheet comes back when a finding is an error.
///
/// # Errors
/// What the file system refuses.
pub(super) fn read(
    source: &Arc<Source>,
    text: Text<'_>,
    again: Open<'_>,
    options: &Options,
    wanted: Wanted<'_>,
) -> io::Result<Read> {
    let reader = Reader {
        source,
        options,
        wanted,
    };
    if text.is_whole() {
        return reader.whole(text);
    }
    let sizes = text.sizes();
    match reader.streamed(text) {
        Ok(read) => Ok(read),
        Err(Stopped::Failed(error)) => Err(error),
        Err(Stopped::Refused(finding)) => reader.once_more(again()?, sizes, vec![finding]),
        Err(Stopped::Unclear(findings)) => reader.once_more(again()?, sizes, findings),
    }
}

struct Reader<'a> {
    source: &'a Arc<Source>,
    options: &'a Options,
    wanted: Wanted<'a>,
}

impl Reader<'_> {
    /// Reads a text from its beginning with all of it in hand; `otherwise` is said where that is too much.
    fn once_more(
        &self,
        text: Box<dyn io::Read + '_>,
        sizes: Sizes,
        otherwise: Vec<Finding>,
    ) -> io::Result<Read> {
        match Text::begin(text, sizes)?.whole(sizes.held)? {
            Some(text) => self.whole(text),
            None => Ok((None, otherwise)),
        }
    }

    /// Reads a text of which no more is held than is looked at.
    fn streamed(&self, mut text: Text<'_>) -> Result<Read, Stopped> {
        // A row may be cut off at the end of what is held.
        let unclear = || Stopped::Unclear(vec![too_large_to_tell(self.source)]);
        let end = memchr::memrchr(b'\n', text.left()).ok_or_else(unclear)?;
        let end = end.saturating_add(1);
        let head = text.left().get(..end).unwrap_or_default();
        if !encoding::is_utf8(head, self.options.encoding()) {
            return Err(unclear());
        }
        let dialect = open(self.source, head, self.options)?.ok_or_else(unclear)?;
        let (start, lone_returns) = (dialect.start, dialect.lone_returns);
        let is_told = dialect.is_said || dialect::headings_tell(head, start, lone_returns);
        if !is_told || filled(head, dialect).nth(preamble::ROWS).is_none() {
            return Err(unclear());
        }
        self.table(&mut text, end, dialect, "UTF-8")
    }

    /// Reads a text of which all is held.
    fn whole(&self, text: Text<'_>) -> io::Result<Read> {
        match self.held(text) {
            Ok(read) => Ok(read),
            Err(Stopped::Refused(finding)) => Ok((None, vec![finding])),
            Err(Stopped::Unclear(_)) => contradiction("a text in hand is left in doubt"),
            Err(Stopped::Failed(error)) => Err(error),
        }
    }

    fn held(&self, mut text: Text<'_>) -> Result<Read, Stopped> {
        let (source, options) = (self.source, self.options);
        let is_typed = options.encoding.is_some();
        let encoding = text
            .decode(|bytes| encoding::decode(bytes, options.encoding()))
            .map_err(|fault| not_text(source, &fault, &[], is_typed))?;
        let dialect = open(source, text.left(), options)?.ok_or_else(|| common::empty(source))?;
        let end = text.left().len();
        match self.table(&mut text, end, dialect, encoding) {
            Err(Stopped::Unclear(_)) => {
                let top = Top::of(source, text.all(), dialect, options);
                let (from, body) = (dialect.start, top.map_or(0, |top| top.body.0));
                let rows = text.sizes().rows;
                let wrong = wrong(source, text.all(), (from, dialect.grammar()), (body, rows));
                Ok((None, wrong))
            }
            done => done,
        }
    }

    /// Reads the table whose top stands within so many bytes.
    fn table(
        &self,
        text: &mut Text<'_>,
        head: usize,
        dialect: Dialect,
        encoding: &str,
    ) -> Result<Read, Stopped> {
        let head = text.left().get(..head).unwrap_or_default();
        let top = Top::of(self.source, head, dialect, self.options)?;
        let (said, behind) = (&top.said, self.options.said(false));
        let cells = dialect.delimiter.map_or("one column", Delimiter::name);
        let dialect_said = format!("{said}CSV, {cells}, {encoding}{behind}");
        let kept = self.kept(&top, head, dialect);
        let unheaded = common::unheaded(&top.headings);
        let plan = Plan {
            delimiter: dialect.grammar().delimiter,
            headings: top.cells,
            kept: &kept,
            unheaded: &unheaded,
            strays: &Watch::new(&top.headings),
        };
        let sizes = text.sizes();
        let mut joined = Joined::new(self.source, &top, &kept, sizes);
        text.pass(top.body.0)?;
        loop {
            let blocks = blocks(text.left(), sizes.block, text.is_whole());
            if blocks.is_empty() && text.is_whole() {
                return Ok(joined.sheet(top, (text.digest(), dialect_said)));
            }
            for some in blocks.chunks(AT_ONCE) {
                for (part, block) in parts(some, &plan).into_iter().zip(some) {
                    let part = part.map_err(|amiss| match amiss {
                        Amiss::Fault => self.faults(block, joined.line(), dialect),
                        Amiss::Uneven => joined.uneven(),
                    });
                    joined.add(part?, block.len())?;
                }
            }
            match blocks.iter().map(|block| block.len()).sum() {
                0 if text.left().len() >= sizes.held => {
                    return Err(self.endless(text.left(), joined.line(), dialect));
                }
                0 => text.hold_more()?,
                bytes => text.pass(bytes)?,
            }
        }
    }

    /// What is wrong where a row begins on this line that goes on beyond all that is held.
    fn endless(&self, text: &[u8], line: u32, dialect: Dialect) -> Stopped {
        let wrong = wrong(
            self.source,
            text,
            ((0, line), dialect.grammar()),
            (0, usize::MAX),
        );
        let row = || {
            vec![common::too_large(
                self.source,
                line,
                "2 GiB of text in one row",
            )]
        };
        Stopped::Unclear(if wrong.is_empty() { row() } else { wrong })
    }

    /// What is wrong in a block that begins on this line.
    fn faults(&self, block: &[u8], line: u32, dialect: Dialect) -> Stopped {
        let (source, is_typed) = (self.source, self.options.encoding.is_some());
        Stopped::Unclear(match encoding::check(block) {
            Err(fault) => vec![not_text(source, &fault.under(line), block, is_typed)],
            Ok(_) => {
                let lone_returns = strict::has_lone_returns(block);
                let grammar = Grammar {
                    lone_returns,
                    ..dialect.grammar()
                };
                wrong(source, block, ((0, line), grammar), (0, usize::MAX))
            }
        })
    }

    /// Which columns are kept: those that are wanted, and those that say what became of responses.
    fn kept(&self, top: &Top, head: &[u8], dialect: Dialect) -> Per<HeadingId, bool> {
        let sheet = Sheet {
            source: Arc::clone(self.source),
            dialect: String::new(),
            tool: top.tool,
            digest: String::new(),
            heading_row: top.row,
            headings: top.headings.clone(),
            body: Body::Given(top.first_rows(head, dialect)),
            doubts: Doubts::default(),
        };
        let wanted = (self.wanted)(&sheet);
        let own = tools::looked_at(&sheet);
        let is_kept = |at: HeadingId| {
            wanted
                .as_ref()
                .is_none_or(|all| all.contains(&at) || own.contains(&at))
        };
        top.headings.ids().map(is_kept).collect()
    }
}

/// The blocks read, in order.
fn parts(blocks: &[&[u8]], plan: &Plan<'_>) -> Vec<Result<Part, Amiss>> {
    match blocks {
        [block] => vec![part(block, plan)],
        several => each::heavy(several, |block| part(block, plan)),
    }
}

/// How a file is to be read.
#[derive(Clone, Copy)]
struct Dialect {
    /// Byte and line the table starts at, after a mark and a `sep=` line.
    start: (usize, u32),
    delimiter: Option<Delimiter>,
    lone_returns: bool,
    /// Whether somebody or the file itself says the delimiter.
    is_said: bool,
}

impl Dialect {
    fn grammar(self) -> Grammar {
        Grammar {
            delimiter: self.delimiter.unwrap_or(Delimiter::Comma).byte(),
            lone_returns: self.lone_returns,
        }
    }
}

/// The dialect of a file, or nothing where it has no rows under its headings.
fn open(source: &Arc<Source>, bytes: &[u8], options: &Options) -> Result<Option<Dialect>, Finding> {
    let whole = |code, message: String| Finding::new(code, Origin::source(source), message);
    let from = encoding::check(bytes)
        .map_err(|fault| not_text(source, &fault, bytes, options.encoding.is_some()))?;
    let (from, line, said) = dialect::separator_line(bytes, from).map_err(|sign| {
        whole(
            Code::Delimiter,
            format!("the `sep=` line names `{sign}`, which separates no cells here"),
        )
        .help("use a comma, a semicolon, a tab or a pipe")
    })?;
    let start = match options.header_row() {
        None => (from, line),
        Some(row) => {
            let at = preamble::line_start(bytes, (from, line), row)
                .ok_or_else(|| common::no_headings(source, row))?;
            (at, row)
        }
    };
    let lone_returns = strict::has_lone_returns(bytes);
    let delimiter = options.delimiter().or(said);
    let mut dialect = Dialect {
        start,
        delimiter,
        lone_returns,
        is_said: delimiter.is_some(),
    };
    if options
        .header_row()
        .is_some_and(|row| filled(bytes, dialect).next().map(|found| found.line) != Some(row))
    {
        return Err(common::no_headings(source, start.1));
    }
    if filled(bytes, dialect).nth(1).is_none() {
        return Ok(None);
    }
    if dialect.delimiter.is_none() {
        let below = || {
            preamble::below(bytes, start, lone_returns, None)
                .filter(|_| options.header_row().is_none())
        };
        dialect.delimiter = match dialect::choose(bytes, start, lone_returns) {
            Choice::One(delimiter) => Some(delimiter),
            Choice::Single => None,
            Choice::Tie(_) | Choice::RowsOnly(_) if let Some(below) = below() => {
                return Err(headings_below(source, &below));
            }
            Choice::Tie(several) => {
                let message = format!("{} separate the cells equally well", names(&several));
                return Err(
                    whole(Code::Delimiter, message).help("say which one it is with `--delimiter`")
                );
            }
            Choice::RowsOnly(several) => {
                let message = format!(
                    "the headings hold no delimiter, but the rows under them hold {}",
                    names(&several)
                );
                return Err(whole(Code::Delimiter, message)
                    .help("say which one it is with `--delimiter`, or put every text between quotation marks"));
            }
        };
    }
    Ok(Some(dialect))
}

/// The rows that show anything.
fn filled(bytes: &[u8], dialect: Dialect) -> impl Iterator<Item = Found> {
    strict::records(bytes, dialect.start, dialect.grammar()).filter(|found| found.filled > 0)
}
