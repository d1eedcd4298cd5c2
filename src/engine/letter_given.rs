//! What letters know of somebody from the applications: name, address and language.

use jiff::civil::Date;

use crate::answers::Applications;
use crate::base::ids::ApplicationId;
use crate::papers::explanation::{Own, personal_answers};
use crate::papers::letters::Given;
use crate::rules::{Field, FieldId, Rules};
use crate::values::{Reading, Value};

/// What is known of somebody from the applications; of nobody more than the language where there are none.
pub(super) fn given(
    rules: &Rules,
    read: Option<(&Applications, ApplicationId)>,
    date: Option<Date>,
) -> Given {
    let letters = &rules.letters;
    let Some((applications, id)) = read else {
        return Given {
            language: letters.language,
            date,
            ..Given::default()
        };
    };
    let answers = |of: FieldId| -> Vec<Own> {
        let name = &rules.form.fields[of].name;
        let wanted = |field: &Field| field.name == *name;
        personal_answers(rules, applications, id, &wanted)
    };
    let text = |of: FieldId| {
        let answers = answers(of);
        let mut texts = answers.into_iter().map(|own| own.text.trim().to_owned());
        texts.find(|text| !text.is_empty())
    };
    let is_read = |of: FieldId| matches!(applications.reading(id, of), Reading::Value(_));
    let name: Vec<String> = letters.name.iter().copied().filter_map(text).collect();
    let chosen = letters.language_field.and_then(|of| {
        let Reading::Value(Value::Choices(choices)) = applications.reading(id, of) else {
            return None;
        };
        let options = rules.form.fields[of].kind.options()?;
        let [option] = choices.chosen[..] else {
            return None;
        };
        let (option, _) = options.options.get(usize::from(option))?;
        Some(option.as_str())
    });
    Given {
        language: letters.language_of(chosen),
        name: (!name.is_empty()).then(|| name.join(" ")),
        // Several addresses, or half of one, would reach somebody else.
        email: letters.email.filter(|of| is_read(*of)).and_then(text),
        date,
        told_before: false,
    }
}
