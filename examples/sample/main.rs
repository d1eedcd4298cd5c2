//! Writes `sample-applications/montenegro-2019.csv`, the same people as `.xlsx`, the workbooks in `tools/`, and the packs
//! in `trial-monitors-2026/`: `cargo run --example sample`.
//!
//! Everybody in them is invented. The files are checked in; this is how they came about, and running it again gives the same
//! bytes. In the workbook, whatever is plainly a number or a moment is a real one, as form tools write it, and the rest is
//! text, so that both files lead to the same run.

mod application;
mod cases;
mod names;
mod random;
mod road;
mod texts;
mod tools;

use std::collections::BTreeSet;
use std::error::Error;
use std::fs::File;
use std::io::Write;
use std::path::Path;

use application::{Application, HEADINGS, blur, sound, spoil};
use random::Random;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet};

/// How many applications there are, the totals row not counted.
const APPLICATIONS: usize = 298;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-applications");
    let applications = applications();
    csv(&folder.join("montenegro-2019.csv"), &applications)?;
    workbook(&folder.join("montenegro-2019.xlsx"), &applications)?;
    tools::write(&folder.join("tools"))?;
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/trial-monitors-2026.toml");
    road::write(&rules, &folder.join("trial-monitors-2026"))
}

fn applications() -> Vec<Application> {
    let mut random = Random::new(2019);
    let mut all = cases::cases(&mut random);
    let mut names: BTreeSet<String> = all
        .iter()
        .map(|application| application.name.clone())
        .collect();
    while all.len() < APPLICATIONS {
        let mut application = sound(&mut random, all.len());
        if !names.insert(application.name.clone()) {
            continue;
        }
        match random.below(100) {
            0..=22 => spoil(&mut random, &mut application),
            23..=24 => blur(&mut random, &mut application),
            25..=27 => {
                spoil(&mut random, &mut application);
                spoil(&mut random, &mut application);
            }
            28 => {
                spoil(&mut random, &mut application);
                blur(&mut random, &mut application);
            }
            _ => {}
        }
        all.push(application);
    }
    all.sort_by(|left, right| left.submitted.cmp(&right.submitted));
    for (number, application) in (1..).zip(&mut all) {
        application.id = format!("A-{number:04}");
    }
    all.push(Application {
        name: format!("Total: {APPLICATIONS}"),
        ..Application::default()
    });
    all
}

/// UTF-8 with a byte order mark, as Excel and most form tools write it.
fn csv(path: &Path, applications: &[Application]) -> Result<(), Box<dyn Error>> {
    let mut file = File::create(path)?;
    file.write_all("\u{FEFF}".as_bytes())?;
    let mut writer = csv::Writer::from_writer(file);
    writer.write_record(HEADINGS)?;
    for application in applications {
        writer.write_record(application.cells())?;
    }
    writer.flush()?;
    Ok(())
}

fn workbook(path: &Path, applications: &[Application]) -> Result<(), Box<dyn Error>> {
    let mut workbook = Workbook::new();
    // The day is fixed: the file must not say when it was written.
    let created = ExcelDateTime::from_ymd(2019, 4, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let moment = Format::new().set_num_format("yyyy-mm-dd hh:mm:ss");
    let sheet = workbook.add_worksheet();
    sheet.set_name("Responses")?;
    for (column, heading) in (0_u16..).zip(HEADINGS) {
        sheet.write_string(0, column, heading)?;
    }
    for (row, application) in (1_u32..).zip(applications) {
        for ((column, heading), text) in (0_u16..).zip(HEADINGS).zip(application.cells()) {
            cell(sheet, (row, column), heading, text, &moment)?;
        }
    }
    workbook.save(path)?;
    Ok(())
}

/// Writes a cell as a number or a moment where its column holds such and its text is exactly one, else as text.
#[expect(
    clippy::disallowed_types,
    reason = "a number in a workbook is a binary one; every one here is a half or a whole"
)]
fn cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    heading: &str,
    text: &str,
    moment: &Format,
) -> Result<(), Box<dyn Error>> {
    let numbers = [
        "Age",
        "Years of human rights monitoring",
        "Monitoring reports written",
    ];
    let plain = !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.');
    if text.is_empty() {
        return Ok(());
    }
    // A moment at midnight would be a mere day in the workbook.
    let moment_cell = text.len() == "2019-03-28T14:03:00".len() && !text.ends_with("T00:00:00");
    if heading == "Submitted at" && moment_cell {
        sheet.write_datetime_with_format(
            row,
            column,
            ExcelDateTime::parse_from_str(text)?,
            moment,
        )?;
    } else if plain && (numbers.contains(&heading) || heading.contains(", assessor ")) {
        sheet.write_number(row, column, text.parse::<f64>()?)?;
    } else {
        sheet.write_string(row, column, text)?;
    }
    Ok(())
}
