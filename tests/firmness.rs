//! Firmness against selections from scratch: every range, margin and answer that is told is written into rules or applications, and
//! selected anew.

mod assessors;
mod beside;
pub(crate) mod make;
mod page;
mod seats;
mod stages;
mod two;
mod weights;

use std::collections::BTreeSet;

use intake::engine::{File, sheets};
use intake::record::Audit;
use intake::rules::Rules;
use intake::rules::load::load;
use intake::select::select;
use intake::study::firmness::firmness;
use intake::study::firmness::told::Firmness;
use intake::table::Options;
use rust_decimal::Decimal;

use make::Pool;

/// Rules, and what comes of a pool by them.
pub(crate) struct Anew {
    pub(crate) rules: Rules,
    pub(crate) audit: Option<Audit>,
}

impl Anew {
    /// None where no lawful selection is found.
    pub(crate) fn new(rules: &str, csv: &str) -> Self {
        let loaded = load("rules.toml", rules, &|_| Err(String::new()));
        let rules = loaded.rules.unwrap_or_else(|| {
            let messages: Vec<&str> = loaded
                .findings
                .iter()
                .map(|found| found.message.as_str())
                .collect();
            panic!("{messages:#?}")
        });
        let audit = audit(&rules, csv);
        Self { rules, audit }
    }

    pub(crate) fn of(pool: &Pool) -> Self {
        let weights = pool.weights.map(str::to_owned);
        Self::new(&pool.rules(&weights, None), &pool.csv(&pool.rows))
    }

    fn told(&self, percent: u32) -> Option<Firmness> {
        let audit = self.audit.as_ref()?;
        Some(firmness(&self.rules, audit, Decimal::from(percent)).unwrap())
    }

    /// The ids of those of whom this came.
    fn of_outcome(&self, word: &str) -> BTreeSet<String> {
        let records = self.audit.as_ref().unwrap().records().map(Result::unwrap);
        let those = records.filter(|record| record.outcome.word() == word);
        those
            .map(|record| record.application.into_owned())
            .collect()
    }

    pub(crate) fn seated(&self) -> Option<BTreeSet<String>> {
        Some(seated(self.audit.as_ref()?))
    }
}

fn audit(rules: &Rules, csv: &str) -> Option<Audit> {
    let pile = File::new("pile.csv", csv.as_bytes().to_vec());
    let (sheets, _) = sheets(&[pile], &Options::default());
    let selection = select(rules, &sheets).ok()?;
    let mut audit = Vec::new();
    intake::record::audit::write(&mut audit, &selection).unwrap();
    Some(Audit::new(String::from_utf8(audit).unwrap()).unwrap())
}

fn seated(audit: &Audit) -> BTreeSet<String> {
    let records = audit.records().map(Result::unwrap);
    let seated = records.filter(|record| record.outcome.word() == "selected");
    seated
        .map(|record| record.application.into_owned())
        .collect()
}
