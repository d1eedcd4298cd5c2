//! What an applicant wrote, under the questions of the form, and how it was understood.

use std::borrow::Cow;

use super::personal::Own;
use super::{Case, Section, evened_out};
use crate::answers::as_asked::{is_whole, question};
use crate::answers::option_columns;
use crate::base::ids::AssessorId;
use crate::papers::titles;
use crate::record::{Evidence, Settled, Whom};
use crate::rules::{Field, FieldId, Language, Subject};
use crate::rulings::{self, OTHER};
use crate::values::{OutcomeKind, Sort};
use crate::words;
use crate::words::to_applicant::for_a_person;

/// What the applicant answered, and how it was read.
pub(in crate::papers) fn answers(case: Case<'_>, without_own: bool) -> Section {
    let mut section = Section::new("answers", "Your answers, as far as a rule looked at them");
    let mut rows = Vec::new();
    let mut ratings = Vec::new();
    for evidence in case
        .record
        .found
        .iter()
        .filter(|evidence| evidence.sort == Sort::Field)
    {
        let Some((id, field)) = case.fields().find(|(_, field)| field.name == evidence.of) else {
            continue;
        };
        if field.kind.is_rating() && case.was_never_asked(field, evidence) {
            continue;
        }
        if field.kind.is_rating() {
            ratings.push(vec![
                titles::field_title(field).into_owned(),
                case.found(Subject::Field(id), false),
            ]);
            continue;
        }
        let read = titles::reading(field, evidence);
        let read = match (&read, case.settled_as(evidence), &evidence.problem) {
            (Some(read), Some(decided), _) => format!("{read}: {decided}"),
            (Some(read), None, _) if !case.rulings(&evidence.of).is_empty() => {
                format!("{read} (decided by people)")
            }
            (Some(read), None, _) => read.to_string(),
            (None, _, Some(_)) if case.is_for_a_person(id, evidence) => {
                for_a_person(None, Language::English)
            }
            (None, _, Some(problem)) => case
                .for_the_office(field)
                .unwrap_or_else(|| format!("not understood: {problem}")),
            (None, _, None) => {
                let of = case
                    .rulings(&evidence.of)
                    .last()
                    .and_then(|settled| settled.answer.as_deref());
                of.filter(|answer| !answer.is_empty())
                    .map_or_else(String::new, |answer| {
                        let is = if answer.starts_with(OTHER) {
                            "none of those that the rules name"
                        } else {
                            answer
                        };
                        format!("{is} (decided by people)")
                    })
            }
        };
        rows.push(vec![case.asked(field), answer(case, field, evidence), read]);
    }
    section.table(&["question", "your answer", "understood as"], rows);
    if !ratings.is_empty() {
        section.line(0, "Assessors rated your application. They are numbered here, A1 and so on, and not named.");
        section.table(&["rated", "ratings"], ratings);
        for said in evened_out::said(case, false) {
            section.line(0, said);
        }
    }
    if without_own {
        let columns: Vec<&str> = case.columns().map(|(name, _)| name).collect();
        let shown = |id: FieldId| {
            let evidence = case.evidence(Subject::Field(id));
            evidence.is_some_and(|evidence| evidence.cells.iter().all(Option::is_some))
        };
        let hidden = case
            .fields()
            .filter(|(id, field)| columns.contains(&field.name.as_str()) && !shown(*id));
        let names: Vec<String> = hidden.map(|(_, field)| case.asked(field)).collect();
        if !names.is_empty() {
            let words = format!(
                "Also recorded with your application, and not shown in this letter: {}.",
                names.join(", ")
            );
            section.line(0, words);
        }
    }
    section
}

/// What the applicant wrote into the cells of a field, whatever people decided; of a question with several columns what each says.
pub(in crate::papers) fn answer(case: Case<'_>, field: &Field, evidence: &Evidence<'_>) -> String {
    answer_or(case, field, evidence, "no answer")
}

/// The same, with these words for a cell without an answer; where they are none, nothing is said of it.
pub(in crate::papers) fn answer_or(
    case: Case<'_>,
    field: &Field,
    evidence: &Evidence<'_>,
    blank: &str,
) -> String {
    let said = |cell: &str| {
        if cell.is_empty() {
            blank.to_owned()
        } else {
            cell.to_owned()
        }
    };
    let written = |(at, cell): (usize, &Option<Cow<'_, str>>)| match (case.was(field, at), cell) {
        (Some(was), Some(_)) => said(was),
        (None, Some(text)) => said(text),
        (_, None) => "a personal answer, not shown here".to_owned(),
    };
    let headings = case.headings(field);
    let cells = || {
        evidence
            .cells
            .iter()
            .enumerate()
            .filter(|(at, _)| *at == 0 || headings.get(*at).is_some_and(Option::is_some))
    };
    let of_option = |(at, cell): (usize, &Option<Cow<'_, str>>)| {
        cell.as_deref().filter(|text| !text.is_empty())?;
        let heading = headings.get(at)?.as_deref()?;
        let option = option_columns::parts(heading)
            .into_iter()
            .next()
            .map_or(heading, |(_, option)| option);
        Some(format!("{}: {}", option.trim(), written((at, cell))))
    };
    let of_options: Vec<String> = cells()
        .filter(|(at, _)| !is_whole(field, *at))
        .filter_map(of_option)
        .collect();
    // Where an option has an answer, a blank beside it is none.
    let is_blank = |at: usize, cell: &Option<Cow<'_, str>>| {
        case.was(field, at)
            .filter(|_| cell.is_some())
            .or(cell.as_deref())
            .is_some_and(str::is_empty)
    };
    let wholes = cells().filter(|(at, cell)| {
        is_whole(field, *at) && (of_options.is_empty() || !is_blank(*at, cell))
    });
    wholes
        .map(written)
        .chain(of_options.iter().cloned())
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join("; ")
}

/// The answers under the questions of the form.
pub(in crate::papers) fn in_words(case: Case<'_>, own: &[Own]) -> Vec<Own> {
    let asked = |own: &Own| {
        case.field(&own.field)
            .map_or_else(|| own.field.clone(), |field| case.asked(field))
    };
    own.iter()
        .map(|own| Own {
            field: asked(own),
            ..own.clone()
        })
        .collect()
}

impl<'a> Case<'a> {
    /// The question as the form asked it, by the heading of the export. Of a rating the title: a heading may hold an assessor's name.
    pub(in crate::papers) fn asked(self, field: &Field) -> String {
        let question = self.question(field);
        question.unwrap_or_else(|| titles::field_title(field).into_owned())
    }

    /// What the applicant hears of an answer that the office is asked about.
    fn for_the_office(self, field: &Field) -> Option<String> {
        let mut questions = self.record.questions.iter();
        let own = questions.find(|question| {
            let about = question.about.as_ref();
            question.whom == Some(Whom::Office)
                && about.is_some_and(|about| about.sort == Sort::Field && about.name == field.name)
        });
        own?.to_applicant.as_deref().map(str::to_owned)
    }

    /// The question as the form asked it, by the heading of the export; none where the export has no such column, or it is a
    /// rating's.
    pub(in crate::papers) fn question(self, field: &Field) -> Option<String> {
        question(field, self.headings(field))
    }

    /// Whether no assessor was asked for a rating, so that a blank is nothing missing: a stage before did not let the application go on, or
    /// whoever reads it is chosen among several, and nobody was.
    fn was_never_asked(self, field: &Field, evidence: &Evidence<'_>) -> bool {
        let outcome = self.record.outcome;
        let goes_no_further = matches!(
            outcome,
            OutcomeKind::NotShortlisted | OutcomeKind::BelowFloor
        );
        let is_open = outcome == OutcomeKind::Clarify;
        let is_blank = |cell: &Option<Cow<'_, str>>| cell.as_deref() == Some("");
        (goes_no_further || field.pool.is_some() && !is_open) && evidence.cells.iter().all(is_blank)
    }

    /// What people decided about the answers to a field, in the order of their file.
    pub(in crate::papers) fn rulings(self, field: &str) -> Vec<&'a Settled<'a>> {
        let of_field =
            |settled: &&Settled<'_>| settled.sort == Sort::Field && settled.about == field;
        let answered = |settled: &&Settled<'_>| {
            matches!(
                settled.kind,
                rulings::Kind::Clarify | rulings::Kind::Correct
            )
        };
        self.record
            .rulings
            .iter()
            .filter(of_field)
            .filter(answered)
            .collect()
    }

    /// What a cell of a field had said before people decided what stands there; none where they did not, or it is personal.
    fn was(self, field: &Field, at: usize) -> Option<&'a str> {
        let place = self.place(&field.name, AssessorId(at))?;
        let rulings = self.rulings(&field.name);
        rulings
            .into_iter()
            .find(|settled| place.is(self.header, &settled.cell))?
            .was
            .as_deref()
    }

    /// The headings of a field's columns in the export the application came from.
    fn headings(self, field: &Field) -> &'a [Option<String>] {
        self.sheet()
            .and_then(|columns| columns.headings.get(&field.name))
            .map_or(&[], Vec::as_slice)
    }

    /// What was decided that a territory counts as, where a standing answer settled it.
    pub(super) fn settled_as(self, evidence: &Evidence<'_>) -> Option<String> {
        let answer = self.standing_answer(evidence)?;
        Some(format!(
            "it was decided that {} [{}]",
            words::rule::standing_answer(words::titled(self.rules), answer),
            self.numbers(&answer.cites)
        ))
    }
}
