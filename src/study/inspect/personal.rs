//! Which columns tell who somebody is: by their headings, in the languages of the region's forms, or by answers that can be
//! nothing else. What is held back by mistake costs a look into the file; what is shown by mistake may cost more.

use super::heading::{PARTS, dotted, identifies, of_contact};
use super::stems::Stems;
use super::{Column, Guess};
use crate::values::spelling::fold_words;

/// Words and beginnings of words in headings over names of persons.
static NAME_STEMS: Stems = Stems::whole_to(4, "
    name names surname forename firstname lastname fullname ime imena име имена презиме prezim презим имя фио фамил отчеств імя ім піб
    прізвищ vorname nachname nom noms prénom prenom nome nombre nombres apellid apelid cognom nume imię imiona nazwisk jméno příjmen
    meno priezvisk priim ad adı soyad emri emër mbiem név vezeték kereszt όνομα ονομα επών სახელი გვარი անուն ազգան
");

/// Beginnings of words in headings of what says much of somebody, beside what tells who they are.
static PERSONAL: Stems = Stems::whole_to(3, "
    gender sex age aged organi company employer institution affiliat workplace profession occupation position job ethnic relig belief
    disab health medic diet allerg orient marital pregnan minorit political photo picture cv resume upload attachment attach spol pol пол
    стать geschlecht sexe sexo género gênero genre gjini cinsiyet płeć pohlav nem gen организ установ професс занят должн възраст
    возраст вік starost dob uzrast zanimanj zaposl udruž национ етнич етніч national
    comment remark zodiac
");

/// Whether a column's answers are shown to nobody who does not need them.
pub(super) fn is_personal(column: &Column) -> bool {
    let said = column.said().count();
    let files = column.said().filter(|(text, _)| is_file(text)).count();
    matches!(column.guess, Guess::Email | Guess::Text)
        || is_identifying(column)
        || is_name(column)
        || (column.guess != Guess::Country && PERSONAL.in_words(&column.asks().words))
        || (said > 0 && files.saturating_mul(2) > said)
}

/// Whether a column holds the applicant's name, or a part of it.
pub(super) fn is_name(column: &Column) -> bool {
    let words = dotted(&column.asks().words);
    let part = words.split(' ').all(|word| PARTS.has(word));
    let short = column
        .said()
        .all(|(text, _)| text.chars().count() <= 60 && !is_contact(text));
    let named = NAME_STEMS.in_words(&words);
    column.guess == Guess::Text && short && (part || named) && !column.asks().of_others
}

/// Whether a country is part of what tells who somebody is: where they were born, rather than the end of their address.
pub(super) fn is_identifying_country(heading: &str) -> bool {
    let words = fold_words(heading);
    let words = of_contact(heading, &words);
    let parts = words.split(' ').filter(|word| !ADDRESS.has(word));
    identifies(&parts.collect::<Vec<_>>().join(" "))
}

/// Beginnings of words for an address, of which a country is the last part.
static ADDRESS: Stems =
    Stems::beginnings("address adress adresse adres indirizz direcci endereço адрес ünvan");

/// Whether an answer is a file, or leads to one.
pub(super) fn is_file(text: &str) -> bool {
    let ends = [
        "jpg", "jpeg", "png", "gif", "heic", "pdf", "doc", "docx", "odt", "mp4", "mov", "zip",
    ];
    let end = text.rsplit_once('.').map(|(_, end)| end.to_lowercase());
    text.contains("://") || end.is_some_and(|end| ends.contains(&end.as_str()))
}

/// Whether a column holds what says who somebody is: by its heading, or by answers that can be nothing else.
pub(super) fn is_identifying(column: &Column) -> bool {
    column.asks().identifies || column.answers.iter().any(|(text, _)| is_contact(text))
}

/// Whether an answer leads to somebody: an address of e-mail, a handle, a telephone number, the address of a computer.
fn is_contact(text: &str) -> bool {
    text.contains('@') || is_telephone(text) || is_of_a_computer(text)
}

/// Whether a text is a telephone number: digits alone with what stands between them, with a plus or two noughts before them or
/// as many as no number of years has.
fn is_telephone(text: &str) -> bool {
    let text = text.trim();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let abroad = text.starts_with('+') || text.starts_with("00");
    let between = |letter: char| {
        matches!(
            letter,
            ' ' | '\u{a0}' | '-' | '–' | '/' | '.' | '(' | ')' | '+'
        )
    };
    let least = if abroad { 7 } else { 9 };
    (least..=15).contains(&digits)
        && text
            .chars()
            .all(|letter| letter.is_ascii_digit() || between(letter))
}

/// Whether a text is the address of a computer: `192.0.2.1`, `2001:db8::1`.
fn is_of_a_computer(text: &str) -> bool {
    let four = text
        .split('.')
        .filter(|part| part.parse::<u8>().is_ok())
        .count()
        == 4
        && text.matches('.').count() == 3;
    let colons = text.matches(':').count();
    let six = text
        .bytes()
        .all(|byte| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.'));
    // Times have two colons.
    four || (six && (colons > 2 || text.contains("::")))
}
