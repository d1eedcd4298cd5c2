//! How firm the selection of a past run is, from the run alone.

use rust_decimal::Decimal;

use super::Past;
use super::explain::Format;
use crate::base::controls;
use crate::base::finding::{Code, Finding, Location};
use crate::out::{html, json, map, markdown, text};
use crate::papers::firmness;
use crate::rules::Rules;
use crate::study::firmness::{share_points, weights};
use crate::values::escape;
use crate::values::spelling::{nearest, quoted};

/// The page about the firmness of a past run, set down. Seats are looked at for weights that are larger or smaller by no more than
/// `percent` of them; of two scoring rules or stages, by their ids, over a grid of their weights.
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
    two.map_or(Ok(()), |named| both(&rules, named))?;
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

/// That two weights can be turned at once: scoring rules by their ids, and whole stages by `stage` and theirs.
fn both(rules: &Rules, named: &[String; 2]) -> Result<(), Vec<Finding>> {
    let known = weights(rules);
    let refused = |wrong: String, help: String| {
        let at = Location::File("--two".to_owned());
        Finding::new(Code::NoScoringRule, at, wrong).help(help)
    };
    let unknown = named
        .iter()
        .filter(|id| known.iter().all(|knob| knob.id != **id));
    let wrong: Vec<Finding> = unknown
        .map(|id| {
            let ids = || known.iter().map(|knob| knob.id.as_str());
            let help = nearest(id, ids()).map_or_else(
                || format!("they have {}", ids().collect::<Vec<_>>().join(", ")),
                |near| format!("did you mean `{near}`?"),
            );
            refused(
                format!("the rules have no scoring rule {}", quoted(id)),
                help,
            )
        })
        .collect();
    let [one, other] = named;
    if wrong.is_empty() && one != other && share_points(rules, [one.as_str(), other.as_str()]) {
        let message = format!(
            "{} and {} are not beside each other: the one counts in the other",
            quoted(one),
            quoted(other)
        );
        let help =
            "name two scoring rules, two stages, or a scoring rule and a stage that it is not of";
        return Err(vec![refused(message, help.to_owned())]);
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}
