//! Peoples that no state is called after: nobody is asked whether they meant a country that sounds like theirs.

use super::fold;

/// What peoples are called that no state is called after, or that live in several; `*` stands for any ending. Nothing is suggested
/// for them.
const STATELESS: [&str; 84] = [
    "kurd*",
    "курд*",
    "rusyn*",
    "rusin*",
    "русин*",
    "ruthen*",
    "lemko*",
    "лемк*",
    "hutsul*",
    "assyr*",
    "ассир*",
    "syriac*",
    "aramean*",
    "sami",
    "saami",
    "саам*",
    "cypriot",
    "cypriots",
    "roma",
    "romni",
    "romani",
    "romany",
    "рома",
    "sinti",
    "sinto",
    "sorb",
    "sorbian",
    "sorbs",
    "wend",
    "aroman*",
    "vlach*",
    "tatar",
    "tatars",
    "tatarka",
    "татар",
    "татарин",
    "татарка",
    "chechen",
    "чеченец",
    "чеченка",
    "чеченское",
    "ingush",
    "ингуш",
    "ingushetian",
    "circass*",
    "черкес*",
    "abkhazian",
    "абхаз",
    "абхазка",
    "ossetian*",
    "осетин*",
    "gagauz",
    "гагауз*",
    "basque*",
    "catalan*",
    "corsican*",
    "breton*",
    "uyghur*",
    "uighur*",
    "уйгур*",
    "tibetan*",
    "yazid*",
    "yezid*",
    "ezidi",
    "ashkali",
    "gorani",
    "pomak*",
    "karelian*",
    "bashkir*",
    "башкир*",
    "chuvash*",
    "чуваш*",
    "kalmyk*",
    "buryat*",
    "traveller*",
    // Nor is whoever had to leave a country asked whether they meant Chile.
    "exile*",
    "refugee*",
    "asylum",
    "emigr*",
    "egzil*",
    "беженец",
    "беженка",
    "изгнан*",
    "prussia*",
];

/// Whether a word of the text is what such a people is called.
pub(super) fn is_stateless(text: &str) -> bool {
    let is = |word: &str, name: &str| {
        name.strip_suffix('*')
            .map_or(word == name, |stem| word.starts_with(stem))
    };
    fold::key(text)
        .split(' ')
        .any(|word| STATELESS.iter().any(|name| is(word, name)))
}
