//! What is said of an answer that cannot take its cell's place.

use jiff::civil::Date;

use super::parts::{Said, with};
use super::{said, the_options_are};
use crate::rules::{Field, Kind};
use crate::values::spelling::quoted;
use crate::values::unusable::{NO_ANSWER, OTHER, Unusable};
use crate::values::{Lack, Reading, Value};

const WRITE_AN_OPTION: &str =
    "write one of the options; or `(other)` and the applicant's own words";

/// What is said of an answer about this field.
pub fn unusable(why: &Unusable, field: &Field) -> Said {
    match why {
        Unusable::Read(reading) => read(reading, field),
        Unusable::SaysNothing => with(
            "says nothing",
            format!("write the answer itself, or `{NO_ANSWER}` where the applicant has none"),
        ),
        Unusable::AsksBack => with("is a question itself", "write the answer once it is known"),
        Unusable::YesOrNo => with(
            "is a yes or a no, and the question is which country",
            "write the country's name",
        ),
        Unusable::TwoDays(one, other) => two_days((*one, *other), field.personal),

        Unusable::SeveralOptions => with(
            "names several options, and the question takes one",
            "write the one that counts",
        ),
        Unusable::OptionsAsOne(separator, _) if field.personal => with(
            "names several options as one",
            format!("write `{separator}` between them"),
        ),
        Unusable::OptionsAsOne(separator, joined) => with(
            "names several options as one",
            format!("write `{separator}` between them: {}", quoted(joined)),
        ),

        Unusable::NeitherTextNorOther(near, own) => {
            let near: Vec<String> = near.iter().map(|text| quoted(text)).collect();
            let (near, own) = if field.personal {
                ("the text as the rules have it".to_owned(), None)
            } else {
                (near.join(" or "), own.as_deref())
            };
            with(
                "is no answer to whether it is one of the texts that the rules ask for",
                format!(
                    "write {near} if it is that; if it is none, `{OTHER}`, which keeps the applicant's words, or `{OTHER} {}`",
                    own.unwrap_or("its right words")
                ),
            )
        }

        Unusable::OtherOfThisType => with(
            format!(
                "has no place here: `{OTHER}` is for fields with options, and for texts that the rules ask for"
            ),
            format!("write the answer alone, or `{NO_ANSWER}` where the applicant has none"),
        ),
        Unusable::OtherThanOptions(ids) => with(
            "has no place here: the field has no answers beside its options",
            the_options_are(ids),
        ),
        Unusable::OtherWithoutRest => with(
            "does not say what becomes of the rest of the answer",
            format!(
                "write behind `{OTHER}` everything that was chosen, and the applicant's own words"
            ),
        ),
        Unusable::OtherWithoutWords => with(
            "says nothing of what the answer is",
            format!(
                "write the applicant's own words behind `{OTHER}`, or `{NO_ANSWER}` where there are none"
            ),
        ),
        Unusable::OtherIsText => with(
            format!("is a text that the rules ask for, and `{OTHER}` says that it is none"),
            without_other("text"),
        ),
        Unusable::OtherIsOption => with(
            format!("is one of the options, and `{OTHER}` says that it is none"),
            without_other("option"),
        ),
        Unusable::OtherNamesOption => with(
            format!("is one of the options, or names one, and `{OTHER}` says that it is none"),
            without_other("option"),
        ),
    }
}

fn without_other(it: &str) -> String {
    format!("if it is that {it}, write it without `{OTHER}`")
}

/// What is said of a day that can be two.
pub fn two_days((one, other): (Date, Date), personal: bool) -> Said {
    let help = if personal {
        "write year-month-day".to_owned()
    } else {
        format!("write `{one}` or `{other}`")
    };
    with(
        "can be two days, with the day first or the month first",
        help,
    )
}

/// Why a reading is no answer.
fn read(reading: &Reading, field: &Field) -> Said {
    let Some(problem) = reading.problem() else {
        return match reading {
            Reading::Value(Value::Choices(choices)) if choices.other => with(
                "is none of the options",
                format!("write one of them; or `{OTHER}` and the applicant's own words"),
            ),
            _ => with(
                "is no answer",
                format!("write `{NO_ANSWER}` where the applicant has none"),
            ),
        };
    };
    let said = said(problem, field.personal);
    let lacks = if field.personal && problem.wrong.tells() {
        Lack::Meaning
    } else {
        problem.wrong.lacks()
    };
    let chosen = field.kind.options().is_some();
    let write = match field.kind {
        _ if lacks == Lack::Ruling && said.help.is_none() => {
            "write the country it counts as; or settle it for everybody with a standing answer in the rules"
        }
        Kind::Country if said.help.is_none() => "write the country's name",
        _ if chosen && lacks == Lack::Answer => WRITE_AN_OPTION,
        _ if !problem.code().is_of_column() => return said,
        Kind::YesNo { .. } => "write `yes` or `no`",
        Kind::Country => "write the country's name",
        _ if chosen => WRITE_AN_OPTION,
        _ => "write it so that it can be read in one way only, such as `7.5` or `2019-03-28`",
    };
    with(said.message, write)
}
