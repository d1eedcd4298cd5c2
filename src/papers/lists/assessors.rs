//! What each assessor has given of what is asked of them, and what is awaited; by number, never by name.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::{Cell, Table, headings};
use crate::answers::ratings::given::Given;
use crate::base::ids::{ApplicationId, AssessorId, Per, find, ids};
use crate::papers::spread::of_selection;
use crate::papers::titles::{Named, field_title};
use crate::record::Nth;
use crate::rules::{Field, FieldId};
use crate::select::Selection;
use crate::study::packs::needed::{asks_third, is_asked_for, rated_fields};
use crate::study::spread::told::{Exact, OfAssessor};
use crate::values::Reading;
use crate::values::fraction::exact;

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
    /// Of a pool: the applications that are short of readers, which this one may rate.
    pub(in crate::papers) may: Vec<ApplicationId>,
}

/// A field of ratings, and what each assessor has given in it.
struct Rated<'r> {
    at: FieldId,
    field: &'r Field,
    given: Vec<Per<ApplicationId, Given>>,
}

/// Whether there is anything to be told: where all ratings stand beside the answers and everybody rates everything, lists have it already.
pub(in crate::papers) fn are_told(selection: &Selection<'_>) -> bool {
    let form = &selection.rules.form;
    let in_pool = form.fields.iter().any(|field| field.pool.is_some());
    in_pool || !selection.ratings.is_empty() || !form.assessors.is_empty() || form.packs.is_some()
}

/// Every assessor, by number.
pub(in crate::papers) fn statuses(selection: &Selection<'_>) -> Vec<Status> {
    let applications = &selection.applications;
    let counted: Vec<ApplicationId> = applications
        .ids()
        .filter(|one| is_asked_for(selection, *one))
        .collect();
    let form = &selection.rules.form;
    let fields: Vec<Rated<'_>> = rated_fields(selection)
        .map(|(at, field)| Rated {
            at,
            field,
            given: applications
                .assessors(at)
                .map(|by| applications.given(form, at, by))
                .collect(),
        })
        .collect();
    let status = |assessor: AssessorId| {
        let mut status = Status {
            assessor,
            asked_for: 0,
            given: 0,
            blank: 0,
            unreadable: 0,
            abstained: 0,
            missing: Vec::new(),
            may: Vec::new(),
        };
        for rated in &fields {
            if let Some(given) = find(&rated.given, assessor) {
                status.take(selection, rated, &counted, given);
            }
        }
        for waiting in [&mut status.missing, &mut status.may] {
            waiting.sort_unstable();
            waiting.dedup();
        }
        status
    };
    let readers = fields.iter().map(|rated| rated.given.len());
    let most = readers.max().unwrap_or_default();
    (0..most).map(AssessorId).map(status).collect()
}

impl Status {
    fn take(
        &mut self,
        selection: &Selection<'_>,
        rated: &Rated<'_>,
        counted: &[ApplicationId],
        given: &Per<ApplicationId, Given>,
    ) {
        let field = rated.field;
        let is_third = field.is_third(self.assessor);
        let mut many = [0_usize; 4];
        for one in counted {
            if is_third && !asks_third(selection, *one, (rated.at, field), &rated.given) {
                continue;
            }
            let in_pool = field.pool.is_some();
            let [given_by, blank, unreadable, abstained] = &mut many;
            let (count, waits) = match given[*one] {
                // Nobody in particular of a pool is asked.
                Given::Blank if in_pool => {
                    if is_short(selection, *one, rated.at) {
                        self.may.push(*one);
                    }
                    continue;
                }
                // The office is asked who rates in their place.
                Given::NoPart | Given::Abstained => (abstained, false),
                Given::Rating(_) => (given_by, false),
                Given::Blank => (blank, true),
                Given::Unreadable => (unreadable, true),
            };
            *count = count.saturating_add(1);
            if waits {
                self.missing.push(*one);
            }
        }
        let [given_by, blank, unreadable, abstained] = many;
        self.asked_for = self.asked_for.saturating_add(many.iter().sum());
        self.given = self.given.saturating_add(given_by);
        self.blank = self.blank.saturating_add(blank);
        self.unreadable = self.unreadable.saturating_add(unreadable);
        self.abstained = self.abstained.saturating_add(abstained);
    }
}

/// The ids of some of those that wait, at most so many.
pub(in crate::papers) fn named(
    selection: &Selection<'_>,
    waiting: &[ApplicationId],
    at_most: usize,
) -> String {
    let ids = waiting.iter().take(at_most);
    let mut ids: Vec<String> = ids
        .map(|one| selection.applications.id(*one).into_owned())
        .collect();
    let more = waiting.len().saturating_sub(at_most);
    if more > 0 {
        ids.push(format!("and {more} more"));
    }
    ids.join(", ")
}

/// Whether too few of a pool have rated.
fn is_short(selection: &Selection<'_>, application: ApplicationId, at: FieldId) -> bool {
    match selection.applications.reading(application, at) {
        Reading::Blank => true,
        Reading::Unreadable(problem) => problem.wrong.is_of_panel(),
        Reading::Value(_) => false,
    }
}

/// One row an assessor; none where there is nothing to be told.
pub(super) fn assessors<'a>(selection: &'a Selection<'_>) -> Option<Table<'a>> {
    /// So many applications that wait are named.
    const NAMED: usize = 100;
    if !are_told(selection) {
        return None;
    }
    let spread: Vec<(&Field, Vec<OfAssessor>, Option<Means>)> = of_selection::fields(selection)
        .filter_map(|(id, field)| {
            let given = of_selection::ratings(selection, id)?.of_each();
            Some((field, given, means_evened_out(selection, (id, field))))
        })
        .collect();
    let by_field = |assessor: AssessorId| {
        let own = spread.iter().map(move |(_, all, _)| {
            let number = Nth::from(assessor);
            all.iter().find(|one| one.assessor == number)
        });
        let own = own.zip(&spread);
        own.flat_map(|(one, (_, _, evened))| {
            let counts = evened
                .as_ref()
                .map(|evened| find(evened, assessor).copied());
            let counts = counts.map(|mean| number(mean.flatten()));
            numbers(one).into_iter().chain(counts)
        })
        .collect::<Vec<_>>()
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
            Cell::text(named(selection, &status.missing, NAMED)),
            Cell::text(named(selection, &status.may, NAMED)),
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
        "applications_short_of_readers",
    ]);
    headings.extend(spread.iter().flat_map(|(field, _, evened)| {
        let title = field_title(field);
        let evened = evened.as_ref().map(|_| EVENED_OUT);
        let all = NUMBERS.into_iter().chain(evened);
        all.map(move |(name, words)| Named {
            name: Cow::Owned(format!("{name} {}", field.name)),
            title: Cow::Owned(format!("{title}: {words}")),
        })
    }));
    // The numbers of more than one field are for the screen; the report has them, too.
    let unprinted = headings.len().saturating_sub(PRINTED);
    Some(Table {
        name: "assessors".to_owned(),
        tab: "assessors".to_owned(),
        above: Vec::new(),
        headings,
        unprinted,
        rows: Box::new(rows.into_iter()),
    })
}

/// Columns that a page has room for.
const PRINTED: usize = 15;

/// What is said of one assessor's ratings of a field: as files have it, and as a sheet does.
const NUMBERS: [(&str, &str); 6] = [
    ("ratings", "ratings"),
    ("lowest", "lowest"),
    ("mean", "mean"),
    ("highest", "highest"),
    ("shared", "read by others, too"),
    ("from_others", "from the others, on these"),
];

/// Said besides where ratings count evened out.
const EVENED_OUT: (&str, &str) = ("evened_out", "mean, evened out");

/// By assessor, a mean; none of one who has not rated.
type Means = Vec<Option<Exact>>;

/// By assessor, the mean of what counts in place of their ratings; none where ratings count as they were given.
fn means_evened_out(selection: &Selection<'_>, (id, field): (FieldId, &Field)) -> Option<Means> {
    let mut evened = selection.rulings.evened.iter();
    let evened = evened.find(|evened| evened.field == id)?;
    let evening = evened.evening(field);
    let mean = |assessor: AssessorId| {
        let (mut sum, mut many) = (Decimal::ZERO, 0_u32);
        for (given, of) in evened.ratings.given() {
            let Some(rating) = find(&given, assessor).copied().flatten() else {
                continue;
            };
            let counts = evening.counts_as(Some(evened.method), assessor, rating);
            sum = sum.checked_add(counts.checked_mul(of.into())?)?;
            many = many.checked_add(of)?;
        }
        let all = exact(sum);
        Exact::over(*all.numer(), all.denom().checked_mul(many.into())?)
    };
    Some(ids(evened.ratings.assessors()).map(mean).collect())
}

fn number<'a>(number: Option<Exact>) -> Cell<'a> {
    let near = number.and_then(|number| number.rounded(2));
    near.map_or(Cell::Empty, Cell::Exact)
}

fn numbers<'a>(one: Option<&OfAssessor>) -> [Cell<'a>; 6] {
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
