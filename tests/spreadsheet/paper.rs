//! The workbook on paper: what LibreOffice makes of the sample's, measured in the PDF with poppler's tools. Widths are those of Calibri, so
//! Carlito must be there, which has the same (Debian's fonts-crosextra-carlito).

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;

use calamine::{Data, Reader, open_workbook_auto};

use super::opened;

/// Selects the sample with its decisions into a folder.
fn sample(folder: &Path) {
    let own = |path: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let mut select = Command::new(env!("CARGO_BIN_EXE_intake"));
    select
        .arg("select")
        .arg(own("sample-applications/montenegro-2019.csv"))
        .arg("--rules")
        .arg(own("rules/montenegro-2019.toml"))
        .arg("--decisions")
        .arg(own("sample-applications/montenegro-2019.decisions.csv"))
        .arg("--out")
        .arg(folder.join("run"));
    let output = select.output().unwrap();
    // Questions are open.
    assert_eq!(output.status.code(), Some(1));
}

fn sheets(file: &Path) -> Vec<(String, Vec<Vec<String>>)> {
    let mut book = open_workbook_auto(file).unwrap();
    let text = |cell: &Data| match cell {
        Data::Float(number) => format!("{number:.4}"),
        // A day and a time of day, to the second, and not the number that stands for them.
        Data::DateTime(moment) => format!("{:?}", moment.to_ymd_hms_milli()),
        cell => cell.to_string(),
    };
    let names = book.sheet_names();
    let rows = |name: String| {
        let range = book.worksheet_range(&name).unwrap();
        let rows = range.rows().map(|row| {
            let mut row: Vec<String> = row.iter().map(text).collect();
            while row.last().is_some_and(String::is_empty) {
                row.pop();
            }
            row
        });
        let mut rows: Vec<Vec<String>> = rows.collect();
        while rows.last().is_some_and(Vec::is_empty) {
            rows.pop();
        }
        (name, rows)
    };
    names.into_iter().map(rows).collect()
}

#[test]
fn what_libreoffice_saves_again_is_the_same_cell_by_cell() {
    let folder = tempfile::tempdir().unwrap();
    sample(folder.path());
    let book = folder.path().join("run/workbook.xlsx");
    let Some(again) = opened(&book, None) else {
        return;
    };
    let (ours, theirs) = (sheets(&book), sheets(&again));
    assert_eq!(ours.len(), theirs.len());
    for (ours, theirs) in ours.into_iter().zip(theirs) {
        assert_eq!(ours.0, theirs.0);
        for (at, rows) in (1..).zip(ours.1.iter().zip(&theirs.1)) {
            assert_eq!(rows.0, rows.1, "{}, row {at}", ours.0);
        }
        assert_eq!(ours.1.len(), theirs.1.len(), "{}", ours.0);
    }
}

/// A page of the PDF: the sizes of its letters in points, and its text.
struct Printed {
    smallest: u32,
    text: String,
}

/// The pages of the workbook as LibreOffice prints it; none without LibreOffice.
fn printed(book: &Path) -> Option<Vec<Printed>> {
    let folder = book.parent().unwrap();
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let mut command = Command::new("soffice");
    command.args([&profile, "--headless", "--convert-to", "pdf", "--outdir"]);
    let insists = std::env::var("INTAKE_LIBREOFFICE").as_deref() == Ok("insist");
    let Ok(output) = command.arg(folder).arg(book).output() else {
        assert!(!insists, "LibreOffice is not installed");
        eprintln!("SKIPPED: LibreOffice (soffice) is not installed, so nothing was printed");
        return None;
    };
    assert!(output.status.success());
    let mut command = Command::new("pdftohtml");
    command.args(["-xml", "-i", "-stdout", "-zoom", "1"]);
    let Ok(output) = command.arg(folder.join("workbook.pdf")).output() else {
        assert!(!insists, "poppler-utils (pdftohtml) is not installed");
        eprintln!("SKIPPED: poppler-utils (pdftohtml) is not installed, so no print was measured");
        return None;
    };
    let xml = String::from_utf8(output.stdout).unwrap();
    if !xml.contains("+Carlito") {
        assert!(
            !insists,
            "Carlito (fonts-crosextra-carlito) is not installed"
        );
        eprintln!(
            "SKIPPED: Carlito (fonts-crosextra-carlito) is not installed, so no print was measured"
        );
        return None;
    }
    let value = |tag: &str, name: &str| -> Option<String> {
        let (_, rest) = tag.split_once(&format!("{name}=\""))?;
        Some(rest.split('"').next()?.to_owned())
    };
    // Fonts are said once, on the page that has them first.
    let mut sizes: Vec<(String, u32)> = Vec::new();
    let mut pages = Vec::new();
    for page in xml.split("<page ").skip(1) {
        let fonts = page.split("<fontspec ").skip(1);
        sizes.extend(fonts.map(|tag| {
            let size = value(tag, "size").unwrap().parse().unwrap();
            (value(tag, "id").unwrap(), size)
        }));
        let mut smallest = u32::MAX;
        let mut text = String::new();
        for tag in page.split("<text ").skip(1) {
            let font = value(tag, "font").unwrap();
            let (_, size) = sizes.iter().find(|(id, _)| *id == font).unwrap();
            smallest = smallest.min(*size);
            let (_, said) = tag.split_once('>').unwrap();
            text.push_str(said.split("</text>").next().unwrap());
            text.push('\n');
        }
        pages.push(Printed { smallest, text });
    }
    Some(pages)
}

#[test]
fn the_cover_and_each_group_of_fourteen_are_a_page_of_nine_points_or_more() {
    let folder = tempfile::tempdir().unwrap();
    sample(folder.path());
    let copy = folder.path().join("workbook.xlsx");
    fs::copy(folder.path().join("run/workbook.xlsx"), &copy).unwrap();
    let Some(pages) = printed(&copy) else { return };
    let [cover, rest @ ..] = pages.as_slice() else {
        panic!("nothing was printed");
    };
    for words in ["How many came how far", "Made from", "Checked by"] {
        assert!(cover.text.contains(words), "{words}: {}", cover.text);
    }
    assert!(cover.smallest >= 9, "the cover: {} points", cover.smallest);
    for title in [
        "Human rights of Roma and Sinti: provisional",
        "Environmental protection: provisional",
    ] {
        let page = rest.iter().find(|page| page.text.contains(title)).unwrap();
        // The last of eight seats and the last of six who wait stand on the page of the title.
        let last = ["\n8\n", "R 6\n"].map(|last| {
            page.text
                .replace("</b>", "")
                .replace("<b>", "")
                .replace("<i>", "")
                .replace("</i>", "")
                .contains(last)
        });
        assert_eq!(last, [true, true], "{}", page.text);
        assert!(page.smallest >= 9, "{title}: {} points", page.smallest);
    }
}

/// A pool that is hard to print: a group, eight scoring rules and ten shown fields with long titles, long answers, long addresses.
fn broad(folder: &Path) {
    let (mut fields, mut scoring) = (String::new(), String::new());
    let mut head = "ID,Submitted,Name,Member,E-mail,Motivation".to_owned();
    for n in 1..=10 {
        let _ = write!(
            fields,
            "[fields.further-{n}]\ntype = \"text\"\nroster = true\nheadings = [\"Further {n}\"]\ntitle = \"What the organisation does in region {n}\"\n\n"
        );
        let _ = write!(head, ",Further {n}");
    }
    for n in 1..=8 {
        let _ = write!(
            fields,
            "[fields.rated-{n}]\ntype = \"rating\"\nheadings = [\"Rated {n}\"]\nmin = 0\nmax = 10\n\n"
        );
        let _ = write!(
            scoring,
            "[[scoring]]\nid = \"rated-{n}\"\ntitle = \"Intersectional responsibilities and comprehensiveness {n}\"\ncites = [\"motivation\"]\nweight = 1.25\nfield = \"rated-{n}\"\nrating = true\n\n"
        );
        let _ = write!(head, ",Rated {n}");
    }
    let title = "People who monitor elections and document attacks on environmental defenders";
    let rules = include_str!("../../sample-applications/small/applied-twice.toml")
        .replace("The course", title)
        .replace("cap = 2\nreserve = 1", "cap = 8\nreserve = 6")
        .replace("size = 2", "size = 8")
        .replace("[[eligibility]]", &format!("{fields}[[eligibility]]"))
        .replace("[ranking]", &format!("{scoring}[ranking]"));
    let mut rows = head + "\n";
    for n in 1..=60 {
        let member = if n % 5 == 0 { "no" } else { "yes" };
        let _ = write!(
            rows,
            "LONG-ID-2020-{n:04},2020-03-02T08:00:00,Konstantina Papadopoulou-Østergård {n},{member},konstantina.papadopoulou{n}@example.org,{}",
            n % 11
        );
        for further in 1..=10 {
            let _ = write!(
                rows,
                ",We accompany people before courts and keep records of what happens there ({further})"
            );
        }
        for rated in 1..=8 {
            let _ = write!(rows, ",{}", (n + rated) % 11);
        }
        rows.push('\n');
    }
    for (name, text) in [("rules.toml", rules), ("pile.csv", rows)] {
        let file = fs::File::create(folder.join(name));
        io::Write::write_all(&mut file.unwrap(), text.as_bytes()).unwrap();
    }
    let mut select = Command::new(env!("CARGO_BIN_EXE_intake"));
    select.arg("select").arg(folder.join("pile.csv"));
    select.arg("--rules").arg(folder.join("rules.toml"));
    let output = select
        .arg("--out")
        .arg(folder.join("run"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{said}");
}

/// The text of all pages, each of which has no smaller letters than these, headers and footers too; none without LibreOffice.
fn printed_in_seven_points(folder: &Path) -> Option<String> {
    let copy = folder.join("workbook.xlsx");
    fs::copy(folder.join("run/workbook.xlsx"), &copy).unwrap();
    let pages = printed(&copy)?;
    for (number, page) in (1..).zip(&pages) {
        assert!(
            page.smallest >= 7,
            "page {number}: {} points",
            page.smallest
        );
    }
    Some(pages.iter().map(|page| page.text.as_str()).collect())
}

#[test]
fn long_titles_and_many_fields_are_printed_in_seven_points_or_more_and_no_address_is_broken() {
    let folder = tempfile::tempdir().unwrap();
    broad(folder.path());
    let Some(all) = printed_in_seven_points(folder.path()) else {
        return;
    };
    for n in 1..=60 {
        let address = format!("konstantina.papadopoulou{n}@example.org");
        assert!(all.contains(&address), "{address}");
    }
}

#[test]
fn every_list_is_printed_in_seven_points_or_more_and_whole() {
    let folder = tempfile::tempdir().unwrap();
    sample(folder.path());
    let Some(all) = printed_in_seven_points(folder.path()) else {
        return;
    };
    let plain: String = all
        .replace("<b>", "")
        .replace("</b>", "")
        .replace("<i>", "")
        .replace("</i>", "");
    // A mark may be of another font, and so apart from its word.
    let together = plain.replace(['\n', ' '], "");
    // Whoever it is about, and the last words of the longest reason and of the last rule.
    for words in [
        "A-0298",
        "We agree that applications",
        "What no rule rests on",
        "signature",
    ] {
        assert!(plain.contains(words), "{words}");
    }
    let marks = ["●", "◊", "○", "?", "×", "="];
    for (mark, word) in marks.iter().zip([
        "selected",
        "reserve",
        "unplaced",
        "unclear",
        "ineligible",
        "superseded",
    ]) {
        let marked = format!("{mark}{word}");
        assert!(together.contains(&marked), "{marked}");
    }
}
