//! Days as letters write them: `12 April 2019`.

use jiff::civil::Date;

use crate::rules::Language;

const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const FRENCH: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
/// In the genitive, as in a date.
const RUSSIAN: [&str; 12] = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];

/// A day as a letter in this language writes it.
pub fn day(date: Date, language: Language) -> String {
    let months = match language {
        Language::English => ENGLISH,
        Language::French => FRENCH,
        Language::Russian => RUSSIAN,
    };
    let month = usize::try_from(date.month()).ok();
    let month = month.and_then(|month| months.get(month.checked_sub(1)?));
    let Some(month) = month else {
        return date.to_string();
    };
    let (day, year) = (date.day(), date.year());
    match language {
        Language::French if day == 1 => format!("1er {month} {year}"),
        Language::English | Language::French => format!("{day} {month} {year}"),
        Language::Russian => format!("{day} {month} {year} г."),
    }
}

/// A day of a record, year-month-day.
pub fn recorded(text: &str, language: Language) -> String {
    text.parse()
        .map_or_else(|_| text.to_owned(), |date| day(date, language))
}
