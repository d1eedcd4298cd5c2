//! How far the ratings of each application are apart.

use std::collections::BTreeMap;

use super::shown;
use crate::base::counted::count;
use crate::papers::explanation::Section;
use crate::study::spread::told::{Exact, Gap, OfField};

/// So many different gaps are counted, and so many applications named.
const COUNTED: usize = 20;
const NAMED: usize = 12;

pub(super) fn section(title: &str, of: &OfField) -> Section {
    let mut section = Section::new("gaps", &format!("{title}: where are they far apart?"));
    if of.gaps.is_empty() {
        return section;
    }
    let mut counts: BTreeMap<Exact, usize> = BTreeMap::new();
    for gap in &of.gaps {
        let many = counts.entry(gap.gap).or_default();
        *many = many.saturating_add(1);
    }
    if counts.len() <= COUNTED {
        let rows = counts
            .iter()
            .map(|(gap, many)| vec![shown(*gap), many.to_string()]);
        section.table(&["apart by", "applications"], rows.collect());
    }
    let Some(widest) = of
        .gaps
        .iter()
        .map(|gap| gap.gap)
        .max()
        .filter(|gap| Exact::over(0, 1) < Some(*gap))
    else {
        return section;
    };
    let apart: Vec<&Gap> = of
        .gaps
        .iter()
        .filter(|gap| Some(gap.gap) > Exact::over(0, 1))
        .collect();
    let named: Vec<&Gap> = apart.iter().take(NAMED).copied().collect();
    let many = named.iter().map(|gap| gap.ratings.len()).max().unwrap_or(0);
    let numbers: Vec<String> = (1..=many).map(|number| format!("A{number}")).collect();
    let headings: Vec<&str> = ["application"]
        .into_iter()
        .chain(numbers.iter().map(String::as_str))
        .chain(["apart by"])
        .collect();
    let row = |gap: &&Gap| {
        let ratings = gap
            .ratings
            .iter()
            .map(|rating| rating.map_or_else(String::new, shown));
        [gap.application.clone()]
            .into_iter()
            .chain(ratings)
            .chain([shown(gap.gap)])
            .collect()
    };
    section.line(0, format!("the widest first, up to {}:", shown(widest)));
    section.table(&headings, named.iter().map(row).collect());
    let more = apart.len().saturating_sub(named.len());
    section.line_if(
        more > 0,
        format!(
            "and {}; `--format json` has them all",
            count(more, "more that is apart", "more that are apart")
        ),
    );
    section
}
