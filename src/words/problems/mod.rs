//! What is said of a cell that cannot be read: the message and the help of each kind of problem, here and nowhere else. What its applicant
//! is asked is made into a kind in `inquiry`, and into sentences in `words/to_applicant`.
//!
//! A message follows the cell's text, lower case, without that text: `is no country`.

mod columns;
mod inquiry;
mod parts;
mod ratings;
mod unusable;

pub use columns::of_column;
pub use inquiry::{counts_as_none, inquiry};
pub use parts::Said;
use parts::{alone, meant, ticked, with};
pub use ratings::not_rated;
pub use unusable::{two_days, unusable};

use crate::values::countries::Hint;
use crate::values::language::Strange;
use crate::values::number::{DecimalMark, Marks};
use crate::values::spelling::quoted;
use crate::values::{DateOrder, Problem, Wrong};
use crate::words::to_applicant;

const ASKED_ONCE: &str = "this is asked once, about the whole column, and not of the applicant";

const PUT_THE_VALUE: &str =
    "if it is right, put the value in place of the formula (copy, then paste special, values)";

/// What may be said of a problem; in a personal column nothing from which the text could be guessed.
pub fn said(problem: &Problem, personal: bool) -> Said {
    if personal && problem.wrong.tells() {
        return alone("cannot be read");
    }
    let said = each(&problem.wrong);
    if problem.wrong.is_asked_once() {
        return with(said.message, ASKED_ONCE);
    }
    said
}

fn each(wrong: &Wrong) -> Said {
    match wrong {
        Wrong::Open => alone("cannot be read"),

        Wrong::NoCountry => alone("is no country Intake knows"),
        Wrong::NearCountry(Hint::Misspelt, name) => meant("is no country Intake knows", &[name]),
        Wrong::NearCountry(_, name) | Wrong::CitizenshipOf(name) | Wrong::ResidenceIn(name) => {
            meant(matter(wrong), &[name])
        }
        Wrong::SeveralCountries(_) => with(
            matter(wrong),
            "ask which of them is meant, or whether both are",
        ),
        Wrong::TerritoryToDecide(territory) => {
            alone(format!("needs a person to decide: {}", territory.ask))
        }
        Wrong::PerhapsCountryCode => alone("may be the code of a country, or something else"),

        Wrong::LostDigits => with(
            "has lost digits in Excel",
            "format the column as text and enter the ids again",
        ),
        Wrong::MixedAlphabets(..) => with(matter(wrong), "type it again in one alphabet"),
        Wrong::NearAddress(near) => meant(matter(wrong), &[near]),
        Wrong::SeveralAddresses => with(matter(wrong), "ask for one address"),

        Wrong::NoNumber => with("is no number", "write digits only, such as `7` or `7.5`"),
        Wrong::SeveralNumbers => with(matter(wrong), "ask which number holds"),
        Wrong::NoAddress
        | Wrong::BelowLeast(_)
        | Wrong::AboveHighest(_)
        | Wrong::NoSuchDay
        | Wrong::BeforeEarliest(_)
        | Wrong::AfterLatest(_)
        | Wrong::TooLong
        | Wrong::TooManyAnswers
        | Wrong::NoText(_) => alone(matter(wrong)),
        Wrong::ThousandsMarks => with(
            "has marks between its thousands",
            "write digits only, such as `1234567`",
        ),
        Wrong::Mark(declared, mark, thousands) => marked(*declared, *mark, *thousands),
        Wrong::NotRated(assessor) => alone(not_rated(*assessor)),
        Wrong::ThirdNotRated(apart) => alone(format!(
            "has ratings {} apart and none by a third assessor",
            apart.normalize()
        )),
        Wrong::TakesNoPart => ratings::takes_no_part(),
        Wrong::FewRatings { rated, needed, may } => ratings::few((*rated, *needed), may),
        Wrong::FurtherNotRated { apart, may } => ratings::further(*apart, may),
        Wrong::TooFewReaders { rated, needed, may } => ratings::too_few((*rated, *needed), may),

        Wrong::NoLevel(names) => with(
            "is no level of the scale",
            format!("the levels are {}", listed(&**names)),
        ),
        Wrong::NearLevel(near) => meant("is no level of the scale", &[near]),
        Wrong::SeveralLevels => with(
            "names several levels of the scale",
            "ask which of them holds",
        ),

        Wrong::NeitherYesNorNo => with(
            "is neither yes nor no",
            "answer `yes` or `no`, or add the word to the field in the rules",
        ),
        Wrong::EitherYesOrNo => alone("is yes or no only where the rules say which"),

        Wrong::NoDate(order) => with("is no date", write_date(*order)),
        Wrong::NoMoment(order) => with("is no date with a time", write_moment(*order)),
        Wrong::NoTimeOfDay(order) => with("has no time of day", write_moment(*order)),
        Wrong::NoSuchTime(order) => with("has a time that no clock shows", write_moment(*order)),
        Wrong::OtherCalendar(year) => with(
            format!("has the year {year}: is it of another calendar, or mistyped?"),
            "write the day by the Gregorian calendar, such as `2019-03-28`",
        ),
        Wrong::NoOffset => with(
            "ends in no offset from UTC",
            "write its hours and minutes with two digits each, such as `+02:00`",
        ),
        Wrong::ZoneName(name) => alone(format!(
            "names a time zone by its short name, `{name}`, and the rules do not say which offset that is"
        )),
        Wrong::ClocksChange => with(
            "falls into the hour when clocks change",
            "write the offset too, such as `+01:00`",
        ),
        Wrong::ShortYear => {
            alone("has a year of two digits, and the rules do not say of which century")
        }
        Wrong::OrderOpen => alone(
            "is a date of which the rules do not say whether the day or the month comes first",
        ),
        Wrong::OtherOrder(order, declared) => alone(format!(
            "is a date only with the {} first, but the rules say `order = \"{}\"`",
            order.first(),
            declared.map_or("", DateOrder::word)
        )),
        Wrong::SerialDay => alone("is a number, perhaps a day as Excel counts them"),
        Wrong::TwoDays => with(
            "is one of two days: the column is written with the day first and with the month first",
            "ask the applicant which day is meant, and write it as year-month-day",
        ),
        Wrong::PerhapsOtherOrder => {
            alone("could be another day in the other order, in which more of the column is written")
        }
        Wrong::PerhapsExchanged => {
            alone("is a true date among texts; Excel may have exchanged its day and month")
        }
        Wrong::TwoDaysAgain => alone("is one of two days"),
        Wrong::ColumnOfDays => alone("has no time of day"),
        Wrong::Placeholder => alone("is a moment that seems to be nobody's"),

        Wrong::NoOption(ids) => with("is none of the options", the_options_are(&**ids)),
        Wrong::AlmostOption(spelling) => meant(matter(wrong), &[spelling]),
        Wrong::WordsOfOptions(named) => {
            let said = named
                .iter()
                .map(|(word, id)| format!("`{word}`, a word of the option `{id}`"));
            let said: Vec<String> = said.collect();
            let ids: Vec<&str> = named.iter().map(|(_, id)| id.as_ref()).collect();
            meant(
                format!("names {}, but is none of the options", said.join(", and ")),
                &ids,
            )
        }
        Wrong::NearlyWord(word, spelling, id) => meant(
            format!(
                "has the word `{word}`, which is nearly `{spelling}`, but is none of the options"
            ),
            &[id],
        ),
        Wrong::HoldsOption(spelling, id) => meant(
            format!("names `{spelling}`, but is none of the options"),
            &[id],
        ),
        Wrong::NoAnswer(_) => with(
            matter(wrong),
            "ask what the applicant meant, or put the answer into `no_answer` where it stands for a blank",
        ),
        Wrong::OtherSpeech(strange) => with(
            match strange {
                Strange::Alphabet => {
                    "is none of the options as they are spelt, and is written in another alphabet than all of them"
                }
                Strange::Language => {
                    "is none of the options as they are spelt, and nothing shows that it is in their language"
                }
            },
            "it is asked about once, with all answers of its column that say the same",
        ),

        Wrong::NeitherMarkedNorNot => {
            alone("says neither that its option was chosen nor that it was not")
        }
        Wrong::OtherUnsaid => with(matter(wrong), "ask what the applicant meant"),
        Wrong::TwoAnswers => alone(matter(wrong)),
        Wrong::NothingMarked => {
            alone("names an answer, but no column of the single options says that it was chosen")
        }
        Wrong::OtherThanMarked(ids) => alone(format!(
            "names other options than the columns of the single options, by which the applicant chose {}",
            if ids.is_empty() {
                "something else".to_owned()
            } else {
                listed(ids)
            }
        )),

        Wrong::NearText(near) => with(
            "is almost, but not quite, a text that the rules ask for",
            format!(
                "is it {}? answer with that text, or with `(other)` if it is none",
                quoted(near)
            ),
        ),
        Wrong::BytesLost => with(
            "holds U+FFFD, the mark that stands for lost bytes",
            "look the answer up in the form tool, or ask",
        ),
        Wrong::Garbled(mended) => with(
            "holds letters that were read in a wrong encoding",
            format!("was `{mended}` meant?"),
        ),
        Wrong::Declined => with(
            "says that the applicant prefers not to answer",
            "do not ask again: a person must decide what follows from it",
        ),
        Wrong::Formula(formula) => with(
            format!(
                "is what the formula{} came to when the file was saved",
                shown(formula)
            ),
            PUT_THE_VALUE,
        ),
        Wrong::FormulaOfNothing(formula) => with(
            format!(
                "has the formula{} there, which came to nothing when the file was saved",
                shown(formula)
            ),
            "write the answer in place of the formula",
        ),
        Wrong::FormulaUnsaved(formula) => alone(format!(
            "has the formula{} without its result",
            shown(formula)
        )),
        Wrong::FormulaColumn => alone("is what a formula came to when the file was saved"),
        Wrong::OtherWorkbook(formula) => with(
            format!(
                "was fetched from another workbook by the formula{}",
                shown(formula)
            ),
            PUT_THE_VALUE,
        ),
        Wrong::Merged(area, first) => with(
            format!("shares the merged cells {area} with others"),
            format!(
                "unmerge them and write into each cell what holds for it; now only {first} is shown"
            ),
        ),
        Wrong::Struck(whole) => with(
            if *whole {
                "is crossed out"
            } else {
                "is crossed out in part"
            },
            "does it count? then take the strike out; otherwise write what holds, or empty the cell",
        ),
        Wrong::ErrorShown => with(
            "is an error that the spreadsheet shows",
            "correct the formula, or write down the value",
        ),
        Wrong::Control(control) => with(
            format!("holds the control character `{control:02X}`"),
            "remove it, or type the cell anew",
        ),
        Wrong::ShownAsPercentage(shown) => with(
            format!("is shown as {shown}"),
            "which of them is meant? then format the column as a plain number and enter it so",
        ),
        Wrong::ShownAsId(shown) => with(
            "is a number that the sheet shows as something else",
            format!("is the id `{shown}`? then format the column as text and enter the ids again"),
        ),
    }
}

/// What the applicant is told of it, too, in English.
fn matter(wrong: &Wrong) -> String {
    inquiry::matter(wrong).map_or_else(String::new, |matter| to_applicant::in_english(&matter))
}

fn marked(declared: Marks, mark: DecimalMark, thousands: bool) -> Said {
    let holds = mark.word();
    match declared {
        Marks::Either => with(
            format!("has a {holds} that could begin decimals or stand between thousands"),
            "ask which is meant, and write it without the mark or with four decimals",
        ),
        Marks::Only(declared) => alone(format!(
            "has a {holds}, but the rules say `decimal = \"{}\"`",
            declared.word()
        )),
        Marks::Undeclared if thousands => alone(format!(
            "has a {holds}, and the rules do not say whether it begins decimals or stands between thousands"
        )),
        Marks::Undeclared => alone(format!(
            "has a {holds}, and the rules do not say that it begins decimals"
        )),
    }
}

fn write_date(order: Option<DateOrder>) -> &'static str {
    match order {
        None | Some(DateOrder::YearMonthDay) => "write year-month-day, such as `2019-03-28`",
        Some(DateOrder::DayMonthYear) => {
            "write day.month.year, such as `28.03.2019`, or year-month-day"
        }
        Some(DateOrder::MonthDayYear) => {
            "write month/day/year, such as `03/28/2019`, or year-month-day"
        }
    }
}

fn write_moment(order: Option<DateOrder>) -> String {
    format!("{}, then the time, such as `14:03:00`", write_date(order))
}

/// A formula as a spreadsheet shows it; nothing where it is not known.
pub fn shown(formula: &str) -> String {
    if formula.is_empty() {
        String::new()
    } else {
        format!(" `={formula}`")
    }
}

/// What can be chosen, by the ids of the options.
fn the_options_are<'a>(ids: impl IntoIterator<Item = &'a String>) -> String {
    format!("the options are {}", listed(ids))
}

fn listed<'a>(ids: impl IntoIterator<Item = &'a String>) -> String {
    let ids: Vec<String> = ids.into_iter().map(|id| ticked(id)).collect();
    ids.join(", ")
}
