//! Write-in answers, beside the options: which of them say nothing and must be asked about; and the
//! words by which forms and people say that none of the options is meant.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::values::language::Speech;
use crate::values::problem::Nothing;
use crate::values::spelling::{fold, fold_words};
use crate::values::{Choices, Wrong, yes_no};

type Words = LazyLock<BTreeSet<&'static str>>;

/// How form tools and people call what is beside the options, in the languages of the region.
static OTHER: Words = LazyLock::new(|| {
    "other others otro otra otros autre autres sonstiges sonstige sonstiger andere anderes andre altro altra altri outro outra \
    outros ostalo drugo drugi ostale друго други друга остало другое другой прочее іншe інше інший iнше іншае altele altul alta altceva tjetër tjeter \
    tjera tjetra diğer diger başka baska digər inne inny inna jiné jine jiná iné ine iná egyéb egyeb más άλλο αλλο muu muut annat annan andet annet \
    anders kita cits cita cits სხვა այլ бошқа башка басқа бусад дигар diger oth else"
    .split_whitespace()
    .collect()
});
/// What stands behind that in a heading or an option: please say which.
static SPECIFY: Words = LazyLock::new(|| {
    "please specify describe explain indicate state say write in which what the your answer answers option options field fields text \
    if so veuillez préciser precisez précisez spécifier bitte angeben spezifizieren especifique especifíquese especificar por favor specificare \
    specificați specificati vă va rugăm rugam să precizați navedite navesti molimo molim укажите указать уточните пожалуйста наведите молимо моля \
    посочете ве молиме вкажіть вкажить зазначте будь ласка lütfen lutfen belirtiniz belirtin ju lutem specifikoni proszę podać prosím uveďte \
    uveďte kérjük adja meg παρακαλώ διευκρινίστε something anything"
    .split_whitespace()
    .collect()
});
/// Words that say nothing of any subject: whoever writes only such words answers another question, or points to another place.
static EMPTY: Words = LazyLock::new(|| {
    "a about above after again all also an and another any anything appendix applicable application applications apply \
    applies are as asked at attached attachment be been before below biography blah both can check choice choices choose chosen clear confidential \
    could cover cv data described detail details dido different ditto do document does don done dont doc docx dunno each earlier every \
    area areas field fields not subject subjects topic topics \
    everything etc essay explained explanation fifth file first five following for form four fourth from given go had has have he here how i id idea idem \
    idk if in include included indicated info is it item items its just know known later letter list listed look many maybe me mentioned \
    more most motivation motivational multiple my na nan no nope nothing now null number o of ok okay on once one ones option options or page pdf perhaps \
    please point possible preferred previous previously provided question questions read really refer resume résumé s said same second see seen \
    selected sent several shown similar so some statement still stated sure t tbd tba tell test testing than thank thanks that the them there these they \
    this those three to todo too two undefined unknown unsure up upload uploaded various very was we whatever which will with written yes you \
    your object nd rd th st above-mentioned afore aforementioned applicant \
    advised agreed announced arranged awaiting clarified completed confirm confirmed currently decide decided defined determined discuss discussed \
    filled finalised finalized pending settled soon specified tbc undecided undetermined waiting when yet \
    naknadno kasnije uskoro poslije bit će biće dogovoriti odlučiti odlučeno još будет будут позже потом скоро уточню уточняется определено \
    определится решено решу ещё еще буде пізніше потім скоро уточнюється визначено вирішено ще накнадно касније ускоро биће још \
    à définir déterminer préciser discuter décider confirmer plus tard bientôt encore pas noch offen später spater folgt wird besprochen entschieden \
    definir determinar decidir confirmar pendiente por tarde pronto da definire decidere confermare stabilire più tardi \
    urmează stabilit decis mai târziu belirlenecek kararlaştırılacak sonra henüz do ustalenia ustalenia później bude upřesněno později neskôr \
    sve svi sva svaki oba oboje obje tri dva gore navedeno navedeni navedene pomenuto spomenuto isto isti kao vidi vidjeti videti pogledaj \
    pogledajte pismo prilog prilogu biografija ne znam nije nisam siguran sigurna da je i u od tu to \
    все всё всі сите сви сва оба обе обидва три два выше вище горе указано указанное зазначено наведено наведеното то же самое саме исто исте као што како \
    смотри см дивись див види виж погледај резюме письмо лист письме листі заявление заявлении заявка приложение не знаю знам знае так да и і у в на по \
    tout tous toutes toute les la le trois deux ci dessus comme voir lettre même idem pareil ne sais pas je oui \
    alle alles drei zwei beide oben siehe wie gleich dasselbe anhang brief lebenslauf weiß weiss nicht ich ja keine ahnung die genannten genannt \
    todo todos todas tres dos ambos arriba ver carta mismo igual no sé se como \
    tutti tutte tre due entrambi sopra vedi lettera stesso come non so sì \
    toate toți toti trei două doua ambele sus vezi scrisoare scrisoarea la fel ca nu știu stiu și \
    të gjitha gjithë tre tri dy sipër siper shih letra njëjtë njejte si nuk e di po \
    hepsi hepsini tümü tumu üçü ucu üç ikisi yukarıda yukarida yukarıdaki belirtilen bakınız bkz aynı ayni bilmiyorum evet \
    wszystkie wszystko trzy oba powyżej jak zobacz patrz list nie wiem tak \
    všechny všechno tři obě výše viz dopis nevím ano všetky tri vyššie pozri neviem áno \
    mind minden összes három kettő fent lásd levél ugyanaz nem tudom igen \
    όλα ολα όλες τρία τρεις πάνω βλέπε ίδιο δεν ξέρω ναι \
    alla tre ovan se brev samma vet inte kaikki kolme ylhäällä katso sama en tiedä visi trys visos aukščiau žr \
    բոլորը երեքը տես ყველა სამივე იხილეთ hamısı üçü yuxarıda bax барлығы баары ҳаммаси"
    .split_whitespace()
    .collect()
});

/// Letters that an answer has at least.
const WORDY: usize = 2;

/// Whether a text is nothing but a form's or a person's word for something beside the options.
pub(super) fn says_other(text: &str) -> bool {
    if fold(text) == Choices::BESIDE {
        return true;
    }
    let words = fold_words(text);
    let mut words = words.split(' ').filter(|word| !word.is_empty());
    let specifies = |word: &str| SPECIFY.contains(word) || OTHER.contains(word);
    match words.next() {
        Some("oth") => words.next().is_none(),
        Some(first @ ("something" | "anything")) => {
            !first.is_empty() && words.next() == Some("else") && words.next().is_none()
        }
        Some(first) => OTHER.contains(first) && words.all(specifies),
        None => false,
    }
}

/// Whether a heading, or the part of one behind the question, is that of the column for other answers: `Other (please specify)`.
pub(crate) fn heads_other(label: &str) -> bool {
    let folded = fold_words(label);
    let words = || folded.split(' ').filter(|word| !word.is_empty());
    let all = words().all(|word| OTHER.contains(word) || SPECIFY.contains(word));
    // `Specify other.` and `If other, please specify` as well.
    all && (words().any(|word| OTHER.contains(word)) || folded == "please specify")
}

/// Whether a heading's part behind the question begins with a word for other answers, whatever follows.
pub(super) fn begins_with_other(label: &str) -> bool {
    fold_words(label)
        .split(' ')
        .next()
        .is_some_and(|first| OTHER.contains(first))
}

/// Why an answer beside the options is no answer to the question, or may be one of the options in other words; none where it is
/// something else.
pub(super) fn asked(text: &str, speech: &Speech) -> Option<Wrong> {
    let nothing = says_nothing(text).map(Wrong::NoAnswer);
    nothing.or_else(|| speech.strange(text).map(Wrong::OtherSpeech))
}

/// Why a text is none, where a rule compares it: no letters or digits, an error of a spreadsheet, lost letters.
pub(super) fn is_no_text(text: &str) -> Option<Nothing> {
    if !text.chars().any(char::is_alphanumeric) {
        return Some(Nothing::NoWords);
    }
    says_lost(text.trim())
}

/// How a text shows that a program lost it.
fn says_lost(trimmed: &str) -> Option<Nothing> {
    if trimmed.starts_with('#')
        && trimmed.chars().count() <= 16
        && !trimmed.contains(' ')
        && !trimmed.chars().any(char::is_lowercase)
    {
        return Some(Nothing::SpreadsheetError);
    }
    has_lost_letters(trimmed).then_some(Nothing::LostLetters)
}

/// How an answer says nothing; none where it may say something.
fn says_nothing(text: &str) -> Option<Nothing> {
    let letters: Vec<char> = fold(text).chars().filter(|c| c.is_alphabetic()).collect();
    let first = letters.first();
    if letters.len() < WORDY || letters.iter().all(|letter| Some(letter) == first) {
        return Some(Nothing::NoWords);
    }
    let trimmed = text.trim();
    if let Some(lost) = says_lost(trimmed) {
        return Some(lost);
    }
    if trimmed.contains("://") || trimmed.contains('@') || trimmed.starts_with("www.") {
        return Some(Nothing::Address);
    }
    let folded = fold_words(trimmed);
    let words = folded
        .split(' ')
        .map(|word| word.trim_matches(char::is_numeric))
        .filter(|word| !word.is_empty());
    let empty = |word: &str| EMPTY.contains(word) || yes_no::find(word).is_some();
    let keys = ["asdf", "qwer", "zxcv", "йцук", "фыва", "lorem ipsum"];
    let nothing = words.clone().all(empty)
        || yes_no::find(trimmed).is_some()
        || keys.iter().any(|keys| folded.starts_with(keys))
        || ["nan", "undefined", "xxx", "xyz", "abc", "test"].contains(&folded.as_str());
    nothing.then_some(Nothing::OffTopic)
}

/// Whether question marks stand in the middle of words, or in rows.
fn has_lost_letters(text: &str) -> bool {
    let mut before = (' ', ' ');
    for c in text.chars() {
        if before.1 == '?'
            && (c == '?' && text.chars().filter(|c| c.is_alphabetic()).count() < 4
                || before.0.is_alphanumeric() && c.is_alphanumeric())
        {
            return true;
        }
        before = (before.1, c);
    }
    text.contains("???")
}
