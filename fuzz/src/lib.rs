//! What each fuzz target does with its bytes, and what must be true of it. `tests/fuzz.rs` replays the corpus with the same
//! functions, so that every run of the tests is a short run of the fuzzer.
//!
//! A law that is broken panics, which is what a fuzzer looks for.

use std::collections::BTreeSet;
use std::io::{Cursor, Write as _};
use std::sync::{Arc, LazyLock};

use intake::answers::{self, synthetic};
use intake::base::finding::{Finding, Location, Severity};
use intake::base::ids::{ApplicationId, AssessorId};
use intake::base::origin::{Row, Source};
use intake::papers::lists;
use intake::record::audit;
use intake::rules::Rules;
use intake::rules::load::{load, load_examples, render};
use intake::select::select;
use intake::table::{Body, Delimiter, HeadingId, Hidden, Options, Sheet, read_bytes};
use intake::values::countries::{self, Named};
use intake::values::{Reading, Value};

/// Parts of an input that is put together from several.
const PART: &[u8] = b"\n--part--\n";

static TOOLS: LazyLock<Rules> =
    LazyLock::new(|| valid(include_str!("../../sample-applications/tools/tools.toml")));
static FORM: LazyLock<Rules> = LazyLock::new(|| valid(include_str!("../form.toml")));

fn valid(text: &str) -> Rules {
    let loaded = load("rules.toml", text, &|_| {
        Err("there are no lists here".to_owned())
    });
    loaded
        .rules
        .unwrap_or_else(|| panic!("{}", render("rules.toml", text, &loaded.findings, false)))
}

/// Bytes to a table, as a file of any kind: by default, or with the delimiter, encoding or tool that the first byte names.
pub fn table(bytes: &[u8]) {
    let Some((how, bytes)) = bytes.split_first() else {
        return;
    };
    let mut options = Options::default();
    match how {
        b',' | b';' | b'\t' | b'|' => {
            options.delimiter = Delimiter::named(&char::from(*how).to_string());
        }
        b'1' => options.encoding = Some(encoding_rs::WINDOWS_1251),
        b'2' => options.encoding = Some(encoding_rs::WINDOWS_1252),
        b'6' => options.encoding = Some(encoding_rs::UTF_16LE),
        b'a'..=b'z' => {
            options.tool = intake::table::tools::TOOLS
                .get(usize::from(how - b'a'))
                .copied();
        }
        _ => {}
    }
    if let Some(sheet) = sheet(bytes, &options) {
        if matches!(sheet.body, Body::Columns(_)) && sheet.dialect.ends_with("UTF-8") {
            nothing_is_lost(bytes, &sheet);
        }
        whole_way(sheet);
    }
}

/// A workbook: as it is, or put together around the parts that matter, because hardly any change of an archive leaves one.
///
/// The first byte says which: `x` sheet, texts, styles and list of sheets of an `.xlsx`; `o` the content of an `.ods`; `b` sheet,
/// texts, styles and list of sheets of an `.xlsb`; `l` the stream of an `.xls`; any other the file itself.
pub fn workbook(bytes: &[u8]) {
    let Some((how, bytes)) = bytes.split_first() else {
        return;
    };
    let file = match how {
        b'x' => xlsx(bytes),
        b'o' => archive(&[
            (
                "mimetype",
                b"application/vnd.oasis.opendocument.spreadsheet",
            ),
            ("content.xml", bytes),
        ]),
        b'b' => xlsb(bytes),
        b'l' => container(bytes),
        _ => bytes.to_vec(),
    };
    for hidden in [None, Some(Hidden::Exclude)] {
        let sheet = sheet(
            &file,
            &Options {
                hidden,
                ..Options::default()
            },
        );
        if let Some(sheet) = sheet {
            whole_way(sheet);
        }
    }
}

/// Text to rules and, behind a part mark, their examples.
pub fn rules(bytes: &[u8]) {
    let mut parts = parts(bytes)
        .into_iter()
        .map(|part| std::str::from_utf8(part).ok());
    let Some(Some(text)) = parts.next() else {
        return;
    };
    let lists = |file: &str| match file {
        "lists/a.csv" => Ok("name,alpha2\nPoland,PL\nSerbia,RS\n".to_owned()),
        "lists/b.csv" => Ok("\"\0,a\n,,\n".to_owned()),
        _ => Err("there is no such file".to_owned()),
    };
    let loaded = load("rules.toml", text, &lists);
    told(text, &loaded.findings);
    assert_eq!(
        loaded.rules.is_none(),
        refused(&loaded.findings),
        "rules exist where nothing is wrong, and only there"
    );
    let again = load("rules.toml", text, &lists);
    assert_eq!(
        loaded.findings, again.findings,
        "the same text is told the same"
    );
    let (Some(rules), Some(Some(examples))) = (loaded.rules, parts.next()) else {
        return;
    };
    let loaded = load_examples(&rules, "examples.toml", examples);
    told(examples, &loaded.findings);
    assert_eq!(
        loaded.examples.is_none(),
        refused(&loaded.findings),
        "and so do examples"
    );
}

/// What is said of a text points into it.
fn told(text: &str, findings: &[Finding]) {
    for finding in findings {
        if let Location::Rules(span) = &finding.location {
            assert!(
                text.get(span.clone()).is_some(),
                "{finding:?} points beside the text"
            );
        }
    }
    let shown = render("rules.toml", text, findings, false);
    assert!(
        !shown.contains(['\u{1b}', '\0', '\r', '\u{202e}']),
        "what is said could steer a terminal: {shown:?}"
    );
}

/// Text to the country it names.
pub fn country(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let named = countries::find(text);
    assert_eq!(named, countries::find(text), "the same text names the same");
    assert_eq!(
        named,
        countries::find(&format!(" {text}\u{a0}")),
        "white space around it changes nothing"
    );
    let Named::Country(country) = named else {
        return;
    };
    let name = countries::name(country);
    assert_eq!(
        countries::find(name),
        Named::Country(country),
        "the name of what {text:?} names is a name of it"
    );
    assert!(countries::exists(country), "{text:?} names no country");
    for other in ["Serbia", "France", "Kosovo"] {
        if other != name {
            for joined in [
                format!("{text} / {other}"),
                format!("{other}, {text}"),
                format!("{text} and {other}"),
            ] {
                let both = countries::find(&joined);
                assert!(
                    !matches!(both, Named::Country(_)),
                    "{joined:?} is decided: {both:?}"
                );
            }
        }
    }
    // A look-alike letter or a letter more is never the same country by accident of folding.
    assert_ne!(
        countries::find(&format!("{text} East {text}")),
        Named::Country(country)
    );
}

/// A text as an answer to a field of every type.
pub fn answers(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let form = &FORM.form;
    let row = |id: &str, text: &str| -> synthetic::Answers {
        form.fields
            .iter()
            .map(|field| {
                vec![
                    if field.name == "application" {
                        id
                    } else {
                        text
                    }
                    .to_owned(),
                ]
            })
            .collect()
    };
    let sheet = synthetic::sheet(
        form,
        "given",
        &[
            row("1", text),
            row(text, ""),
            row("2", &format!(" {text} ")),
        ],
    );
    let (applications, _) = answers::read(form, &[sheet]).expect("every heading is there");
    let readings =
        |application: ApplicationId| form.fields.ids().map(move |field| (field, application));
    for at in applications.ids() {
        for (field, application) in readings(at) {
            let found = applications
                .said(application, field, AssessorId::FIRST)
                .revealed();
            let reading = applications.reading(application, field);
            let name = &form.fields[field].name;
            if found.is_empty() {
                assert_eq!(reading, &Reading::Blank, "{name}: nothing is no answer");
            }
            if let Reading::Value(Value::Country(country)) = reading {
                assert_eq!(
                    countries::find(found),
                    Named::Country(*country),
                    "{found:?} is no country by its field alone"
                );
            }
            if let Reading::Value(Value::Number(number)) = reading {
                let digits = |text: &str| text.chars().any(char::is_numeric);
                assert!(
                    digits(found),
                    "{name}: {found:?} holds no digit and is read as {number:?}"
                );
            }
        }
    }
    let [plain, spaced] = [2, 4].map(|row| {
        applications
            .ids()
            .find(|one| applications.row(*one) == Row(row))
            .expect("three rows")
    });
    for (field, _) in readings(ApplicationId(0)) {
        let name = &form.fields[field].name;
        if name != "application" {
            let [plain, spaced] = [plain, spaced].map(|one| applications.reading(one, field));
            assert_eq!(
                plain, spaced,
                "{name}: white space around {text:?} changes it"
            );
        }
    }
}

/// The sheet that bytes are read as, after what must hold of any.
fn sheet(bytes: &[u8], options: &Options) -> Option<Sheet> {
    let source = Arc::new(Source {
        file: "a".to_owned(),
        sheet: None,
    });
    let (sheet, findings) = read_bytes(&source, bytes, options);
    assert_eq!(
        sheet.is_none(),
        refused(&findings),
        "a sheet comes back where nothing is wrong, and only there"
    );
    let sheet = sheet?;
    let mut last = sheet.heading_row;
    let mut seen = 0;
    sheet.visit(0..sheet.len(), |row, cells| {
        assert!(row > last, "{row:?} after {last:?}");
        last = row;
        seen += 1;
        for at in 0..sheet.headings.len() {
            assert!(
                cells.get(HeadingId(at)).len() <= 1 << 20,
                "a cell of more than 1 MiB"
            );
        }
    });
    assert_eq!(seen, sheet.len(), "every row is visited");
    Some(sheet)
}

fn refused(findings: &[Finding]) -> bool {
    findings
        .iter()
        .any(|finding| finding.severity() == Severity::Error)
}

/// The rows of an accepted CSV are the last of those that the csv crate finds in the same text.
fn nothing_is_lost(bytes: &[u8], sheet: &Sheet) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let delimiter = sheet
        .dialect
        .split(", ")
        .find_map(Delimiter::named)
        .unwrap_or(Delimiter::Comma);
    // A line end before it, so that no cell is taken for a mark of the file.
    let text = format!("\n{}", text.strip_prefix('\u{feff}').unwrap_or(text));
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter.byte());
    let shows = |record: &csv::StringRecord| record.iter().any(|cell| !cell.trim().is_empty());
    let records: Vec<csv::StringRecord> = reader
        .from_reader(text.as_bytes())
        .into_records()
        .map(Result::unwrap)
        .filter(shows)
        .collect();
    let rows = &records[records
        .len()
        .checked_sub(sheet.len())
        .expect("no more rows than records")..];
    // A `sep=` line, a preamble and headings.
    assert!(
        records.len() - rows.len() <= 9,
        "{} records became {} rows",
        records.len(),
        rows.len()
    );
    let mut expected = rows.iter();
    sheet.visit(0..sheet.len(), |row: Row, cells| {
        let record = expected.next().expect("as many");
        for at in 0..sheet.headings.len() {
            assert_eq!(
                cells.get(HeadingId(at)),
                record.get(at).unwrap_or_default(),
                "row {row}, cell {at}"
            );
        }
    });
}

/// The whole selection: everybody who applied comes out exactly once, and whatever they wrote can be written.
fn whole_way(sheet: Sheet) {
    let rows = sheet.len();
    if rows > 2_000 {
        return;
    }
    let sheets = [sheet];
    let Ok(selection) = select(&TOOLS, &sheets) else {
        return;
    };
    let applications = selection.applications.len();
    assert!(applications <= rows && selection.outcomes.len() == applications);
    let ids: BTreeSet<String> = selection
        .applications
        .ids()
        .map(|one| selection.applications.id(one).into_owned())
        .collect();
    assert_eq!(ids.len(), applications, "everybody has an id of their own");
    let mut listed = 0;
    for table in lists::files(&selection) {
        let mut out = Vec::new();
        let columns = table.headings.len();
        intake::out::csv::write(&mut out, table).expect("memory takes it");
        let text = std::str::from_utf8(&out).expect("lists are UTF-8");
        let text = text
            .strip_prefix('\u{feff}')
            .expect("lists begin with a mark");
        for record in csv::Reader::from_reader(text.as_bytes()).records() {
            assert_eq!(record.expect("lists are CSV").len(), columns);
            listed += 1;
        }
    }
    // Whoever waits may be asked about several things; nobody is left out.
    assert!(
        listed >= applications,
        "{applications} applied and {listed} are listed"
    );
    let mut out = Vec::new();
    audit::write(&mut out, &selection).expect("memory takes it");
    assert_eq!(
        out.split(|byte| *byte == b'\n').count(),
        applications + 3,
        "a header, a dictionary, and a line for everybody"
    );
}

fn parts(bytes: &[u8]) -> Vec<&[u8]> {
    let mut parts = Vec::new();
    let mut rest = bytes;
    while let Some(at) = rest.windows(PART.len()).position(|window| window == PART) {
        parts.push(&rest[..at]);
        rest = &rest[at + PART.len()..];
    }
    parts.push(rest);
    parts
}

/// A zip archive of these parts, not packed.
fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in parts {
        zip.start_file(*name, stored).expect("memory takes it");
        zip.write_all(content).expect("memory takes it");
    }
    zip.finish().expect("memory takes it").into_inner()
}

const RELATIONS: &str = r#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.KIND"/></Relationships>"#;
const SHEETS: &str = r#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.KIND"/></Relationships>"#;
const WORKBOOK: &[u8] =
    br#"<workbook><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#;
const STYLES: &[u8] = br#"<styleSheet><numFmts><numFmt numFmtId="170" formatCode="0000"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs></styleSheet>"#;
/// One sheet, `S`.
const BINARY_WORKBOOK: &[u8] = b"\x9c\x01\x18\0\0\0\0\x01\0\0\0\x02\0\0\0r\x001\0\x01\0\0\0S\0";

fn xlsx(bytes: &[u8]) -> Vec<u8> {
    let parts = parts(bytes);
    let part = |at: usize, or: &'static [u8]| parts.get(at).copied().unwrap_or(or);
    archive(&[
        ("_rels/.rels", RELATIONS.replace("KIND", "xml").as_bytes()),
        ("xl/workbook.xml", part(3, WORKBOOK)),
        (
            "xl/_rels/workbook.xml.rels",
            SHEETS.replace("KIND", "xml").as_bytes(),
        ),
        ("xl/worksheets/sheet1.xml", part(0, b"")),
        ("xl/sharedStrings.xml", part(1, b"<sst/>")),
        ("xl/styles.xml", part(2, STYLES)),
    ])
}

fn xlsb(bytes: &[u8]) -> Vec<u8> {
    let parts = parts(bytes);
    let part = |at: usize, or: &'static [u8]| parts.get(at).copied().unwrap_or(or);
    archive(&[
        ("_rels/.rels", RELATIONS.replace("KIND", "bin").as_bytes()),
        ("xl/workbook.bin", part(3, BINARY_WORKBOOK)),
        (
            "xl/_rels/workbook.bin.rels",
            SHEETS.replace("KIND", "bin").as_bytes(),
        ),
        ("xl/worksheets/sheet1.bin", part(0, b"")),
        ("xl/sharedStrings.bin", part(1, b"")),
        ("xl/styles.bin", part(2, b"")),
    ])
}

/// The OLE container around the stream of an `.xls`.
fn container(stream: &[u8]) -> Vec<u8> {
    const FREE: u32 = 0xFFFF_FFFF;
    const END: u32 = 0xFFFF_FFFE;
    let mut stream = stream[..stream.len().min(125 * 512)].to_vec();
    stream.resize(stream.len().max(4096).next_multiple_of(512), 0);
    let sectors = u32::try_from(stream.len() / 512).expect("at most 125");
    let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    bytes.resize(24, 0);
    bytes.extend(
        [0x3E_u16, 3, 0xFFFE, 9, 6, 0, 0, 0]
            .into_iter()
            .flat_map(u16::to_le_bytes),
    );
    bytes.extend(
        [0, 1, 1, 0, 4096, END, 0, END, 0, 0]
            .into_iter()
            .flat_map(u32::to_le_bytes),
    );
    bytes.resize(512, 0xFF);
    let mut table = vec![0xFFFF_FFFD, END];
    table.extend((3..sectors + 2).chain([END]));
    table.resize(128, FREE);
    bytes.extend(table.into_iter().flat_map(u32::to_le_bytes));
    for (name, kind, child, start, length) in [
        ("Root Entry", 5, 1, END, 0),
        ("Workbook", 2, FREE, 2, sectors * 512),
    ] {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let name_length = u16::try_from(entry.len() + 2).expect("short names");
        entry.resize(64, 0);
        entry.extend(name_length.to_le_bytes());
        entry.extend([kind, 1]);
        entry.extend([FREE, FREE, child].into_iter().flat_map(u32::to_le_bytes));
        entry.resize(116, 0);
        entry.extend([start, length, 0].into_iter().flat_map(u32::to_le_bytes));
        bytes.extend(entry);
    }
    bytes.resize(512 * 3, 0);
    bytes.extend(stream);
    bytes
}
