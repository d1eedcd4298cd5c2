//! What an assessor writes where they may say that they take no part: nothing, a plain no, a word that says so, or a sentence that may mean
//! either.

use crate::answers::blank::is_blank;
use crate::answers::types::rating::abstain;
use crate::values::spelling::{fold, fold_words};
use crate::values::yes_no::{self, Says};

/// What such a cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Takes,
    TakesNone,
    /// Nobody but the assessor knows.
    Unclear,
}

/// Words of a denial, in the languages of the words for yes and no that people write in sentences; some are words for no themselves.
#[rustfmt::skip]
const DENIALS: [&str; 61] = [
    "no", "not", "none", "never", "without", "nein", "kein", "keine", "keinen", "keiner", "keinerlei", "nicht", "ohne", "non", "pas", "aucun", "aucune",
    "sans", "ningun", "ninguno", "ninguna", "sin", "nenhum", "nenhuma", "não", "nao", "nessun", "nessuno", "nessuna", "нет", "не", "нету", "без", "никакого",
    "никаких", "ні", "немає", "нема", "ne", "nema", "nemam", "nije", "bez", "nie", "brak", "żaden", "żadnego", "nu", "niciun", "nicio", "nem", "nincs", "yok",
    "hayır", "hayir", "değil", "jo", "όχι", "δεν", "არა", "ոչ",
];

/// Words that may stand beside a plain no: what is denied.
#[rustfmt::skip]
const DENIED: [&str; 39] = [
    "conflict", "conflicts", "of", "interest", "interests", "any", "coi", "konflikt", "konflikte", "interessenkonflikt", "interessenkonflikte", "befangen",
    "befangenheit", "conflit", "conflits", "d", "de", "interet", "intérêt", "intérêts", "conflicto", "conflictos", "interés", "intereses", "conflito",
    "conflitto", "конфликт", "конфликта", "конфликтов", "конфлікту", "інтересів", "интересов", "интереса", "сукоб", "сукоба", "sukob", "sukoba", "interesa",
    "konfliktu",
];

/// What a cell says; `own` are the rules' own words for taking no part.
pub(super) fn part(text: &str, own: &[String]) -> Part {
    let bare = text.trim().trim_end_matches(['.', '!', ',', ';']).trim();
    if is_blank(text.trim()) || is_blank(bare) {
        return Part::Takes;
    }
    match yes_no::find(bare) {
        Some(Says::No) => return Part::Takes,
        Some(Says::Yes) => return Part::TakesNone,
        // `ne` is no in one language and yes in another; of a cross nobody asks what it means here.
        Some(Says::Ask(_)) | None => {}
    }
    if abstain::says(bare, own) {
        return Part::TakesNone;
    }
    let folded = fold_words(&fold(bare));
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let is_denial = |word: &&str| DENIALS.contains(word);
    if !words.iter().any(is_denial) {
        return Part::TakesNone;
    }
    // `no conflict`, `kein Interessenkonflikt`: nothing else is said.
    let is_plain = |word: &&str| DENIALS.contains(word) || DENIED.contains(word);
    let is_either = matches!(yes_no::find(bare), Some(Says::Ask(_)));
    match words.iter().filter(|word| is_denial(word)).count() {
        1 if !is_either && words.iter().all(is_plain) => Part::Takes,
        _ => Part::Unclear,
    }
}
