//! What is asked of an applicant.

use super::{Language, and, in_language, named, or};
use crate::values::inquiry::Asks;
use crate::words::days;

pub(super) fn said(asks: &Asks, language: Language) -> String {
    match asks {
        Asks::Meaning => in_language!(
            language,
            "what do you mean?",
            "que voulez-vous dire ?",
            "что вы имеете в виду?",
        ),
        Asks::Answer => in_language!(
            language,
            "what is your answer?",
            "quelle est votre réponse ?",
            "каков ваш ответ?",
        ),
        Asks::Country => in_language!(
            language,
            "which country do you mean?",
            "de quel pays s’agit-il ?",
            "какую страну вы имеете в виду?",
        ),
        Asks::Number => in_language!(
            language,
            "which number do you mean?",
            "de quel nombre s’agit-il ?",
            "какое число вы имеете в виду?",
        ),
        Asks::Day => in_language!(
            language,
            "which day do you mean? Please write year, month and day, such as 2019-03-28",
            "de quel jour s’agit-il ? Merci d’écrire l’année, le mois et le jour, par exemple 2019-03-28",
            "какой день вы имеете в виду? Напишите, пожалуйста, год, месяц и день, например 2019-03-28",
        ),
        Asks::OneOf(days) => {
            let days: Vec<String> = days
                .iter()
                .map(|day| days::recorded(day, language))
                .collect();
            let days = or(&days, language);
            in_language!(
                language,
                "which day do you mean, {days}?",
                "de quel jour s’agit-il, {days} ?",
                "какой день вы имеете в виду: {days}?",
            )
        }
        Asks::Moment => in_language!(
            language,
            "which day and time do you mean? Please write them as in 2019-03-28 14:03",
            "de quel jour et de quelle heure s’agit-il ? Merci de les écrire comme 2019-03-28 14:03",
            "какой день и какое время вы имеете в виду? Напишите их, пожалуйста, так: 2019-03-28 14:03",
        ),
        Asks::Offset => in_language!(
            language,
            "which day and time do you mean, and how many hours from UTC? Please write them as in 2019-03-28 14:03 +02:00",
            "de quel jour et de quelle heure s’agit-il, et à combien d’heures de l’UTC ? Merci de les écrire comme 2019-03-28 14:03 +02:00",
            "какой день и какое время вы имеете в виду и каково отличие от Всемирного времени? Напишите, пожалуйста, так: 2019-03-28 14:03 +02:00",
        ),
        Asks::Address => in_language!(
            language,
            "which address do you mean?",
            "de quelle adresse s’agit-il ?",
            "какой адрес вы имеете в виду?",
        ),
        Asks::OneAlphabet => in_language!(
            language,
            "please write it again with the letters of one alphabet",
            "merci de l’écrire à nouveau dans un seul alphabet",
            "напишите это, пожалуйста, ещё раз буквами одного алфавита",
        ),
        Asks::YesOrNo => in_language!(
            language,
            "is it yes or no?",
            "est-ce oui ou non ?",
            "это да или нет?",
        ),
        Asks::Meant(all) => {
            let all: Vec<String> = all.iter().map(|one| named(one, language)).collect();
            let all = and(&all, language);
            in_language!(
                language,
                "did you mean {all}?",
                "vouliez-vous dire {all} ?",
                "вы имели в виду {all}?",
            )
        }
        Asks::WhichHolds => in_language!(
            language,
            "which of them holds?",
            "que faut-il en retenir ?",
            "что из этого верно?",
        ),
        Asks::WhichOrAll => in_language!(
            language,
            "which of them do you mean, or both?",
            "duquel s’agit-il, ou des deux ?",
            "какую из них вы имеете в виду, или обе?",
        ),
        Asks::Settled => in_language!(
            language,
            "we settle what this answer counts as; you need not answer this",
            "nous réglons comment cette réponse est à comprendre ; vous n’avez pas à y répondre",
            "мы решаем, как понимать этот ответ; отвечать на это не нужно",
        ),
        Asks::ColumnSettled => in_language!(
            language,
            "it is being settled how the answers to this question are to be read; you need not answer this",
            "nous réglons comment les réponses à cette question sont à lire ; vous n’avez pas à y répondre",
            "мы решаем, как понимать ответы на этот вопрос; отвечать на это не нужно",
        ),
        Asks::PersonDecides => in_language!(
            language,
            "a person decides what follows from it; you need not answer this",
            "une personne décide de ce qui en découle ; vous n’avez pas à y répondre",
            "что из этого следует, решает человек; отвечать на это не нужно",
        ),
    }
}
