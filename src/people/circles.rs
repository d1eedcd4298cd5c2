//! Applications that are the same or alike in everything a rule compares, found by sorting keys.

use crate::domain::spelling::fold;
use crate::domain::{Reading, Value, alike, letters};
use crate::finding;
use crate::normalise::Applications;
use crate::normalise::symbols::{Symbol, Symbols};
use crate::rules::{Alike, Duplicates, FieldId, Form, Kind};

/// What answers of a field have in common that are alike; answers that fold to the same are.
pub fn key(kind: &Kind, text: &str) -> String {
    match kind {
        Kind::Text => alike::name(text),
        Kind::Email => alike::email(text),
        Kind::Id => letters::looks(text),
        _ => fold(text),
    }
}

/// Sets of two or more applications that are alike by the rule, each as the sets in it that are the same; all ordered by id.
/// A blank is like nothing. Only those `wanted` count.
pub(super) fn circles(
    rule: &Duplicates,
    form: &Form,
    applications: &Applications,
    wanted: impl Fn(usize) -> bool,
) -> Vec<Vec<Vec<usize>>> {
    let fields: Vec<Codes> = rule.same.iter().filter_map(|field| codes(rule, *field, form, applications)).collect();
    let code = |application: usize, field: &Codes| {
        field.codes.get(applications.symbol(application, field.field)).copied().flatten()
    };
    // A million rows have no room for a list of codes each; almost all of them differ in the first field already.
    let first = |application: usize| Some(code(application, fields.first()?)?.alike);
    let mut keyed: Vec<(Symbol, usize)> =
        (0..applications.len()).filter_map(|application| Some((first(application)?, application))).collect();
    keyed.sort_unstable();
    let mut circles = Vec::new();
    for run in keyed.chunk_by(|left, right| left.0 == right.0).filter(|run| run.len() > 1) {
        let whole = |(_, application): &(Symbol, usize)| -> Option<Member> {
            let all: Vec<Code> = fields.iter().map(|field| code(*application, field)).collect::<Option<_>>()?;
            Some(Member {
                alike: all.iter().map(|code| code.alike).collect(),
                same: all.iter().map(|code| code.same).collect::<Option<_>>().ok_or(*application),
                application: *application,
            })
        };
        let mut run: Vec<Member> = run.iter().filter(|(_, member)| wanted(*member)).filter_map(whole).collect();
        run.sort_unstable();
        for circle in run.chunk_by(|left, right| left.alike == right.alike).filter(|circle| circle.len() > 1) {
            let same = circle.chunk_by(|left, right| left.same == right.same);
            let mut sets: Vec<Vec<usize>> =
                same.map(|same| same.iter().map(|member| member.application).collect()).collect();
            sets.sort_unstable();
            circles.push(sets);
        }
    }
    // Symbols follow the rows; what two circles both find must be asked in the words of the same one, however the rows stand.
    circles.sort_unstable();
    circles
}

/// An application with what it is compared by. Where an answer looks like another and cannot be read, it is the same as none.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Member {
    alike: Vec<Symbol>,
    same: Result<Vec<Symbol>, usize>,
    application: usize,
}

/// A field's answers as numbers, by their symbol; none for a blank and for what cannot be read.
struct Codes {
    field: FieldId,
    codes: Vec<Option<Code>>,
}

/// Equal numbers for answers that are alike, and that are the same.
#[derive(Clone, Copy)]
struct Code {
    alike: Symbol,
    same: Option<Symbol>,
}

fn codes(rule: &Duplicates, field: FieldId, form: &Form, applications: &Applications) -> Option<Codes> {
    let kind = &form.fields.get(field.0)?.kind;
    let texts = applications.distinct(field)?;
    let (mut same, mut keys) = (Symbols::default(), Symbols::default());
    let mut code = |(symbol, reading): (Symbol, &Reading)| match reading {
        Reading::Unreadable(problem) if rule.alike == Alike::Ask && problem.code == finding::Code::LookAlike => {
            Some(Code { alike: keys.intern(&key(kind, texts.text(symbol))), same: None })
        }
        Reading::Value(Value::Choices(choices)) if choices.unread.is_some() => None,
        Reading::Blank | Reading::Unreadable(_) => None,
        Reading::Value(value) => {
            let (said, key) = match value {
                Value::Text => (fold(texts.text(symbol)), key(kind, texts.text(symbol))),
                // Dates and countries are the same however they are written.
                _ => (format!("{value:?}"), format!("{value:?}")),
            };
            let same = same.intern(&said);
            let alike = if rule.alike == Alike::Ask { keys.intern(&key) } else { same };
            Some(Code { alike, same: Some(same) })
        }
    };
    let codes = (0..).zip(applications.readings(field)).map(&mut code).collect();
    Some(Codes { field, codes })
}
