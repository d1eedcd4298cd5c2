//! The anchors of a rating: what some of its numbers mean.

use super::format::ANCHOR;
use super::table::Item;
use crate::rules::Anchor;
use crate::rules::form::Bounds;

/// What some numbers of a rating mean, the least first.
pub(super) fn anchors(item: Item<'_>, bounds: Option<&Bounds>) -> Option<Vec<Anchor>> {
    let mut anchors: Vec<Anchor> = Vec::new();
    let mut good = true;
    for table in item.tables(&ANCHOR) {
        let at = table.need("at");
        let means = table.need("means").and_then(Item::text);
        let (Some(at), Some(means)) = (at, means) else {
            good = false;
            continue;
        };
        let Some(number) = at.decimal() else {
            good = false;
            continue;
        };
        if bounds.is_some_and(|bounds| !bounds.holds(number)) {
            at.spot
                .say_bad(format!("`{number}` lies outside of what can be rated"));
            good = false;
        } else if anchors.last().is_some_and(|last| last.at >= number) {
            at.spot.say_bad_help(
                format!("`{number}` does not come after the number before"),
                "write each number once, the least first",
            );
            good = false;
        }
        anchors.push(Anchor {
            at: number,
            means: means.to_owned(),
        });
    }
    good.then_some(anchors)
}
