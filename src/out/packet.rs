//! A packet as one HTML file: the cover, then everybody on a page of their own. It needs nothing else, has no script, and prints on A4.

use std::fmt::Write as _;

use maud::{DOCTYPE, Markup, html};

use super::html::{STYLE, blocks, head, in_lines, words};
use crate::papers::packet::{Foot, Listing, Packet, Person};
use crate::values::escape;

/// What every packet begins with, so that one can be told from any other page.
pub const BEGINS: &str = "<!DOCTYPE html><html lang=\"en\" class=\"packet\">";

/// What a packet has beside other pages. A table is cut where it is longer than a page, and then between rows.
const OF_PACKET: &str = "\
h3{font-size:1rem;margin:1.1rem 0 .35rem}.person{margin-top:3rem}.back{float:right;margin:0}\
.facts th{width:9rem}.number{white-space:nowrap}\
@media print{body{font-size:9pt;line-height:1.3}th,td{padding:.06rem .3rem;line-height:1.25}.person{margin-top:0;break-before:page}.back{display:none}\
h3{break-after:avoid;margin:.6rem 0 .2rem}thead{display:table-header-group}tbody tr:first-child,tbody tr:nth-child(2){break-before:avoid}\
a{color:inherit;text-decoration:none}}";

/// The page, without control characters; whatever applicants wrote is escaped here.
pub fn packet(packet: &Packet) -> String {
    let at = |id: &str| packet.people.iter().position(|person| person.id == id);
    let page = html! {
        (DOCTYPE)
        html lang="en" class="packet" {
            (head(&packet.title, &[STYLE, OF_PACKET, &running(&packet.foot)]))
            body {
                main {
                    header id="cover" { h1 { (packet.title) } p { "A packet for the panel" } }
                    (facts(&packet.about))
                    @for (number, listing) in (1..).zip(&packet.listings) {
                        (self::listing(number, listing, &|id| {
                            let at = at(id)?;
                            Some((at, packet.people.get(at)?))
                        }))
                    }
                    @for (index, person) in packet.people.iter().enumerate() { (self::person(index, person)) }
                }
            }
        }
    };
    escape::visible_lines(&in_lines(page))
}

/// What stands at the foot of each printed page: names may be on it.
fn running(foot: &Foot) -> String {
    let (foot_left, head) = (quoted(&foot.confidential), quoted(&foot.programme));
    let right = quoted(&format!("run {} · ", foot.digest));
    format!(
        "@page{{size:A4;margin:16mm 14mm 17mm;@top-left{{content:{head};font:7pt system-ui,sans-serif}}\
         @bottom-left{{content:{foot_left};width:70%;font:7pt system-ui,sans-serif}}\
         @bottom-right{{content:{right} counter(page) \" / \" counter(pages);font:7pt system-ui,sans-serif}}}}"
    )
}

/// A text of the rules as a string of a style sheet: whatever is no plain letter or digit by its number, so that nothing ends the string.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        if c.is_ascii_alphanumeric() || c == ' ' {
            quoted.push(c);
        } else {
            let _ = write!(quoted, "\\{:x} ", u32::from(c));
        }
    }
    quoted.push('"');
    quoted
}

/// The anchor of a person's page; ids may hold anything.
fn anchor(index: usize) -> String {
    format!("p{}", index.saturating_add(1))
}

fn facts(about: &[(&'static str, String)]) -> Markup {
    html! {
        div class="wide" {
            table class="facts" {
                tbody {
                    @for (what, says) in about { tr { th scope="row" { (what) } td { (words(says)) } } }
                }
            }
        }
    }
}

fn listing<'a>(
    number: u32,
    listing: &Listing,
    find: &dyn Fn(&str) -> Option<(usize, &'a Person)>,
) -> Markup {
    let found: Vec<(usize, &Person)> = listing.ids.iter().filter_map(|id| find(id)).collect();
    let named = found.iter().any(|(_, person)| person.name.is_some());
    let id = format!("l{number}");
    html! {
        section aria-labelledby=(id) {
            h2 id=(id) { (words(&listing.heading)) }
            @if !listing.about.is_empty() { p { (words(&listing.about)) } }
            div class="wide" {
                table class="listing" {
                    thead {
                        tr {
                            th scope="col" { "application" }
                            @if named { th scope="col" { "name" } }
                            th scope="col" { "outcome" }
                            th scope="col" { "rank" }
                            th scope="col" { "total" }
                        }
                    }
                    tbody {
                        @for (index, person) in &found {
                            tr {
                                th scope="row" { a href={ "#" (anchor(*index)) } { (words(&person.id)) } }
                                @if named { td { (words(person.name.as_deref().unwrap_or_default())) } }
                                td { (words(&person.outcome)) }
                                td class="number" { (words(&person.rank)) }
                                td class="number" { (words(&person.total)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn person(index: usize, person: &Person) -> Markup {
    let anchor = anchor(index);
    html! {
        section class="person" aria-labelledby=(anchor) {
            p class="back" { a href="#cover" { "cover" } }
            h2 id=(anchor) {
                (words(&person.id))
                @if let Some(name) = &person.name { " · " (words(name)) }
            }
            p {
                strong { (words(&person.outcome)) }
                @if !person.rank.is_empty() { " · rank " (words(&person.rank)) }
                @if !person.total.is_empty() { " · total " (words(&person.total)) }
            }
            @for part in &person.sections {
                @let id = format!("{anchor}-{}", part.id);
                // The heading of the person, too, tells the sections of one from those of another.
                section aria-labelledby={ (anchor) " " (id) } {
                    h3 id=(id) { (part.heading) }
                    (blocks(part))
                }
            }
        }
    }
}
