//! Two rules over the same applications, or two past runs.

use super::{Past, Pile, read_rulings, refuses};
use crate::base::finding::Finding;
use crate::record::balance::{Balance, Kept, balance};
use crate::record::cohort::cohorts;
use crate::record::manifest::InputTable;
use crate::rules::{Export, Rules};
use crate::rulings::{Rulings, StageBefore};
use crate::select::{self, Sheets};
use crate::study::compare::state::{States, of_record, of_selection};
use crate::study::compare::{self, Compared, Comparison};
use crate::table::Sheet;
use crate::values::spelling::quoted;

/// What is said of a comparison on the way, in this order.
#[derive(Debug, Default)]
pub struct Noticed {
    /// Of the applications and rulings.
    pub findings: Vec<Finding>,
    /// Of the two sides.
    pub remarks: Vec<String>,
}

/// Why nothing was compared.
#[derive(Debug)]
pub enum Refused {
    /// What was asked cannot be, and what to do instead.
    Usage {
        words: &'static str,
        help: &'static str,
    },
    By(Vec<Finding>),
    /// One of the rules refuses the applications, or both do.
    UnderRules {
        a: Option<Vec<Finding>>,
        b: Option<Vec<Finding>>,
    },
}

/// What a stage decides hangs on the run of the stage before.
const OF_STAGES: Refused = Refused::Usage {
    words: "rules with stages are compared at one of them, and both at the same one",
    help: "name it with `--stage`, and the run of the stage before with `--after`; run folders of two stages are compared without applications",
};

/// Over applications one list of the stage before takes part under both rules.
const OF_LISTS: Refused = Refused::Usage {
    words: "the runs came after different runs of the stage before, and over applications one shortlist takes part under both rules",
    help: "compare the two run folders alone, or the two rules files with `--stage` and `--after`",
};

/// Over applications both rules are made by one set of decisions.
const OF_DECISIONS: Refused = Refused::Usage {
    words: "the runs took different decisions of people, and over applications both rules would be held by the same ones",
    help: "compare the two run folders alone: what people decided is in them",
};

/// A past run and the name it goes by.
pub type Named<'a> = (&'a Past<'a>, &'a str);

/// Both rules over the applications; at a stage, after the run of the stage before that the pile names, whose shortlist stays as it was told.
///
/// # Errors
/// Why they cannot be compared.
pub fn rules(
    rules: (&Rules, &Rules),
    pile: Pile<'_>,
    step: &dyn Fn(&str),
    noticed: &mut Noticed,
) -> Result<Comparison, Refused> {
    let is_whole = |rules: &Rules| !rules.stages.is_empty() && rules.at.is_none();
    if is_whole(rules.0) || is_whole(rules.1) || stage(rules.0) != stage(rules.1) {
        return Err(OF_STAGES);
    }
    let (sheets, rated, rulings) = read(pile, rules, noticed)?;
    let rulings = after(rulings, pile.stage_before);
    let sheets = Sheets {
        applications: &sheets,
        ratings: &rated,
    };
    over(rules, (None, None), (sheets, &rulings), step)
}

/// Two past runs: without applications by their records, with them by what the rules of both make of these.
///
/// # Errors
/// Why they cannot be compared.
pub fn runs(
    ((run_a, name_a), (run_b, name_b)): (Named<'_>, Named<'_>),
    pile: Pile<'_>,
    step: &dyn Fn(&str),
    noticed: &mut Noticed,
) -> Result<Comparison, Refused> {
    let by = |finding| Refused::By(vec![finding]);
    let (rules_a, rules_b) = (run_a.rules().map_err(by)?, run_b.rules().map_err(by)?);
    let names = (Some(name_a.to_owned()), Some(name_b.to_owned()));
    if pile.applications.is_empty() {
        let (states_a, states_b) = (states(run_a).map_err(by)?, states(run_b).map_err(by)?);
        let a = Compared {
            rules: &rules_a,
            states: states_a,
            cohort: run_a.manifest.cohort.clone(),
            balance: kept(run_a.manifest.balance.as_ref()),
            run: names.0,
        };
        let b = Compared {
            rules: &rules_b,
            states: states_b,
            cohort: run_b.manifest.cohort.clone(),
            balance: kept(run_b.manifest.balance.as_ref()),
            run: names.1,
        };
        let mut comparison = compare::compare(&a, &b, None);
        comparison.same_applications = Some(inputs(run_a) == inputs(run_b));
        let stage = |rules: &Rules| rules.stage().map(|stage| quoted(&stage.title));
        if let (Some(a), Some(b)) = (stage(&rules_a), stage(&rules_b))
            && a != b
        {
            let words = format!(
                "run A is of the stage {a}, and run B of the stage {b}: what differs may come from that"
            );
            noticed.remarks.push(words);
        }
        if run_a.manifest.rulings != run_b.manifest.rulings {
            let words =
                "the runs took different decisions of people: what differs may come from these";
            noticed.remarks.push(words.to_owned());
        }
        return Ok(comparison);
    }
    if stage(&rules_a) != stage(&rules_b) {
        return Err(OF_STAGES);
    }
    let (before_a, before_b) = (
        run_a.manifest.stage_before.as_ref(),
        run_b.manifest.stage_before.as_ref(),
    );
    if before_a != before_b {
        return Err(OF_LISTS);
    }
    if run_a.manifest.rulings != run_b.manifest.rulings {
        return Err(OF_DECISIONS);
    }
    let (sheets, rated, rulings) = read(pile, (&rules_a, &rules_b), noticed)?;
    let rulings = after(rulings, before_a);
    for (letter, run) in [("A", run_a), ("B", run_b)] {
        let (applications, ratings) = inputs(run);
        if digests(&sheets) != applications {
            noticed.remarks.push(format!(
                "the applications are other files than those of run {letter}: what is shown is what the rules of both runs \
                 make of these"
            ));
        }
        if digests(&rated) != ratings {
            noticed.remarks.push(format!(
                "the ratings are other files than those of run {letter}: what is shown is what comes of these"
            ));
        }
    }
    let sheets = Sheets {
        applications: &sheets,
        ratings: &rated,
    };
    over((&rules_a, &rules_b), names, (sheets, &rulings), step)
}

/// The id of the stage that a view of the rules is of.
fn stage(rules: &Rules) -> Option<&str> {
    rules.stage().map(|stage| stage.id.as_str())
}

/// With what the stage before told people. How its list would come out now is not asked: a change of rules is looked at in this stage.
fn after(rulings: Rulings, before: Option<&StageBefore>) -> Rulings {
    Rulings {
        stage_before: before.cloned(),
        ..rulings
    }
}

/// The applications, read as both rules say, and what people decided about them.
fn read(
    pile: Pile<'_>,
    (a, b): (&Rules, &Rules),
    noticed: &mut Noticed,
) -> Result<(Vec<Sheet>, Vec<Sheet>, Rulings), Refused> {
    let space = |rules: &Rules| -> Vec<(String, Vec<String>, Export)> {
        let sources = rules.form.sources.iter();
        sources
            .map(|source| {
                (
                    source.id.clone(),
                    source.files.clone(),
                    source.export.clone(),
                )
            })
            .collect()
    };
    if space(a) != space(b) {
        return Err(Refused::Usage {
            words: "the two rules have other `[[sources]]`, so that one id in them need not be one application",
            help: "give both the same sources; `order`, `decimal` and `time_zone` in them may differ",
        });
    }
    if !pile.reading.over(a).agrees(&pile.reading.over(b)) {
        return Err(Refused::Usage {
            words: "the two rules say differently under `[export]` how the applications are to be read",
            help: "say it for both: `--tool`, `--header-row`, `--sheet`, `--delimiter` or `--encoding` goes before the rules",
        });
    }
    let (sheets, mut findings) = pile.sheets([a, b]);
    let (rated, more) = pile.rated([a, b]);
    findings.extend(more);
    let (rulings, more) = read_rulings(pile.rulings, pile.reading).map_err(Refused::By)?;
    findings.extend(more);
    if refuses(&findings) {
        return Err(Refused::By(findings));
    }
    noticed.findings = findings;
    Ok((sheets, rated, rulings))
}

fn over(
    (a, b): (&Rules, &Rules),
    (run_a, run_b): (Option<String>, Option<String>),
    (sheets, rulings): (Sheets<'_>, &Rulings),
    step: &dyn Fn(&str),
) -> Result<Comparison, Refused> {
    step("selecting under both rules");
    let compared = |rules, run: &Option<String>| {
        select::select_ruled(rules, sheets, rulings).map(|selection| Compared {
            rules,
            states: of_selection(&selection),
            cohort: cohorts(&selection),
            balance: kept(balance(&selection).as_ref()),
            run: run.clone(),
        })
    };
    let (a, b) = match (compared(a, &run_a), compared(b, &run_b)) {
        (Ok(a), Ok(b)) => (a, b),
        (a, b) => {
            return Err(Refused::UnderRules {
                a: a.err(),
                b: b.err(),
            });
        }
    };
    step("trying the changes one by one");
    Ok(compare::compare(&a, &b, Some((sheets, rulings))))
}

/// The digests of the applications that a run was made from, and those of the ratings; in no order.
fn inputs<'a>(run: &'a Past<'_>) -> (Vec<&'a str>, Vec<&'a str>) {
    fn of(tables: &[InputTable]) -> Vec<&str> {
        sorted(tables.iter().map(|table| table.sha256.as_str()))
    }
    (of(&run.manifest.applications), of(&run.manifest.ratings))
}

fn digests(sheets: &[Sheet]) -> Vec<&str> {
    sorted(sheets.iter().map(|sheet| sheet.digest.as_str()))
}

fn sorted<'a>(digests: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut digests: Vec<&str> = digests.collect();
    digests.sort_unstable();
    digests
}

fn states(run: &Past<'_>) -> Result<States, Finding> {
    run.records()
        .map(|record| record.map(|record| (record.application.to_string(), of_record(&record))))
        .collect()
}

fn kept(balance: Option<&Balance>) -> Vec<Kept> {
    balance.map_or_else(Vec::new, |balance| balance.rules.clone())
}
