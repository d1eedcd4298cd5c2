//! Countries: what a cell names, with what the rules say of places that are always asked about.

use crate::answers::{is_blank, nearly, telling, unreadable};
use crate::base::finding::Code;
use crate::rules::form::{Field, Form};
use crate::values::countries::{self, Codes, Hint, Named};
use crate::values::spelling::fold_words;
use crate::values::{Lack, Problem, Reading, Value};

/// What people write before the country, and what it is then the country of.
const BEFORE: &[(&str, Of)] = &[
    ("i am a citizen of ", Of::Citizenship),
    ("a citizen of ", Of::Citizenship),
    ("citizen of ", Of::Citizenship),
    ("citizens of ", Of::Citizenship),
    ("citizenship of ", Of::Citizenship),
    ("citizenship: ", Of::Citizenship),
    ("national of ", Of::Citizenship),
    ("nationality: ", Of::Citizenship),
    ("passport of ", Of::Citizenship),
    ("i live in ", Of::Residence),
    ("living in ", Of::Residence),
    ("resident of ", Of::Residence),
    ("residing in ", Of::Residence),
    ("based in ", Of::Residence),
];
/// Words of headings that ask for a residence, and for a citizenship.
const RESIDENCE: &[&str] = &[
    "resid", "live", "living", "based", "work", "location", "stay",
];
const CITIZENSHIP: &[&str] = &["citizen", "national", "passport"];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    Citizenship,
    Residence,
}

/// Reads a cell of the field.
pub(crate) fn read<'a>(
    form: &'a Form,
    field: &'a Field,
) -> Box<dyn Fn(&str) -> Reading + Send + Sync + 'a> {
    let asks_other = |of: Of| {
        let words = if of == Of::Citizenship {
            RESIDENCE
        } else {
            CITIZENSHIP
        };
        let asked = field
            .readers
            .iter()
            .flatten()
            .chain(std::iter::once(&field.name))
            .map(|heading| fold_words(heading));
        asked.into_iter().any(|heading| {
            heading
                .split(' ')
                .any(|word| words.iter().any(|stem| word.starts_with(stem)))
        })
    };
    let (asks_residence, asks_citizenship) =
        (asks_other(Of::Citizenship), asks_other(Of::Residence));
    Box::new(move |text| {
        let Some((of, rest)) = before(text) else {
            return plain(form, field, text);
        };
        match plain(form, field, rest) {
            // Whose citizen somebody is does not say where they live.
            Reading::Value(Value::Country(country))
                if of == Of::Citizenship && asks_residence
                    || of == Of::Residence && asks_citizenship =>
            {
                let what = if of == Of::Citizenship {
                    "says whose citizen somebody is"
                } else {
                    "says where somebody lives"
                };
                nearly(what, countries::name(country))
            }
            reading => reading,
        }
    })
}

/// What stands before a country's name, and the rest.
fn before(text: &str) -> Option<(Of, &str)> {
    let text = text.trim();
    BEFORE.iter().find_map(|(words, of)| {
        let beginning = text.get(..words.len())?;
        beginning
            .eq_ignore_ascii_case(words)
            .then(|| (*of, text.get(words.len()..).unwrap_or_default()))
    })
}

fn plain(form: &Form, field: &Field, text: &str) -> Reading {
    let codes = if field.codes {
        Codes::Declared
    } else {
        Codes::Perhaps
    };
    match countries::find_among(text, codes) {
        Named::Country(country) => Reading::Value(Value::Country(country)),
        _ if is_blank(text) => Reading::Blank,
        Named::Ask(place) => match form
            .standing_answers
            .iter()
            .find(|answer| answer.place == place)
        {
            Some(answer) => Reading::Value(Value::Country(answer.country())),
            None => {
                let message = format!("needs a person to decide: {}", place.ask);
                let problem = Problem::new(Code::Unreadable, message)
                    .lacks(Lack::Decision)
                    .telling();
                Reading::Unreadable(Box::new(problem))
            }
        },
        Named::Several(names) => {
            let help = "ask which of them is meant, or whether both are";
            telling(
                format!("names {}", names.join(" and ")),
                Some(help.to_owned()),
            )
        }
        Named::Suggest(Hint::People, name) => {
            nearly("is no country, but what people are called", name)
        }
        Named::Suggest(Hint::Inside, name) => nearly("is no country, but a place in one", name),
        Named::Suggest(Hint::Misspelt, name) => nearly("is no country Intake knows", name),
        Named::Suggest(Hint::YesOrNo, name) => nearly(
            "is the code of a country, and also a word for yes or no",
            name,
        ),
        Named::Suggest(Hint::Small, name) => nearly(
            "is the code of a country in capitals only, and a word as well",
            name,
        ),
        Named::Unknown => unreadable("is no country Intake knows", None),
    }
}
