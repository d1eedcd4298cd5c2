//! Criteria that a person answered: the deadline of a late application, or any other against the rules.

use super::{Key, Kind, Ruling, RulingsDone, RulingsPending, done, idle};
use crate::answers::Applications;
use crate::base::finding::{Code, Finding, Location};
use crate::base::ids::{ApplicationId, Per};
use crate::judge::Judgement;
use crate::rules::CriterionId;
use crate::values::spelling::{self, fold, quoted};
use crate::values::{Answer, Sort};

impl RulingsPending<'_> {
    /// Answers criteria.
    pub fn verdicts(
        &mut self,
        applications: &Applications,
        judgements: &mut Per<ApplicationId, Judgement>,
    ) {
        for (at, ruling) in self.open(&[Kind::AcceptLate, Kind::Override]) {
            let Some(application) = self.application(ruling, applications) else {
                continue;
            };
            let judgement = &mut judgements[application];
            let criterion = match ruling.kind {
                Kind::AcceptLate => Some(CriterionId::DEADLINE),
                _ => self
                    .rules
                    .criteria
                    .iter()
                    .position(|criterion| criterion.id == ruling.about)
                    .map(CriterionId),
            };
            if criterion.is_some_and(|criterion| {
                self.again(at, ruling, Key::Criterion(application, criterion))
            }) {
                continue;
            }
            let verdict = match ruling.kind {
                Kind::AcceptLate => self.late(ruling, judgement),
                _ => self.against_the_rules(ruling, judgement),
            };
            let Some((criterion, met)) = verdict else {
                continue;
            };
            let was = judgement.answer(criterion).words().to_owned();
            judgement.decide(criterion, met);
            self.verdicts
                .entry(application)
                .or_default()
                .push((criterion, met));
            let id = applications.id(application).into_owned();
            let about = self.rules.criteria[criterion].id.clone();
            let answer = Answer::from(met).words().to_owned();
            let done = done(
                ruling,
                Sort::Criterion,
                &id,
                applications.location(application),
                was,
                false,
            );
            self.carried_out(
                at,
                super::RulingDone {
                    about,
                    answer,
                    ..done
                },
            );
        }
    }

    fn late(&mut self, ruling: &Ruling, judgement: &Judgement) -> Option<(CriterionId, bool)> {
        let (wrong, help) = match judgement.answer(CriterionId::DEADLINE) {
            Answer::NotMet => return Some((CriterionId::DEADLINE, true)),
            Answer::Met => (
                "the application is not late".to_owned(),
                "remove the row".to_owned(),
            ),
            Answer::Unclear => {
                let submitted = self.rules.form.fields.find(self.rules.call.submitted);
                let submitted = submitted.map_or("", |field| field.name.as_str());
                (
                    "it is not known whether the application is late".to_owned(),
                    format!("when it was sent is `{submitted}`; the decision is `clarify`"),
                )
            }
        };
        self.errors.push(idle(&ruling.cells.kind, wrong).help(help));
        None
    }

    fn against_the_rules(
        &mut self,
        ruling: &Ruling,
        judgement: &Judgement,
    ) -> Option<(CriterionId, bool)> {
        let criteria = &self.rules.criteria;
        let Some(criterion) = criteria
            .iter()
            .position(|criterion| criterion.id == ruling.about)
            .map(CriterionId)
        else {
            let finding = idle(
                &ruling.cells.about,
                format!("the rules have no criterion {}", quoted(&ruling.about)),
            );
            if self
                .rules
                .form
                .fields
                .iter()
                .any(|field| field.name == ruling.about)
            {
                self.errors
                    .push(finding.help("it is a field: the decision is `clarify` or `correct`"));
                return None;
            }
            let near = spelling::nearest(
                &ruling.about,
                criteria.iter().map(|criterion| criterion.id.as_str()),
            );
            self.errors.push(match near {
                Some(near) => finding.help(format!("did you mean `{near}`?")),
                None => finding,
            });
            return None;
        };
        let met = match fold(&ruling.answer).replace('-', " ").as_str() {
            "met" => true,
            "not met" => false,
            _ => {
                let wrong = format!("{} is no answer to a criterion", quoted(&ruling.answer));
                let location = Location::Input(ruling.cells.answer.clone());
                self.errors.push(
                    Finding::new(Code::RulingUnreadable, location, wrong)
                        .help("write `met` or `not met`"),
                );
                return None;
            }
        };
        if criterion == CriterionId::DEADLINE {
            let help = "to take a late application the decision is `accept-late`";
            self.errors
                .push(idle(&ruling.cells.about, "the deadline is not overridden").help(help));
            return None;
        }
        if judgement.answer(criterion) == Answer::from(met) {
            let wrong = format!(
                "the criterion is {} by the rules already",
                Answer::from(met).words()
            );
            self.errors
                .push(idle(&ruling.cells.answer, wrong).help("remove the row"));
            return None;
        }
        Some((criterion, met))
    }
}

impl RulingsDone {
    /// Answers the criteria of an application that a person has answered.
    pub fn judge(&self, application: ApplicationId, judgement: &mut Judgement) {
        for (criterion, met) in self.verdicts.get(&application).into_iter().flatten() {
            judgement.decide(*criterion, *met);
        }
    }
}
