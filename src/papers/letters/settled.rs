//! What people decided about an application, as kinds and parts that every language has its own words for. No assessor's mark is among
//! them, nor who decided, nor why: both may speak of others.

use std::borrow::Cow;

use serde::Serialize;

use super::answers::{moment, plain, title_of, written};
use crate::papers::explanation::Case;
use crate::record::Settled;
use crate::rules::{Counts, Language};
use crate::rulings::{Kind, OTHER};
use crate::values::{Answer, Sort, countries};
use crate::words::days::recorded;
use crate::words::to_applicant::country_name;

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// `answer` is taken for the applicant's.
    Taken,
    /// The place that `was` written counts as the country `answer`, for this application.
    Counts,
    /// The applicant has no answer.
    NoAnswer,
    /// `answer` is none of those that the rules name.
    Other,
    /// A personal answer was completed or corrected.
    Personal,
    /// An assessor's rating was completed, corrected or given up.
    Assessment,
    /// It was sent at the moment `answer`.
    Sent,
    /// It came late, and was accepted.
    Late,
    /// A criterion is met.
    Met,
    /// A criterion is not met.
    NotMet,
    /// What a place counts as, for everybody who names it.
    Place,
}

/// Something that people decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Decided {
    pub what: What,
    /// The form's own question, or the title of the criterion.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// What the applicant had written; none where that was nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub was: Option<String>,
    /// What holds instead; of a place the country it counts as, none where it counts as itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
    /// The day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<String>,
}

impl Decided {
    fn new(what: What) -> Self {
        Self {
            what,
            question: None,
            was: None,
            answer: None,
            on: None,
        }
    }

    /// One of this kind, invented; bare with nothing that need not be there.
    pub(super) fn example(what: What, day: &str, bare: bool) -> Self {
        let of_answer = matches!(what, What::Taken | What::Counts | What::Other | What::Place);
        let if_ = |is: bool, text: &str| is.then(|| text.to_owned());
        let is_nameless = matches!(what, What::Assessment | What::Sent | What::Late);
        Self {
            question: if_(!bare && !is_nameless, "Where do you live?"),
            was: if_(what == What::Counts || !bare && of_answer, "somewhere"),
            answer: match what {
                What::Sent => Some(day.to_owned()),
                _ => if_(of_answer && (!bare || what != What::Place), "Poland"),
            },
            on: if_(what != What::Place, day),
            ..Self::new(what)
        }
    }
}

impl What {
    pub(super) const ALL: [Self; 11] = [
        Self::Taken,
        Self::Counts,
        Self::NoAnswer,
        Self::Other,
        Self::Personal,
        Self::Assessment,
        Self::Sent,
        Self::Late,
        Self::Met,
        Self::NotMet,
        Self::Place,
    ];
}

/// What was decided about answers and criteria, in the order of the decisions, and then of places that the rules settle for everybody.
pub(super) fn settled(case: Case<'_>, language: Language) -> Vec<Decided> {
    let mut all: Vec<Decided> = Vec::new();
    for settled in &case.record.rulings {
        let Some(decided) = of_ruling(case, settled, language) else {
            continue;
        };
        let one = Decided {
            on: Some(recorded(&settled.when, language)),
            ..decided
        };
        // Several assessors' ratings are one sentence.
        if !all.contains(&one) {
            all.push(one);
        }
    }
    all.extend(places(case, language));
    all
}

fn of_ruling(case: Case<'_>, settled: &Settled<'_>, language: Language) -> Option<Decided> {
    Some(match settled.kind {
        Kind::AcceptLate => Decided::new(What::Late),
        Kind::Override => {
            let mut criteria = case.rules.criteria.iter();
            let criterion = criteria.find(|criterion| criterion.id == settled.about);
            let is_met = settled.answer.as_deref() == Some(Answer::Met.words());
            Decided {
                question: criterion.map(|criterion| title_of(criterion, case.rules, language)),
                ..Decided::new(if is_met { What::Met } else { What::NotMet })
            }
        }
        Kind::Clarify | Kind::Correct if settled.sort == Sort::Field => {
            of_cell(case, settled, language)
        }
        _ => return None,
    })
}

fn of_cell(case: Case<'_>, settled: &Settled<'_>, language: Language) -> Decided {
    let field = case.field(&settled.about);
    if field.is_some_and(|field| field.kind.is_rating()) {
        return Decided::new(What::Assessment);
    }
    // The form wrote it, and no applicant.
    if let Some(answer) = settled.answer.as_deref()
        && field.is_some_and(|field| {
            field.name == case.rules.form.fields[case.rules.form.submitted].name
        })
    {
        return Decided {
            answer: Some(moment(case, answer, language)),
            ..Decided::new(What::Sent)
        };
    }
    let names_territory = |was: &str| matches!(countries::find(was), countries::Named::Ask(_));
    let is_of_place = field.is_some_and(|field| field.kind.is_country())
        && settled.was.as_deref().is_some_and(names_territory);
    let question = field.and_then(|field| case.question(field));
    let text = |text: &str| Some(plain(text)).filter(|text| !text.is_empty());
    let (what, answer) = match settled.answer.as_deref() {
        None => (What::Personal, None),
        Some("") => (What::NoAnswer, None),
        Some(answer) => match answer.strip_prefix(OTHER) {
            Some(other) => (What::Other, text(other)),
            None if is_of_place => (What::Counts, text(&in_language(answer, language))),
            None => (What::Taken, text(answer)),
        },
    };
    Decided {
        question: question.as_deref().map(plain),
        was: settled.was.as_deref().and_then(text),
        answer,
        ..Decided::new(what)
    }
}

/// What a country is called in the language; as it was typed where that is no country.
fn in_language(answer: &str, language: Language) -> Cow<'_, str> {
    match countries::find(answer) {
        countries::Named::Country(country) => Cow::Borrowed(country_name(country, language)),
        _ => Cow::Borrowed(answer),
    }
}

fn places(case: Case<'_>, language: Language) -> impl Iterator<Item = Decided> {
    case.record.found.iter().filter_map(move |evidence| {
        let answer = case.standing_answer(evidence)?;
        let mut fields = case.fields();
        let (_, field) = fields.find(|(_, field)| evidence.is_of(Sort::Field, &field.name))?;
        Some(Decided {
            question: case.question(field).as_deref().map(plain),
            was: written(case, field, evidence),
            answer: match answer.counts {
                Counts::As(country) => Some(country_name(country, language).to_owned()),
                Counts::In(_) => None,
            },
            ..Decided::new(What::Place)
        })
    })
}
