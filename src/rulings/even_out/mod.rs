//! Ratings that people decided to even out: strict and generous assessors are held against each other, and what counts is what their
//! ratings become. Refused wherever that would be guesswork.

mod meant;

use serde::{Deserialize, Serialize};

use super::{By, Kind, Ruling, RulingDone, RulingsPending, done, idle, otherwise};
use crate::answers::even_out::{
    Evening, Method, NEEDED, Ratings, Scale, TooFewShared, whole_range,
};
use crate::answers::{Applications, override_cell};
use crate::base::finding::Finding;
use crate::base::ids::ApplicationId;
use crate::base::origin::Origin;
use crate::rules::{Field, FieldId, Form};
use crate::values::{Problem, Reading, Sort, Value};
use crate::words;

/// With more applications than these nothing is evened out, as nothing of it is told.
pub const MOST: usize = 5_000;

/// A field whose ratings count evened out.
#[derive(Debug, Clone)]
pub struct EvenedOut {
    pub field: FieldId,
    pub method: Method,
    pub by: By,
    /// The row of the decision.
    pub at: Origin,
    /// The ratings as they were given, and what each becomes.
    pub ratings: Ratings,
    pub scale: Scale,
    /// Who would sit without the decision; none before that was worked out.
    pub without: Option<WithoutIt>,
}

/// Who would have a seat, or be on the shortlist, and who would be eligible without a decision, against those who are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum WithoutIt {
    /// In the order of ids.
    Selected {
        comes: Vec<String>,
        leaves: Vec<String>,
        /// Who is not eligible, and would be; and who would not be.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        eligible: Vec<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        ineligible: Vec<String>,
    },
    /// Without it there is no selection.
    Refused { because: String },
}

/// A decision that a run was made by, as a later one is held against it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecidedBefore {
    pub field: String,
    pub by: Method,
    pub who: String,
    pub when: String,
}

impl EvenedOut {
    /// What ratings come to, by the rules of their field.
    pub fn evening<'a>(&'a self, form: &'a Field) -> Evening<'a> {
        Evening {
            ratings: &self.ratings,
            scale: &self.scale,
            form,
        }
    }
}

impl RulingsPending<'_> {
    /// Whether ratings are to be evened out, or were in a run before.
    pub fn evens_out(&self) -> bool {
        let mut all = self.rulings.all.iter();
        let stage = self.rulings.stage_before.as_ref();
        let follows = self.rulings.follows.as_ref();
        all.any(|ruling| ruling.kind == Kind::EvenOut)
            || stage.is_some_and(|before| !before.evened_out.is_empty())
            || follows.is_some_and(|follows| !follows.evened_out.is_empty())
    }

    /// Lets ratings count evened out. `stands` says of whom they are held against each other: everybody but those for whom another
    /// application of theirs stands.
    pub fn even_out(
        &mut self,
        applications: &mut Applications,
        stands: &dyn Fn(ApplicationId) -> bool,
    ) {
        for (at, ruling) in self.open(&[Kind::EvenOut]) {
            let (field, method) = match self.meant(ruling, applications) {
                Ok(meant) => meant,
                Err(wrong) => {
                    self.errors.push(wrong);
                    self.skip(at);
                    continue;
                }
            };
            let mut known = self.evened.iter();
            if let Some(known) = known.find(|one| one.field == field) {
                if known.method != method {
                    self.errors.push(otherwise(ruling, &known.at));
                }
                self.skip(at);
                continue;
            }
            let evened = match self.worked_out(ruling, applications, (field, method), stands) {
                Ok(evened) => evened,
                Err(wrong) => {
                    self.errors.push(wrong);
                    self.skip(at);
                    continue;
                }
            };
            let form = &self.rules.form.fields[field];
            let left = self.rulings.as_given.as_ref();
            if left.is_none_or(|left| *left != form.name)
                && let Err(wrong) = put(&evened, form, applications, &self.rules.form)
            {
                self.errors.push(idle(&ruling.cells.about, wrong));
            }
            let was = "as they were given".to_owned();
            let done = done(ruling, Sort::Field, "", String::new(), was, false);
            self.carried_out(
                at,
                RulingDone {
                    about: form.name.clone(),
                    answer: method.word().to_owned(),
                    ..done
                },
            );
            self.evened.push(evened);
        }
        self.missing_of_before();
    }

    /// What each rating becomes.
    fn worked_out(
        &self,
        ruling: &Ruling,
        applications: &Applications,
        (field, method): (FieldId, Method),
        stands: &dyn Fn(ApplicationId) -> bool,
    ) -> Result<EvenedOut, Finding> {
        let form = &self.rules.form.fields[field];
        let ratings = Ratings::of(&self.rules.form, applications, field, stands);
        let bounds = form.kind.bounds();
        let refused = ratings.as_ref().and_then(Ratings::refused);
        if let Some(refused) = refused {
            let wrong = format!(
                "the assessors of `{}` share too few applications for one to be held against another: {}",
                form.name,
                words::share_too_few(&named(&refused), refused.most, NEEDED)
            );
            let help = format!(
                "nobody can tell who is strict from whose applications were weaker: let each be linked with the others by {NEEDED} \
                 applications that both rate, or take the decision out of the file"
            );
            return Err(idle(&ruling.cells.about, wrong).help(help));
        }
        let scale = ratings
            .as_ref()
            .zip(bounds)
            .and_then(|(ratings, bounds)| Scale::new(ratings, bounds));
        let Some((ratings, scale)) = ratings.zip(scale) else {
            let wrong = format!(
                "the ratings of `{}` have too many digits to be evened out exactly",
                form.name
            );
            let help = "let ratings have fewer decimals, or take the decision out of the file";
            return Err(idle(&ruling.cells.about, wrong).help(help));
        };
        Ok(EvenedOut {
            field,
            method,
            by: ruling.by.clone(),
            at: ruling.at.clone(),
            ratings,
            scale,
            without: None,
        })
    }
}

fn named(refused: &TooFewShared) -> Vec<String> {
    refused.between.iter().map(ToString::to_string).collect()
}

/// Lets everybody count with what their ratings become. Whoever waits for a rating waits still; the number that is still to come may
/// be any that the field can have, since one more rating moves the others.
fn put(
    evened: &EvenedOut,
    form: &Field,
    applications: &mut Applications,
    rules: &Form,
) -> Result<(), String> {
    let evening = evened.evening(form);
    let between = whole_range(form);
    for application in applications.ids() {
        let reading = match applications.reading(application, evened.field) {
            Reading::Blank => continue,
            Reading::Value(Value::Number(number)) => {
                let given = applications.ratings(rules, application, evened.field);
                let becomes = evening.comes_to(Some(evened.method), &given);
                match becomes.filter(|_| evening.comes_to(None, &given) == Some(*number)) {
                    Some(becomes) => Reading::Value(Value::Number(becomes)),
                    None => {
                        return Err(format!(
                            "what {} was given in `{}` does not come out by the ratings alone",
                            applications.id(application),
                            form.name
                        ));
                    }
                }
            }
            Reading::Value(_) => continue,
            Reading::Unreadable(problem) => Reading::from(Problem {
                between,
                ..(**problem).clone()
            }),
        };
        override_cell::settle(applications, application, evened.field, reading);
    }
    Ok(())
}
