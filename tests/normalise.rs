//! Columns of thousands of rows: what is kept cell by cell there must be found again like anything else.

use std::fmt::Write as _;

use intake::finding::Finding;
use intake::normalise::{normalise, same_id};
use intake::read::{Options, read};
use intake::rules::load::load;

/// More rows than it takes to find out that a column holds ids or names.
const ROWS: usize = 5_000;

/// What is found about `ROWS` rows, of which row `number` (from 0) has the id and years that `cells` gives.
fn settled(cells: impl Fn(usize) -> (String, &'static str)) -> Result<(Vec<Finding>, usize), Vec<Finding>> {
    let mut text = "ID,Submitted,Name,Years of practice,Motivation\n".to_owned();
    for number in 0..ROWS {
        let (id, years) = cells(number);
        writeln!(text, "{id},2020-03-02T09:00:00,Ana Lukić,{years},7").unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("many.csv");
    std::io::Write::write_all(&mut std::fs::File::create(&path).unwrap(), text.as_bytes()).unwrap();
    let rules = load("minimal.toml", include_str!("../rules/minimal.toml"), &|_| Err(String::new())).rules.unwrap();
    let (sheets, _) = read(&[path], &Options::default());
    let (mut applications, _) = normalise(&rules.form, &sheets).unwrap();
    let findings = same_id::settle(&mut applications)?;
    Ok((findings, applications.len()))
}

#[test]
fn an_id_that_stands_twice_is_found_among_thousands() {
    let errors = settled(|number| match number {
        4_999 => ("A-7".to_owned(), "3"),
        other => (format!("A-{other}"), "2"),
    });
    let messages: Vec<String> = errors.unwrap_err().into_iter().map(|finding| finding.message).collect();
    assert_eq!(messages, ["`A-7` is also the id of another application, at many.csv:9"]);
}

#[test]
fn a_row_that_stands_twice_word_for_word_is_dropped_among_thousands() {
    let (notes, left) = settled(|number| (format!("A-{}", number % 4_999), "2")).unwrap();
    let messages: Vec<String> = notes.into_iter().map(|finding| finding.message).collect();
    assert_eq!(messages, ["`A-0` stands at many.csv:2 already, word for word"]);
    assert_eq!(left, ROWS - 1);
}
