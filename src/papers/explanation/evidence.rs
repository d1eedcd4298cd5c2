//! What was found for a field or level, in words: the cell and its column and row, how it was read, who rated.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;
use std::str::FromStr as _;

use rust_decimal::Decimal;

use super::Case;
use super::place::Place;
use crate::answers::types::number;
use crate::answers::types::rating::combined::{combined, counted, third_counts};
use crate::base::ids::AssessorId;
use crate::papers::titles;
use crate::record::{Evidence, Known};
use crate::rules::{Combine, Field, FieldId, Language, StandingAnswer, Subject};
use crate::values::countries::{self, Named};
use crate::values::{Number, Sort};
use crate::words::to_applicant::{Open, for_a_person, open};
use crate::{rulings, words};

impl<'a> Case<'a> {
    /// What was found for a field or level; none where nothing looked at it.
    pub fn evidence(self, subject: Subject) -> Option<&'a Evidence<'a>> {
        let (sort, name) = (words::sort(subject), words::subject(self.rules, subject));
        self.record
            .found
            .iter()
            .map(Deref::deref)
            .find(|evidence| evidence.is_of(sort, name))
    }

    /// ``found `Kyrgyz Rep.` in column F of row 114, read as KG``; of several assessors
    /// `A1 6 in column V, A2 5 in column W of row 114; (6 + 5) / 2 = 5.5`. Without columns and rows where `located` is false.
    pub fn found(self, subject: Subject, located: bool) -> String {
        let Some(evidence) = self.evidence(subject) else {
            return "not looked at".to_owned();
        };
        let Subject::Field(id) = subject else {
            return format!(
                "derived as {}",
                evidence.read.as_deref().unwrap_or("nothing")
            );
        };
        let field = &self.rules.form.fields[id];
        let rated = field.kind.is_rating();
        let cells = self.cells(evidence, rated, located);
        let row = self.row();
        // Where ratings stand in files of their own, each cell has its row.
        let is_apart = self.record.rated.contains_key(evidence.of.as_ref());
        let row = if located && !is_apart {
            format!(" of row {row}")
        } else {
            String::new()
        };
        let text = format!(
            "{}{}{row}",
            if rated { "" } else { "found " },
            cells.join(", ")
        );
        match (&evidence.read, &evidence.problem) {
            (Some(read), _) if rated => match self.mean(evidence) {
                Some(mean) => format!("{text}; {mean}"),
                None => format!("{text}; read as {read}"),
            },
            (Some(_), _) => format!(
                "{text}, read as {}{}",
                titles::read_as(field, evidence).unwrap_or_default(),
                self.by_standing_answer(evidence, located)
            ),
            // What is said of a territory is for whoever decides about it.
            (None, Some(_)) if !located && self.is_for_a_person(id, evidence) => {
                format!("{text}; {}", for_a_person(None, Language::English))
            }
            // What is wrong with a rating is for the assessor.
            (None, Some(_)) if !located && rated => {
                format!("{text}; {}", open(Open::Assessment, Language::English))
            }
            (None, Some(problem)) => format!("{text}, which {problem}"),
            (None, None) => text,
        }
    }

    /// Whether the answer names a territory that is never settled by itself.
    pub(in crate::papers) fn is_for_a_person(
        self,
        field: FieldId,
        evidence: &Evidence<'_>,
    ) -> bool {
        let country = self.rules.form.fields[field].kind.is_country();
        let cell = evidence.cells.first().and_then(Option::as_deref);
        country && cell.is_some_and(|text| matches!(countries::find(text), Named::Ask(_)))
    }

    /// The standing answer a reading rests on: ` by the standing answer for Kosovo [kosovo]`.
    fn by_standing_answer(self, evidence: &Evidence<'_>, located: bool) -> String {
        let said = |answer: &StandingAnswer| {
            let cites = match located {
                true => format!(" [{}]", answer.cites.join(", ")),
                false => String::new(),
            };
            format!(
                " by the standing answer for {}{cites}",
                answer.territory.name
            )
        };
        self.standing_answer(evidence).map(said).unwrap_or_default()
    }

    /// The standing answer that settled what was found, if one did.
    pub(in crate::papers) fn standing_answer(
        self,
        evidence: &Evidence<'_>,
    ) -> Option<&'a StandingAnswer> {
        let territory = evidence.settled.as_deref()?;
        self.rules
            .form
            .standing_answers
            .iter()
            .find(|answer| answer.territory.name == territory)
    }

    /// Whether people answered the cell of a field that stands there.
    fn is_decided(self, of: &str, cell: &Place<'_>) -> bool {
        self.record.rulings.iter().any(|settled| {
            let answers = settled.sort == Sort::Field
                && matches!(
                    settled.kind,
                    rulings::Kind::Clarify | rulings::Kind::Correct
                );
            answers && settled.about == of && cell.is(self.header, &settled.cell)
        })
    }

    fn cells(self, evidence: &Evidence<'_>, rated: bool, located: bool) -> Vec<String> {
        let by = |number: usize| AssessorId(number.saturating_sub(1));
        let place = |number| self.place(&evidence.of, by(number));
        let is_apart = self.record.rated.contains_key(evidence.of.as_ref());
        let is_blank = |cell: &Option<Cow<'_, str>>| cell.as_deref() == Some("");
        let all_blank = evidence.cells.iter().all(is_blank);
        // Of several of whom only some are asked, one without a rating was not.
        let field = self.field(&evidence.of);
        let is_of_some = !located && field.is_some_and(|field| field.pool.is_some());
        let unasked =
            |cell: &Option<Cow<'_, str>>| rated && is_of_some && !all_blank && is_blank(cell);
        // Of a question with several columns those that the file has not, and the form need not have.
        let idle = |cell: &Option<Cow<'_, str>>, assessor| {
            !rated && !all_blank && is_blank(cell) && place(assessor).is_none()
        };
        let cells = evidence
            .cells
            .iter()
            .zip(1..)
            .filter(|(cell, assessor)| !idle(cell, *assessor) && !unasked(cell))
            .map(|(cell, assessor)| {
                let column = match place(assessor) {
                    Some(place) => {
                        let at = place.words(is_apart.then(|| self.row()));
                        match (self.is_decided(&evidence.of, &place), located) {
                            (true, true) => format!(" (decided by people) in place of {at}"),
                            (true, false) => " (decided by people)".to_owned(),
                            (false, true) => format!(" in {at}"),
                            (false, false) => String::new(),
                        }
                    }
                    None if self.is_answered(&evidence.of, by(assessor)) => {
                        " (decided by people)".to_owned()
                    }
                    None if located => " (no such column)".to_owned(),
                    None => String::new(),
                };
                let who = if rated {
                    format!("A{assessor} ")
                } else {
                    String::new()
                };
                match cell.as_deref() {
                    Some("") => format!("{who}nothing{column}"),
                    Some(found) => format!("{who}`{found}`{column}"),
                    None => format!("{who}an answer{column} (personal, not shown)"),
                }
            });
        cells.collect()
    }

    /// The row of the application.
    fn row(self) -> &'a str {
        let origin = &self.record.origin;
        origin.rsplit_once(':').map_or("", |(_, row)| row)
    }

    /// Whether people answered for an assessor of whom no file has a cell.
    fn is_answered(self, of: &str, by: AssessorId) -> bool {
        let ends = format!("({by})");
        let rulings = self.rulings(of);
        rulings.iter().any(|settled| settled.cell.ends_with(&ends))
    }

    /// The fields that have columns in this application's file, with the letters of each assessor's.
    pub(in crate::papers) fn columns(
        self,
    ) -> impl Iterator<Item = (&'a str, &'a Vec<Option<String>>)> {
        let fields = self.sheet().into_iter().flat_map(|columns| &columns.fields);
        let fields = fields.filter(|(_, columns)| columns.iter().any(Option::is_some));
        let is_id = move |name: &str| self.field(name).is_some_and(|field| field.kind.is_id());
        fields
            .map(|(name, columns)| (name.as_str(), columns))
            .filter(move |(name, _)| !is_id(name))
    }

    /// `(6 + 8) / 2 = 7`, from the cells of the assessors whose ratings count; none where there is but one. Of ratings that were evened out what
    /// counts stands first, and behind it what was given.
    pub fn mean(self, evidence: &Evidence<'_>) -> Option<String> {
        let rules = self.rules.as_written_by(&self.record.application);
        let fields = &rules.form.fields;
        let field = fields.iter().find(|field| field.name == evidence.of)?;
        let bounds = field.kind.bounds()?;
        let mut given = Vec::new();
        for cell in &evidence.cells {
            given.push(number::value(bounds, cell.as_deref()?));
        }
        let asked = field.assessors.len();
        let others: Vec<Decimal> = given.iter().take(asked).copied().flatten().collect();
        let third_is_given = given.get(asked).is_some_and(Option::is_some);
        let idle = third_is_given && !third_counts(field, others.iter().copied());
        let counted = |all: &[Option<Decimal>]| -> Vec<Decimal> {
            let most = if idle { asked } else { all.len() };
            all.iter().take(most).copied().flatten().collect()
        };
        let said = |value: Option<&Known<'_>>, all: &[Option<Decimal>]| {
            let mean = mean_of(field, value?, counted(all))?;
            let idle = if idle { words::IDLE_THIRD } else { "" };
            Some(format!("{mean}{idle}"))
        };
        let Some(evened) = &evidence.evened else {
            return said(evidence.value.as_ref(), &given);
        };
        let cells = evened.cells.iter();
        let counts: Vec<Option<Decimal>> = cells.map(|cell| amount(cell.as_deref()?)).collect();
        let is = said(evidence.value.as_ref(), &counts);
        let was = said(evened.raw_value.as_ref(), &given);
        let is = is.or_else(|| Some(evidence.read.as_deref()?.to_owned()))?;
        let was = was.or_else(|| Some(evened.raw.as_deref()?.to_owned()))?;
        let by = evened.by.word();
        Some(format!("evened out by {by} {is}; as they were given {was}"))
    }

    pub(in crate::papers) fn field(self, name: &str) -> Option<&'a Field> {
        self.rules
            .form
            .fields
            .iter()
            .find(|field| field.name == name)
    }

    /// The fields of the form, in its order.
    pub(in crate::papers) fn fields(self) -> impl Iterator<Item = (FieldId, &'a Field)> {
        (0..).map(FieldId).zip(&self.rules.form.fields)
    }
}

/// How ratings come to a number, where they do, and there are several.
fn mean_of(field: &Field, value: &Known<'_>, ratings: Vec<Decimal>) -> Option<String> {
    let (sum, of) = match value {
        Known::Mean(sum, of) => (sum, *of),
        Known::Number(number) => (number, 1),
        _ => return None,
    };
    let number = combined(field, ratings.clone());
    // Said only where it comes to what the record says.
    let is_it = ratings.len() > 1 && amount(sum) == Some(number.sum) && number.of == of;
    is_it.then(|| worked_out(field, ratings, number))
}

/// How several ratings become one number: `(6 + 8) / 2 = 7`, `median of 5, 6, 9 = 6`.
fn worked_out(field: &Field, ratings: Vec<Decimal>, number: Number) -> String {
    let plain = |rating: &Decimal| rating.normalize().to_string();
    let listed = |ratings: &[Decimal], mark: &str| {
        let texts: Vec<String> = ratings.iter().map(plain).collect();
        texts.join(mark)
    };
    let mean = |ratings: &[Decimal]| format!("({}) / {}", listed(ratings, " + "), ratings.len());
    let said = number.to_string();
    let even = match said.contains('/') {
        true => String::new(),
        false => format!(" = {said}"),
    };
    match field.combine {
        Combine::Mean => format!("{}{even}", mean(&ratings)),
        Combine::Sum if ratings.len() == field.asked() => {
            format!("{} = {said}", listed(&ratings, " + "))
        }
        Combine::Sum => format!("{} × {} = {said}", mean(&ratings), field.asked()),
        Combine::Median => {
            let counted = counted(field.combine, ratings);
            format!("median of {} = {said}", listed(&counted.ratings, ", "))
        }
        Combine::TrimmedMean { .. } => {
            let counted = counted(field.combine, ratings);
            let kept = counted.kept();
            match (counted.ratings.first(), counted.ratings.last()) {
                (Some(least), Some(most)) if kept.len() < counted.ratings.len() => format!(
                    "{}{even} without {} and {}",
                    mean(kept),
                    plain(least),
                    plain(most)
                ),
                _ => format!("{}{even}", mean(kept)),
            }
        }
    }
}

/// An amount of a record.
pub(in crate::papers) fn amount(text: &str) -> Option<Decimal> {
    Decimal::from_str(text).ok()
}

/// One amount against another: how much more it is, which may be less or nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::papers) struct More(Decimal);

impl More {
    pub(in crate::papers) fn of(this: Decimal, other: Decimal) -> Self {
        Self(this.saturating_sub(other).normalize())
    }

    pub(in crate::papers) fn is_equal(self) -> bool {
        self.0.is_zero()
    }
}

/// `2.5 more`, `2.5 less` or `equal`.
impl fmt::Display for More {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            equal if equal.is_zero() => out.write_str("equal"),
            less if less.is_sign_negative() => write!(out, "{} less", less.abs()),
            more => write!(out, "{more} more"),
        }
    }
}
