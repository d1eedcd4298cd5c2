//! Lists of the report as tables with a caption, each in a frame that can be moved aside on a narrow screen.

use maud::{Markup, html};

use super::LINE;
use crate::out::html::words;
use crate::papers::report::{Cell, Listing, Named};

pub(super) fn listing(listing: &Listing) -> Markup {
    table(listing, false)
}

/// The same; the script lets its columns be sorted.
pub(super) fn sortable(listing: &Listing) -> Markup {
    table(listing, true)
}

fn table(listing: &Listing, sorts: bool) -> Markup {
    let is_number = |at: usize| {
        let cells = listing.rows.iter().filter_map(|row| row.get(at));
        cells.clone().any(|cell| matches!(cell, Cell::Number(_)))
    };
    html! {
        (LINE)
        div class={ "wide" @if listing.headings.len() <= FEW { " few" } @if listing.rows.len() <= SHORT { " short" } } role="region" tabindex="0" aria-label=(listing.caption) {
            table class=[sorts.then_some("sortable")] {
                caption { (listing.caption) }
                thead { tr {
                    @for (at, heading) in listing.headings.iter().enumerate() {
                        th scope="col" class=[is_number(at).then_some("n")] { (words(heading)) }
                    }
                } }
                tbody { @for row in &listing.rows { (LINE) tr {
                    @for (at, cell) in row.iter().enumerate() {
                        @if at == 0 { th scope="row" class=[class(cell)] { (said(cell)) } }
                        @else { td class=[class(cell)] { (said(cell)) } }
                    }
                } } }
            }
        }
    }
}

/// So many columns have room side by side on a telephone.
const FEW: usize = 2;

/// So many rows stand on one printed page: those of a group of eight with a reserve of eight.
const SHORT: usize = 16;

/// Text longer than this needs room of its own.
const LONG: usize = 40;

fn class(cell: &Cell) -> Option<&'static str> {
    match cell {
        Cell::Number(_) => Some("n"),
        Cell::Text(text) if is_digest(text) => Some("hash"),
        Cell::Text(text) | Cell::Titled(text, _) if text.len() > LONG => Some("said"),
        Cell::Sources(sources) if !sources.is_empty() => Some("said"),
        Cell::People(people, _) if !people.is_empty() => Some("said"),
        Cell::Text(_) | Cell::Titled(..) | Cell::Named(_) | Cell::People(..) | Cell::Sources(_) => {
            None
        }
    }
}

fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn said(cell: &Cell) -> Markup {
    html! {
        @match cell {
            Cell::Text(text) if is_digest(text) => (text),
            Cell::Text(text) => (words(text)),
            Cell::Number(number) => (number),
            Cell::Named(who) => (named(who)),
            Cell::People(people, more) => {
                @for (at, who) in people.iter().enumerate() { @if at > 0 { ", " } (named(who)) }
                @if !more.is_empty() { " " (more) }
            },
            Cell::Titled(title, id) => { (words(title)) @if !id.is_empty() { " " span class="id" { (id) } } },
            Cell::Sources(sources) => {
                @if !sources.is_empty() { ul {
                    @for (id, text) in sources { li { span class="id" { (id) } " " (words(text)) } }
                } }
            },
        }
    }
}

/// An application's id, with a link where it is explained.
pub(super) fn named(who: &Named) -> Markup {
    html! {
        @match who.explained {
            Some(number) => a class=(class_of(&who.id)) href={ "#a-" (number) } { bdi { (who.id) } },
            None => bdi class=(class_of(&who.id)) { (who.id) },
        }
    }
}

/// An id of usual length is never broken; one that stands for a row, as `applications.csv:536`, not on paper; a longer one anywhere.
fn class_of(id: &str) -> &'static str {
    match id.chars().count() {
        ..=16 => "who whole",
        17..=32 => "who long row",
        _ => "who long",
    }
}
