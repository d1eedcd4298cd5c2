//! What is wrong with a file as a whole: nothing in it, ends of lines that nothing reads, another kind of file.

use super::Mistake;

/// What is said of the whole file, instead of all that would follow from it.
pub(super) fn said(text: &str) -> Option<Mistake> {
    old_line_ends(text)
        .or_else(|| other_kind(text))
        .or_else(|| unmerged(text))
        .or_else(|| no_rules(text))
}

/// Whether nothing is in it but blanks and remarks.
pub(super) fn empty(text: &str) -> bool {
    let says_nothing = |line: &str| {
        line.trim_start_matches('\u{feff}').trim().is_empty() || line.trim().starts_with('#')
    };
    text.lines().all(says_nothing)
}

/// Lines that end as nothing else reads them any more.
fn old_line_ends(text: &str) -> Option<Mistake> {
    let ends = |at: usize| {
        text.get(at.saturating_add(1)..)
            .is_some_and(|rest| rest.starts_with('\n'))
    };
    let help = "save the file with ordinary line ends (LF, or CRLF as on Windows)";
    if let Some((at, _)) = text.match_indices('\r').find(|(at, _)| !ends(*at)) {
        let what = if text.contains('\n') {
            "a line ends"
        } else {
            "the lines end"
        };
        let message =
            format!("{what} with a carriage return alone, as on a Mac of the last century");
        return Some(Mistake::new(at..at, message, help));
    }
    let at = text
        .find(['\u{85}', '\u{2028}', '\u{2029}'])
        .filter(|_| !text.trim_end().contains('\n'))?;
    Some(Mistake::new(
        at..at,
        "the lines end with a sign that no editor of rules writes",
        help,
    ))
}

/// A file that another program made.
fn other_kind(text: &str) -> Option<Mistake> {
    let start: String = text
        .trim_start_matches('\u{feff}')
        .trim_start()
        .chars()
        .take(300)
        .collect::<String>()
        .to_lowercase();
    let page = start.starts_with('<')
        && ["<html", "<!doctype", "<?xml", "<body", "<pre"]
            .iter()
            .any(|tag| start.contains(tag));
    let kind = if start.starts_with("{\\rtf") {
        "a document of a word processor (RTF)"
    } else if page {
        "a page of the web or XML"
    } else if start.starts_with('{') && start.contains("\":") {
        "JSON"
    } else if start.starts_with("pk\u{3}\u{4}") {
        return Some(Mistake::new(
            0..0,
            "this is a document or workbook, and no text",
            PLAIN,
        ));
    } else if start.starts_with("```") {
        return Some(Mistake::new(
            0..3,
            "the rules stand between marks of a chat or a wiki",
            "take out the first and the last line, those of three backticks",
        ));
    } else if start.contains('\0') {
        return Some(Mistake::new(
            0..0,
            "this is text in UTF-16, or no text at all",
            "save the file as plain text in UTF-8",
        ));
    } else {
        return None;
    };
    Some(Mistake::new(
        0..0,
        format!("this is {kind}, and rules are plain text (TOML)"),
        PLAIN,
    ))
}

const PLAIN: &str = "copy the rules into a plain text editor and save them as UTF-8";

/// Marks that a version control system leaves where two versions did not fit together.
fn unmerged(text: &str) -> Option<Mistake> {
    let mut at = 0_usize;
    for line in text.split_inclusive('\n') {
        if line.starts_with("<<<<<<< ") {
            let help = "keep the lines of one, and take out the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`";
            return Some(Mistake::new(
                at..at.saturating_add(line.trim_end().len()),
                "here two versions of the file were put together and not settled",
                help,
            ));
        }
        at = at.saturating_add(line.len());
    }
    None
}

/// A text in which nothing is even meant as a header or a key with a value.
fn no_rules(text: &str) -> Option<Mistake> {
    let rules = text
        .lines()
        .any(|line| line.contains('=') || line.trim_start().starts_with('['));
    let help =
        "`intake new RULES --from FILE` drafts rules from an export; rules/README.md has every key";
    (!rules && !empty(text)).then(|| {
        Mistake::new(
            0..0,
            "this is no rules file: no line has a header in brackets or a key with `=`",
            help,
        )
    })
}

/// What bytes are that are no text in UTF-8: what is wrong, and what to do.
pub fn not_text(bytes: &[u8]) -> (String, &'static str) {
    let zeros = bytes.iter().take(2_000).filter(|byte| **byte == 0).count();
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return (
            "the rules are a document or workbook, and no text".to_owned(),
            PLAIN,
        );
    }
    if bytes.starts_with(b"%PDF") {
        return ("the rules are a PDF, and no text".to_owned(), PLAIN);
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") || zeros > 300 {
        return (
            "the rules are text in UTF-16, which some editors call Unicode".to_owned(),
            "save the file as UTF-8",
        );
    }
    let valid = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
    let line = bytes
        .iter()
        .take(valid)
        .filter(|byte| **byte == b'\n')
        .count()
        .saturating_add(1);
    (
        format!("the rules are not UTF-8 text: a letter in line {line} is of another encoding"),
        "save the file as UTF-8",
    )
}
