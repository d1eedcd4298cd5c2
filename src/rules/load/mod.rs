//! Text to rules: everything that is wrong is reported at once, and valid rules exist only when nothing is.
//!
//! TOML is parsed with spans and with numbers as written; each section then has a file here that mirrors its valid form.
//! The order of reading is that of dependence (scales, lists, fields, levels, rules), so that the order of the file is the
//! author's own. Nothing here touches the disk: list files come through a function.

mod aliases;
mod anchors;
mod assessors;
mod award;
mod balance;
mod bands;
mod call;
mod checks;
mod columns;
mod criteria;
mod dates;
mod diagnostics;
mod examples;
mod export;
mod field;
mod field_of_type;
mod form;
mod format;
mod instead;
mod letters;
mod levels;
mod lists;
mod measures;
mod names;
mod no_answer;
mod options;
mod packs;
mod panel;
mod person_name;
mod places;
mod programme;
mod ranking;
mod render;
mod scope;
mod sources;
mod spans;
mod stages;
mod standing_answers;
mod syntax;
mod table;
mod times;
mod values;

use crate::base::ids::Per;
use diagnostics::{Notes, Spot};
use names::Register;
use scope::Scope;
use table::Table;
use toml::de::DeTable;

use super::{Form, Letters, Rules, RulesFile};
use crate::base::finding::{Code, Finding, Location, Severity};

pub use examples::{LoadedExamples, load_examples};
pub use format::{EXAMPLE_TABLES, FieldType, Key, Keys, ORDERS, TABLES, TYPES, Value};
pub use render::render;
pub use spans::{Spans, Step};
pub use syntax::not_text;

/// Bytes of a rules file, and of one of examples; larger ones are somebody's mistake, or somebody's malice.
pub const LARGEST: usize = 1 << 20;

/// Every comment of a rules file with its span, without its `#`.
pub fn comments(text: &str) -> Vec<(std::ops::Range<usize>, &str)> {
    syntax::comments(text)
}

/// What came of reading a rules file.
#[derive(Debug)]
pub struct Loaded {
    /// None exactly when a finding is an error.
    pub rules: Option<Rules>,
    /// In the order of the file; those about other files last.
    pub findings: Vec<Finding>,
}

/// Reads rules from `text`; `file` is the name to record, and `lists` gives the text of a list file by its path as written
/// in the rules, or says why it cannot.
pub fn load(file: &str, text: &str, lists: &dyn Fn(&str) -> Result<String, String>) -> Loaded {
    if text.len() > LARGEST {
        let message = format!(
            "the rules file has {} bytes, and {LARGEST} is the most",
            text.len()
        );
        return Loaded {
            rules: None,
            findings: vec![Finding::new(Code::Syntax, Location::Rules(0..0), message)],
        };
    }
    let mended = syntax::mend(text);
    if let Some(empty) = syntax::empty(text).filter(|_| mended.findings.is_empty()) {
        return Loaded {
            rules: None,
            findings: vec![empty],
        };
    }
    let notes = Notes::new(text);
    let (meant, found) = match mended.findings.as_slice() {
        [] => syntax::misplaced(&mended.text),
        _ => (mended.text, Vec::new()),
    };
    found.into_iter().for_each(|finding| notes.push(finding));
    let (document, _) = DeTable::parse_recoverable(&meant);
    let rules = sections(file, text, document.get_ref(), &notes, lists);
    // A file with broken syntax has lost parts, so what seems to be missing may only be hidden by the mistake.
    let rules = rules.filter(|_| mended.findings.is_empty() && !notes.any_error());
    let mut findings = noticed(&notes, mended.findings);
    if rules.is_none()
        && !findings
            .iter()
            .any(|finding| finding.severity() == Severity::Error)
    {
        // Not known to happen. Were a section to fail without a word, the author must still hear that it failed.
        let message = "these rules cannot be used, and Intake fails to say why";
        findings.push(Finding::new(Code::BadValue, Location::Rules(0..0), message));
    }
    Loaded { rules, findings }
}

/// Everything that is wrong, in the order of the file: with the syntax, and of the rest what is certain nevertheless.
fn noticed(notes: &Notes<'_>, mistakes: Vec<Finding>) -> Vec<Finding> {
    // The parser puts values without a span where it could not read any.
    let line_of = |finding: &Finding| match &finding.location {
        Location::Rules(span) if span.is_empty() => None,
        Location::Rules(span) => Some(notes.line(span.start)),
        Location::Input(_) | Location::File(_) => None,
    };
    let broken: std::collections::BTreeSet<_> = mistakes.iter().map(line_of).collect();
    let unbroken = mistakes.is_empty();
    let semantic = notes.findings();
    let kept = semantic.into_iter().filter(|finding| {
        unbroken
            || (certain(finding.code)
                && line_of(finding).is_some()
                && !broken.contains(&line_of(finding)))
    });
    let mut findings: Vec<Finding> = mistakes.into_iter().take(diagnostics::MOST).collect();
    findings.extend(kept);
    findings.sort_by_key(|finding| match &finding.location {
        Location::Rules(span) => span.start,
        Location::Input(_) | Location::File(_) => usize::MAX,
    });
    findings
}

/// Whether a finding stands although other parts of the file could not be read.
fn certain(code: Code) -> bool {
    matches!(
        code,
        Code::UnknownKey
            | Code::WrongType
            | Code::BadValue
            | Code::BadId
            | Code::DuplicateId
            | Code::AmbiguousSpelling
            | Code::BandOverlap
    )
}

/// Reads every section; gives rules when each could be read, whether or not something else was noted.
fn sections<'d>(
    file: &str,
    text: &str,
    document: &'d DeTable<'d>,
    notes: &'d Notes<'d>,
    fetch: &dyn Fn(&str) -> Result<String, String>,
) -> Option<Rules> {
    let root = Table::root(notes, document, &format::ROOT);
    let format = root.get("format");
    if format.is_none() {
        root.spot.say_help(
            Code::MissingKey,
            "the rules file needs the key `format`",
            "write `format = 1` before the first header",
        );
    }
    if let Some(item) = format
        && item.value.as_integer().map(toml::de::DeInteger::as_str) != Some("1")
    {
        let message = format!(
            "this is format `{}`, and Intake knows format 1",
            item.spot.written()
        );
        item.spot.say_bad_help(message, "write `format = 1`");
    }
    let mut scope = Scope::new();
    let programme = root.need("programme").and_then(programme::programme);
    let export = root
        .get("export")
        .and_then(export::export)
        .unwrap_or_default();
    let sources = match root.get("sources") {
        Some(item) => sources::sources(item),
        None => Register::new("source"),
    };
    let assessors = match root.get("assessors") {
        Some(item) => assessors::assessors(item),
        None => Per::default(),
    };
    scope.assessors = assessors.len();
    let call_table = root.need("call").and_then(|item| item.table(&format::CALL));
    let opening = call_table
        .as_ref()
        .map(|table| call::opening(table, &mut scope));
    let decisions = root
        .get("decisions")
        .map(|item| call::decisions(item, &mut scope))
        .unwrap_or_default();
    if let Some(item) = root.get("scales") {
        form::scales(item, &mut scope);
    }
    let mut list_files = Vec::new();
    if let Some(item) = root.get("lists") {
        lists::lists(item, fetch, &mut scope, &mut list_files);
    }
    let id = root
        .need("fields")
        .and_then(|item| form::fields(item, &mut scope));
    if let Some(item) = root.get("assessors") {
        assessors::each_reads(item, &scope);
    }
    if let Some(item) = root.get("levels") {
        levels::levels(item, &mut scope);
    }

    let deadline_line = opening.as_ref().map_or(0, |opening| opening.deadline_line);
    let call = call_table
        .as_ref()
        .zip(opening)
        .and_then(|(table, opening)| call::call(table, opening, &scope));
    let mut criteria = Register::new("criterion");
    let deadline = call
        .as_ref()
        .map(|call| call::deadline(call, deadline_line));
    let deadline_spot = call_table
        .as_ref()
        .map_or(Spot::new(notes, 0..0), |table| table.spot);
    criteria.push(call::DEADLINE, deadline_spot, deadline);
    if let Some(item) = root.get("eligibility") {
        criteria::criteria(item, &scope, &mut criteria);
    }
    let measures = match root.get("scoring") {
        Some(item) => measures::measures(item, &scope),
        None => Register::new("scoring rule"),
    };
    let ranking = root
        .need("ranking")
        .and_then(|item| ranking::ranking(item, &scope, &measures));
    let groups = root.need("groups");
    let places = root
        .need("places")
        .and_then(|item| places::places(item, groups, &scope));
    let balance = match root.get("balance") {
        Some(item) => balance::balance(item, &scope, places.as_ref()),
        None => Register::new("balance rule"),
    };
    let letters = match root.get("letters") {
        Some(item) => letters::letters(item, &scope),
        None => Letters::default(),
    };
    let packs = root
        .get("packs")
        .and_then(|item| packs::packs(item, &scope, &letters));
    let stages = match root.get("stages") {
        Some(item) => stages::stages(item, &scope, &measures, places.as_ref(), packs.as_ref()),
        None => Register::new("stage"),
    };
    let duplicates = match root.get("duplicates") {
        Some(item) => form::duplicates(item, &scope),
        None => Register::new("duplicates rule"),
    };
    let answers = match root.get("standing_answers") {
        Some(item) => standing_answers::standing_answers(item, &scope),
        None => Register::new("standing answer"),
    };
    scope.unused(notes);

    let Scope {
        scales,
        lists,
        fields,
        levels,
        made_of,
        ..
    } = scope;
    let mut call = call?;
    let standing_answers: Vec<_> = answers.into_all()?.into_iter().collect();
    let mut lists = lists.into_all()?;
    standing_answers::join_lists(&standing_answers, &mut lists);
    call.decisions = decisions;
    let (submitted, deadline) = (call.submitted, call.deadline);
    let fields = fields.into_all()?;
    let mut rules = Rules {
        file: RulesFile::new(file, text),
        list_files,
        programme: programme?,
        export,
        call,
        lists,
        form: Form {
            sources: sources::with_fields(sources.into_all()?, &fields),
            fields,
            scales: scales.into_all()?,
            id: id?,
            id_made_of: made_of,
            asked_texts: Per::default(),
            submitted,
            deadline,
            duplicates: duplicates.into_all()?,
            assessors,
            packs,
            standing_answers,
        },
        levels: levels.into_all()?,
        criteria: criteria.into_all()?,
        measures: measures.into_all()?,
        ranking: ranking?,
        places: places?,
        balance: balance.into_all()?,
        stages: stages.into_all()?,
        at: None,
        letters,
    };
    rules.form.asked_texts = rules.asked_texts();
    // Of rules that are wrong otherwise the tables were read, and what is wrong with them was said.
    if let Some(item) = root.get("stages").filter(|_| !notes.any_error()) {
        stages::hold(item, &rules);
    }
    Some(rules)
}
