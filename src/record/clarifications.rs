//! What a person must ask so that an unclear application becomes clear: which cell, what it says, what is wrong with it.

use super::Whom;
use super::which_stands::which_stands;
use crate::answers::same_id;
use crate::base::finding::Code;
use crate::base::ids::{ApplicationId, AssessorId};
use crate::base::origin::Origin;
use crate::open_answers::Rule;
use crate::people::{self, MatchStatus, SameBy};
use crate::rules::{FieldId, Rules};
use crate::rulings::Kind;
use crate::select::Selection;
use crate::table::tools::responses::RESPONSE;
use crate::values::spelling::quoted;
use crate::values::{Inquiry, Problem, Reading, Sort, Topic, Value, Wrong};
use crate::words::problems;

/// One thing to ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clarification {
    /// The cell as `file:row:column`; the row where the file has no such column.
    pub at: String,
    /// The field, or what else is open.
    pub about: Topic,
    /// What the cell says, to whoever asks; withheld where the column is personal.
    pub found: Option<String>,
    pub whom: Whom,
    /// What is wrong and what was probably meant.
    pub ask: String,
    /// What the applicant is asked, where it is about an answer that says something.
    pub inquiry: Option<Inquiry>,
    /// Whether nothing was answered.
    pub blank: bool,
    /// The criteria, groups, measures and tie-breaks that hang on it.
    pub decides: Vec<Topic>,
    /// The ruling that answers it.
    pub ruling: Kind,
    /// Of applications that may be one person's: all of them, where they are few enough to choose from.
    pub between: Vec<ApplicationId>,
}

/// So many applications are offered to choose from.
const TO_CHOOSE_FROM: usize = 20;

/// Everything to be asked about one application: who it is first, then its answers in the order of the form.
///
/// A row without an id is asked about as a row, and so is a response that may be no application; its answers wait until it is
/// known to be one.
pub fn clarifications(selection: &Selection<'_>, application: ApplicationId) -> Vec<Clarification> {
    let mut clarifications = about_identity(selection, application);
    if selection.applications.has_id(application)
        && selection.applications.unsure(application).is_none()
    {
        clarifications.extend(about_answers(selection, application));
    }
    clarifications
}

fn about_answers(selection: &Selection<'_>, application: ApplicationId) -> Vec<Clarification> {
    let outlook = selection.outlooks.get(&application);
    let asks = outlook.map_or(&[][..], |outlook| outlook.asks.as_slice());
    let mut asked = named(selection.rules, asks);
    let balance = selection.balance_asks(application).into_iter();
    asked.extend(balance.map(|(field, rule)| {
        let id = &selection.rules.balance[rule].id;
        (field, Topic::new(Sort::Balance, id))
    }));
    asked.sort();
    asked.dedup();
    asked
        .chunk_by(|left, right| left.0 == right.0)
        .flat_map(|run| {
            let decides: Vec<Topic> = run.iter().map(|(_, topic)| topic.clone()).collect();
            let asked = run
                .first()
                .map(|(field, _)| about_assessors(selection, application, *field))
                .unwrap_or_default();
            asked.into_iter().map(move |clarification| Clarification {
                decides: decides.clone(),
                ..clarification
            })
        })
        .collect()
}

/// What is asked about, with the names of what hangs on it, in order.
fn named(rules: &Rules, asks: &[(FieldId, Rule)]) -> Vec<(FieldId, Topic)> {
    let name = |rule: &Rule| -> Option<Topic> {
        Some(match *rule {
            Rule::Criterion(index) => Topic::new(Sort::Criterion, &rules.criteria[index].id),
            Rule::Group(index) => Topic::new(Sort::Group, &rules.places.groups[index].id),
            Rule::Measure(index) => Topic::new(Sort::Scoring, &rules.measures[index].id),
            Rule::Level(_) => return None,
            Rule::Preference => Topic::new(Sort::Preference, "preference"),
            Rule::TieBreak(_) => Topic::new(Sort::TieBreaks, "tie-breaks"),
        })
    };
    let mut named: Vec<(FieldId, Topic)> = asks
        .iter()
        .filter_map(|(field, rule)| Some((*field, name(rule)?)))
        .collect();
    named.sort();
    named.dedup();
    named
}

/// The question about a field; of ratings one for each assessor whose rating is missing or cannot be read, so that all are asked at
/// once.
fn about_assessors(
    selection: &Selection<'_>,
    application: ApplicationId,
    field: FieldId,
) -> Vec<Clarification> {
    let (rules, applications) = (selection.rules, &selection.applications);
    let together = || vec![about_field(selection, application, field)];
    let form = rules.form.fields.find(field);
    let rated = form.filter(|form| form.kind.is_rating() && form.assessors.len() > 1);
    let is_open = !matches!(applications.reading(application, field), Reading::Value(_));
    let Some(form) = rated.filter(|_| is_open) else {
        return together();
    };
    let wrong = |assessor: AssessorId| -> Option<Problem> {
        if applications.abstains(application, field, assessor) {
            return None;
        }
        match applications.rating(&rules.form, application, (field, assessor)) {
            Reading::Value(_) => None,
            // Of a pool nobody in particular must rate.
            Reading::Blank if form.pool.is_some() => None,
            Reading::Blank => Some(Wrong::NotRated(assessor).into()),
            Reading::Unreadable(problem) => {
                let others_rate = form.pool.is_some() && problem.wrong == Wrong::TakesNoPart;
                Some(*problem).filter(|_| !others_rate)
            }
        }
    };
    // The third is asked only where the others are far apart, which is not known yet.
    let asked = applications.assessors(field).take(form.assessors.len());
    let open: Vec<Clarification> = asked
        .filter_map(|assessor| {
            let problem = Problem {
                assessor,
                ..wrong(assessor)?
            };
            Some(about_cell(
                selection,
                (application, field, assessor),
                Some(&problem),
            ))
        })
        .collect();
    if open.is_empty() { together() } else { open }
}

fn about_field(
    selection: &Selection<'_>,
    application: ApplicationId,
    field: FieldId,
) -> Clarification {
    let applications = &selection.applications;
    let form = selection.rules.form.fields.find(field);
    let problem = applications.reading(application, field).problem();
    let nobody = form.filter(|_| problem.is_none()).and_then(|form| {
        let pool = form.pool?;
        Some(nobody_rated(selection, (application, field), pool.readers))
    });
    let problem = problem.or(nobody.as_ref());
    let assessor = problem.map_or(AssessorId::FIRST, |problem| problem.assessor);
    about_cell(selection, (application, field, assessor), problem)
}

/// The question about one cell, with what is wrong with it; none where it is only blank.
fn about_cell(
    selection: &Selection<'_>,
    (application, field, assessor): (ApplicationId, FieldId, AssessorId),
    problem: Option<&Problem>,
) -> Clarification {
    let (rules, applications) = (selection.rules, &selection.applications);
    let form = rules.form.fields.find(field);
    let name = form.map_or("", |form| form.name.as_str());
    let personal = form.is_some_and(|form| form.personal);
    let is_rating = form.is_some_and(|form| form.kind.is_rating());
    let at = applications.cell_location(application, (field, assessor), is_rating);
    let said = applications.said(application, field, assessor);
    let (ask, inquiry) = match (problem, said.open()) {
        (None, None | Some("")) => ("no answer".to_owned(), None),
        (None, Some(text)) => (
            format!("{} counts as no answer", quoted(text)),
            Some(problems::counts_as_none(text)),
        ),
        (Some(problem), text) => {
            let what = match text {
                _ if said.is_empty() || problem.wrong.is_of_ratings() => {
                    "the application".to_owned()
                }
                None => "the answer".to_owned(),
                Some(text) => quoted(text),
            };
            let is_own = said.to_office() == text;
            let answered = text.filter(|_| !said.is_empty() && is_own);
            (
                problems::said(problem, personal).of(&what),
                form.map(|form| problems::inquiry(problem, form, answered)),
            )
        }
    };
    let found = said.to_office().map(str::to_owned);
    let wrong = problem.map(|problem| &problem.wrong);
    let whom = match field == selection.rules.form.submitted {
        // The form writes it, and no applicant.
        true => Whom::Office,
        false => Whom::about(wrong, is_rating.then_some(assessor)),
    };
    Clarification {
        whom,
        at,
        about: Topic::new(Sort::Field, name),
        found,
        ask,
        inquiry,
        blank: problem.is_none() && said.is_empty(),
        decides: Vec::new(),
        ruling: Kind::Clarify,
        between: Vec::new(),
    }
}

/// That nobody of a pool has rated, and who may: not whoever says that they take no part. It is asked at the cell of the first of them.
fn nobody_rated(
    selection: &Selection<'_>,
    (application, field): (ApplicationId, FieldId),
    needed: usize,
) -> Problem {
    let (form, applications) = (&selection.rules.form, &selection.applications);
    let is_out = |one: AssessorId| match applications.rating(form, application, (field, one)) {
        Reading::Unreadable(problem) => problem.wrong == Wrong::TakesNoPart,
        Reading::Blank | Reading::Value(_) => applications.abstains(application, field, one),
    };
    let may: Vec<AssessorId> = applications
        .assessors(field)
        .filter(|one| !is_out(*one))
        .collect();
    let first = may.first().copied();
    let wrong = Wrong::FewRatings {
        rated: 0,
        needed,
        may,
    };
    Problem {
        assessor: first.unwrap_or(AssessorId::FIRST),
        ..Problem::from(wrong)
    }
}

/// What is open about who applied, rather than about an answer.
fn about_identity(selection: &Selection<'_>, application: ApplicationId) -> Vec<Clarification> {
    let applications = &selection.applications;
    let clarification = |about: Topic, ask: String| Clarification {
        at: applications.location(application),
        about: about.clone(),
        found: Some(String::new()),
        whom: match about.sort {
            Sort::Id => Whom::Office,
            _ => Whom::Applicant,
        },
        ask,
        inquiry: None,
        blank: false,
        decides: vec![about],
        ruling: Kind::Clarify,
        between: Vec::new(),
    };
    let mut clarifications = Vec::new();
    let id = selection.rules.form.id;
    if matches!(
        applications.reading(application, id),
        Reading::Unreadable(_)
    ) {
        let decides = vec![Topic::new(Sort::Id, "id")];
        let found = Some(applications.row_mark(application));
        let asked = about_field(selection, application, id);
        let about = Topic {
            sort: Sort::Id,
            ..asked.about.clone()
        };
        clarifications.push(Clarification {
            about,
            decides,
            found,
            whom: Whom::Office,
            ..asked
        });
    } else if !applications.has_id(application) {
        let ask = "the row has no application id: is it an application, or a total or remark under the table?";
        let found = Some(applications.row_mark(application));
        clarifications.push(Clarification {
            found,
            blank: true,
            ..clarification(Topic::new(Sort::Id, "id"), ask.to_owned())
        });
    }
    let form = &selection.rules.form;
    let matches = selection
        .people
        .get(&application)
        .map_or(&[][..], Vec::as_slice);
    let asked = matches.iter().any(|matched| matched.rule == SameBy::Ids);
    if !asked && people::ids_are_open(applications, &selection.people, application) {
        let alike = same_id::hardly_told(applications, application);
        let ask = format!(
            "the id {alike}; give each application an id of its own, or remove the row that does not count"
        );
        clarifications.push(clarification(Topic::new(Sort::Id, "id"), ask));
    }
    if let Some(unsure) = applications.unsure(application) {
        let source = applications.source(application);
        clarifications.push(Clarification {
            at: Origin::cell(source, unsure.row, unsure.column).to_string(),
            found: Some(unsure.found.to_string()),
            // A total or a remark under the table is nobody's.
            whom: match unsure.code {
                Code::NoApplication => Whom::Office,
                _ => Whom::Applicant,
            },
            ..clarification(
                Topic::new(Sort::Response, RESPONSE),
                format!(
                    "{}; does it count as an application (the answer `counts`), or not (the answer `no application`)?",
                    unsure.why
                ),
            )
        });
    }
    for matched in matches
        .iter()
        .filter(|matched| matched.status == MatchStatus::Unsettled)
    {
        let rule = matched.rule.rule(form);
        if let (Some(rule), true) = (rule, matched.others.is_empty()) {
            let open = |field: &&FieldId| match applications.reading(application, **field) {
                Reading::Unreadable(_) => true,
                Reading::Value(Value::Choices(choices)) => choices.unread.is_some(),
                Reading::Value(_) | Reading::Blank => false,
            };
            clarifications.extend(rule.same.iter().filter(open).map(|field| Clarification {
                decides: vec![Topic::new(Sort::Duplicates, &rule.id)],
                ..about_field(selection, application, *field)
            }));
        } else {
            let ask = which_stands(selection, matched);
            // What it is decided between stands in the ruling.
            let found = Some(people::named(
                applications,
                matched.others.all().iter().copied(),
            ));
            let about = match rule {
                Some(rule) => Topic::new(Sort::Duplicates, &rule.id),
                None => Topic::new(Sort::Id, "id"),
            };
            clarifications.push(Clarification {
                found,
                ruling: Kind::Stands,
                between: match matched.others.all() {
                    all if all.len() <= TO_CHOOSE_FROM => all.to_vec(),
                    _ => Vec::new(),
                },
                ..clarification(about, ask)
            });
        }
    }
    clarifications
}
