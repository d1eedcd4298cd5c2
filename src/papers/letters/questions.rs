//! What is still open about an application, as the applicant hears it: nothing of other applications, of assessors, or of what is
//! said of a territory to whoever decides about it.

use serde::Serialize;

use super::answers::plain;
use crate::base::ids::AssessorId;
use crate::papers::explanation::Case;
use crate::papers::explanation::answers::answer;
use crate::record::{Question, Whom};
use crate::rules::{Field, Language, Protection, Subject};
use crate::values::inquiry::Asks;
use crate::values::{Inquiry, Sort, Topic};
use crate::words::naming::{option_title, quoted};
use crate::words::to_applicant::{self, asked, for_a_person};

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
    /// What is to be known, in the language of the letter.
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
    fn new(about: About, says: String, whom: Option<Whom>) -> Self {
        Self {
            about,
            question: None,
            answer: None,
            says,
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

    /// One of which nothing is said but what kind it is.
    fn said(about: About, language: Language, whom: Option<Whom>) -> Self {
        let open = match about {
            About::Blank => to_applicant::Open::Blank,
            About::SamePerson => to_applicant::Open::SamePerson,
            About::Id => to_applicant::Open::Id,
            About::Response => to_applicant::Open::Response,
            About::Sent => to_applicant::Open::Sent,
            About::Assessment => to_applicant::Open::Assessment,
            About::Unreadable | About::Disputed | About::Settling | About::Other => {
                to_applicant::Open::Other
            }
        };
        Self::new(about, to_applicant::open(open, language), whom)
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
pub fn open(case: Case<'_>, language: Language) -> Vec<Open> {
    let mut all: Vec<Open> = Vec::new();
    for question in &case.record.questions {
        let Some(about) = &question.about else {
            continue;
        };
        let open = match about.sort {
            Sort::Duplicates => Open::said(About::SamePerson, language, question.whom),
            Sort::Id => Open::said(About::Id, language, question.whom),
            Sort::Response => Open::said(About::Response, language, question.whom),
            _ => answered(case, about, question, language),
        };
        // One answer may be asked about for who somebody is and for what they are.
        if !all.iter().any(|known| known.sentence() == open.sentence()) {
            all.push(open);
        }
    }
    all
}

/// An answer that is open.
fn answered(case: Case<'_>, about: &Topic, question: &Question<'_>, language: Language) -> Open {
    let Some((id, field)) = case.fields().find(|(_, field)| field.name == about.name) else {
        return Open::said(About::Other, language, question.whom);
    };
    // The form wrote it, and no applicant.
    if id == case.rules.form.submitted {
        return Open::said(About::Sent, language, question.whom);
    }
    // Whether it is complete is no question to an applicant.
    if field.kind.is_rating() {
        return Open::said(About::Assessment, language, question.whom);
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
    let says = |asks: Asks| {
        let otherwise = Inquiry {
            answered: given.clone().filter(|_| asks == Asks::Meaning),
            matter: None,
            asks,
        };
        match (&question.inquiry, &question.to_applicant) {
            (Some(inquiry), _) => asked(inquiry, language),
            // Runs of earlier versions have no words but English ones.
            (None, Some(text)) if language == Language::English => text.to_string(),
            (None, _) => asked(&otherwise, language),
        }
    };
    let (about, says) = match shown {
        Some(evidence) if case.is_for_a_person(id, evidence) => {
            (About::Disputed, for_a_person(given.as_deref(), language))
        }
        _ if question.whom == Some(Whom::Office) => (About::Settling, says(Asks::Settled)),
        _ if is_blank => {
            let says = to_applicant::open(to_applicant::Open::Blank, language);
            (About::Blank, says)
        }
        _ => (About::Unreadable, says(Asks::Meaning)),
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
    pub(super) fn example(about: About, language: Language) -> Self {
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
            ..Self::said(about, language, whom)
        }
    }
}
