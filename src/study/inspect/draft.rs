//! A draft of a whole rules file. What is to be settled is marked, so that nobody is selected by it.

use std::fmt::Write as _;

use super::draft_fields::{columns_of, names, quoted};
use super::made::{self, unique};
use super::{Column, Guess, known};
use crate::table::{Options, Sheet};

/// What a draft says where the rules of the call are to be written.
pub const RULES_TO_WRITE: &str = r#"# EDIT: the criteria of the call, such as
#   [[eligibility]]
#   id = "residence"
#   title = "Lives in a participating State"
#   cites = ["places"]
#   test = { field = "residence", in = ["RS", "MD"] }
# and what earns points, such as
#   [[scoring]]
#   id = "motivation"
#   title = "Motivation"
#   cites = ["order"]
#   weight = 1
#   field = "motivation"
#   rating = true"#;

/// A whole rules file that reads these columns: everybody in time is eligible, and the earliest go first.
///
/// `sources` are the forms that several files are of, as [`super::sources`] drafts them.
pub fn draft(
    file: &str,
    sheet: Option<&Sheet>,
    columns: &[Column],
    options: &Options,
    sources: Option<&str>,
) -> String {
    let sources = sources.unwrap_or_default();
    let export = export(options);
    let names = names(columns);
    let find = |wanted: &dyn Fn(&Column) -> bool| {
        columns
            .iter()
            .position(|column| column.left_out.is_none() && wanted(column))
            .and_then(|at| names.get(at))
    };
    let (decision, duplicates) = duplicates(find(&|column| {
        column.guess == Guess::Email && !column.asks().of_others
    }));
    let submitted = known::submitted(columns).and_then(|at| names.get(at));
    let mut fields = columns_of(columns) + &made::id(sheet, columns, &names);
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

{export}{sources}[call]
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

{decision}[places]
cap = 20 # EDIT
reserve = 5
cites = ["places"]

[[groups]] # EDIT
id = "course"
title = "The course"
size = 20
cites = ["places"]

{fields}{duplicates}{RULES_TO_WRITE}

[ranking]
cites = ["order"]
tie_breaks = [{{ earliest = "{submitted}" }}, {{ lot = "my-programme" }}]
"#
    )
}

/// What was said about reading the file, for the rules to say it from now on.
fn export(options: &Options) -> String {
    let tool = options.tool.map(|tool| ("tool", quoted(tool.id)));
    let row = options
        .header_row
        .map(|row| ("header_row", row.to_string()));
    let sheet = options
        .sheet
        .as_deref()
        .map(|sheet| ("sheet", quoted(sheet)));
    let delimiter = options
        .delimiter
        .map(|delimiter| ("delimiter", quoted(delimiter.name())));
    let encoding = options
        .encoding
        .map(|encoding| ("encoding", quoted(&encoding.name().to_lowercase())));
    let said: Vec<(&str, String)> = [tool, row, sheet, delimiter, encoding]
        .into_iter()
        .flatten()
        .collect();
    if said.is_empty() {
        return String::new();
    }
    let lines: String = said
        .iter()
        .map(|(key, value)| format!("{key} = {value}\n"))
        .collect();
    format!("[export]\n{lines}\n")
}

/// What is proposed about several applications from one e-mail address: a decision, and the rule.
fn duplicates(email: Option<&String>) -> (String, String) {
    let Some(email) = email else {
        return Default::default();
    };
    let decision = r#"[decisions.one-application] # EDIT: does the call say so?
text = "Of several applications from one e-mail address the latest in time counts."
by = "nobody yet"
on = 2099-01-01

"#;
    let rule = format!(
        r#"[[duplicates]] # EDIT: people may share an address
id = "one-application"
same = ["{email}"]
stands = "latest"
cites = ["one-application"]

"#
    );
    (decision.to_owned(), rule)
}
