//! What `intake firmness` takes.

use std::path::PathBuf;

use clap::Args;
use rust_decimal::Decimal;

use super::arguments::Shape;
use crate::shell::Job;

#[derive(Debug, Args)]
pub(super) struct Firmness {
    /// The folder that `intake select` wrote.
    run: PathBuf,
    /// Name the seats that no weight changes that is larger or smaller by so much of itself.
    #[arg(long, value_name = "PERCENT", default_value = "10", value_parser = percent)]
    within: Decimal,
    /// Two scoring rules by their ids, or whole stages as `stage ID`: how many others would sit over a grid of both weights, in HTML as a picture.
    #[arg(long, value_name = "ID,ID", value_parser = two)]
    two: Option<Two>,
    /// How to set it down.
    #[arg(long, value_enum, default_value_t = Shape::Text)]
    format: Shape,
}

impl Firmness {
    pub(super) fn job(self) -> Job {
        Job::Firmness {
            run: self.run,
            percent: self.within,
            two: self.two.map(|two| two.0),
            format: self.format.format(),
        }
    }
}

/// Two ids.
#[derive(Debug, Clone)]
struct Two([String; 2]);

fn two(typed: &str) -> Result<Two, String> {
    let ids: Vec<&str> = typed.split(',').map(str::trim).collect();
    match ids.as_slice() {
        [one, other] if !one.is_empty() && !other.is_empty() && one != other => {
            Ok(Two([(*one).to_owned(), (*other).to_owned()]))
        }
        _ => Err(
            "give the ids of two different scoring rules with a comma between them, such as motivation,relevance"
                .to_owned(),
        ),
    }
}

fn percent(typed: &str) -> Result<Decimal, String> {
    let number = Decimal::from_str_exact(typed.trim_end_matches('%')).ok();
    let is_right = |number: &Decimal| {
        let hundred = Decimal::ONE_HUNDRED;
        !number.is_sign_negative() && *number <= hundred && number.normalize().scale() <= 4
    };
    number.filter(is_right).ok_or_else(|| {
        "give a number from 0 to 100, with at most 4 decimals, such as 10 or 2.5".to_owned()
    })
}
