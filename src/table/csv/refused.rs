//! Why a CSV file is refused, in words that say what to do.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::super::common::{self, Capped};
use super::super::limits;
use super::strict::{Found, Grammar, Span};
use super::{encoding, preamble, strict};
use crate::base::counted::count;
use crate::base::finding::{Code, Finding};
use crate::base::origin::{Column, Origin, Row, Source};
use crate::values::Delimiter;

pub(super) fn headings_below(source: &Arc<Source>, below: &preamble::Below) -> Finding {
    let (first, seem) = (Row(below.first.0), Row(below.seem.0));
    let cells = count(below.first.1, "cell", "cells");
    let why = format!(
        "row {first} has {cells}, and nearly all from row {seem} on have {}",
        below.seem.1
    );
    common::headings_below(source, first, seem, &why)
}

pub(super) fn names(delimiters: &[Delimiter]) -> String {
    delimiters
        .iter()
        .map(|one| one.name())
        .collect::<Vec<_>>()
        .join(" and ")
}

pub(super) fn not_text(
    source: &Arc<Source>,
    fault: &encoding::Fault,
    bytes: &[u8],
    typed: bool,
) -> Finding {
    const SAVE: &str = "save the file as `CSV UTF-8`: in Excel under Save As, in other tools as the encoding UTF-8";
    // Where the wrong encoding was said, so that nobody looks for a flag that nobody typed.
    let declared = if typed {
        "`--encoding`"
    } else {
        "`encoding` in the rules"
    };
    let at = |code, line: u32, message| Finding::new(code, Origin::row(source, Row(line)), message);
    let whole = |message: String| Finding::new(Code::Encoding, Origin::source(source), message);
    match *fault {
        encoding::Fault::Utf16(name) => whole(format!(
            "the file seems to be {name}, without the mark that says so"
        ))
        .help(format!(
            "{SAVE}; or say `--encoding {}`",
            name.to_lowercase()
        )),
        encoding::Fault::IsUtf8 => whole(format!("the file is UTF-8, whatever {declared} says"))
            .help(format!("leave out {declared}")),
        encoding::Fault::TooLarge => whole("the file is larger than 2 GiB as UTF-8".to_owned())
            .help("divide it into smaller files and give all of them"),
        encoding::Fault::Undefined { encoding, line } => at(
            Code::Encoding,
            line,
            format!("line {line}: a byte that stands for nothing in {encoding}"),
        )
        .help(format!(
            "name the right encoding with {declared}, or save the file as `CSV UTF-8`"
        )),
        encoding::Fault::NotUtf8 {
            byte,
            line,
            character,
        } => {
            let message =
                format!("line {line}, character {character}: the byte `{byte:02X}` is not UTF-8");
            at(Code::Encoding, line, message).help(format!("{SAVE}; {}", proposed(bytes)))
        }
        encoding::Fault::Control {
            byte,
            line,
            character,
        } => {
            let name = if byte == 0 {
                "a NUL".to_owned()
            } else {
                format!("the control character `{byte:02X}`")
            };
            at(
                Code::ControlCharacter,
                line,
                format!("line {line}, character {character}: {name}"),
            )
            .help("export the file again, or remove the character in a text editor")
        }
    }
}

/// Said of a table with more rows than may be.
pub(super) const MOST_ROWS: &str = "20 million rows";

/// Said of a text that would have to be held as a whole to see what it is.
pub(super) fn too_large_to_tell(source: &Arc<Source>) -> Finding {
    let message =
        "the file is larger than 2 GiB, and its beginning does not show how it is to be read";
    Finding::new(Code::TooLarge, Origin::source(source), message).help(
        "save it as `CSV UTF-8`, say what separates the cells with `--delimiter`, or divide it into smaller files and give all of them",
    )
}

/// The encodings a text may be in, with words as each would read them, for a person to choose.
fn proposed(bytes: &[u8]) -> String {
    let read = encoding::proposals(bytes);
    let each = |(name, words): &(&str, Vec<String>)| {
        format!(
            "`--encoding {}` reads {}",
            name.to_lowercase(),
            words.join(", ")
        )
    };
    let readable = read.iter().filter(|(_, words)| !words.is_empty());
    format!(
        "or say which it is: {}",
        readable.map(each).collect::<Vec<_>>().join("; ")
    )
}

/// What refuses a text whose rows begin at byte `body` and may be so many: every quotation mark where none may be, else the first row beyond a limit.
pub(super) fn wrong(
    source: &Arc<Source>,
    text: &[u8],
    (start, grammar): ((usize, u32), Grammar),
    (body, most): (usize, usize),
) -> Vec<Finding> {
    let mut quotes = Capped::new(source, Code::Quote, "misplaced quotation mark");
    let (mut rows, mut beyond) = (0_usize, None);
    let each = |found: Found, _: &[Span]| {
        if found.start < body {
            return ControlFlow::Continue(());
        }
        rows += usize::from(found.filled > 0);
        // What is not filled costs nothing here, and much when the row is read.
        let limit = if found.cells > limits::MAX_CSV_COLUMNS {
            "16,384 columns"
        } else if rows > most {
            MOST_ROWS
        } else {
            return ControlFlow::Continue(());
        };
        beyond = Some(common::too_large(source, found.line, limit));
        ControlFlow::Break(())
    };
    let fault = |fault| quotes.push(quote(source, fault));
    strict::scan(text, start, grammar, each, fault);
    if quotes.is_empty() {
        return beyond.into_iter().collect();
    }
    // Rows after a misplaced quotation mark are not what they seem; to report their lengths would only confuse.
    quotes.into_findings()
}

fn quote(source: &Arc<Source>, fault: strict::Fault) -> Finding {
    let (line, cell, message, help) = match fault {
        strict::Fault::Inside { line, cell } => (
            line,
            cell,
            format!("line {line}: a quotation mark inside a cell that does not start with one"),
            "put the whole cell between quotation marks and double those inside it: `\"the \"\"green\"\" group\"`"
                .to_owned(),
        ),
        strict::Fault::After { line, cell, opened } => (
            line,
            cell,
            format!("line {line}: text after the quotation mark that closes a cell"),
            if line == opened {
                "double the quotation marks inside the cell: `\"the \"\"green\"\" group\"`".to_owned()
            } else {
                format!("the cell was opened in line {opened}; perhaps it should have been closed there")
            },
        ),
        strict::Fault::Unclosed { line, cell } => (
            line,
            cell,
            format!("the quotation mark that opens a cell in line {line} is never closed"),
            "close it, or double it if it belongs to the text".to_owned(),
        ),
    };
    let column = Column(u32::try_from(cell).unwrap_or(u32::MAX));
    Finding::new(
        Code::Quote,
        Origin::cell(source, Row(line), column),
        message,
    )
    .help(help)
}
