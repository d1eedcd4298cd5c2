//! What a column seems to hold, by its answers first and its heading second.

use jiff::tz::TimeZone;

use super::personal::{is_file, is_identifying};
use super::stems::Stems;
use super::{Column, chosen};
use crate::answers::types::date;
use crate::rules::form::{DateOrder, Dates};
use crate::values::countries::{self, Named};
use crate::values::number::{DecimalMark, decimal};
use crate::values::spelling::fold;
use crate::values::yes_no::{self, Says};
use crate::values::{Reading, Value};

/// A guess at a column's type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Guess {
    Id,
    Email,
    Country,
    YesNo,
    Number(DecimalMark),
    Date(Dating),
    Timestamp(Dating),
    /// Levels of the Common European Framework of Reference for Languages.
    Cefr,
    /// A number that assessors give: the least and the greatest.
    Rating(u32, u32, DecimalMark),
    Choice {
        options: Vec<String>,
        other: bool,
    },
    Choices {
        options: Vec<String>,
        separator: char,
        other: bool,
    },
    Text,
}

/// How days are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dating {
    /// All orders of day and month that read every answer.
    pub orders: Vec<DateOrder>,
    /// Whether years have two digits, so that nothing says of which century they are.
    pub short: bool,
}

const CEFR: [&str; 6] = ["a1", "a2", "b1", "b2", "c1", "c2"];

impl Guess {
    /// What it seems to be, for the screen.
    pub fn words(&self) -> String {
        match self {
            Self::Id => "id".to_owned(),
            Self::Email => "email".to_owned(),
            Self::Country => "country".to_owned(),
            Self::YesNo => "yes-no".to_owned(),
            Self::Number(DecimalMark::Point) => "number".to_owned(),
            Self::Number(DecimalMark::Comma) => "number with a decimal comma".to_owned(),
            Self::Date(dating) => format!("date, {}", said(dating)),
            Self::Timestamp(dating) => format!("timestamp, {}", said(dating)),
            Self::Cefr => "scale, levels of the Common European Framework".to_owned(),
            Self::Rating(least, most, _) => format!("rating from {least} to {most}"),
            Self::Choice { options, .. } => format!("choice among {}", options.len()),
            Self::Choices { options, .. } => format!("choices among {}", options.len()),
            Self::Text => "text".to_owned(),
        }
    }

    /// Whether its answers may tell who somebody is.
    pub fn is_telling(&self) -> bool {
        matches!(self, Self::Id | Self::Email | Self::Text)
    }
}

fn said(dating: &Dating) -> String {
    let name = |order: &DateOrder| order.word().replace('-', " ");
    let short = if dating.short {
        ", years of two digits"
    } else {
        ""
    };
    match dating.orders.as_slice() {
        [only] => name(only) + short,
        several => format!(
            "{} all fit: ask{short}",
            several.iter().map(name).collect::<Vec<_>>().join(" and ")
        ),
    }
}

/// Beginnings of words of headings over countries.
static COUNTRY: Stems = Stems::beginnings("
    countr citizen national nation land staat država drzava држав zemlj земљ земј стран країн гражд громадян državljan држављан pays
    país pais paese paes kraj ülke shtet ţar țar tara χώρ ქვეყ երկիր residen
");
/// Beginnings of words of headings over what has the names of countries or of their people, and is none.
static NO_COUNTRY: Stems = Stems::beginnings("
    languag jezi јези язык мов sprach langu lingu idiom gjuh dil nyelv limb city town place municipal grad град город міст ville stadt
    ciudad città qytet oraș photo picture passport name ime имя
");
/// Beginnings of words of headings over numbers that nobody gave as a rating.
static AMOUNT: Stems = Stems::beginnings("
    year age number many month day week counted children hour godin рок год лет anni ans jahr anzahl edad
");

/// Guesses at every column that is not known from its headings. `spaced`: the tool writes chosen answers with spaces between.
pub(super) fn settle(columns: &mut [Column], spaced: bool) {
    for column in columns
        .iter_mut()
        .filter(|column| column.guess == Guess::Text)
    {
        let (guess, doubt) = Look::new(column).guess(spaced);
        column.guess = guess;
        column.doubts.extend(doubt);
    }
}

type Guessed = (Guess, Option<String>);

/// So many different answers tell what a column holds; each is tried as everything that it could be.
const LOOKED_AT: usize = 2_000;

/// A column looked at: how many of its answers are what.
struct Look<'c> {
    column: &'c Column,
    /// Its answers; of very many different ones some, evenly spread.
    said: Vec<(&'c str, usize)>,
    filled: usize,
}

impl<'c> Look<'c> {
    fn new(column: &'c Column) -> Self {
        let all: Vec<(&str, usize)> = column.said().collect();
        let step = all.len().div_ceil(LOOKED_AT).max(1);
        let said: Vec<(&str, usize)> = all.into_iter().step_by(step).collect();
        Self {
            column,
            filled: said.iter().map(|(_, times)| times).sum(),
            said,
        }
    }

    fn share(&self, holds: impl Fn(&str) -> bool) -> usize {
        self.said
            .iter()
            .filter(|(text, _)| holds(text))
            .map(|(_, times)| times)
            .sum()
    }

    /// Whether as many are at least so many tenths of the answers.
    fn at_least(&self, tenths: usize, count: usize) -> bool {
        self.filled > 0 && count.saturating_mul(10) >= self.filled.saturating_mul(tenths)
    }

    /// A guess that holds for so many of the answers.
    fn of(&self, guess: Guess, count: usize, what: &str) -> Guessed {
        let other = self.filled.saturating_sub(count);
        let doubt = format!(
            "{other} of {} answers are no {what}: what are they?",
            self.filled
        );
        (guess, (other > 0).then_some(doubt))
    }

    fn heading_has(&self, stems: &Stems) -> bool {
        stems.in_words(&self.column.asks().words)
    }

    /// Real exports are untidy: a column is what nearly all of its answers are, and what half of them are with a question.
    fn guess(&self, spaced: bool) -> Guessed {
        if self.filled == 0 {
            return (
                Guess::Text,
                Some("nobody answered yet: what are the answers?".to_owned()),
            );
        }
        let emails =
            self.share(|text| text.contains('@') && text.contains('.') && !text.contains(' '));
        if self.at_least(9, emails) {
            return self.of(Guess::Email, emails, "e-mail address");
        }
        let found = self
            .yes_no()
            .or_else(|| self.levels())
            .or_else(|| self.number());
        if let Some(guessed) = found.or_else(|| self.date()).or_else(|| self.country()) {
            return guessed;
        }
        // Nobody's name or address becomes an option of a draft, however often it stands there, and no file or essay does.
        let files = self.at_least(5, self.share(is_file));
        if files || is_identifying(self.column) || chosen::is_prose(self.column) {
            return (Guess::Text, None);
        }
        chosen::guess(self.column, spaced)
    }

    fn yes_no(&self) -> Option<Guessed> {
        let says = self.share(|text| matches!(yes_no::find(text), Some(Says::Yes | Says::No)));
        if !self.at_least(5, says) {
            return None;
        }
        let says = self.share(|text| yes_no::find(text).is_some());
        // `not sure` is an option of the form, unless everybody wrote something else.
        if says < self.filled
            && let Some(options) = chosen::few(self.column)
        {
            let doubt = "yes, no and more: are these all the options of the form?".to_owned();
            return Some((
                Guess::Choice {
                    options,
                    other: false,
                },
                Some(doubt),
            ));
        }
        Some(self.of(Guess::YesNo, says, "yes or no"))
    }

    fn levels(&self) -> Option<Guessed> {
        let level = |text: &str| {
            CEFR.iter()
                .any(|level| fold(text).split(' ').next() == Some(*level))
        };
        let levels = self.share(level);
        self.at_least(5, levels)
            .then(|| self.of(Guess::Cefr, levels, "level from A1 to C2"))
    }

    fn number(&self) -> Option<Guessed> {
        // What has lost its zeros is another postal code, telephone or group.
        let zeros = |text: &str| {
            let digits = text.trim_start_matches(['+', '-']);
            digits
                .strip_prefix('0')
                .is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()))
        };
        let number = |mark| self.share(|text| decimal(text, mark).is_some());
        let (point, comma) = (number(DecimalMark::Point), number(DecimalMark::Comma));
        let (mark, numbers) = if comma > point {
            (DecimalMark::Comma, comma)
        } else {
            (DecimalMark::Point, point)
        };
        if self.column.said().any(|(text, _)| zeros(text))
            || !self.at_least(5, numbers)
            || self.column.asks().identifies
        {
            return None;
        }
        let (guess, doubt) = self.of(Guess::Number(mark), numbers, "plain number");
        let values = || {
            self.column
                .said()
                .filter_map(|(text, _)| decimal(text, mark))
        };
        let (least, most) = (values().min()?, values().max()?);
        let doubt = doubt.or_else(|| {
            let within = |from: i64, to: i64| least >= from.into() && most <= to.into();
            let words = if within(0, 1) && least < most {
                "numbers, or 1 for yes and 0 for no?"
            } else if within(0, 10) && !self.heading_has(&AMOUNT) {
                "an amount, the number of an option, or a rating by assessors, which has the type `rating`?"
            } else {
                return None;
            };
            Some(words.to_owned())
        });
        Some((guess, doubt))
    }

    fn date(&self) -> Option<Guessed> {
        self.dated(None).or_else(|| self.dated(Some(20)))
    }

    fn dated(&self, century: Option<u8>) -> Option<Guessed> {
        let by = |order| Dates {
            century,
            ..Dates::default().by(order)
        };
        let dating = |orders| Dating {
            orders,
            short: century.is_some(),
        };
        let day = |order| {
            self.share(|text| {
                matches!(
                    date::read_date(by(order), text),
                    Reading::Value(Value::Date(_))
                )
            })
        };
        let moment = |order| {
            let read = |text: &str| date::read_instant(by(order), &TimeZone::UTC, &[], text);
            self.share(|text| matches!(read(text), Reading::Value(Value::Instant(_))))
        };
        let fitting = |count: &dyn Fn(DateOrder) -> usize| -> (Vec<DateOrder>, usize) {
            let orders = [
                DateOrder::YearMonthDay,
                DateOrder::DayMonthYear,
                DateOrder::MonthDayYear,
            ];
            // Hardly anybody writes a year of two digits first, and nearly any three numbers could be one.
            let orders = orders
                .get(usize::from(century.is_some())..)
                .unwrap_or_default();
            let counted: Vec<(DateOrder, usize)> =
                orders.iter().map(|order| (*order, count(*order))).collect();
            let most = counted.iter().map(|(_, count)| *count).max();
            let most = most.unwrap_or_default();
            let fitting: Vec<DateOrder> = counted
                .into_iter()
                .filter(|(_, count)| *count == most && self.at_least(7, most))
                .map(|(order, _)| order)
                .collect();
            // What is read with the year first is read so by every order.
            let first = fitting.first() == Some(&DateOrder::YearMonthDay);
            (
                if first {
                    vec![DateOrder::YearMonthDay]
                } else {
                    fitting
                },
                most,
            )
        };
        let (days, moments) = (fitting(&day), fitting(&moment));
        if !days.0.is_empty() && days.1 >= moments.1 {
            return Some(self.of(Guess::Date(dating(days.0)), days.1, "date"));
        }
        (!moments.0.is_empty())
            .then(|| self.of(Guess::Timestamp(dating(moments.0)), moments.1, "moment"))
    }

    fn country(&self) -> Option<Guessed> {
        let code =
            |text: &str| text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_uppercase());
        let (mut points, mut codes, mut names) = (0_usize, 0_usize, 0_usize);
        for (text, times) in &self.said {
            let found = countries::find(text);
            if found != Named::Unknown {
                points += times;
            }
            if matches!(found, Named::Country(_) | Named::Ask(_)) {
                *(if code(text) { &mut codes } else { &mut names }) += times;
            }
        }
        let (asks, other) = (self.heading_has(&COUNTRY), self.heading_has(&NO_COUNTRY));
        // Cities and peoples point at countries, and a code of two letters may stand for anything.
        let sure = self.at_least(9, names)
            || (!other && self.at_least(5, names))
            || (asks && self.at_least(5, names.saturating_add(codes)));
        if !self.at_least(7, points) || !(sure || (asks && !other)) {
            return None;
        }
        let (guess, doubt) = self.of(
            Guess::Country,
            names.saturating_add(codes),
            "name of a country",
        );
        Some((
            guess,
            doubt.or_else(|| other.then(|| "countries, or what has their names?".to_owned())),
        ))
    }
}
