//! What a letter says to an applicant of what is open, in each language that letters are written in: here and nowhere else. Always in no
//! words of rules files or spreadsheets, and nothing of anybody else.

mod asks;
mod matter;

pub(in crate::words) use matter::in_english;

use std::borrow::Cow;

use crate::rules::Language;
use crate::values::countries::{self, titles};
use crate::values::inquiry::{Asks, Named};
use crate::values::spelling::cut;
use crate::values::{Country, Inquiry};

/// One sentence in the language that is asked for, of three that say the same.
macro_rules! in_language {
    ($language:expr, $english:literal, $french:literal, $russian:literal $(,)?) => {
        match $language {
            $crate::rules::Language::English => format!($english),
            $crate::rules::Language::French => format!($french),
            $crate::rules::Language::Russian => format!($russian),
        }
    };
}
use in_language;

/// What is open, and not an answer that says something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Open {
    /// Nothing was answered.
    Blank,
    SamePerson,
    Id,
    Response,
    Sent,
    Assessment,
    /// Something the rules in the run do not name.
    Other,
}

/// What an applicant hears of what is open beside answers that say something.
pub fn open(open: Open, language: Language) -> String {
    match open {
        Open::Blank => in_language!(
            language,
            "you gave no answer. What is your answer?",
            "vous n’avez pas répondu. Quelle est votre réponse ?",
            "вы не ответили. Каков ваш ответ?",
        ),
        Open::SamePerson => in_language!(
            language,
            "another application may be yours, and it is not known which of them you mean to stand",
            "une autre candidature est peut-être la vôtre, et nous ne savons pas laquelle vous voulez maintenir",
            "возможно, другая заявка тоже ваша, и мы не знаем, какую из них вы хотите оставить",
        ),
        Open::Id => in_language!(
            language,
            "it is not certain which application is meant by the number of yours",
            "il n’est pas certain quelle candidature désigne le numéro de la vôtre",
            "нет уверенности, какую заявку обозначает номер вашей",
        ),
        Open::Response => in_language!(
            language,
            "it is not certain whether what you sent is complete and meant as an application",
            "il n’est pas certain que ce que vous avez envoyé soit complet et constitue une candidature",
            "нет уверенности, что отправленное вами закончено и является заявкой",
        ),
        Open::Sent => in_language!(
            language,
            "it is being settled when your application was sent; you need not answer this",
            "nous établissons quand votre candidature a été envoyée ; vous n’avez pas à y répondre",
            "мы устанавливаем, когда была отправлена ваша заявка; отвечать на это не нужно",
        ),
        Open::Assessment => in_language!(
            language,
            "an assessment of your application is still open",
            "une évaluation de votre candidature est encore attendue",
            "одна из оценок вашей заявки ещё не получена",
        ),
        Open::Other => in_language!(
            language,
            "something in your application is not certain yet",
            "un point de votre candidature n’est pas encore certain",
            "кое-что в вашей заявке ещё не ясно",
        ),
    }
}

/// What the criterion is called that no rules name, because every call has it; in English as everywhere else.
pub fn deadline(language: Language) -> String {
    in_language!(
        language,
        "Sent in by the deadline",
        "Envoi avant la date limite",
        "Отправлено в срок",
    )
}

/// What an applicant hears of an answer whose place or people a person decides about.
pub fn for_a_person(answered: Option<&str>, language: Language) -> String {
    let begins = answered.map(|answered| begins(answered, language) + "; ");
    let decides = in_language!(
        language,
        "a person decides what that counts as for this call",
        "une personne décide de ce que cela signifie pour cet appel",
        "что это означает для этого отбора, решает человек",
    );
    begins.unwrap_or_default() + &decides
}

/// What is asked about an answer, with what it was and what is the matter with it.
pub fn asked(inquiry: &Inquiry, language: Language) -> String {
    let asks = asks::said(&inquiry.asks, language);
    // How everybody's answers are read is nothing about this one, and what somebody else settles needs no reason.
    if matches!(inquiry.asks, Asks::Settled | Asks::ColumnSettled) {
        return asks;
    }
    let matter = inquiry
        .matter
        .as_ref()
        .map(|matter| matter::said(matter, language));
    let stop = match language {
        Language::French => " ;",
        Language::English | Language::Russian => ";",
    };
    let begins = match (&inquiry.answered, matter) {
        (Some(answered), None) => begins(answered, language),
        (Some(answered), Some(matter)) => {
            let begins = begins(answered, language);
            in_language!(
                language,
                "{begins}, which {matter}",
                "{begins}, ce qui {matter}",
                "{begins}: он {matter}",
            )
        }
        (None, Some(matter)) => in_language!(
            language,
            "your answer, which is not repeated here, {matter}",
            "votre réponse, qui n’est pas reprise ici, {matter}",
            "ваш ответ (здесь он не повторяется) {matter}",
        ),
        (None, None) => in_language!(
            language,
            "your answer, which is not repeated here, could not be understood",
            "votre réponse, qui n’est pas reprise ici, n’a pas pu être comprise",
            "ваш ответ (здесь он не повторяется) не удалось понять",
        ),
    };
    format!("{begins}{stop} {asks}")
}

fn begins(answered: &str, language: Language) -> String {
    let answered = in_marks(answered, language);
    in_language!(
        language,
        "you answered {answered}",
        "vous avez répondu {answered}",
        "ваш ответ — {answered}",
    )
}

/// In the quotation marks of the language; a long text only as far as it shows which it is.
fn in_marks(text: &str, language: Language) -> String {
    let text = cut(text);
    in_language!(language, "“{text}”", "« {text} »", "«{text}»")
}

fn and(all: &[String], language: Language) -> String {
    let and = in_language!(language, " and ", " et ", " и ");
    all.join(&and)
}

fn or(all: &[String], language: Language) -> String {
    let or = in_language!(language, " or ", " ou ", " или ");
    all.join(&or)
}

fn named(named: &Named, language: Language) -> String {
    let text = match named {
        Named::Country(code) => country(code, language),
        Named::Text(text) => Cow::Borrowed(text.as_str()),
    };
    in_marks(&text, language)
}

/// The name of the country with this code; the code itself where there is none such.
fn country(code: &str, language: Language) -> Cow<'_, str> {
    match Country::new(code).map(|code| country_name(code, language)) {
        Some(name) if !name.is_empty() => Cow::Borrowed(name),
        _ => Cow::Borrowed(code),
    }
}

/// What a country is called in a language of letters; blank for two letters that are no country's code.
pub fn country_name(country: Country, language: Language) -> &'static str {
    match language {
        Language::English => countries::name(country),
        Language::French => titles::in_french(country),
        Language::Russian => titles::in_russian(country),
    }
}
