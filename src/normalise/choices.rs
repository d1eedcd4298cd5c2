//! Choices among declared options. An answer that is almost an option is asked about, never taken for it.

use super::is_blank;
use crate::domain::spelling::{fold, nearest};
use crate::domain::{Choices, Problem, Reading, Value};
use crate::finding::Code;
use crate::rules::form::Options;

type Read<'a> = Box<dyn Fn(&str) -> Reading + Send + Sync + 'a>;

/// Reads exactly one option.
pub fn single(options: &Options) -> Read<'_> {
    let spellings = Spellings::new(options);
    Box::new(move |text| match spellings.find(text) {
        _ if text.is_empty() => Reading::Blank,
        Found::Option(option) => reading(Choices { chosen: vec![option], ..Choices::default() }),
        Found::Blank => Reading::Blank,
        Found::Other => reading(Choices { other: true, ..Choices::default() }),
        Found::Unreadable(problem) => Reading::Unreadable(problem),
    })
}

/// Reads any number of options. The whole cell is tried first, so that a lone option may hold the separator.
pub fn several(options: &Options, separator: char) -> Read<'_> {
    let spellings = Spellings::new(options);
    Box::new(move |text| {
        if let Found::Option(option) = spellings.find(text) {
            return reading(Choices { chosen: vec![option], ..Choices::default() });
        }
        let mut choices = Choices::default();
        for part in text.split(separator).map(str::trim) {
            match spellings.find(part) {
                Found::Option(option) if choices.chosen.contains(&option) => {}
                Found::Option(option) => choices.chosen.push(option),
                Found::Blank => {}
                Found::Other => choices.other = true,
                Found::Unreadable(problem) => choices.unread = choices.unread.or(Some(problem)),
            }
        }
        match choices {
            Choices { chosen, other: false, unread: None } if chosen.is_empty() => Reading::Blank,
            Choices { chosen, other: false, unread: Some(problem) } if chosen.is_empty() => {
                Reading::Unreadable(problem)
            }
            choices => reading(choices),
        }
    })
}

fn reading(choices: Choices) -> Reading {
    Reading::Value(Value::Choices(choices))
}

enum Found {
    Option(u8),
    Blank,
    Other,
    Unreadable(Box<Problem>),
}

struct Spellings<'a> {
    options: &'a Options,
    /// Folded spelling, option, and the spelling as written.
    known: Vec<(String, u8, &'a str)>,
}

impl<'a> Spellings<'a> {
    fn new(options: &'a Options) -> Self {
        let known = options
            .options
            .iter()
            .zip(0_u8..)
            .flat_map(|((id, spellings), option)| {
                std::iter::once(id).chain(spellings).map(move |spelling| (fold(spelling), option, spelling.as_str()))
            })
            .collect();
        Self { options, known }
    }

    fn find(&self, text: &str) -> Found {
        let folded = fold(text);
        if let Some((_, option, _)) = self.known.iter().find(|(spelling, ..)| *spelling == folded) {
            return Found::Option(*option);
        }
        if is_blank(text) {
            return Found::Blank;
        }
        let near = nearest(&folded, self.known.iter().map(|(_, _, spelling)| *spelling));
        if near.is_none() && self.options.other {
            return Found::Other;
        }
        let problem = match near {
            Some(near) => Problem::new(Code::Unreadable, "is almost, but not quite, one of the options")
                .help(Some(format!("did the applicant mean `{near}`?")))
                .telling(),
            None => {
                let ids: Vec<String> = self.options.options.iter().map(|(id, _)| format!("`{id}`")).collect();
                Problem::new(Code::Unreadable, "is none of the options")
                    .help(Some(format!("the options are {}", ids.join(", "))))
            }
        };
        Found::Unreadable(Box::new(problem))
    }
}
