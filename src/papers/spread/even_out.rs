//! Who would sit if strictness were evened out: raw and evened out side by side.

use super::{shown, signed};
use crate::base::ids::AssessorId;
use crate::papers::explanation::Section;
use crate::papers::firmness;
use crate::record::{Nth, RecordedEvenOut};
use crate::study::spread::told::{Beside, EvenOut, Evened, Moves, OfField};
use crate::words;

/// So many different ratings are shown, and so many applications.
const RATINGS: usize = 25;
const NAMED: usize = 40;

pub(super) fn section(title: &str, of: &OfField) -> Section {
    let mut section = Section::new(
        "even-out",
        &format!("{title}: is strictness evened out, and would others sit?"),
    );
    let told = match &of.even_out {
        None => return section,
        Some(EvenOut::Refused {
            between,
            most,
            needed,
        }) => {
            section.line(0, refused(between, *most, *needed));
            return section;
        }
        Some(EvenOut::TooLong) => {
            section.line(
                0,
                "not worked out: the ratings have too many digits to be reckoned with exactly",
            );
            return section;
        }
        Some(EvenOut::Told(told)) => told,
    };
    match (&of.counts, &told.raw) {
        (Some(RecordedEvenOut { by, who, when, why, .. }), raw) => {
            let by = by.word();
            section.line(0, format!("yes, by {by}, as {who} decided on {when} ({why}). All above is of the ratings as they were given. This is what would come out otherwise, everything else as it is"));
            section.line(0, "by the ratings as they were given");
            if let Some(raw) = raw {
                firmness::outcome(&mut section, 1, "what comes out", raw);
            }
        }
        (None, _) => section.line(0, "no: ratings count as they were given. This is what would come out otherwise, everything else as it is"),
    }
    let said: Vec<String> = told
        .moves
        .iter()
        .map(|Moves { assessor, by }| format!("A{assessor} {}", signed(*by)))
        .collect();
    let words = format!(
        "by mean, all ratings of an assessor move by the same number of points: by how much the mean of all ratings of an application is above their own, on average over what they share: {}",
        said.join(", ")
    );
    section.line(0, words);
    firmness::outcome(&mut section, 1, "what comes out", &told.mean);
    section.line(0, "by rank, an assessor's ratings become what stands at the same places among all ratings: their lowest tenth becomes what the lowest tenth of all is on average, and so on upwards");
    firmness::outcome(&mut section, 1, "what comes out", &told.rank);
    let is_done = of.counts.is_some();
    scale(&mut section, is_done, &told.moves, &told.ratings);
    side_by_side(&mut section, is_done, &told.side_by_side);
    section
}

fn refused(between: &[Nth<AssessorId>], most: u32, needed: u32) -> String {
    let named: Vec<String> = between.iter().map(|one| format!("A{one}")).collect();
    let shared = words::share_too_few(&named, most, needed);
    format!(
        "no, and it is refused to say what would come out: where too few applications were read by both, nobody can tell who is strict from whose applications were weaker. {shared}"
    )
}

/// What becomes of each rating, an assessor's two columns beside the other's.
fn scale(section: &mut Section, is_done: bool, moves: &[Moves], ratings: &[Evened]) {
    let mut all: Vec<_> = ratings.iter().map(|one| one.rating).collect();
    all.sort_unstable();
    all.dedup();
    if all.len() > RATINGS {
        section.line(0, "there are too many different ratings for a table; `--format json` has what becomes of each");
        return;
    }
    let headings: Vec<String> = moves
        .iter()
        .flat_map(|Moves { assessor, .. }| {
            [
                format!("A{assessor} by mean"),
                format!("A{assessor} by rank"),
            ]
        })
        .collect();
    let headings: Vec<&str> = ["a rating of"]
        .into_iter()
        .chain(headings.iter().map(String::as_str))
        .collect();
    let rows = all.into_iter().map(|rating| {
        let of = |Moves { assessor, .. }: &Moves| {
            let mut own = ratings.iter().filter(|one| one.assessor == *assessor);
            let own = own.find(|one| one.rating == rating);
            own.map_or([String::new(), String::new()], |one| {
                [shown(one.by_mean), shown(one.by_rank)]
            })
        };
        [shown(rating)]
            .into_iter()
            .chain(moves.iter().flat_map(of))
            .collect()
    });
    section.line(
        0,
        match is_done {
            true => "each rating counts as, to two decimals and within the bounds of the field:",
            false => {
                "each rating would count as, to two decimals and within the bounds of the field:"
            }
        },
    );
    section.table(&headings, rows.collect());
}

fn side_by_side(section: &mut Section, is_done: bool, all: &[Beside]) {
    if all.is_empty() {
        return;
    }
    let row = |one: &Beside| {
        vec![
            one.application.clone(),
            shown(one.raw),
            shown(one.by_mean),
            shown(one.by_rank),
        ]
    };
    let as_given = match is_done {
        true => "as given",
        false => "as it is",
    };
    section.line(0, "the means of those who have a seat or would have one:");
    section.table(
        &["application", as_given, "by mean", "by rank"],
        all.iter().take(NAMED).map(row).collect(),
    );
    let more = all.len().saturating_sub(NAMED);
    section.line_if(
        more > 0,
        format!("and {more} more; `--format json` has them all"),
    );
}
