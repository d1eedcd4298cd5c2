//! A record as a page for a person: what `intake explain` prints.

use std::fmt::Write as _;

use super::record::{Evidence, Header, Judged, PartOf, Question, Ranked, Record, Tried};
use super::words::mark;
use crate::domain::Answer;

/// The page, in plain text; control characters of applicants are still in it.
pub fn page(header: &Header, record: &Record<'_>) -> String {
    let mut page = String::new();
    let _ = write_page(&mut page, header, record);
    page
}

/// Writes a line. Whatever applicants wrote, it stays one: a line break in an answer must not begin a line that looks like
/// ours.
macro_rules! line {
    ($page:expr, $($text:tt)*) => {
        write_line($page, format_args!($($text)*))
    };
}

fn write_line(page: &mut String, text: std::fmt::Arguments<'_>) -> std::fmt::Result {
    let start = page.len();
    page.write_fmt(text)?;
    let breaks = |c: char| matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    if page.get(start..).is_some_and(|line| line.contains(breaks)) {
        let line = page.split_off(start).replace(breaks, " ");
        page.push_str(&line);
    }
    page.write_char('\n')
}

fn heading(page: &mut String, title: &str) {
    page.push('\n');
    page.push_str(title);
    page.push('\n');
}

fn write_page(page: &mut String, header: &Header, record: &Record<'_>) -> std::fmt::Result {
    let outcome = match (&record.group, record.reserve) {
        (Some(group), Some(place)) => format!("{}, number {place} for {group}", record.outcome),
        (Some(group), None) => format!("{}, {group}", record.outcome),
        (None, _) => record.outcome.to_string(),
    };
    line!(page, "{}: {outcome}", record.application)?;
    line!(page, "{} · {}", header.title, record.origin)?;
    section(page, "Why", &record.why)?;
    section(page, "Related applications", &record.related)?;
    if !record.questions.is_empty() {
        heading(page, "To ask");
        for question in &record.questions {
            line!(page, "  {}  {}", question.at, question.ask)?;
        }
    }
    let facts = Facts { header, record };
    heading(page, "Criteria");
    record.criteria.iter().try_for_each(|judged| facts.criterion(page, judged))?;
    if !record.parts.is_empty() {
        heading(page, "Score");
        record.parts.iter().try_for_each(|part| facts.part(page, part))?;
        total(page, record)?;
    }
    if let Some(standing) = &record.standing {
        ranked(page, header, record, standing)?;
    }
    sources(page, header, record)
}

fn section(page: &mut String, title: &str, lines: &[std::borrow::Cow<'_, str>]) -> std::fmt::Result {
    if lines.is_empty() {
        return Ok(());
    }
    heading(page, title);
    lines.iter().try_for_each(|line| line!(page, "  {line}"))
}

/// A record read together with the header that says what its answers are answers to.
#[derive(Clone, Copy)]
struct Facts<'a> {
    header: &'a Header,
    record: &'a Record<'a>,
}

impl Facts<'_> {
    fn criterion(self, page: &mut String, judged: &Judged<'_>) -> std::fmt::Result {
        let Some(asked) = self.header.criteria.iter().find(|asked| asked.id == judged.id) else { return Ok(()) };
        let (answer, title, cites) = (mark(judged.answer), &asked.title, asked.cites.join(", "));
        line!(page, "  {answer:<3}  {} — {title} [{cites}]", judged.id)?;
        self.tried(page, &asked.test, judged.answer, &judged.of, 7)
    }

    fn tried(
        self,
        page: &mut String,
        question: &Question,
        answer: Answer,
        of: &[Tried],
        indent: usize,
    ) -> std::fmt::Result {
        let (word, questions) = match question {
            Question::Any(questions) => ("one of these", questions.as_slice()),
            Question::All(questions) => ("all of these", questions.as_slice()),
            Question::Not(question) => ("not", std::slice::from_ref(question.as_ref())),
            Question::Ask { of, asks } => {
                line!(page, "{:indent$}{of} {asks}: {}; {}", "", answer.words(), self.found(of))?;
                return self.from(page, of, indent.saturating_add(2));
            }
        };
        line!(page, "{:indent$}{word}: {}", "", answer.words())?;
        let mut tried = questions.iter().zip(of);
        tried.try_for_each(|(question, tried)| {
            self.tried(page, question, tried.answer, &tried.of, indent.saturating_add(2))
        })
    }

    fn from(self, page: &mut String, of: &str, indent: usize) -> std::fmt::Result {
        let level = self.header.levels.iter().find(|level| level.id == of);
        level.into_iter().flat_map(|level| &level.from).try_for_each(|part| {
            line!(page, "{:indent$}from {part}: {}", "", self.found(part))?;
            self.from(page, part, indent.saturating_add(2))
        })
    }

    /// ``found `Kyrgyz Rep.` in column F, read as KG``.
    fn found(self, of: &str) -> String {
        let Some(evidence) = self.record.found.iter().find(|evidence| evidence.of == of) else { return String::new() };
        let cells = self.cells(evidence);
        let mut text = if cells.is_empty() { String::new() } else { format!("found {}", cells.join(", ")) };
        let more = match (&evidence.read, &evidence.problem) {
            (Some(read), _) if cells.is_empty() => format!("derived as {read}"),
            (Some(read), _) => format!(", read as {read}"),
            (None, Some(problem)) => format!(", which {problem}"),
            (None, None) => String::new(),
        };
        text.push_str(&more);
        text
    }

    fn cells(self, evidence: &Evidence<'_>) -> Vec<String> {
        let sheet = self.record.origin.rsplit_once(':').map_or("", |(sheet, _)| sheet);
        let columns = self.header.sheets.iter().find(|columns| columns.sheet == sheet);
        let columns = columns.and_then(|columns| columns.fields.get(evidence.of.as_ref()));
        let cells = columns.into_iter().flatten().zip(&evidence.cells);
        cells
            .filter_map(|(column, cell)| {
                let column = column.as_ref()?;
                Some(match cell.as_deref() {
                    Some("") => format!("nothing in column {column}"),
                    Some(found) => format!("`{found}` in column {column}"),
                    None => format!("an answer in column {column} (personal)"),
                })
            })
            .collect()
    }

    fn part(self, page: &mut String, part: &PartOf<'_>) -> std::fmt::Result {
        let Some(measured) = self.header.measures.iter().find(|measured| measured.id == part.id) else { return Ok(()) };
        let blank = if part.blank { " (blank: earns what the rules give a blank)" } else { "" };
        let sum = match (&part.points, &part.at_most) {
            (Some(points), None) => format!("{points} × {} = {}", measured.weight, part.part),
            (_, most) => format!("open: from {} to {}", part.part, most.as_ref().unwrap_or(&part.part)),
        };
        line!(page, "  {:<24} {sum:<24} {} {}{blank}", part.id, measured.of, self.found(&measured.of))
    }
}

fn total(page: &mut String, record: &Record<'_>) -> std::fmt::Result {
    let Some(total) = &record.total else { return Ok(()) };
    let parts: Vec<&str> = record.parts.iter().map(|part| part.part.as_ref()).collect();
    let most = record.total_at_most.as_ref().map_or_else(String::new, |most| format!(" at least, {most} at most"));
    line!(page, "  {:<24} {} = {total}{most}", "total", parts.join(" + "))
}

fn ranked(page: &mut String, header: &Header, record: &Record<'_>, standing: &Ranked<'_>) -> std::fmt::Result {
    heading(page, "Ranking");
    let equal = if standing.rank as usize == standing.place {
        String::new()
    } else {
        format!(", rank {} shared with others whom only the lot tells apart", standing.rank)
    };
    line!(page, "  place {} of {}{equal}", standing.place, header.ranked)?;
    for (word, neighbour) in [("above", &standing.above), ("below", &standing.below)] {
        if let Some(neighbour) = neighbour {
            line!(
                page,
                "  directly {word}: {} with {}, told apart by {}",
                neighbour.application,
                neighbour.total,
                neighbour.by
            )?;
        }
    }
    if let Some(lot) = &standing.lot {
        line!(page, "  lot {lot}; the lowest goes first; check it with")?;
        // An id may hold a quotation mark, and people copy this line into a shell.
        let drawn = format!("{}:{}", header.seed, record.application).replace('\'', r"'\''");
        line!(page, "    printf '%s' '{drawn}' | sha256sum")?;
    }
    for group in header.groups.iter().filter(|group| Some(group.id.as_str()) == record.group.as_deref()) {
        let last = group
            .last
            .as_ref()
            .map_or_else(String::new, |(total, id)| format!("; the last seat went to {id} with {total}"));
        line!(page, "  {}: {} of {} seats taken{last}", group.id, group.taken, group.seats)?;
    }
    Ok(())
}

/// The texts of the clauses that the criteria rest on.
fn sources(page: &mut String, header: &Header, record: &Record<'_>) -> std::fmt::Result {
    let judged = header.criteria.iter().filter(|asked| record.criteria.iter().any(|judged| judged.id == asked.id));
    let measured = header.measures.iter().filter(|asked| record.parts.iter().any(|part| part.id == asked.id));
    let cited: Vec<&String> =
        judged.flat_map(|asked| &asked.cites).chain(measured.flat_map(|asked| &asked.cites)).collect();
    heading(page, "What the rules rest on");
    for source in header.sources.iter().filter(|source| cited.contains(&&source.id)) {
        line!(page, "  {} {}: {}", source.kind, source.id, source.text)?;
    }
    Ok(())
}
