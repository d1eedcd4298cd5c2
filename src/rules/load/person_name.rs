//! Which fields hold the applicant's name, by their headings in the languages of the region's forms.

use crate::rules::{Field, Protection};
use crate::values::spelling::fold_words;

/// Whole words that say a name is asked for.
const NAME: &str = "
    name names fullname firstname lastname surname surnames forename forenames ime imena prezime име имена презиме имя фамилия
    отчество фио имʼя ім прізвище піб прозвище nom noms prénom prénoms prenom prenoms nombre nombres apellido apellidos nome
    cognome sobrenome apelido nume numele prenume prenumele vorname nachname familienname name adı adınız soyad soyadı soyadınız
    isim isminiz emri mbiemri emër mbiemër imię imiona nazwisko jméno příjmení meno priezvisko priimek név vezetéknév keresztnév
    όνομα επώνυμο ονοματεπώνυμο სახელი გვარი անուն անունը ազգանուն ազգանունը ad soyadi adi
";

/// Beginnings of words by which the name is not the applicant's own.
const OTHERS: &str = "
    organ institu instytuc compan employ нпо univers facult projec program refere supervis mentor contact emergenc countr guardian
    parent spouse father mother partner director leader position outlet domain website associat foundation network movement
    initiativ nickname organiz udruž udruz naziv škol skol fakult projek rukovod opštin opstin назв орган установ компан школ
    проект руковод университ удруж назив kurum okul proje üniversite empres entid asso unternehm schul verein ansprechpart
    betrieb associazione société ecole école szervezet iskola szkoł szkol uczeln ministr municip
";

/// Whole words that say the same.
const OTHERS_WHOLE: &str = "
    org ngo ngos cso nvo school user username file city town state event training course group party bank account street role job
    media web site link club team activity firm firma grad vater mutter père mère ente
";

/// A heading in which the word for a name comes later is a sentence about something else.
const AMONG: usize = 5;

pub(super) fn is_name(field: &Field) -> bool {
    if !field.kind.is_text() || field.protection != Protection::None {
        return false;
    }
    let headings = field.assessors.iter().flat_map(|column| column.iter());
    headings
        .chain([&field.name])
        .any(|heading| says_name(heading))
}

fn says_name(heading: &str) -> bool {
    // A capital dotted I of Turkish becomes two letters.
    let words = fold_words(heading).replace('\u{307}', "");
    let others = |word: &str| {
        OTHERS.split_whitespace().any(|stem| word.starts_with(stem))
            || OTHERS_WHOLE.split_whitespace().any(|whole| word == whole)
    };
    let name = |word: &str| NAME.split_whitespace().any(|name| word == name);
    words.split(' ').take(AMONG).any(name) && !words.split(' ').any(others)
}
