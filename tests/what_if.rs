//! What-ifs against the whole program: every one of them is written into the applications and selected anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use insta::assert_snapshot;
use intake::engine::{File, sheets};
use intake::record::Audit;
use intake::rules::Rules;
use intake::rules::load::load;
use intake::select::select;
use intake::study::what_if::told::{Then, Trial, WhatIf};
use intake::study::what_if::what_if;
use intake::table::Options;
use intake::values::OutcomeKind;
use serde_json::Value;

use crate::bench::{Bench, repository, said};

/// Rules, and applications as cells, the headings first.
pub(crate) struct Setting {
    rules: Rules,
    pub(crate) rows: Vec<Vec<String>>,
}

/// What became of everybody, by id; the header's under nothing.
type Records = BTreeMap<String, Value>;

impl Setting {
    pub(crate) fn new(rules: &str, csv: &str) -> Self {
        let list = |list: &str| {
            let path = repository("rules").join(list);
            fs::read_to_string(path).map_err(|error| error.to_string())
        };
        let loaded = load("rules.toml", rules, &list);
        let rules = loaded
            .rules
            .unwrap_or_else(|| panic!("{:?}", loaded.findings))
            .at_first_stage();
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(csv.as_bytes());
        let row = |record: csv::Result<csv::StringRecord>| {
            record.unwrap().iter().map(str::to_owned).collect()
        };
        Self {
            rules,
            rows: reader.records().map(row).collect(),
        }
    }

    fn of(rules: &str, csv: &str) -> Self {
        let text = |path: &str| fs::read_to_string(repository(path)).unwrap();
        Self::new(&text(rules), text(csv).trim_start_matches('\u{feff}'))
    }

    /// The audit of a selection from scratch.
    pub(crate) fn audit(&self, rows: &[Vec<String>]) -> Audit {
        let mut writer = csv::WriterBuilder::new()
            .flexible(true)
            .from_writer(Vec::new());
        rows.iter()
            .for_each(|row| writer.write_record(row).unwrap());
        let pile = File::new("pile.csv", writer.into_inner().unwrap());
        let (sheets, _) = sheets(&[pile], &Options::default());
        let selection = select(&self.rules, &sheets).unwrap();
        let mut audit = Vec::new();
        intake::record::audit::write(&mut audit, &selection).unwrap();
        Audit::new(String::from_utf8(audit).unwrap()).unwrap()
    }

    pub(crate) fn what_if(&self, audit: &Audit, application: &str) -> WhatIf {
        let record = audit.record(audit.line(application).unwrap());
        what_if(&self.rules, &record.unwrap(), audit).unwrap()
    }

    /// Holds every what-if of an application against a selection with the changed cells; returns how many there were.
    pub(crate) fn agrees(&self, audit: &Audit, application: &str) -> usize {
        let told = self.what_if(audit, application);
        let before = &records(audit)[application];
        let smallest = told.smallest.iter().flat_map(|smallest| &smallest.trials);
        let suggested: Vec<&Trial> = told
            .steps
            .iter()
            .filter_map(|step| step.trial.as_ref())
            .chain(smallest)
            .collect();
        for change in suggested.iter().flat_map(|trial| &trial.changes) {
            let field = self
                .rules
                .form
                .fields
                .iter()
                .find(|field| field.name == change.field)
                .unwrap();
            assert!(
                !field.fixed && !field.personal,
                "{application}: {} is suggested",
                field.name
            );
        }
        if let Some(answers) = &told.answers {
            assert!(
                said(&before["could_sit"]) == "true" || !answers.could_sit,
                "{application}: {answers:?}"
            );
        }
        let trials: Vec<&Trial> = suggested
            .into_iter()
            .chain(told.answers.iter().flat_map(|answers| &answers.examples))
            .collect();
        let mut held = 0;
        // A rating of a file of its own has no column here.
        let has_columns = |trial: &&Trial| {
            trial.changes.iter().all(|change| {
                let assessor = change.assessor.map_or(0, |one| one.id().unwrap().0);
                let columns = audit.header.sheets[0].fields.get(&change.field);
                columns
                    .and_then(|all| all.get(assessor)?.as_ref())
                    .is_some()
            })
        };
        for trial in trials
            .into_iter()
            .filter(|trial| trial.then.outcome.is_some())
            .filter(has_columns)
        {
            let anew = records(&self.audit(&self.changed(audit, application, trial)));
            let after = &anew[application];
            assert_eq!(
                outcome(after),
                trial.then,
                "{application}: {:?}",
                trial.changes
            );
            let of = |record: &Value| ["outcome", "group", "reserve"].map(|key| said(&record[key]));
            assert_eq!(
                of(before) != of(after),
                trial.changes_outcome,
                "{application}: {trial:?}"
            );
            held += 1;
        }
        held
    }

    /// The rows with the cells of a trial changed.
    fn changed(&self, audit: &Audit, application: &str, trial: &Trial) -> Vec<Vec<String>> {
        let column = |field: &str, assessor: usize| {
            let letters = audit.header.sheets[0].fields[field][assessor]
                .clone()
                .unwrap_or_default();
            letters.bytes().fold(0, |column, letter| {
                column * 26 + usize::from(letter - b'A') + 1
            }) - 1
        };
        let mut rows = self.rows.clone();
        let row = if self.rules.form.id_made_of.is_empty() {
            let id = column(&self.rules.form.fields[self.rules.form.id].name, 0);
            rows.iter_mut()
                .find(|row| row.get(id).is_some_and(|cell| cell.trim() == application))
                .unwrap()
        } else {
            let location = said(&records(audit)[application]["origin"]);
            let (_, row) = location.rsplit_once(':').unwrap();
            &mut rows[row.parse::<usize>().unwrap() - 1]
        };
        for change in &trial.changes {
            let column = column(
                &change.field,
                change
                    .assessor
                    .map_or(0, |assessor| assessor.id().unwrap().0),
            );
            row.resize(row.len().max(column + 1), String::new());
            row[column].clone_from(&change.would_be);
        }
        rows
    }
}

pub(crate) fn records(audit: &Audit) -> Records {
    let records = audit
        .records()
        .map(|record| serde_json::to_value(record.unwrap()).unwrap());
    records
        .map(|record| (said(&record["application"]), record))
        .collect()
}

/// A record's outcome as what-ifs tell it.
fn outcome(record: &Value) -> Then {
    let text = |value: &Value| Some(said(value)).filter(|text| !text.is_empty());
    let with = |answer: &str| -> Vec<String> {
        let judged = record["criteria"].as_array().unwrap().iter();
        judged
            .filter(|judged| judged["answer"] == answer)
            .map(|judged| said(&judged["id"]))
            .collect()
    };
    let outcome: OutcomeKind = serde_json::from_value(record["outcome"].clone()).unwrap();
    Then {
        group: serde_json::from_value(record["group"].clone()).unwrap(),
        reserve: record["reserve"]
            .as_u64()
            .map(|number| u32::try_from(number).unwrap()),
        position: record["standing"]["place"]
            .as_u64()
            .map(|number| usize::try_from(number).unwrap()),
        // Whoever is asked has a range of totals, and no total.
        total: text(&record["total"]).filter(|_| outcome != OutcomeKind::Clarify),
        not_met: if outcome == OutcomeKind::Ineligible {
            with("not-met")
        } else {
            Vec::new()
        },
        unclear: if outcome == OutcomeKind::Clarify {
            with("unclear")
        } else {
            Vec::new()
        },
        outcome: Some(outcome),
    }
}

/// Everybody with an id.
pub(crate) fn ids(audit: &Audit) -> Vec<String> {
    records(audit)
        .into_keys()
        .filter(|id| !id.is_empty() && !id.contains(".csv:"))
        .collect()
}

#[test]
fn every_what_if_of_the_small_samples_comes_out_of_a_selection_anew() {
    let mut held = 0;
    for entry in fs::read_dir(repository("sample-applications/small")).unwrap() {
        let path = entry.unwrap().path();
        if path
            .extension()
            .is_some_and(|extension| extension == "toml")
        {
            let text =
                |extension: &str| fs::read_to_string(path.with_extension(extension)).unwrap();
            let setting = Setting::new(&text("toml"), text("csv").trim_start_matches('\u{feff}'));
            let audit = setting.audit(&setting.rows);
            held += ids(&audit)
                .iter()
                .map(|id| setting.agrees(&audit, id))
                .sum::<usize>();
        }
    }
    assert!(held > 150, "only {held}");
}

#[test]
fn what_ifs_of_the_sample_come_out_of_a_selection_anew() {
    let setting = Setting::of(
        "rules/montenegro-2019.toml",
        "sample-applications/montenegro-2019.csv",
    );
    let audit = setting.audit(&setting.rows);
    // A reserve by lot, an unplaced, an ineligible with two criteria, three unclear: a country, a rating, two countries.
    let held: usize = ["A-0175", "A-0276", "A-0132", "A-0078", "A-0034", "A-0115"]
        .iter()
        .map(|id| setting.agrees(&audit, id))
        .sum();
    assert!(held > 20, "only {held}");
}

#[test]
fn an_answer_that_is_fixed_is_never_suggested() {
    let rules = |fixed: &str| {
        let text = fs::read_to_string(repository("rules/minimal.toml")).unwrap();
        let (before, after) = text
            .split_once("type = \"number\"")
            .unwrap_or_else(|| panic!("{text}"));
        format!("{before}type = \"number\"\n{fixed}{after}")
    };
    let csv = fs::read_to_string(repository("sample-applications/minimal.csv")).unwrap();
    let suggested = |rules: &str| -> BTreeSet<String> {
        let setting = Setting::new(rules, csv.trim_start_matches('\u{feff}'));
        let audit = setting.audit(&setting.rows);
        let told = ids(&audit)
            .into_iter()
            .map(|id| setting.what_if(&audit, &id));
        let trials = told.flat_map(|told| {
            let smallest = told
                .smallest
                .into_iter()
                .flat_map(|smallest| smallest.trials);
            told.steps
                .into_iter()
                .filter_map(|step| step.trial)
                .chain(smallest)
                .collect::<Vec<_>>()
        });
        trials
            .flat_map(|trial| trial.changes)
            .map(|change| change.field)
            .collect()
    };
    let both: BTreeSet<String> = ["motivation".to_owned(), "years".to_owned()].into();
    assert_eq!(suggested(&rules("")), both);
    assert_eq!(
        suggested(&rules("fixed = true")),
        ["motivation".to_owned()].into()
    );
}

/// The section of the page, without its heading.
fn section(rules: &str, csv: &str, application: &str) -> String {
    let bench = Bench::of(rules, csv);
    bench.select();
    let page = bench.explain(application).out;
    let (_, rest) = page
        .split_once("\nWhat if\n")
        .unwrap_or_else(|| panic!("{page}"));
    rest.split("\n\n").next().unwrap().to_owned()
}

#[test]
fn a_reserve_by_lot_sees_what_one_step_would_have_changed() {
    let told = section(
        "rules/montenegro-2019.toml",
        "sample-applications/montenegro-2019.csv",
        "A-0175",
    );
    assert_snapshot!(told, @"
    scoring rule                 one step                     total  place  outcome
    Relevance for future work,   Relevance by A1 7 rather     72     10     selected, Human rights of
    mean of the assessors up     than 6                                     Roma and Sinti
    Relevance for future work,   Relevance by A1 5 rather     68     34     unplaced
    mean of the assessors down   than 6
    Motivation, mean of the      Motivation by A1 7 rather    71.5   12     selected, Human rights of
    assessors up                 than 6                                     Roma and Sinti
    Motivation, mean of the      Motivation by A1 5 rather    68.5   25     reserve, number 5 for
    assessors down               than 6                                     Human rights of Roma and
                                                                            Sinti
    The less monitoring          none: already the most
    experience, the more to
    gain up
    The less monitoring          none: fixed
    experience, the more to
    gain down
    The less training so far,    none: already the most
    the more to gain up
    The less training so far,    Security training limited    65     50     unplaced
    the more to gain down        rather than none
    English beyond the minimum   none: already the most
    up
    English beyond the minimum   Level of English C1 rather   69.25  24     reserve, number 5 for
    down                         than C2                                    Human rights of Roma and
                                                                            Sinti
    the smallest changes of one answer that would have won a seat, each alone; no advice:
         In which field are you active? roma-and-sinti and african-descent rather than roma-and-sinti:
             place 19 with 70, selected, Human rights of people of African descent
         Relevance by A1 7 rather than 6: place 10 with 72, selected, Human rights of Roma and Sinti
         Relevance by A2 6 rather than 5: place 10 with 72, selected, Human rights of Roma and Sinti
         Motivation by A1 7 rather than 6: place 12 with 71.5, selected, Human rights of Roma and
             Sinti
         Motivation by A2 7 rather than 6: place 12 with 71.5, selected, Human rights of Roma and
             Sinti
    with a seat in Human rights of Roma and Sinti by force, and everything else as well as it can be
        then:
         A-0176 would have no seat
         “Half of the seats for women”: 14 rather than 13
         sum of totals: 1656.5832, as it is
    ");
}

#[test]
fn somebody_refused_sees_the_smallest_answers_that_would_not_have_been() {
    let told = |id| {
        section(
            "rules/montenegro-2019.toml",
            "sample-applications/montenegro-2019.csv",
            id,
        )
    };
    assert_snapshot!(told("A-0132"), @"
    the smallest changes of two answers at once that would have left no criterion unmet, each alone;
        no advice:
         Security training limited rather than extensive and Relevance by A1 4 rather than 3: place
             176 with 45, unplaced
         Security training limited rather than extensive and Relevance by A2 5 rather than 4: place
             176 with 45, unplaced
    ");
    assert_snapshot!(told("A-0253"), @"
    the smallest changes of one answer that would have left no criterion unmet, each alone; no advice:
         Level of English B2 rather than B1: place 16 with 70.75, selected, Open places
    ");
    assert_snapshot!(told("A-0261"), @"  not met: monitoring; no other answer is suggested for monitoring-years and reports-written");
}

#[test]
fn somebody_unclear_sees_which_answers_would_do() {
    let told = |id| {
        section(
            "rules/montenegro-2019.toml",
            "sample-applications/montenegro-2019.csv",
            id,
        )
    };
    assert_snapshot!(told("A-0078"), @"
    Country of residence could be
         any country in the list osce: eligible, without a seat
         any other country: not eligible
    no answer that was tried wins a seat; 2 were tried
    ");
    assert_snapshot!(told("A-0034"), @"
    Relevance by A2 could be
         8 to 10: eligible, with a seat
         2 to 7: eligible, without a seat
         0 to 1: still unclear
    of relevance whole numbers were tried: between two of them it may come otherwise
    ");
    assert_snapshot!(told("A-0115"), @"
    Citizenship could be
         any country in the list osce, any other country: a seat, if the other open answers allow it
    Country of residence could be
         any country in the list osce, any other country: a seat, if the other open answers allow it
    for example
         Citizenship any country in the list osce and Country of residence any country in the list
             osce: selected, Human rights of Roma and Sinti
         Citizenship any other country and Country of residence any other country: ineligible (not
             met: Citizen or resident of an OSCE participating State)
    ");
    assert_snapshot!(told("A-0298"), @"
    Submitted at could be
         not after 2019-03-29 23:59:59+01 Europe/Warsaw: eligible, with a seat
         2019-03-30 00:00:00+01 Europe/Warsaw or later: not eligible
    equal totals are told apart by submitted: with an answer between those tried a tie may fall
        otherwise
    ");
}
