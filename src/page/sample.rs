//! A real call with invented people, to try the page with.

use super::protocol::{Answer, Request, State};
use super::words;

/// The files, by the roles they have in a request.
const FILES: [(&str, &[u8]); 3] = [
    (
        "rules/montenegro-2019.toml",
        include_bytes!("../../rules/montenegro-2019.toml"),
    ),
    (
        "list/osce-participating-states.csv",
        include_bytes!("../../rules/lists/osce-participating-states.csv"),
    ),
    (
        "application/montenegro-2019.csv",
        include_bytes!("../../sample-applications/montenegro-2019.csv"),
    ),
];

/// The sample's files, each under its role.
pub(super) fn sample(_: &Request<'_>) -> Answer {
    let mut answer = Answer::new(State::Done, words::SAMPLE_ABOUT);
    let files = FILES
        .iter()
        .map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec()));
    answer.files.extend(files);
    answer
}
