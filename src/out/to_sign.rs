//! The rules as one HTML file, to be printed on A4 and signed.

use std::collections::BTreeMap;

use maud::{DOCTYPE, Markup, html};

use super::html::{STYLE, head, in_lines, words};
use crate::base::counted::count;
use crate::papers::to_sign::{BESIDE, Chapter, LINES, SIGNED, Source, ToSign, agreed};
use crate::values::escape;

const TO_SIGN: &str = "\
table{table-layout:fixed}.facts table{table-layout:auto}.facts th{width:11rem}.facts code{font-size:.72rem}\
.rule th{overflow-wrap:anywhere}.rule th .whole{white-space:normal}.rule th:first-child{width:17%}.rule th:nth-child(2){width:43%}.sign th:nth-child(3){width:15%}.sign th:last-child{width:35%}\
.rests p{margin:0 0 .35rem}small{color:#4a4a4a}.sign td{height:2.2rem}\
@page{size:A4;margin:15mm}\
@media print{body{font-size:9pt;line-height:1.4}thead{display:table-header-group}.sign{break-inside:avoid}small{color:inherit}}";

/// The page, without control characters.
pub fn to_sign(page: &ToSign) -> String {
    let html = html! {
        (DOCTYPE)
        html lang="en" {
            (head(&page.title, &[STYLE, TO_SIGN]))
            body {
                main {
                    header { h1 { (page.title) } p { "The rules of the selection, each beside what it rests on" } }
                    div class="wide facts" {
                        table {
                            tbody {
                                @for (what, says) in &page.about { tr { th scope="row" { (what) } td { (words(says)) } } }
                                @for (name, digest) in &page.files {
                                    tr { th scope="row" { (words(name)) } td { "SHA-256 " code class="whole" { (digest) } } }
                                }
                            }
                        }
                    }
                    @for (chapter, id) in page.chapters.iter().zip(anchors(&page.chapters)) { (self::chapter(chapter, &id)) }
                    @if !page.beside.is_empty() {
                        section class="rests" aria-labelledby="beside" {
                            h2 id="beside" { (BESIDE) }
                            @for source in &page.beside { (self::source(source)) }
                        }
                    }
                    (signatures(page.unsettled))
                }
            }
        }
    };
    escape::visible_lines(&in_lines(html))
}

/// Every rule beside what it rests on, without a page around it and without signatures.
pub fn within(page: &ToSign) -> String {
    let part = html! {
        @for (chapter, id) in page.chapters.iter().zip(anchors(&page.chapters)) { (self::chapter(chapter, &format!("rule-{id}"))) }
        @if !page.beside.is_empty() {
            section class="rests" aria-labelledby="rule-beside" {
                h2 id="rule-beside" { (BESIDE) }
                @for source in &page.beside { (self::source(source)) }
            }
        }
    };
    escape::visible_lines(&in_lines(part))
}

/// A name of its own for each: that of its kind, and with a number where an earlier one has it.
fn anchors(chapters: &[Chapter]) -> Vec<String> {
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    let mut name = |chapter: &Chapter| {
        let many = known.entry(chapter.kind).or_default();
        *many = many.saturating_add(1);
        let kind = chapter.kind.replace(' ', "-");
        match *many {
            1 => kind,
            many => format!("{kind}-{many}"),
        }
    };
    chapters.iter().map(&mut name).collect()
}

fn chapter(chapter: &Chapter, id: &str) -> Markup {
    html! {
        section aria-labelledby=(id) {
            h2 id=(id) { (chapter.title()) }
            div class="wide rule" {
                table {
                    thead { tr { th scope="col" { "rule" } th scope="col" { "what it says" } th scope="col" { "what it rests on" } } }
                    tbody {
                        @for rule in &chapter.rules {
                            tr {
                                th scope="row" { @if rule.id.is_empty() { (chapter.kind) } @else { (words(&rule.id)) } }
                                td { (words(&rule.says)) }
                                td class="rests" { @for source in &rule.rests_on { (self::source(source)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn source(source: &Source) -> Markup {
    html! {
        p {
            (words(&source.text)) " "
            small {
                "(" (words(&source.id))
                @if let Some(decided) = &source.decided { "; " (words(decided)) }
                ")"
            }
        }
    }
}

/// Lines for name, function, date and signature; of a draft why there are none.
fn signatures(unsettled: usize) -> Markup {
    html! {
        section class="sign" aria-labelledby="signatures" {
            h2 id="signatures" { "Signatures" }
            @if unsettled > 0 {
                p {
                    "This is a draft, and nobody signs it: "
                    (count(unsettled, "place is", "places are")) " still to be settled, which "
                    span class="whole" { "intake check" } " names. Print the page again once they are."
                }
            } @else {
                p { (agreed("at the head of this page")) }
                table {
                    thead { tr { @for what in SIGNED { th scope="col" { (what) } } } }
                    tbody { @for _ in 0..LINES { tr { td {} td {} td {} td {} } } }
                }
            }
        }
    }
}
