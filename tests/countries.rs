//! Country names: what is decided, what is asked, and what is never guessed.

use std::collections::BTreeSet;

use intake::values::Country;
use intake::values::countries::table::{by_code, look_up, names, territories};
use intake::values::countries::titles::{code_of, in_french, in_russian};
use intake::values::countries::{Hint, Named, Naming, exists, find, fold, name};
use proptest::prelude::*;

/// A code, or what is done instead: `ask`, `several`, `suggest`, `unknown`.
fn code(text: &str) -> String {
    match find(text) {
        Named::Country(country) => country.to_string(),
        Named::Ask(_) => "ask".to_owned(),
        Named::Several(_) => "several".to_owned(),
        Named::Suggest(..) => "suggest".to_owned(),
        Named::Unknown => "unknown".to_owned(),
    }
}

/// The suggestion for a text that names no country.
fn nearest(text: &str) -> Option<&'static str> {
    match find(text) {
        Named::Suggest(_, name) => Some(name),
        Named::Unknown => None,
        found => panic!("{text} is {found:?}"),
    }
}

/// Every text after a code must be found as that code.
fn all_are(wanted: &str, texts: &[&str]) {
    for text in texts {
        assert_eq!(code(text), wanted, "{text}");
    }
}

#[test]
fn the_places_hold_the_249_codes_of_iso_3166_each_once() {
    let mut codes = BTreeSet::new();
    for territory in territories().filter(|territory| territory.in_iso()) {
        assert!(
            exists(territory.code) && codes.insert(territory.code.to_string()),
            "{}",
            territory.name
        );
        assert!(
            territory.alpha3.len() == 3 && codes.insert(territory.alpha3.to_owned()),
            "{}",
            territory.name
        );
        assert_eq!(by_code(territory.alpha3), Some(territory));
    }
    assert_eq!(codes.len(), 2 * 249);
    assert_eq!(
        code("XA"),
        "unknown",
        "codes of places without one are our own business"
    );
}

#[test]
fn every_territory_has_one_name_of_its_own_in_each_language_of_letters() {
    let mut all: Vec<[&str; 3]> = Vec::new();
    for territory in territories() {
        let (french, russian) = (in_french(territory.code), in_russian(territory.code));
        assert_eq!(code_of(territory.name), Some(territory.code));
        assert!(!french.is_empty() && !russian.is_empty(), "{territory:?}");
        let is_code = territory.name.len() == 2;
        let latin = |c: char| c.is_ascii_alphabetic();
        assert!(is_code || !russian.contains(latin), "{russian}");
        all.push([territory.name, french, russian]);
    }
    for language in 0..3 {
        let names: BTreeSet<&str> = all.iter().map(|one| one[language]).collect();
        assert_eq!(names.len(), all.len());
    }
    let poland = code_of("Poland").unwrap();
    assert_eq!(
        [in_french(poland), in_russian(poland)],
        ["Pologne", "Польша"]
    );
}

#[test]
fn the_table_of_spellings_is_sorted_so_none_belongs_to_two_places() {
    let text = include_str!("../src/values/countries/names.tsv");
    let lines: Vec<&str> = text
        .lines()
        .skip_while(|line| line.starts_with('#'))
        .collect();
    assert!(
        lines.len() > 15_000 && text.len() < 500_000,
        "{} spellings, {} bytes",
        lines.len(),
        text.len()
    );
    let keys: Vec<&str> = lines
        .iter()
        .map(|line| line.split('\t').next().unwrap())
        .collect();
    for (key, next) in keys.iter().zip(&keys[1..]) {
        assert!(key < next, "{key} and {next}");
    }
    assert_eq!(names().count(), lines.len(), "a line without a place");
}

#[test]
fn every_spelling_is_folded_and_found() {
    for (spelling, territory, naming) in names() {
        assert_eq!(fold::key(spelling), spelling);
        assert_eq!(look_up(spelling), Some((territory, naming)), "{spelling}");
    }
    assert_eq!(look_up(""), None);
    assert_eq!(look_up("zzzz"), None);
}

#[test]
fn every_country_has_names_in_many_languages() {
    for territory in territories().filter(|territory| territory.in_iso()) {
        let count = names()
            .filter(|(_, other, naming)| *other == territory && *naming == Naming::Name)
            .count();
        assert!(count >= 20, "{} has {count} names", territory.name);
    }
}

#[test]
fn the_languages_of_the_region_are_more_than_fifty_and_each_has_its_reason() {
    let text = include_str!("../examples/countries/languages.csv");
    let rows: Vec<Vec<&str>> = text
        .lines()
        .skip(1)
        .map(|line| line.split(',').collect())
        .collect();
    assert!(rows.iter().all(|row| row.len() == 3 && !row[2].is_empty()));
    let languages: BTreeSet<&str> = rows
        .iter()
        .map(|row| row[0].split('-').next().unwrap())
        .collect();
    assert!(languages.len() > 80, "{}", languages.len());
}

#[test]
fn all_57_participating_states_are_found_by_both_codes_and_by_name() {
    let list = include_str!("../rules/lists/osce-participating-states.csv");
    let mut rows = 0;
    for line in list.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        // A code that is a word or short for another country is asked about.
        let cells = if matches!(cells[0], "NO" | "SI" | "IS") {
            (cells[0], &cells[1..])
        } else {
            (cells[0], &cells[..])
        };
        all_are(cells.0, cells.1);
        rows += 1;
    }
    assert_eq!(rows, 57);
}

#[test]
fn countries_are_known_as_their_people_and_their_neighbours_write_them() {
    all_are("KG", &["Kyrgyz Rep.", "Кыргызстан", "Kyrgyzstan"]);
    all_are(
        "CZ",
        &["Czech Rep", "Czechia", "Česká republika", "ceska republika"],
    );
    all_are("NL", &["The Netherlands", "Netherlands", "Holland"]);
    all_are(
        "GB",
        &[
            "UK",
            "U.K.",
            "uk",
            "Great Britain",
            "England",
            "Scotland",
            "Wales",
        ],
    );
    all_are("US", &["USA", "U.S.A.", "the United States", "US", "usa"]);
    all_are("TR", &["Türkiye", "TÜRKİYE", "Turkiye", "Turkey"]);
    all_are("RU", &["Russia", "Россия", "Russian Federation"]);
    all_are("RS", &["Србија", "Srbija", "SRBIJA", "🇷🇸", "🇷🇸 Serbia"]);
    all_are(
        "BA",
        &["BiH", "Bosnia & Herzegovina", "Bosna i Hercegovina"],
    );
    all_are("MK", &["North Macedonia", "FYROM", "Macedonia"]);
    all_are("MD", &["Moldova", "Republic of Moldova"]);
    all_are("DE", &["Deutschland", " germany ", "DE", "DEU"]);
    all_are("AT", &["Österreich", "Oesterreich"]);
    all_are("CH", &["Schweiz", "Suisse", "Svizzera"]);
    all_are("PL", &["Polska", "POLAND"]);
    all_are("UA", &["Україна", "Украина"]);
    all_are("BY", &["Беларусь"]);
    all_are("KZ", &["Казахстан", "Қазақстан"]);
    all_are("AL", &["Shqipëri", "Shqipëria", "Shqiperia"]);
    all_are("ME", &["Crna Gora", "Црна Гора", "Montene\u{AD}gro"]);
    all_are("VA", &["Holy See", "Vatican"]);
    all_are("TM", &["Turkmenistan"]);
}

#[test]
fn names_that_a_person_must_settle_are_asked() {
    all_are(
        "ask",
        &[
            "Kosovo",
            "Kosova",
            "XK",
            "Crimea",
            "Крым",
            "Transnistria",
            "Northern Cyprus",
            "Abkhazia",
        ],
    );
    all_are(
        "ask",
        &[
            "South Ossetia",
            "Nagorno-Karabakh",
            "Palestine",
            "PS",
            "Taiwan",
            "TWN",
            "Hong Kong",
        ],
    );
    all_are(
        "ask",
        &[
            "USSR",
            "СССР",
            "Soviet Union",
            "Yugoslavia",
            "Czechoslovakia",
            "Serbia and Montenegro",
        ],
    );
    all_are(
        "ask",
        &[
            "Kongo",
            "Congo",
            "Korea",
            "stateless",
            "Northern Ireland",
            "Republika Srpska",
        ],
    );
    all_are(
        "ask",
        &[
            "Greenland",
            "Gibraltar",
            "Puerto Rico",
            "Faroe Islands",
            "Jersey",
            "NA",
        ],
    );
}

#[test]
fn every_reason_to_ask_is_a_short_sentence() {
    for territory in territories().filter(|territory| !territory.ask.is_empty()) {
        assert!(
            (20..140).contains(&territory.ask.len()) && !territory.ask.ends_with('.'),
            "{}: {}",
            territory.name,
            territory.ask
        );
    }
}

#[test]
fn a_misspelt_name_is_suggested_and_never_taken() {
    assert_eq!(nearest("Polnad"), Some("Poland"));
    assert_eq!(nearest("Germny"), Some("Germany"));
    assert_eq!(nearest("Германя"), Some("Germany"));
    assert_eq!(nearest("Kosvo"), Some("Kosovo"));
    all_are("suggest", &["Polnad", "Germny", "Германя"]);
}

#[test]
fn a_people_or_a_city_points_at_a_country_and_is_never_taken_for_it() {
    for (text, hint, country) in [
        ("Serbian", Hint::People, "Serbia"),
        ("ukrainienne", Hint::People, "Ukraine"),
        ("српкиња", Hint::People, "Serbia"),
        ("Georgian", Hint::People, "Georgia"),
        ("American", Hint::People, "United States of America"),
        ("America", Hint::People, "United States of America"),
        ("Belgrade", Hint::Inside, "Serbia"),
        ("Tbilisi", Hint::Inside, "Georgia"),
    ] {
        assert_eq!(find(text), Named::Suggest(hint, country), "{text}");
    }
}

#[test]
fn a_text_as_near_to_one_country_as_to_another_gets_no_suggestion() {
    assert_eq!(nearest("Slovania"), None);
}

#[test]
fn two_countries_in_one_cell_are_both_named_and_neither_is_taken() {
    for text in [
        "Serbia / Germany",
        "Serbia, Germany",
        "Serbia and Germany",
        "RS/DE",
        "Србија и Немачка",
        "Serbia (Germany)",
    ] {
        assert_eq!(
            find(text),
            Named::Several(vec!["Serbia", "Germany"]),
            "{text}"
        );
    }
    assert_eq!(
        find("Bosnia and Herzegovina and Serbia"),
        Named::Several(vec!["Bosnia and Herzegovina", "Serbia"])
    );
    all_are(
        "several",
        &[
            "Georgia, USA",
            "Georgia (US)",
            "Niger, Nigeria",
            "Serbia + Kosovo",
        ],
    );
    all_are("unknown", &["🇷🇸🇩🇪", "🇷🇸 Germany"]);
}

#[test]
fn one_country_named_twice_is_that_country() {
    all_are(
        "RS",
        &["Serbia / Србија", "Serbia (RS)", "RS - Serbia", "Serbia;"],
    );
    all_are("KZ", &["Казахстан/Қазақстан/Kazakhstan"]);
    all_are("ask", &["Kosovo / Косово"]);
}

#[test]
fn words_that_look_like_codes_are_not_taken_for_them() {
    for text in ["no", "ne", "si", "nic", "nr", "np", "x", "", "n/a"] {
        assert_eq!(code(text), "unknown", "{text}");
    }
    all_are("several", &["DE AT", "NO SI"]);
    all_are(
        "NO",
        &["NOR", "Norge", "Norway", "🇳🇴", "🇳🇴 NO", "NO / Norway"],
    );
    all_are("SI", &["SVN", "Slovenija"]);
    // In capitals, too: a yes or a no in a column of second citizenships.
    assert_eq!(
        (nearest("NO"), nearest("SI")),
        (Some("Norway"), Some("Slovenia"))
    );
    // Icelandic for the Isle of Man, and not Mongolia's code.
    all_are("ask", &["Mön"]);
    // Turkmen for Kazakhstan, and not Gaza.
    all_are("KZ", &["Gazagystan"]);
}

#[test]
fn codes_that_also_stand_for_another_country_are_asked_about() {
    all_are("ask", &["NA", "BH", "CG", "CR", "NI", "SA", "SL", "SR"]);
    all_are("ME", &["MNE", "ME", "Crna Gora"]);
    all_are("CZ", &["ČR", "CZ"]);
    // Short for the United Kingdom in Spanish.
    all_are("RU", &["RU"]);
}

#[test]
fn names_that_several_places_share_in_some_language_are_asked_about() {
    all_are(
        "ask",
        &[
            "Kongo",
            "Конго",
            "Congo",
            "კონგო",
            "콩고",
            "Свети Мартин",
            "Saint-Martin",
            "Corée",
            "Корея",
            "Guiana",
            "Доминикана",
        ],
    );
    all_are("CD", &["Congo - Kinshasa", "Kongo-Kinshasa", "ДР Конго"]);
    all_are("CG", &["Congo (Republic)", "Конго - Браззавиль"]);
}

#[test]
fn what_a_person_must_settle_is_asked_about_in_many_languages() {
    all_are(
        "ask",
        &[
            "Κοσσυφοπέδιο",
            "Կոսովո",
            "კოსოვო",
            "Koszovó",
            "Косава",
            "Kòsovo",
            "🇽🇰",
            "Kosovo*",
        ],
    );
    all_are(
        "ask",
        &[
            "Palästina",
            "Палестинські території",
            "Filistin",
            "فلسطين",
            "台灣",
            "Tchaj-wan",
        ],
    );
    all_are(
        "ask",
        &[
            "Färöarna",
            "Grónsko",
            "Гренландия",
            "გიბრალტარი",
            "Nya Kaledonien",
        ],
    );
}

#[test]
fn spaces_accents_apostrophes_and_dots_do_not_tell_names_apart() {
    all_are(
        "CI",
        &[
            "Côte d'Ivoire",
            "Cote d’Ivoire",
            "COTE D'IVOIRE",
            "cote divoire",
        ],
    );
    all_are(
        "UZ",
        &["Oʻzbekiston", "O'zbekiston", "O‘zbekiston", "OZBEKISTON"],
    );
    all_are("US", &["U. S. A.", "u.s.a", "ארה״ב", "ארה\"ב"]);
    all_are("GR", &["Ελλάς", "ΕΛΛΑΣ", "ελλαδα", "Ελλάδα"]);
    all_are("TR", &["TÜRKİYE", "türkiye", "Turkıye"]);
    all_are("IN", &["भारत"]);
    all_are("KR", &["대한민국", "한국", "Republic of Korea"]);
    all_are(
        "RS",
        &["\u{200f}Serbia\u{200e}", "Ser\u{200b}bia", "Ｓｅｒｂｉａ"],
    );
}

#[test]
fn a_very_long_text_is_unknown_and_nothing_near_it_is_looked_for() {
    assert_eq!(nearest(&"Poland ".repeat(10_000)), None);
}

#[test]
fn names_for_sentences_are_english() {
    let of = |code| Country::new(code).map(name);
    assert_eq!(of("TR"), Some("Türkiye"));
    assert_eq!(of("RU"), Some("Russian Federation"));
    assert_eq!(of("ZZ"), Some(""));
    assert!(!Country::new("ZZ").is_some_and(exists));
}

/// A text a letter away from a spelling of the table: another letter, one too many, too few, or two swapped.
fn slips() -> impl Strategy<Value = (String, String)> {
    let spellings: Vec<&'static str> = names()
        .map(|(spelling, ..)| spelling)
        .filter(|name| name.len() > 3)
        .collect();
    (
        proptest::sample::select(spellings.clone()),
        proptest::sample::select(spellings),
        any::<usize>(),
        0..4_u8,
    )
        .prop_map(|(name, other, at, kind)| {
            let mut letters: Vec<char> = name.chars().collect();
            let letter = other.chars().nth(at % other.chars().count()).unwrap();
            let at = at % letters.len();
            match kind {
                0 => letters[at] = letter,
                1 => letters.insert(at, letter),
                2 => drop(letters.remove(at)),
                _ => letters.swap(at, at.saturating_sub(1)),
            }
            (name.to_owned(), letters.into_iter().collect())
        })
}

proptest! {
    #[test]
    fn a_slip_of_the_pen_makes_no_country_that_the_table_does_not_spell((name, slip) in slips()) {
        if let Named::Country(country) = find(&slip) {
            let key = fold::key(&slip);
            let known = look_up(&key).or_else(|| look_up(key.strip_prefix("the ").unwrap_or(&key)));
            let own = look_up(&name).is_some_and(|(territory, _)| territory.code == country);
            prop_assert!(own || known.is_some_and(|(territory, _)| territory.code == country), "{name}, {slip}: {country}");
        }
    }

    #[test]
    fn text_without_a_letter_or_digit_is_no_country(text in "[^\\p{L}\\p{N}\\p{So}&]{0,40}") {
        prop_assert_eq!(find(&text), Named::Unknown);
    }

    #[test]
    fn a_country_is_found_whatever_surrounds_its_name(text in "\\PC{0,40}") {
        // Whatever the text is, it is read without harm, and quoting it does not make it another country.
        let found = find(&text);
        if let Named::Country(_) = found {
            prop_assert_eq!(find(&format!("  {text}\u{200e} ")), found);
        }
    }
}
