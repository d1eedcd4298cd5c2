//! The report as one HTML file that needs nothing else: style, pictures and one small script stand in it, and it may load nothing.

mod listing;
pub(super) mod picture;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest as _, Sha256};

use self::listing::{listing, sortable};
use super::html::{blocks, words};
use crate::papers::report::{Explained, Group, Report, Step};
use crate::values::escape;

/// Its name in the run folder.
pub const FILE: &str = "report.html";

/// The look of the house.
pub const STYLE: &str = include_str!("report.css");
/// Search and sorting on what [`within`] gives.
pub const SCRIPT: &str = include_str!("report.js");

/// The page, as bytes of UTF-8; nothing in it can steer a terminal.
pub fn html(report: &Report) -> String {
    let style = format!("{STYLE}{}", running(report));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        digest(&style),
        digest(SCRIPT)
    );
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                title { (report.title) ": " (report.status.word.to_lowercase()) }
                style { (PreEscaped(&style)) }
            }
            body {
                a class="skip" href="#main" { "Skip to the story" }
                (picture::patterns())
                div class="page" {
                    (head(report))
                    main id="main" { (story(report)) }
                    (foot(report))
                }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    escape::visible_lines(&page.into_string()) + "\n"
}

/// The same without a page around it, for a page that has [`STYLE`] and a title of its own.
pub fn within(report: &Report) -> String {
    let part = html! {
        (picture::patterns())
        (about(report))
        (story(report))
        (foot(report))
    };
    escape::visible_lines(&part.into_string())
}

/// What a page with personal answers says of itself.
const PERSONAL: &str = "names and personal answers are on this page, because somebody asked for them. Keep it where the applications \
     are kept, and show it to nobody who may not see them.";

/// A line ends here, so that the page can be looked at and compared as text.
const LINE: PreEscaped<&str> = PreEscaped("\n");

/// What stands at the foot of each printed page, so that a sheet of paper can be matched to its run folder.
fn running(report: &Report) -> String {
    // A word of ours and hexadecimal digits: nothing to be escaped.
    format!(
        "@page{{size:A4;margin:14mm 14mm 18mm;@bottom-left{{content:\"{} \\B7  audit.jsonl SHA-256 {}\";font:7pt ui-monospace,monospace}}\
         @bottom-right{{content:counter(page) \" / \" counter(pages);font:8pt system-ui,sans-serif}}}}\n",
        report.status.word, report.digest
    )
}

/// SHA-256 in base 64, as a content security policy has it.
fn digest(text: &str) -> String {
    BASE64.encode(Sha256::digest(text.as_bytes()))
}

/// The sections in their order: where a link leads, and what it says.
fn sections(report: &Report) -> Vec<(&'static str, &'static str)> {
    let all = [
        ("glance", "At a glance", true),
        ("groups", "The groups", true),
        (
            "parts",
            "Where the points came from",
            report.parts.is_some(),
        ),
        ("cohort", "The cohort's balance", has_balance(report)),
        ("spread", "How assessors rated", !report.spread.is_empty()),
        (
            "firmness",
            "How firm the seats are",
            !report.firmness.is_empty(),
        ),
        ("everybody", "Everybody who applied", true),
        ("explained", "Why, one by one", true),
        ("rules", "The rules and what they rest on", true),
        ("files", "What this page was made from", true),
    ];
    let there = all.into_iter().filter(|(_, _, is)| *is);
    there.map(|(id, title, _)| (id, title)).collect()
}

fn has_balance(report: &Report) -> bool {
    report.balance.is_some() || !report.cohort.is_empty()
}

fn head(report: &Report) -> Markup {
    html! {
        header {
            h1 { bdi { (report.title) } }
            (about(report))
        }
    }
}

fn about(report: &Report) -> Markup {
    html! {
        p class="status" { strong { (report.status.word) } span { (report.status.words) } }
        @if let Some(line) = &report.confidential { p class="status" { strong { bdi { (line) } } span { (PERSONAL) } } }
        dl class="about" {
            @for (word, fact) in &report.about { dt { (word) } dd { (words(fact)) } }
        }
        nav aria-label="On this page" {
            ul { @for (id, title) in sections(report) { li { a href={ "#" (id) } { (title) } } } }
        }
    }
}

fn story(report: &Report) -> Markup {
    html! {
        @for (id, title) in sections(report) {
            (LINE)
            section aria-labelledby={ (id) "-title" } id=(id) {
                h2 id={ (id) "-title" } { (title) }
                @match id {
                    "glance" => (glance(report)),
                    "groups" => { @for one in &report.groups { (group(one)) } },
                    "parts" => { @if let Some(parts) = &report.parts { (picture::parts(parts)) } },
                    "cohort" => (cohort(report)),
                    "spread" => { @for one in &report.spread { (picture::spread(one)) } },
                    "firmness" => {
                        @for section in &report.firmness { h3 { (section.heading) } (blocks(section)) }
                    },
                    "everybody" => (everybody(report)),
                    "explained" => (explained(report)),
                    "rules" => (listing(&report.rules)),
                    _ => { (listing(&report.inputs)) (listing(&report.files)) },
                }
            }
        }
    }
}

fn glance(report: &Report) -> Markup {
    html! {
        (picture::funnel(&report.funnel))
        @if !report.beside.is_empty() { (beside(&report.beside)) }
        h3 { @if report.is_shortlisting { "The shortlist" } @else { "Seats" } }
        (listing(&report.seats))
        @if let Some(replaced) = &report.replaced { (listing(replaced)) }
        h3 { "What stays empty" }
        @if report.empty.is_empty() { p { @if report.is_shortlisting { "The shortlist is full." } @else { "No seat stays empty." } } }
        @else { ul { @for said in &report.empty { li { (words(said)) } } } }
        h3 { "What is open" }
        @match &report.open {
            None => p { "Nobody is asked anything." },
            Some(open) => (listing(open)),
        }
    }
}

fn beside(steps: &[Step]) -> Markup {
    html! {
        p { "Beside them:" }
        ul {
            @for step in steps {
                li { (step.count) " " (step.word) @if !step.note.is_empty() { ": " (step.note) } }
            }
        }
    }
}

fn group(group: &Group) -> Markup {
    html! {
        h3 { bdi { (group.title) } @if let Some(id) = &group.id { " " span class="id" { (id) } } }
        p { (group.seats) }
        @if let Some(strip) = &group.strip { (picture::strip(strip)) }
        @if !group.close_call.is_empty() { p { (words(&group.close_call)) } }
        @if group.roster.rows.is_empty() { p { "Nobody sits or waits here." } } @else { (sortable(&group.roster)) }
        @if group.more > 0 { p { (group.more) " more are in the list of the run folder." } }
    }
}

fn cohort(report: &Report) -> Markup {
    html! {
        @if let Some(balance) = &report.balance { (listing(balance)) }
        @if !report.cohort.is_empty() {
            (picture::cohort(&report.cohort))
            @if let Some(counted) = &report.counted { p { (counted) } }
        }
    }
}

fn everybody(report: &Report) -> Markup {
    html! {
        @for said in &report.left_out { p { (words(said)) } }
        div class="find" id="find" hidden {
            label for="find-text" { "Search by id, outcome, group or reason" }
            input type="search" id="find-text" autocomplete="off";
            p role="status" id="find-count" {}
        }
        (sortable(&report.everybody))
    }
}

fn explained(report: &Report) -> Markup {
    html! {
        p {
            "Each as " code { "intake explain" } " gives it, "
            @if report.is_personal { "with personal answers and without what-ifs: for those run " }
            @else { "without personal answers and what-ifs: for those run " }
            code { "intake explain RUN ID" } " with this run's folder and the application's id. Lines are those of the rules file in the run folder."
        }
        // Without a script, too: the style looks whether it is ticked.
        p class="find" {
            input type="checkbox" id="print-why" autocomplete="off";
            label for="print-why" { "Print every explanation (" (report.explained.len()) ")" }
        }
        p class="soft" { "On paper stand those that are open, and all of them only where this is ticked." }
        @for one in &report.explained { (explanation(one)) }
    }
}

/// The link's target stands inside, so that a browser opens what holds it.
fn explanation(one: &Explained) -> Markup {
    html! {
        (LINE)
        details class="why" {
            summary { h3 { bdi { (one.id) } ": " (one.outcome) } }
            div id={ "a-" (one.number) } {
                p class="soft" { (one.origin) }
                @for section in &one.sections {
                    h4 { (section.heading) }
                    (blocks(section))
                }
            }
        }
    }
}

fn foot(report: &Report) -> Markup {
    html! {
        footer {
            p { strong { (report.status.word) } ": " (report.status.words) "." }
            p class="hash" { "audit.jsonl SHA-256 " (report.digest) }
            p class="soft" {
                @if let Some(line) = &report.confidential { bdi { (line) } ": " (PERSONAL) } @else {
                    "Holds no personal answer."
                    @if report.balance.is_some() { " From a seat that a balance rule gave, it can be guessed what that rule counts." }
                }
                " Written by Intake; " code { "intake verify RUN" } " says whether this folder is as it was written."
            }
        }
    }
}
