//! A stage in words: what counts in it, what total it ranks by, and who goes on.

use super::naming::{in_words, quoted};
use crate::base::counted::count;
use crate::rules::{Combination, Most, Reserves, Rules, Shortlist, Stage, Ties};

/// What whoever is chosen has: a seat, or at a stage that is not the last a place on the shortlist.
pub fn seat(is_shortlisting: bool) -> &'static str {
    seats(is_shortlisting, 1)
}

/// The same of so many.
pub fn seats(is_shortlisting: bool, many: u32) -> &'static str {
    match (is_shortlisting, many) {
        (true, 1) => "place on the shortlist",
        (true, _) => "places on the shortlist",
        (false, 1) => "seat",
        (false, _) => "seats",
    }
}

/// The whole stage as a sentence.
pub fn stage(rules: &Rules, stage: &Stage) -> String {
    let verb = match stage.scoring.len() {
        1 => "counts",
        _ => "count",
    };
    let counts = format!("{} {verb}", titles(rules, stage));
    let parts = [
        Some(counts),
        combined(rules, stage),
        stage.floor.map(|floor| {
            format!(
                "whoever has less than {} of these points goes no further",
                floor.normalize()
            )
        }),
        Some(match stage.shortlist {
            Some(shortlist) => goes_on(shortlist),
            None => "this stage deals the seats".to_owned(),
        }),
        (stage.reserves == Reserves::ThenBefore).then(|| {
            "after its reserves come those whom the stage before did not shortlist, in their order there"
                .to_owned()
        }),
    ];
    let said: Vec<String> = parts.into_iter().flatten().collect();
    format!("{}: {}", stage.title, said.join("; "))
}

/// `“Motivation” and “Essay”`.
fn titles(rules: &Rules, stage: &Stage) -> String {
    // The view of an earlier stage does not know what a later one adds.
    let whole = rules.at.as_ref().map_or(rules, |at| &at.whole);
    let title = |id: &String| {
        let mut measures = whole.measures.iter();
        let known = measures.find(|measure| measure.id == *id);
        let title = known.map_or_else(|| in_words(id), |measure| measure.title.clone());
        quoted(&title)
    };
    let titles: Vec<String> = stage.scoring.iter().map(title).collect();
    titles.join(" and ")
}

/// How its total comes about; nothing of the first, whose total is its own points.
pub fn combined(rules: &Rules, stage: &Stage) -> Option<String> {
    let at = rules.find_stage(&stage.id)?;
    at.before()?;
    Some(match &stage.combine {
        Combination::Last => "the points of this stage alone make the total".to_owned(),
        Combination::Sum => {
            "with all that was earned in the stages before they make the total".to_owned()
        }
        Combination::Weights(weights) => {
            let each = rules.stages.iter().zip(weights);
            let each: Vec<String> = each
                .map(|(stage, weight)| format!("{weight} × “{}”", stage.title))
                .collect();
            format!("the total is {}", each.join(" + "))
        }
    })
}

/// Who goes on.
pub fn goes_on(shortlist: Shortlist) -> String {
    let best = match shortlist.most {
        Most::PerGroup(people) => {
            format!(
                "the best {} of every group",
                count(people as usize, "person", "people")
            )
        }
        Most::InAll(people) => {
            format!(
                "the best {} of all",
                count(people as usize, "person", "people")
            )
        }
    };
    let ties = match shortlist.ties {
        Ties::Kept => ", and everybody with the total of the last of them,",
        Ties::Settled => "",
    };
    format!("{best}{ties} go on to the next stage")
}
