//! A record as a page for a person: what `intake explain` prints.

use std::fmt::Write as _;

use super::record::{Asked, Evidence, Header, Judged, PartOf, Ranked, Record, Tried};
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
    heading(page, "Criteria");
    for judged in &record.criteria {
        criterion(page, header.criteria.iter().find(|asked| asked.id == judged.id), judged)?;
    }
    if !record.parts.is_empty() {
        heading(page, "Score");
        record.parts.iter().try_for_each(|of| part(page, of))?;
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

fn criterion(page: &mut String, asked: Option<&Asked>, judged: &Judged<'_>) -> std::fmt::Result {
    let (title, cites) = asked.map_or(("", String::new()), |asked| (asked.title.as_str(), asked.cites.join(", ")));
    line!(page, "  {:<3}  {} — {title} [{cites}]", mark(judged.answer), judged.id)?;
    tried(page, &judged.test, 7)
}

fn tried(page: &mut String, test: &Tried<'_>, indent: usize) -> std::fmt::Result {
    let (word, answer, of) = match test {
        Tried::Any { answer, of } => ("one of these", answer, of.as_slice()),
        Tried::All { answer, of } => ("all of these", answer, of.as_slice()),
        Tried::Not { answer, of } => ("not", answer, std::slice::from_ref(of.as_ref())),
        Tried::Ask { answer, asked, evidence } => return ask(page, *answer, asked, evidence, indent),
    };
    line!(page, "{:indent$}{word}: {}", "", answer.words())?;
    of.iter().try_for_each(|test| tried(page, test, indent.saturating_add(2)))
}

fn ask(page: &mut String, answer: Answer, asked: &str, evidence: &Evidence<'_>, indent: usize) -> std::fmt::Result {
    line!(page, "{:indent$}{} {asked}: {}; {}", "", evidence.of, answer.words(), found(evidence))?;
    from(page, evidence, indent.saturating_add(2))
}

fn from(page: &mut String, evidence: &Evidence<'_>, indent: usize) -> std::fmt::Result {
    evidence.from.iter().try_for_each(|part| {
        line!(page, "{:indent$}from {}: {}", "", part.of, found(part))?;
        from(page, part, indent.saturating_add(2))
    })
}

/// ``found `Kyrgyz Rep.` in column F, read as KG``.
fn found(evidence: &Evidence<'_>) -> String {
    let cell = |cell: &super::record::Cell<'_>| match &cell.found {
        Some(found) if found.is_empty() => format!("nothing in column {}", cell.column),
        Some(found) => format!("`{found}` in column {}", cell.column),
        None => format!("an answer in column {} (personal)", cell.column),
    };
    let cells: Vec<String> = evidence.cells.iter().map(cell).collect();
    let mut text = if cells.is_empty() { String::new() } else { format!("found {}", cells.join(", ")) };
    let more = match (&evidence.read, &evidence.problem) {
        (Some(read), _) if evidence.cells.is_empty() => format!("derived as {read}"),
        (Some(read), _) => format!(", read as {read}"),
        (None, Some(problem)) => format!(", which {problem}"),
        (None, None) => String::new(),
    };
    text.push_str(&more);
    text
}

fn part(page: &mut String, part: &PartOf<'_>) -> std::fmt::Result {
    let blank = if part.blank { " (blank: earns what the rules give a blank)" } else { "" };
    let most = part.at_most.as_ref().map_or_else(String::new, |most| format!(", at most {most}"));
    let sum = format!("{} × {} = {}{most}", part.points, part.weight, part.part);
    line!(page, "  {:<24} {sum:<24} {} {}{blank}", part.id, part.evidence.of, found(&part.evidence))
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
