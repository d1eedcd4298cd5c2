//! Questions about a run: one application, two side by side, and how firm the seats are.

use rust_decimal::Decimal;

use super::given::Given;
use super::protocol::{Answer, Request, State};
use super::words;
use crate::engine::explain::{About, Format, explain as explained};
use crate::engine::{Past, firmness as firm};

/// By so many percent weights are turned at most, as the command does.
const PERCENT: Decimal = Decimal::from_parts(10, 0, 0, false, 0);

/// Explains an application of the run, or two side by side, as `intake explain` does. With the files the run was made from it shows personal answers, too.
pub(super) fn explain(request: &Request<'_>) -> Answer {
    let (run, given) = match Given::of(request) {
        Ok(given) => (request.run(), given),
        Err(answer) => return answer,
    };
    if run.is_empty() {
        return Answer::refused(words::NO_RUN);
    }
    let one = request.options.application.clone().unwrap_or_default();
    let other = request.options.other.clone();
    let about = match other.filter(|other| !other.is_empty() && *other != one) {
        Some(other) => About::Two(one, other),
        None => About::Application(one),
    };
    let told = Past::open(&run)
        .map_err(|finding| vec![finding])
        .and_then(|past| explained(&past, &about, given.pile(), Format::Within));
    match told {
        Ok(part) => Answer::new(State::Done, words::EXPLAINED).part("person", part),
        Err(findings) => Answer::refused_for("person", &findings),
    }
}

/// How firm the seats of the run are, as `intake firmness` says.
pub(super) fn firmness(request: &Request<'_>) -> Answer {
    let run = request.run();
    if run.is_empty() {
        return Answer::refused(words::NO_RUN);
    }
    let told = Past::open(&run)
        .map_err(|finding| vec![finding])
        .and_then(|past| firm(&past, PERCENT, None, Format::Within));
    match told {
        Ok(part) => Answer::new(State::Done, words::EXPLAINED).part("person", part),
        Err(findings) => Answer::refused_for("person", &findings),
    }
}
