//! Dates of birth: the latest day that can be one, so that whoever writes today's date is asked and not refused.

use jiff::tz::TimeZone;

use super::stems::Stems;
use super::{Column, Guess, known};
use crate::answers::types::date;
use crate::rules::form::Dates;
use crate::values::{Reading, Value};

/// Beginnings of words in headings over a day of birth.
static STEMS: Stems = Stems::beginnings("
    born birth birthday birthdate geburt geboren naissance nascita nacimiento nascimento naștere nastere născut nascut рожд рођ народж
    роден раѓ rođ rodj urodz naroz naroden rojst doğum dogum doğul datëlind datelind lindj szület γέννησ γεννησ ծննդ დაბად туған
    туул таваллуд tugʻilgan tugilgan geboorte født född syntym sünni dzimš
");
/// Words of headings that are nothing else.
static WORDS: Stems = Stems::words("dob");
/// So many years before the form nobody who applies was born. A later day is a slip, or today's.
const YOUNGEST: i16 = 10;

/// The line with the latest day of birth, for a draft: ten years before the latest application.
pub(super) fn latest(column: &Column, year: Option<i16>) -> Option<String> {
    let words = &column.asks().words;
    let named = STEMS.in_words(words) || WORDS.in_words(words);
    (named && matches!(column.guess, Guess::Date(_))).then(|| {
        let why = "# Whoever writes a later day of birth than this is asked: the year of the form is a common slip.";
        match year {
            Some(year) => format!("{why}\nmax = {}-12-31 # EDIT\n", year.saturating_sub(YOUNGEST)),
            None => format!("{why}\n# max = 2015-12-31 # EDIT\n"),
        }
    })
}

/// The year in which the last of them applied, as far as the moments can be read.
pub(super) fn last_year(columns: &[Column]) -> Option<i16> {
    let column = columns.get(known::submitted(columns)?)?;
    let (Guess::Timestamp(dating) | Guess::Date(dating)) = &column.guess else {
        return None;
    };
    let order = dating.orders.first()?;
    let dates = Dates {
        century: dating.short.then_some(20),
        ..Dates::default().by(*order)
    };
    let year = |text: &str| match date::read_instant(dates, &TimeZone::UTC, &[], text) {
        Reading::Value(Value::Instant(moment)) => Some(moment.to_zoned(TimeZone::UTC).year()),
        _ => match date::read_date(dates, text) {
            Reading::Value(Value::Date(day)) => Some(day.year()),
            _ => None,
        },
    };
    let years = column.said().filter_map(|(text, _)| year(text));
    // Of a placeholder or a wrong clock nothing follows.
    years.filter(|year| (2000..2090).contains(year)).max()
}
