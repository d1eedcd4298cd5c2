//! What gives an applicant away in an answer, and that a blind pack holds none of it.

use insta::assert_snapshot;
use intake::values::mentions::{joined, of_email, of_name, of_organisation, of_phone};

use super::made::{cells, raw};
use super::{APPLICATIONS, ASSESSORS, RULES, made, pile, rules, sample};
use crate::bench::Bench;

/// A text in which what was found stands in brackets.
fn marked(text: &str, found: Vec<std::ops::Range<usize>>) -> String {
    let mut marked = String::new();
    let mut from = 0;
    for at in joined(text, found) {
        marked.push_str(&format!("{}[{}]", &text[from..at.start], &text[at.clone()]));
        from = at.end;
    }
    marked + &text[from..]
}

#[test]
fn a_name_is_found_in_any_alphabet_in_small_letters_and_with_an_ending() {
    let name = "Мария Петровна Ковальчук";
    let lines = [
        "I am Maria Kovalchuk.",
        "my name is maria, and kovaltchouk is my family",
        "Меня зовут Мария Ковальчук; Марии Ковальчук дали слово.",
        "Марію чекали, як і Ковальчука.",
        "see facebook.com/maria.kovalchuk and @mariakovalchuk",
        "the market of Marburg, and Marian",
    ];
    let found: Vec<String> = lines
        .iter()
        .map(|line| marked(line, of_name(line, name)))
        .collect();
    assert_snapshot!(found.join("\n"), @"
    I am [Maria Kovalchuk].
    my name is [maria], and [kovaltchouk] is my family
    Меня зовут [Мария Ковальчук]; [Марии Ковальчук] дали слово.
    [Марію] чекали, як і [Ковальчука].
    see facebook.com/[maria].[kovalchuk] and @[mariakovalchuk]
    the market of Marburg, and [Marian]
    ");
}

#[test]
fn a_short_name_is_found_where_it_begins_with_a_capital() {
    let text = "An agreed that an answer is due; Li said so, li did not.";
    assert_snapshot!(marked(text, of_name(text, "An Li")), @"[An] agreed that an answer is due; [Li] said so, li did not.");
}

#[test]
fn a_name_is_found_in_scripts_without_spaces_or_capitals() {
    let lines = [
        ("王伟", "我叫王伟，来自成都。王 伟写的。"),
        ("王 伟", "我叫王伟，伟大的国王。"),
        ("王小明", "大家叫我小明。王小明是记者。"),
        ("山田 太郎", "山田太郎です。太郎と呼ばれています。"),
        ("김민수", "저는 김민수입니다."),
        ("أحمد المصري", "اسمي احمد المصرى، وأحمد يكتب. لأحمدَ صديق."),
        ("דנה כהן", "שמי דנה כהן, ולדנה יש חברה."),
    ];
    assert_snapshot!(found_in(&lines), @"
    我叫[王伟]，来自成都。[王 伟]写的。
    我叫[王伟]，伟大的国王。
    大家叫我[小明]。[王小明]是记者。
    [山田太郎]です。[太郎]と呼ばれています。
    저는 [김민수]입니다.
    اسمي [احمد المصرى]، [وأحمد] يكتب. [لأحمدَ] صديق.
    שמי [דנה כהן], [ולדנה] יש חברה.
    ");
}

#[test]
fn a_name_is_found_with_the_endings_of_languages_that_have_no_capitals_or_many_cases() {
    let lines = [
        (
            "Γιάννης Παπαδόπουλος",
            "Με λένε Γιάννη Παπαδόπουλο, του Παπαδοπούλου και του Γιάννη.",
        ),
        ("Μαρία Παπαδοπούλου", "Η Μαρία είπε· της Μαρίας."),
        (
            "ნინო ბერიძე",
            "მე ვარ ნინო ბერიძე; ნინომ და ბერიძემ, ბერიძის, ნინოს.",
        ),
        (
            "Nino Beridze",
            "მე ვარ ნინო ბერიძე, ნინოს მეგობარი ბერიძის.",
        ),
        ("김민수", "민수는 왔다. 김민수가 말했다."),
        ("김 민수", "저는 민수라고 합니다. 김민수의 글."),
        ("अनिता शर्मा", "मेरा नाम अनिता शर्मा है; अनिता ने, शर्माजी ने।"),
        ("Anita Sharma", "मेरा नाम अनिता शर्मा है।"),
        (
            "Արամ Պետրոսյան",
            "Ես Արամ Պետրոսյանն եմ, Արամի, Պետրոսյանի։",
        ),
        ("דנה כהן", "ולדנה יש חברה."),
        ("Jonas Kazlauskas", "Esu Jonas, Jono ir Kazlausko sūnus."),
        ("Jo Li", "my name is jo li, and Jo told it"),
        ("An Le", "AN ANNUAL REPORT OF AN LE, AND LE TEMPS"),
        ("Ana Lukić", "a. lukić, A.L. and A. L."),
    ];
    assert_snapshot!(found_in(&lines), @"
    Με λένε [Γιάννη Παπαδόπουλο], του [Παπαδοπούλου] και του [Γιάννη].
    Η [Μαρία] είπε· της [Μαρίας].
    მე ვარ [ნინო ბერიძე]; [ნინომ] და [ბერიძემ], [ბერიძის], [ნინოს].
    მე ვარ [ნინო ბერიძე], [ნინოს] მეგობარი [ბერიძის].
    [민수]는 왔다. [김민수]가 말했다.
    저는 [민수]라고 합니다. [김민수]의 글.
    मेरा नाम [अनिता शर्मा] है; [अनिता] ने, [शर्माजी] ने।
    मेरा नाम अनिता शर्मा है।
    Ես [Արամ Պետրոսյանն] եմ, [Արամի], [Պետրոսյանի]։
    [ולדנה] יש חברה.
    Esu [Jonas], Jono ir [Kazlausko] sūnus.
    my name is [jo li], and [Jo] told it
    AN ANNUAL REPORT OF [AN LE], AND LE TEMPS
    a. [lukić], [A.L.] and [A. L.]
    ");
}

/// Each line with what is found of the name before it.
fn found_in(lines: &[(&str, &str)]) -> String {
    let each = lines.iter();
    let found = each.map(|(name, line)| marked(line, of_name(line, name)));
    found.collect::<Vec<_>>().join("\n")
}

#[test]
fn an_apostrophe_of_any_shape_and_a_name_that_sounds_as_one_letter_are_found() {
    let lines = [
        ("Sean O'Brien", "I am O’Brien, OBrien or O'Brien; o`brien."),
        ("Awa N’Diaye", "d’Awa, N'Diaye et NDiaye"),
        ("Ye Yi", "Ye said that Yi left. E. said i."),
        ("D'Angelo Russo", "l’Angelo, D’Angelo"),
    ];
    assert_snapshot!(found_in(&lines), @"
    I am [O’Brien], [OBrien] or [O'Brien]; [o`brien].
    d’[Awa], [N'Diaye] et [NDiaye]
    [Ye] said that [Yi] left. E. said i.
    l’[Angelo], [D’Angelo]
    ");
}

#[test]
fn an_id_that_names_its_applicant_is_said_before_packs_are_sent() {
    let text = pile(&[[
        "kovac-marija-1",
        "Marija Kovač",
        "m@example.org",
        "",
        "I observe.",
    ]]);
    let assessors = ASSESSORS.replace("P-04", "");
    let made = made(
        &rules(RULES),
        &[("packs.csv", &text)],
        Some(&assessors),
        &[],
    )
    .unwrap();
    assert!(made.is_open);
    assert_snapshot!(made.said, @"
    question[blind-hit] look-first.csv: 1 answer names its applicant, the first `application` of `kovac-marija-1`
      help: an id cannot be covered: number the applications anew, or see that readers may know whose they are
    ");
    let row = made.text("look-first.csv").lines().nth(1).unwrap();
    assert!(
        row.contains(",name,application,kovac-marija,") && row.ends_with(",no"),
        "{row}"
    );
    // An id that is made of who somebody is cannot stand in a blind pack at all.
    let of_address = RULES.replace(
        "type = \"id\"\nheadings = [\"ID\"]",
        "type = \"id\"\nmade_of = [\"submitted\", \"email\"]",
    );
    assert_ne!(of_address, RULES);
    let loaded = intake::rules::load::load("rules.toml", &of_address, &|_| Err(String::new()));
    let words = loaded
        .findings
        .iter()
        .find(|one| one.message.contains("the ids are made of"));
    assert_snapshot!(words.unwrap().message, @"the ids are made of personal fields, and readers see the id");
}

#[test]
fn a_conflict_is_found_however_a_name_is_written_in_scripts_without_spaces_or_capitals() {
    let rows = [
        ["P-01", "王 伟", "a@example.org", "", "x"],
        ["P-02", "أحمد المصري", "b@example.org", "", "x"],
        ["P-03", "Sean O’Brien", "c@example.org", "", "x"],
        ["P-04", "Ye Li", "d@example.org", "", "x"],
    ];
    let assessors = "assessor,name\nA1,王伟\nA2,احمد المصرى\nA3,OBrien Sean\nA4,Li Ye\n";
    let made = made(
        &rules(RULES),
        &[("packs.csv", &pile(&rows))],
        Some(assessors),
        &[],
    )
    .unwrap();
    let barred: Vec<&str> = made
        .text("assignment.csv")
        .lines()
        .skip(1)
        .map(|line| line.rsplit(',').next().unwrap())
        .collect();
    let all = [
        "A1: same name",
        "A2: same name",
        "A3: same name",
        "A4: same name",
    ];
    assert_eq!(barred, all);
}

#[test]
fn titles_and_initials_are_no_names() {
    let text = "Dr. A. said that a doctor, Mr. B., was there.";
    assert_eq!(marked(text, of_name(text, "Dr. A. Müller")), text);
}

#[test]
fn an_organisation_is_found_by_all_of_its_words_its_brackets_and_its_initials() {
    let organisation = "Helsinki Committee for Human Rights (HelCom)";
    let text = "At the Helsinki committee for human rights we, HelCom or HCHR, defend human rights in Helsinki.";
    assert_snapshot!(marked(text, of_organisation(text, organisation)), @"At the [Helsinki committee for human rights] we, [HelCom] or [HCHR], defend human rights in Helsinki.");
    let text = "Я работаю в Центр Право, то есть в Centr Pravo.";
    assert_snapshot!(marked(text, of_organisation(text, "Центр «Право»")), @"Я работаю в [Центр Право], то есть в [Centr Pravo].");
}

#[test]
fn any_address_is_found_and_the_name_before_its_at_sign() {
    let text = "Write to ana.lukic@example.org. or a_friend@mail.example; on Telegram ana.lukic, and @ana.lukic.";
    assert_snapshot!(marked(text, of_email(text, "Ana.Lukic@example.org")), @"Write to [ana.lukic@example.org]. or [a_friend@mail.example]; on Telegram [ana.lukic], and [@ana.lukic].");
}

#[test]
fn a_telephone_number_is_found_as_it_is_dialled_at_home_and_in_other_digits() {
    let text = "Call 064/123-45-67, +381 64 123 4567 or ００３８１６４１２３４５６７; in 2019 we helped 1234567 people.";
    assert_snapshot!(marked(text, of_phone(text, "+381 (0)64 123 45 67")), @"Call [064/123-45-67], [+381 64 123 4567] or [００３８１６４１２３４５６７]; in 2019 we helped 1234567 people.");
}

#[test]
fn what_was_found_is_covered_where_the_rules_say_so_and_stays_where_they_list_it() {
    let shown = |rules_text: &str| {
        let made = made(
            &rules(rules_text),
            &[("packs.csv", APPLICATIONS)],
            Some(ASSESSORS),
            &[],
        )
        .unwrap();
        let cells = cells(&made.files["packs/A1.xlsx"], "applications");
        (
            cells.iter().find(|row| row[0].contains("I am")).unwrap()[0].clone(),
            made.is_open,
            made.said,
        )
    };
    let (text, is_open, said) = shown(RULES);
    assert_eq!(
        text,
        "I am [name], and at [organisation] I monitor logging. I want to learn to interview witnesses; write to [e-mail address]."
    );
    assert!(!is_open);
    assert_snapshot!(said, @"
    note[blind-masked] look-first.csv: 2 answers name their applicants, the first `statement` of `P-01`
      help: what was found is covered in the packs; the list has all of it
    ");
    let (text, is_open, said) = shown(&RULES.replace("hits = \"mask\"", "hits = \"list\""));
    assert!(
        text.starts_with("I am Marija, and at Forest Watch"),
        "{text}"
    );
    assert!(is_open);
    assert_snapshot!(said, @r#"
    question[blind-hit] look-first.csv: 2 answers name their applicants, the first `statement` of `P-01`
      help: packs show these answers as they are: look at each before packs are sent, or write `hits = "mask"` into [packs]
    "#);
}

#[test]
fn a_name_is_found_by_initials_with_full_stops() {
    let lines = [
        (
            "Anna Petrova",
            "A. P. wrote this, A.P. signed, and P. A. is I.",
        ),
        (
            "Анна Ивановна Петрова",
            "Меня зовут А. Петрова, то есть А.И.П. или Петрова А. И.",
        ),
        ("Анна Петрова", "I am A. P., not A. Q. or U.S."),
        ("Jean-Luc Roux", "J.-L. Roux, J. R."),
    ];
    assert_snapshot!(found_in(&lines), @"
    [A. P.] wrote this, [A.P.] signed, and [P. A.] is I.
    Меня зовут [А. Петрова], то есть [А.И.П.] или [Петрова А. И.]
    I am [A. P.], not A. Q. or U.S.
    [J.-L. Roux], [J. R.]
    ");
}

#[test]
fn a_name_is_found_through_characters_that_nobody_sees_and_at_the_end_of_a_line() {
    let lines = [
        (
            "Olena Kovalchuk",
            "Olena Koval\u{ad}chuk, O\u{200b}lena, K\u{feff}ovalchuk\u{200d}",
        ),
        (
            "Olena Kovalchuk",
            "Olena Koval-\nchuk, Koval\u{2010}\r\n  chuk, Koval\u{ad}\nchuk",
        ),
        ("Anna-Maria Roux", "I am Anna-\nMaria, not well-\nmannered"),
        ("Olena Kovalchuk", "Ｏｌｅｎａ and 𝐊𝐨𝐯𝐚𝐥𝐜𝐡𝐮𝐤"),
    ];
    assert_snapshot!(found_in(&lines).escape_debug(), @r"[Olena Koval\u{ad}chuk, O\u{200b}lena, K\u{feff}ovalchuk]\u{200d}\n[Olena Koval-\nchuk], [Koval‐\r\n  chuk], [Koval\u{ad}\nchuk]\nI am [Anna-\nMaria], not well-\nmannered\n[Ｏｌｅｎａ] and [𝐊𝐨𝐯𝐚𝐥𝐜𝐡𝐮𝐤]");
    let masked = |text: &str, found| joined(text, found);
    let text = "Koval\u{ad}chuk";
    let found = masked(text, of_name(text, "Olena Kovalchuk"));
    assert_eq!(found.first(), Some(&(0..text.len())));
}

#[test]
fn an_organisation_is_found_with_the_endings_of_its_language_and_by_dotted_initials() {
    let lines = [
        ("Право знать", "Я работаю в «Праве знать» два года."),
        (
            "Открытый суд",
            "Я координатор Открытого суда; в Открытом суде нас пятеро; открытого суда.",
        ),
        (
            "Мемориал",
            "Я сотрудник «Мемориала» с 2015 года, в Мемориале веду приём; мемориалы.",
        ),
        (
            "Stowarzyszenie Jasna Sprawa",
            "Pracuję w Stowarzyszeniu Jasna Sprawa, w Stowarzyszeniu Jasnej Sprawy.",
        ),
        (
            "Beogradski centar za ljudska prava",
            "U Beogradskom centru za ljudska prava; Београдског центра за људска права.",
        ),
        (
            "Центр громадянських свобод",
            "Я з Центру громадянських свобод, у Центрі громадянських свобод.",
        ),
        ("Offenes Gericht e.V.", "Ich arbeite beim Offenen Gericht."),
        (
            "Forest Watch International",
            "At F.W.I. I monitor; F. W. I. has six staff, and FWI, too; U.S.A.",
        ),
        (
            "Court Watch Una",
            "at Courtwatch Una; Court Watch-Una; «Court  Watch Una»; a court in Una.",
        ),
    ];
    let each = lines.iter();
    let found = each.map(|(name, line)| marked(line, of_organisation(line, name)));
    assert_snapshot!(found.collect::<Vec<_>>().join("\n"), @"
    Я работаю в «[Праве знать]» два года.
    Я координатор [Открытого суда]; в [Открытом суде] нас пятеро; открытого суда.
    Я сотрудник «[Мемориала]» с 2015 года, в [Мемориале] веду приём; мемориалы.
    Pracuję w [Stowarzyszeniu Jasna Sprawa], w [Stowarzyszeniu Jasnej Sprawy].
    U [Beogradskom centru za ljudska prava]; [Београдског центра за људска права].
    Я з [Центру громадянських свобод], у [Центрі громадянських свобод].
    Ich arbeite beim [Offenen Gericht].
    At [F.W.I.] I monitor; [F. W. I.] has six staff, and [FWI], too; U.S.A.
    at [Courtwatch Una]; [Court Watch-Una]; «[Court  Watch Una]»; a court in Una.
    ");
}

#[test]
fn a_telephone_number_is_found_in_the_digits_of_any_script_and_an_address_in_wide_letters() {
    let phone = "+381 (0)64 123 45 67";
    let lines = [
        "٠٦٤ ١٢٣ ٤٥ ٦٧",
        "۰۶۴۱۲۳۴۵۶۷",
        "०६४ १२३ ४५ ६७",
        "064\u{200b}123\u{ad}4567",
        "𝟎𝟔𝟒𝟏𝟐𝟑𝟒𝟓𝟔𝟕",
        "០៦៤១២៣៤៥៦៧",
    ];
    for line in lines {
        assert_eq!(marked(line, of_phone(line, phone)), format!("[{line}]"));
    }
    let own = of_phone("064 123-45-67", "٠٦٤/١٢٣-٤٥-٦٧");
    assert_eq!(own.first(), Some(&(0..13)));
    let text = "ana＠example．org, a\u{ad}na@exam\u{200b}ple.org";
    assert_eq!(marked(text, of_email(text, "")).matches('[').count(), 2);
}

/// Personal values of somebody, each of which stands nowhere else.
const CANARIES: [&str; 5] = [
    "Canaria",
    "Zvonimira",
    "zvonimira@canary.example",
    "Canary Keepers",
    "0699123456",
];

#[test]
fn no_personal_value_stands_in_a_blind_pack() {
    let [name, other, email, organisation, phone] = CANARIES;
    let statement =
        format!("I, {name} {other} of {organisation}, read {email} and answer {phone}.");
    let text = pile(&[
        [
            "P-1",
            &format!("{name} {other}"),
            email,
            organisation,
            &statement,
        ],
        ["P-2", "Ana Lukić", "ana@example.org", "", "Nothing."],
    ]);
    let text = text.replace(
        &format!("\"{organisation}\",,"),
        &format!("\"{organisation}\",+36 {},", phone.trim_start_matches('0')),
    );
    let assessors = ASSESSORS.replace("P-04", "");
    let made = made(
        &rules(RULES),
        &[("packs.csv", &text)],
        Some(&assessors),
        &[],
    )
    .unwrap();
    let packs = made
        .files
        .iter()
        .filter(|(name, _)| name.starts_with("packs/"));
    let mut seen = 0;
    for (file, bytes) in packs {
        let raw = raw(bytes);
        seen += usize::from(raw.contains("P-1"));
        for canary in CANARIES {
            assert!(!raw.contains(canary), "{file} holds {canary}");
        }
    }
    assert_eq!(seen, 2, "two assessors read the application");
}

#[test]
fn a_pack_holds_nothing_of_another_assessor() {
    for (name, bytes) in sample()
        .files
        .iter()
        .filter(|(name, _)| name.starts_with("packs/"))
    {
        let raw = raw(bytes);
        for other in ["A1", "A2", "A3", "A4"]
            .iter()
            .filter(|other| !name.contains(**other))
        {
            assert!(
                !raw.contains(&format!("{other}-")) && !raw.contains(&format!(" {other}")),
                "{name} names {other}"
            );
        }
        assert!(
            !["Vera", "Petrow", "Beridze"]
                .iter()
                .any(|own| raw.contains(own)),
            "{name}"
        );
    }
}

#[test]
fn a_statement_that_no_rule_reads_stands_in_no_record_and_no_report() {
    let bench = Bench::of(
        "sample-applications/small/packs.toml",
        "sample-applications/small/packs.csv",
    );
    let ran = bench.select();
    for file in ["audit.jsonl", "report.html", "manifest.json", "clarify.csv"] {
        assert!(!ran.text(file).contains("court accepts"), "{file}");
    }
}

#[test]
fn a_blind_pack_shows_no_personal_field_and_none_that_no_rule_may_read() {
    let said = |from: &str, to: &str| {
        let loaded = intake::rules::load::load("rules.toml", &RULES.replace(from, to), &|_| {
            Err(String::new())
        });
        let findings: Vec<String> = loaded
            .findings
            .iter()
            .map(|one| {
                format!(
                    "{}: {} ({})",
                    one.code,
                    one.message,
                    one.help.clone().unwrap_or_default()
                )
            })
            .collect();
        findings.join("\n")
    };
    let all = [
        said("shows = [\"member\"", "shows = [\"name\""),
        said(
            "headings = [\"Why do you want to come?\"]",
            "headings = [\"Why do you want to come?\"]\nuse = \"never\"",
        ),
        said("shows = [\"member\"", "shows = [\"motivation\""),
        said("hits = \"mask\"\n", ""),
        said("blind = true", "blind = false"),
        said(
            "name = [\"name\"]\nemail = \"email\"\norganisation = [\"organisation\"]\nphone = [\"phone\"]\n",
            "",
        ),
        said("language = \"language\"", "language = \"member\""),
        said("{ at = 4, means", "{ at = 11, means"),
        said("{ at = 4, means", "{ at = 0, means"),
    ];
    assert_snapshot!(all.join("\n"), @"
    bad-value: the field `name` is personal, and these packs are blind (take it out of `shows`; or take `personal` out of the field where it is a statement, in which names are looked for)
    protected-field: readers would see the field `statement`, which no scoring rule may read (whoever sees it may judge by it: take it out of `shows`)
    bad-value: `motivation` is what assessors give (a pack has a cell for each rating; take it out of `shows`)
    missing-key: [packs] needs the key `hits` ()
    bad-value: `hits` belongs to `blind = true` ()
    bad-value: nothing says what gives an applicant away (write `name`, `email`, `organisation` or `phone` into `[packs]`, with the fields that hold it)
    wrong-type: `member` is a field of type yes-no (`language` takes a field of type `choice`)
    bad-value: `11` lies outside of what can be rated ()
    bad-value: `7` does not come after the number before (write each number once, the least first)
    bad-value: `0` does not come after the number before (write each number once, the least first)
    ");
}

#[test]
fn a_country_is_no_name_and_what_cannot_be_read_is_searched() {
    let text = pile(&[["P-1", "Armen Yes", "a@example.org", "", "Nothing."]]);
    let shows = RULES.replace("shows = [\"member\"", "shows = [\"member\", \"language\"");
    let of = |text: &str| {
        let made = made(&rules(&shows), &[("packs.csv", text)], None, &[]).unwrap();
        made.text("look-first.csv")
            .lines()
            .skip(1)
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        of(&text),
        Vec::<String>::new(),
        "`yes` and `English` are answers of the form"
    );
    let own = of(&text.replace(",English,", ",Armen writes Armenian,"));
    assert_eq!(own.len(), 2, "{own:?}");
}
