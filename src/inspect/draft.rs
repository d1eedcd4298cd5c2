//! A draft of a rules file from the columns of an export. It loads; everything in it is to be thought over.

use std::fmt::Write as _;

use super::personal::is_identifying;
use super::{Column, Guess};
use crate::domain::number::DecimalMark;
use crate::domain::spelling::{fold, fold_words};
use crate::normalise::date;
use crate::read::Options;
use crate::rules::form::DateOrder;

/// Words in headings of what says much of somebody, beside what tells who they are.
const PERSONAL: &[&str] = &["age", "gender", "sex", "organisation", "organization", "profession"];

/// A draft of `[fields]`, to be pasted into a rules file; with scales where a column needs one.
pub fn fields(columns: &[Column]) -> String {
    let names = names(columns);
    let mut draft = String::new();
    if columns.iter().any(|column| column.guess == Guess::Cefr) {
        for level in ["A1", "A2", "B1", "B2", "C1", "C2"] {
            let _ = writeln!(draft, "[[scales.english]]\nlevel = \"{level}\"\n");
        }
    }
    for (column, name) in columns.iter().zip(&names) {
        field(&mut draft, column, name);
    }
    draft
}

fn field(draft: &mut String, column: &Column, name: &str) {
    let _ = writeln!(draft, "[fields.{name}]");
    let word = match &column.guess {
        Guess::Id => "id",
        Guess::Email => "email",
        Guess::Country => "country",
        Guess::YesNo => "yes-no",
        Guess::Number(_) => "number",
        Guess::Date(_) => "date",
        Guess::Timestamp(_) => "timestamp",
        Guess::Cefr => "scale",
        Guess::Choice(_) => "choice",
        Guess::Choices(..) => "choices",
        Guess::Text => "text",
    };
    let _ = writeln!(draft, "type = \"{word}\"\nheadings = [{}]", quoted(&column.heading));
    let words = fold_words(&column.heading);
    let personal =
        column.guess == Guess::Email || is_identifying(column) || words.split(' ').any(|word| PERSONAL.contains(&word));
    if column.guess != Guess::Id {
        let _ = writeln!(draft, "{}roster = true", if personal { "personal = true\n" } else { "" });
    }
    match &column.guess {
        Guess::Number(DecimalMark::Comma) => draft.push_str("decimal = \"comma\"\n"),
        Guess::Date(orders) | Guess::Timestamp(orders) => {
            if let Some(first) = orders.first().filter(|first| **first != DateOrder::YearMonthDay) {
                // Which of two nobody may choose by the answers alone; without the line it is asked about.
                let doubt =
                    if orders.len() > 1 { "# EDIT: day or month first? Both fit every answer: ask\n# " } else { "" };
                let _ = writeln!(draft, "{doubt}order = \"{}\"", date::word(*first));
            }
        }
        Guess::Cefr => draft.push_str("scale = \"english\"\n"),
        Guess::Choice(options) | Guess::Choices(options, _) => {
            if let Guess::Choices(_, separator) = &column.guess
                && *separator != ';'
            {
                let _ = writeln!(draft, "separator = \"{separator}\"");
            }
            let _ = writeln!(draft, "other_answers = false\n\n[fields.{name}.options]");
            // No id may be the spelling of another option.
            let mut taken: Vec<String> = options.iter().map(|option| fold(option)).collect();
            for (at, option) in options.iter().enumerate() {
                let own = slug(option, "option", at);
                let id = if own == fold(option) { own } else { unique(own, &taken) };
                let _ = writeln!(draft, "{id} = [{}]", if id == *option { String::new() } else { quoted(option) });
                taken.push(id);
            }
        }
        _ => {}
    }
    draft.push('\n');
}

/// A whole rules file that reads these columns: everybody in time is eligible, and the earliest go first.
pub fn starter(file: &str, columns: &[Column], options: &Options) -> String {
    let export = export(options);
    let names = names(columns);
    let find = |wanted: &dyn Fn(&Guess) -> bool| {
        columns.iter().position(|column| wanted(&column.guess)).and_then(|at| names.get(at))
    };
    let submitted = find(&|guess| matches!(guess, Guess::Timestamp(_)));
    let mut fields = fields(columns);
    if find(&|guess| *guess == Guess::Id).is_none() {
        // A column that is something else may have the name already.
        let name = unique("application".to_owned(), &names);
        let _ = writeln!(
            fields,
            "# EDIT: no column looks like an id. Every application needs one.\n[fields.{name}]\ntype = \"id\"\nheadings = [\"Application ID\"]\n"
        );
    }
    let submitted = submitted.cloned().unwrap_or_else(|| {
        let name = unique("submitted".to_owned(), &names);
        let _ = writeln!(
            fields,
            "# EDIT: no column looks like the moment of submission.\n[fields.{name}]\ntype = \"timestamp\"\nheadings = [\"Submitted at\"]\n"
        );
        name
    });
    format!(
        r#"# A first draft, made from the columns of {file}. Go through every line marked EDIT; then write the criteria and the
# scoring of your call below. Every key is explained in rules/README.md.
format = 1

[programme]
id = "my-programme" # EDIT
title = "The title of the programme" # EDIT

{export}[call]
deadline = 2099-12-31 # EDIT
time_zone = "Europe/Vienna" # EDIT
submitted = "{submitted}"
cites = ["deadline"]

[call.clauses] # EDIT: what the call says, sentence by sentence, in your own words
deadline = "Applications are taken until 31 December 2099."
places = "The course has 20 places."

[decisions.order] # EDIT: what the call leaves open, settled before any name is seen
text = "Whoever applied earlier goes first; the lot decides between applications of the same second."
by = "nobody yet"
on = 2099-01-01

[places]
cap = 20 # EDIT
reserve = 5
cites = ["places"]

[[groups]] # EDIT
id = "course"
title = "The course"
size = 20
cites = ["places"]

{fields}# EDIT: the criteria of the call, such as
#   [[eligibility]]
#   id = "residence"
#   title = "Lives in a participating State"
#   cites = ["places"]
#   test = {{ field = "residence", in = ["RS", "MD"] }}
# and what earns points, such as
#   [[scoring]]
#   id = "motivation"
#   title = "Motivation"
#   cites = ["order"]
#   weight = 1
#   field = "motivation"
#   rating = true

[ranking]
cites = ["order"]
tie_breaks = [{{ earliest = "{submitted}" }}, {{ lot = "my-programme" }}]
"#
    )
}

/// What was said about reading the file, for the rules to say it from now on.
fn export(options: &Options) -> String {
    let tool = options.tool.map(|tool| ("tool", quoted(tool.id)));
    let row = options.header_row.map(|row| ("header_row", row.to_string()));
    let sheet = options.sheet.as_deref().map(|sheet| ("sheet", quoted(sheet)));
    let delimiter = options.delimiter.map(|delimiter| ("delimiter", quoted(delimiter.name())));
    let encoding = options.encoding.map(|encoding| ("encoding", quoted(&encoding.name().to_lowercase())));
    let said: Vec<(&str, String)> = [tool, row, sheet, delimiter, encoding].into_iter().flatten().collect();
    if said.is_empty() {
        return String::new();
    }
    let lines: String = said.iter().map(|(key, value)| format!("{key} = {value}\n")).collect();
    format!("[export]\n{lines}\n")
}

/// A name for each column that the rules can use, each once.
fn names(columns: &[Column]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (at, column) in columns.iter().enumerate() {
        let name = unique(slug(&column.heading, "field", at), &names);
        names.push(name);
    }
    names
}

/// An id from a text: small letters, digits and single hyphens, at most 30 characters.
fn slug(text: &str, otherwise: &str, at: usize) -> String {
    const MOST: usize = 30;
    let mut slug = String::new();
    for word in fold_words(text).split(' ').filter(|word| word.bytes().all(|byte| byte.is_ascii_alphanumeric())) {
        let more = usize::from(!slug.is_empty()).saturating_add(word.len());
        if slug.len().saturating_add(more) > MOST || word.is_empty() {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    if slug.is_empty() { format!("{otherwise}-{}", at.saturating_add(1)) } else { slug }
}

fn unique(slug: String, taken: &[String]) -> String {
    if !taken.contains(&slug) {
        return slug;
    }
    (2_u32..).map(|number| format!("{slug}-{number}")).find(|name| !taken.contains(name)).unwrap_or(slug)
}

/// A TOML string.
fn quoted(text: &str) -> String {
    // Their escapes are JSON's.
    serde_json::to_string(text).unwrap_or_default()
}
