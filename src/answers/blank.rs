//! Missing answers: texts that say nothing was answered. Who will not answer has given an answer:
//! nobody who has declined is asked again, and no rule may count it as anything.

use crate::values::spelling::fold;
use crate::values::{Reading, Value, Wrong};

/// What people and programs write where there is no answer. A field's own spellings go before these.
#[rustfmt::skip]
const BLANK: &[&str] = &[
    "", "-", "--", "---", "–", "—", "−", "/", ".", "...", "n/a", "n.a.", "n.a", "na", "none",
    "nil", "null", "no answer", "not applicable",
];

/// What people write, or forms offer, who will not answer.
#[rustfmt::skip]
const DECLINED: &[&str] = &[
    "prefer not to say", "prefer not to answer", "prefer not to disclose", "i prefer not to say",
    "i prefer not to answer", "i'd rather not say", "rather not say", "decline to answer",
    "decline to state", "i do not wish to answer", "i do not want to answer", "keine angabe",
    "möchte ich nicht sagen", "je préfère ne pas répondre", "préfère ne pas répondre",
    "je ne souhaite pas répondre", "prefiero no decirlo", "prefiero no contestar",
    "preferisco non rispondere", "prefiro não responder", "wolę nie odpowiadać",
    "nechci odpovídat", "nechcem odpovedať", "ne želim odgovoriti", "ne želim da odgovorim",
    "не желим да одговорим", "не желая да отговоря", "не сакам да одговорам", "не хочу отвечать",
    "предпочитаю не отвечать", "не хочу відповідати", "волію не відповідати",
    "prefer să nu răspund", "nem kívánok válaszolni", "belirtmek istemiyorum",
    "cevap vermek istemiyorum", "preferoj të mos përgjigjem", "δεν επιθυμώ να απαντήσω",
    "en halua vastata", "vill inte svara", "vill ej svara", "ønsker ikke å svare",
    "ønsker ikke at svare", "zeg ik liever niet", "wil ik niet zeggen",
];

/// More than the bytes of any of these.
const LONGEST: usize = 96;

/// Whether a cell says that nothing was answered.
pub(crate) fn is_blank(text: &str) -> bool {
    text.is_empty() || is_one_of(text, BLANK)
}

fn declines(text: &str) -> bool {
    is_one_of(text, DECLINED)
}

fn is_one_of(text: &str, words: &[&str]) -> bool {
    // Every name of a large pile comes this way, so nothing is allocated. Large and small letters of these words are equally long.
    let same = |word: &&str| {
        if text.is_ascii() {
            word.eq_ignore_ascii_case(text)
        } else {
            text.chars().flat_map(char::to_lowercase).eq(word.chars())
        }
    };
    text.len() <= LONGEST
        && words
            .iter()
            .filter(|word| word.len() == text.len())
            .any(same)
}

/// How a cell is read where the field has words of its own for no answer, and where the applicant will not answer.
pub(super) fn or<'a>(
    read: impl Fn(&str) -> Reading + Send + Sync + 'a,
    no_answer: &'a [String],
) -> Box<dyn Fn(&str) -> Reading + Send + Sync + 'a> {
    let no_answer: Vec<String> = no_answer.iter().map(|word| fold(word)).collect();
    Box::new(move |text| {
        if !no_answer.is_empty() && no_answer.contains(&fold(text.trim_end_matches([';', ',']))) {
            return Reading::Blank;
        }
        match read(text) {
            Reading::Unreadable(_) if declines(text) => Wrong::Declined.into(),
            Reading::Value(Value::Text) if declines(text) => Wrong::Declined.into(),
            Reading::Value(Value::Choices(choices))
                if choices.other && choices.chosen.is_empty() && declines(text) =>
            {
                Wrong::Declined.into()
            }
            reading => reading,
        }
    })
}
