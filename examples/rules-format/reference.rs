//! The tables of `rules/README.md` that say what the code knows, each under its heading. All else on the page is written by hand.

use intake::base::finding::Code;
use intake::rules::load::{EXAMPLE_TABLES, Key, TABLES, TYPES};

/// The page with these tables as the code has them.
pub(crate) fn page(page: &str) -> String {
    let mut made = page.to_owned();
    for keys in TABLES.iter().chain(EXAMPLE_TABLES) {
        let title = keys.table;
        let heading = if title.starts_with("the ") {
            format!("### {title}")
        } else {
            format!("### `{title}`")
        };
        made = with(&made, &heading, keys.each.iter().map(key));
    }
    let types = TYPES.iter().map(|one| {
        let [keys, asked] = [one.keys, one.asked].map(|words| ticked(words, " "));
        let earns = ticked(one.earns, ", ");
        row(&[&format!("`{}`", one.name), one.about, &keys, &asked, &earns])
    });
    made = with(&made, "#### Types", types);
    let codes = Code::ALL.iter().map(|code| {
        let severity = code.severity().to_string();
        row(&[&format!("`{}`", code.text()), &severity, code.about()])
    });
    with(&made, "## Findings", codes)
}

fn key(key: &Key) -> String {
    let needed = if key.needed { "yes" } else { key.needed_in };
    row(&[&format!("`{}`", key.name), needed, &key.meaning()])
}

/// The page with these rows in the first table under a heading.
fn with(page: &str, heading: &str, rows: impl Iterator<Item = String>) -> String {
    let mut lines = page.lines();
    let mut made: Vec<String> = Vec::new();
    made.extend(before(&mut lines, heading));
    made.extend(before(&mut lines, "|---"));
    made.extend(rows);
    made.extend(
        lines
            .skip_while(|line| line.starts_with('|'))
            .map(str::to_owned),
    );
    made.join("\n") + "\n"
}

/// The lines up to one that begins so, itself included.
fn before<'p>(lines: &mut impl Iterator<Item = &'p str>, start: &str) -> Vec<String> {
    let mut taken = Vec::new();
    for line in lines {
        taken.push(line.to_owned());
        if line.starts_with(start) {
            return taken;
        }
    }
    panic!("`{start}` stands nowhere in rules/README.md, or after its table")
}

fn row(cells: &[&str]) -> String {
    let cell = |cell: &&str| {
        if cell.is_empty() {
            " |".to_owned()
        } else {
            format!(" {cell} |")
        }
    };
    let cells: String = cells.iter().map(cell).collect();
    format!("|{cells}")
}

fn ticked(words: &[&str], between: &str) -> String {
    let ticked: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    ticked.join(between)
}
