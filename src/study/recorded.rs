//! One application as its record has it: its cells, and rules in which whatever hangs on a personal column is settled as it
//! was recorded, because the cell itself is not in the run folder.

use std::borrow::Cow;
use std::ops::Deref;

use rust_decimal::Decimal;

use super::pool::groups;
use crate::answers::even_out::whole_range;
use crate::answers::synthetic::{self, Answers};
use crate::answers::{self, Applications, override_cell};
use crate::base::ids::{ApplicationId, AssessorId, find_mut};
use crate::record::from_selection::known;
use crate::record::{Evidence, Header, Known, Nth, PartOf, Record};
use crate::rules::criteria::{Ask, Bound, Leaf};
use crate::rules::levels::LevelRow;
use crate::rules::{
    Award, Criterion, Derivation, Field, FieldId, GroupId, Measure, Rules, Subject, Test, TieBreak,
};
use crate::values::{
    Answer, LevelSet, Number, OutcomeKind, Points, Problem, Reading, Value, Wrong,
};
use crate::{rulings, words};

/// An application read back from its record.
#[derive(Debug)]
pub(super) struct Recorded<'a> {
    /// The rules, in which what hangs on a personal column gives this application what it gave it then.
    pub(super) rules: Cow<'a, Rules>,
    pub(super) cells: Answers,
    /// By field, what the cells were read as: where and how something stands has a say in that, and the record keeps neither.
    readings: Vec<Option<Reading>>,
    /// Something about it is open that no answer settles: who applied, or a tie-break over a personal column.
    pub(super) unsettled: bool,
    /// Whether it is an application at all is open, whatever its answers say.
    pub(super) unsure: bool,
    /// The score hangs on a personal column, and the record holds no parts.
    pub(super) score_withheld: bool,
    /// The groups in the order of preference, where that order stands in a personal column.
    pub(super) order: Option<Vec<GroupId>>,
}

/// Whether any of these subjects comes from a personal column in the end.
pub(super) fn is_hidden(rules: &Rules, subjects: impl IntoIterator<Item = Subject>) -> bool {
    let personal = |field: FieldId| {
        rules
            .form
            .fields
            .find(field)
            .is_some_and(|field| field.personal)
    };
    rules.fields_behind(subjects).into_iter().any(personal)
}

/// Whether the stage before kept the applicant from this one, whatever the answers come to in it.
pub(super) fn is_kept_out(record: &Record<'_>) -> bool {
    let has_score = record.standing.is_some() || record.total.is_some();
    record.outcome == OutcomeKind::NotShortlisted && !has_score
}

/// The rules as a run counted by them: of which fields ratings were evened out is in its header.
pub(super) fn as_counted<'r>(rules: &'r Rules, header: &Header) -> Cow<'r, Rules> {
    let mut counted = Cow::Borrowed(rules);
    for evened in &header.evened_out {
        let fields = &rules.form.fields;
        if let Some(field) = fields.position(|form| form.name == evened.field) {
            counted.to_mut().form.fields[field].evened_out = true;
        }
    }
    counted
}

/// What single ratings of a run are not tried otherwise, because all are evened out: the names of the fields.
pub(super) fn evened_out(rules: &Rules) -> Option<String> {
    let evened = rules.form.fields.iter().filter(|form| form.evened_out);
    let names: Vec<&str> = evened.map(|form| form.name.as_str()).collect();
    (!names.is_empty()).then(|| names.join(" and "))
}

/// Reads an application back; none where the record does not fit the rules.
pub(super) fn recorded<'a>(rules: &'a Rules, record: &Record<'_>) -> Option<Recorded<'a>> {
    let mut recorded = Recorded {
        rules: Cow::Borrowed(rules),
        cells: cells(rules, record),
        readings: rules
            .form
            .fields
            .ids()
            .map(|field| {
                let subject = Subject::Field(field);
                let found = found(rules, record, subject)?;
                waits(&rules.form.fields[field], found)
                    .or_else(|| known::reading(rules, subject, found))
            })
            .collect(),
        unsettled: record.unsettled,
        unsure: record.outcome == OutcomeKind::Clarify
            && record
                .criteria
                .iter()
                .any(|criterion| criterion.answer == Answer::NotMet),
        score_withheld: false,
        order: None,
    };
    let hidden = |subject: Subject| is_hidden(rules, [subject]);
    for at in rules.levels.ids() {
        let subject = Subject::Level(at);
        if !hidden(subject) {
            continue;
        }
        let Reading::Value(Value::Level(levels)) =
            known::reading(rules, subject, found(rules, record, subject)?)?
        else {
            return None;
        };
        recorded.rules.to_mut().levels[at].derivation = Derivation::Table(level_rows(levels));
    }
    let fixed = |criterion: &Criterion| {
        is_by_people(record, &criterion.id) || is_hidden(rules, criterion.test.subjects())
    };
    for (at, criterion) in rules
        .criteria
        .each()
        .filter(|(_, criterion)| fixed(criterion))
    {
        let judged = record
            .criteria
            .iter()
            .find(|judged| judged.id == criterion.id)?;
        recorded.rules.to_mut().criteria[at].test = always(judged.answer);
    }
    for (at, group) in rules.places.groups.each() {
        let test = group.test.as_ref();
        if !test.is_some_and(|test| is_hidden(rules, test.subjects())) {
            continue;
        }
        let answer = admitted(rules, record, at);
        recorded.rules.to_mut().places.groups[at].test = Some(always(answer));
    }
    for (at, measure) in rules
        .measures
        .each()
        .filter(|(_, measure)| hidden(measure.worth.subject))
    {
        match record.parts.iter().find(|part| part.id == measure.id) {
            Some(part) => settle(&mut recorded.rules.to_mut().measures[at], part)?,
            None => recorded.score_withheld = true,
        }
    }
    if rules
        .places
        .preference
        .is_some_and(|field| hidden(Subject::Field(field)))
    {
        recorded.order = Some(groups(rules, record.fits.iter().map(AsRef::as_ref)));
    }
    let preference = rules.places.preference.map(Subject::Field);
    let asked = record.outcome == OutcomeKind::Clarify && record.fits.len() > 1;
    let open = |subject: Subject| hidden(subject) && is_open(rules, record, subject);
    recorded.unsettled |= rules
        .ranking
        .tie_breaks
        .iter()
        .filter_map(TieBreak::subject)
        .any(open);
    recorded.unsettled |= asked && preference.is_some_and(open);
    Some(recorded)
}

/// What somebody's rating is while it is awaited and others are evened out: it may come to anything.
fn waits(form: &Field, found: &Evidence<'_>) -> Option<Reading> {
    let waits = form.evened_out && found.value.is_none() && found.problem.is_some();
    waits.then(|| {
        Reading::from(Problem {
            assessor: found.cell.and_then(Nth::id).unwrap_or(AssessorId::FIRST),
            between: whole_range(form),
            ..Problem::from(Wrong::Open)
        })
    })
}

/// Whether people have decided a criterion.
pub(super) fn is_by_people(record: &Record<'_>, criterion: &str) -> bool {
    let answers = |kind| matches!(kind, rulings::Kind::Override | rulings::Kind::AcceptLate);
    let mut rulings = record.rulings.iter();
    rulings.any(|settled| answers(settled.kind) && settled.about == criterion)
}

/// What the test of a group came to.
pub(super) fn admitted(rules: &Rules, record: &Record<'_>, group: GroupId) -> Answer {
    let fits = groups(rules, record.fits.iter().map(AsRef::as_ref));
    let may_fit = groups(rules, record.may_fit.iter().map(AsRef::as_ref));
    match (fits.contains(&group), may_fit.contains(&group)) {
        (true, _) => Answer::Met,
        (_, true) => Answer::Unclear,
        (false, false) => Answer::NotMet,
    }
}

/// What no field reads, unless it takes any text.
const UNREADABLE: &str = "\u{fffd}";

/// What the cells say, by field and assessor; what is not in the record stays blank.
fn cells(rules: &Rules, record: &Record<'_>) -> Answers {
    let cells = |field: FieldId| -> Vec<String> {
        let evidence = found(rules, record, Subject::Field(field));
        let texts = evidence.map_or(&[][..], |evidence| evidence.cells.as_slice());
        let mut cells: Vec<String> = texts
            .iter()
            .map(|cell| cell.as_deref().unwrap_or_default().to_owned())
            .collect();
        // What was doubtful in its file, such as a formula, may read well as a text.
        if let Some(Evidence {
            problem: Some(_),
            value: None,
            read: None,
            cell,
            ..
        }) = evidence
            && let Some(doubtful) = find_mut(
                &mut cells,
                cell.and_then(Nth::id).unwrap_or(AssessorId::FIRST),
            )
            && matches!(
                override_cell::reading(&rules.form, None, field, doubtful),
                Reading::Value(_)
            )
        {
            UNREADABLE.clone_into(doubtful);
        }
        cells
    };
    let mut answers: Answers = rules.form.fields.ids().map(cells).collect();
    // Lots are drawn over it.
    if let Some(id) = find_mut(&mut answers, rules.form.id) {
        *id = vec![record.application.to_string()];
    }
    answers
}

/// What was found for a field or level.
fn found<'r, 'a>(
    rules: &Rules,
    record: &'r Record<'a>,
    subject: Subject,
) -> Option<&'r Evidence<'a>> {
    let (sort, name) = (words::sort(subject), words::subject(rules, subject));
    record
        .found
        .iter()
        .map(Deref::deref)
        .find(|evidence| evidence.is_of(sort, name))
}

/// Whether a tie-break over a personal column could not be applied.
fn is_open(rules: &Rules, record: &Record<'_>, subject: Subject) -> bool {
    let evidence = found(rules, record, subject);
    match subject {
        Subject::Field(_) => evidence.is_some_and(|evidence| evidence.problem.is_some()),
        Subject::Level(_) => {
            let value = evidence.and_then(|evidence| evidence.value.as_ref());
            !value.is_some_and(|value| matches!(value, Known::Levels(levels) if levels.len() == 1))
        }
    }
}

impl Recorded<'_> {
    /// Reads cells of the application, some of them changed. One that is as it was recorded counts as it was read then.
    pub(super) fn read(&self, rules: &Rules, rows: &[Answers]) -> Option<Applications> {
        let sheet = synthetic::sheet(&rules.form, "given", rows);
        let (mut applications, _) =
            answers::read(&rules.form, std::slice::from_ref(&sheet)).ok()?;
        for (number, row) in (0..).map(ApplicationId).zip(rows) {
            self.settle(rules, &mut applications, number, row);
        }
        Some(applications)
    }

    /// What stands as it was recorded counts as it was read then.
    fn settle(
        &self,
        rules: &Rules,
        applications: &mut Applications,
        number: ApplicationId,
        row: &Answers,
    ) {
        let fields = (0..)
            .map(FieldId)
            .zip(row.iter().zip(&self.cells))
            .zip(&self.readings);
        for ((field, (now, was)), recorded) in fields {
            if let Some(recorded) = recorded
                && now == was
                && !is_known(rules, field, applications.reading(number, field), recorded)
            {
                override_cell::settle(applications, number, field, recorded.clone());
            }
        }
    }
}

/// Reads the cells of many as they were recorded, in their order; none where they are no pile.
pub(super) fn read_all(rules: &Rules, all: &[&Recorded<'_>]) -> Option<Applications> {
    let rows: Vec<Answers> = all.iter().map(|one| one.cells.clone()).collect();
    let sheet = synthetic::sheet(&rules.form, "given", &rows);
    let (mut applications, _) = answers::read(&rules.form, std::slice::from_ref(&sheet)).ok()?;
    for ((number, one), row) in (0..).map(ApplicationId).zip(all).zip(&rows) {
        one.settle(rules, &mut applications, number, row);
    }
    Some(applications)
}

/// Whether a cell by itself is read as it was; of evened-out ratings it never is.
fn is_known(rules: &Rules, field: FieldId, one: &Reading, other: &Reading) -> bool {
    let form = rules.form.fields.find(field);
    form.is_some_and(|form| !form.evened_out) && is_same(one, other)
}

/// Whether two readings say the same; what is wrong with one that cannot be read is no matter.
fn is_same(one: &Reading, other: &Reading) -> bool {
    match (one, other) {
        (Reading::Unreadable(one), Reading::Unreadable(other)) => one.among == other.among,
        (Reading::Value(Value::NearText(_)), Reading::Unreadable(_)) => true,
        (Reading::Value(Value::Choices(one)), Reading::Value(Value::Choices(other))) => {
            (&one.chosen, one.other, one.unread.is_some())
                == (&other.chosen, other.other, other.unread.is_some())
        }
        _ => one == other,
    }
}

/// A table that gives these levels, whatever the answers.
fn level_rows(levels: LevelSet) -> Vec<LevelRow> {
    let mut rows: Vec<LevelRow> = levels
        .iter()
        .map(|level| LevelRow {
            test: Some(always(Answer::Unclear)),
            level,
            line: 0,
        })
        .collect();
    if let Some(last) = rows.last_mut() {
        last.test = None;
    }
    rows
}

/// A test that has this answer, whatever the answers.
pub(super) fn always(answer: Answer) -> Test {
    match answer {
        Answer::Met => Test::All(Vec::new()),
        Answer::NotMet => Test::Any(Vec::new()),
        Answer::Unclear => {
            let ask = Ask::AtLeast(Bound::Number(Number::plain(Decimal::ZERO)));
            Test::Leaf(Leaf {
                subject: NOTHING,
                ask,
                line: 0,
            })
        }
    }
}

/// Blank for everybody.
const NOTHING: Subject = Subject::Field(FieldId::NONE);

/// Makes a measure give what it gave.
fn settle(measure: &mut Measure, part: &PartOf<'_>) -> Option<()> {
    measure.worth.subject = NOTHING;
    measure.worth.award = Award::Rating;
    let points = |text: &str| Decimal::from_str_exact(text).ok().map(Points::written);
    measure.worth.blank = match &part.points {
        Some(text) => Some(points(text)?),
        // Open it stays, as far as the rules let it: nobody with an open part has a total that is told.
        None => None,
    };
    Some(())
}
