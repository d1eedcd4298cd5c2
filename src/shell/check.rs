//! `intake check`: rules alone, or held against applications.

use std::path::{Path, PathBuf};

use super::files::files;
use super::inputs::{load_rules, refuse};
use super::{Exit, Screen, letters, mistaken};
use intake::base::counted::count;
use intake::base::finding::{self, Code, Finding, Location};
use intake::engine::check::Held;
use intake::engine::{self, Pile};
use intake::out;
use intake::papers::{summary, to_sign};
use intake::rules::Rules;
use intake::study::analyse;
use intake::table;
use intake::values::escape;
use intake::words::sentences;

/// How the rules are said as sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sentences {
    /// After everything else that there is to say.
    Text,
    /// A page to be signed.
    Html,
}

pub(super) fn check(
    path: &Path,
    (paths, ratings): (&[PathBuf], &[PathBuf]),
    reading: &table::Options,
    (as_sentences, with_notes): (Option<Sentences>, bool),
    screen: &mut Screen<'_>,
) -> Result<Exit, Exit> {
    let rules = load_rules(path, screen)?;
    // A page is all there is on standard output, so that it can be sent into a file.
    let aside = as_sentences == Some(Sentences::Html);
    let say = |screen: &mut Screen<'_>, text: &str| {
        if aside {
            screen.warn(text);
        } else {
            screen.say(text);
        }
    };
    let (findings, notes): (Vec<_>, Vec<_>) = analyse::analyse(&rules)
        .into_iter()
        .partition(|found| with_notes || found.severity() != finding::Severity::Note);
    let is_unusable = engine::refuses(&findings);
    let valid = if is_unusable {
        "can be read, and nobody can be selected by it"
    } else {
        "valid"
    };
    let balance = match rules.balance.len() {
        0 => String::new(),
        many => format!(", {}", count(many, "balance rule", "balance rules")),
    };
    say(
        screen,
        &format!(
            "{}: {valid}; {} with the deadline, {}, {}, {}{balance}\n",
            escape::visible(&rules.file.name),
            count(rules.criteria.len(), "criterion", "criteria"),
            count(rules.measures.len(), "measure", "measures"),
            count(rules.places.groups.len(), "group", "groups"),
            count(rules.places.cap, "place", "places")
        ),
    );
    let open = analyse::unfinished::unfinished(&rules);
    let underlined = screen.underlined(&rules.file, &open);
    say(screen, &underlined);
    if !open.is_empty() {
        let unsettled = count(open.len(), "place is", "places are");
        say(
            screen,
            &format!(
                "  {unsettled} still to be settled; until then `select` refuses these rules\n"
            ),
        );
    }
    let underlined = screen.underlined(&rules.file, &findings);
    say(screen, &underlined);
    // Who holds the rules against a file looks for something else.
    if !notes.is_empty() && paths.is_empty() {
        let notes = count(
            notes.len(),
            "note about what the rules do",
            "notes about what the rules do",
        );
        say(screen, &format!("  {notes}: --notes shows them\n"));
    }
    match as_sentences {
        None => {}
        Some(Sentences::Text) => {
            let text = sentences::sentences(&rules);
            screen.say(&format!("\n{}", escape::visible_lines(&text)));
        }
        // Nobody signs what nobody can be selected by.
        Some(Sentences::Html) if is_unusable => {}
        Some(Sentences::Html) => {
            screen.say(&out::to_sign::to_sign(&to_sign::to_sign(
                &rules,
                open.len(),
            )));
        }
    }
    if is_unusable {
        return Ok(Exit::Usage);
    }
    if let Err(findings) = templates(&rules, path, screen) {
        screen.warn_of(&findings);
        return Err(Exit::Usage);
    }
    if let (true, Some(first)) = (paths.is_empty(), ratings.first()) {
        let name = first.file_name().unwrap_or(first.as_os_str());
        let at = Location::File(name.to_string_lossy().into_owned());
        let message = "ratings are joined with applications, and none are given";
        let finding = Finding::new(Code::RatedNobody, at, message);
        let help =
            "give the applications as well: `intake check RULES APPLICATIONS --ratings FILE`";
        return Err(refuse(&[finding.help(help)], screen));
    }
    if paths.is_empty() {
        return Ok(Exit::Done);
    }
    if let Some(finding) = mistaken::rules_among(paths) {
        return Err(refuse(&[finding], screen));
    }
    let pile = Pile {
        applications: &files(screen.disk, paths),
        ratings: &files(screen.disk, ratings),
        rulings: &[],
        reading,
        follows: None,
        stage_before: None,
    };
    // What only later stages ask for need not be there yet.
    let rules = rules.at_first_stage();
    let Held {
        checked,
        noticed,
        far,
    } = engine::check::held(&rules, pile).map_err(|found| refuse(&found, screen))?;
    screen.warn_of(&noticed);
    for sheet in &checked.sheets {
        say(screen, &summary::read(&rules, sheet));
    }
    for (number, sheet) in (1..).zip(&checked.ratings) {
        say(screen, &summary::ratings_read(&rules, number, sheet));
    }
    let underlined = screen.underlined(&rules.file, far.as_slice());
    say(screen, &underlined);
    say(screen, &summary::findings(&checked.findings));
    let found = noticed.iter().chain(&checked.findings);
    let questions = found
        .filter(|found| found.severity() == finding::Severity::Question)
        .count();
    say(
        screen,
        &format!(
            "{} to be asked about; nothing was decided\n",
            count(questions, "kind of answer", "kinds of answers")
        ),
    );
    Ok(if questions == 0 {
        Exit::Done
    } else {
        Exit::Questions
    })
}

/// Tries the templates of letters that the rules name, on somebody invented for every letter.
fn templates(rules: &Rules, path: &Path, screen: &Screen<'_>) -> Result<(), Vec<Finding>> {
    let Some(name) = &rules.letters.templates else {
        return Ok(());
    };
    let folder = path.parent().unwrap_or(Path::new("")).join(name);
    let own = letters::in_folder(screen.disk, &folder).map_err(|finding| vec![finding])?;
    engine::letters::check(rules, name, &own)
}
