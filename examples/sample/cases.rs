//! The applications that make the sample worth reading: each is an ordinary one with the few cells that are told here.

use crate::application::{Application, sound};
use crate::random::Random;

type Change = fn(&mut Application);

/// Sets cells by name: `set!(citizenship = "Polnad", years = "two")`.
macro_rules! set {
    ($($field:ident = $text:expr),* $(,)?) => {
        |application: &mut Application| { $(application.$field = $text.into();)* }
    };
}

/// The ratings of both assessors for relevance, the third's, and both for motivation.
macro_rules! rated {
    ($first:literal, $second:literal, $third:literal; $motivation_1:literal, $motivation_2:literal) => {
        |application: &mut Application| {
            application.relevance = [$first.into(), $second.into(), $third.into()];
            application.motivation = [$motivation_1.into(), $motivation_2.into()];
        }
    };
}

pub(crate) fn cases(random: &mut Random) -> Vec<Application> {
    let mut all = Vec::new();
    for (index, changes) in CHANGES.iter().enumerate() {
        let mut application = sound(random, 1000 + index);
        for change in *changes {
            change(&mut application);
        }
        all.push(application);
    }
    all
}

const ROMA: Change = set!(fields = "Human rights of Roma and Sinti");
const GREEN: Change = set!(fields = "Environmental protection");
const DESCENT: Change = set!(fields = "Human rights of people of African descent");

/// Three people whom nothing but the lot tells apart, at the places where the first group ends.
const TIED: Change = |application| {
    application.submitted = "2019-03-21T10:15:00".into();
    application.years = "0".into();
    application.reports = "0".into();
    application.security = "none".into();
    application.digital = "none".into();
    application.english = "C2".into();
    application.relevance = ["6".into(), "5".into(), String::new()];
    application.motivation = ["6".into(), "6".into()];
};

const CHANGES: &[&[Change]] = &[
    // The small field: seven who are eligible, so that one of its eight chairs stays empty.
    &[
        DESCENT,
        set!(
            name = "Awa Diop-Laurent",
            citizenship = "France",
            residence = "France"
        ),
        rated!("7", "6", ""; "7", "8"),
    ],
    &[
        DESCENT,
        set!(
            name = "Joaquim Tavares",
            citizenship = "Portugal",
            residence = "PT",
            fields = "People of African descent"
        ),
    ],
    &[
        DESCENT,
        set!(
            name = "Marsha Bailey-Cole",
            citizenship = "UK",
            residence = "England",
            english = "native speaker"
        ),
    ],
    &[
        DESCENT,
        set!(
            name = "Nadège Okonjo",
            citizenship = "Deutschland",
            residence = "Germany",
            fields = "Afro-descendants"
        ),
    ],
    &[
        DESCENT,
        set!(
            name = "Tyrone Whitfield",
            citizenship = "USA",
            residence = "United States",
            english = "Native"
        ),
    ],
    &[
        DESCENT,
        set!(
            name = "Blessing Adeyemi",
            citizenship = "Nigeria",
            residence = "Italia"
        ),
    ],
    &[
        DESCENT,
        set!(
            name = "Sahra Warsame",
            citizenship = "Sweden",
            residence = "Sverige",
            fields = "Human rights of people of African descent;Environmental protection;"
        ),
    ],
    &[
        DESCENT,
        set!(
            name = "Élise Mbemba",
            citizenship = "Belgium",
            residence = "Belgique",
            english = "B1"
        ),
    ],
    &[
        DESCENT,
        set!(
            name = "Ruben Cabral",
            citizenship = "Portugal",
            residence = "Portugal",
            security = "I train others"
        ),
    ],
    &[
        DESCENT,
        set!(
            name = "Amina Jallow",
            citizenship = "Gambia",
            residence = "Spain",
            english = "good"
        ),
    ],
    // Equal in every part and in the second of submission.
    &[
        ROMA,
        TIED,
        set!(
            name = "Slavica Demirović",
            citizenship = "Serbia",
            residence = "Serbia"
        ),
    ],
    &[
        ROMA,
        TIED,
        set!(
            name = "Gelu Lăcătuș",
            citizenship = "Romania",
            residence = "Romania"
        ),
    ],
    &[
        ROMA,
        TIED,
        set!(
            name = "Renáta Orsós",
            citizenship = "Hungary",
            residence = "Hungary"
        ),
    ],
    // Equal in score, told apart by the parts: 4 × 6 + 3 × 7 and 4 × 7.5 + 3 × 5.
    &[
        GREEN,
        set!(
            years = "1",
            reports = "1",
            security = "none",
            digital = "none",
            english = "C1"
        ),
        rated!("6", "6", ""; "7", "7"),
    ],
    &[
        GREEN,
        set!(
            years = "1",
            reports = "1",
            security = "none",
            digital = "none",
            english = "C1"
        ),
        rated!("7.5", "7.5", ""; "5", "5"),
    ],
    // Citizens of a participating State who live elsewhere, and the other way round: one of the two is enough.
    &[
        ROMA,
        set!(
            name = "Rustam Nazarov",
            citizenship = "Tajikistan",
            residence = "Thailand"
        ),
    ],
    &[
        GREEN,
        set!(
            name = "Siarhei Novik",
            citizenship = "Беларусь",
            residence = "Kenya"
        ),
    ],
    &[
        GREEN,
        set!(
            name = "Leyla Quliyeva",
            citizenship = "Azerbaijan",
            residence = "Egypt"
        ),
    ],
    &[
        GREEN,
        set!(
            name = "Farzana Haidari",
            citizenship = "Afghanistan",
            residence = "Germany"
        ),
    ],
    &[
        ROMA,
        set!(
            name = "Samir Al-Khatib",
            citizenship = "Syrian Arab Republic",
            residence = "Türkiye"
        ),
    ],
    &[
        GREEN,
        set!(
            name = "Selam Tesfay",
            citizenship = "Eritrea",
            residence = "Sweden"
        ),
    ],
    &[
        GREEN,
        set!(
            name = "Arturs Kalniņš",
            citizenship = "stateless",
            residence = "Latvija"
        ),
    ],
    // Neither.
    &[
        GREEN,
        set!(
            name = "Luana Carvalho",
            citizenship = "Brazil",
            residence = "Brazil",
            phone = "+55 61 555 014"
        ),
    ],
    &[
        GREEN,
        set!(
            name = "Thiago Moura",
            citizenship = "Brasil",
            residence = "Brasil"
        ),
    ],
    &[
        GREEN,
        set!(
            name = "Wanjiru Kamau",
            citizenship = "Kenya",
            residence = "Kenya"
        ),
    ],
    &[
        GREEN,
        set!(
            name = "Otieno Odhiambo",
            citizenship = "Kenya",
            residence = "Uganda"
        ),
    ],
    &[
        DESCENT,
        set!(
            name = "Thandeka Mokoena",
            citizenship = "South Africa",
            residence = "South Africa"
        ),
    ],
    &[
        GREEN,
        set!(
            name = "佐藤 美咲",
            citizenship = "日本",
            residence = "Japan",
            english = "B2"
        ),
    ],
    &[
        GREEN,
        set!(
            name = "Rahul Deshpande",
            citizenship = "India",
            residence = "India"
        ),
    ],
    &[
        GREEN,
        set!(
            name = "Camila Restrepo",
            citizenship = "Colombia",
            residence = "Colombia"
        ),
    ],
    &[
        ROMA,
        set!(
            name = "Grace Villanueva",
            citizenship = "Philippines",
            residence = "Hong Kong"
        ),
    ],
    // Names that a person must settle; where the other answer is enough, nobody needs to ask.
    &[
        ROMA,
        set!(
            name = "Shkurte Berisha",
            citizenship = "Kosovo",
            residence = "Kosovo"
        ),
    ],
    &[
        ROMA,
        set!(
            name = "Bajram Gashi",
            citizenship = "Kosova",
            residence = "Kosovo (UNSCR 1244)"
        ),
    ],
    &[
        ROMA,
        set!(
            name = "Fatime Krasniqi",
            citizenship = "Kosovo",
            residence = "Albania"
        ),
    ],
    &[
        GREEN,
        set!(
            name = "Elvina Seitablaieva",
            citizenship = "Україна",
            residence = "Crimea"
        ),
    ],
    &[
        GREEN,
        set!(
            name = "Rania Nasser",
            citizenship = "Palestine",
            residence = "Jordan"
        ),
    ],
    &[
        GREEN,
        set!(
            name = "Valentin Rusu",
            citizenship = "USSR",
            residence = "Transnistria"
        ),
    ],
    &[
        GREEN,
        set!(
            name = "Inga Tsulaia",
            citizenship = "Georgia",
            residence = "Abkhazia"
        ),
    ],
    // Misspelt, doubled or missing countries.
    &[
        ROMA,
        set!(
            name = "Kacper Mirga",
            citizenship = "Polnad",
            residence = "Polnad"
        ),
    ],
    &[
        GREEN,
        set!(
            name = "Olga Siwek",
            citizenship = "Polnad",
            residence = "Czech Rep"
        ),
    ],
    &[
        GREEN,
        set!(
            name = "Jure Zupan",
            citizenship = "Slovania",
            residence = ""
        ),
    ],
    &[
        ROMA,
        set!(
            name = "Danijela Petrović",
            citizenship = "Serbia / Germany",
            residence = "n/a"
        ),
    ],
    &[
        GREEN,
        set!(
            name = "Bogdan Munteanu",
            citizenship = "Romanian",
            residence = "Bucharest"
        ),
    ],
    &[
        GREEN,
        set!(name = "Yerlan Ospanov", citizenship = "", residence = ""),
    ],
    // Around the deadline, which is 29 March at 23:59:59 in Warsaw (UTC+1).
    &[GREEN, set!(submitted = "2019-03-29T23:59:59")],
    &[ROMA, set!(submitted = "2019-03-30T00:00:00")],
    &[GREEN, set!(submitted = "2019-03-30T00:04:00")],
    &[ROMA, set!(submitted = "2019-03-30T00:17:42")],
    &[GREEN, set!(submitted = "2019-03-31T09:30:00")],
    &[ROMA, set!(submitted = "2019-04-02T11:05:20")],
    // In time by its offset only, and late by its offset only.
    &[
        GREEN,
        set!(
            name = "Aizada Bekova",
            citizenship = "Kyrgyzstan",
            residence = "Кыргызстан",
            submitted = "2019-03-30T04:40:00+06:00"
        ),
    ],
    &[
        GREEN,
        set!(
            name = "Denise Ward",
            citizenship = "USA",
            residence = "USA",
            submitted = "2019-03-29T22:30:00-05:00"
        ),
    ],
    // A moment nobody can be sure of.
    &[ROMA, set!(submitted = "28/03/2019 14:03")],
    &[GREEN, set!(submitted = "")],
    // Applied twice: the later one stands, if it came in time.
    &[
        ROMA,
        set!(
            name = "Lejla Tahirović",
            email = "lejla.t@example.org",
            submitted = "2019-03-02T09:12:00",
            years = "4"
        ),
    ],
    &[
        ROMA,
        set!(
            name = "Lejla Tahirović",
            email = "Lejla.T@example.org",
            submitted = "2019-03-20T19:40:10",
            years = "2"
        ),
    ],
    &[
        GREEN,
        set!(
            name = "Goran Lukić",
            email = "goran.lukic@example.net",
            submitted = "2019-03-27T16:00:00"
        ),
    ],
    &[
        GREEN,
        set!(
            name = "Goran Lukić",
            email = "GORAN.LUKIC@EXAMPLE.NET",
            submitted = "2019-03-30T08:01:00"
        ),
    ],
    &[
        GREEN,
        set!(
            name = "Doina Ciobanu",
            email = "doina@example.org",
            submitted = "2019-02-25T10:00:00"
        ),
    ],
    &[
        GREEN,
        set!(
            name = "Doina  Ciobanu",
            email = "doina@example.org ",
            submitted = "2019-03-11T10:00:00"
        ),
    ],
    &[
        GREEN,
        set!(
            name = "Doina Ciobanu",
            email = "Doina@example.org",
            submitted = "2019-03-26T21:15:30",
            english = "C1"
        ),
    ],
    &[
        ROMA,
        set!(
            name = "Ibraim Asanovski",
            email = "i.asanovski@example.org",
            submitted = "2019-03-12T12:30:00"
        ),
    ],
    &[
        ROMA,
        set!(
            name = "Ибраим Асановски",
            email = "i.asanovski@example.org",
            submitted = "2019-03-13T07:45:00"
        ),
    ],
    // Fields: beside the list, misspelt, several.
    &[set!(fields = "Press freedom")],
    &[set!(fields = "Press freedom;")],
    &[set!(fields = "Rights of persons with disabilities")],
    &[set!(fields = "Environmental protection;Press freedom;")],
    &[set!(fields = "Enviromental protection")],
    &[set!(fields = "Human rights of Roma and Sinty")],
    &[set!(
        fields = "Human rights of Roma and Sinti;Human rights of people of African descent;Environmental protection;",
        english = "B1"
    )],
    // Ratings: far apart with and without the third, missing, not a number, out of range.
    &[GREEN, rated!("9", "3", "7"; "8", "8")],
    &[ROMA, rated!("2", "8", "3"; "6", "7")],
    &[ROMA, rated!("9", "4", ""; "7", "6")],
    &[GREEN, rated!("1", "7", ""; "5", "5")],
    &[GREEN, rated!("8", "4", ""; "6", "6")],
    &[ROMA, rated!("7", "", ""; "6", "7")],
    &[GREEN, rated!("", "", ""; "", "")],
    &[GREEN, rated!("7", "6", ""; "8", "")],
    &[ROMA, rated!("7/10", "7", ""; "6", "6")],
    &[GREEN, rated!("6", "5 - strong", ""; "7", "7")],
    &[GREEN, rated!("11", "8", ""; "7", "6")],
    &[ROMA, rated!("seven", "6", ""; "6", "6")],
    // Exactly 4 on the mean, and just below it.
    &[ROMA, rated!("5", "3", ""; "6", "6")],
    &[ROMA, rated!("4", "3.5", ""; "9", "9")],
    // Numbers in words, ranges and units; an age that cannot be, which no rule reads.
    &[ROMA, set!(years = "two")],
    &[GREEN, set!(years = "2 years")],
    &[GREEN, set!(reports = "2,5")],
    &[ROMA, set!(years = "-1")],
    &[GREEN, set!(age = "199")],
    &[ROMA, set!(age = "thirty-four")],
    &[GREEN, set!(years = "２")],
    // English and computer in words of their own.
    &[ROMA, set!(english = "good")],
    &[GREEN, set!(english = "fluent")],
    &[GREEN, set!(english = "B2/C1")],
    &[GREEN, set!(computer = "of course")],
    // Texts that a spreadsheet would take for formulas, and other surprises for whoever opens the file.
    &[
        GREEN,
        set!(organisation = "=HYPERLINK(\"http://example.org\")"),
    ],
    &[
        ROMA,
        set!(name = "-Marija Perović", organisation = "@neighbours"),
    ],
    &[GREEN, set!(name = "+Toni Babić", organisation = "+Aktiv")],
    &[
        ROMA,
        set!(name = "=1+1", organisation = "<b>Bold</b> & Co."),
    ],
    &[GREEN, set!(name = "@Arta Kola", profession = "-")],
    &[
        ROMA,
        set!(name = "\u{200F}Amra\u{200B} Begić", gender = "Frau"),
    ],
];
