//! `intake letters`: from a past run a letter for everybody who applied, and one table for a mail merge.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::letter_given::given;
use super::letter_lacks::{Asks, lacks};
use super::letter_names::Names;
use super::letter_told::Told;
use super::whole::whole;
use super::{File, Past, PastRun, Pile, own};
use crate::base::finding::{Code, Finding, Location, refusal};
use crate::base::ids::ApplicationId;
use crate::out::letters::{Template, Templates, page};
use crate::out::{Sink, unwritable, workbook};
use crate::papers::explanation::Case;
use crate::papers::letters::example::examples;
use crate::papers::letters::mail_merge::{Posted, Since};
use crate::papers::letters::{DEFAULTS, Drafted, LetterKind, known};
use crate::record::Record;
use crate::rules::{Language, Rules};

/// The folder of letters, and that of those that a person looks at before they are sent.
const LETTERS: &str = "letters";
const LOOK_FIRST: &str = "look-first";

/// What letters are made from beside the run.
pub struct Request<'a> {
    /// The applications the run was made from, for names, addresses and languages, with the decisions it took; none where these are
    /// not wanted.
    pub personal: Pile<'a>,
    /// The officer's own templates, by their paths in their folder, such as `en/selected.j2`, and that folder's name; none where
    /// nobody gave a folder.
    pub templates: Option<(&'a str, &'a [File<'a>])>,
    /// The day of the letters.
    pub date: Option<Date>,
    /// The run whose letters went out; none where these are the first, or that is not known.
    pub told: Option<&'a dyn PastRun>,
    /// Writes letters that say the same as those of that run, too.
    pub all: bool,
}

/// What was written.
#[derive(Debug)]
pub struct Written {
    /// How many letters of each kind, those of which there are none left out.
    pub letters: Vec<(LetterKind, usize)>,
    /// Applications whose letter a person is to look at before it is sent, which stands in a folder and on a sheet of its own: refused, and in
    /// time by the clock they were sent by.
    pub look_first: Vec<String>,
    /// Rows to which there is no letter: they seem to be totals or remarks under a table.
    pub nobodys: Vec<String>,
    /// Applications that are refused a seat, or a place on the shortlist, and are told that one may be offered to them if it becomes free.
    pub come_next: Vec<String>,
    /// Applications without an e-mail address that can be read, where the rules say which field has it.
    pub unaddressed: Vec<String>,
    /// Languages of letters in which texts of the rules stand as they are written for all languages, with the keys of these.
    pub untranslated: Vec<(Language, Vec<&'static str>)>,
    /// With an earlier run, how many letters are new, changed and unchanged.
    pub since: Option<[(Since, usize); 3]>,
    /// The run follows another one, and nobody said whose letters went out.
    pub untold: bool,
    /// Applications that were told of their seat by the run before, and keep one.
    pub told_before: Vec<String>,
    /// Decisions that were taken after the day of the letters that speak of them.
    pub early: Vec<Early>,
    /// The last day to confirm, where the day of the letters that ask for it is later.
    pub too_late: Option<Date>,
    /// What letters usually have and these do not: what it is, and where it is said.
    pub lacks: Vec<(&'static str, &'static str)>,
    pub notes: Vec<Finding>,
}

/// A decision about an application that was taken after the day of its letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Early {
    pub application: String,
    /// The word of the decision, as its file has it.
    pub decision: &'static str,
    /// Its day.
    pub on: Date,
}

/// Gives a letter for everybody to the sink, as text and as a page, and the table.
///
/// # Errors
/// Findings where the run is not as it was written, the applications are not the run's, or a template cannot be used; then nothing of
/// the letters is worth keeping.
pub fn letters(
    run: &dyn PastRun,
    request: &Request<'_>,
    sink: &mut dyn Sink,
) -> Result<Written, Vec<Finding>> {
    let one = |finding| vec![finding];
    let past = Past::open(run).map_err(one)?;
    whole(run)?;
    let rules = past.rules_as_asked().map_err(one)?;
    let (folder, files) = request.templates.unwrap_or_default();
    if let (Some(named), None) = (&rules.letters.templates, request.templates) {
        let message = format!(
            "the rules of the run name templates of their own, in the folder `{named}` beside them"
        );
        let location = Location::File("--templates".to_owned());
        let help = format!("give that folder, as in `--templates rules/{named}`");
        return Err(vec![
            Finding::new(Code::Template, location, message).help(help),
        ]);
    }
    let own_templates = read(folder, files)?;
    let templates = Templates::new(folder, &own_templates)?;
    let applications = if request.personal.applications.is_empty() {
        None
    } else {
        Some(own::read_again(&rules, &past.manifest, request.personal)?)
    };
    let by_id: BTreeMap<String, ApplicationId> = applications
        .iter()
        .flat_map(|all| all.ids().map(|id| (all.id(id).into_owned(), id)))
        .collect();
    let ids: Result<BTreeSet<String>, Finding> = past
        .records()
        .map(|record| Ok(record?.application.to_ascii_lowercase()))
        .collect();
    let mut names = Names::new(ids.map_err(one)?);
    let mut posted = Vec::new();
    let mut findings = Vec::new();
    let mut nobodys = Vec::new();
    let mut early = Vec::new();
    let follows = past.manifest.follows.iter();
    let seats = follows.flat_map(|follows| &follows.seats);
    let told_by_run: BTreeSet<&str> = seats
        .filter(|seat| !seat.provisional)
        .map(|seat| seat.application.as_str())
        .collect();
    let given_of = |id: &str| {
        let read = applications.as_ref().zip(by_id.get(id).copied());
        given(&rules, read, request.date)
    };
    let told = request
        .told
        .map(|run| Told::by(run, &rules, &templates, &given_of));
    let told = told.transpose()?;
    for record in past.records() {
        let record = record.map_err(one)?;
        let case = Case {
            header: past.header(),
            rules: &rules,
            record: &record,
            others: &[],
            what_if: None,
        };
        if LetterKind::is_nobodys(case) {
            nobodys.push(record.application.to_string());
            continue;
        }
        let mut given = given_of(&record.application);
        given.told_before = match &told {
            Some(told) => told.of_a_seat(&record.application),
            None => told_by_run.contains(record.application.as_ref()),
        };
        early.extend(later_than(&record, request.date));
        let Drafted {
            kind,
            mut known,
            look_first,
        } = known(case, &given);
        let about = (kind, given.language);
        let since = told
            .as_ref()
            .map(|told| told.since(&templates, about, &mut known));
        let file = names.of(&record.application);
        match templates.letter(kind, given.language, &known) {
            Ok((letter, body)) => posted.push(Posted {
                kind,
                known,
                given,
                letter,
                body,
                look_first,
                since,
                file: format!(
                    "{}/{file}.txt",
                    if look_first { LOOK_FIRST } else { LETTERS }
                ),
            }),
            // A template that fails fails for many.
            Err(finding) if findings.contains(&finding) => {}
            Err(finding) => findings.push(finding),
        }
    }
    if !findings.is_empty() {
        return Err(findings);
    }
    // Whoever was told the same is sent nothing; what a person looks at first they look at again.
    let is_left_out =
        |one: &Posted| one.since == Some(Since::Unchanged) && !one.look_first && !request.all;
    let counts = [Since::New, Since::Changed, Since::Unchanged].map(|since| {
        let of = posted.iter().filter(|one| one.since == Some(since));
        (since, of.count())
    });
    let (mut left_out, posted): (Vec<Posted>, Vec<Posted>) =
        posted.into_iter().partition(is_left_out);
    for one in &mut left_out {
        one.file = String::new();
    }
    let mut written = set_down(&posted, &left_out, sink).map_err(one)?;
    written.since = told.as_ref().map(|_| counts);
    written.untold = told.is_none() && past.manifest.follows.is_some();
    let confirm_by = rules.call.confirm_by;
    let asks = posted.iter().any(|one| one.kind == LetterKind::Selected);
    written.too_late = confirm_by.filter(|by| asks && request.date.is_some_and(|date| date > *by));
    written.nobodys = nobodys;
    written.early = early;
    let told = posted.iter().filter(|one| one.known.told_before);
    written.told_before = told.map(|one| one.known.application.clone()).collect();
    written.lacks = lacks(
        &rules,
        applications.is_some(),
        Asks {
            to_confirm: asks,
            to_answer: posted.iter().any(|one| one.known.to_answer),
        },
        request.date,
    );
    let next = posted.iter().filter(|one| one.known.comes_next);
    written.come_next = next.map(|one| one.known.application.clone()).collect();
    if applications.is_some() && rules.letters.email.is_some() {
        let without = posted.iter().filter(|one| one.given.email.is_none());
        written.unaddressed = without.map(|one| one.known.application.clone()).collect();
    }
    let written_in = |language: &Language| posted.iter().any(|one| one.given.language == *language);
    written.untranslated = Language::ALL
        .into_iter()
        .filter(written_in)
        .map(|language| (language, rules.letters.untranslated(language)))
        .filter(|(_, keys)| !keys.is_empty())
        .collect();
    Ok(written)
}

/// The decisions about an application that are later than the day of its letter.
fn later_than(record: &Record<'_>, date: Option<Date>) -> Vec<Early> {
    let Some(date) = date else {
        return Vec::new();
    };
    let rulings = record.rulings.iter();
    let later = rulings.filter_map(|settled| {
        let on: Date = settled.when.parse().ok()?;
        (on > date).then(|| Early {
            application: record.application.to_string(),
            decision: settled.kind.word(),
            on,
        })
    });
    later.collect()
}

fn set_down(
    posted: &[Posted],
    left_out: &[Posted],
    sink: &mut dyn Sink,
) -> Result<Written, Finding> {
    for one in posted {
        let text = one.letter.plain();
        sink.file(
            &one.file,
            Box::new(move |out| out.write_all(text.as_bytes())),
        )?;
        let html = page(&one.letter, one.given.language);
        let name = one.file.trim_end_matches(".txt");
        sink.file(
            &format!("{name}.html"),
            Box::new(move |out| out.write_all(html.as_bytes())),
        )?;
    }
    let (bytes, notes) = workbook::mail_merge(posted, left_out)
        .map_err(|error| unwritable("mail-merge.xlsx", &error))?;
    sink.file(
        "mail-merge.xlsx",
        Box::new(move |out| out.write_all(&bytes)),
    )?;
    let letters = LetterKind::ALL
        .into_iter()
        .map(|kind| (kind, posted.iter().filter(|one| one.kind == kind).count()))
        .filter(|(_, count)| *count > 0)
        .collect();
    let look_first = posted.iter().filter(|one| one.look_first);
    Ok(Written {
        letters,
        look_first: look_first
            .map(|one| one.known.application.clone())
            .collect(),
        nobodys: Vec::new(),
        come_next: Vec::new(),
        since: None,
        untold: false,
        told_before: Vec::new(),
        early: Vec::new(),
        unaddressed: Vec::new(),
        untranslated: Vec::new(),
        too_late: None,
        lacks: Vec::new(),
        notes,
    })
}

/// Tries the officer's templates of these rules on somebody invented for every letter.
///
/// # Errors
/// A finding for everything that is wrong with them.
pub fn check(rules: &Rules, folder: &str, files: &[File<'_>]) -> Result<(), Vec<Finding>> {
    let own = read(folder, files)?;
    let templates = Templates::new(folder, &own)?;
    let mut findings: Vec<Finding> = Vec::new();
    for language in Language::ALL {
        for kind in LetterKind::ALL {
            for known in examples(kind, language, rules) {
                let wrong = templates.letter(kind, language, &known).err();
                let wrong = wrong.filter(|finding| !findings.contains(finding));
                findings.extend(wrong);
            }
        }
    }
    if findings.is_empty() {
        Ok(())
    } else {
        Err(findings)
    }
}

/// Gives the templates of the program to the sink, to be edited.
///
/// # Errors
/// The finding of the sink.
pub fn print_templates(sink: &mut dyn Sink) -> Result<(), Finding> {
    DEFAULTS.iter().try_for_each(|(name, text)| {
        sink.file(name, Box::new(|out| out.write_all(text.as_bytes())))
    })
}

fn read(folder: &str, files: &[File<'_>]) -> Result<Vec<Template>, Vec<Finding>> {
    let mut templates = Vec::new();
    let mut findings = Vec::new();
    for file in files {
        let location = || Location::File(format!("{folder}/{}", file.name()));
        let wrong = |message: String| Finding::new(Code::Template, location(), message);
        match file.bytes().map(String::from_utf8) {
            Ok(Ok(text)) => templates.push(Template {
                name: file.name().to_owned(),
                text: text.trim_start_matches('\u{feff}').to_owned(),
            }),
            Ok(Err(_)) => findings.push(
                wrong("the template is not UTF-8 text".to_owned())
                    .help("save it as UTF-8 in the editor"),
            ),
            Err(error) => findings.push(wrong(format!("cannot be read: {}", refusal(&error)))),
        }
    }
    if findings.is_empty() {
        Ok(templates)
    } else {
        Err(findings)
    }
}
