//! Whatever a letter says, it says in its own language: nothing English is left in a French or Russian one but what the rules, the form or
//! an applicant wrote.

use std::collections::BTreeSet;

use intake::out::letters::Templates;
use intake::papers::letters::LetterKind;
use intake::papers::letters::example::examples;
use intake::rules::Language;
use intake::rules::load::load;
use intake::values::confusables::Alphabet;
use intake::values::inquiry::{Asks, Inquiry, Matter, Named};
use intake::values::problem::Nothing;
use intake::words::to_applicant::{Open, asked, for_a_person, open};

use super::{Desk, RULES, SURE, body};

/// Every kind of matter. Whoever adds one is told by the compiler that it is not here.
fn matters() -> Vec<Matter> {
    let all = vec![
        Matter::CountsAsNone,
        Matter::PeopleOfCountry,
        Matter::PlaceInCountry,
        Matter::CodeOrYesOrNo,
        Matter::CodeOrWord,
        Matter::Citizenship,
        Matter::Residence,
        Matter::Countries(vec!["PL".to_owned(), "XA".to_owned()]),
        Matter::Alphabets(Alphabet::Latin, Alphabet::Cyrillic),
        Matter::Alphabets(Alphabet::Greek, Alphabet::Armenian),
        Matter::NoAddress,
        Matter::MoreThanAddress,
        Matter::SeveralAddresses,
        Matter::SeveralNumbers,
        Matter::BelowLeast("5".to_owned()),
        Matter::AboveHighest("5".to_owned()),
        Matter::NoSuchDay,
        Matter::BeforeEarliest("2019-03-28".to_owned()),
        Matter::AfterLatest("2019-03-28".to_owned()),
        Matter::Year(1397),
        Matter::NoneOffered,
        Matter::AlmostOffered,
        Matter::SeveralOffered,
        Matter::TooLong,
        Matter::TooMany,
        Matter::OtherUnsaid,
        Matter::TwoAnswers,
        Matter::Says(Nothing::NoWords),
        Matter::Says(Nothing::SpreadsheetError),
        Matter::Says(Nothing::LostLetters),
        Matter::Says(Nothing::Address),
        Matter::Says(Nothing::OffTopic),
    ];
    let is_here = |matter: &Matter| match matter {
        Matter::CountsAsNone
        | Matter::Says(_)
        | Matter::PeopleOfCountry
        | Matter::PlaceInCountry
        | Matter::CodeOrYesOrNo
        | Matter::CodeOrWord
        | Matter::Citizenship
        | Matter::Residence
        | Matter::Countries(_)
        | Matter::Alphabets(..)
        | Matter::NoAddress
        | Matter::MoreThanAddress
        | Matter::SeveralAddresses
        | Matter::SeveralNumbers
        | Matter::BelowLeast(_)
        | Matter::AboveHighest(_)
        | Matter::NoSuchDay
        | Matter::BeforeEarliest(_)
        | Matter::AfterLatest(_)
        | Matter::Year(_)
        | Matter::NoneOffered
        | Matter::AlmostOffered
        | Matter::SeveralOffered
        | Matter::TooLong
        | Matter::TooMany
        | Matter::OtherUnsaid
        | Matter::TwoAnswers => true,
    };
    assert!(all.iter().all(is_here));
    all
}

fn asks() -> Vec<Asks> {
    let all = vec![
        Asks::Meaning,
        Asks::Answer,
        Asks::Country,
        Asks::Number,
        Asks::Day,
        Asks::OneOf(vec!["2019-03-04".to_owned(), "2019-04-03".to_owned()]),
        Asks::Moment,
        Asks::Offset,
        Asks::Address,
        Asks::OneAlphabet,
        Asks::YesOrNo,
        Asks::Meant(vec![
            Named::Country("PL".to_owned()),
            Named::Text("7".to_owned()),
        ]),
        Asks::WhichHolds,
        Asks::WhichOrAll,
        Asks::Settled,
        Asks::ColumnSettled,
        Asks::PersonDecides,
    ];
    let is_here = |asks: &Asks| match asks {
        Asks::Meaning
        | Asks::Answer
        | Asks::Country
        | Asks::Number
        | Asks::Day
        | Asks::OneOf(_)
        | Asks::Moment
        | Asks::Offset
        | Asks::Address
        | Asks::OneAlphabet
        | Asks::YesOrNo
        | Asks::Meant(_)
        | Asks::WhichHolds
        | Asks::WhichOrAll
        | Asks::Settled
        | Asks::ColumnSettled
        | Asks::PersonDecides => true,
    };
    assert!(all.iter().all(is_here));
    all
}

/// Everything that may be said to an applicant of an open question, in a language; each sentence of another kind than all others.
fn questions(language: Language) -> Vec<String> {
    let answered = Some("5".to_owned());
    let about = |matter: Option<Matter>, asks: Asks, answered: Option<String>| {
        let inquiry = Inquiry {
            answered,
            matter,
            asks,
        };
        asked(&inquiry, language)
    };
    let mut all: Vec<String> = matters()
        .into_iter()
        .flat_map(|matter| {
            [answered.clone(), None]
                .map(|answered| about(Some(matter.clone()), Asks::Meaning, answered))
        })
        .collect();
    let asks = asks().into_iter();
    all.extend(asks.map(|asks| about(None, asks, answered.clone())));
    all.push(about(None, Asks::Meaning, None));
    let opens = [
        Open::Blank,
        Open::SamePerson,
        Open::Id,
        Open::Response,
        Open::Sent,
        Open::Assessment,
        Open::Other,
    ];
    all.extend(opens.map(|one| open(one, language)));
    all.extend([
        for_a_person(Some("5"), language),
        for_a_person(None, language),
    ]);
    all
}

/// Rules in which every text is in numbers.
fn rules() -> String {
    let mut rules = RULES.to_owned();
    for (number, text) in [
        "Course",
        "The office",
        "Vienna",
        "Clean water",
        "Old forests",
    ]
    .into_iter()
    .enumerate()
    {
        rules = rules.replace(&format!("\"{text}\""), &format!("\"{number}{number}\""));
    }
    for text in [
        "Good English",
        "From the region",
        "One clause for all.",
        "Applicants live in the region.",
        "published-word",
        "courses@example.org",
        "cours@example.org",
    ] {
        rules = rules.replace(&format!("\"{text}\""), "\"66\"");
    }
    rules
}

/// What the examples of letters say in the words of somebody who applied.
const THEIRS: [&str; 10] = [
    "A-0001",
    "Ana Example",
    "Where do you live?",
    "somewhere",
    "Poland",
    "a published word",
    "yes",
    "no”",
    "no »",
    "no»",
];

/// Every letter of every kind, as it is tried on somebody invented, without what the rules and applicants wrote.
fn letters(language: Language) -> Vec<String> {
    let rules = load("rules.toml", &rules(), &|_| Err(String::new()))
        .rules
        .unwrap();
    let templates = Templates::new("", &[]).unwrap();
    let kinds = LetterKind::ALL.into_iter();
    kinds
        .flat_map(|kind| examples(kind, language, &rules).map(|known| (kind, known)))
        .map(|(kind, known)| {
            let (letter, _) = templates.letter(kind, language, &known).unwrap();
            let mut text = letter.plain();
            for theirs in THEIRS {
                text = text.replace(theirs, "7");
            }
            text
        })
        .collect()
}

fn words(texts: &[String]) -> BTreeSet<String> {
    let texts = texts.iter().flat_map(|text| {
        text.split(|c: char| !c.is_alphabetic())
            .map(str::to_lowercase)
    });
    texts.filter(|word| word.chars().count() > 1).collect()
}

/// Words that are French as well as English.
const FRENCH_TOO: [&str; 9] = [
    "alphabet", "certain", "code", "latin", "part", "place", "points", "question", "utc",
];

#[test]
fn no_english_word_is_left_in_a_french_or_russian_letter_of_any_kind() {
    let all = |language| [questions(language), letters(language)].concat();
    let english = words(&all(Language::English));
    let french = words(&all(Language::French));
    let left: Vec<&String> = french.intersection(&english).collect();
    assert_eq!(left, FRENCH_TOO);
    for text in all(Language::Russian) {
        let latin = |c: char| c.is_ascii_alphabetic();
        assert!(!text.contains(latin), "{text}");
    }
}

#[test]
fn what_is_asked_of_one_kind_of_answer_is_asked_of_no_other_in_any_language() {
    for language in Language::ALL {
        let all = questions(language);
        let distinct: BTreeSet<&String> = all.iter().collect();
        let twice: Vec<&String> = all
            .iter()
            .filter(|one| all.iter().filter(|other| other == one).count() > 1)
            .collect();
        assert_eq!(distinct.len(), all.len(), "{language:?}: {twice:?}");
    }
}

/// Answers that cannot be read, each in another way.
fn asked_of(language: &str) -> String {
    let rules = RULES
        .replace(
            "[fields.essay]",
            "[fields.years]\ntype = \"number\"\nmin = 1\nmax = 60\nheadings = [\"How many years?\"]\n\
             [fields.born]\ntype = \"date\"\norder = \"day-month-year\"\nheadings = [\"Born\"]\n\
             [fields.tools]\ntype = \"choice\"\noptions = { map = [\"Maps\"], net = [\"Nets\"] }\nheadings = [\"Tools\"]\n[fields.essay]",
        )
        .replace(
            "[[eligibility]]\nid = \"home\"",
            "[[eligibility]]\nid = \"years\"\ntitle = \"Some years\"\ncites = [\"c\"]\ntest = { all = [{ field = \"years\", at_least = 2 }, { field = \"born\", before = 2005-01-01 }, { field = \"tools\", in = [\"map\", \"net\"] }] }\n\
             [[eligibility]]\nid = \"home\"",
        );
    let mut rows: Vec<String> = SURE
        .iter()
        .map(|row| format!("{row},5,2000-01-01,Maps"))
        .collect();
    let ask = |id: &str, rest: &str| {
        format!("{id},2020-03-01T08:00:00,Hana,{id}@example.org,{language},Rivers,{rest}")
    };
    rows.push(ask("L-20", "n/a,Polnad,5,5,77,30.02.2000,Maps and Nets"));
    rows.push(ask("L-21", "good,Serbian,5,5,two,yesterday,Map"));
    rows.push(ask("L-22", "B1 or B2,Poland and Georgia,5,5,3 or 4,,ropes"));
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let desk = Desk::headed(",How many years?,Born,Tools", &rules, &rows, "");
    let letters = ["L-20", "L-21", "L-22"].map(|id| body(&desk.letter(id)));
    let points = letters.iter().flat_map(|letter| letter.lines());
    let points: Vec<&str> = points.filter(|line| line.starts_with("- ")).collect();
    points.join("\n")
}

#[test]
fn an_applicant_is_asked_the_same_in_every_language() {
    insta::assert_snapshot!(asked_of("english"), @"
    - “How good is your English?”: you answered “n/a”, which counts as no answer; what is your answer? Please choose one of these: “B1”, “B2”.
    - “Where do you live?”: you answered “Polnad”; did you mean “Poland”?
    - “How many years?”: you answered “77”, which is above the highest value, 60; which number do you mean?
    - “Born”: you answered “30.02.2000”, which names a day that the calendar does not have; which day do you mean? Please write year, month and day, such as 2019-03-28.
    - “How good is your English?”: you answered “good”, which is none of the answers to choose from; what do you mean? Please choose one of these: “B1”, “B2”.
    - “Where do you live?”: you answered “Serbian”, which is no country, but what people are called; did you mean “Serbia”?
    - “How many years?”: you answered “two”; which number do you mean?
    - “Born”: you answered “yesterday”; which day do you mean? Please write year, month and day, such as 2019-03-28.
    - “How good is your English?”: you answered “B1 or B2”, which names several of the answers, of which one is wanted; which of them holds? Please choose one of these: “B1”, “B2”.
    - “Where do you live?”: you answered “Poland and Georgia”, which names Poland and Georgia; which of them do you mean, or both?
    - “Born”: you gave no answer. What is your answer?
    ");
    insta::assert_snapshot!(asked_of("français"), @"
    - « How good is your English? » : vous avez répondu « n/a », ce qui vaut comme une absence de réponse ; quelle est votre réponse ? Veuillez choisir une de ces réponses : « B1 », « B2 ».
    - « Where do you live? » : vous avez répondu « Polnad » ; vouliez-vous dire « Pologne » ?
    - « How many years? » : vous avez répondu « 77 », ce qui est supérieur à la valeur maximale, 60 ; de quel nombre s’agit-il ?
    - « Born » : vous avez répondu « 30.02.2000 », ce qui donne un jour qui n’existe pas dans le calendrier ; de quel jour s’agit-il ? Merci d’écrire l’année, le mois et le jour, par exemple 2019-03-28.
    - « How good is your English? » : vous avez répondu « good », ce qui ne figure pas parmi les réponses au choix ; que voulez-vous dire ? Veuillez choisir une de ces réponses : « B1 », « B2 ».
    - « Where do you live? » : vous avez répondu « Serbian », ce qui n’est pas un pays, mais le nom d’habitants ; vouliez-vous dire « Serbie » ?
    - « How many years? » : vous avez répondu « two » ; de quel nombre s’agit-il ?
    - « Born » : vous avez répondu « yesterday » ; de quel jour s’agit-il ? Merci d’écrire l’année, le mois et le jour, par exemple 2019-03-28.
    - « How good is your English? » : vous avez répondu « B1 or B2 », ce qui nomme plusieurs réponses, alors qu’une seule est demandée ; que faut-il en retenir ? Veuillez choisir une de ces réponses : « B1 », « B2 ».
    - « Where do you live? » : vous avez répondu « Poland and Georgia », ce qui nomme plusieurs pays : Pologne et Géorgie ; duquel s’agit-il, ou des deux ?
    - « Born » : vous n’avez pas répondu. Quelle est votre réponse ?
    ");
    insta::assert_snapshot!(asked_of("русский"), @"
    - «How good is your English?»: ваш ответ — «n/a»: он не считается ответом; каков ваш ответ? Выберите, пожалуйста, один из этих ответов: «B1», «B2».
    - «Where do you live?»: ваш ответ — «Polnad»; вы имели в виду «Польша»?
    - «How many years?»: ваш ответ — «77»: он больше наибольшего значения, 60; какое число вы имеете в виду?
    - «Born»: ваш ответ — «30.02.2000»: он называет день, которого нет в календаре; какой день вы имеете в виду? Напишите, пожалуйста, год, месяц и день, например 2019-03-28.
    - «How good is your English?»: ваш ответ — «good»: он не входит в число ответов на выбор; что вы имеете в виду? Выберите, пожалуйста, один из этих ответов: «B1», «B2».
    - «Where do you live?»: ваш ответ — «Serbian»: он называет не страну, а её жителей; вы имели в виду «Сербия»?
    - «How many years?»: ваш ответ — «two»; какое число вы имеете в виду?
    - «Born»: ваш ответ — «yesterday»; какой день вы имеете в виду? Напишите, пожалуйста, год, месяц и день, например 2019-03-28.
    - «How good is your English?»: ваш ответ — «B1 or B2»: он называет несколько ответов, а нужен один; что из этого верно? Выберите, пожалуйста, один из этих ответов: «B1», «B2».
    - «Where do you live?»: ваш ответ — «Poland and Georgia»: он называет несколько стран: Польша и Грузия; какую из них вы имеете в виду, или обе?
    - «Born»: вы не ответили. Каков ваш ответ?
    ");
}
