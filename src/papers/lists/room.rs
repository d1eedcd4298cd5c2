//! Cells to be filled in: what may stand in them, and what is said beside them. They are the columns that `--decisions` reads.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::base::ids::ApplicationId;
use crate::record::clarifications::Clarification;
use crate::rules::{Field, FieldId, Kind as Type};
use crate::rulings::{ALL, COUNTS, Kind, NO_ANSWER, NO_APPLICATION};
use crate::select::Selection;
use crate::values::countries::Named;
use crate::values::{Reading, Sort, Value, countries};
use crate::words::naming::option_title;

/// A cell to be filled in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Room {
    /// The heading above it.
    pub column: &'static str,
    /// What stands in it already; may be blank.
    pub filled: &'static str,
    pub admits: Admits,
}

/// What may be filled in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Admits {
    /// Whatever is written.
    Text,
    Day,
    /// One of these and nothing else.
    OneOf(Vec<String>),
    /// One of these, or something that nobody can list, such as the applicant's own words.
    Such(Vec<String>),
    /// A country by its name; other spellings are understood, too.
    Country,
    /// A number within bounds, or that there is none.
    Number {
        least: Option<Decimal>,
        most: Option<Decimal>,
    },
}

/// The columns to fill in, in their order.
pub(super) const TO_FILL_IN: [&str; 5] = ["decision", "answer", "who", "when", "why"];

/// The cells to fill in beside a question.
pub(super) fn of(
    selection: &Selection<'_>,
    application: ApplicationId,
    asked: &Clarification,
) -> Vec<Room> {
    let admits = |column| match column {
        "decision" => Admits::Such(decisions(asked)),
        "answer" => answers(selection, application, asked),
        "when" => Admits::Day,
        _ => Admits::Text,
    };
    let room = |column| Room {
        column,
        filled: match column {
            "decision" => asked.ruling.word(),
            _ => "",
        },
        admits: admits(column),
    };
    TO_FILL_IN.map(room).to_vec()
}

/// The decisions that a question may come to: its own, that the row counts for nothing, and that the applicant is out.
fn decisions(asked: &Clarification) -> Vec<String> {
    let beside = [Kind::LeaveOut, Kind::Withdrawn, Kind::Unavailable];
    let all = std::iter::once(asked.ruling).chain(beside);
    all.map(|kind| kind.word().to_owned()).collect()
}

/// The answers that a question admits.
fn answers(selection: &Selection<'_>, application: ApplicationId, asked: &Clarification) -> Admits {
    let all = &selection.applications;
    match (asked.ruling, asked.about.sort) {
        (Kind::Stands, _) if asked.between.is_empty() => Admits::Text,
        (Kind::Stands, _) => {
            let ids = asked.between.iter().map(|one| all.id(*one).into_owned());
            Admits::OneOf(ids.chain([ALL.to_owned()]).collect())
        }
        (_, Sort::Response) => Admits::OneOf([COUNTS, NO_APPLICATION].map(str::to_owned).to_vec()),
        (_, Sort::Field) => {
            let form = &selection.rules.form;
            let fields = form.fields_of(all.form_source(application));
            let field = fields.each().find(|(_, one)| one.name == asked.about.name);
            field.map_or(Admits::Text, |field| to(selection, application, field))
        }
        _ => Admits::Text,
    }
}

/// The answers to a field.
fn to(
    selection: &Selection<'_>,
    application: ApplicationId,
    (id, field): (FieldId, &Field),
) -> Admits {
    let form = &selection.rules.form;
    let with_none = |values: &mut dyn Iterator<Item = &str>| -> Vec<String> {
        values.chain([NO_ANSWER]).map(str::to_owned).collect()
    };
    match &field.kind {
        Type::Choice(options) => {
            let offered = with_none(&mut options.options.iter().map(option_title));
            match options.other {
                true => Admits::Such(offered),
                false => Admits::OneOf(offered),
            }
        }
        Type::Choices(options, _) => {
            Admits::Such(with_none(&mut options.options.iter().map(option_title)))
        }
        Type::Scale(scale) => {
            let levels = &form.scales[*scale].levels;
            Admits::OneOf(with_none(
                &mut levels.iter().map(|(level, _)| level.as_str()),
            ))
        }
        Type::YesNo { .. } => Admits::OneOf(with_none(&mut ["yes", "no"].into_iter())),
        Type::Country => Admits::Country,
        Type::Number(bounds) | Type::Rating(bounds) => match (bounds.min, bounds.max) {
            (None, None) => Admits::Text,
            (least, most) => Admits::Number { least, most },
        },
        Type::Date(_) => Admits::Day,
        Type::Text => match selection.applications.reading(application, id) {
            Reading::Value(Value::NearText(near)) => {
                Admits::Such(with_none(&mut near.values.iter().map(String::as_str)))
            }
            _ => Admits::Text,
        },
        Type::Id | Type::Email | Type::Timestamp(..) => Admits::Text,
    }
}

impl Room {
    /// The same, whatever stands in it.
    pub fn asked(&self) -> Self {
        Self {
            filled: "",
            ..self.clone()
        }
    }

    /// What is said to whoever fills the cell in; 255 characters at most, as Excel wants.
    pub fn says(&self) -> String {
        let blank = format!("`{NO_ANSWER}` where the applicant has none");
        match (self.column, &self.admits) {
            ("decision", _) => "Which decision the answer is. The one that stands here fits the question.".to_owned(),
            ("who", _) => "Who decided: a name or an office.".to_owned(),
            ("when", _) => "The day it was decided.".to_owned(),
            ("why", _) => "How it is known, or why it was decided so. It stands in the records of the run: name nobody who should not be named there.".to_owned(),
            (_, Admits::OneOf(_)) => "Choose from the list.".to_owned(),
            (_, Admits::Such(_)) => "Choose from the list, or write it as in a good application. `(other)` and the applicant's words where none of the list is meant.".to_owned(),
            (_, Admits::Country) => format!("Choose from the list, or write the country; {blank}."),
            (_, Admits::Day) => format!("A day, or {blank}."),
            (_, Admits::Number { least, most }) => {
                let bounds = match (least, most) {
                    (Some(least), Some(most)) => format!("from {least} to {most}"),
                    (Some(least), None) => format!("from {least}"),
                    (None, Some(most)) => format!("up to {most}"),
                    (None, None) => String::new(),
                };
                format!("A number {bounds}, or {blank}.")
            }
            (_, Admits::Text) => format!("What is to stand in place of the cell, written as in a good application; {blank}. Of applications of one person: the id of the one that stands, or `{ALL}`."),
        }
    }
}

impl Admits {
    /// The answers to choose from, where there are some.
    pub fn choices(&self) -> Option<Vec<&str>> {
        match self {
            Self::OneOf(values) | Self::Such(values) => {
                Some(values.iter().map(String::as_str).collect())
            }
            Self::Country => {
                let written = countries::written().iter();
                let names = written.map(|(country, _)| countries::name(*country));
                let is_one = |name: &&str| matches!(countries::find(name), Named::Country(_));
                let names: BTreeSet<&str> = names.filter(is_one).collect();
                Some(names.into_iter().chain([NO_ANSWER]).collect())
            }
            Self::Text | Self::Day | Self::Number { .. } => None,
        }
    }

    /// Whether nothing else will do.
    pub fn is_closed(&self) -> bool {
        matches!(self, Self::OneOf(_))
    }
}
