//! Who comes next for a seat and stands on no reserve list is refused, and hears that a seat which becomes free may be offered to them.

use super::{Desk, RULES, SURE, body};

/// Nobody stands on a reserve list, and L-3 comes next for the seat of L-1.
fn desk(language: &str) -> Desk {
    let rules = RULES.replace("reserve = 1", "reserve = 0");
    let [one, two, three, rest @ ..] = SURE;
    let three = three.replace("русский", language).replace("7,7", "8,8");
    let rows: Vec<&str> = [one, two, &three].into_iter().chain(rest).collect();
    Desk::new(&rules, &rows, "")
}

#[test]
fn whoever_comes_next_without_a_reserve_list_is_told_so_in_every_language_and_promised_nothing() {
    let said = |language: &str| body(&desk(language).letter("L-3"));
    insta::assert_snapshot!(said("english"), @"
    You meet every criterion of the call. We are sorry to tell you that we cannot offer you a seat. Seats are given by the ranking, within the groups and the rules of the call.

    You are on no reserve list. All the same, you are among those who come next by the ranking and the rules of the call: a seat that becomes free may be offered to you. That is no promise. If it happens, we will write to you; until then there is nothing to do.

    This says nothing about the worth of your work. We thank you for your application, and you are welcome to apply again.
    ");
    insta::assert_snapshot!(said("français"), @"
    Votre candidature remplit tous les critères de l’appel. Nous regrettons de devoir vous dire qu’il n’y a pourtant pas de place pour vous. Les places sont attribuées selon le classement, dans les groupes et suivant les règles de l’appel.

    Vous n’êtes sur aucune liste de réserve. Cependant, selon le classement et les règles de l’appel, vous êtes parmi les personnes qui viennent ensuite : une place qui se libère peut vous être proposée. Ce n’est pas une promesse. Si cela arrive, nous vous écrirons ; d’ici là, vous n’avez rien à faire.

    Cela ne dit rien de la valeur de votre travail. Nous vous remercions de votre candidature, et vous pourrez en présenter une autre à l’avenir.
    ");
    insta::assert_snapshot!(said("русский"), @"
    Ваша заявка отвечает всем критериям. К сожалению, места для вас всё же нет. Места распределяются по рейтингу, по группам и правилам объявления.

    Вы не состоите ни в одном резервном списке. Тем не менее по рейтингу и правилам объявления вы среди тех, кто идёт следующим: если место освободится, его могут предложить вам. Это не обещание. Если так случится, мы вам напишем; до этого ничего делать не нужно.

    Это не оценка вашей работы. Спасибо за заявку; вы можете подать её снова в будущем.
    ");
}

#[test]
fn the_office_is_told_who_they_are_and_nobody_else_hears_it() {
    let desk = desk("english");
    let (files, written) = desk.made(None, Some("2020-04-22")).unwrap();
    assert_eq!(written.come_next, ["L-3"]);
    let told = files.iter().filter(|(name, text)| {
        name.ends_with(".txt") && String::from_utf8_lossy(text).contains("come next")
    });
    let told: Vec<&str> = told.map(|(name, _)| name.as_str()).collect();
    assert_eq!(told, ["letters/L-3.txt"]);
    let reserve = Desk::new(RULES, &SURE, "").made(None, None).unwrap().1;
    assert!(reserve.come_next.is_empty(), "the reserve list tells them");
}

#[test]
fn a_decision_that_is_later_than_its_letter_is_named_with_its_day() {
    let early = |date: &str| {
        let written = Desk::sure().made(None, Some(date)).unwrap().1;
        let each = written.early.into_iter();
        let each = each.map(|one| format!("{} {} {}", one.application, one.decision, one.on));
        each.collect::<Vec<String>>()
    };
    assert_eq!(
        early("2020-04-19"),
        ["L-1 confirmed 2020-04-20", "L-8 withdrawn 2020-04-21"]
    );
    assert_eq!(early("2020-04-20"), ["L-8 withdrawn 2020-04-21"]);
    assert!(early("2020-04-21").is_empty());
}
