//! The pictures of the report as SVG inside the page.
//!
//! No crate draws them: strips and stacked bars are rectangles, and a chart crate brings fonts, sizes in points of a screen and
//! colours of its own. Here lengths are shares of the width there is, so that letters stay readable on a telephone; words take the
//! page's own type and colours, in the dark as well; and each colour has a pattern, for print without colour and eyes without it.

use maud::{Markup, html};

use super::LINE;
use super::listing::{listing, named};
use crate::base::counted::count;
use crate::base::ids::Id as _;
use crate::out::html::words;
use crate::papers::report::{Cohort, Counted, Mark, Parts, Share, Spread, Step, Strip};

/// The patterns there are, by what is drawn over the colour; a ninth part has the first again.
const PATTERNS: [&str; 8] = [
    "",
    "M-1 1l2-2M0 8l8-8M7 9l2-2",
    "M0 0M4 4m-1.4 0a1.4 1.4 0 1 0 2.8 0a1.4 1.4 0 1 0-2.8 0",
    "M0 4h8",
    "M-1 7l2 2M0 0l8 8M7-1l2 2",
    "M4 0v8",
    "M0 4h8M4 0v8",
    "M0 0l8 8M8 0l-8 8",
];
const COLOURS: [char; 8] = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/// Points of a strip's height that bars may take, and where their foot stands: two lines of words have room above them.
const TALL: u32 = 84;
const FOOT: u32 = 122;

/// What all pictures are filled with. Said once for the page, and seen by nobody.
pub(in crate::out) fn patterns() -> Markup {
    html! {
        svg class="defs" aria-hidden="true" focusable="false" { defs {
            @for (at, (path, colour)) in PATTERNS.iter().zip(COLOURS).enumerate().skip(1) {
                pattern id={ "p" (at) } width="8" height="8" patternUnits="userSpaceOnUse" {
                    rect width="8" height="8" fill={ "var(--" (colour) ")" } {}
                    path d=(path) stroke="var(--paper)" stroke-width="1.4" fill="none" {}
                }
            }
        } }
    }
}

/// The first is the colour alone.
pub(in crate::out) fn fill(at: usize) -> String {
    match at.checked_rem(PATTERNS.len()) {
        None | Some(0) => "var(--a)".to_owned(),
        Some(at) => format!("url(#p{at})"),
    }
}

/// Of a strip: selected are full, reserves hatched, all others pale with an edge.
fn of_sort(at: usize) -> String {
    match at {
        0 => fill(0),
        1 => fill(1),
        _ => "var(--tint)".to_owned(),
    }
}

fn bar(from: Share, length: Share, fill: &str, y: u32, height: u32) -> Markup {
    html! { rect class="piece" x=(from) y=(y) width=(length) height=(height) fill=(fill) {} }
}

/// How many came how far, longest first.
pub(super) fn funnel(steps: &[Step]) -> Markup {
    let all = steps.iter().map(|step| step.count).max().unwrap_or(0);
    let share = |count: usize| Share::of_counts(count, all);
    html! {
        div class="wide" role="region" tabindex="0" aria-label="How many came how far" {
            table {
                caption { "How many came how far" }
                thead { tr { th scope="col" { "step" } th scope="col" class="n" { "how many" } th scope="col" { "picture" } } }
                tbody { @for step in steps { (LINE) tr {
                    th scope="row" class="step" { (step.word) @if !step.note.is_empty() { br; span class="note" { (step.note) } } }
                    td class="n" { (step.count) }
                    td class="bar" { (LINE) svg class="row" aria-hidden="true" focusable="false" { (bar(Share::default(), share(step.count), &fill(0), 3, 16)) } }
                } } }
            }
        }
    }
}

/// How many have each number, with what is pointed out.
pub(super) fn strip(strip: &Strip) -> Markup {
    html! {
        figure {
            figcaption { (strip.title) }
            @if strip.sorts.len() > 1 { (key(strip.sorts.iter().enumerate().map(|(at, word)| (of_sort(at), (*word).to_owned())))) }
            (drawn(strip))
            div class="axis" aria-hidden="true" { span { (strip.from) } span { "the highest bar: " (strip.most) } span { (strip.to) } }
            details class="numbers" { summary { "The same as numbers" } (listing(&strip.numbers)) }
        }
    }
}

fn drawn(strip: &Strip) -> Markup {
    let about = strip.marks.iter().map(|mark| mark.words.clone());
    let about: Vec<String> = std::iter::once(format!(
        "{} from {} to {}",
        strip.title, strip.from, strip.to
    ))
    .chain(about)
    .collect();
    html! {
        (LINE)
        svg class="strip" role="img" aria-label=(about.join("; ")) {
            @for bin in &strip.bins {
                @let heights = stacked(&bin.counts, strip.most);
                @for (sort, (y, height)) in heights.into_iter().enumerate().filter(|(_, (_, height))| *height > 0) {
                    rect class=(if sort < 2 { "piece" } else { "edge" }) x=(bin.at) y=(y) width=(bin.width) height=(height) fill=(of_sort(sort)) {}
                }
            }
            line class="line" x1="0" x2="100%" y1=(FOOT) y2=(FOOT) {}
            @for (at, one) in strip.marks.iter().enumerate() { (mark(one, at)) }
        }
    }
}

/// A line over the whole height, with words at its head; those of the second stand lower, so that both can be read.
fn mark(mark: &Mark, at: usize) -> Markup {
    let is_late = mark.at.hundredths() > 5_000;
    let y = if at == 0 { 12 } else { 28 };
    html! {
        line class=(if at == 0 { "mark" } else { "mark next" }) x1=(mark.at) x2=(mark.at) y1=(y - 10) y2=(FOOT) {}
        text x=(mark.at) y=(y) dx=(if is_late { "-6" } else { "6" }) text-anchor=(if is_late { "end" } else { "start" }) { (mark.words) }
    }
}

/// Where each count of a bin begins and how tall it is; whatever is there at all is seen.
fn stacked(counts: &[u32], most: u32) -> Vec<(u32, u32)> {
    let mut foot = FOOT;
    let mut heights = Vec::new();
    for count in counts {
        let tall = u64::from(*count)
            .saturating_mul(u64::from(TALL))
            .checked_div(u64::from(most));
        let tall = u32::try_from(tall.unwrap_or(0)).unwrap_or(TALL);
        let tall = tall.max(u32::from(*count > 0));
        foot = foot.saturating_sub(tall);
        heights.push((foot, tall));
    }
    heights
}

pub(in crate::out) fn key(entries: impl Iterator<Item = (String, String)>) -> Markup {
    html! {
        ul class="key" { @for (fill, word) in entries { li {
            svg class="key" aria-hidden="true" focusable="false" { rect class="edge" width="100%" height="100%" {} rect width="100%" height="100%" fill=(fill) {} }
            (word)
        } } }
    }
}

/// A stacked bar for each person.
pub(super) fn parts(parts: &Parts) -> Markup {
    let rules = parts.rules.iter().enumerate();
    let label = format!("Where the points came from: {}", parts.of);
    html! {
        figure {
            (key(rules.map(|(at, (title, id))| (fill(at), format!("{title} ({id})")))))
            div class="wide" role="region" tabindex="0" aria-label=(label) {
                table {
                    caption { (label) }
                    thead { tr { th scope="col" { "application" } th scope="col" { "outcome" } th scope="col" { "parts" } th scope="col" class="n" { "total" } } }
                    tbody { @for row in &parts.rows { (LINE) tr {
                        th scope="row" { (named(&row.who)) }
                        td class="whole" { (row.outcome) }
                        td class="bar" { (LINE) svg class="row" aria-hidden="true" focusable="false" {
                            @for piece in &row.pieces { (bar(piece.from, piece.length, &fill(piece.rule.position()), 2, 18)) }
                        } }
                        td class="n" { (row.total) }
                    } } }
                }
            }
            @if parts.more > 0 { p { (parts.more) " more are in the rosters of the run folder." } }
            details class="numbers" { summary { "The parts as numbers" } (listing(&parts.numbers)) }
        }
    }
}

/// Three bars for each value: its share of those who applied, are eligible, are chosen.
pub(super) fn cohort(cohorts: &[Cohort]) -> Markup {
    let chosen = cohorts.first().map_or("selected", |first| first.chosen);
    let steps = [
        "share of those who applied".to_owned(),
        "share of those eligible".to_owned(),
        format!("share of those {chosen}"),
    ];
    let fills = || [fill(7), fill(1), fill(0)];
    html! {
        (key(fills().into_iter().zip(steps)))
        @for cohort in cohorts {
            @let label = format!("The cohort by {}", cohort.name);
            div class="wide" role="region" tabindex="0" aria-label=(label) {
                table {
                    caption { (label) }
                    thead { tr {
                        th scope="col" { "value" } th scope="col" { "shares" }
                        @for step in ["applied", "eligible", chosen] { th scope="col" class="n" { (step) } }
                        th scope="col" { "to be noted" }
                    } }
                    tbody { @for value in &cohort.values { (counted(value, &fills())) } }
                }
            }
            @if let Some((many, steps)) = cohort.more {
                p {
                    "And " (count(many, "more value", "more values")) ", of which " (steps.applied) " applied, " (steps.eligible) " are eligible and "
                    (steps.selected) " " (chosen) ": the sheet cohort of the workbook has them all, by group."
                }
            }
        }
    }
}

fn counted(counted: &Counted, fills: &[String; 3]) -> Markup {
    let steps = [counted.applied, counted.eligible, counted.selected];
    html! {
        (LINE)
        tr {
            th scope="row" { (counted.value) }
            td class="bar" { svg class="thin" aria-hidden="true" focusable="false" {
                @for (y, (counts, fill)) in [2, 12, 22].into_iter().zip(steps.iter().zip(fills)) { (bar(Share::default(), counts.bar, fill, y, 9)) }
            } }
            @for counts in steps { td class="n" { (counts.people) br; span class="soft" { (counts.percent()) } } }
            td class=[(!counted.note.is_empty()).then_some("said")] { (counted.note) }
        }
    }
}

/// A strip for each assessor, one scale for all.
pub(super) fn spread(spread: &Spread) -> Markup {
    html! {
        h3 { bdi { (spread.field) } }
        @for assessor in &spread.assessors { (strip(assessor)) }
        (listing(&spread.numbers))
        @for said in &spread.agreement { p { (words(said)) } }
        @if let Some(apart) = &spread.apart { (listing(apart)) }
    }
}
