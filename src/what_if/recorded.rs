//! One application as its record has it: its cells, and rules in which whatever hangs on a personal column is settled as it
//! was recorded, because the cell itself is not in the run folder.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::pool::groups;
use crate::domain::{Answer, LevelSet, Number, Points, Reading};
use crate::explain::Record;
use crate::explain::record::{Evidence, PartOf};
use crate::explain::words;
use crate::given::Answers;
use crate::normalise::anew;
use crate::rules::criteria::{Ask, Bound, Leaf};
use crate::rules::levels::LevelRow;
use crate::rules::{Award, Criterion, Derivation, FieldId, GroupId, GroupSet, Measure, Rules, Subject, Test, TieBreak};
use crate::select::Outcome;

/// An application read back from its record.
#[derive(Debug)]
pub(super) struct Recorded<'a> {
    /// The rules, in which what hangs on a personal column gives this application what it gave it then.
    pub(super) rules: Cow<'a, Rules>,
    pub(super) cells: Answers,
    /// Something about it is open that no answer settles: who applied, or a tie-break over a personal column.
    pub(super) unsettled: bool,
    /// Whether it is an application at all is open, whatever its answers say.
    pub(super) unsure: bool,
    /// The score hangs on a personal column, and the record holds no parts.
    pub(super) score_untold: bool,
    /// The groups in the order of preference, where that order stands in a personal column.
    pub(super) order: Option<Vec<GroupId>>,
}

/// Whether any of these subjects comes from a personal column in the end.
pub(super) fn is_hidden(rules: &Rules, subjects: impl IntoIterator<Item = Subject>) -> bool {
    let personal = |field: FieldId| rules.form.fields.get(field.0).is_some_and(|field| field.personal);
    rules.fields_behind(subjects).into_iter().any(personal)
}

/// Reads an application back; none where the record does not fit the rules.
pub(super) fn recorded<'a>(rules: &'a Rules, record: &Record<'_>) -> Option<Recorded<'a>> {
    let mut recorded = Recorded {
        rules: Cow::Borrowed(rules),
        cells: cells(rules, record),
        unsettled: record.unsettled,
        unsure: record.outcome == Outcome::Clarify { could_sit: false }.word()
            && record.criteria.iter().any(|criterion| criterion.answer == Answer::NotMet),
        score_untold: false,
        order: None,
    };
    let hidden = |subject: Subject| is_hidden(rules, [subject]);
    for (at, level) in
        rules.levels.iter().enumerate().filter(|(at, _)| hidden(Subject::Level(crate::rules::LevelId(*at))))
    {
        let names = rules.form.scales.get(level.scale.0)?.levels.iter().map(|(name, _)| name.as_str());
        let derivation = Derivation::Table(level_rows(read_levels(names, read(record, &level.id)?)?));
        recorded.rules.to_mut().levels.get_mut(at)?.derivation = derivation;
    }
    let by_people = |id: &str| {
        let answers = |decision: &str| matches!(decision, "override" | "accept-late");
        record.decisions.iter().any(|settled| answers(&settled.decision) && settled.about == id)
    };
    let fixed = |criterion: &Criterion| by_people(&criterion.id) || is_hidden(rules, criterion.test.subjects());
    for (at, criterion) in rules.criteria.iter().enumerate().filter(|(_, criterion)| fixed(criterion)) {
        let judged = record.criteria.iter().find(|judged| judged.id == criterion.id)?;
        recorded.rules.to_mut().criteria.get_mut(at)?.test = always(judged.answer);
    }
    let fits: GroupSet = groups(rules, record.fits.iter().map(AsRef::as_ref)).into_iter().collect();
    let may_fit: GroupSet = groups(rules, record.may_fit.iter().map(AsRef::as_ref)).into_iter().collect();
    for (at, group) in rules.places.groups.iter().enumerate() {
        let Some(test) = group.test.as_ref().filter(|test| is_hidden(rules, test.subjects())) else { continue };
        let answer = match (fits.contains(GroupId(at)), may_fit.contains(GroupId(at))) {
            (true, _) => Answer::Met,
            (_, true) => Answer::Unclear,
            (false, false) => Answer::NotMet,
        };
        debug_assert!(!test.leaves().is_empty());
        recorded.rules.to_mut().places.groups.get_mut(at)?.test = Some(always(answer));
    }
    for (at, measure) in rules.measures.iter().enumerate().filter(|(_, measure)| hidden(measure.subject)) {
        match record.parts.iter().find(|part| part.id == measure.id) {
            Some(part) => settle(recorded.rules.to_mut().measures.get_mut(at)?, part)?,
            None => recorded.score_untold = true,
        }
    }
    if rules.places.preference.is_some_and(|field| hidden(Subject::Field(field))) {
        recorded.order = Some(groups(rules, record.fits.iter().map(AsRef::as_ref)));
    }
    let open = |subject: Subject| hidden(subject) && is_open(rules, record, subject);
    recorded.unsettled |= rules.ranking.tie_breaks.iter().filter_map(TieBreak::subject).any(open);
    Some(recorded)
}

/// What no field reads, unless it takes any text.
const UNREADABLE: &str = "\u{fffd}";

/// What the cells say, by field and reader; what is not in the record stays blank.
fn cells(rules: &Rules, record: &Record<'_>) -> Answers {
    let cells = |(field, name): (usize, &str)| -> Vec<String> {
        let evidence = record.found.iter().find(|evidence| evidence.of == name);
        let texts = evidence.map_or(&[][..], |evidence| evidence.cells.as_slice());
        let mut cells: Vec<String> = texts.iter().map(|cell| cell.as_deref().unwrap_or_default().to_owned()).collect();
        // What was doubtful in its file, such as a formula, may read well as a text.
        if let ([cell], Some(Evidence { problem: Some(_), read: None, .. })) = (cells.as_mut_slice(), evidence)
            && matches!(anew::reading(&rules.form, FieldId(field), cell), Reading::Value(_))
        {
            UNREADABLE.clone_into(cell);
        }
        cells
    };
    let names = rules.form.fields.iter().map(|field| field.name.as_str());
    let mut answers: Answers = names.enumerate().map(cells).collect();
    // Lots are drawn over it.
    if let Some(id) = answers.get_mut(rules.form.id.0) {
        *id = vec![record.application.to_string()];
    }
    answers
}

fn read<'r>(record: &'r Record<'_>, of: &str) -> Option<&'r str> {
    record.found.iter().find(|evidence| evidence.of == of)?.read.as_deref()
}

/// Whether a tie-break over a personal column could not be applied.
fn is_open(rules: &Rules, record: &Record<'_>, subject: Subject) -> bool {
    let name = words::subject(rules, subject);
    let evidence = record.found.iter().find(|evidence| evidence.of == name);
    match subject {
        Subject::Field(_) => evidence.is_some_and(|evidence| evidence.problem.is_some()),
        Subject::Level(id) => {
            let scale = rules.levels.get(id.0).and_then(|level| rules.form.scales.get(level.scale.0));
            let known = |read: &str| scale.is_some_and(|scale| scale.levels.iter().any(|(name, _)| name == read));
            !evidence.and_then(|evidence| evidence.read.as_deref()).is_some_and(known)
        }
    }
}

/// The levels that a text such as `none or limited` names.
fn read_levels<'s>(names: impl Iterator<Item = &'s str>, read: &str) -> Option<LevelSet> {
    let names: Vec<&str> = names.collect();
    let level = |name: &str| u8::try_from(names.iter().position(|known| *known == name)?).ok();
    if let Some(level) = level(read) {
        return Some(LevelSet::only(level));
    }
    read.split(" or ").try_fold(LevelSet::default(), |levels, name| Some(levels.with(level(name)?)))
}

/// A table that gives these levels, whatever the answers.
fn level_rows(levels: LevelSet) -> Vec<LevelRow> {
    let mut rows: Vec<LevelRow> =
        levels.iter().map(|level| LevelRow { test: Some(always(Answer::Unclear)), level, line: 0 }).collect();
    if let Some(last) = rows.last_mut() {
        last.test = None;
    }
    rows
}

/// A test that has this answer, whatever the answers.
fn always(answer: Answer) -> Test {
    match answer {
        Answer::Met => Test::All(Vec::new()),
        Answer::NotMet => Test::Any(Vec::new()),
        Answer::Unclear => {
            let ask = Ask::AtLeast(Bound::Number(Number::plain(Decimal::ZERO)));
            Test::Leaf(Leaf { subject: NOTHING, ask, line: 0 })
        }
    }
}

/// A field that the form does not have, and which therefore is always blank.
const NOTHING: Subject = Subject::Field(FieldId(usize::MAX));

/// Makes a measure give what it gave.
fn settle(measure: &mut Measure, part: &PartOf<'_>) -> Option<()> {
    measure.subject = NOTHING;
    measure.award = Award::Rating;
    let points = |text: &str| Decimal::from_str_exact(text).ok().map(Points::written);
    measure.blank = match &part.points {
        Some(text) => Some(points(text)?),
        // Open it stays, as far as the rules let it: nobody with an open part has a total that is told.
        None => None,
    };
    Some(())
}
