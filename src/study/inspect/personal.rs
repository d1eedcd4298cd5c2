//! Which columns tell who somebody is: by their headings, in the languages of the region's forms, or by answers that can be
//! nothing else. What is held back by mistake costs a look into the file; what is shown by mistake may cost more.

use super::{Column, Guess};
use crate::values::spelling::fold_words;

/// Whole words of headings: in English, the languages of the western Balkans, of eastern and western Europe, of Turkey and
/// the Caucasus.
const WORDS: &str = "
    name names surname phone email mail signal viber ip ipaddress fax passport location latitude longitude street iban
    ssn dob initials whatsapp ime imena име имена prezime презиме tel тел mob моб jmbg јмбг oib mentor ментор имя фио
    фамилия отчество почта почты пошта імя ім піб паспорт егн інн инн handy ort straße strasse naam nom noms nome nombre
    nombres cognome cnp nume numele tél rue calle rua dni cpf imię imiona jméno meno pesel priimek ad adı adınız adi
    adiniz isim ismi soyad cep emri emër nid név neve lakcím όνομα επώνυμο επίθετο τκ სახელი გვარი անուն անունը ազգանուն
    ազգանունը հասցե հասցեն
";

/// Beginnings of words of headings: languages bend the ends.
const STEMS: &str = "
    telef telep phone mobil email skype telegram whatsapp viber facebook instagram linkedin twitter contact kontakt
    контакт contat телеф мобил мобіл скайп телеграм ватсап вотсап вайбер вибер имейл имеил емейл имэйл мейл мејл имејл
    passport passeport pasaport pasaporte passaport paszport pasoš pasos putovnic пасош паспорт útlevél pașaport
    paşaport reisepass ausweis διαβατ პასპორტ անձնագ birth geburt naissance nascita nacimiento nascimento naștere
    nastere nașterii рожд рођ народж роден раѓ rođ rodj urodz naroz naroden rojst doğum dogum doğul datëlind datelind
    lindj szület γέννησ γεννησ დაბად ծննդ surname firstname lastname fullname forename nickname vorname nachname
    familienname zuname prénom prenom apellid apelid sobrenome cognom prezim презим фамил прізвищ прозвищ отчеств
    батьков именам nazwisk příjmen prijmen priezvisk priimk soyad soyis mbiem ονομ ονοματ επων vezetéknév keresztnév
    családnév სახელ გვარ անուն ազգան фио address adres adrès indirizz direcc direci endereç morada адрес lakcím cím
    διεύθυν διευθυν naslov ünvan მისამართ հասց anschrift wohnort postal postcode електрон електронн электрон elektron
    électron electrón correo courriel pošt ηλεκτρον ელფოსტ ფოსტ τηλ κινητ ტელეფ მობილ հեռախոս բջջ gsm handynummer
    cellular cellulare celular móvil telemóv portable komórk referee referenz référen referenc supervis vorgesetzt
    nadređen nadredjen надређен начальник руковод керівник рекоменд preporuč препорук przełoż supérieur empleador
    employer emergency guardian spouse
";

/// Stems that stand inside the words of languages that join them.
const WITHIN: &str = "
    telefon telephon adress vorname nachname geburts email телефон phone
";

/// Words of headings over parts of a name that say nothing else.
const PARTS: &str = "first last middle given family forename forenames patronymic vorname nachname";

/// Words and beginnings of words in headings over names of persons.
const NAME_STEMS: &str = "
    name names surname forename firstname lastname fullname ime imena име имена презиме prezim презим имя фио фамил отчеств імя ім піб
    прізвищ vorname nachname nom noms prénom prenom nome nombre nombres apellid apelid cognom nume imię imiona nazwisk jméno příjmen
    meno priezvisk priim ad adı soyad emri emër mbiem név vezeték kereszt όνομα ονομα επών სახელი გვარი անուն ազգան
";

/// Beginnings of words in headings over somebody or something else, whose name is none of the applicant's.
const OTHERS: &str = "
    organi organis company employer institution school university faculty project programme team group mentor refer supervis emergency
    contact guardian spouse user file nick организ установ компан школ универс друж firm udruž udruzen ustanov fakult city town street
    country language job father mother parent child birth
";

/// Beginnings of words in headings of what says much of somebody, beside what tells who they are.
const PERSONAL: &str = "
    gender sex age aged organi company employer institution affiliat workplace profession occupation position job ethnic relig belief
    disab health medic diet allerg orient marital pregnan minorit political photo picture cv resume upload attachment attach spol pol пол
    стать geschlecht sexe sexo género gênero genre gjini cinsiyet płeć pohlav nem gen организ установ професс занят должн възраст
    возраст вік starost dob uzrast zanimanj zaposl udruž национ етнич етніч national
    comment remark zodiac
";

/// Whether a column's answers are shown to nobody who does not need them.
pub(super) fn is_personal(column: &Column) -> bool {
    let said = column.said().count();
    let files = column.said().filter(|(text, _)| is_file(text)).count();
    matches!(column.guess, Guess::Email | Guess::Text)
        || is_identifying(column)
        || is_name(column)
        || (column.guess != Guess::Country && begins(&fold_words(column.wording()), PERSONAL))
        || (said > 0 && files.saturating_mul(2) > said)
}

/// Whether a column holds the applicant's name, or a part of it.
pub(super) fn is_name(column: &Column) -> bool {
    let words = fold_words(column.wording()).replace('\u{307}', "");
    let part = words
        .split(' ')
        .all(|word| PARTS.split_whitespace().any(|part| part == word));
    let short = column
        .said()
        .all(|(text, _)| text.chars().count() <= 60 && !is_contact(text));
    let named = words.split(' ').any(|word| {
        // Short words begin too many others.
        NAME_STEMS
            .split_whitespace()
            .any(|stem| word == stem || (stem.chars().count() > 4 && word.starts_with(stem)))
    });
    column.guess == Guess::Text && short && (part || named) && !is_of_others(column.wording())
}

/// Whether a heading speaks of somebody or something else than the applicant.
pub(super) fn is_of_others(heading: &str) -> bool {
    begins(&of_contact(heading), OTHERS)
}

/// Whether a country is part of what tells who somebody is: where they were born, rather than the end of their address.
pub(super) fn is_identifying_country(heading: &str) -> bool {
    let words = of_contact(heading);
    let parts = words.split(' ').filter(|word| {
        !ADDRESS
            .split_whitespace()
            .any(|part| word.starts_with(part))
    });
    is_identifying_heading(&parts.collect::<Vec<_>>().join(" "))
}

/// Beginnings of words for an address, of which a country is the last part.
const ADDRESS: &str = "address adress adresse adres indirizz direcci endereço адрес ünvan";

/// The words of a heading without the title that form tools give to the applicant's own address: `Contact Information [Name]`.
fn of_contact(heading: &str) -> String {
    let words = fold_words(heading);
    let titled = heading.contains(['[', '-', ':']);
    let title = [
        "contact information ",
        "contact details ",
        "contact info ",
        "contact ",
    ];
    let rest = title
        .iter()
        .find_map(|title| words.strip_prefix(title))
        .filter(|_| titled);
    rest.map(str::to_owned).unwrap_or(words)
}

fn begins(words: &str, stems: &str) -> bool {
    words.split(' ').any(|word| {
        stems
            .split_whitespace()
            .any(|stem| word == stem || (stem.chars().count() > 3 && word.starts_with(stem)))
    })
}

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
    is_identifying_heading(column.wording())
        || column.answers.iter().any(|(text, _)| is_contact(text))
}

pub(super) fn is_identifying_heading(heading: &str) -> bool {
    // A capital dotted I of Turkish becomes two letters.
    let words = fold_words(heading).replace('\u{307}', "");
    // `e-mail` and `ім'я` are two words by then.
    let part = words
        .split(' ')
        .all(|word| PARTS.split_whitespace().any(|part| part == word));
    part || words.split(' ').any(|word| {
        WORDS.split_whitespace().any(|whole| word == whole)
            || STEMS.split_whitespace().any(|stem| word.starts_with(stem))
            || WITHIN.split_whitespace().any(|part| word.contains(part))
    })
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
