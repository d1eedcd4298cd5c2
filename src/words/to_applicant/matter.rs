//! What is the matter with an answer, to follow `which`: what the office is told of a cell, where that is the same, is the English of it.

use super::{Language, and, country, in_language};
use crate::values::confusables::Alphabet;
use crate::values::inquiry::Matter;
use crate::values::problem::Nothing;
use crate::words::days;

/// What the office hears.
pub(in crate::words) fn in_english(matter: &Matter) -> String {
    said(matter, Language::English)
}

pub(super) fn said(matter: &Matter, language: Language) -> String {
    match matter {
        Matter::CountsAsNone => in_language!(
            language,
            "counts as no answer",
            "vaut comme une absence de réponse",
            "не считается ответом",
        ),
        Matter::Says(nothing) => says(*nothing, language),

        Matter::PeopleOfCountry => in_language!(
            language,
            "is no country, but what people are called",
            "n’est pas un pays, mais le nom d’habitants",
            "называет не страну, а её жителей",
        ),
        Matter::PlaceInCountry => in_language!(
            language,
            "is no country, but a place in one",
            "n’est pas un pays, mais un lieu dans un pays",
            "называет не страну, а место в ней",
        ),
        Matter::CodeOrYesOrNo => in_language!(
            language,
            "is the code of a country, and also a word for yes or no",
            "est le code d’un pays, et aussi un mot pour oui ou non",
            "может быть кодом страны, а может значить «да» или «нет»",
        ),
        Matter::CodeOrWord => in_language!(
            language,
            "is the code of a country in capitals only, and a word as well",
            "n’est le code d’un pays qu’en majuscules, et est aussi un mot",
            "обозначает страну только прописными буквами и может быть просто словом",
        ),
        Matter::Citizenship => in_language!(
            language,
            "says whose citizen somebody is",
            "indique une nationalité",
            "называет гражданство",
        ),
        Matter::Residence => in_language!(
            language,
            "says where somebody lives",
            "indique un lieu de résidence",
            "называет место жительства",
        ),
        Matter::Countries(codes) => {
            let names: Vec<String> = codes
                .iter()
                .map(|code| country(code, language).into_owned())
                .collect();
            let names = and(&names, language);
            in_language!(
                language,
                "names {names}",
                "nomme plusieurs pays : {names}",
                "называет несколько стран: {names}",
            )
        }

        Matter::Alphabets(one, other) => {
            let (one, other) = (alphabet(*one, language), alphabet(*other, language));
            in_language!(
                language,
                "mixes {one} and {other} letters in one word, which look alike",
                "mêle dans un mot des lettres de deux alphabets qui se ressemblent, {one} et {other}",
                "содержит в одном слове похожие буквы двух алфавитов, {one} и {other}",
            )
        }
        Matter::NoAddress => in_language!(
            language,
            "is no e-mail address",
            "n’est pas une adresse électronique",
            "не является адресом электронной почты",
        ),
        Matter::MoreThanAddress => in_language!(
            language,
            "is no e-mail address by itself",
            "n’est pas seulement une adresse électronique",
            "содержит не только адрес электронной почты",
        ),
        Matter::SeveralAddresses => in_language!(
            language,
            "is no e-mail address: the at sign stands in it several times",
            "n’est pas une adresse électronique : l’arobase y figure plusieurs fois",
            "не является адресом электронной почты: знак @ стоит в нём несколько раз",
        ),

        Matter::SeveralNumbers => in_language!(
            language,
            "names several numbers",
            "donne plusieurs nombres",
            "называет несколько чисел",
        ),
        Matter::BelowLeast(least) => in_language!(
            language,
            "is below the least value, {least}",
            "est inférieur à la valeur minimale, {least}",
            "меньше наименьшего значения, {least}",
        ),
        Matter::AboveHighest(highest) => in_language!(
            language,
            "is above the highest value, {highest}",
            "est supérieur à la valeur maximale, {highest}",
            "больше наибольшего значения, {highest}",
        ),
        Matter::NoSuchDay => in_language!(
            language,
            "names a day that the calendar does not have",
            "donne un jour qui n’existe pas dans le calendrier",
            "называет день, которого нет в календаре",
        ),
        Matter::BeforeEarliest(day) => {
            let in_words = days::recorded(day, language);
            in_language!(
                language,
                "is before the earliest day, {day}",
                "est avant le premier jour possible, {in_words}",
                "раньше первого возможного дня, {in_words}",
            )
        }
        Matter::AfterLatest(day) => {
            let in_words = days::recorded(day, language);
            in_language!(
                language,
                "is after the latest day, {day}",
                "est après le dernier jour possible, {in_words}",
                "позже последнего возможного дня, {in_words}",
            )
        }
        Matter::Year(year) => in_language!(
            language,
            "has the year {year}",
            "indique l’année {year}",
            "указывает год {year}",
        ),

        Matter::NoneOffered => in_language!(
            language,
            "is none of the answers to choose from",
            "ne figure pas parmi les réponses au choix",
            "не входит в число ответов на выбор",
        ),
        Matter::AlmostOffered => in_language!(
            language,
            "is almost, but not quite, one of the options",
            "est presque, mais pas tout à fait, l’une des réponses au choix",
            "почти, но не совсем совпадает с одним из ответов на выбор",
        ),
        Matter::SeveralOffered => in_language!(
            language,
            "names several of the answers, of which one is wanted",
            "nomme plusieurs réponses, alors qu’une seule est demandée",
            "называет несколько ответов, а нужен один",
        ),
        Matter::TooLong => in_language!(
            language,
            "holds more than an answer to this question can",
            "contient plus que ce qu’une réponse à cette question peut contenir",
            "содержит больше, чем может содержать ответ на этот вопрос",
        ),
        Matter::TooMany => in_language!(
            language,
            "holds more answers than there are options",
            "contient plus de réponses qu’il n’y en a au choix",
            "содержит больше ответов, чем есть на выбор",
        ),
        Matter::OtherUnsaid => in_language!(
            language,
            "chooses something beside the options, and nothing says what",
            "choisit autre chose que les réponses proposées, sans dire quoi",
            "выбирает что-то кроме предложенных ответов и не говорит, что именно",
        ),
        Matter::TwoAnswers => in_language!(
            language,
            "is one answer, and the column for other answers holds another",
            "est une réponse, alors qu’une autre figure dans le champ pour les autres réponses",
            "один, а в поле для других ответов стоит другой",
        ),
    }
}

fn says(nothing: Nothing, language: Language) -> String {
    match nothing {
        Nothing::NoWords => {
            in_language!(language, "says nothing", "ne dit rien", "ничего не говорит")
        }
        Nothing::SpreadsheetError => in_language!(
            language,
            "seems to be an error of a spreadsheet",
            "semble être une erreur de tableur",
            "похож на ошибку электронной таблицы",
        ),
        Nothing::LostLetters => in_language!(
            language,
            "holds question marks where letters were lost",
            "contient des points d’interrogation à la place de lettres perdues",
            "содержит знаки вопроса на месте потерянных букв",
        ),
        Nothing::Address => in_language!(
            language,
            "is an address, and says nothing about the question",
            "est une adresse, et ne dit rien sur la question",
            "является адресом и ничего не говорит по вопросу",
        ),
        Nothing::OffTopic => in_language!(
            language,
            "says nothing about the question",
            "ne dit rien sur la question",
            "ничего не говорит по вопросу",
        ),
    }
}

fn alphabet(alphabet: Alphabet, language: Language) -> String {
    match alphabet {
        Alphabet::Latin => in_language!(language, "Latin", "latin", "латинского"),
        Alphabet::Cyrillic => in_language!(language, "Cyrillic", "cyrillique", "кириллического"),
        Alphabet::Greek => in_language!(language, "Greek", "grec", "греческого"),
        Alphabet::Armenian => in_language!(language, "Armenian", "arménien", "армянского"),
    }
}
