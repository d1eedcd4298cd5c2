//! Countries, codes, and names that are not to be refused.

use intake::values::Country;
use intake::values::countries::{Hint, Named, find, fold, table};

use crate::bench::Bench;

/// Who lives in the region is taken; everything else about the rules is as small as can be.
fn rules(more: &str) -> String {
    include_str!("countries/rules.toml").replace("# more", more)
}

fn bench(more: &str, countries: &[&str]) -> Bench {
    let row = |(at, country): (usize, &&str)| format!("A{at},2025-01-01 12:00,\"{country}\"\n");
    let rows: String = countries.iter().enumerate().map(row).collect();
    Bench::new(&rules(more)).pile(format!("ID,Submitted,Country of residence\n{rows}"))
}

fn of_the_only(bench: &Bench) -> String {
    let outcomes = bench.select().outcomes();
    let only = outcomes.into_values().next().unwrap();
    only.split(' ').next().unwrap().to_owned()
}

/// What becomes of somebody who writes this: `selected`, `ineligible`, `clarify` …
fn becomes(country: &str) -> String {
    of_the_only(&bench("", &[country]))
}

#[test]
fn granada_a_city_that_is_another_countrys_name_in_some_language_is_asked_about() {
    for name in [
        "Granada",
        "Columbia",
        "Salvador",
        "Trinidad",
        "Uman",
        "Poole",
        "Inđija",
        "Kuba",
        "Куба",
        "Viti",
        "عمان",
        "Grenade",
        "Гренада",
    ] {
        assert!(
            matches!(find(name), Named::Ask(_) | Named::Suggest(..)),
            "{name}: {:?}",
            find(name)
        );
    }
    assert_eq!(becomes("Granada"), "clarify");
    // Of a country that is its own name in English nobody is asked.
    for name in [
        "Jordan",
        "Lebanon",
        "Georgia",
        "Armenia",
        "Montenegro",
        "Belize",
        "Liberia",
        "Cuba",
        "Oman",
        "Grenada",
    ] {
        assert!(
            matches!(find(name), Named::Country(_)),
            "{name}: {:?}",
            find(name)
        );
    }
}

#[test]
fn granada_words_in_small_letters_are_no_codes() {
    for word in [
        "me", "to", "so", "and", "are", "can", "per", "us", "my", "man", "it", "de", "at", "is",
        "be", "la", "by", "Me", "Can",
    ] {
        assert!(
            !matches!(find(word), Named::Country(_)),
            "{word}: {:?}",
            find(word)
        );
    }
    for code in [
        "ME", "CAN", "US", "DE", "UK", "uk", "USA", "usa", "Usa", "UAE", "BiH", "RKS",
    ] {
        assert!(
            !matches!(find(code), Named::Suggest(..)),
            "{code}: {:?}",
            find(code)
        );
    }
}

/// No text of two or three small letters is a country, whatever it spells, but for the few that everybody writes so.
#[test]
fn no_word_of_two_or_three_small_letters_is_a_country() {
    let letters = || 'a'..='z';
    for (one, two) in letters().flat_map(|one| letters().map(move |two| (one, two))) {
        let short = format!("{one}{two}");
        assert!(
            short == "uk" || !matches!(find(&short), Named::Country(_)),
            "{short}"
        );
        for three in letters() {
            let word = format!("{short}{three}");
            let usual = ["usa", "uae", "bih"].contains(&word.as_str());
            assert!(usual || !matches!(find(&word), Named::Country(_)), "{word}");
        }
    }
}

#[test]
fn iso_codes_of_a_column_of_codes_are_asked_about_once_and_settled_by_one_line() {
    let codes = ["NO", "SE", "SI", "PL", "KR", "de"];
    let ran = bench("", &codes).select();
    assert_eq!(
        ran.said.err.matches("country-codes").count(),
        1,
        "{}",
        ran.said.err
    );
    assert!(
        ran.said
            .err
            .contains("put `codes = true` under [fields.home]"),
        "{}",
        ran.said.err
    );
    let settled = bench("codes = true", &codes).select();
    assert!(
        !settled.said.err.contains("country-codes"),
        "{}",
        settled.said.err
    );
    let seated = settled
        .outcomes()
        .values()
        .filter(|outcome| outcome.starts_with("selected"))
        .count();
    assert_eq!(
        (seated, settled.outcomes()["A4"].as_str()),
        (5, "ineligible")
    );
}

/// Every code is its country where the rules say that the column holds codes, in capitals or not.
#[test]
fn declared_codes_are_what_iso_3166_says() {
    use intake::values::countries::{Codes, find_among};
    for territory in
        table::territories().filter(|territory| territory.in_iso() && territory.ask.is_empty())
    {
        let code = territory.code.to_string();
        for text in [
            code.clone(),
            code.to_lowercase(),
            territory.alpha3.to_owned(),
            territory.alpha3.to_lowercase(),
        ] {
            assert_eq!(
                find_among(&text, Codes::Declared),
                Named::Country(territory.code),
                "{text}"
            );
        }
    }
}

#[test]
fn codes_that_are_short_for_another_country_in_the_region_are_asked_about() {
    for code in [
        "KR", "AU", "IR", "BS", "AR", "SZ", "IS", "SR", "SL", "BH", "CG", "CR", "NI", "SA", "NA",
    ] {
        assert!(
            matches!(find(code), Named::Ask(_)),
            "{code}: {:?}",
            find(code)
        );
    }
}

#[test]
fn names_are_not_refused_without_need() {
    for (code, names) in [
        (
            "GE",
            &[
                "Tbilisi, Georgia",
                "Georgia, Tbilisi",
                "Georgia (Tbilisi)",
                "Gruziya",
            ][..],
        ),
        (
            "RS",
            &["Belgrade, Serbia", "Novi Sad - Serbia", "Republika Srbija"],
        ),
        (
            "NL",
            &["Netherlands (the)", "the Netherlands", "Netherlands, the"],
        ),
        (
            "AM",
            &[
                "Rep. of Armenia",
                "Republic of Armenia",
                "Республика Армения",
                "Респ. Армения",
                "Armeniya",
            ],
        ),
        ("DE", &["ФРГ", "Bundesrepublik Deutschland", "Germaniya"]),
        ("GR", &["EL", "Hellenic Republic"]),
        ("UA", &["Ukraina", "Kyiv, Ukraine"]),
        ("KG", &["Кыргызская Республика", "Kirgiziya"]),
        (
            "MD",
            &["Республика Молдова", "Moldaviya", "Chișinău, Moldova"],
        ),
        ("BY", &["Республика Беларусь", "Belorussiya"]),
    ] {
        for name in names {
            match find(name) {
                Named::Country(country) => assert_eq!(country.to_string(), code, "{name}"),
                found => panic!("{name} is {found:?}"),
            }
        }
    }
}

#[test]
fn whose_citizen_somebody_is_says_nothing_of_where_they_live() {
    assert_eq!(becomes("Resident of Serbia"), "selected");
    assert_eq!(becomes("living in Serbia"), "selected");
    assert_eq!(becomes("Citizen of Serbia"), "clarify");
    assert_eq!(becomes("Citizen of Brazil"), "clarify");
    let citizenship = |country: &str| {
        let rules = rules("").replace("Country of residence", "Citizenship");
        let pile = format!("ID,Submitted,Citizenship\nA,2025-01-01 12:00,{country}\n");
        of_the_only(&Bench::new(&rules).pile(pile))
    };
    assert_eq!(citizenship("Citizen of Serbia"), "selected");
    assert_eq!(citizenship("a citizen of Brazil"), "ineligible");
    assert_eq!(citizenship("resident of Serbia"), "clarify");
    assert_eq!(citizenship("citizen of Wonderland"), "clarify");
}

#[test]
fn no_country_is_suggested_to_a_people_without_a_state_of_its_name() {
    for people in [
        "Kurdish",
        "Kurd",
        "Rusyn",
        "Assyrian",
        "Sami",
        "Turkish Cypriot",
        "Greek Cypriot",
        "Romani",
        "Roma",
        "Sorbian",
        "Aromanian",
        "Vlach",
        "Crimean Tatar",
        "Chechen",
        "Gagauz",
        "Basque",
        "Catalan",
        "Uyghur",
        "Yezidi",
        "курд",
        "осетин",
        "татарка",
    ] {
        assert_eq!(find(people), Named::Unknown, "{people}");
    }
    // Misspelt countries that begin in the same way still get their suggestion.
    for (text, country) in [
        ("Romaina", "Romania"),
        ("Samao", "Samoa"),
        ("Sebria", "Serbia"),
        ("Cyrpus", "Cyprus"),
    ] {
        assert_eq!(
            find(text),
            Named::Suggest(Hint::Misspelt, country),
            "{text}"
        );
    }
}

#[test]
fn slavic_adjectives_are_suggestions_and_never_countries() {
    for (text, country) in [
        ("украинское", "Ukraine"),
        ("українське", "Ukraine"),
        ("российское", "Russian Federation"),
        ("српско", "Serbia"),
        ("srpsko", "Serbia"),
        ("crnogorsko", "Montenegro"),
        ("bosansko", "Bosnia and Herzegovina"),
        ("польское", "Poland"),
        ("армянское", "Armenia"),
    ] {
        assert_eq!(find(text), Named::Suggest(Hint::People, country), "{text}");
    }
}

#[test]
fn a_city_beside_its_own_country_is_that_country_whatever_stands_between() {
    for (code, names) in [
        (
            "AT",
            &[
                "Vienna, Austria",
                "Vienna Austria",
                "Austria Vienna",
                "Vienna - Austria",
                "Vienna (Austria)",
            ][..],
        ),
        (
            "RS",
            &[
                "Serbia (Novi Sad)",
                "Novi Sad Serbia",
                "Republic of Serbia, Belgrade",
                "RS Serbia",
                "Beograd Srbija",
            ],
        ),
        (
            "GE",
            &[
                "TBILISI GEORGIA",
                "Georgia (Caucasus)",
                "Batumi, Adjara, Georgia",
            ],
        ),
        (
            "UA",
            &["г. Киев, Украина", "м. Львів, Україна", "Lviv Ukraine"],
        ),
        ("MD", &["R. Moldova", "Republic Moldova", "Р. Молдова"]),
        ("BY", &["Р. Беларусь", "г. Минск, Беларусь"]),
        ("AM", &["Республіка Вірменія", "R. Armenia"]),
        (
            "MK",
            &[
                "Republika Sjeverna Makedonija",
                "R. Macedonia",
                "Republic of North Macedonia",
            ],
        ),
        ("NL", &["Netherlands (Kingdom of the)"]),
    ] {
        for name in names {
            assert_eq!(
                find(name),
                Named::Country(Country::new(code).unwrap()),
                "{name}"
            );
        }
    }
    // A city of another country, or one that nobody knows, decides nothing.
    for name in [
        "Paris, Texas",
        "Paris Serbia",
        "Atlanta, Georgia",
        "Atlanta Georgia",
        "Georgia, USA",
        "Georgia USA",
        "Athens, Georgia",
        "Rome Georgia",
        "Granada, Spain",
        "Tuzla, Turkey",
        "Brest, France",
        "Birmingham, AL",
        "Boise, ID",
        "Baltimore, MD",
        "Republic of China",
        "Republic Congo",
        "R. Korea",
        "R. Srpska",
        "Republic of Dagestan",
        "Republic of Kosovo",
        "Р. Крым",
        "R. Ireland, Northern",
        "г. Минск",
    ] {
        assert!(
            !matches!(find(name), Named::Country(_)),
            "{name}: {:?}",
            find(name)
        );
    }
}

#[test]
fn whoever_left_a_country_is_asked_where_they_live() {
    for text in [
        "I left Belarus and live in Lithuania",
        "from Russia, now in Georgia",
        "Belarus (living in Lithuania)",
        "Belarus, in exile in Poland",
        "Belarus (exile)",
        "exile",
        "Ukraine (currently Germany)",
        "Syria, now Türkiye",
        "Serbia (refugee from Syria)",
        "citizen of Russia living in Serbia",
        "Russian citizen",
        "Russia (citizen), Serbia (resident)",
        "Vilnius, Belarus",
        "Warsaw (Belarus)",
        "Moscow, now Belgrade",
        "Россия, сейчас Грузия",
        "Грузия (из России)",
        "not Serbia",
    ] {
        assert_eq!(becomes(text), "clarify", "{text}");
    }
    // And nobody is asked whether they meant Chile.
    assert_eq!(find("exile"), Named::Unknown);
}

/// No two countries, nor a city and another country, are ever one country, whatever stands between them.
#[test]
fn two_places_of_different_countries_never_decide() {
    const BETWEEN: [&str; 12] = [
        " ",
        ", ",
        " / ",
        " - ",
        " (",
        " and ",
        " in ",
        " now ",
        " -> ",
        "; ",
        ". ",
        " but I live in ",
    ];
    let mut seed = 11_usize;
    let mut next = |below: usize| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    let names: Vec<(&str, &table::Territory, table::Naming)> = table::names().collect();
    let mut own = 0;
    for turn in 0..1_500 {
        let (one, first, _) = names[next(names.len())];
        let (other, second, _) = names[next(names.len())];
        let text = format!("{one}{}{other}", BETWEEN[turn % BETWEEN.len()]);
        match find(&text) {
            Named::Country(country) if country == first.code && country == second.code => own += 1,
            // Two names may happen to be a longer one of somewhere else.
            Named::Country(country) => {
                assert_eq!(
                    table::look_up(&fold::key(&text)).map(|(territory, _)| territory.code),
                    Some(country),
                    "{text}"
                );
            }
            _ => {}
        }
    }
    assert!(own > 0);
}
