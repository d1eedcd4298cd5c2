//! Letters from templates: Jinja, as minijinja has it, without what could hang or eat memory.
//!
//! A template is text and an applicant's words are values: no value is ever read as a template, and what comes out is set down as
//! text or, escaped, as a page. A template may ask (`if`), repeat (`for`) and fill the blocks of the frame (`extends`, `block`); it has
//! no way to keep what it made (`set`), to call itself, or to make long texts of short ones. What it does is counted (fuel), and so is
//! what it writes.

mod page;
mod tags;

pub use page::page;

use std::io::{self, Write};

use minijinja::value::Serde;
use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior, Value};

use self::tags::Tags;
use crate::base::finding::{Code, Finding, Location};
use crate::papers::letters::{DEFAULTS, Known, LetterKind, Text, VARIABLES};
use crate::rules::Language;
use crate::values::spelling;

/// Bytes of a template.
pub const LARGEST: usize = 1 << 16;
/// Bytes of a letter: three times what a cell of Excel holds.
const LONGEST: usize = 3 << 15;
/// Steps of a template; a letter with sixty reasons takes some thousand.
const FUEL: u64 = 50_000;
/// Loops and blocks inside each other.
const DEPTH: usize = 32;

/// A template by its path in a folder of templates, such as `en/selected.j2`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    pub name: String,
    pub text: String,
}

/// The templates of all languages, ready to be filled in.
#[derive(Debug)]
pub struct Templates<'t> {
    of_language: Vec<(Language, Environment<'t>)>,
    /// What stands before the paths of the officer's own templates in messages.
    folder: String,
    own: Vec<&'t str>,
}

impl<'t> Templates<'t> {
    /// The officer's own templates, from the folder of this name, before those of the program.
    ///
    /// # Errors
    /// A finding for everything that is wrong with them.
    pub fn new(folder: &str, own: &'t [Template]) -> Result<Self, Vec<Finding>> {
        // A frame of the officer's own may have more to fill in.
        let frames = own
            .iter()
            .filter(|template| template.name.ends_with("/frame.j2"));
        let frames: Vec<Tags<'_>> = frames.map(|frame| Tags::of(&frame.text)).collect();
        let mut findings: Vec<Finding> = own
            .iter()
            .filter_map(|template| {
                let location = Location::File(path(folder, &template.name));
                unfit(template, location, &frames)
            })
            .collect();
        let mut made = Self {
            of_language: Vec::new(),
            folder: folder.to_owned(),
            own: own.iter().map(|template| template.name.as_str()).collect(),
        };
        if !findings.is_empty() {
            return Err(findings);
        }
        for language in Language::ALL {
            let mut environment = environment();
            for (name, text) in DEFAULTS {
                let Some(short) = short(name, language) else {
                    continue;
                };
                let own = own.iter().find(|template| template.name == *name);
                let text = own.map_or(*text, |template| template.text.as_str());
                let added = environment.add_template(short, text);
                findings.extend(
                    added
                        .err()
                        .map(|error| made.refused(language, short, &error)),
                );
            }
            made.of_language.push((language, environment));
        }
        if findings.is_empty() {
            Ok(made)
        } else {
            Err(findings)
        }
    }

    /// The letter of somebody, and what of it stands inside the frame; all of it where a template of the officer's own has no frame.
    ///
    /// # Errors
    /// A finding with file, line and column, where a variable is missing or the template takes too long or writes too much.
    pub fn letter(
        &self,
        kind: LetterKind,
        language: Language,
        known: &Known,
    ) -> Result<(Text, Text), Finding> {
        let (mut written, mut body) = (Bounded(Vec::new()), Bounded(Vec::new()));
        let mut environments = self.of_language.iter();
        let environment = environments.find(|(of, _)| *of == language);
        let filled_in = environment.map(|(_, environment)| {
            let template = environment.get_template(kind.word())?;
            let mut captured =
                template.render_captured_to(Value::from(Serde(known)), &mut written)?;
            let inside =
                captured.with_state_mut(|state| state.render_block_to_write("body", &mut body));
            match inside {
                Err(error) if error.kind() == ErrorKind::UnknownBlock => Ok(()),
                inside => inside,
            }
        });
        if let Some(Err(error)) = filled_in {
            return Err(self.refused(language, kind.word(), &error));
        }
        let text = |Bounded(bytes): &Bounded| Text::new(&String::from_utf8_lossy(bytes));
        let whole = text(&written);
        let body = if body.0.is_empty() {
            whole.clone()
        } else {
            text(&body)
        };
        Ok((whole, body))
    }

    /// What is wrong with a template, in words of ours.
    fn refused(&self, language: Language, name: &str, error: &Error) -> Finding {
        let name = error.name().unwrap_or(name);
        let name = format!("{}/{name}.j2", language.code());
        let is_own = self.own.contains(&name.as_str());
        let name = if is_own {
            path(&self.folder, &name)
        } else {
            format!("(templates of Intake)/{name}")
        };
        let source = error.template_source().unwrap_or_default();
        let range = error.range().unwrap_or_default();
        let line = error.line().unwrap_or(1);
        let column = tags::column(source, range.start);
        let location = Location::File(format!("{name}:{line}:{column}"));
        let at = source.get(range).unwrap_or_default().trim();
        let finding = |message: String| Finding::new(Code::Template, location, message);
        match error.kind() {
            ErrorKind::UndefinedError => missing(at, finding),
            ErrorKind::OutOfFuel => finding("the template takes too long".to_owned())
                .help("look for a `for` inside another one"),
            ErrorKind::WriteFailure => {
                finding(format!("the letter is longer than {LONGEST} bytes"))
                    .help("look for a `for` inside another one")
            }
            ErrorKind::TemplateNotFound => {
                finding("there is no such template to extend".to_owned())
                    .help("a letter extends the frame: `{% extends \"frame\" %}`")
            }
            kind => {
                let said = error
                    .detail()
                    .map_or_else(|| kind.to_string(), str::to_owned);
                finding(format!("the template cannot be used: {said}"))
            }
        }
    }
}

/// Of a variable that is not there: what gives it.
fn missing(at: &str, finding: impl FnOnce(String) -> Finding) -> Finding {
    let first = at.split(['.', '|', ' ']).next().unwrap_or_default();
    let known = VARIABLES.iter().find(|variable| variable.name == first);
    match known.and_then(|variable| variable.given_by) {
        Some(given_by) => {
            finding(format!("`{first}` is not known of every such applicant")).help(format!(
                "it is there {given_by}; where it may be missing, ask first: `{{% if {first} %}}`"
            ))
        }
        None => finding(format!("there is no `{at}`"))
            .help("docs/letters.md has a table of what templates can use"),
    }
}

fn environment<'t>() -> Environment<'t> {
    // No filters and functions but these: others make long texts of short ones.
    let mut environment = Environment::empty();
    // What is missing may be asked about and never be written: a blank in a letter is nobody's decision.
    environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    environment.set_debug(true);
    environment.set_fuel(Some(FUEL));
    environment.set_recursion_limit(DEPTH);
    environment.add_filter("length", |value: Value| {
        value
            .len()
            .ok_or_else(|| Error::new(ErrorKind::InvalidOperation, "this has no length"))
    });
    environment.add_filter("upper", |text: &str| text.to_uppercase());
    environment.add_filter("lower", |text: &str| text.to_lowercase());
    environment.add_test("defined", |value: Value| !value.is_undefined());
    environment
}

/// What is wrong with a template before anything is filled in.
fn unfit(template: &Template, location: Location, frames: &[Tags<'_>]) -> Option<Finding> {
    let finding = |location, message: String| Finding::new(Code::Template, location, message);
    if !DEFAULTS.iter().any(|(name, _)| *name == template.name) {
        let names = DEFAULTS.iter().map(|(name, _)| *name);
        let help = match spelling::nearest(&template.name, names) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`intake letters --print-templates DIR` writes all of them, by their names"
                .to_owned(),
        };
        return Some(
            finding(location, "no letter has a template of this name".to_owned()).help(help),
        );
    }
    if template.text.len() > LARGEST {
        return Some(finding(
            location,
            format!("the template is larger than {LARGEST} bytes"),
        ));
    }
    let tags = Tags::of(&template.text);
    if let Some((at, message)) = tags.refused() {
        return Some(
            finding(at_byte(&location, &template.text, at), message)
                .help("templates have `if`, `for`, `block` and `extends`, and the filters `length`, `upper` and `lower`"),
        );
    }
    if template.text.trim().is_empty() {
        let words = "the template is empty, and so would be the letter".to_owned();
        return Some(
            finding(location, words).help("remove the file to use the template of Intake"),
        );
    }
    let is_frame = template.name.ends_with("/frame.j2");
    let of_frames = || frames.iter().flat_map(Tags::blocks).map(|(_, name)| name);
    let is_filled_in = |name: &str| BLOCKS.contains(&name) || of_frames().any(|own| own == name);
    let nowhere = tags
        .blocks()
        .find(|(_, name)| !is_frame && !is_filled_in(name));
    if let Some((at, name)) = nowhere {
        let help = match spelling::nearest(name, BLOCKS) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!(
                "the frame has the blocks {}",
                BLOCKS.map(|name| format!("`{name}`")).join(" and ")
            ),
        };
        let words = format!(
            "the frame has no block `{name}`, so that nothing of it would be in the letter"
        );
        return Some(finding(at_byte(&location, &template.text, at), words).help(help));
    }
    let environment = environment();
    // What cannot be parsed is said by whoever parses it.
    let parsed = environment.template_from_str(&template.text).ok()?;
    let mut unknown: Vec<String> = parsed
        .undeclared_variables(false)
        .into_iter()
        .filter(|name| !VARIABLES.iter().any(|variable| variable.name == name))
        .collect();
    unknown.sort_by_key(|name| tags.position(name));
    let name = unknown.first()?;
    let near = spelling::nearest(name, VARIABLES.iter().map(|variable| variable.name));
    let help = near.map_or_else(
        || "docs/letters.md has a table of what templates can use".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    let at = at_byte(&location, &template.text, tags.position(name).unwrap_or(0));
    Some(finding(at, format!("there is no variable `{name}`")).help(help))
}

/// What letters fill in of the frame.
const BLOCKS: [&str; 2] = ["body", "review"];

fn at_byte(location: &Location, text: &str, at: usize) -> Location {
    let line = text
        .get(..at)
        .unwrap_or_default()
        .matches('\n')
        .count()
        .saturating_add(1);
    match location {
        Location::File(name) => Location::File(format!("{name}:{line}:{}", tags::column(text, at))),
        other => other.clone(),
    }
}

fn path(folder: &str, name: &str) -> String {
    if folder.is_empty() {
        name.to_owned()
    } else {
        format!("{folder}/{name}")
    }
}

/// What templates of one language call another: `frame` of `en/frame.j2`.
fn short(name: &'static str, language: Language) -> Option<&'static str> {
    name.strip_prefix(language.code())?
        .strip_prefix('/')?
        .strip_suffix(".j2")
}

/// Takes as much as a letter may have.
struct Bounded(Vec<u8>);

impl Write for Bounded {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        if self.0.len().saturating_add(buffer.len()) > LONGEST {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(buffer);
        Ok(buffer.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
