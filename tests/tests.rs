//! The tests, one binary; each module says what it is for.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stderr,
    clippy::disallowed_types,
    clippy::float_arithmetic,
    reason = "a test that panics has failed, which is its business; workbooks hold binary floats; the wall is for what users run"
)]

// What the binary has beside the library: the commands, and whatever touches files.
#[path = "../src/shell/mod.rs"]
#[allow(
    dead_code,
    reason = "main.rs calls some of it that no test calls by itself"
)]
mod shell;
// The whole program on a bench: rules and applications in, text out.
mod bench;
// The disk it stands on.
mod memory;
// Country names: decided, asked, or unknown with a suggestion.
mod countries;
// Clarifications come back: rulings of people about single applications.
mod rulings;
// Names and addresses that are alike, across alphabets: how many are found, and how many strangers are.
mod alike;
// What is nearly a known name or value: found by an index, held against each measured.
mod near;
// Columns of thousands of rows.
mod columns;
// The report: what stands on it, that its numbers are those of the record, and what it leaves out.
mod report;
// Ratings that count evened out between strict and generous assessors, as people decided.
mod evened_out;
// Stages: a shortlist, what is added to it, and the seats that come of both.
mod stages;
// Rounds after a selection: what people allow, and what a round is built on.
mod rounds;
// Balance rules: who is selected under them, why, and what is refused; and what else hangs on an answer that they ask for.
mod asked_for_balance;
mod balance;
mod proofs;
// Where seats end: who comes next, what stands between, and what all papers say of it.
mod close_calls;
// A field has one name on every paper.
mod one_name;
// The workbook: what can be chosen, days, titles, and that its rows can be counted.
mod workbook;
// The cohort, counted.
mod cohort;
// The worst files: what is written, kept and compared grows no faster than they do.
mod worst;
// The exports of form tools.
mod tools;
// A first look at an export.
mod inspect;
// Answers beside the listed options.
mod choices;
// Ratings that are not all there yet.
mod ratings;
// Bytes to sheets: every dialect and every broken file.
mod table;
// Rules files: what each mistake is told, and the reference page held against the loader.
mod rules;
// Rules files edited as text: what a form changes, and that nothing else does.
mod edits;
// The JSON Schema of rules files against the loader.
mod schema;
// The answers that stand for all that a field can have.
mod domains;
// The rules looked at by themselves: what can never happen, what never decides.
mod analyse;
// The whole selection against a second implementation, written from the documents.
mod reference;
// Filling the groups: examples, a brute-force reference, and laws.
mod seats;
// Applications of one person.
mod people;
// What-ifs against selections from scratch.
mod what_if;
// Firmness against selections from scratch.
mod firmness;
// How assessors rated: agreement against its definition, and evened-out ratings against selections from scratch.
mod spread;
// Packs for assessors: who reads what, what they hold, and how they come back.
mod packs;
// The sample applications: each shows what it is there to show.
mod samples;
// The whole road of one of them, as it is typed.
mod road;
// What holds for every pile, through the whole program.
mod laws;
// What once was decided wrongly, by name.
mod cases;
// Bad input through the whole program: exit codes, words, and nothing left behind.
mod inputs;
// The catalogue of bad inputs, each by its number: what it gets.
mod catalogue;
// What applicants write stays text, and stays where it belongs.
mod safety;
// The library in memory: whole commands without a disk.
mod engine;
// The same for a page: requests in, answers out.
mod page;
// Its forms for rules.
mod guided;
// Worked examples beside the rules: what they notice and what they leave undecided.
mod examples;
// The commands as they are typed, and the pages they show.
mod commands;
// Explanations: every kind of page, in every format.
mod explain;
// Packets for a panel, and the rules as a page to sign.
mod packet;
// Letters for everybody, their templates, and the table for a mail merge.
mod letters;
// A run folder against itself and its inputs.
mod verify;
// Two rules files or two runs against each other.
mod compare;
// What came of everyone, kept beside the rules.
mod snapshot;
// The README's commands and output.
mod readme;
// The page on the run folder against run folders.
mod documents;
// LibreOffice opens what was written; skipped aloud where it is missing.
mod spreadsheet;
// Standing answers: what a place that is always asked about counts as, and where its footnote is printed.
mod standing_answers;
// A short run of every fuzz target.
mod fuzz;
// The shape of the house: imports, files, clocks, and how long a file may be.
mod architecture;
