//! What each step of the road holds, beside what the engine answers.

use maud::{Markup, html};

use super::questions::columns;
use super::words;
use crate::table::tools::TOOLS;

/// What may be given as applications and ratings.
const TABLES: &str = ".csv,.tsv,.txt,.xlsx,.xlsm,.xls,.xlsb,.ods";

/// The content of a step by its id.
pub(super) fn content(step: &str) -> Markup {
    match step {
        "rules" => rules(),
        "applications" => applications(),
        "questions" => questions(),
        "selection" => selection(),
        "take" => take(),
        _ => after(),
    }
}

/// A place for files: a button that opens the system's own window, and what was given.
fn files(kind: &str, label: &str, accept: &str) -> Markup {
    html! {
        div class="drop" data-drop=(kind) {
            label for={ "give-" (kind) } { (label) }
            input type="file" id={ "give-" (kind) } data-give=(kind) accept=(accept) multiple;
            p class="soft" { (words::OR_DROP) }
            ul class="given" aria-label=(words::GIVEN) data-given=(kind) {}
        }
    }
}

/// A place for a part of an answer.
fn part(name: &str) -> Markup {
    html! { div class="part" data-part=(name) {} }
}

fn field(id: &str, label: &str, kind: &str) -> Markup {
    html! {
        div {
            label for=(id) { (label) }
            input type=(kind) id=(id) autocomplete="off";
        }
    }
}

fn rules() -> Markup {
    html! {
        (files("rules", words::RULES_FILE, ".toml,.csv,.txt"))
        div class="choices" {
            p { button type="button" data-do="sample" { (words::TAKE_SAMPLE) } " " span class="soft" { (words::SAMPLE_ABOUT) } }
            details {
                summary { (words::DRAFT) }
                p { (words::DRAFT_ABOUT) }
                (files("draft", words::DRAFT_FILE, TABLES))
            }
        }
        (part("guided"))
        (part("rules"))
        details id="editor" hidden {
            summary { (words::EDITOR) }
            p id="editor-about" { (words::EDITOR_ABOUT) }
            label for="text" class="hidden-label" { (words::EDITOR) }
            textarea id="text" rows="24" spellcheck="false" autocomplete="off" wrap="off" aria-describedby="editor-about" {}
            p { button type="button" data-do="save-rules" { (words::SAVE_RULES) } }
        }
        details id="sentences" class="sentences" hidden {
            summary { (words::EVERY_RULE) }
            (part("sentences"))
        }
    }
}

fn applications() -> Markup {
    html! {
        (files("application", words::APPLICATION_FILES, TABLES))
        (files("ratings", words::RATING_FILES, TABLES))
        details {
            summary { (words::READING) }
            p { (words::READING_ABOUT) }
            div class="fields" {
                (field("option-sheet", words::SHEET, "text"))
                (field("option-header-row", words::HEADER_ROW, "number"))
                (choice("delimiter", words::DELIMITER, words::FIND_OUT, &words::DELIMITERS))
                (field("option-encoding", words::ENCODING, "text"))
                (tool())
                (choice("hidden", words::HIDDEN, words::ASK_ME, &COUNTS))
                (choice("struck", words::STRUCK, words::ASK_ME, &COUNTS))
            }
            p data-form="export" {
                button type="button" data-remember aria-describedby="remember-about" { (words::REMEMBER) }
                span class="soft hint" id="remember-about" { (words::REMEMBER_ABOUT) }
            }
        }
        p { button type="button" data-do="applications" { (words::CHECK) } }
        (part("applications"))
        div class="fields" {
            (part("stage"))
            div {
                label for="on" { (words::ON) }
                input type="date" id="on" aria-describedby="on-hint";
                p class="soft hint" id="on-hint" { (words::ON_ABOUT) }
            }
        }
        p { input type="checkbox" id="without-workbook"; " " label for="without-workbook" { (words::WITHOUT_WORKBOOK) } }
        p { button type="button" class="main" data-do="select" { (words::SELECT) } }
        (part("done"))
    }
}

const COUNTS: [(&str, &str); 2] = [("include", words::INCLUDE), ("exclude", words::EXCLUDE)];

fn choice(name: &str, label: &str, none: &str, choices: &[(&str, &str)]) -> Markup {
    html! {
        div {
            label for={ "option-" (name) } { (label) }
            select id={ "option-" (name) } {
                option value="" { (none) }
                @for (value, title) in choices { option value=(value) { (title) } }
            }
        }
    }
}

fn tool() -> Markup {
    html! {
        div {
            label for="option-tool" { (words::TOOL) }
            select id="option-tool" {
                option value="" { (words::FIND_OUT) }
                @for tool in TOOLS { option value=(tool.id) { (tool.name) } }
            }
        }
    }
}

/// Who decided, when and why, said once.
fn signed(prefix: &str) -> Markup {
    html! {
        (field(&format!("{prefix}-who"), words::WHO, "text"))
        (field(&format!("{prefix}-when"), words::WHEN, "date"))
        div {
            label for={ (prefix) "-why" } { (words::WHY) }
            input type="text" id={ (prefix) "-why" } autocomplete="off" aria-describedby={ (prefix) "-hint" };
            p class="soft hint" id={ (prefix) "-hint" } { (words::WHY_HINT) }
        }
    }
}

fn questions() -> Markup {
    html! {
        (files("decisions", words::DECISION_FILES, TABLES))
        p class="blank" data-blank="questions" { (words::BEFORE_QUESTIONS) }
        div id="answers" data-columns=(columns().join(",")) hidden {
            fieldset class="signed" { legend { (words::FOR_ALL) } div class="fields" { (signed("all")) } }
            (part("questions"))
            p class="stay" { button type="button" class="main" data-do="answer" { (words::TAKE_ANSWERS) } }
        }
        (part("questions-done"))
        p data-saves="decisions" hidden { button type="button" data-do="save-decisions" { (words::SAVE_DECISIONS) } }
    }
}

fn selection() -> Markup {
    html! {
        p class="blank" data-blank="selection" { (words::NO_RUN) }
        div data-run hidden {
            h2 class="tool" { (words::LOOK_UP) }
            div class="fields" {
                (somebody("person", words::PERSON))
                (somebody("other", words::OTHER))
            }
            datalist id="people" data-part="people" {}
            p {
                button type="button" class="main" data-do="explain" { (words::EXPLAIN) } " "
                button type="button" data-do="firmness" { (words::FIRMNESS) }
            }
            (part("person"))
            details class="tool" id="turning" {
                summary { (words::TURN) }
                p { button type="button" data-do="weights" { (words::SHOW_WEIGHTS) } }
                (part("weights"))
            }
            details class="tool" id="comparing" {
                summary { (words::COMPARE) }
                p { (words::COMPARE_ABOUT) }
                (files("other", words::OTHER_RULES, ".toml,.csv,.txt"))
                p { button type="button" data-do="compare" { (words::MAKE_COMPARISON) } }
                (part("compared"))
            }
        }
        (part("selection"))
    }
}

/// Where somebody of the run is named.
fn somebody(id: &str, label: &str) -> Markup {
    html! {
        div {
            label for=(id) { (label) }
            input type="text" id=(id) list="people" autocomplete="off";
        }
    }
}

fn take() -> Markup {
    html! {
        p class="blank" data-blank="take" { (words::NO_RUN) }
        div data-run hidden {
            p { button type="button" class="main" data-do="pack" { (words::PACK) } }
            h2 { (words::EACH_FILE) }
            (part("files"))
            (packet())
        }
        h2 { (words::OPEN_RUN) }
        (files("packed", words::OPEN_RUN, ".zip"))
        (part("open"))
    }
}

/// What is asked for a packet.
fn packet() -> Markup {
    html! {
        h2 { (words::PACKET) }
        p { (words::PACKET_ABOUT) }
        div class="fields" {
            div {
                label for="packet-whom" { (words::PACKET_WHOM) }
                select id="packet-whom" { @for (kind, title) in words::PACKET_KINDS { option value=(kind) { (title) } } }
            }
            div hidden {
                label for="packet-group" { (words::PACKET_GROUP) }
                select id="packet-group" data-part="groups" {}
            }
            div hidden {
                label for="packet-named" { (words::PACKET_NAMED) }
                textarea id="packet-named" rows="4" autocomplete="off" {}
            }
        }
        p { label { input type="checkbox" id="packet-names"; " " (words::PACKET_NAMES) } }
        p { button type="button" data-do="packet" { (words::MAKE_PACKET) } }
        (part("packet"))
        p data-saves="packet" hidden { button type="button" data-do="save-packet" { (words::SAVE_PACKET) } }
    }
}

fn after() -> Markup {
    html! {
        p class="blank" data-blank="after" { (words::NO_RUN) }
        div data-run hidden {
            h2 { (words::LETTERS) }
            div class="fields" { (field("letter-date", words::LETTER_DATE, "date")) }
            details {
                summary { (words::LETTER_OPTIONS) }
                p { (words::TOLD_ABOUT) }
                (files("told", words::TOLD, ".zip"))
                p { label { input type="checkbox" id="all-letters"; " " (words::ALL_LETTERS) } }
                p { button type="button" data-do="templates" { (words::PRINT_TEMPLATES) } }
                p { (words::TEMPLATES_ABOUT) }
                (files("templates", words::TEMPLATES, ".zip"))
            }
            p { button type="button" class="main" data-do="letters" { (words::MAKE_LETTERS) } }
            (part("after"))
            p data-saves="letters" hidden { button type="button" data-do="save-letters" { (words::SAVE_LETTERS) } }
            h2 { (words::DROPOUTS) }
            p { (words::DROPOUTS_ABOUT) }
            div class="fields" {
                (somebody("gone", words::APPLICATION))
                div {
                    label for="how" { (words::HOW) }
                    select id="how" { @for (kind, title) in words::DROPOUT_KINDS { option value=(kind) { (title) } } }
                }
                (signed("gone"))
            }
            p { button type="button" data-do="replace" { (words::REPLACE) } }
            (part("after-done"))
        }
        h2 { (words::PACKS) }
        p { (words::PACKS_ABOUT) }
        (files("assessors", words::ASSESSORS_FILE, TABLES))
        p { button type="button" data-do="packs" { (words::MAKE_PACKS) } }
        (part("packs"))
        p data-saves="packs" hidden { button type="button" data-do="save-packs" { (words::SAVE_PACKS) } }
    }
}
