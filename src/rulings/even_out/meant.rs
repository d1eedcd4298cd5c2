//! Which field a decision to even out is about, and why it is about none that can be.

use super::super::{DecidedBefore, Kind, Ruling, RulingsPending, idle};
use super::MOST;
use crate::answers::Applications;
use crate::answers::even_out::Method;
use crate::base::finding::{Code, Finding, Location};
use crate::rules::{Field, FieldId};
use crate::rulings::FORGOTTEN;
use crate::values::spelling::{fold, nearest, quoted};

impl RulingsPending<'_> {
    /// The field and the method that are meant.
    pub(super) fn meant(
        &self,
        ruling: &Ruling,
        applications: &Applications,
    ) -> Result<(FieldId, Method), Finding> {
        let about = |wrong: String, help: &str| {
            let finding = idle(&ruling.cells.about, wrong);
            Err(match help {
                "" => finding,
                help => finding.help(help),
            })
        };
        let Some((field, form)) = self.called(&ruling.about) else {
            let wrong = format!("the rules have no field {}", quoted(&ruling.about));
            return about(wrong, &self.which(&ruling.about));
        };
        let name = &form.name;
        if !form.kind.is_rating() {
            let wrong = format!("`{name}` is no field of ratings");
            return about(wrong, &self.which(""));
        }
        if form.assessors.len() < 2 {
            let wrong =
                format!("`{name}` is rated by one assessor, who has nobody to be held against");
            return about(wrong, &self.which(""));
        }
        if form.personal {
            let wrong = format!(
                "`{name}` is personal: what was given stands in no record, and could not be shown beside what counts"
            );
            return about(wrong, "take the decision out of the file");
        }
        if form.later {
            let wrong = format!("`{name}` counts in a later stage only");
            return about(wrong, "give the decision when that stage is made");
        }
        let rules = self.rules;
        let mut subjects = rules.ranked_and_seated_by();
        subjects.extend(rules.criteria.iter().flat_map(|one| one.test.subjects()));
        if !rules.fields_behind(subjects).contains(&field) {
            let wrong = format!("no rule looks at `{name}`, so that nothing would be another");
            return about(wrong, "take the decision out of the file");
        }
        let Some(method) = Method::called(&fold(&ruling.answer)) else {
            let here = Location::Input(ruling.cells.answer.clone());
            let wrong = format!("{} is no way to even ratings out", quoted(&ruling.answer));
            let finding = Finding::new(Code::RulingUnreadable, here, wrong);
            return Err(finding
                .help("write `mean` or `rank`; `intake spread RUN` tells what comes out by each"));
        };
        let was_decided = |all: &[DecidedBefore]| {
            let mut all = all.iter();
            all.any(|one| one.field == *name && one.by == method)
        };
        if let Some(before) = &self.rulings.stage_before {
            let told = rules.at_stage_before();
            let was_read = told.is_some_and(|told| !told.form.fields[field].later);
            if was_read && !was_decided(&before.evened_out) {
                let wrong = format!(
                    "`{name}` counted in the stage “{}”, whose shortlist people were told by other numbers",
                    before.title
                );
                let help = "what was told stands: take the decision out of the file, or make that stage anew with it";
                return about(wrong, help);
            }
        }
        if let Some(follows) = &self.rulings.follows
            && !was_decided(&follows.evened_out)
        {
            let wrong = format!(
                "the run before was not made with `{name}` evened out by {}, and people were told their seats by it",
                method.word()
            );
            let help = "a replacement is of the same ratings, so that nothing but the seats given back can move anybody: take the decision out of the file";
            return about(wrong, help);
        }
        let many = applications.len();
        if many > MOST {
            let wrong = format!(
                "there are {many} applications, and ratings are evened out for up to {MOST}, for which it is told what comes of it"
            );
            return about(
                wrong,
                "take the decision out of the file: ratings count as they were given",
            );
        }
        Ok((field, method))
    }

    /// A field by its name, or by a title that no other has.
    fn called(&self, text: &str) -> Option<(FieldId, &Field)> {
        let fields = || self.rules.form.fields.each();
        let named = fields().find(|(_, form)| fold(&form.name) == fold(text));
        named.or_else(|| {
            let mut titled = fields().filter(|(_, form)| form.is_called(text));
            titled.next().filter(|_| titled.next().is_none())
        })
    }

    /// Which fields can be meant, the one that is nearly written first.
    fn which(&self, text: &str) -> String {
        let can_be = |form: &&Field| {
            form.kind.is_rating() && form.assessors.len() > 1 && !form.personal && !form.later
        };
        let fields = self.rules.form.fields.iter().filter(can_be);
        let names: Vec<&str> = fields.map(|form| form.name.as_str()).collect();
        if let Some(near) = nearest(text, names.iter().copied()).filter(|_| !text.is_empty()) {
            return format!("did you mean `{near}`?");
        }
        let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        match names.as_slice() {
            [] => "the rules have no field that several assessors rate: take the decision out of the file".to_owned(),
            _ => format!("ratings by several assessors are {}", names.join(", ")),
        }
    }

    /// What a run before was made by must stand here as well where its numbers still count.
    pub(super) fn missing_of_before(&mut self) {
        let stage = self.rulings.stage_before.iter();
        let stage = stage.flat_map(|before| {
            let title = format!("the stage “{}”", before.title);
            before
                .evened_out
                .iter()
                .map(move |one| (title.clone(), one))
        });
        let round = self.rulings.follows.iter();
        let round = round.flat_map(|follows| &follows.evened_out);
        let round = round.map(|one| ("the run before".to_owned(), one));
        let mut missing = Vec::new();
        for (which, one) in stage.chain(round) {
            let mut named = self.rulings.all.iter();
            let is_named = |ruling: &Ruling| {
                let called = self.called(&ruling.about);
                ruling.kind == Kind::EvenOut
                    && called.is_some_and(|(_, form)| form.name == one.field)
            };
            let mut fields = self.rules.form.fields.iter();
            let is_here = fields.any(|form| form.name == one.field);
            // One that was refused has been said.
            if !is_here || named.any(is_named) {
                continue;
            }
            let message = format!(
                "{which} knows a decision about {} (`{}`, {}, {}) that is missing here",
                one.field,
                Kind::EvenOut.word(),
                one.who,
                one.when
            );
            let at = Location::File("decisions".to_owned());
            missing.push(Finding::new(Code::RulingIdle, at, message).help(FORGOTTEN));
        }
        self.errors.extend(missing);
    }
}
