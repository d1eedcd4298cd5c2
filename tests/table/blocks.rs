//! A large text is read in blocks: a run must not show where one ended.

use std::io::Read;
use std::sync::Arc;

use intake::base::origin::Source;
use intake::rules::Rules;
use intake::select::select;
use intake::table::{Options, Sheet, Sizes, read};

use crate::bench::repository;

/// More rows than tell whether nearly all cells of a column differ.
const ROWS: usize = 2_500;

fn rules() -> Rules {
    let path = repository("rules/minimal.toml");
    let text = std::fs::read_to_string(path).unwrap();
    let loaded = intake::rules::load::load("minimal.toml", &text, &|_| Err(String::new()));
    loaded.rules.unwrap()
}

/// Applications whose moments and names nearly all differ, and are now and then the same.
fn text() -> String {
    let mut text = "ID,Submitted,Name,Years of practice,Motivation\n".to_owned();
    for row in 0..ROWS {
        let (minute, second, name) = (row / 60 % 60, row % 59, row * 7 % 2_003);
        let moment = match row % 40 {
            0 => "soon".to_owned(),
            _ => format!("2020-03-05T17:{minute:02}:{second:02}"),
        };
        text += &format!("{row},{moment},Name {name},{},{}.5\n", row % 9, row % 10);
    }
    text
}

fn audit(rules: &Rules, text: &str, wanted: bool, sizes: Sizes) -> String {
    let source = Arc::new(Source {
        file: "a.csv".to_owned(),
        sheet: None,
    });
    let open = || Ok(Box::new(text.as_bytes()) as Box<dyn Read>);
    let columns = |sheet: &Sheet| match wanted {
        true => intake::answers::columns_of(&rules.form, sheet),
        false => None,
    };
    let (sheet, findings) = read(&source, &open, &Options::default(), &columns, sizes);
    let sheets = [sheet.unwrap_or_else(|| panic!("{findings:?}"))];
    let selection = select(rules, &sheets).unwrap();
    let mut audit = Vec::new();
    intake::record::audit::write(&mut audit, &selection).unwrap();
    String::from_utf8(audit).unwrap()
}

#[test]
fn a_run_is_the_same_in_one_block_and_in_many_with_all_columns_and_with_those_looked_at() {
    let (rules, text) = (rules(), text());
    let whole = audit(&rules, &text, false, Sizes::default());
    let head = 16_000;
    for (region, block) in [(7, 7), (100, 30), (5_000, 1_000), (100_000, 90_000)] {
        let sizes = Sizes {
            head,
            region,
            block,
        };
        assert!(
            audit(&rules, &text, true, sizes) == whole,
            "another audit in blocks of {block} bytes"
        );
    }
}
