//! Ratings that count evened out: what people decided, what became of each rating, and whose seats hang on it.

use serde::{Deserialize, Serialize};

use crate::answers::even_out::Method;
use crate::rules::Rules;
use crate::rulings::{DecidedBefore, EvenedOut, WithoutIt};
use crate::words::naming::field_title;
use crate::words::outcomes::some_of;

/// A field whose ratings count evened out, as people decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedEvenOut {
    /// The field's name.
    pub field: String,
    pub by: Method,
    pub who: String,
    /// Year-month-day.
    pub when: String,
    pub why: String,
    /// Who would have a seat without the decision, against those who have one; in the manifest alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub without: Option<WithoutIt>,
}

impl RecordedEvenOut {
    pub fn new(rules: &Rules, evened: &EvenedOut) -> Self {
        Self {
            field: rules.form.fields[evened.field].name.clone(),
            by: evened.method,
            who: evened.by.who.clone(),
            when: evened.by.when.to_string(),
            why: evened.by.why.clone(),
            without: None,
        }
    }

    /// The same with whose seats hang on it.
    pub fn with_seats(rules: &Rules, evened: &EvenedOut) -> Self {
        Self {
            without: evened.without.clone(),
            ..Self::new(rules, evened)
        }
    }

    /// `Relevance: ratings count evened out by mean, as A. Ivanova decided on 2019-04-02 (see minutes). Without that …`
    pub fn words(&self, rules: &Rules) -> String {
        let Self {
            who, when, why, by, ..
        } = self;
        let said = format!(
            "{}: ratings count evened out by {}, as {who} decided on {when} ({why})",
            self.title(rules),
            by.word()
        );
        match self.seats(rules.is_shortlisting()) {
            Some(seats) => format!("{said}; {seats}"),
            None => said,
        }
    }

    /// What people call the field.
    pub fn title(&self, rules: &Rules) -> String {
        let mut fields = rules.form.fields.iter();
        let field = fields.find(|field| field.name == self.field);
        field.map_or_else(
            || self.field.clone(),
            |field| field_title(field).into_owned(),
        )
    }

    /// Whose seats hang on the decision; none where that was not worked out.
    pub fn seats(&self, is_shortlisting: bool) -> Option<String> {
        /// At most so many are named.
        const NAMED: usize = 10;
        let named = |ids: &[String]| some_of(ids, NAMED);
        let would = match is_shortlisting {
            true => "be on the shortlist",
            false => "have a seat",
        };
        Some(match self.without.as_ref()? {
            WithoutIt::Refused { because } => {
                format!("without that there would be no selection: {because}")
            }
            WithoutIt::Selected {
                comes,
                leaves,
                eligible,
                ineligible,
            } => {
                let seats = match (comes.is_empty(), leaves.is_empty()) {
                    (true, true) if is_shortlisting => {
                        "the same people would be on the shortlist".to_owned()
                    }
                    (true, true) => "the same people would sit".to_owned(),
                    (true, false) => format!("{} would not {would}", named(leaves)),
                    (false, true) => format!("{} would {would}", named(comes)),
                    (false, false) => format!(
                        "{} would {would}, and {} would not",
                        named(comes),
                        named(leaves)
                    ),
                };
                let is = [("be eligible", eligible), ("not be eligible", ineligible)];
                let is = is.iter().filter(|(_, all)| !all.is_empty());
                let is = is.map(|(what, all)| format!("; {} would {what}", named(all)));
                format!("without that {seats}{}", is.collect::<String>())
            }
        })
    }

    /// As a run is held against it that comes after this one.
    pub fn decided(&self) -> DecidedBefore {
        DecidedBefore {
            field: self.field.clone(),
            by: self.by,
            who: self.who.clone(),
            when: self.when.clone(),
        }
    }
}
