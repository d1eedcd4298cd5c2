//! What each assessor has given of what is asked of them, and what is awaited; by number, never by name.

use std::borrow::Cow;

use super::{Cell, Table, headings};
use crate::answers::ratings::given::Given;
use crate::base::ids::{ApplicationId, AssessorId, Per};
use crate::judge::Verdict;
use crate::papers::spread::of_selection;
use crate::papers::titles::{Named, field_title};
use crate::record::Nth;
use crate::rules::{Field, FieldId};
use crate::select::{Outcome, Selection};
use crate::study::spread::told::{Exact, OfAssessor};
use crate::values::{Reading, Value, Wrong};

/// How far one assessor has come.
pub(in crate::papers) struct Status {
    pub(in crate::papers) assessor: AssessorId,
    /// Ratings of whoever is eligible or may be.
    pub(in crate::papers) asked_for: usize,
    pub(in crate::papers) given: usize,
    pub(in crate::papers) blank: usize,
    pub(in crate::papers) unreadable: usize,
    pub(in crate::papers) abstained: usize,
    /// The applications with a rating that is blank or cannot be read.
    pub(in crate::papers) missing: Vec<ApplicationId>,
}

/// Whether there is anything to be told: where all ratings stand beside the answers, lists have them already.
pub(in crate::papers) fn are_told(selection: &Selection<'_>) -> bool {
    !selection.ratings.is_empty() || !selection.rules.form.assessors.is_empty()
}

/// Every assessor, by number.
pub(in crate::papers) fn statuses(selection: &Selection<'_>) -> Vec<Status> {
    let applications = &selection.applications;
    let counts = |one: &ApplicationId| {
        let is_out = matches!(
            selection.outcome(*one),
            Outcome::Ineligible | Outcome::Superseded { .. } | Outcome::DroppedOut
        );
        let refused = selection.judgements[*one].verdict() == Verdict::Ineligible;
        !is_out && !refused && applications.has_id(*one)
    };
    let counted: Vec<ApplicationId> = applications.ids().filter(counts).collect();
    let form = &selection.rules.form;
    let fields = || {
        let fields = form.fields.each();
        fields.filter(|(_, field)| field.kind.is_rating() && field.is_needed())
    };
    let readers = fields().map(|(field, _)| applications.assessors(field).len());
    let status = |assessor: AssessorId| {
        let mut status = Status {
            assessor,
            asked_for: 0,
            given: 0,
            blank: 0,
            unreadable: 0,
            abstained: 0,
            missing: Vec::new(),
        };
        for (at, field) in fields() {
            if applications.assessors(at).len() > assessor.0 {
                let given = applications.given(form, at, assessor);
                status.take(selection, (at, field), &counted, &given);
            }
        }
        status.missing.sort_unstable();
        status.missing.dedup();
        status
    };
    let most = readers.max().unwrap_or_default();
    (0..most).map(AssessorId).map(status).collect()
}

impl Status {
    fn take(
        &mut self,
        selection: &Selection<'_>,
        (at, field): (FieldId, &Field),
        counted: &[ApplicationId],
        given: &Per<ApplicationId, Given>,
    ) {
        let is_third = self.assessor.0 >= field.assessors.len();
        let mut many = [0_usize; 4];
        for one in counted {
            if is_third && !asks_third(selection, *one, (at, field)) {
                continue;
            }
            let [rated, blank, unreadable, abstained] = &mut many;
            let count = match given[*one] {
                Given::Rating => rated,
                Given::Blank => blank,
                Given::Unreadable => unreadable,
                Given::Abstained => abstained,
            };
            *count = count.saturating_add(1);
            if matches!(given[*one], Given::Blank | Given::Unreadable) {
                self.missing.push(*one);
            }
        }
        let [rated, blank, unreadable, abstained] = many;
        self.asked_for = self.asked_for.saturating_add(many.iter().sum());
        self.given = self.given.saturating_add(rated);
        self.blank = self.blank.saturating_add(blank);
        self.unreadable = self.unreadable.saturating_add(unreadable);
        self.abstained = self.abstained.saturating_add(abstained);
    }

    /// The ids of those that wait, at most so many.
    pub(in crate::papers) fn named(&self, selection: &Selection<'_>, at_most: usize) -> String {
        let ids = self.missing.iter().take(at_most);
        let mut ids: Vec<String> = ids
            .map(|one| selection.applications.id(*one).into_owned())
            .collect();
        let more = self.missing.len().saturating_sub(at_most);
        if more > 0 {
            ids.push(format!("and {more} more"));
        }
        ids.join(", ")
    }
}

/// Whether the ratings before are so far apart that a third is asked for.
fn asks_third(
    selection: &Selection<'_>,
    application: ApplicationId,
    (at, field): (FieldId, &Field),
) -> bool {
    match selection.applications.reading(application, at) {
        Reading::Value(Value::Number(number)) => usize::from(number.of) > field.assessors.len(),
        Reading::Unreadable(problem) => {
            matches!(problem.wrong, Wrong::ThirdNotRated(_))
                || problem.assessor.0 >= field.assessors.len()
        }
        Reading::Value(_) | Reading::Blank => false,
    }
}

/// One row an assessor; none where there is nothing to be told.
pub(super) fn assessors<'a>(selection: &'a Selection<'_>) -> Option<Table<'a>> {
    /// So many applications that wait are named.
    const NAMED: usize = 100;
    if !are_told(selection) {
        return None;
    }
    let spread: Vec<(&Field, Vec<OfAssessor>)> = of_selection::fields(selection)
        .filter_map(|(id, field)| Some((field, of_selection::ratings(selection, id)?.of_each())))
        .collect();
    let by_field = |assessor: AssessorId| {
        let own = spread.iter().map(move |(_, all)| {
            let number = Nth::from(assessor);
            all.iter().find(|one| one.assessor == number)
        });
        own.flat_map(numbers).collect::<Vec<_>>()
    };
    let row = |status: Status| {
        let turn = match status.missing.len() {
            0 => "",
            _ => "yes",
        };
        let mut row = vec![
            Cell::text(status.assessor.to_string()),
            Cell::count(status.asked_for),
            Cell::count(status.given),
            Cell::count(status.blank),
            Cell::count(status.unreadable),
            Cell::count(status.abstained),
            Cell::text(turn),
            Cell::text(status.named(selection, NAMED)),
        ];
        row.extend(by_field(status.assessor));
        row
    };
    let rows: Vec<_> = statuses(selection).into_iter().map(row).collect();
    let mut headings = headings(&[
        "assessor",
        "ratings_asked_for",
        "given",
        "blank",
        "unreadable",
        "abstained",
        "is_waited_for",
        "applications_that_wait",
    ]);
    headings.extend(spread.iter().flat_map(|(field, _)| {
        let title = field_title(field);
        NUMBERS.map(|(name, words)| Named {
            name: Cow::Owned(format!("{name} {}", field.name)),
            title: Cow::Owned(format!("{title}: {words}")),
        })
    }));
    Some(Table {
        name: "assessors".to_owned(),
        tab: "assessors".to_owned(),
        above: Vec::new(),
        headings,
        rows: Box::new(rows.into_iter()),
    })
}

/// What is said of one assessor's ratings of a field: as files have it, and as a sheet does.
const NUMBERS: [(&str, &str); 6] = [
    ("ratings", "ratings"),
    ("lowest", "lowest"),
    ("mean", "mean"),
    ("highest", "highest"),
    ("shared", "read by others, too"),
    ("from_others", "from the others, on these"),
];

fn numbers<'a>(one: Option<&OfAssessor>) -> [Cell<'a>; 6] {
    let number = |number: Option<Exact>| {
        let near = number.and_then(|number| number.rounded(2));
        near.map_or(Cell::Empty, Cell::Exact)
    };
    let Some(one) = one else {
        return [const { Cell::Empty }; 6];
    };
    [
        Cell::Count(one.ratings.into()),
        number(Some(one.least)),
        number(Some(one.mean)),
        number(Some(one.greatest)),
        Cell::Count(one.shared.into()),
        number(one.apart),
    ]
}
