//! The rules looked at by themselves: what can never happen, what never decides, and what a blank does.
//!
//! Every rule is tried with every combination of answers that rules can tell apart, through the same stages as everybody's
//! applications, alone and as far as eligibility lets them through. What is said to be out of reach is; where there are too
//! many combinations, that is said instead.

mod awards;
mod blanks;
mod answered;
mod balance;
mod eligibility;
mod eligible_combinations;
mod levels;
mod relation;
mod report;
mod tests;
mod ties;
pub mod unfinished;
pub mod unlikely;
mod unused;
mod weights;

use crate::base::finding::Finding;
use crate::rules::Rules;

pub use answered::MOST;

/// Why something was not looked at in full.
const TOO_MANY: &str =
    "there are more combinations of answers than are looked at, 50,000 for one rule";
const NOT_ALL: &str = "its answers are too many to try them all, because a field has more than six options, or a line or \
                       rating is part of a level";
const OPEN: &str = "where several of its answers are blank or cannot be read, there can be more than 10,000 combinations, and \
                    its parts are judged one by one";

/// What there is to say about the rules, in the order of the file.
pub fn analyse(rules: &Rules) -> Vec<Finding> {
    let mut report = report::Report::new(rules);
    unused::unused(rules, &mut report);
    unlikely::unlikely_in(rules, &mut report);
    balance::balance(rules, &mut report);
    let Some(answered) = answered::Answered::new(rules) else {
        return report.findings();
    };
    let eligible = eligible_combinations::Eligible::new(&answered);
    let anybody = eligibility::criteria(&answered, &eligible, &mut report);
    levels::levels(&answered, &eligible, anybody, &mut report);
    awards::awards(&answered, &eligible, anybody, &mut report);
    blanks::blanks(&answered, &mut report);
    eligibility::groups(&answered, &eligible, anybody, &mut report);
    if anybody {
        let scores = weights::scores(&answered, &eligible);
        weights::weights(rules, &scores, &mut report);
        ties::ties(&answered, &eligible, &scores, &mut report);
    }
    unused::not_told(&answered, &mut report);
    blanks::beyond(&answered, &mut report);
    report.findings()
}
