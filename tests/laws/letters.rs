//! Letters of any pile: everybody has exactly one, and it names nobody else.

use std::collections::{BTreeMap, BTreeSet};

use intake::engine::letters::{Request, letters};
use intake::engine::{Past, Pile as Files};
use intake::table::Options;
use proptest::prelude::*;

use super::cases;
use super::pile::pile;

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn everybody_has_one_letter_and_one_row_of_the_table(pile in pile(16, 3)) {
        let ran = pile.bench().select();
        let request = Request {
            personal: Files { applications: &[], ratings: &[], rulings: &[], reading: &Options::default(), follows: None, stage_before: None },
            templates: None,
            date: None,
            told: None,
            all: false,
        };
        let mut files = BTreeMap::new();
        let written = letters(&ran.files, &request, &mut files).unwrap();
        let past = Past::open(&ran.files).unwrap();
        let ids: Vec<String> = past.records().map(|record| record.unwrap().application.into_owned()).collect();
        let rows = crate::letters::table(&files);
        let named: Vec<String> = rows.iter().skip(1).map(|row| row[0].clone()).collect();
        prop_assert_eq!(&named, &ids);
        let letters: BTreeSet<&String> = rows.iter().skip(1).map(|row| &row[11]).collect();
        prop_assert_eq!(letters.len(), ids.len());
        prop_assert_eq!(files.len(), 2 * ids.len() + 1);
        prop_assert_eq!(written.letters.iter().map(|(_, many)| many).sum::<usize>(), ids.len());
    }
}
