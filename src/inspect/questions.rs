//! Columns that are the options of one question, put together again.

use super::{Column, Guess};
use crate::domain::spelling::fold_words;
use crate::normalise::options::parts;

/// The columns, those that belong to one question as one.
pub(super) fn gathered(columns: &[Column]) -> Vec<Column> {
    let named: Vec<Option<(String, String)>> = columns.iter().map(|column| question(&column.heading)).collect();
    let mut gathered: Vec<Column> = Vec::new();
    for (column, named) in columns.iter().zip(&named) {
        let Some((question, option)) = named.as_ref().filter(|(question, _)| of(columns, question) > 1) else {
            gathered.push(column.clone());
            continue;
        };
        let same = |other: &&mut Column| matches!(other.guess, Guess::Choices(..)) && other.heading == *question;
        match gathered.iter_mut().find(same) {
            Some(together) => {
                together.columns.extend(&column.columns);
                if let Guess::Choices(options, _) = &mut together.guess {
                    options.push(option.clone());
                }
            }
            None => gathered.push(Column {
                heading: question.clone(),
                answers: Vec::new(),
                guess: Guess::Choices(vec![option.clone()], ';'),
                ..column.clone()
            }),
        }
    }
    // A tool that writes each option also writes all of them into one cell; the question is one.
    let whole: Vec<String> =
        gathered.iter().filter(|column| column.columns.len() > 1).map(|column| fold_words(&column.heading)).collect();
    gathered.retain(|column| column.columns.len() > 1 || !whole.contains(&fold_words(&column.heading)));
    gathered
}

fn question(heading: &str) -> Option<(String, String)> {
    let (question, option) = parts(heading).into_iter().next_back()?;
    let (question, option) = (question.trim(), option.trim());
    (!question.is_empty() && !option.is_empty()).then(|| (question.to_owned(), option.to_owned()))
}

fn of(columns: &[Column], question: &str) -> usize {
    columns.iter().filter(|column| self::question(&column.heading).is_some_and(|(named, _)| named == question)).count()
}
