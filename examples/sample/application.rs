//! One invented application: its cells, and how an ordinary one comes about.

use crate::names::{PEOPLE, People};
use crate::random::Random;
use crate::texts::{HEARD, ORGANISATIONS, PROFESSIONS, STATEMENTS, WORDS};

/// The columns of the form, in its order.
pub(crate) const HEADINGS: [&str; 26] = [
    "Application ID",
    "Submitted at",
    "Full name",
    "E-mail",
    "Phone",
    "Gender",
    "Age",
    "Profession",
    "Citizenship",
    "Country of residence",
    "Organisation or group",
    "In which field are you active?",
    "Years of human rights monitoring",
    "Monitoring reports written",
    "Security training",
    "Digital security training",
    "Do you use a computer in your work?",
    "Level of English",
    "Motivation statement",
    "How did you hear about us?",
    "Consent",
    "Relevance, assessor 1",
    "Relevance, assessor 2",
    "Relevance, assessor 3",
    "Motivation, assessor 1",
    "Motivation, assessor 2",
];

/// What stands in the cells, as text.
#[derive(Clone, Default)]
pub(crate) struct Application {
    pub(crate) id: String,
    pub(crate) submitted: String,
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) phone: String,
    pub(crate) gender: String,
    pub(crate) age: String,
    pub(crate) profession: String,
    pub(crate) citizenship: String,
    pub(crate) residence: String,
    pub(crate) organisation: String,
    pub(crate) fields: String,
    pub(crate) years: String,
    pub(crate) reports: String,
    pub(crate) security: String,
    pub(crate) digital: String,
    pub(crate) computer: String,
    pub(crate) english: String,
    pub(crate) statement: String,
    pub(crate) heard: String,
    pub(crate) consent: String,
    /// Assessors 1, 2 and 3.
    pub(crate) relevance: [String; 3],
    /// Assessors 1 and 2.
    pub(crate) motivation: [String; 2],
}

impl Application {
    /// The cells in the order of [`HEADINGS`].
    pub(crate) fn cells(&self) -> [&str; 26] {
        let [relevance_1, relevance_2, relevance_3] = &self.relevance;
        let [motivation_1, motivation_2] = &self.motivation;
        [
            &self.id,
            &self.submitted,
            &self.name,
            &self.email,
            &self.phone,
            &self.gender,
            &self.age,
            &self.profession,
            &self.citizenship,
            &self.residence,
            &self.organisation,
            &self.fields,
            &self.years,
            &self.reports,
            &self.security,
            &self.digital,
            &self.computer,
            &self.english,
            &self.statement,
            &self.heard,
            &self.consent,
            relevance_1,
            relevance_2,
            relevance_3,
            motivation_1,
            motivation_2,
        ]
    }
}

/// An application that meets every criterion, from one of the participating States; `number` makes its address its own.
pub(crate) fn sound(random: &mut Random, number: usize) -> Application {
    let people = anybody(random);
    let woman = random.chance(58);
    let (given, surnames) = if woman {
        (people.women, people.women_surnames)
    } else {
        (people.men, people.men_surnames)
    };
    let gender = match (random.below(40), woman) {
        (0, _) => "non-binary",
        (1, _) => "prefer not to say",
        (2, _) => "",
        (_, true) => random.pick(&[
            "woman", "Woman", "female", "Female", "F", "f", "woman", "female",
        ]),
        (_, false) => random.pick(&["man", "Man", "male", "Male", "M", "m", "man", "male"]),
    };
    let base = random.between(4, 7) + random.below(2);
    let drive = random.between(3, 7) + random.below(2);
    let country = spelling(random, &people);
    let residence = if random.chance(92) {
        spelling(random, &people)
    } else {
        let elsewhere = anybody(random);
        spelling(random, &elsewhere)
    };
    Application {
        id: String::new(),
        submitted: moment(random),
        name: format!("{} {}", random.pick(given), random.pick(surnames)),
        email: email(random, number),
        phone: format!(
            "{} {} {:03} {:03}",
            people.dial,
            random.between(40, 79),
            random.below(1000),
            random.below(1000)
        ),
        gender: gender.to_owned(),
        age: if random.chance(4) {
            String::new()
        } else {
            random.between(19, 64).to_string()
        },
        profession: random.pick(PROFESSIONS).to_owned(),
        citizenship: country,
        residence,
        organisation: random.pick(ORGANISATIONS).to_owned(),
        fields: field(random).to_owned(),
        years: random
            .pick(&["0", "0", "0", "0.5", "1", "1", "1.5", "2", "2", "2.5"])
            .to_owned(),
        reports: random.pick(&["0", "0", "0", "1", "1", "2", "3"]).to_owned(),
        security: random
            .pick(&[
                "none",
                "None",
                "no",
                "never",
                "limited",
                "limited",
                "a little",
                "one short course",
            ])
            .to_owned(),
        digital: random
            .pick(&[
                "none",
                "none",
                "no training",
                "limited",
                "Limited",
                "some",
                "basic",
            ])
            .to_owned(),
        computer: random
            .pick(&[
                "yes", "yes", "Yes", "YES", "da", "да", "oui", "evet", "good",
            ])
            .to_owned(),
        english: random.pick(ENOUGH_ENGLISH).to_owned(),
        statement: statement(random),
        heard: random.pick(HEARD).to_owned(),
        consent: "I agree".to_owned(),
        relevance: [rating(random, base), rating(random, base), String::new()],
        motivation: [rating(random, drive), rating(random, drive)],
    }
}

/// Makes an application fail one criterion.
pub(crate) fn spoil(random: &mut Random, application: &mut Application) {
    match random.below(20) {
        0..=6 => {
            application.english = random
                .pick(&["B1", "B1 (intermediate)", "intermediate", "A2", "basic"])
                .to_owned();
        }
        7..=10 => {
            application.years = random
                .pick(&["3", "4", "5", "6", "8", "12", "3.5"])
                .to_owned();
        }
        11 => application.reports = random.pick(&["4", "6", "15"]).to_owned(),
        12..=14 => {
            application.security = random
                .pick(&["considerable", "several courses", "extensive"])
                .to_owned();
        }
        15 => {
            application.digital = random
                .pick(&["advanced", "I train others", "considerable"])
                .to_owned();
        }
        16..=18 => {
            let low = random.between(1, 2);
            application.relevance = [rating(random, low), rating(random, low), String::new()];
        }
        _ => application.computer = random.pick(&["no", "No", "ne", "нет"]).to_owned(),
    }
}

/// Makes an application unclear: one answer that cannot be counted.
pub(crate) fn blur(random: &mut Random, application: &mut Application) {
    match random.below(7) {
        0 => {
            application.english = random
                .pick(&["good", "fluent enough", "IELTS 6", ""])
                .to_owned();
        }
        1 => {
            application.years = random
                .pick(&["a few", "n/a", "1-2", "less than one"])
                .to_owned();
        }
        2 => application.security = random.pick(&["", "n/a", "yes", "online"]).to_owned(),
        3 => application.digital = random.pick(&["", "VPN", "?"]).to_owned(),
        4 => application.computer = random.pick(&["", "sometimes", "I have a phone"]).to_owned(),
        5 => application.fields = String::new(),
        _ => application.reports = random.pick(&["", "several", "2 or 3"]).to_owned(),
    }
}

const ENOUGH_ENGLISH: &[&str] = &[
    "B2",
    "B2",
    "B2 (upper intermediate)",
    "upper intermediate",
    "Upper-intermediate",
    "C1",
    "C1",
    "C1 (advanced)",
    "advanced",
    "c1",
    "C2",
    "C2 (proficient)",
];

fn anybody(random: &mut Random) -> People {
    let total = PEOPLE.iter().map(|people| people.weight).sum();
    let mut left = random.below(total);
    for people in PEOPLE {
        match left.checked_sub(people.weight) {
            Some(rest) => left = rest,
            None => return *people,
        }
    }
    People::default()
}

fn spelling(random: &mut Random, people: &People) -> String {
    let usual = people.country.first().copied().unwrap_or_default();
    if random.chance(55) {
        usual.to_owned()
    } else {
        random.pick(people.country).to_owned()
    }
}

/// A moment between 18 February and 29 March 2019, the later days the fuller; a few with their offset from UTC.
fn moment(random: &mut Random) -> String {
    let day = random.below(40).max(random.below(40));
    let (month, day) = if day < 11 {
        (2, day + 18)
    } else {
        (3, day - 10)
    };
    let (hour, minute, second) = (random.between(6, 23), random.below(60), random.below(60));
    let offset = match random.below(24) {
        0 => "+01:00",
        1 => "+02:00",
        2 => "Z",
        _ => "",
    };
    // Close to the deadline an offset would decide; those cases are written out by hand.
    let offset = if (month, day) == (3, 29) { "" } else { offset };
    format!("2019-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{offset}")
}

fn email(random: &mut Random, number: usize) -> String {
    let domain = if random.chance(60) {
        "example.org"
    } else {
        "example.net"
    };
    let (first, second) = (random.pick(WORDS), random.pick(WORDS));
    let email = format!("{first}.{second}{number}@{domain}");
    if random.chance(6) {
        email.to_uppercase()
    } else {
        email
    }
}

fn field(random: &mut Random) -> &'static str {
    match random.below(100) {
        0..=46 => random.pick(&[
            "Human rights of Roma and Sinti",
            "Human rights of Roma and Sinti",
            "Roma and Sinti",
            "Roma & Sinti rights",
            "Roma rights",
            "Human rights of Roma and Sinti;",
        ]),
        47..=92 => random.pick(&[
            "Environmental protection",
            "Environmental protection",
            "Environment",
            "environmental protection",
            "Environmental protection;",
        ]),
        _ => random.pick(&[
            "Human rights of Roma and Sinti;Environmental protection;",
            "Environmental protection;Human rights of Roma and Sinti",
            "Environment; Roma rights",
        ]),
    }
}

fn statement(random: &mut Random) -> String {
    let mut text = random.pick(STATEMENTS).to_owned();
    for _ in 0..random.below(3) {
        text.push(' ');
        text.push_str(random.pick(STATEMENTS));
    }
    text
}

/// A rating near `base`, now and then with a half.
fn rating(random: &mut Random, base: u32) -> String {
    let whole = (base + random.below(3)).saturating_sub(1).min(10);
    if whole < 10 && random.chance(12) {
        format!("{whole}.5")
    } else {
        whole.to_string()
    }
}
