//! `[programme]`.

use super::format::PROGRAMME;
use super::names::check_id;
use super::table::Item;
use super::times;
use crate::rules::Programme;

pub(super) fn programme(item: Item<'_>) -> Option<Programme> {
    let table = item.table(&PROGRAMME)?;
    let id = table
        .need("id")
        .and_then(|item| item.text().filter(|id| check_id(id, item.spot)));
    let title = table.need("title").and_then(Item::text);
    let optional = |key| table.get(key).and_then(Item::text).map(str::to_owned);
    let (organiser, venue) = (optional("organiser"), optional("place"));
    let confidential = optional("confidential");
    let first_day = table.get("first_day").and_then(times::date);
    let last_day = table.get("last_day").and_then(times::date);
    if let (Some(first), Some(last), Some(item)) = (first_day, last_day, table.get("last_day"))
        && last < first
    {
        item.spot.say_bad(format!(
            "the last day, `{last}`, is before the first, `{first}`"
        ));
    }
    Some(Programme {
        id: id?.to_owned(),
        title: title?.to_owned(),
        organiser,
        confidential,
        venue,
        first_day,
        last_day,
    })
}
