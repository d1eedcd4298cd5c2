//! Which columns tell who somebody is: by their headings, in the languages of the region's forms, or by answers that can be
//! nothing else. What is held back by mistake costs a look into the file; what is shown by mistake may cost more.

use super::Column;
use crate::domain::spelling::fold_words;

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

/// Whether a column holds what says who somebody is: by its heading, or by answers that can be nothing else.
pub(super) fn is_identifying(column: &Column) -> bool {
    is_heading(&column.heading) || column.answers.iter().any(|(text, _)| is_contact(text))
}

fn is_heading(heading: &str) -> bool {
    // A capital dotted I of Turkish becomes two letters.
    let words = fold_words(heading).replace('\u{307}', "");
    // `e-mail` and `ім'я` are two words by then.
    words.split(' ').any(|word| {
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
    let between = |letter: char| matches!(letter, ' ' | '\u{a0}' | '-' | '–' | '/' | '.' | '(' | ')' | '+');
    let least = if abroad { 7 } else { 9 };
    (least..=15).contains(&digits) && text.chars().all(|letter| letter.is_ascii_digit() || between(letter))
}

/// Whether a text is the address of a computer: `192.0.2.1`, `2001:db8::1`.
fn is_of_a_computer(text: &str) -> bool {
    let four = text.split('.').filter(|part| part.parse::<u8>().is_ok()).count() == 4 && text.matches('.').count() == 3;
    let colons = text.matches(':').count();
    let six = text.bytes().all(|byte| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.'));
    // Times have two colons.
    four || (six && (colons > 2 || text.contains("::")))
}
