//! `intake packs`: what assessors are given to read and to rate.

use super::decide::decide;
use super::file::{File, sheets};
use super::pile::Pile;
use super::refuses;
use crate::base::contradiction::contradiction;
use crate::base::counted::count;
use crate::base::finding::{Code, Finding, Location, Severity};
use crate::base::ids::AssessorId;
use crate::out::{self, Sink};
use crate::papers::packs::{Given, Pack, packs as papers};
use crate::rules::{Packs, Rules};
use crate::select::Selection;
use crate::study::packs::assessors::{Assessors, load};
use crate::study::packs::{Packing, counted_in_conflict, pack, undeclared};
use crate::table::{self, Options};

/// What packs are made from.
pub struct Made<'a> {
    pub selection: Selection<'a>,
    pub assessors: Assessors,
    pub packing: Packing,
    packs: Vec<Pack>,
    given: Vec<Given>,
    rules: &'a Packs,
    /// What was noticed, in the files and about packs.
    pub findings: Vec<Finding>,
    /// Whether somebody must look before packs are sent.
    pub is_open: bool,
}

impl Made<'_> {
    /// The packs: whose, the file's name, and how many applications there are in it.
    pub fn packs(&self) -> impl Iterator<Item = (AssessorId, &str, usize)> {
        let each = self.packs.iter();
        each.map(|pack| (pack.assessor, pack.file.as_str(), pack.entries.len()))
    }

    /// Whether there is anything that somebody must look at first.
    pub fn has_look_first(&self) -> bool {
        let readings = self.packing.readings.iter();
        !self.given.is_empty() || readings.into_iter().any(|one| one.missing > 0)
    }

    /// Gives every file of the folder to the sink.
    ///
    /// # Errors
    /// The finding of the sink, or one where a workbook cannot be put together.
    pub fn write(&self, sink: &mut dyn Sink) -> Result<(), Finding> {
        out::packs::packs(
            &self.selection,
            (self.rules, &self.assessors),
            (&self.packing, &self.given),
            &self.packs,
            sink,
        )
    }
}

/// Assigns applications to assessors and makes their packs; `step` is told what is done.
///
/// # Errors
/// Findings where the rules have no packs, or applications, ratings, decisions or the assessors' file are refused.
pub fn packs<'a>(
    rules: &'a mut Rules,
    pile: Pile<'_>,
    assessors: &[File<'_>],
    step: &dyn Fn(&str),
) -> Result<Made<'a>, Vec<Finding>> {
    if rules.form.packs.is_none() {
        let at = Location::File(rules.file.name.clone());
        let help =
            "write [packs] with `seed`, `shows` and `cites`; rules/README.md says what they mean";
        let message = "the rules do not say what packs hold and who reads what";
        return Err(vec![Finding::new(Code::MissingKey, at, message).help(help)]);
    }
    // All of it is read before anything is refused, so that everything is mended at once.
    let read = read(rules, assessors, pile.reading);
    let decided = decide(rules, pile, step);
    let ((selection, mut findings), (assessors, about)) = match (decided, read) {
        (Ok(decided), Ok(read)) => (decided, read),
        (decided, read) => {
            let wrong = decided.err().into_iter().chain(read.err());
            return Err(wrong.flatten().collect());
        }
    };
    let Some(packs) = &selection.rules.form.packs else {
        contradiction("the rules of the selection have no packs")
    };
    let unknown = undeclared(&selection, &assessors);
    if !unknown.is_empty() {
        return Err(unknown);
    }
    step("assigning");
    findings.extend(about);
    let packing = pack(&selection, packs, &assessors);
    let (made, given) = papers(&selection, packs, &assessors, &packing);
    let mut own = packing.findings.clone();
    let (covered, seen): (Vec<&Given>, Vec<&Given>) = given.iter().partition(|one| one.is_covered);
    own.extend(hits(&selection, &covered));
    own.extend(hits(&selection, &seen));
    let is_question = |finding: &Finding| finding.severity() == Severity::Question;
    let of_ratings = |finding: &&Finding| finding.code.is_of_a_rating();
    let rated = selection.findings.iter().filter(of_ratings).cloned();
    own.extend(rated);
    let is_open = own.iter().any(is_question);
    findings.extend(own);
    Ok(Made {
        selection,
        assessors,
        packing,
        packs: made,
        given,
        rules: packs,
        findings,
        is_open,
    })
}

/// A file by its name and its SHA-256.
pub type NamedDigest = (String, String);

/// Holds the ratings of a selection against the assessors' file; returns what was noticed, and the file with its SHA-256.
///
/// # Errors
/// The file is refused, or a rating would count of somebody who has a conflict of interest.
pub fn without_conflicts(
    selection: &Selection<'_>,
    assessors: &[File<'_>],
    reading: &Options,
) -> Result<(Vec<Finding>, Option<NamedDigest>), Vec<Finding>> {
    if assessors.is_empty() {
        return Ok((Vec::new(), None));
    }
    let (assessors, noticed) = read(selection.rules, assessors, reading)?;
    let mut wrong = undeclared(selection, &assessors);
    wrong.extend(counted_in_conflict(selection, &assessors));
    if !wrong.is_empty() {
        return Err(wrong);
    }
    Ok((noticed, assessors.file))
}

/// The assessors of a file, as many as the rules have readers where there is none.
fn read(
    rules: &Rules,
    files: &[File<'_>],
    reading: &Options,
) -> Result<(Assessors, Vec<Finding>), Vec<Finding>> {
    if files.is_empty() {
        return Ok((Assessors::unknown(rules), Vec::new()));
    }
    let options = Options {
        tool: Some(table::Tool::PLAIN),
        hidden: reading.hidden,
        struck: reading.struck,
        encoding: reading.encoding,
        delimiter: reading.delimiter,
        ..Options::default()
    };
    let (given, mut findings) = sheets(files, &options);
    for finding in &mut findings {
        if finding.code == Code::FileEmpty {
            "no assessors in it".clone_into(&mut finding.message);
            finding.help = Some(
                "the first row holds the headings, every row under it one assessor".to_owned(),
            );
        }
    }
    if refuses(&findings) {
        return Err(findings);
    }
    let Some(sheet) = given.first() else {
        return Err(findings);
    };
    let (assessors, notes) = load(rules, sheet)?;
    findings.extend(notes);
    Ok((assessors, findings))
}

/// That answers give applicants away: all of them covered, or none.
fn hits(selection: &Selection<'_>, given: &[&Given]) -> Option<Finding> {
    let first = given.first()?;
    let answers = count(
        given.len(),
        "answer names its applicant",
        "answers name their applicants",
    );
    let id = selection.applications.id(first.application);
    let field = &selection.rules.form.fields[first.field].name;
    let message = format!("{answers}, the first `{field}` of `{id}`");
    let at = Location::File("look-first.csv".to_owned());
    if first.is_covered {
        let help = "what was found is covered in the packs; the list has all of it";
        return Some(Finding::new(Code::BlindMasked, at, message).help(help));
    }
    let is_id = |one: &&Given| one.field == selection.rules.form.id;
    let help = match given.iter().all(is_id) {
        true => {
            "an id cannot be covered: number the applications anew, or see that readers may know whose they are"
        }
        false => {
            "packs show these answers as they are: look at each before packs are sent, or write `hits = \"mask\"` into [packs]"
        }
    };
    Some(Finding::new(Code::BlindHit, at, message).help(help))
}
