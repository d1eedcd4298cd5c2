//! A page as HTML: one file that needs nothing else, without script, to be read aloud, on paper or on a screen.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{Block, Line, Page, Section, Table};
use crate::domain::Answer;

const STYLE: &str = "\
body{font:1rem/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff;max-width:60rem;margin:2rem auto;padding:0 1rem}\
h1{font-size:1.5rem;line-height:1.25;margin:0}h2{font-size:1.15rem;margin:1.75rem 0 .5rem;border-bottom:1px solid #767676}\
ul{margin:0;padding-left:1.25rem}li{margin:.15rem 0;overflow-wrap:anywhere;unicode-bidi:isolate}\
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;\
border:1px solid #767676;overflow-wrap:anywhere;unicode-bidi:isolate}thead th{background:#eee}\
pre{background:#f2f2f2;border:1px solid #767676;padding:.5rem;white-space:pre-wrap;overflow-wrap:anywhere}\
strong.met{color:#0b5a1e}strong.not-met{color:#8c1010}strong.unclear{color:#6b4a00}\
@media print{body{margin:0;max-width:none;font-size:10.5pt}h2{break-after:avoid}li,tr,pre{break-inside:avoid}}";

/// The page; control characters of applicants are still in it, markup is not.
pub fn html(page: &Page) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                title { (page.title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main {
                    header { h1 { (page.title) } p { (page.about) } }
                    @for part in &page.sections { (section(part)) }
                }
            }
        }
    };
    // Where no text of ours or anybody's can stand: every `<` in a text is escaped by now.
    let page = ["<section", "<ul>", "<li>", "<table>", "<tr>"]
        .iter()
        .fold(page.into_string(), |page, tag| page.replace(tag, &format!("\n{tag}")));
    page + "\n"
}

fn section(section: &Section) -> Markup {
    let is_line = |block: &Block| matches!(block, Block::Line(_));
    html! {
        section aria-labelledby=(section.id) {
            h2 id=(section.id) { (section.heading) }
            @for blocks in section.blocks.chunk_by(|left, right| is_line(left) && is_line(right)) {
                @match blocks {
                    [Block::Table(table)] => (self::table(table)),
                    [Block::Command(command)] => pre { code { (command) } },
                    _ => {
                        @let lines: Vec<&Line> = blocks.iter().filter_map(|block| match block {
                            Block::Line(line) => Some(line),
                            Block::Table(_) | Block::Command(_) => None,
                        }).collect();
                        (list(&lines))
                    }
                }
            }
        }
    }
}

/// Lines as a list; those below one that are deeper are a list inside it.
fn list(lines: &[&Line]) -> Markup {
    let depth = lines.iter().map(|line| line.depth).min().unwrap_or(0);
    html! {
        ul {
            @for item in lines.chunk_by(|_, next| next.depth > depth) {
                @if let Some((line, below)) = item.split_first() {
                    li {
                        @if let Some(answer) = line.answer { strong class=(class(answer)) { (answer.words()) } " " }
                        (line.text)
                        @if !below.is_empty() { (list(below)) }
                    }
                }
            }
        }
    }
}

fn class(answer: Answer) -> &'static str {
    match answer {
        Answer::Met => "met",
        Answer::NotMet => "not-met",
        Answer::Unclear => "unclear",
    }
}

fn table(table: &Table) -> Markup {
    html! {
        table {
            thead { tr { @for heading in &table.headings { th scope="col" { (heading) } } } }
            tbody {
                @for row in &table.rows {
                    tr {
                        @for (at, cell) in row.iter().enumerate() {
                            @if at == 0 { th scope="row" { (cell) } } @else { td { (cell) } }
                        }
                    }
                }
            }
        }
    }
}
