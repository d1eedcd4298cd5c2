//! What only a person can answer, as a form: what stands there, whom to ask, and what may be answered. Its fields are the columns of a
//! file of decisions.

use maud::{Markup, html};

use super::words;
use crate::papers::lists::{Admits, Cell, Room, Table, to_fill_in};
use crate::rulings::load::COLUMNS;
use crate::select::Selection;
use crate::values::escape::visible;

/// How many questions there are.
pub(super) fn asked(selection: &Selection<'_>) -> usize {
    to_fill_in(selection).rows.count()
}

/// The form. Each question carries, in `data-` attributes by column, what its row of a file of decisions repeats.
pub(super) fn form(selection: &Selection<'_>) -> Markup {
    let Table { headings, rows, .. } = to_fill_in(selection);
    let names: Vec<String> = headings.iter().map(|head| head.name.to_string()).collect();
    let rows: Vec<Vec<Cell<'_>>> = rows.collect();
    let lists = long_lists(&rows);
    html! {
        @for (at, list) in lists.iter().enumerate() {
            datalist id={ "choices-" (at) } { @for one in list { option value=(visible(one)) {} } }
        }
        @for (at, row) in rows.iter().enumerate() { (question(at, &names, row, &lists)) }
    }
}

/// The lists of answers that are too long to be written out beside each question, each once.
fn long_lists(rows: &[Vec<Cell<'_>>]) -> Vec<Vec<String>> {
    let mut lists: Vec<Vec<String>> = Vec::new();
    for room in rows.iter().flatten().filter_map(room) {
        let choices = offered(room);
        if !choices.is_empty() && !room.admits.is_closed() && !lists.contains(&choices) {
            lists.push(choices);
        }
    }
    lists
}

fn room<'c>(cell: &'c Cell<'_>) -> Option<&'c Room> {
    match cell {
        Cell::Room(room) => Some(room),
        _ => None,
    }
}

fn offered(room: &Room) -> Vec<String> {
    let choices = room.admits.choices().unwrap_or_default();
    choices.into_iter().map(str::to_owned).collect()
}

/// What a cell says.
fn said(names: &[String], row: &[Cell<'_>], name: &str) -> String {
    let at = names.iter().position(|is| is == name);
    match at.and_then(|at| row.get(at)) {
        Some(Cell::Text(text)) => text.to_string(),
        Some(Cell::Named(named)) => named.title.to_string(),
        Some(Cell::Room(room)) => room.filled.to_owned(),
        _ => String::new(),
    }
}

fn question(number: usize, names: &[String], row: &[Cell<'_>], lists: &[Vec<String>]) -> Markup {
    let of = |name: &str| said(names, row, name);
    let rooms = |column: &str| {
        row.iter()
            .filter_map(room)
            .find(|room| room.column == column)
    };
    let could_win = of("could_win_a_seat") == "yes";
    html! {
        fieldset class="asked" data-application=(of("application")) data-field=(of("field")) data-cell=(of("cell")) data-found=(of("found")) {
            legend { bdi { (visible(&of("application"))) } ": " (visible(&of("asked_about"))) }
            p { (visible(&of("ask"))) }
            dl class="about" {
                @if !of("found").is_empty() { dt { (words::FOUND) } dd { (visible(&of("found"))) } }
                dt { (words::WHOM) } dd { (of("whom_to_ask")) @if could_win { "; " strong { (words::COULD_WIN) } } }
                @if !of("decides").is_empty() { dt { (words::HANGS) } dd { (visible(&of("decides"))) } }
            }
            div class="fields" {
                @if let Some(room) = rooms("answer") { (answer(number, room, lists)) }
                @if let Some(room) = rooms("decision") { (decision(number, room)) }
                div {
                    label for={ "why-" (number) } { (words::OWN_WHY) }
                    input type="text" id={ "why-" (number) } data-column="why" autocomplete="off";
                }
            }
        }
    }
}

fn answer(number: usize, room: &Room, lists: &[Vec<String>]) -> Markup {
    let id = format!("answer-{number}");
    let choices = offered(room);
    let list = lists.iter().position(|list| *list == choices);
    let says = room.says();
    html! {
        div {
            label for=(id) { (words::ANSWER) }
            @match &room.admits {
                Admits::OneOf(choices) => {
                    select id=(id) data-column="answer" {
                        option value="" { (words::NO_ANSWER_YET) }
                        @for one in choices { option value=(visible(one)) { (visible(one)) } }
                    }
                }
                _ => {
                    input type="text" id=(id) data-column="answer" autocomplete="off" list=[list.map(|at| format!("choices-{at}"))]
                        aria-describedby={ (id) "-says" };
                }
            }
            p class="soft hint" id={ (id) "-says" } { (says) }
        }
    }
}

fn decision(number: usize, room: &Room) -> Markup {
    let id = format!("decision-{number}");
    html! {
        div {
            label for=(id) { (words::DECISION) }
            select id=(id) data-column="decision" {
                @for one in offered(room) { option value=(one) selected[one == room.filled] { (words::decision(&one)) } }
            }
        }
    }
}

/// The columns that the form fills in or repeats are those of a file of decisions.
pub(super) fn columns() -> [&'static str; 9] {
    COLUMNS
}
