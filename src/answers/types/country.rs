//! Countries: what a cell names, with what the rules say of territories that are always asked
//! about.

use crate::answers::is_blank;
use crate::rules::form::{Field, Form};
use crate::values::countries::{self, Codes, Named};
use crate::values::spelling::fold_words;
use crate::values::{Reading, Value, Wrong};

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
    let asks_other = move |of: Of| {
        let words = if of == Of::Citizenship {
            RESIDENCE
        } else {
            CITIZENSHIP
        };
        let asked = field
            .assessors
            .iter()
            .flat_map(|headings| headings.iter())
            .chain(std::iter::once(&field.name))
            .map(|heading| fold_words(heading));
        asked.into_iter().any(|heading| {
            heading
                .split(' ')
                .any(|word| words.iter().any(|stem| word.starts_with(stem)))
        })
    };
    Box::new(move |text| {
        let Some((of, rest)) = before(text) else {
            return plain(form, field, text);
        };
        match plain(form, field, rest) {
            // Whose citizen somebody is does not say where they live.
            Reading::Value(Value::Country(country)) if asks_other(of) => {
                let name = countries::name(country);
                match of {
                    Of::Citizenship => Wrong::CitizenshipOf(name),
                    Of::Residence => Wrong::ResidenceIn(name),
                }
                .into()
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
        Named::Ask(territory) => match form
            .standing_answers
            .iter()
            .find(|answer| answer.territory == territory)
        {
            Some(answer) => Reading::Value(Value::Country(answer.country())),
            None => Wrong::TerritoryToDecide(territory).into(),
        },
        Named::Several(names) => Wrong::SeveralCountries(names).into(),
        Named::Suggest(hint, name) => Wrong::NearCountry(hint, name).into(),
        Named::Unknown => Wrong::NoCountry.into(),
    }
}
