//! Invented people's names and the ways in which their countries are written, by country.

/// Given names and surnames in one language and script; any of one with any of the other is a name.
#[derive(Clone, Copy, Default)]
pub(crate) struct People {
    /// How often the country comes up among the others.
    pub(crate) weight: u32,
    /// Spellings of the country, the usual one first.
    pub(crate) country: &'static [&'static str],
    pub(crate) dial: &'static str,
    pub(crate) women: &'static [&'static str],
    pub(crate) men: &'static [&'static str],
    pub(crate) women_surnames: &'static [&'static str],
    pub(crate) men_surnames: &'static [&'static str],
}

const fn people(
    weight: u32,
    country: &'static [&'static str],
    dial: &'static str,
    given: (&'static [&'static str], &'static [&'static str]),
    surnames: (&'static [&'static str], &'static [&'static str]),
) -> People {
    let (women, men) = given;
    let (women_surnames, men_surnames) = surnames;
    People {
        weight,
        country,
        dial,
        women,
        men,
        women_surnames,
        men_surnames,
    }
}

const SERBIAN: &[&str] = &[
    "Jovanović",
    "Petrović",
    "Đorđević",
    "Ilić",
    "Stanković",
    "Demirović",
    "Rašiti",
    "Mitrović",
];
const SERBIAN_CYRILLIC: &[&str] = &[
    "Николић",
    "Марковић",
    "Живковић",
    "Савић",
    "Ђурђевић",
    "Бајрамовић",
];
const MONTENEGRIN: &[&str] = &[
    "Vujović",
    "Radulović",
    "Beganaj",
    "Krkotić",
    "Perović",
    "Šabović",
];
const BOSNIAN: &[&str] = &[
    "Hadžić",
    "Kovačević",
    "Omerović",
    "Begić",
    "Tahirović",
    "Lukić",
    "Seferović",
];
const CROATIAN: &[&str] = &["Horvat", "Babić", "Kurtov", "Orsos", "Šimić", "Balog"];
const ALBANIAN: &[&str] = &[
    "Hoxha", "Shehu", "Prifti", "Gjoka", "Kola", "Bardhi", "Çela",
];
const ROMANIAN: &[&str] = &[
    "Popescu",
    "Munteanu",
    "Lăcătuș",
    "Căldărar",
    "Rusu",
    "Ciobanu",
    "Stănescu",
];
const HUNGARIAN: &[&str] = &["Nagy", "Kovács", "Horváth", "Orsós", "Lakatos", "Farkas"];
const UKRAINIAN: &[&str] = &[
    "Shevchenko",
    "Kovalenko",
    "Bondarenko",
    "Tkachenko",
    "Melnyk",
    "Kravchuk",
];
const UKRAINIAN_CYRILLIC: &[&str] = &["Литвиненко", "Мороз", "Гончаренко", "Савчук", "Панченко"];
const GEORGIAN: &[&str] = &[
    "Beridze",
    "Kapanadze",
    "Lomidze",
    "Gelashvili",
    "Maisuradze",
    "Tsiklauri",
];
const GEORGIAN_SCRIPT: &[&str] = &["ბერიძე", "კაპანაძე", "გელაშვილი", "მაისურაძე", "ლომიძე"];
const ARMENIAN: &[&str] = &[
    "Petrosyan",
    "Hakobyan",
    "Sargsyan",
    "Grigoryan",
    "Avetisyan",
];
const ARMENIAN_SCRIPT: &[&str] = &["Պետրոսյան", "Հակոբյան", "Սարգսյան", "Ավետիսյան"];
const TURKISH: &[&str] = &[
    "Yılmaz", "Şahin", "Öztürk", "Çelik", "Aydın", "Güneş", "Işık",
];
const GERMAN: &[&str] = &[
    "Rosenbach",
    "Weiß",
    "Krämer",
    "Franz",
    "Laubinger",
    "Schröder",
    "Öllinger",
];
const FRENCH: &[&str] = &[
    "Lefèvre",
    "Moreau",
    "Winterstein",
    "Diallo",
    "Girard",
    "Benoît",
];
const SPANISH: &[&str] = &[
    "Heredia Cortés",
    "Jiménez",
    "Amaya",
    "Núñez Peña",
    "Romero",
    "Vargas",
];
const ITALIAN: &[&str] = &[
    "Bianchi",
    "Levakovich",
    "Esposito",
    "Ferrari",
    "D'Angelo",
    "Spinelli",
];
const ENGLISH: &[&str] = &[
    "Ward",
    "O'Driscoll",
    "Connors",
    "Hughes",
    "Taylor-Reid",
    "Maughan",
];
const NORDIC: &[&str] = &[
    "Lindgren",
    "Søndergaard",
    "Virtanen",
    "Hagert",
    "Åkesson",
    "Blomerus",
];
const GREEK: &[&str] = &["Papadaki", "Vasileiou", "Georgiou", "Nikolaou"];
const MONGOLIAN: &[&str] = &["Batbayar", "Enkhtuya", "Ganbold", "Dorj"];
const KYRGYZ_WOMEN: &[&str] = &["Asanova", "Toktogulova", "Bekova", "Sydykova"];
const KYRGYZ_MEN: &[&str] = &["Asanov", "Toktogulov", "Bekov", "Sydykov"];

pub(crate) const PEOPLE: &[People] = &[
    people(
        14,
        &[
            "Serbia",
            "Srbija",
            "Republic of Serbia",
            "RS",
            "serbia",
            "SERBIA ",
        ],
        "+381",
        (
            &["Jelena", "Milica", "Ljiljana", "Svetlana", "Živka", "Ana"],
            &["Nenad", "Dragan", "Saša", "Miloš", "Osman", "Dušan"],
        ),
        (SERBIAN, SERBIAN),
    ),
    people(
        5,
        &["Србија", "Serbia", "Република Србија"],
        "+381",
        (
            &["Милица", "Љубица", "Јасмина", "Весна"],
            &["Бранислав", "Жељко", "Стефан"],
        ),
        (SERBIAN_CYRILLIC, SERBIAN_CYRILLIC),
    ),
    people(
        10,
        &["Montenegro", "Crna Gora", "Црна Гора", "ME", "Montenegro"],
        "+382",
        (
            &["Jovana", "Marija", "Sanja", "Elvira", "Anđela"],
            &["Vuk", "Luka", "Nikola", "Fatmir", "Đuro"],
        ),
        (MONTENEGRIN, MONTENEGRIN),
    ),
    people(
        9,
        &[
            "Bosnia and Herzegovina",
            "BiH",
            "Bosna i Hercegovina",
            "Bosnia & Herzegovina",
            "BA",
        ],
        "+387",
        (
            &["Amra", "Lejla", "Dragana", "Indira", "Selma"],
            &["Haris", "Dervo", "Mirsad", "Goran", "Tarik"],
        ),
        (BOSNIAN, BOSNIAN),
    ),
    people(
        6,
        &["Croatia", "Hrvatska", "HR", "Republic of Croatia"],
        "+385",
        (
            &["Ivana", "Petra", "Nikolina", "Maja"],
            &["Toni", "Marko", "Siniša", "Elvis"],
        ),
        (CROATIAN, CROATIAN),
    ),
    people(
        9,
        &[
            "North Macedonia",
            "Macedonia",
            "Македонија",
            "FYROM",
            "MK",
            "Republic of Macedonia",
        ],
        "+389",
        (
            &["Elena", "Senada", "Ramiza", "Biljana"],
            &["Aleksandar", "Ibraim", "Daniel", "Sebihan"],
        ),
        (
            &["Ristovska", "Ibraimova", "Trajkovska", "Asanovska"],
            &["Ristovski", "Ibraimov", "Trajkovski", "Asanovski"],
        ),
    ),
    people(
        9,
        &["Albania", "Shqipëri", "Shqipëria", "AL"],
        "+355",
        (
            &["Arta", "Blerina", "Ermira", "Manjola"],
            &["Arben", "Florian", "Bledar", "Xhelal"],
        ),
        (ALBANIAN, ALBANIAN),
    ),
    people(
        6,
        &["Bulgaria", "България", "BG"],
        "+359",
        (
            &["Мария", "Десислава", "Нели", "Гергана"],
            &["Огнян", "Тодор", "Румен", "Иво"],
        ),
        (
            &["Иванова", "Ангелова", "Михайлова", "Костова"],
            &["Иванов", "Ангелов", "Михайлов", "Костов"],
        ),
    ),
    people(
        9,
        &["Romania", "România", "RO"],
        "+40",
        (
            &["Ioana", "Crina", "Mădălina", "Nicoleta"],
            &["Ciprian", "Florin", "Marius", "Ștefan"],
        ),
        (ROMANIAN, ROMANIAN),
    ),
    people(
        8,
        &["Moldova", "Republic of Moldova", "Republica Moldova", "MD"],
        "+373",
        (
            &["Elena", "Natalia", "Doina", "Varvara"],
            &["Ion", "Vitalie", "Robert", "Artur"],
        ),
        (ROMANIAN, ROMANIAN),
    ),
    people(
        7,
        &["Hungary", "Magyarország", "HU"],
        "+36",
        (
            &["Ágnes", "Jolán", "Melinda", "Zsófia"],
            &["Béla", "István", "Gergő", "Dezső"],
        ),
        (HUNGARIAN, HUNGARIAN),
    ),
    people(
        6,
        &["Slovakia", "Slovensko", "Slovak Republic", "SK"],
        "+421",
        (
            &["Zuzana", "Ingrid", "Lucia"],
            &["Peter", "Igor", "Rastislav"],
        ),
        (
            &["Kotlárová", "Horváthová", "Berkyová"],
            &["Kotlár", "Horváth", "Berky"],
        ),
    ),
    people(
        5,
        &["Czech Republic", "Czechia", "Czech Rep", "Česká republika"],
        "+420",
        (
            &["Kateřina", "Jana", "Božena"],
            &["Jiří", "Miroslav", "Čeněk"],
        ),
        (
            &["Nováková", "Ščuková", "Říhová"],
            &["Novák", "Ščuka", "Říha"],
        ),
    ),
    people(
        6,
        &["Poland", "Polska", "PL", "poland"],
        "+48",
        (
            &["Agnieszka", "Małgorzata", "Elżbieta"],
            &["Łukasz", "Andrzej", "Roman"],
        ),
        (
            &["Kwiatkowska", "Mirga", "Wójcik"],
            &["Kwiatkowski", "Mirga", "Wójcik"],
        ),
    ),
    people(
        10,
        &["Ukraine", "Україна", "UA", "The Ukraine"],
        "+380",
        (
            &["Oksana", "Nataliia", "Yuliia", "Zola"],
            &["Taras", "Volodymyr", "Petro", "Janush"],
        ),
        (UKRAINIAN, UKRAINIAN),
    ),
    people(
        4,
        &["Україна", "Ukraine", "Украина"],
        "+380",
        (
            &["Ольга", "Олена", "Соломія"],
            &["Андрій", "Сергій", "Юрій"],
        ),
        (UKRAINIAN_CYRILLIC, UKRAINIAN_CYRILLIC),
    ),
    people(
        4,
        &["Belarus", "Беларусь", "BY"],
        "+375",
        (
            &["Volha", "Alena", "Nadzeya"],
            &["Siarhei", "Ales", "Viktar"],
        ),
        (
            &["Zhukouskaya", "Kavalchuk", "Novik"],
            &["Zhukouski", "Kavalchuk", "Novik"],
        ),
    ),
    people(
        5,
        &["Russian Federation", "Россия", "Russia", "RU", "РФ"],
        "+7",
        (
            &["Анна", "Ирина", "Александра"],
            &["Дмитрий", "Павел", "Алексей"],
        ),
        (
            &["Соколова", "Морозова", "Лебедева"],
            &["Соколов", "Морозов", "Лебедев"],
        ),
    ),
    people(
        6,
        &["Georgia", "Sakartvelo", "GE"],
        "+995",
        (
            &["Nino", "Tamar", "Ketevan"],
            &["Giorgi", "Levan", "Irakli"],
        ),
        (GEORGIAN, GEORGIAN),
    ),
    people(
        3,
        &["საქართველო", "Georgia"],
        "+995",
        (
            &["ნინო", "თამარი", "მარიამი"],
            &["გიორგი", "დავითი", "ლევანი"],
        ),
        (GEORGIAN_SCRIPT, GEORGIAN_SCRIPT),
    ),
    people(
        4,
        &["Armenia", "AM", "Republic of Armenia"],
        "+374",
        (
            &["Anahit", "Lusine", "Mariam"],
            &["Armen", "Tigran", "Hayk"],
        ),
        (ARMENIAN, ARMENIAN),
    ),
    people(
        2,
        &["Հայաստան", "Armenia"],
        "+374",
        (&["Անահիտ", "Լուսինե"], &["Արմեն", "Տիգրան"]),
        (ARMENIAN_SCRIPT, ARMENIAN_SCRIPT),
    ),
    people(
        4,
        &["Azerbaijan", "Azərbaycan", "AZ"],
        "+994",
        (&["Gülnar", "Leyla", "Sevinc"], &["Elçin", "Rəşad", "Tural"]),
        (
            &["Məmmədova", "Əliyeva", "Quliyeva"],
            &["Məmmədov", "Əliyev", "Quliyev"],
        ),
    ),
    people(
        8,
        &["Türkiye", "Turkey", "TÜRKİYE", "TR"],
        "+90",
        (
            &["Ayşe", "Zeynep", "Elif", "Gülcan"],
            &["Ümit", "İbrahim", "Çağlar", "Barış"],
        ),
        (TURKISH, TURKISH),
    ),
    people(
        4,
        &["Kazakhstan", "Қазақстан", "Казахстан", "KZ"],
        "+7",
        (
            &["Aigerim", "Saule", "Dinara"],
            &["Nurlan", "Timur", "Erlan"],
        ),
        (
            &["Akhmetova", "Seitova", "Ospanova"],
            &["Akhmetov", "Seitov", "Ospanov"],
        ),
    ),
    people(
        5,
        &["Kyrgyzstan", "Kyrgyz Rep.", "Кыргызстан", "KG"],
        "+996",
        (
            &["Aizada", "Gulnara", "Nurgul"],
            &["Azamat", "Bakyt", "Ulan"],
        ),
        (KYRGYZ_WOMEN, KYRGYZ_MEN),
    ),
    people(
        3,
        &["Tajikistan", "Тоҷикистон", "TJ"],
        "+992",
        (&["Zarina", "Nigora"], &["Farrukh", "Rustam"]),
        (&["Rahimova", "Karimova"], &["Rahimov", "Karimov"]),
    ),
    people(
        3,
        &["Uzbekistan", "Oʻzbekiston", "Узбекистан"],
        "+998",
        (&["Dilfuza", "Feruza"], &["Jasur", "Sherzod"]),
        (&["Yusupova", "Tursunova"], &["Yusupov", "Tursunov"]),
    ),
    people(
        3,
        &["Mongolia", "Монгол Улс", "MN"],
        "+976",
        (&["Oyuna", "Sarnai"], &["Bold", "Temuulen"]),
        (MONGOLIAN, MONGOLIAN),
    ),
    people(
        5,
        &["Germany", "Deutschland", "DE", "germany"],
        "+49",
        (
            &["Anja", "Katharina", "Romana"],
            &["Jörg", "Sebastian", "Django"],
        ),
        (GERMAN, GERMAN),
    ),
    people(
        2,
        &["Austria", "Österreich"],
        "+43",
        (&["Franziska", "Eva"], &["Lukas", "Günther"]),
        (GERMAN, GERMAN),
    ),
    people(
        4,
        &["France", "FR", "France "],
        "+33",
        (
            &["Élodie", "Aïcha", "Camille"],
            &["Rémi", "Thibault", "Ousmane"],
        ),
        (FRENCH, FRENCH),
    ),
    people(
        5,
        &["Spain", "España", "ES"],
        "+34",
        (
            &["María del Mar", "Noelia", "Begoña"],
            &["Íñigo", "José Antonio", "Raúl"],
        ),
        (SPANISH, SPANISH),
    ),
    people(
        4,
        &["Italy", "Italia", "IT"],
        "+39",
        (
            &["Giulia", "Chiara", "Dijana"],
            &["Nicolò", "Marco", "Santino"],
        ),
        (ITALIAN, ITALIAN),
    ),
    people(
        4,
        &["United Kingdom", "UK", "U.K.", "Great Britain", "Scotland"],
        "+44",
        (
            &["Bridget", "Emily", "Shauna"],
            &["Patrick", "Callum", "Levi"],
        ),
        (ENGLISH, ENGLISH),
    ),
    people(
        2,
        &["Ireland", "Éire"],
        "+353",
        (&["Aoife", "Margaret"], &["Ciarán", "Martin"]),
        (ENGLISH, ENGLISH),
    ),
    people(
        2,
        &["United States of America", "USA", "U.S.A.", "United States"],
        "+1",
        (&["Denise", "Rachel"], &["Marcus", "Ethan"]),
        (ENGLISH, ENGLISH),
    ),
    people(
        3,
        &["Sweden", "Sverige"],
        "+46",
        (&["Åsa", "Soraya"], &["Björn", "Fred"]),
        (NORDIC, NORDIC),
    ),
    people(
        2,
        &["Finland", "Suomi"],
        "+358",
        (&["Päivi", "Leena"], &["Väinö", "Jukka"]),
        (NORDIC, NORDIC),
    ),
    people(
        3,
        &["Greece", "Ελλάδα", "GR", "Hellas"],
        "+30",
        (
            &["Ελένη", "Σοφία", "Katerina"],
            &["Kostas", "Γιώργος", "Manolis"],
        ),
        (GREEK, GREEK),
    ),
];
