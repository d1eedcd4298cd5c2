//! `[[sources]]`: the forms in one pile, and what each writes in its own way.

use crate::base::ids::Per;
use jiff::tz::TimeZone;

use super::dates::{ORDERS, orders};
use super::diagnostics::{Spot, shown};
use super::export::export_of;
use super::field::{MARKS, zone_named};
use super::format::SOURCE;
use super::names::Register;
use super::table::Item;
use crate::base::finding::Code;
use crate::rules::form::{DateOrder, Dates};
use crate::rules::{Export, Field, FieldId, FormSource, Kind, SourceId};
use crate::values::number::Marks;

/// How many forms a pile may come from.
const MOST: usize = 64;
/// Letters of a source's id: it stands before every id.
const LONGEST: usize = 12;

/// A source, before it is known what its fields are.
pub(super) struct Declared {
    id: String,
    files: Vec<String>,
    export: Export,
    order: Option<DateOrder>,
    orders: Option<[Option<DateOrder>; 3]>,
    marks: Option<Marks>,
    zone: Option<TimeZone>,
}

impl Declared {
    /// How the source writes the dates of a field that writes them so elsewhere.
    fn dates(&self, field: Dates) -> Dates {
        let dates = self.order.map_or(field, |order| field.by(order));
        self.orders
            .map_or(dates, |orders| Dates { orders, ..dates })
    }
}

pub(super) fn sources(item: Item<'_>) -> Register<'_, SourceId, Declared> {
    let mut register = Register::new("source");
    let tables = item.tables(&SOURCE);
    if tables.len() > MOST {
        item.spot
            .say_bad(format!("there are more than {MOST} sources"));
        return register;
    }
    for table in tables {
        let id = table
            .need("id")
            .and_then(|item| Some((item.text()?, item.spot)));
        if let Some((id, spot)) = id {
            check(id, spot);
        }
        let files = table.need("files").and_then(files);
        let made = id.zip(files).map(|((id, _), files)| Declared {
            id: id.to_owned(),
            files,
            export: export_of(&table),
            order: table.get("order").and_then(|item| item.word(&ORDERS)),
            orders: table.get("orders").and_then(orders),
            marks: table.get("decimal").and_then(|item| item.word(&MARKS)),
            zone: table.get("time_zone").and_then(zone_named),
        });
        let (id, spot) = id.unwrap_or(("", table.spot));
        register.push(id, spot, made);
    }
    register
}

fn check(id: &str, spot: Spot<'_>) {
    let sound = id.len() <= LONGEST
        && id
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    if !sound {
        let message = format!("`{}` cannot be the id of a source", shown(id));
        let help = format!(
            "it stands before every id, as in `en-17`: use only a-z and 0-9, {LONGEST} characters at most"
        );
        spot.say_help(Code::BadId, message, help);
    }
}

/// The names that files may have.
pub(super) fn files(item: Item<'_>) -> Option<Vec<String>> {
    let names = item.texts()?;
    for (name, spot) in &names {
        if name.contains(['/', '\\']) {
            let message = format!("`{}` names a folder", shown(name));
            spot.say_bad_help(
                message,
                "files are told apart by their names alone, such as `en*.csv`",
            );
        }
    }
    Some(names.into_iter().map(|(name, _)| name.to_owned()).collect())
}

/// The sources with the form's fields as each writes them. What a source says goes before what a field says.
pub(super) fn with_fields(
    declared: Per<SourceId, Declared>,
    fields: &Per<FieldId, Field>,
) -> Per<SourceId, FormSource> {
    let source = |source: Declared| {
        let mut fields = fields.clone();
        for field in &mut fields {
            match &mut field.kind {
                Kind::Date(dates) => *dates = source.dates(*dates),
                Kind::Timestamp(dates, zone) => {
                    *dates = source.dates(*dates);
                    if let Some(own) = &source.zone {
                        *zone = own.clone();
                    }
                }
                Kind::Number(bounds) | Kind::Rating(bounds) => {
                    bounds.marks = source.marks.unwrap_or(bounds.marks);
                }
                _ => {}
            }
        }
        FormSource {
            id: source.id,
            files: source.files,
            export: source.export,
            fields,
        }
    };
    declared.into_iter().map(source).collect()
}
