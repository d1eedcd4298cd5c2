//! The page itself: an outer file without any script, and in it a sandboxed frame with everything.
//!
//! A policy alone stops requests, and not that a script leads the page elsewhere; the sandbox stops that. The policy stands in the outer
//! file, and the frame inherits it: it names by their digests the one script and the two styles that there are.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::words::{self, STEPS, Step};
use super::{road, words as said};
use crate::out::report;

const STYLE: &str = include_str!("page.css");
const ENGINE: &str = include_str!("engine.js");
const FILES: &str = include_str!("files.js");
const GUIDED: &str = include_str!("guided.js");
/// The road: what all steps share, the steps in the order in which they are walked, and what begins it.
const ROAD: [&str; 8] = [
    include_str!("road/state.js"),
    include_str!("road/rules.js"),
    include_str!("road/applications.js"),
    include_str!("road/questions.js"),
    include_str!("road/selection.js"),
    include_str!("road/take.js"),
    include_str!("road/after.js"),
    include_str!("road/begin.js"),
];
const WORKER: &str = include_str!("worker.js");

/// Of the outer file: the frame is all there is.
const OUTER: &str = "html,body{margin:0;height:100%;overflow:hidden}iframe{display:block;border:0;width:100%;height:100%}";

/// What the frame may: run its script, save files where a button is pressed, ask before it is closed, print. Nothing else: it cannot lead
/// the window anywhere, open another, or send a form.
const SANDBOX: &str = "allow-scripts allow-downloads allow-modals";

/// Where the module stands in the page, until it is put there.
const HERE: &str = "MODULE-STANDS-HERE";
/// Before a byte that stands for another.
const ESCAPE: u8 = b'=';
/// Bytes that would end an attribute or a script, or that a browser changes as it reads a page.
const NEVER: [u8; 7] = [0, b'\n', b'\r', b'"', b'&', b'<', ESCAPE];

/// The page with this module in it, which is packed (gzip). It is in windows-1252, in which every byte is a letter, so that the module
/// takes hardly more room than it has bytes; everything else is ASCII.
pub fn html(module: &[u8]) -> Vec<u8> {
    let inner = inner().into_string();
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="windows-1252";
                meta http-equiv="Content-Security-Policy" content=(policy());
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                title { (words::NAME) }
                style { (PreEscaped(OUTER)) }
            }
            body { iframe title=(words::NAME) sandbox=(SANDBOX) srcdoc=(inner) {} }
        }
    };
    let page = in_ascii(&page.into_string());
    let (before, after) = page.split_once(HERE).unwrap_or((&page, ""));
    let mut bytes = before.as_bytes().to_vec();
    for byte in module {
        match NEVER.contains(byte) {
            true => bytes.extend([ESCAPE, byte.wrapping_add(64)]),
            false => bytes.push(*byte),
        }
    }
    bytes.extend(after.as_bytes());
    bytes.push(b'\n');
    bytes
}

/// Every other letter as its number; only attributes and texts have any.
fn in_ascii(html: &str) -> String {
    let mut ascii = String::with_capacity(html.len());
    for letter in html.chars() {
        match letter.is_ascii() {
            true => ascii.push(letter),
            false => ascii.push_str(&format!("&#{};", u32::from(letter))),
        }
    }
    ascii
}

/// What may run and be shown. `frame-src` names what is never used, because Firefox saves no file where it names nothing.
pub fn policy() -> String {
    format!(
        "default-src 'none'; script-src 'sha256-{}' 'wasm-unsafe-eval'; style-src 'sha256-{}' 'sha256-{}'; worker-src blob:; frame-src blob:; base-uri 'none'; form-action 'none'",
        digest(&script()),
        digest(OUTER),
        digest(&style()),
    )
}

/// The one script of the page. The report's own is run where a report is shown.
fn script() -> String {
    format!(
        "{ENGINE}\n{FILES}\n{GUIDED}\nconst report = () => {{\n{}}};\n(() => {{\n{}}})();\n",
        report::SCRIPT,
        ROAD.concat()
    )
}

fn style() -> String {
    format!("{}{STYLE}", report::STYLE)
}

/// SHA-256 in base 64, as a content security policy has it.
fn digest(text: &str) -> String {
    BASE64.encode(Sha256::digest(text.as_bytes()))
}

fn inner() -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (words::NAME) }
                style { (PreEscaped(style())) }
            }
            body {
                a class="skip" href="#main" { (words::SKIP) }
                div class="page" {
                    (head())
                    main id="main" tabindex="-1" { @for step in &STEPS { (self::step(step)) } }
                }
                script type="text/plain" id="worker" { (PreEscaped(WORKER)) }
                script type="text/plain" id="words" { (PreEscaped(for_script())) }
                script type="text/plain" id="module" { (HERE) }
                script { (PreEscaped(script())) }
            }
        }
    }
}

fn head() -> Markup {
    html! {
        header class="top" {
            p class="brand" { strong { (words::NAME) } " " span { (words::ABOUT) } }
            details class="private" {
                summary { (words::PRIVATE) }
                ul { @for line in words::PRIVATE_MORE { li { (line) } } }
            }
            noscript { p class="status" { (words::NO_SCRIPT) } }
            nav aria-label=(words::STEPS_LABEL) class="steps" {
                ol {
                    @for (number, step) in (1..).zip(&STEPS) {
                        li {
                            a href={ "#step-" (step.id) } data-step=(step.id) {
                                span class="number" { (number) } " " (step.title)
                                span class="state" data-state=(step.id) { (words::STATE_BLANK) }
                            }
                        }
                    }
                }
            }
            div class="doing" {
                p role="status" id="status" { (words::LOADING) }
                progress id="progress" aria-label=(words::WORKING) hidden {}
                button type="button" id="cancel" hidden { (words::CANCEL) }
            }
        }
    }
}

fn step(step: &Step) -> Markup {
    let next = STEPS.iter().skip_while(|one| one.id != step.id).nth(1);
    html! {
        section class="step" id={ "step-" (step.id) } aria-labelledby={ "title-" (step.id) } hidden[step.id != "rules"] {
            h1 id={ "title-" (step.id) } tabindex="-1" { (step.title) }
            p { (step.about) }
            p class="line" data-line=(step.id) hidden {}
            (road::content(step.id))
            div class="next" data-next=(step.id) hidden {
                p { strong { (words::NEXT) } " " (step.next) }
                @if let Some(next) = next {
                    p { button type="button" data-go=(next.id) { (next.title) } }
                }
            }
            p class="print" { button type="button" class="quiet" data-print { (words::PRINT) } }
        }
    }
}

/// What the script says itself; markup cannot stand in it.
fn for_script() -> String {
    let words = json!({
        "blank": said::STATE_BLANK, "done": said::STATE_DONE, "open": said::STATE_OPEN, "refused": said::STATE_REFUSED,
        "stale": said::STATE_STALE, "ready": said::READY, "working": said::WORKING, "cancelled": said::CANCELLED,
        "remove": said::REMOVE, "none": said::NONE_GIVEN, "old": said::OLD_BROWSER, "large": said::TOO_LARGE,
        "broken": said::broke_down(""), "noRun": said::NO_RUN, "nothing": said::NO_SUCH_FILES, "saved": said::SAVED,
        "opened": said::OPENED, "unsaved": said::UNSAVED, "say": said::SAY_WHO, "noAnswer": said::NO_ANSWER_GIVEN,
    });
    words.to_string().replace('<', "\\u003c")
}
