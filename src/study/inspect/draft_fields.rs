//! The fields of a drafted rules file, from the columns of an export. They load; everything in them is to be thought over.

use std::fmt::Write as _;

use super::made::{self, Taken};
use super::personal::{is_identifying_country, is_name, is_personal};
use super::{Column, Guess, born, known};
use crate::rules::form::DateOrder;
use crate::table::Sheet;
use crate::values::number::DecimalMark;
use crate::values::spelling::{fold, fold_words};

/// A draft of `[fields]`, to be pasted into a rules file; with scales where a column needs one, and an id where no column is one.
pub fn fields(sheet: &Sheet, columns: &[Column]) -> String {
    columns_of(columns) + &made::id(Some(sheet), columns, &names(columns))
}

pub(super) fn columns_of(columns: &[Column]) -> String {
    let names = names(columns);
    let (submitted, year) = (known::submitted(columns), born::last_year(columns));
    let mut draft = String::new();
    if columns.iter().any(|column| column.guess == Guess::Cefr) {
        for level in ["A1", "A2", "B1", "B2", "C1", "C2"] {
            let _ = writeln!(draft, "[[scales.english]]\nlevel = \"{level}\"\n");
        }
    }
    for (at, (column, name)) in columns.iter().zip(&names).enumerate() {
        field(&mut draft, column, name, (submitted == Some(at), year));
    }
    draft
}

fn field(draft: &mut String, column: &Column, name: &str, (submitted, year): (bool, Option<i16>)) {
    if let Some(why) = &column.left_out {
        let _ = writeln!(
            draft,
            "# EDIT: column {} is left out: {}\n",
            column.letters(),
            comment(why)
        );
        return;
    }
    for doubt in &column.doubts {
        let _ = writeln!(draft, "# EDIT: {}", comment(doubt));
    }
    if submitted && !matches!(column.guess, Guess::Timestamp(_)) {
        draft.push_str(
            "# EDIT: is this when people applied? Most answers are no moments that can be read\n",
        );
    }
    if column.wording().as_str() != column.heading.as_str() {
        let _ = writeln!(draft, "# {}", comment(column.wording()));
    }
    let _ = writeln!(draft, "[fields.{name}]");
    if submitted && matches!(column.guess, Guess::Text | Guess::Choice { .. }) {
        draft.push_str("type = \"timestamp\"\n");
        headings(draft, column);
        draft.push('\n');
        return;
    }
    let word = match &column.guess {
        Guess::Id => "id",
        Guess::Email => "email",
        Guess::Country => "country",
        Guess::YesNo => "yes-no",
        Guess::Number(_) => "number",
        Guess::Date(_) if submitted => "timestamp",
        Guess::Date(_) => "date",
        Guess::Timestamp(_) => "timestamp",
        Guess::Cefr => "scale",
        Guess::Rating(..) => "rating",
        Guess::Choice { .. } => "choice",
        Guess::Choices { .. } => "choices",
        Guess::Text => "text",
    };
    let _ = writeln!(draft, "type = \"{word}\"");
    headings(draft, column);
    if column.guess != Guess::Id {
        if is_personal(column) {
            draft.push_str("personal = true\n");
        }
        // What a list of people needs; the rest is for whoever asks for it.
        let country = column.guess == Guess::Country && !is_identifying_country(column.wording());
        if country || is_name(column) {
            draft.push_str("roster = true\n");
        }
    }
    match &column.guess {
        Guess::Number(DecimalMark::Comma) => draft.push_str("decimal = \"comma\"\n"),
        Guess::Rating(least, most, mark) => {
            let _ = writeln!(draft, "min = {least}\nmax = {most}");
            if *mark == DecimalMark::Comma {
                draft.push_str("decimal = \"comma\"\n");
            }
        }
        Guess::Date(dating) | Guess::Timestamp(dating) => {
            let orders = &dating.orders;
            if dating.short {
                draft.push_str("# EDIT: the years have two digits: are all of them from 2000 on?\n# century = 20\n");
            }
            if let Some(first) = orders
                .first()
                .filter(|first| **first != DateOrder::YearMonthDay)
            {
                // Which of two nobody may choose by the answers alone; without the line it is asked about.
                let doubt = if orders.len() > 1 {
                    "# EDIT: day or month first? Both fit every answer: ask\n# "
                } else {
                    ""
                };
                let _ = writeln!(draft, "{doubt}order = \"{}\"", first.word());
            }
            if let Some(latest) = born::latest(column, year).filter(|_| !submitted) {
                draft.push_str(&latest);
            }
        }
        Guess::Cefr => draft.push_str("scale = \"english\"\n"),
        Guess::Choice { options, other } => chosen(draft, options, *other, name),
        Guess::Choices {
            options,
            separator,
            other,
        } => {
            if *separator != ';' {
                let _ = writeln!(draft, "separator = {}", quoted(&separator.to_string()));
            }
            chosen(draft, options, *other, name);
        }
        _ => {}
    }
    draft.push('\n');
}

fn headings(draft: &mut String, column: &Column) {
    if column.others.is_empty() {
        let headings = std::iter::once(&*column.heading).chain(&column.elsewhere);
        let headings: Vec<String> = headings.map(|heading| quoted(heading)).collect();
        let _ = writeln!(draft, "headings = [{}]", headings.join(", "));
        return;
    }
    let assessors = std::iter::once(&*column.heading).chain(&column.others);
    if matches!(column.guess, Guess::Choices { .. }) {
        let headings: Vec<String> = assessors.map(|heading| quoted(heading)).collect();
        let _ = writeln!(draft, "headings = [{}]", headings.join(", "));
        return;
    }
    let assessors: Vec<String> = assessors
        .map(|heading| format!("[{}]", quoted(heading)))
        .collect();
    let _ = writeln!(
        draft,
        "readers = [{}]\ncombine = \"mean\"",
        assessors.join(", ")
    );
}

fn chosen(draft: &mut String, options: &[String], other: bool, name: &str) {
    let _ = writeln!(draft, "other_answers = {other}\n\n[fields.{name}.options]");
    // No id may be the spelling of another option.
    let mut taken: Taken = options.iter().map(|option| fold(option)).collect();
    for (at, option) in options.iter().enumerate() {
        let own = slug(&fold_words(option), "option", at);
        let id = if own == fold(option) {
            own
        } else {
            taken.take(own)
        };
        let _ = writeln!(draft, "{id} = [{}]", quoted(option));
    }
}

/// A text that stays in its line.
fn comment(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name for each column that the rules can use, each once.
pub(super) fn names(columns: &[Column]) -> Vec<String> {
    let (mut names, mut taken) = (Vec::new(), Taken::default());
    for (at, column) in columns.iter().enumerate() {
        // What is one of several options is no name for all of them.
        let options = matches!(column.guess, Guess::Choices { .. }) && !column.others.is_empty();
        let name = if options {
            "choices".to_owned()
        } else {
            slug(&column.heading.compiled().words, "field", at)
        };
        names.push(taken.take(name));
    }
    names
}

/// An id from the words of a text: small letters, digits and single hyphens, at most 30 characters.
pub fn slug(words: &str, otherwise: &str, at: usize) -> String {
    const MOST: usize = 30;
    let mut slug = String::new();
    for word in words
        .split(' ')
        .filter(|word| word.bytes().all(|byte| byte.is_ascii_alphanumeric()))
    {
        let more = usize::from(!slug.is_empty()).saturating_add(word.len());
        if slug.len().saturating_add(more) > MOST || word.is_empty() {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    // Windows keeps short names such as `con` for itself, and what begins with a digit is hardly read as a name.
    let device = ["con", "prn", "aux", "nul"].contains(&slug.as_str())
        || (slug.len() == 4 && (slug.starts_with("com") || slug.starts_with("lpt")));
    match slug.bytes().next() {
        None => format!("{otherwise}-{}", at.saturating_add(1)),
        Some(first) if device || first.is_ascii_digit() => format!("{otherwise}-{slug}"),
        Some(_) => slug,
    }
}

/// A TOML string.
pub(super) fn quoted(text: &str) -> String {
    // Their escapes are JSON's.
    serde_json::to_string(text).unwrap_or_default()
}
