//! A page as Markdown (CommonMark, with the tables of GitHub's). What applicants wrote stays text: no link, no markup.

use crate::papers::explanation::{Block, Page};

/// The page; control characters of applicants are still in it.
pub fn markdown(page: &Page) -> String {
    let mut out = format!("# {}\n\n{}\n", escaped(&page.title), escaped(&page.about));
    for section in &page.sections {
        out.push_str(&format!("\n## {}\n", escaped(&section.heading)));
        let mut lines: Option<usize> = None;
        for block in &section.blocks {
            match block {
                Block::Line(line) => {
                    // Deeper by more than one would be code.
                    let depth = lines.map_or(0, |above| line.depth.min(above.saturating_add(1)));
                    if lines.is_none() {
                        out.push('\n');
                    }
                    lines = Some(depth);
                    let mark = line
                        .answer
                        .map_or_else(String::new, |answer| format!("**{}** ", answer.words()));
                    out.push_str(&format!(
                        "{}- {mark}{}\n",
                        "  ".repeat(depth),
                        escaped(&line.text)
                    ));
                }
                Block::Table(table) => {
                    lines = None;
                    out.push('\n');
                    row(&mut out, &table.headings);
                    out.push_str(&format!("|{}\n", "---|".repeat(table.headings.len())));
                    table.rows.iter().for_each(|cells| row(&mut out, cells));
                }
                Block::Command(command) => {
                    lines = None;
                    // One line that begins with our own word cannot end the block.
                    out.push_str(&format!("\n```sh\n{command}\n```\n"));
                }
            }
        }
    }
    out
}

fn row(out: &mut String, cells: &[String]) {
    cells
        .iter()
        .for_each(|cell| out.push_str(&format!("| {} ", escaped(cell))));
    out.push_str("|\n");
}

/// The text with everything escaped that could be markup, or that some readers turn into a link by themselves.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // A number and a full stop would begin a list of their own.
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mut before = [' '; 3];
    for (at, c) in text.char_indices() {
        let rest = text.get(at..).unwrap_or_default();
        let markup = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '!' | '$'
            | '@' => true,
            ':' => rest.starts_with("://"),
            '.' if before.iter().all(|c| matches!(c, 'w' | 'W')) => true,
            '.' | ')' => at > 0 && at == digits && matches!(rest.chars().nth(1), None | Some(' ')),
            '+' | '-' | '=' => at == 0,
            _ => false,
        };
        if markup {
            out.push('\\');
        }
        out.push(c);
        before = [before[1], before[2], c];
    }
    out
}
