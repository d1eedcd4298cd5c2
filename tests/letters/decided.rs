//! What people decided is told in the letter's own language, without a mark of an assessor; and whoever is refused hears which of
//! their own answers did it.

use super::{Desk, RULES, SURE, body, table, text};

const HEADING: &str = "application,decision,field,cell,found,answer,who,when,why\n";

/// Everybody writes in this language, and L-9 to L-11 have what people settled.
fn settled(language: &str) -> Desk {
    let mut rows: Vec<String> = SURE.iter().map(|row| (*row).to_owned()).collect();
    let person = |id: &str, when: &str, rest: &str| {
        format!("{id},{when}T08:00:00,Hana,{id}@example.org,{language},Rivers,{rest}")
    };
    rows.push(person("L-9", "2020-03-01", "fluentish,Kosovo,1,1"));
    rows.push(person("L-10", "2020-04-02", "B2,Poland,1,1"));
    rows.push(person("L-11", "2020-03-01", "B1,Georgia,4,4"));
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let decisions = "\
        L-9,clarify,home,,,Poland,Panel Petra,2020-04-20,a secret note\n\
        L-9,clarify,english,,,(no answer),Panel Petra,2020-04-20,asked\n\
        L-10,accept-late,,,,,Panel Petra,2020-04-21,the server was down\n\
        L-10,correct,essay,pile.csv:11:I,1,2.75,Panel Petra,2020-04-22,Zora mistook a page\n\
        L-11,override,english,,,met,Panel Petra,2020-04-23,she interprets\n";
    Desk::new(RULES, &rows, &format!("{HEADING}{decisions}"))
}

/// What stands after the body, up to whom to write to.
fn noted(letter: &str) -> String {
    let paragraphs: Vec<&str> = letter.split("\n\n").collect();
    let list = paragraphs.iter().position(|one| {
        one.contains("noted:") || one.contains("consigné :") || one.contains("записано следующее:")
    });
    list.map_or_else(String::new, |at| paragraphs[at + 1].to_owned())
}

#[test]
fn what_people_decided_is_told_in_the_language_of_the_letter_and_without_a_mark() {
    let said = |language: &str| {
        let desk = settled(language);
        let said = ["L-9", "L-10", "L-11"].map(|id| noted(&desk.letter(id)));
        let said = said.join("\n");
        for canary in ["2.75", "Zora", "Petra", "secret", "essay", "Essay"] {
            assert!(!said.contains(canary), "{said}");
        }
        said
    };
    insta::assert_snapshot!(said("english"), @"
    - “Where do you live?”: you answered “Kosovo”; on 20 April 2020 it was decided that this counts as Poland.
    - “How good is your English?”: noted on 20 April 2020 that you have no answer. You had written “fluentish”.
    - Your application was accepted on 21 April 2020, although it came after the deadline.
    - An assessment of your application was completed or corrected on 22 April 2020.
    - “Good English”: decided on 23 April 2020: you meet this criterion.
    ");
    insta::assert_snapshot!(said("français"), @"
    - « Where do you live? » : vous avez répondu « Kosovo » ; il a été décidé le 20 avril 2020 que cela compte comme « Pologne ».
    - « How good is your English? » : il a été noté le 20 avril 2020 que vous n’avez pas de réponse. Vous aviez écrit « fluentish ».
    - Votre candidature a été acceptée le 21 avril 2020, bien qu’elle soit arrivée après la date limite.
    - Une évaluation de votre candidature a été complétée ou corrigée le 22 avril 2020.
    - « Good English » : il a été décidé le 23 avril 2020 que vous remplissez ce critère.
    ");
    insta::assert_snapshot!(said("русский"), @"
    - «Where do you live?»: ваш ответ — «Kosovo»; решено, что это считается как «Польша» (20 апреля 2020 г.).
    - «How good is your English?»: отмечено, что ответа у вас нет (20 апреля 2020 г.). Вы написали «fluentish».
    - Ваша заявка принята, хотя пришла после срока (решено: 21 апреля 2020 г.).
    - Одна из оценок вашей заявки дополнена или исправлена (22 апреля 2020 г.).
    - «Good English»: решено, что вы отвечаете этому критерию (23 апреля 2020 г.).
    ");
}

#[test]
fn a_place_that_the_rules_settle_for_everybody_is_told_in_the_language_of_the_letter() {
    let rules = format!(
        "{RULES}\n[[standing_answers]]\nname = \"Kosovo\"\ncounts_as = \"PL\"\ncites = [\"c\"]\n"
    );
    let row = "L-1,2020-03-01T08:00:00,Ana,a@example.org,français,Rivers,B2,Kosovo,9,9";
    insta::assert_snapshot!(noted(&Desk::new(&rules, &[row], "").letter("L-1")), @"- « Where do you live? » : vous avez répondu « Kosovo » ; pour cet appel, il a été décidé, pour toutes les personnes qui ont répondu ainsi, que cela compte comme « Pologne ».");
}

#[test]
fn whoever_is_refused_hears_which_of_their_own_answers_did_not_meet_a_criterion() {
    let in_words = |language: &str, rest: &str| {
        let row = format!("L-1,2020-04-02T08:00:00,Ana,a@example.org,{language},Rivers,{rest}");
        body(&Desk::new(RULES, &[&row], "").letter("L-1"))
    };
    insta::assert_snapshot!(in_words("français", "B1,Brazil,9,9"), @"
    Nous regrettons de vous annoncer que votre candidature ne peut pas être examinée plus avant, car elle ne remplit pas certains critères de l’appel :

    - Envoi avant la date limite. Date d’envoi : 2 avril 2020, 08:00:00 (+02 Europe/Vienna). Texte de référence : One clause for all.
    - Good English. À « How good is your English? », vous avez répondu « B1 ». Texte de référence : One clause for all.
    - From the region. À « Where do you live? », vous avez répondu « Brazil ». Texte de référence : Applicants live in the region.

    Les mêmes critères ont été appliqués à toutes les candidatures. Cela ne dit rien de la valeur de votre travail, et nous vous remercions de votre candidature.
    ");
    insta::assert_snapshot!(in_words("русский", "B2,Brazil,9,9"), @"
    К сожалению, ваша заявка не может быть рассмотрена дальше, потому что она не отвечает некоторым критериям объявления:

    - Отправлено в срок. Время отправки: 2 апреля 2020 г., 08:00:00 (+02 Europe/Vienna). Основание: One clause for all.
    - From the region. На вопрос «Where do you live?» вы ответили «Brazil». Основание: Applicants live in the region.

    Одни и те же критерии применялись ко всем заявкам. Это не оценка вашей работы, и мы благодарим вас за заявку.
    ");
}

/// Two criteria more: one of several answers, one of a personal answer and of what assessors say.
fn refused(test: &str, personal: bool) -> String {
    let field = format!(
        "[fields.years]\ntype = \"number\"\nheadings = [\"How many years?\"]\npersonal = {personal}\n[fields.essay]"
    );
    let rules = RULES.replace("[fields.essay]", &field).replace(
        "[[eligibility]]\nid = \"home\"",
        &format!("[[eligibility]]\nid = \"more\"\ntitle = \"More\"\ncites = [\"c\"]\ntest = {test}\n[[eligibility]]\nid = \"home\""),
    );
    let row = "L-1,2020-03-01T08:00:00,Ana,a@example.org,english,Rivers,B2,Georgia,3,4,77";
    let desk = Desk::headed(",How many years?", &rules, &[row], "");
    let letter = body(&desk.letter("L-1"));
    let point = letter.split("\n\n").find(|part| part.starts_with("- "));
    point.unwrap().to_owned()
}

#[test]
fn only_conditions_that_failed_are_told_nothing_personal_and_no_rating() {
    let all = "{ all = [{ field = \"english\", at_least = \"B1\" }, { field = \"years\", at_most = 9 }] }";
    insta::assert_snapshot!(refused(all, false), @"- More. You answered “77” to “How many years?”. It rests on: One clause for all.");
    let any = "{ any = [{ field = \"theme\", is = \"forest\" }, { not = { field = \"years\", at_least = 9 } }] }";
    insta::assert_snapshot!(refused(any, false), @"- More. You answered “Rivers” to “What do you work on?”. You answered “77” to “How many years?”. It rests on: One clause for all.");
    insta::assert_snapshot!(refused(any, true), @"- More. You answered “Rivers” to “What do you work on?”. A personal answer of yours, which is not repeated here, was looked at. It rests on: One clause for all.");
    let rated = "{ field = \"essay\", at_least = 5 }";
    insta::assert_snapshot!(refused(rated, false), @"- More. It rests on: One clause for all.");
    for said in [refused(any, true), refused(rated, false)] {
        assert!(!said.contains("77") && !said.contains("3.5"), "{said}");
    }
}

#[test]
fn an_answer_as_long_as_a_cell_can_be_is_quoted_in_part() {
    let rules = RULES.replace(
        "[[eligibility]]\nid = \"home\"",
        "[[eligibility]]\nid = \"new\"\ntitle = \"New\"\ncites = [\"c\"]\ntest = { not = { field = \"group\", given = true } }\n[[eligibility]]\nid = \"home\"",
    );
    let rules = rules.replace(
        "[fields.essay]",
        "[fields.group]\ntype = \"text\"\nheadings = [\"With whom?\"]\n[fields.essay]",
    );
    let row = format!(
        "L-1,2020-03-01T08:00:00,Ana,a@example.org,english,Rivers,B2,Georgia,9,9,{}",
        "ж".repeat(30_000)
    );
    let letter = Desk::headed(",With whom?", &rules, &[&row], "").letter("L-1");
    assert!(
        letter.contains(&format!("“{}…”", "ж".repeat(300))),
        "{letter}"
    );
}

#[test]
fn a_letter_says_whether_the_rules_or_people_let_another_application_stand() {
    let by_people = RULES.replace("stands = \"latest\"", "stands = \"ask\"");
    let decided =
        format!("{HEADING}L-6,stands,one,,\"L-6, L-7\",L-7,Panel Petra,2020-04-20,she said so\n");
    let desk = Desk::new(&by_people, &SURE, &decided);
    let audit = String::from_utf8(desk.run["audit.jsonl"].clone()).unwrap();
    assert_eq!(audit.matches("\"superseded_by_decision\":true").count(), 1);
    let english = desk.letter("L-6");
    insta::assert_snapshot!(body(&english), @"
    People have looked at your applications and decided that another one counts, so that it was judged in place of this one. You will hear, or have heard, about that application in a letter of its own.

    If you did not send another application, please tell us.
    ");
    let rows = SURE.map(|row| row.replace(",english,", ",français,"));
    let rows = rows.each_ref().map(String::as_str);
    let french = Desk::new(&by_people, &rows, &decided).letter("L-6");
    insta::assert_snapshot!(body(&french), @"
    Vos candidatures ont été examinées par des personnes, qui ont décidé qu’une autre compte ; c’est elle qui a été examinée au lieu de celle-ci. Une lettre à part porte sur cette candidature.

    Si vous n’avez pas envoyé d’autre candidature, dites-le-nous.
    ");
    // By the rules alone.
    let letter = Desk::sure().letter("L-6");
    assert!(
        body(&letter).contains("by the rules of the call"),
        "{letter}"
    );
}

#[test]
fn a_total_under_the_table_gets_no_letter_and_a_preview_is_asked_about() {
    let mut rows = SURE.to_vec();
    rows.push("Total,,,,,,,,36,36");
    let desk = Desk::new(RULES, &rows, "");
    let (files, written) = desk.made(None, None).unwrap();
    assert_eq!(written.nobodys, ["Total"]);
    assert_eq!(files.len(), 2 * SURE.len() + 1, "{:?}", files.keys());
    assert_eq!(table(&files).len(), SURE.len() + 1);
}

/// The deadline in Vienna; two were sent late there, one of them in time by the clock in New York, which their export has.
fn late() -> Desk {
    let rows = [
        "L-1,2020-03-31T23:30:00-04:00,Ana,a@example.org,english,Rivers,B2,Georgia,9,9",
        "L-2,2020-04-01T23:30:00-04:00,Bora,b@example.org,english,Rivers,B2,Georgia,9,9",
        "L-3,2020-03-01T08:00:00Z,Cveta,c@example.org,english,Rivers,B2,Georgia,9,9",
    ];
    Desk::new(RULES, &rows, "")
}

#[test]
fn a_refusal_that_is_to_be_looked_at_first_stands_apart_from_those_that_are_sent() {
    let (files, written) = late().made(None, None).unwrap();
    assert_eq!(written.look_first, ["L-1"]);
    let letters: Vec<&str> = files.keys().map(String::as_str).collect();
    insta::assert_snapshot!(letters.join("\n"), @"
    letters/L-2.html
    letters/L-2.txt
    letters/L-3.html
    letters/L-3.txt
    look-first/L-1.html
    look-first/L-1.txt
    mail-merge.xlsx
    ");
    let rows = table(&files);
    let ids: Vec<&str> = rows[1..].iter().map(|row| row[0].as_str()).collect();
    assert_eq!(ids, ["L-2", "L-3"]);
    let apart = super::sheet(&files, "look first");
    assert_eq!(apart[0], rows[0]);
    assert_eq!(apart[1][0], "L-1");
    assert!(text(&files, "look-first/L-1.txt").contains("does not meet"));
}

#[test]
fn letters_dated_after_the_last_day_to_confirm_are_warned_of_where_any_asks_for_it() {
    let desk = Desk::sure();
    let late = |desk: &Desk, date| desk.made(None, Some(date)).unwrap().1.too_late;
    assert_eq!(late(&desk, "2020-05-01"), None);
    assert_eq!(late(&desk, "2020-05-02").unwrap().to_string(), "2020-05-01");
    // Nobody is asked to confirm.
    let refused = Desk::new(RULES, &SURE[4..5], "");
    assert_eq!(late(&refused, "2020-05-02"), None);
}
