//! What a cell says, by the type of its field: one file a type.

pub mod clock;
pub mod written_dates;
pub mod day;
pub mod date;
pub(super) mod spellings;
pub mod choices;
pub mod country;
pub mod email;
pub mod id;
pub mod number;
pub mod rating;
pub mod scale;
pub mod text;
pub mod yes_no;

use super::{blank, garbled};
use crate::rules::{Field, Form, Kind};
use crate::values::Reading;

/// How one cell of the field is read. The text comes trimmed.
pub(super) fn reader<'a>(
    form: &'a Form,
    field: &'a Field,
) -> Box<dyn Fn(&str) -> Reading + Send + Sync + 'a> {
    let read = match field.kind {
        Kind::Id => Box::new(id::read),
        _ => blank::or(by_type(form, field), &field.no_answer),
    };
    Box::new(move |text| garbled::asked(text, read(text)))
}

/// How a cell of text is read where it is not compared with any.
pub(super) fn exact_text(field: &Field) -> Box<dyn Fn(&str) -> Reading + Send + Sync + '_> {
    let read = blank::or(text::read(None), &field.no_answer);
    Box::new(move |text| garbled::asked(text, read(text)))
}

fn by_type<'a>(
    form: &'a Form,
    field: &'a Field,
) -> Box<dyn Fn(&str) -> Reading + Send + Sync + 'a> {
    match &field.kind {
        Kind::Text => text::read(form.asked_texts(field)),
        Kind::Id => Box::new(id::read),
        Kind::Email => Box::new(email::read),
        Kind::Country => country::read(form, field),
        Kind::Choice(options) => choices::single(options),
        Kind::Choices(options, separator) => choices::several(options, *separator),
        Kind::Scale(scale) => scale::read(&form.scales[*scale]),
        Kind::YesNo { yes, no } => yes_no::read(yes, no),
        Kind::Number(bounds) => Box::new(|text| number::read(bounds, text)),
        Kind::Rating(bounds) => Box::new(|text| match number::read(bounds, text) {
            Reading::Unreadable(_) if rating::abstain::says(text, &field.abstain) => {
                rating::abstain::reading()
            }
            read => read,
        }),
        Kind::Date(dates) => Box::new(|text| date::read_date(*dates, text)),
        Kind::Timestamp(dates, zone) => {
            Box::new(|text| date::read_instant(*dates, zone, &field.zones, text))
        }
    }
}
