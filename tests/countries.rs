//! Country names: what is decided, what is asked, and what is never guessed.

use std::collections::BTreeMap;

use intake::domain::Country;
use intake::domain::countries::{Named, exists, find, name, table};

fn code(text: &str) -> String {
    match find(text) {
        Named::Country(country) => country.to_string(),
        Named::Ask(_) => "ask".to_owned(),
        Named::Unknown { .. } => "unknown".to_owned(),
    }
}

/// The suggestion for a text that names no country.
fn nearest(text: &str) -> Option<&'static str> {
    let Named::Unknown { nearest } = find(text) else { return Some("found, which it must not be") };
    nearest
}

/// Every text after a code must be found as that code.
fn all_are(wanted: &str, texts: &[&str]) {
    for text in texts {
        assert_eq!(code(text), wanted, "{text}");
    }
}

#[test]
fn the_table_holds_the_249_codes_of_iso_3166_each_once() {
    let mut codes = BTreeMap::new();
    for (alpha2, alpha3, name, _) in table().filter(|(alpha2, ..)| !alpha2.is_empty()) {
        assert!(Country::new(alpha2).is_some_and(exists), "{alpha2}");
        assert_eq!((alpha3.len(), alpha3.to_ascii_uppercase().as_str()), (3, alpha3), "{name}");
        *codes.entry(alpha2).or_insert(0) += 1;
        *codes.entry(alpha3).or_insert(0) += 1;
    }
    assert_eq!(codes.len(), 2 * 249);
    assert!(codes.values().all(|times| *times == 1));
}

#[test]
fn every_row_of_the_table_has_five_cells_and_needs_no_quotes() {
    for line in include_str!("../src/domain/countries.csv").lines() {
        assert_eq!(line.split(',').count(), 5, "{line}");
        assert!(!line.contains('"'), "{line}");
    }
}

#[test]
fn every_spelling_leads_back_to_its_own_row_so_none_belongs_to_two() {
    for (alpha2, _, name, spellings) in table() {
        for spelling in spellings {
            match find(spelling) {
                Named::Country(country) => assert_eq!(country.to_string(), alpha2, "{spelling}"),
                Named::Ask(_) => {}
                Named::Unknown { .. } => panic!("{spelling} of {name} is not found"),
            }
        }
    }
    let mut owners: BTreeMap<String, &str> = BTreeMap::new();
    for (_, _, name, spellings) in table() {
        for spelling in spellings {
            let folded = intake::domain::spelling::fold_words(spelling);
            let owner = owners.entry(folded).or_insert(name);
            assert_eq!(*owner, name, "{spelling}");
        }
    }
}

#[test]
fn all_57_participating_states_are_found_by_both_codes_and_by_name() {
    let list = include_str!("../rules/lists/osce-participating-states.csv");
    let mut rows = 0;
    for line in list.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        all_are(cells[0], &cells);
        rows += 1;
    }
    assert_eq!(rows, 57);
}

#[test]
fn countries_are_known_as_their_people_and_their_neighbours_write_them() {
    all_are("KG", &["Kyrgyz Rep.", "Кыргызстан", "Kyrgyzstan"]);
    all_are("CZ", &["Czech Rep", "Czechia", "Česká republika", "ceska republika"]);
    all_are("NL", &["The Netherlands", "Netherlands", "Holland"]);
    all_are("GB", &["UK", "U.K.", "uk", "Great Britain", "England", "Scotland", "Wales"]);
    all_are("US", &["USA", "U.S.A.", "the United States", "us"]);
    all_are("TR", &["Türkiye", "TÜRKİYE", "Turkiye", "Turkey"]);
    all_are("RU", &["Russia", "Россия", "Russian Federation"]);
    all_are("RS", &["Србија", "Srbija", "SRBIJA", "🇷🇸", "🇷🇸 Serbia"]);
    all_are("BA", &["BiH", "Bosnia & Herzegovina", "Bosna i Hercegovina"]);
    all_are("MK", &["North Macedonia", "FYROM", "Macedonia"]);
    all_are("MD", &["Moldova", "Republic of Moldova"]);
    all_are("DE", &["Deutschland", " germany ", "de", "DEU"]);
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
    all_are("ask", &["Kosovo", "Kosova", "XK", "Crimea", "Крым", "Transnistria", "Northern Cyprus", "Abkhazia"]);
    all_are("ask", &["South Ossetia", "Nagorno-Karabakh", "Palestine", "PS", "Taiwan", "TWN", "Hong Kong"]);
    all_are("ask", &["USSR", "СССР", "Soviet Union", "Yugoslavia", "Czechoslovakia", "Serbia and Montenegro"]);
    all_are("ask", &["Kongo", "Congo", "Korea", "stateless", "Northern Ireland", "Republika Srpska"]);
    all_are("ask", &["Greenland", "Gibraltar", "Puerto Rico", "Faroe Islands", "Jersey", "NA"]);
}

#[test]
fn every_reason_to_ask_is_a_short_sentence() {
    for (_, _, name, _) in table() {
        if let Named::Ask(reason) = find(name) {
            assert!((20..100).contains(&reason.len()) && !reason.ends_with('.'), "{name}: {reason}");
        }
    }
}

#[test]
fn a_misspelt_name_is_suggested_and_never_taken() {
    assert_eq!(nearest("Polnad"), Some("Poland"));
    assert_eq!(nearest("Germny"), Some("Germany"));
    assert_eq!(nearest("Германя"), Some("Germany"));
    assert_eq!(nearest("Kosvo"), Some("Kosovo"));
}

#[test]
fn a_text_as_near_to_one_country_as_to_another_gets_no_suggestion() {
    assert_eq!(nearest("Slovania"), None);
}

#[test]
fn two_countries_in_one_cell_are_no_country() {
    for text in ["Serbia / Germany", "Serbia, Germany", "Serbia and Germany", "RS/DE", "🇷🇸🇩🇪", "🇷🇸 Germany", "DE AT"]
    {
        assert_eq!(code(text), "unknown", "{text}");
    }
}

#[test]
fn words_that_look_like_codes_are_not_taken_for_them() {
    for text in ["no", "ne", "si", "nic", "Mön", "Gazagystan", "x", "", "Chechen", "Belgrade"] {
        assert_eq!(code(text), "unknown", "{text}");
    }
    assert_eq!(code("n/a"), "unknown");
    assert_eq!(code("NO"), "NO");
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
