//! What is asked of an applicant about a cell, as a kind: which sentences it makes stands in `words/to_applicant`.

use crate::rules::Field;
use crate::rules::spellings::option_title;
use crate::values::countries::{Hint, titles};
use crate::values::inquiry::{Asks, Inquiry, Matter, Named};
use crate::values::{Problem, Value, Wrong};

/// What is asked of an applicant who answered `text` to a field; none where that may not be shown, or is blank.
pub fn inquiry(problem: &Problem, field: &Field, text: Option<&str>) -> Inquiry {
    let wrong = &problem.wrong;
    if wrong.is_asked_once() {
        return Inquiry::settled(Asks::ColumnSettled);
    }
    if wrong.is_for_office() && *wrong != Wrong::Declined {
        return Inquiry::settled(Asks::Settled);
    }
    let (matter, asks) = if field.personal && wrong.tells() {
        (None, Asks::Meaning)
    } else {
        (matter(wrong), asks(problem, field))
    };
    Inquiry {
        answered: text.map(str::to_owned),
        matter,
        asks,
    }
}

/// Of an answer that says that there is none.
pub fn counts_as_none(answered: &str) -> Inquiry {
    Inquiry {
        answered: Some(answered.to_owned()),
        matter: Some(Matter::CountsAsNone),
        asks: Asks::Answer,
    }
}

/// What is the matter with a cell, where an applicant is told it.
pub(super) fn matter(wrong: &Wrong) -> Option<Matter> {
    Some(match wrong {
        Wrong::NearCountry(hint, _) => match hint {
            Hint::People => Matter::PeopleOfCountry,
            Hint::Inside => Matter::PlaceInCountry,
            Hint::YesOrNo => Matter::CodeOrYesOrNo,
            Hint::Small => Matter::CodeOrWord,
            // What is meant is plain from the question.
            Hint::Misspelt => return None,
        },
        Wrong::CitizenshipOf(_) => Matter::Citizenship,
        Wrong::ResidenceIn(_) => Matter::Residence,
        Wrong::SeveralCountries(names) => {
            Matter::Countries(names.iter().map(|name| code(name)).collect())
        }
        Wrong::MixedAlphabets(one, other) => Matter::Alphabets(*one, *other),
        Wrong::NoAddress => Matter::NoAddress,
        Wrong::NearAddress(_) => Matter::MoreThanAddress,
        Wrong::SeveralAddresses => Matter::SeveralAddresses,
        Wrong::SeveralNumbers => Matter::SeveralNumbers,
        Wrong::BelowLeast(least) => Matter::BelowLeast(least.to_string()),
        Wrong::AboveHighest(highest) => Matter::AboveHighest(highest.to_string()),
        Wrong::NoSuchDay => Matter::NoSuchDay,
        Wrong::BeforeEarliest(day) => Matter::BeforeEarliest(day.to_string()),
        Wrong::AfterLatest(day) => Matter::AfterLatest(day.to_string()),
        Wrong::OtherCalendar(year) => Matter::Year(*year),
        Wrong::NoLevel(_)
        | Wrong::NearLevel(_)
        | Wrong::NoOption(_)
        | Wrong::WordsOfOptions(_)
        | Wrong::NearlyWord(..)
        | Wrong::HoldsOption(..)
        | Wrong::OtherSpeech(_) => Matter::NoneOffered,
        Wrong::AlmostOption(_) => Matter::AlmostOffered,
        Wrong::SeveralLevels => Matter::SeveralOffered,
        Wrong::TooLong => Matter::TooLong,
        Wrong::TooManyAnswers => Matter::TooMany,
        Wrong::NoAnswer(how) | Wrong::NoText(how) => Matter::Says(*how),
        Wrong::OtherUnsaid => Matter::OtherUnsaid,
        Wrong::TwoAnswers => Matter::TwoAnswers,
        _ => return None,
    })
}

fn asks(problem: &Problem, field: &Field) -> Asks {
    let option = |id: &String| {
        let options = field.kind.options();
        let mut all = options.into_iter().flat_map(|options| &options.options);
        let known = all.find(|(known, _)| known == id);
        Named::Text(known.map_or_else(|| id.clone(), |known| option_title(known).to_owned()))
    };
    match &problem.wrong {
        Wrong::NearCountry(_, name) | Wrong::CitizenshipOf(name) | Wrong::ResidenceIn(name) => {
            Asks::Meant(vec![Named::Country(code(name))])
        }
        Wrong::NoCountry => Asks::Country,
        Wrong::SeveralCountries(_) => Asks::WhichOrAll,
        Wrong::MixedAlphabets(..) => Asks::OneAlphabet,
        Wrong::NoAddress | Wrong::SeveralAddresses => Asks::Address,
        Wrong::NoNumber
        | Wrong::ThousandsMarks
        | Wrong::Mark(..)
        | Wrong::BelowLeast(_)
        | Wrong::AboveHighest(_) => Asks::Number,
        Wrong::SeveralNumbers | Wrong::SeveralLevels | Wrong::TwoAnswers => Asks::WhichHolds,
        Wrong::NeitherYesNorNo => Asks::YesOrNo,
        Wrong::NoDate(_)
        | Wrong::OtherCalendar(_)
        | Wrong::NoSuchDay
        | Wrong::BeforeEarliest(_)
        | Wrong::AfterLatest(_) => Asks::Day,
        Wrong::TwoDays if !field.personal => one_of(&problem.among),
        Wrong::TwoDays => Asks::Day,
        Wrong::NoMoment(_) | Wrong::NoTimeOfDay(_) | Wrong::NoSuchTime(_) => Asks::Moment,
        Wrong::NoOffset | Wrong::ClocksChange => Asks::Offset,
        Wrong::NearAddress(near) | Wrong::NearLevel(near) | Wrong::AlmostOption(near) => {
            Asks::Meant(vec![Named::Text(near.clone())])
        }
        Wrong::WordsOfOptions(named) => {
            Asks::Meant(named.iter().map(|(_, id)| option(id)).collect())
        }
        Wrong::NearlyWord(_, _, id) | Wrong::HoldsOption(_, id) => Asks::Meant(vec![option(id)]),
        Wrong::Declined => Asks::PersonDecides,
        _ => Asks::Meaning,
    }
}

/// One of the days that it can be, where these are known.
fn one_of(among: &[Value]) -> Asks {
    let day = |value: &Value| match value {
        Value::Date(day) => Some(day.to_string()),
        _ => None,
    };
    let days: Option<Vec<String>> = among.iter().map(day).collect();
    days.filter(|days| days.len() > 1)
        .map_or(Asks::Day, Asks::OneOf)
}

fn code(name: &str) -> String {
    titles::code_of(name).map_or_else(|| name.to_owned(), |code| code.to_string())
}
