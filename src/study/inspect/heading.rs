//! The heading of a column, with what its words say: worked out once, because nearly every guess asks for it.

use std::borrow::Cow;

use super::stems::Stems;
use crate::base::compiled::Compiled;
use crate::values::heading::fold_heading;
use crate::values::spelling::fold_words;

/// Whole words of headings: in English, the languages of the western Balkans, of eastern and western Europe, of Turkey and
/// the Caucasus.
static WORDS: Stems = Stems::words("
    name names surname phone email mail signal viber ip ipaddress fax passport location latitude longitude street iban
    ssn dob initials whatsapp ime imena име имена prezime презиме tel тел mob моб jmbg јмбг oib mentor ментор имя фио
    фамилия отчество почта почты пошта імя ім піб паспорт егн інн инн handy ort straße strasse naam nom noms nome nombre
    nombres cognome cnp nume numele tél rue calle rua dni cpf imię imiona jméno meno pesel priimek ad adı adınız adi
    adiniz isim ismi soyad cep emri emër nid név neve lakcím όνομα επώνυμο επίθετο τκ სახელი გვარი անուն անունը ազգանուն
    ազգանունը հասցե հասցեն
");

/// Beginnings of words of headings: languages bend the ends.
static STEMS: Stems = Stems::beginnings("
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
");

/// Stems that stand inside the words of languages that join them.
const WITHIN: &str = "
    telefon telephon adress vorname nachname geburts email телефон phone
";

/// Words of headings over parts of a name that say nothing else.
pub(super) static PARTS: Stems =
    Stems::words("first last middle given family forename forenames patronymic vorname nachname");

/// Beginnings of words in headings over somebody or something else, whose name is none of the applicant's.
static OTHERS: Stems = Stems::whole_to(3, "
    organi organis company employer institution school university faculty project programme team group mentor refer supervis emergency
    contact guardian spouse user file nick организ установ компан школ универс друж firm udruž udruzen ustanov fakult city town street
    country language job father mother parent child birth
");

pub type Heading = Compiled<String, Said>;

/// What a heading says.
#[derive(Debug)]
pub struct Said {
    pub(super) words: String,
    /// As headings are compared, where these are not the same words.
    compared: Option<String>,
    /// Whether what stands below tells who somebody is.
    pub(super) identifies: bool,
    /// Whether it speaks of somebody or something else than the applicant.
    pub(super) of_others: bool,
}

impl From<&String> for Said {
    fn from(heading: &String) -> Self {
        let words = fold_words(heading);
        let compared = fold_heading(heading);
        Self {
            identifies: identifies(&words),
            of_others: speaks_of_others(heading, &words),
            compared: (compared != words).then_some(compared),
            words,
        }
    }
}

impl Said {
    /// As headings are compared.
    pub(super) fn compared(&self) -> &str {
        self.compared.as_ref().unwrap_or(&self.words)
    }
}

/// Whether the words of a heading say that what stands below tells who somebody is.
pub(super) fn identifies(words: &str) -> bool {
    let words = dotted(words);
    // `e-mail` and `ім'я` are two words by then.
    let part = words.split(' ').all(|word| PARTS.has(word));
    let within = || WITHIN.split_whitespace().any(|stem| words.contains(stem));
    part || WORDS.in_words(&words) || STEMS.in_words(&words) || within()
}

/// Whether a heading of these words speaks of somebody or something else than the applicant.
fn speaks_of_others(heading: &str, words: &str) -> bool {
    OTHERS.in_words(of_contact(heading, words))
}

/// The words of a heading without the title that form tools give to the applicant's own address: `Contact Information [Name]`.
pub(super) fn of_contact<'w>(heading: &str, words: &'w str) -> &'w str {
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
    rest.unwrap_or(words)
}

/// A capital dotted I of Turkish becomes two letters.
pub(super) fn dotted(words: &str) -> Cow<'_, str> {
    if words.contains('\u{307}') {
        Cow::Owned(words.replace('\u{307}', ""))
    } else {
        Cow::Borrowed(words)
    }
}
