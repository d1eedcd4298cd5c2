//! What a person must ask so that an unclear application becomes clear: which cell, what it says, what is wrong with it.

use crate::criteria::Facts;
use crate::domain::spelling::quoted;
use crate::domain::{Answer, Reading, Sort, Topic, Value};
use crate::judge::Judgement;
use crate::normalise::same_id;
use crate::origin::Origin;
use crate::people::{self, Kinship, Relation};
use crate::rank;
use crate::read::profile::responses::RESPONSE;
use crate::rules::criteria::Test;
use crate::rules::{Duplicates, FieldId, GroupId, Rules, Stands, Subject};
use crate::score;
use crate::select::Selection;

/// One thing to ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The cell as `file:row:column`; the row where the file has no such column.
    pub at: String,
    /// The field, or what else is open.
    pub about: Topic,
    /// What the cell says; withheld where the column is personal.
    pub found: Option<String>,
    /// What is wrong and what was probably meant.
    pub ask: String,
    /// The criteria, groups, measures and tie-breaks that hang on it.
    pub decides: Vec<Topic>,
}

/// Everything to be asked about one application: who it is first, then its answers in the order of the form.
///
/// A row without an id is asked about as a row, and so is a response that may be no application; its answers wait until it is
/// known to be one.
pub fn questions(selection: &Selection<'_>, application: usize) -> Vec<Question> {
    let mut questions = about_identity(selection, application);
    if selection.applications.has_id(application) && selection.applications.unsure(application).is_none() {
        questions.extend(about_answers(selection, application));
    }
    questions
}

fn about_answers(selection: &Selection<'_>, application: usize) -> Vec<Question> {
    let Some(judgement) = selection.judgements.get(application) else { return Vec::new() };
    open(selection.rules, judgement, selection.facts(application))
        .chunk_by(|left, right| left.0 == right.0)
        .filter_map(|run| {
            let (field, _) = run.first()?;
            let mut question = about_field(selection, application, *field);
            question.decides = run.iter().map(|(_, topic)| topic.clone()).collect();
            Some(question)
        })
        .collect()
}

/// The fields whose answers are open, each with the criteria, groups, measures and tie-breaks that hang on it, in order.
pub fn open(rules: &Rules, judgement: &Judgement, facts: Facts<'_>) -> Vec<(FieldId, Topic)> {
    let mut open: Vec<(FieldId, Topic)> = Vec::new();
    let mut ask_test = |test: &Test, topic: Topic| {
        let mut fields = Vec::new();
        unclear_fields(rules, facts, test, &mut fields);
        open.extend(fields.into_iter().map(|field| (field, topic.clone())));
    };
    for (index, criterion) in rules.criteria.iter().enumerate() {
        if judgement.answer(index) == Answer::Unclear {
            ask_test(&criterion.test, Topic::new(Sort::Criterion, &criterion.id));
        }
    }
    for (index, group) in rules.places.groups.iter().enumerate() {
        if let (true, Some(test)) = (judgement.groups_unclear.contains(GroupId(index)), &group.test) {
            ask_test(test, Topic::new(Sort::Group, &group.id));
        }
    }
    for measure in &rules.measures {
        if score::contribution(measure, facts).points.known().is_none() {
            let fields = open_fields(rules, facts, measure.subject);
            open.extend(fields.into_iter().map(|field| (field, Topic::new(Sort::Scoring, &measure.id))));
        }
    }
    for tie_break in rules.ranking.tie_breaks.iter().filter(|tie_break| rank::is_open(tie_break, facts)) {
        let fields = tie_break.subject().map(|subject| open_fields(rules, facts, subject)).unwrap_or_default();
        open.extend(fields.into_iter().map(|field| (field, Topic::new(Sort::TieBreaks, "tie-breaks"))));
    }
    open.sort();
    open.dedup();
    open
}

/// The fields that keep a test unclear.
fn unclear_fields(rules: &Rules, facts: Facts<'_>, test: &Test, fields: &mut Vec<FieldId>) {
    if crate::criteria::answer(test, facts) != Answer::Unclear {
        return;
    }
    match test {
        Test::Any(tests) | Test::All(tests) => {
            tests.iter().for_each(|test| unclear_fields(rules, facts, test, fields));
        }
        Test::Not(test) => unclear_fields(rules, facts, test, fields),
        Test::Leaf(leaf) => fields.extend(open_fields(rules, facts, leaf.subject)),
    }
}

/// The fields without a settled answer that a subject hangs on.
fn open_fields(rules: &Rules, facts: Facts<'_>, subject: Subject) -> Vec<FieldId> {
    match subject {
        Subject::Field(field) => {
            let open = match &*facts.reading(subject) {
                Reading::Blank | Reading::Unreadable(_) => true,
                Reading::Value(Value::Choices(choices)) => choices.unread.is_some(),
                Reading::Value(_) => false,
            };
            if open { vec![field] } else { Vec::new() }
        }
        Subject::Level(_) => {
            rules.derived_from(subject).into_iter().flat_map(|part| open_fields(rules, facts, part)).collect()
        }
    }
}

fn about_field(selection: &Selection<'_>, application: usize, field: FieldId) -> Question {
    let (rules, applications) = (selection.rules, &selection.applications);
    let form = rules.form.fields.get(field.0);
    let name = form.map_or("", |form| form.name.as_str());
    let personal = form.is_some_and(|form| form.personal);
    let problem = match applications.reading(application, field) {
        Reading::Unreadable(problem) => Some(problem.as_ref()),
        Reading::Value(Value::Choices(choices)) => choices.unread.as_deref(),
        Reading::Value(_) | Reading::Blank => None,
    };
    let reader = problem.map_or(0, |problem| problem.reader);
    let at = applications
        .origin(application, field, reader)
        .map_or_else(|| applications.place(application), |origin| origin.to_string());
    let text = applications.found(application, field, reader);
    let ask = match problem {
        None if text.is_empty() || personal => "no answer".to_owned(),
        None => format!("{} counts as no answer", quoted(text)),
        Some(problem) => {
            let what = match (text.is_empty(), personal) {
                (true, _) => "the application".to_owned(),
                (false, true) => "the answer".to_owned(),
                (false, false) => quoted(text),
            };
            let (message, help) = problem.said(personal);
            let help = help.map_or_else(String::new, |help| format!("; {help}"));
            format!("{what} {message}{help}")
        }
    };
    let found = (!personal).then(|| text.to_owned());
    Question { at, about: Topic::new(Sort::Field, name), found, ask, decides: Vec::new() }
}

/// What is open about who applied, rather than about an answer.
fn about_identity(selection: &Selection<'_>, application: usize) -> Vec<Question> {
    let applications = &selection.applications;
    let question = |about: Topic, ask: String| Question {
        at: applications.place(application),
        about: about.clone(),
        found: Some(String::new()),
        ask,
        decides: vec![about],
    };
    let mut questions = Vec::new();
    let id = selection.rules.form.id;
    if matches!(applications.reading(application, id), Reading::Unreadable(_)) {
        let decides = vec![Topic::new(Sort::Id, "id")];
        let found = Some(applications.row_mark(application));
        let asked = about_field(selection, application, id);
        let about = Topic { sort: Sort::Id, ..asked.about.clone() };
        questions.push(Question { about, decides, found, ..asked });
    } else if !applications.has_id(application) {
        let ask = "the row has no application id: is it an application, or a total or remark under the table?";
        let found = Some(applications.row_mark(application));
        questions.push(Question { found, ..question(Topic::new(Sort::Id, "id"), ask.to_owned()) });
    }
    if !applications.alike_ids(application).is_empty() {
        questions.push(question(
            Topic::new(Sort::Id, "id"),
            format!("the id {}", same_id::hardly_told(applications, application)),
        ));
    }
    if let (Some(unsure), Some(source)) = (applications.unsure(application), applications.source(application)) {
        questions.push(Question {
            at: Origin::cell(source, unsure.row, unsure.column).to_string(),
            found: Some(unsure.found.to_string()),
            ..question(
                Topic::new(Sort::Response, RESPONSE),
                format!(
                    "{}; does it count as an application (the answer `counts`), or not (the decision `leave-out`)?",
                    unsure.why
                ),
            )
        });
    }
    for relation in selection.people.get(&application).into_iter().flatten() {
        let Some(rule) = selection.rules.form.duplicates.get(relation.rule) else { continue };
        if relation.kind != Kinship::Unsettled {
            continue;
        }
        if relation.others.is_empty() {
            let wrong = |field: &&FieldId| matches!(applications.reading(application, **field), Reading::Unreadable(_));
            questions.extend(rule.same.iter().filter(wrong).map(|field| Question {
                decides: vec![Topic::new(Sort::Duplicates, &rule.id)],
                ..about_field(selection, application, *field)
            }));
        } else {
            let ask = which_stands(selection, rule, relation);
            // What it is decided between stands in the decision.
            let found = Some(people::named(applications, relation.others.all().iter().copied()));
            questions.push(Question { found, ..question(Topic::new(Sort::Duplicates, &rule.id), ask) });
        }
    }
    questions
}

/// Asks which application of a person stands, if they are one person's; shows ids and names of fields only.
fn which_stands(selection: &Selection<'_>, rule: &Duplicates, relation: &Relation) -> String {
    let others = relation.others.named(&selection.applications);
    let fields: Vec<String> = rule
        .same
        .iter()
        .filter_map(|field| selection.rules.form.fields.get(field.0))
        .map(|field| format!("`{}`", field.name))
        .collect();
    let fields = fields.join(" and ");
    let ask = if relation.alike {
        format!(
            "perhaps the same person as {others}, by nearly the same {fields}: which application stands, or `all` if they are different people?"
        )
    } else if rule.stands == Stands::Ask {
        format!(
            "perhaps the same person as {others}, by the same {fields}: which application stands, or `all` if they are different people?"
        )
    } else {
        format!("the same person as {others}: which application stands?")
    };
    let of_all = if rule.stands == Stands::Earliest { "earliest" } else { "latest" };
    let proposed = relation.proposed.map(|one| selection.applications.id(one));
    proposed.map_or(ask.clone(), |id| format!("{ask} proposed: {id}, the {of_all} that came in time"))
}
