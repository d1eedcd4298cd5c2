//! Ratings that stand twice: one assessor's of one application in two rows, two files, or beside the answers as well. What says the same
//! counts once; what says something else is refused, since nobody but the assessor knows which holds.

use std::collections::BTreeMap;

use crate::answers::Applications;
use crate::answers::types::rating::abstain;
use crate::answers::types::rating::in_words::Plain;
use crate::base::finding::{Code, Finding};
use crate::base::ids::{ApplicationId, AssessorId};
use crate::base::origin::Row;
use crate::rules::{FieldId, Form};
use crate::values::spelling::quoted;
use crate::values::{Problem, Reading};

/// So many ratings that contradict each other are named one by one.
const NAMED: usize = 20;

/// A cell that says what an assessor gave.
pub(super) struct Candidate<'a> {
    /// None for the application's own row.
    pub(super) file: Option<(u16, Row)>,
    pub(super) text: String,
    pub(super) doubt: Option<&'a Problem>,
    pub(super) reading: Reading,
    /// Whether it stands in a row of this assessor's pack for this application; of a blank whether all of the row is blank, too.
    pub(super) is_of_pack: bool,
}

/// A place in a file of ratings; none for the application's own row.
type Place = Option<(u16, Row)>;

/// What one assessor gave to one application in one field.
type Here = (ApplicationId, FieldId, AssessorId);

/// The first rating that stands twice in two files, where, and how many do.
type Same = (Here, [Place; 2], usize);

/// What was found to stand twice.
#[derive(Debug, Default)]
pub(super) struct Conflicts {
    other: Vec<(Here, [(Place, String); 2])>,
    /// By the two files: the first that stands twice, and how many there are.
    same: BTreeMap<[Option<u16>; 2], Same>,
    /// The same of a rating and of a blank in another version of the pack.
    blanked: BTreeMap<[Option<u16>; 2], Same>,
}

impl Conflicts {
    /// Which of some cells counts: a rating before a blank, and of those that say the same the one that is written first in the order of
    /// texts, so that it does not hang on the order of files and rows.
    pub(super) fn weigh<'c, 'a>(
        &mut self,
        here: Here,
        candidates: &'c [Candidate<'a>],
    ) -> Option<&'c Candidate<'a>> {
        let is_rating = |one: &&Candidate<'_>| one.reading != Reading::Blank;
        let ratings: Vec<&Candidate<'_>> = candidates.iter().filter(is_rating).collect();
        if let Some((first, rest)) = ratings.split_first() {
            for other in rest {
                if says_the_same(first, other) {
                    let of = [first, other].map(|one| one.file.map(|at| at.0));
                    let places = [first.file, other.file];
                    let known = self.same.entry(of).or_insert((here, places, 0));
                    known.2 = known.2.saturating_add(1);
                } else {
                    let said = |one: &Candidate<'_>| (one.file, one.text.clone());
                    self.other.push((here, [said(first), said(other)]));
                }
            }
        }
        let is_blanked = |one: &&Candidate<'_>| one.is_of_pack && one.reading == Reading::Blank;
        let rated = ratings.iter().find(|one| one.is_of_pack);
        if let Some((rated, blank)) = rated.zip(candidates.iter().find(is_blanked)) {
            let of = [rated, blank].map(|one| one.file.map(|at| at.0));
            let places = [rated.file, blank.file];
            let known = self.blanked.entry(of).or_insert((here, places, 0));
            known.2 = known.2.saturating_add(1);
        }
        // What stands beside the answers stays there.
        let weight = |one: &&Candidate<'_>| {
            let is_blank = one.reading == Reading::Blank;
            let is_elsewhere = one.file.is_some();
            // A blank of a file tells where the rating is awaited.
            let is_own = if is_blank {
                !is_elsewhere && one.text.is_empty()
            } else {
                is_elsewhere
            };
            (
                is_blank,
                is_own,
                one.text.is_empty(),
                one.text.clone(),
                one.file,
            )
        };
        candidates.iter().min_by_key(weight)
    }

    /// Refusals, and notes about what counts once.
    pub(super) fn said(
        &self,
        form: &Form,
        applications: &Applications,
    ) -> (Vec<Finding>, Vec<Finding>) {
        let origin = |(application, field, assessor): Here, place: Place| match place {
            Some(place) => applications.rated_origin(place, (field, assessor)),
            None => applications.own_origin(application, (field, assessor)),
        };
        let mut refused = Vec::new();
        for (here, [(one, says), (other, contradicts)]) in self.other.iter().take(NAMED) {
            let (application, field, assessor) = *here;
            let of = &form.fields[field];
            let is_out = |text: &str| abstain::says(text, &of.abstain);
            let plain = Plain::of(of);
            let is_in_words =
                |text: &str| plain.as_ref().is_some_and(|plain| plain.is_in_words(text));
            let value = |text: &str| match (of.personal, is_in_words(text)) {
                (true, _) => "something else".to_owned(),
                (false, true) => "something in words".to_owned(),
                (false, false) => quoted(text),
            };
            let id = quoted(&applications.id(application));
            let here_said = match is_out(contradicts) {
                true => format!("takes no part in {id}"),
                false => format!("gave {id} {}", value(contradicts)),
            };
            let there = match (is_out(says), is_out(contradicts)) {
                (true, _) => "takes no part in it".to_owned(),
                (false, true) => format!("gave {}", value(says)),
                (false, false) => value(says),
            };
            let message = format!(
                "{}: {assessor} {here_said} here, and {there} at {}",
                of.name,
                origin(*here, *one)
            );
            let help = "ask which of the two holds; then leave the other cell blank, or give only the file that holds";
            let at = origin(*here, *other);
            refused.push(Finding::new(Code::RatingTwice, at, message).help(help));
        }
        let more = self.other.len().saturating_sub(NAMED);
        if let (Some((here, [_, (other, _)])), true) = (self.other.last(), more > 0) {
            let message = format!("so it is with {more} more ratings, the last of them here");
            let at = origin(*here, *other);
            refused
                .push(Finding::new(Code::RatingTwice, at, message).help(
                    "where these are two versions of one file, give only the one that holds",
                ));
        }
        let note = |(here, [one, other], many): &Same| {
            let more = match many.saturating_sub(1) {
                0 => String::new(),
                more => format!("; so it is with {more} more between these files"),
            };
            let message = format!(
                "{}: the rating that {} gave {} stands at {}, too, says the same, and counts once{more}",
                form.fields[here.1].name,
                here.2,
                quoted(&applications.id(here.0)),
                origin(*here, *one)
            );
            Finding::new(Code::SameRating, origin(*here, *other), message)
        };
        let blanked = |(here, [rated, blank], many): &Same| {
            let more = match many.saturating_sub(1) {
                0 => String::new(),
                more => format!("; so it is with {more} more between these files"),
            };
            let message = format!(
                "{}: {} left {} blank in this version of the pack, and rated it at {}; that rating counts{more}",
                form.fields[here.1].name,
                here.2,
                quoted(&applications.id(here.0)),
                origin(*here, *rated)
            );
            let help =
                "give only the version that holds; where nobody knows which it is, ask the reader";
            Finding::new(Code::RatingBlanked, origin(*here, *blank), message).help(help)
        };
        let noticed = self.blanked.values().map(blanked);
        (
            refused,
            noticed.chain(self.same.values().map(note)).collect(),
        )
    }
}

/// Whether two cells are one rating: the same number, however it is written, or the same cell that cannot be read.
fn says_the_same(one: &Candidate<'_>, other: &Candidate<'_>) -> bool {
    match (&one.reading, &other.reading) {
        (Reading::Value(one), Reading::Value(other)) => one == other,
        _ => one.text == other.text && one.doubt == other.doubt && one.reading == other.reading,
    }
}
