//! How far assessors agree, in sentences: what Krippendorff's alpha is, what it means, and how much it can be trusted.

use crate::answers::even_out::NEEDED;
use crate::base::counted::count;
use crate::study::spread::told::{Agreement, Alpha, Exact, Metric, WithoutOne};

/// Krippendorff's conventions, in thousandths: what can be relied on, and what is enough for tentative conclusions.
const RELIABLE: i128 = 800;
const TENTATIVE: i128 = 667;

/// A sentence each.
pub(in crate::papers) fn said(agreement: &Agreement) -> Vec<String> {
    let third = "whoever was asked only because the others were far apart is left out of it: with them agreement would look worse than it is";
    let third = agreement.without_third.then(|| third.to_owned());
    let alpha = match agreement.alpha {
        Alpha::Known(alpha) => alpha,
        Alpha::NothingShared => {
            return vec!["nothing is said of it: no application has ratings by two".to_owned()];
        }
        Alpha::NoVariation => {
            let all = shared(agreement);
            return [
                Some(format!("Krippendorff's alpha is undefined: all ratings of {all} are the same, so that nobody can say whether the assessors would tell a better application from a worse one")),
                third,
            ]
            .into_iter()
            .flatten()
            .collect();
        }
        Alpha::TooLong => {
            return vec![
                "nothing is said of it: the ratings have too many digits to be reckoned with exactly"
                    .to_owned(),
            ];
        }
    };
    let by = match agreement.metric {
        Metric::Interval => "by the differences of the numbers (interval)",
        Metric::Ordinal => "by the order of the ratings alone (ordinal)",
    };
    let is = format!(
        "Krippendorff's alpha is {}, {by}, over {} ({})",
        cut(alpha),
        shared(agreement),
        count(agreement.pairs, "pair of ratings", "pairs of ratings")
    );
    let few = agreement.applications < NEEDED;
    let about = match few {
        true => vec![
            format!(
                "too few to say anything: {} two ratings or more, and with fewer than {NEEDED} a number means nothing",
                count(agreement.applications, "application has", "applications have"),
            ),
            is,
        ],
        false => vec![
            is,
            "1 would be the same rating every time; 0 is what ratings given by chance would come to; below 0 they disagree more than that".to_owned(),
            meaning(level(alpha)).to_owned(),
        ],
    };
    let trust = trust(&agreement.without_one, few);
    about.into_iter().chain(trust).chain(third).collect()
}

fn shared(agreement: &Agreement) -> String {
    count(
        agreement.applications,
        "application with two ratings or more",
        "applications with two ratings or more",
    )
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    Reliable,
    Tentative,
    TooLow,
}

fn level(alpha: Exact) -> Level {
    let reaches = |thousandths: i128| Exact::over(thousandths, 1000).is_some_and(|of| alpha >= of);
    if reaches(RELIABLE) {
        Level::Reliable
    } else if reaches(TENTATIVE) {
        Level::Tentative
    } else {
        Level::TooLow
    }
}

fn meaning(level: Level) -> &'static str {
    match level {
        Level::Reliable => {
            "by Krippendorff's convention 0.800 and more can be relied on: whoever of them reads an application, it is rated much the same"
        }
        Level::Tentative => {
            "by Krippendorff's convention 0.667 to 0.800 is enough for tentative conclusions only: a single rating depends to a good part on whose it is"
        }
        Level::TooLow => {
            "by Krippendorff's convention less than 0.667 is not to be relied on: too much of a rating depends on whose it is; a mean of several is steadier than one"
        }
    }
}

/// How much one application changes.
fn trust(without: &WithoutOne, few: bool) -> Option<String> {
    match without {
        WithoutOne::Nothing => None,
        WithoutOne::TooMuch => Some("how much a single application changes was not worked out: there are too many different ratings".to_owned()),
        WithoutOne::Undefined { without } => Some(format!(
            "it hangs on a single application: without {without} there would be no alpha"
        )),
        WithoutOne::Between {
            least,
            least_without,
            greatest,
            greatest_without,
        } => {
            let range = if least == greatest {
                format!("with any one application left out it is {}", cut(*least))
            } else {
                format!(
                "with any one application left out it lies between {} (without {least_without}) and {} (without {greatest_without})",
                    cut(*least),
                    cut(*greatest)
                )
            };
            let decides = !few && level(*least) != level(*greatest);
            let decides = match decides {
                true => ", so that a single application decides what is said of it",
                false => "",
            };
            Some(range + decides)
        }
    }
}

fn cut(alpha: Exact) -> String {
    let cut = alpha.cut(3);
    cut.map_or_else(String::new, |cut| cut.to_string().replace('-', "−"))
}
