//! The report: its numbers are those of the record, everybody is on it or counted, and nothing personal and nothing from outside is.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use insta::assert_snapshot;
use intake::engine::verify::recompute;
use intake::engine::{File, Pile, decide};
use intake::out::{self, Issue};
use intake::table::Options;
use proptest::prelude::*;
use rust_decimal::Decimal;
use sha2::{Digest as _, Sha256};

use crate::bench::{Bench, Ran};
use crate::shell::{About, Exit, Format, Job};

const MONTENEGRO: &str = "rules/montenegro-2019.toml";
const SAMPLE: &str = "sample-applications/montenegro-2019.csv";

/// A call for two seats and one reserve in a group; two assessors rate.
const RULES: &str = r#"
format = 1
programme = { id = "story", title = "A <short> story", first_day = 2020-05-01, last_day = 2020-05-03 }
call = { deadline = 2020-03-31, time_zone = "Europe/Vienna", submitted = "submitted", cites = ["c"], clauses = { c = "One clause for all." } }
places = { cap = 2, reserve = 1, cites = ["c"] }
groups = [{ id = "water", title = "Water", size = 2, test = { field = "topic", is = "water" }, cites = ["c"] }]
ranking = { cites = ["c"], tie_breaks = [{ lot = "story" }] }
[fields]
id = { type = "id", headings = ["ID"] }
submitted = { type = "timestamp", headings = ["Submitted"] }
name = { type = "text", headings = ["Name"], personal = true, roster = true }
topic = { type = "choice", headings = ["Topic"], options = { water = [], forest = [] }, count = true }
rate = { type = "rating", min = 0, max = 10, readers = [["Rate 1"], ["Rate 2"]], combine = "mean" }
before = { type = "number", min = 0, max = 9, headings = ["Before"] }
[[eligibility]]
id = "topic"
title = "Water or forest"
cites = ["c"]
test = { field = "topic", in = ["water", "forest"] }
[[scoring]]
id = "rate"
title = "What assessors gave"
cites = ["c"]
weight = 2
field = "rate"
rating = true
[[scoring]]
id = "before"
title = "Came before"
cites = ["c"]
weight = 1
field = "before"
rating = true
"#;

const HEADINGS: &str = "ID,Submitted,Name,Topic,Rate 1,Rate 2,Before\n";
const PILE: &str = "A,2020-03-01T08:00:00,secret Ana,water,9,8,0
B,2020-03-01T08:00:00,secret Bo,water,8,8,1
C,2020-03-01T08:00:00,secret Cem,water,8,7,0
D,2020-03-01T08:00:00,secret Dina,forest,6,2,0
E,2020-03-01T08:00:00,secret Emin,water,ten,9,0
F,2020-04-02T08:00:00,secret Fay,water,9,9,0
";

fn bench() -> Bench {
    Bench::new(RULES).pile(format!("{HEADINGS}{PILE}"))
}

fn page(ran: &Ran) -> &str {
    ran.text("report.html")
}

/// What stands in a section, without tags: cells and lines apart.
fn said(page: &str, id: &str) -> String {
    let from = format!(" id=\"{id}\">");
    let (_, section) = page.split_once(&from).unwrap();
    let section = section.split("\n<section").next().unwrap();
    let section = section.split("<footer>").next().unwrap();
    let mut text = String::new();
    for piece in section.split('<').skip(1) {
        let (tag, words) = piece.split_once('>').unwrap();
        let breaks = [
            "/th",
            "/td",
            "/li",
            "/p",
            "/h2",
            "/h3",
            "/h4",
            "/caption",
            "/figcaption",
            "/summary",
            "/text",
            "/span",
            "br",
        ];
        match tag {
            "/tr" => text.push('\n'),
            tag if breaks.contains(&tag) => text.push('|'),
            _ => {}
        }
        text.push_str(words.trim_matches('\n'));
    }
    let lines = text.lines().map(|line| line.trim_matches('|'));
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    lines.join("\n").replace("||", "|")
}

/// The rows of the list of everybody.
fn rows(page: &str) -> usize {
    said(page, "everybody").lines().count() - 1
}

#[test]
fn the_story_at_a_glance_is_that_of_the_run() {
    let ran = bench().select();
    assert_snapshot!(said(page(&ran), "glance"), @"
    At a glance|How many came how far|step|how many|picture
    received|6
    in time|1 late|5
    eligible|1 with something still open|5
    ranked|1 in reserve, 1 without a place|4
    selected|2
    Beside them:|1 unclear, to be asked: 1 of them counted as eligible above; 1 could win a seat|1 ineligible|Seats|Where the seats of each group end|group|seats|taken|empty|in reserve|last seated|with|next|with|between them
    Water water|2|2|0|1|A|17|C|15|2 points between them
    What stays empty|No seat stays empty.|What is open|What is asked, and which seats hang on it|application|what is asked, and of whom|could win a seat|whose seats an answer could take
    E|Rate (assessor 1)| `(in words)` is no number; write digits only, such as `7` or `7.5`|yes|A
    ");
}

#[test]
fn a_group_is_told_with_its_scores_its_cut_off_and_who_sits_there() {
    let ran = bench().select();
    assert_snapshot!(said(page(&ran), "groups"), @"
    The groups|Water water|2 of 2 seats, 1 in reserve|Water: totals of everybody ranked whom the group admits|selected here|in reserve here|admitted, and neither|last seat 17|next 15|8|the highest bar: 2|17|The same as numbers|Water: totals of everybody ranked whom the group admits: the numbers|number|selected here|in reserve here|admitted, and neither
    15|0|1|0
    17|2|0|0
    The last seat: last A with 17, next C (reserve 1) with 15: 2 points between them|Water: who is selected, then who is in reserve|application|place|rank|total|outcome|seat|told apart by
    B|1|1=|17|selected|firm
    A|2|1=|17|selected|provisional|lot
    C|3|3|15|reserve 1
    ");
}

#[test]
fn points_are_told_part_by_part() {
    let ran = bench().select();
    assert_snapshot!(said(page(&ran), "parts"), @"
    Where the points came from|What assessors gave (rate)|Came before (before)|Where the points came from: those selected and the first reserve of each group|application|outcome|parts|total
    B|selected|17
    A|selected|17
    C|reserve 1|15
    The parts as numbers|Where the points came from: the numbers|application|What assessors gave|Came before|total
    B|16|1|17
    A|17|0|17
    C|15|0|15
    ");
    let bars: Vec<&str> = page(&ran)
        .lines()
        .filter(|line| line.contains("<rect class=\"piece\"") && line.contains("height=\"18\""))
        .collect();
    assert_snapshot!(bars[0].split("</svg>").next().unwrap(), @r#"
    <svg class="row" aria-hidden="true" focusable="false"><rect class="piece" x="0%" y="2" width="94.12%" height="18" fill="var(--a)"></rect><rect class="piece" x="94.12%" y="2" width="5.88%" height="18" fill="url(#p1)"></rect>
    "#);
}

#[test]
fn assessors_are_told_apart_by_what_they_gave() {
    let ran = bench().select();
    assert_snapshot!(said(page(&ran), "spread"), @"
    How assessors rated|Rate|Rate: ratings by A1|0|the highest bar: 2|10|The same as numbers|Rate: ratings by A1: the numbers|number|ratings
    6|1
    8|2
    9|2
    Rate: ratings by A2|0|the highest bar: 2|10|The same as numbers|Rate: ratings by A2: the numbers|number|ratings
    2|1
    7|1
    8|2
    9|2
    Rate: what each assessor gave|assessor|ratings|lowest|mean|highest|shared|from the others
    A1|5|6|8|9|5|+1.2
    A2|6|2|7.17|9|5|−1.2
    From the others: on the applications that others rated as well (shared), the own rating less the mean of theirs, on average; above 0 is more generous, below 0 is stricter.|Too few to say anything: 5 applications have two ratings or more, and with fewer than 10 a number means nothing.|Krippendorff's alpha is 0.599, by the differences of the numbers (interval), over 5 applications with two ratings or more (5 pairs of ratings).|With any one application left out it lies between 0.500 (without D) and 0.626 (without C).|Rate: how far the lowest and the highest rating of an application are apart|apart by|applications
    0|2
    1|2
    4|1
    ");
}

#[test]
fn a_rating_that_is_out_of_bounds_is_none_of_an_assessors() {
    let with = |rate: &str| {
        let pile = PILE.replace(
            "secret Emin,water,ten,9",
            &format!("secret Emin,water,{rate},9"),
        );
        let ran = Bench::new(RULES).pile(format!("{HEADINGS}{pile}")).select();
        said(page(&ran), "spread")
    };
    assert_eq!(with("1000000"), with("ten"));
    assert_ne!(with("10"), with("ten"));
}

#[test]
fn it_is_provisional_while_an_empty_seat_could_still_be_filled() {
    let pile = "A,2020-03-01T08:00:00,secret Ana,water,9,8,0\nE,2020-03-01T08:00:00,secret Emin,water,ten,9,0\n";
    let ran = Bench::new(RULES).pile(format!("{HEADINGS}{pile}")).select();
    let status = "<p class=\"status\"><strong>Provisional</strong><span>every seat that is taken is firm; 1 application waits for an answer, 1 of them could win a seat</span></p>";
    assert!(page(&ran).contains(status));
}

#[test]
fn it_says_at_the_top_whether_it_is_final() {
    let settled = PILE.replace("ten", "1");
    let settled = Bench::new(RULES).pile(format!("{HEADINGS}{settled}"));
    let status = |ran: &Ran| {
        let page = page(ran);
        let (_, status) = page.split_once("<p class=\"status\"><strong>").unwrap();
        let (word, rest) = status.split_once("</strong><span>").unwrap();
        let words = rest.split('<').next().unwrap();
        assert!(
            page.contains(&format!("@bottom-left{{content:\"{word} ")),
            "each sheet says so"
        );
        format!("{word}: {words}")
    };
    assert_snapshot!(status(&bench().select()), @"
    Provisional: 1 of 2 seats is firm; 1 application waits for an answer, 1 of them could win a seat
    ");
    assert_snapshot!(status(&settled.select()), @"Nothing open: every seat that is taken is firm; nobody waits for an answer; not made final yet");
    assert_snapshot!(status(&settled.replacing().made_final().select()), @"
    Final: every seat that is taken is firm; nobody waits for an answer
    ");
}

#[test]
fn everybody_stands_on_it_once_and_leads_to_why() {
    let ran = Bench::of(MONTENEGRO, SAMPLE).select();
    let page = page(&ran);
    let (_, list) = page.split_once(" id=\"everybody\">").unwrap();
    let (list, _) = list.split_once("</section>").unwrap();
    let links: Vec<&str> = list
        .split("href=\"#a-")
        .skip(1)
        .map(|link| link.split('"').next().unwrap())
        .collect();
    let outcomes = ran.outcomes();
    assert_eq!(links.len(), outcomes.len());
    assert_eq!(links.iter().collect::<BTreeSet<_>>().len(), outcomes.len());
    for link in links {
        assert_eq!(page.matches(&format!("<div id=\"a-{link}\">")).count(), 1);
    }
    for id in outcomes.keys() {
        assert!(page.contains(&format!("<h3><bdi>{id}</bdi>: ")), "{id}");
    }
}

#[test]
fn what_is_said_of_somebody_is_what_explain_says() {
    let bench = Bench::of(MONTENEGRO, SAMPLE);
    let ran = bench.select();
    let page = page(&ran);
    for id in ["A-0175", "A-0034", "A-0011", "A-0127"] {
        let html = bench
            .explain_as(About::Application(id.to_owned()), Format::Html)
            .out;
        let sections = html.split("<section").skip(1).filter(|section| {
            !["\"what-if\"", "\"sources\""]
                .iter()
                .any(|id| section.contains(&format!("<h2 id={id}>")))
        });
        let mut seen = 0;
        for section in sections {
            let (_, blocks) = section.split_once("</h2>").unwrap();
            let blocks = blocks.split("</section>").next().unwrap().replace('\n', "");
            // The page says once, for everybody, how seats are given.
            let blocks = blocks.split("<li>how seats are given").next().unwrap();
            assert!(page.replace('\n', "").contains(blocks), "{id}: {blocks}");
            seen += 1;
        }
        assert!(seen >= 2, "{id}");
    }
}

#[test]
fn the_funnel_is_what_the_manifest_counts() {
    let ran = Bench::of(MONTENEGRO, SAMPLE).select();
    let manifest: serde_json::Value = serde_json::from_str(ran.text("manifest.json")).unwrap();
    let counts = &manifest["counts"];
    let glance = said(page(&ran), "glance");
    let number = |key: &str| counts[key].as_u64().unwrap();
    assert!(
        glance.contains(&format!("received|{}", number("received"))),
        "{glance}"
    );
    assert!(glance.contains(&format!("selected|{}", number("selected"))));
    let ranked = number("selected") + number("reserve") + number("unplaced");
    assert!(glance.contains(&format!("{} without a place|{ranked}", number("unplaced"))));
}

#[test]
fn its_digests_are_those_of_the_other_files() {
    let ran = bench().select();
    let files = said(page(&ran), "files");
    for (name, bytes) in &ran.files {
        let digest: String = Sha256::digest(bytes)
            .iter()
            .fold(String::new(), |mut text, byte| {
                let _ = write!(text, "{byte:02x}");
                text
            });
        let is_other = !["report.html", "manifest.json"].contains(&name.as_str());
        assert_eq!(
            files.contains(&format!("{name}|{}|{digest}", bytes.len())),
            is_other,
            "{name}"
        );
    }
}

#[test]
fn it_may_load_nothing_and_run_one_script() {
    let ran = bench().select();
    let page = page(&ran);
    let inside = |tag: &str| {
        let parts: Vec<&str> = page.split(&format!("<{tag}>")).collect();
        assert_eq!(parts.len(), 2, "one {tag}");
        parts[1]
            .split(&format!("</{tag}>"))
            .next()
            .unwrap()
            .to_owned()
    };
    // Base 64 of 32 bytes, written down independently: 43 digits and one sign.
    let base64 = |text: &str| {
        let digits = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let bits: String = Sha256::digest(text)
            .iter()
            .fold(String::new(), |mut bits, byte| {
                let _ = write!(bits, "{byte:08b}");
                bits
            })
            + "00";
        let six = bits
            .as_bytes()
            .chunks(6)
            .map(|six| usize::from_str_radix(std::str::from_utf8(six).unwrap(), 2).unwrap());
        six.map(|six| char::from(digits[six])).collect::<String>() + "="
    };
    let policy = format!(
        "content=\"default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'\"",
        base64(&inside("style")),
        base64(&inside("script"))
    );
    assert!(page.contains(&policy), "{policy}");
    for reaches in [
        "src=", "http:", "https:", " style=", "@import", "url(h", " onclick", "<link", "<iframe",
    ] {
        assert!(!page.contains(reaches), "{reaches}");
    }
}

#[test]
fn no_personal_answer_is_on_it_and_markup_stays_text() {
    let pile = format!("{HEADINGS}{PILE}")
        .replace("\nA,", "\n<script>x</script>,")
        .replace("forest", "<img src=x>");
    let ran = Bench::new(RULES).pile(pile).select();
    let page = page(&ran);
    assert!(ran.text("rosters/water.csv").contains("secret Ana"));
    assert!(!page.contains("secret"));
    assert!(page.contains("<bdi>&lt;script&gt;x&lt;/script&gt;</bdi>"));
    assert!(page.contains("&lt;img src=x&gt;") && !page.contains("<img"));
    assert!(page.contains("<h1><bdi>A &lt;short&gt; story</bdi></h1>"));
    assert_eq!(page.matches("<script").count(), 1);
}

#[test]
fn of_a_large_pile_those_near_a_seat_are_explained_and_the_rest_is_counted() {
    let people = 4_000;
    let pile: String = (0..people).fold(HEADINGS.to_owned(), |mut pile, at| {
        let _ = writeln!(
            pile,
            "P{at:05},2020-03-01T{:02}:{:02}:{:02},secret,{},{},{},0",
            at / 3600 + 8,
            at / 60 % 60,
            at % 60,
            ["water", "forest"][at % 2],
            at % 11,
            at / 7 % 11
        );
        pile
    });
    let ran = Bench::new(RULES).pile(pile).select();
    let page = page(&ran);
    assert!(page.len() < 4_000_000, "{}", page.len());
    assert_eq!(rows(page), 3_000);
    assert_eq!(page.matches("<details class=\"why\">").count(), 400);
    let left_out: Vec<&str> = page
        .split("<p>")
        .filter(|line| line.contains("applications are"))
        .map(|line| line.split("</p>").next().unwrap())
        .collect();
    assert_snapshot!(left_out.join("\n"), @r#"
    3000 of 4000 applications are listed, those nearest to a seat first; 1000 more are only counted here: every one is in the lists of the run folder
    400 applications are explained in full here: those selected, in reserve, next at a <span class="whole">cut-off</span> and asked come first; for anybody else run `intake explain RUN ID` with this run's folder and the application's id
    "#);
    for (id, outcome) in ran.outcomes() {
        if !outcome.starts_with("unplaced") {
            assert!(
                page.contains(&format!("<h3><bdi>{id}</bdi>: ")),
                "{id} {outcome}"
            );
        }
    }
}

#[test]
fn a_run_that_an_earlier_version_wrote_without_it_is_verified_without_it() {
    let load = intake::rules::load::load("rules.toml", RULES, &|_| Err("no lists".to_owned()));
    let rules = load.rules.unwrap();
    let applications = [File::new("pile.csv", format!("{HEADINGS}{PILE}"))];
    let reading = Options::default();
    let pile = Pile {
        applications: &applications,
        ratings: &[],
        rulings: &[],
        reading: &reading,
        follows: None,
        stage_before: None,
    };
    let mut asked = rules.clone();
    let (selection, _) = decide(&mut asked, pile, &|_| ()).unwrap();
    for without_report in [false, true] {
        let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        let issue = Issue {
            without_workbook: true,
            without_report,
            report_personal: false,
            report_firmness: false,
            is_final: false,
            on: None,
        };
        let (manifest, _) = out::write(&selection, issue, &mut files).unwrap();
        assert_eq!(files.contains_key("report.html"), !without_report);
        let differences = |files: &BTreeMap<String, Vec<u8>>| {
            let all = recompute(files, &manifest, &rules, pile, &|_| ()).unwrap();
            all.into_iter().map(|one| one.file).collect::<Vec<_>>()
        };
        assert_eq!(differences(&files), [""; 0]);
        if let Some(page) = files.get_mut("report.html") {
            page.push(b' ');
            assert_eq!(differences(&files), ["report.html"]);
        }
    }
}

proptest! {
    /// Every rating is in one bar of its assessor's strip, wherever it lies, and no bar stands beside its line.
    #[test]
    fn every_number_is_drawn_once_and_on_the_line(ratings in prop::collection::vec((0_u32..=1000, 0_u32..=1000), 1..30)) {
        let pile: String = ratings.iter().enumerate().fold(HEADINGS.to_owned(), |mut pile, (at, (one, other))| {
            let rating = |hundredths: u32| format!("{}.{:02}", hundredths / 100, hundredths % 100);
            let _ = writeln!(pile, "P{at:03},2020-03-01T08:00:00,secret,water,{},{},0", rating(*one), rating(*other));
            pile
        });
        let ran = Bench::new(RULES).pile(pile).select();
        let page = page(&ran);
        let spread = said(page, "spread");
        for who in ["A1", "A2"] {
            let (_, strip) = spread.split_once(&format!("Rate: ratings by {who}: the numbers")).unwrap();
            let counted: usize = strip.lines().skip(1).map_while(|row| row.rsplit_once('|')?.1.parse::<usize>().ok()).sum();
            prop_assert_eq!(counted, ratings.len(), "{}", strip);
        }
        for rect in page.split("<rect").skip(1) {
            let percent = |name: &str| -> Option<u32> {
                let value = rect.split_once(&format!(" {name}=\""))?.1.split_once("%\"")?.0;
                let (whole, part) = value.split_once('.').unwrap_or((value, "0"));
                Some(whole.parse::<u32>().ok()? * 100 + format!("{part:0<2}").parse::<u32>().ok()?)
            };
            if let (Some(at), Some(width)) = (percent("x"), percent("width")) {
                prop_assert!(at + width <= 10_001, "{}", rect);
            }
        }
    }
}

#[test]
fn how_firm_the_seats_are_is_on_it_where_that_is_asked_for_and_as_firmness_says_it() {
    let bench = bench();
    let job = |report_firmness: bool| Job::Select {
        assessors: Vec::new(),
        stage: None,
        after: None,
        applications: bench.applications.clone(),
        ratings: Vec::new(),
        rules: bench.rules.clone(),
        out: bench.out.clone(),
        reading: Options::default(),
        rulings: Vec::new(),
        replace: true,
        issue: Issue {
            without_workbook: true,
            report_firmness,
            ..Issue::default()
        },
    };
    let page = |job: &Job| {
        bench.job(job);
        std::fs::read_to_string(bench.out.join("report.html")).unwrap()
    };
    bench.folder();
    assert!(!page(&job(false)).contains("firmness"));
    let page = page(&job(true)).replace('\n', "");
    let firmness = bench.job(&Job::Firmness {
        run: bench.out.clone(),
        percent: Decimal::TEN,
        two: None,
        format: Format::Html,
    });
    let sections = firmness.out.split("<section").skip(1).map(|section| {
        let (_, blocks) = section.split_once("</h2>").unwrap();
        blocks.split("</section>").next().unwrap().replace('\n', "")
    });
    let sections: Vec<String> = sections.collect();
    assert!(sections.len() > 3, "{}", firmness.out);
    for blocks in sections {
        assert!(page.contains(&blocks), "{blocks}");
    }
    comes_out_the_same(&bench);
}

#[test]
fn personal_answers_are_on_it_where_they_are_asked_for_and_it_says_so() {
    let bench = bench();
    let job = Job::Select {
        assessors: Vec::new(),
        applications: bench.applications.clone(),
        ratings: Vec::new(),
        rules: bench.rules.clone(),
        out: bench.out.clone(),
        reading: Options::default(),
        rulings: Vec::new(),
        stage: None,
        after: None,
        replace: false,
        issue: Issue {
            without_workbook: true,
            report_personal: true,
            ..Issue::default()
        },
    };
    bench.folder();
    let done = bench.job(&job);
    assert!(
        done.err
            .contains("warning: report.html holds names and personal answers"),
        "{}",
        done.err
    );
    let page = std::fs::read_to_string(bench.out.join("report.html")).unwrap();
    assert!(
        page.contains("show it to nobody who may not see them"),
        "{page}"
    );
    assert!(!page.contains("Holds no personal answer"));
    assert_snapshot!(said(&page, "everybody").lines().take(3).collect::<Vec<_>>().join("\n"), @"
    Everybody who applied|Search by id, outcome, group or reason|Everybody who applied: first those ranked, best first, then all others by id|application|name|outcome|group|place|total|why
    B|secret Bo|selected|Water water|1|17|place 1 in the ranking; a seat in “Water”
    A|secret Ana|selected, provisional|Water water|2|17|place 2 in the ranking; a seat in “Water”; the same total as the place above, put behind it by: lot
    ");
    // Everybody's name: in the list, and in the explanation.
    assert_eq!(page.matches("secret Ana").count(), 2);
    // Nothing else of the run has them.
    for file in ["audit.jsonl", "manifest.json"] {
        let text = std::fs::read_to_string(bench.out.join(file)).unwrap();
        assert!(!text.contains("secret"), "{file}");
    }
    let manifest = std::fs::read_to_string(bench.out.join("manifest.json")).unwrap();
    assert!(
        manifest.contains("\"report_personal\": true")
            || manifest.contains("\"report_personal\":true")
    );
    // It comes out the same again.
    comes_out_the_same(&bench);
}

/// The run in the folder is made anew, with what its report shows.
fn comes_out_the_same(bench: &Bench) {
    let verified = bench.job(&Job::Verify {
        run: bench.out.clone(),
        applications: bench.applications.clone(),
        ratings: Vec::new(),
        rules: Some(bench.rules.clone()),
        reading: Options::default(),
        rulings: Vec::new(),
        before: Vec::new(),
    });
    assert_eq!(
        verified.exit,
        Exit::Done,
        "{}{}",
        verified.out,
        verified.err
    );
}

#[test]
fn a_share_is_rounded_once() {
    use intake::papers::report::{Counts, Share};
    let percent = |people, of| {
        let share = Share::default();
        Counts {
            people,
            of,
            share,
            bar: share,
        }
        .percent()
    };
    // 0.549, 2.747, 3.448 and 17.647 percent.
    let shares = [(1, 182), (5, 182), (1, 29), (3, 17), (1, 8), (0, 7), (7, 7)];
    let said = shares.map(|(people, of)| percent(people, of));
    assert_eq!(
        said,
        [
            "0.5 %", "2.7 %", "3.4 %", "17.6 %", "12.5 %", "0.0 %", "100.0 %"
        ]
    );
    assert_eq!(percent(0, 0), "");
}
