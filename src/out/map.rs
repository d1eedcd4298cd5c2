//! The page about firmness as HTML, with the picture of two weights: every point has its number, and a colour with a pattern, so that it can
//! be seen in print without colour; the same numbers stand in a table below it.

use maud::{Markup, html};

use super::html::{html_with, words};
use super::report::picture::{fill, key, patterns};
use crate::papers::explanation::{Page, Section};
use crate::papers::firmness::{TWO_WEIGHTS, said};
use crate::study::firmness::told::{Axis, Firmness, Spot, TwoWeights};

/// What the pictures of a report are filled with, and how this one stands on the page.
const STYLE: &str = "\
:root{--ink:#1a1a1a;--paper:#fff;--tint:#f3f2ee;--rule:#76757d;--a:#0b4f8a;--b:#b3531c;--c:#3d7a3a;--d:#7a3b86;--e:#7d6a00;--f:#23747a;--g:#a02c50;--h:#5b5b66}\
svg.defs{position:absolute;width:0;height:0}figure{margin:1rem 0}svg.map{width:100%;font-size:.85rem}svg.map text{fill:var(--ink);text-anchor:middle;dominant-baseline:central}\
svg.map .edge{stroke:var(--paper);stroke-width:2}svg.map .behind{fill:var(--paper)}svg.map .now{fill:none;stroke:var(--ink);stroke-width:3}\
ul.key{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem}svg.key{width:1.6em;height:1em;margin-right:.4em;vertical-align:-.1em}svg.key .edge{fill:var(--paper);stroke:var(--rule)}";

/// How tall one point is drawn.
const TALL: usize = 32;

/// How many others would sit, in the steps that are told apart by colour, and what that is filled with; the last is what is not known.
const STEPS: [(&str, Fill); 5] = [
    ("the same people", Fill::Plain),
    ("1 other", Fill::Pattern(1)),
    ("2 or 3 others", Fill::Pattern(3)),
    ("more", Fill::Pattern(0)),
    ("not told", Fill::Pattern(2)),
];

#[derive(Clone, Copy)]
enum Fill {
    Plain,
    Pattern(usize),
}

impl Fill {
    fn of(self) -> String {
        match self {
            Self::Plain => "var(--tint)".to_owned(),
            Self::Pattern(at) => fill(at),
        }
    }
}

/// The page, with the picture where two weights were asked about.
pub fn firmness(page: &Page, told: &Firmness) -> String {
    let Some(two) = &told.two else {
        return html_with(page, &[], &|_| html! {});
    };
    let before = |section: &Section| match section.id {
        TWO_WEIGHTS => picture(two),
        _ => html! {},
    };
    html_with(page, &[STYLE], &before)
}

fn picture(two: &TwoWeights) -> Markup {
    let columns = two.across.weights.len().saturating_add(1);
    let (tall, heads) = (
        two.cells.len().saturating_add(1).saturating_mul(TALL),
        &two.across.weights,
    );
    let about = format!(
        "{} by {}: how many others would sit; the table below has the same numbers",
        two.across.title, two.down.title
    );
    let place = |at: usize| (at, columns);
    html! {
        (patterns())
        figure {
            figcaption { (words(&two.across.title)) " from left to right, " (words(&two.down.title)) " from top to bottom; a frame is round the weights as they are" }
            (key(STEPS.into_iter().map(|(word, fill)| (fill.of(), word.to_owned()))))
            svg class="map" role="img" aria-label=(about) height=(tall) {
                @for (at, weight) in heads.iter().enumerate() { (number(weight, place(at.saturating_add(1)), 0)) }
                @for (row, (weight, cells)) in two.down.weights.iter().zip(&two.cells).enumerate() {
                    @let y = TALL.saturating_mul(row.saturating_add(1));
                    (number(weight, place(0), y))
                    @for (column, spot) in cells.iter().enumerate() {
                        @let at = place(column.saturating_add(1));
                        (point(spot, at, y))
                    }
                }
                // Last, so that no neighbour lies over it.
                (now(two, columns))
            }
        }
    }
}

/// The frame round the weights as they are.
fn now(two: &TwoWeights, columns: usize) -> Markup {
    let is = |axis: &Axis| axis.weights.iter().position(|one| *one == axis.weight);
    html! {
        @if let (Some(left), Some(top)) = (is(&two.across), is(&two.down)) {
            @let (x, y) = (left.saturating_add(1), top.saturating_add(1).saturating_mul(TALL));
            rect class="now" x=(share(x, columns)) y=(y) width=(share(1, columns)) height=(TALL) {}
        }
    }
}

fn point(spot: &Spot, at: (usize, usize), y: usize) -> Markup {
    let step = match spot {
        Spot::Selected { others: 0, .. } => 0,
        Spot::Selected { others: 1, .. } => 1,
        Spot::Selected { others: 2 | 3, .. } => 2,
        Spot::Selected { .. } => 3,
        Spot::Untold | Spot::Unknown => 4,
    };
    let fill = STEPS.get(step).map(|(_, fill)| fill.of());
    html! {
        rect class="edge" x=(share(at.0, at.1)) y=(y) width=(share(1, at.1)) height=(TALL) fill=[fill] {}
        // Behind the number, so that no pattern runs through it.
        rect class="behind" x=(middle(at)) y=(y.saturating_add(7)) width="28" height="18" rx="3" transform="translate(-14)" {}
        (number(&said(spot), at, y))
    }
}

fn number(text: &str, at: (usize, usize), y: usize) -> Markup {
    html! { text x=(middle(at)) y=(y.saturating_add(TALL / 2)) { (text) } }
}

/// So many columns of all, as a picture takes it.
fn share(part: usize, of: usize) -> String {
    halves(part.saturating_mul(2), of)
}

fn middle((at, of): (usize, usize)) -> String {
    halves(at.saturating_mul(2).saturating_add(1), of)
}

/// So many half columns.
fn halves(part: usize, of: usize) -> String {
    let hundredths = part.saturating_mul(5_000).checked_div(of).unwrap_or(0);
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    match rest {
        0 => format!("{whole}%"),
        rest => format!("{whole}.{rest:02}%"),
    }
}
