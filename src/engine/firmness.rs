//! How firm the selection of a past run is, from the run alone.

use rust_decimal::Decimal;

use super::Past;
use super::explain::Format;
use crate::base::controls;
use crate::base::finding::{Code, Finding, Location};
use crate::out::{html, json, map, markdown, text};
use crate::papers::firmness;
use crate::rules::{MeasureId, Rules};
use crate::values::escape;
use crate::values::spelling::{nearest, quoted};

/// The page about the firmness of a past run, set down. Seats are looked at for weights that are larger or smaller by no more than
/// `percent` of them; of two scoring rules, by their ids, over a grid of their weights.
///
/// # Errors
/// Findings where the run cannot be taken, or has no scoring rule that is named.
pub fn firmness(
    run: &Past<'_>,
    percent: Decimal,
    two: Option<&[String; 2]>,
    format: Format,
) -> Result<String, Vec<Finding>> {
    let one = |finding| vec![finding];
    let rules = run.rules_as_asked().map_err(one)?;
    let two = two.map(|named| both(&rules, named)).transpose()?;
    let told = run.firmness(&rules, percent, two).map_err(one)?;
    let page = firmness::page(&rules, run.header(), &told);
    Ok(match format {
        Format::Text => escape::visible_lines(&text::text(&page)),
        Format::Markdown => escape::visible_lines(&markdown::markdown(&page)),
        Format::Html => escape::visible_lines(&map::firmness(&page, &told)),
        Format::Within => escape::visible_lines(&html::within(&page)),
        Format::Json => controls::in_json(&json::firmness(&page, &told)).into_owned(),
    })
}

/// The scoring rules of these ids.
fn both(rules: &Rules, named: &[String; 2]) -> Result<[MeasureId; 2], Vec<Finding>> {
    let find = |id: &String| {
        rules
            .measures
            .position(|measure| measure.id == *id)
            .ok_or_else(|| {
                let at = Location::File("--two".to_owned());
                let wrong = format!("the rules have no scoring rule {}", quoted(id));
                let ids = || rules.measures.iter().map(|measure| measure.id.as_str());
                let help = nearest(id, ids()).map_or_else(
                    || format!("they have {}", ids().collect::<Vec<_>>().join(", ")),
                    |near| format!("did you mean `{near}`?"),
                );
                Finding::new(Code::NoScoringRule, at, wrong).help(help)
            })
    };
    let [one, other] = named;
    match (find(one), find(other)) {
        (Ok(one), Ok(other)) => Ok([one, other]),
        (one, other) => Err(one.err().into_iter().chain(other.err()).collect()),
    }
}
