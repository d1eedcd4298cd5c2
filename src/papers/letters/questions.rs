//! What is still open about an application, as the applicant hears it: nothing of other applications, of assessors, or of what is
//! said of a territory to whoever decides about it.

use serde::Serialize;

use super::answers::plain;
use crate::base::ids::AssessorId;
use crate::papers::explanation::Case;
use crate::papers::explanation::answers::answer;
use crate::papers::explanation::evidence::{AN_ASSESSMENT_IS_OPEN, FOR_A_PERSON};
use crate::record::{Question, Whom};
use crate::rules::{Field, Protection, Subject};
use crate::values::spelling::in_marks;
use crate::values::{Sort, Topic};
use crate::words::naming::{option_title, quoted};
use crate::words::problems::WHAT;

/// What an applicant hears where the office settles it, and no other words are recorded.
const SETTLING: &str = "we settle what this answer counts as; you need not answer this";

/// What an applicant hears of a question that was left blank.
const NO_ANSWER: &str = "you gave no answer";

/// What kind of question it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum About {
    /// An answer that is missing.
    Blank,
    /// An answer of which it is not certain what it means.
    Unreadable,
    /// An answer that names a place of which a person says what it counts as.
    Disputed,
    /// An answer of which the office settles what it counts as, or how its whole column is to be read.
    Settling,
    /// When the application was sent, as the form recorded it.
    Sent,
    /// A rating.
    Assessment,
    /// Another application that may be the same person's.
    SamePerson,
    /// The number of the application.
    Id,
    /// Whether what was sent is complete and meant.
    Response,
    /// Something that the rules in the run do not name.
    Other,
}

/// An open question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Open {
    pub about: About,
    /// The form's own question; none where the export has no such column, or nothing was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// What the applicant answered; none of a blank or a personal answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
    /// What is to be known, in English.
    pub says: String,
    /// The answers that the form offers, where one of a few is wanted.
    pub choices: Vec<String>,
    /// Whether more than one of them can be chosen.
    pub several: bool,
    /// The rules judge nobody by it, so that nobody has to answer.
    pub may_decline: bool,
    /// Whether it is for the applicant to answer it.
    pub for_you: bool,
    /// What `says` is about, with the name in the rules.
    #[serde(skip)]
    asked: Option<String>,
}

impl Open {
    /// `whom` is who is asked; none where the run does not say.
    fn new(about: About, says: impl Into<String>, whom: Option<Whom>) -> Self {
        Self {
            about,
            question: None,
            answer: None,
            says: says.into(),
            choices: Vec::new(),
            several: false,
            may_decline: false,
            for_you: match whom {
                Some(whom) => whom == Whom::Applicant,
                None => !matches!(about, About::Disputed | About::Assessment),
            },
            asked: None,
        }
    }

    /// Question and answer in one line.
    pub fn sentence(&self) -> String {
        let says = match &self.asked {
            Some(asked) => format!("{asked}: {}", self.says),
            None => self.says.clone(),
        };
        if self.choices.is_empty() {
            return says;
        }
        let end = if says.ends_with('?') { "" } else { "." };
        let choices: Vec<String> = self.choices.iter().map(|one| quoted(one)).collect();
        format!("{says}{end} The form offers {}.", choices.join(", "))
    }
}

/// The open questions, each once.
pub fn open(case: Case<'_>) -> Vec<Open> {
    let mut all: Vec<Open> = Vec::new();
    for question in &case.record.questions {
        let Some(about) = &question.about else {
            continue;
        };
        let open = match about.sort {
            Sort::Duplicates => Open::new(
                About::SamePerson,
                "another application may be yours, and it is not known which of them you mean to stand",
                question.whom,
            ),
            Sort::Id => Open::new(
                About::Id,
                "it is not certain which application is meant by the number of yours",
                question.whom,
            ),
            Sort::Response => Open::new(
                About::Response,
                "it is not certain whether what you sent is complete and meant as an application",
                question.whom,
            ),
            _ => answered(case, about, question),
        };
        // One answer may be asked about for who somebody is and for what they are.
        if !all.iter().any(|known| known.sentence() == open.sentence()) {
            all.push(open);
        }
    }
    all
}

/// An answer that is open.
fn answered(case: Case<'_>, about: &Topic, question: &Question<'_>) -> Open {
    let Some((id, field)) = case.fields().find(|(_, field)| field.name == about.name) else {
        return Open::new(About::Other, question.ask.as_ref(), question.whom);
    };
    // The form wrote it, and no applicant.
    if id == case.rules.form.submitted {
        let says = "it is being settled when your application was sent; you need not answer this";
        return Open::new(About::Sent, says, question.whom);
    }
    // Whether it is complete is no question to an applicant.
    if field.kind.is_rating() {
        return Open::new(About::Assessment, AN_ASSESSMENT_IS_OPEN, question.whom);
    }
    let evidence = case.evidence(Subject::Field(id));
    // Runs of earlier versions do not say it.
    let is_blank = question.blank
        || evidence.is_some_and(|evidence| {
            let mut cells = evidence.cells.iter();
            cells.all(|cell| cell.as_deref() == Some(""))
        });
    let shown = evidence.filter(|evidence| evidence.cells.iter().all(Option::is_some));
    let given = shown.map(|evidence| answer(case, field, evidence));
    let you_answered = in_marks(given.as_deref().unwrap_or_default());
    let (about, says) = match shown {
        Some(evidence) if case.is_for_a_person(id, evidence) => (
            About::Disputed,
            format!("you answered {you_answered}; {FOR_A_PERSON}"),
        ),
        _ if question.whom == Some(Whom::Office) => {
            let says = question.to_applicant.as_deref().unwrap_or(SETTLING);
            (About::Settling, says.to_owned())
        }
        // What it may mean would name others, such as an organisation on a list.
        Some(evidence) if field.kind.is_text() && evidence.problem.is_some() => (
            About::Unreadable,
            format!("you answered {you_answered}; {WHAT}"),
        ),
        _ if is_blank => (About::Blank, NO_ANSWER.to_owned()),
        _ => (About::Unreadable, question.to_applicant().to_owned()),
    };
    let wants = matches!(about, About::Blank | About::Unreadable);
    Open {
        question: case.question(field),
        answer: given.filter(|_| !is_blank),
        asked: Some(case.asked(field)),
        choices: if wants {
            choices(case, field)
        } else {
            Vec::new()
        },
        several: field.kind.is_several(),
        may_decline: wants && field.protection == Protection::BalanceOnly,
        ..Open::new(about, says, question.whom)
    }
}

/// The answers that the form offers, as it has them; none where any may be given, or where they are too many for a letter.
fn choices(case: Case<'_>, field: &Field) -> Vec<String> {
    const MOST: usize = 30;
    let scale = field
        .kind
        .scale()
        .and_then(|id| case.rules.form.scales.find(id));
    let options = field.kind.options();
    let options = options
        .into_iter()
        .flat_map(|options| &options.options)
        .map(option_title);
    let levels = scale.into_iter().flat_map(|scale| &scale.levels);
    let levels = levels.map(|(level, _)| level.as_str());
    let offered: Vec<&str> = options.chain(levels).collect();
    let offered = (offered.len() <= MOST).then_some(offered);
    offered.into_iter().flatten().map(plain).collect()
}

impl Open {
    /// A question of this kind, invented.
    pub(super) fn example(about: About) -> Self {
        let is_ours = matches!(about, About::Disputed | About::Settling | About::Sent);
        let answered = is_ours && about != About::Sent || about == About::Unreadable;
        let of_form = answered || about == About::Blank;
        let whom = match about {
            About::Id => Some(Whom::Office),
            _ if is_ours => Some(Whom::Office),
            About::Assessment => Some(Whom::Assessor(AssessorId::FIRST.into())),
            _ => Some(Whom::Applicant),
        };
        Self {
            question: of_form.then(|| "Where do you live?".to_owned()),
            answer: answered.then(|| "somewhere".to_owned()),
            choices: match about {
                About::Blank => vec!["yes".to_owned(), "no".to_owned()],
                _ => Vec::new(),
            },
            ..Self::new(about, "it is not certain what this means", whom)
        }
    }
}
