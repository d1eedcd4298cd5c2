//! What a page can ask, each by the function that answers.

use super::protocol::{Answer, Request};
use super::{
    after, applications, compared, decisions, guided, letters, packet, person, rules, sample,
    selection, take_away, turned, words,
};

type Ask = fn(&Request<'_>) -> Answer;

/// Everything that can be asked.
pub const ASKS: [(&str, Ask); 20] = [
    ("sample", sample::sample),
    ("rules", rules::rules),
    ("draft", rules::draft),
    ("form", guided::form),
    ("edit", guided::edit),
    ("applications", applications::applications),
    ("select", selection::select),
    ("decisions", decisions::decisions),
    ("explain", person::explain),
    ("firmness", person::firmness),
    ("weights", turned::weights),
    ("turned", turned::turned),
    ("compare", compared::compared),
    ("pack", take_away::pack),
    ("open", take_away::open),
    ("packet", packet::packet),
    ("replace", after::replace),
    ("letters", letters::letters),
    ("templates", letters::own_templates),
    ("packs", after::packs),
];

/// Answers what is asked.
pub(super) fn answered(request: &Request<'_>) -> Answer {
    let ask = ASKS.iter().find(|(name, _)| *name == request.ask);
    match ask {
        Some((_, ask)) => ask(request),
        None => Answer::refused(words::nothing_asked(&request.ask)),
    }
}
