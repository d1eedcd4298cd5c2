//! A page as HTML: one file that needs nothing else, without script, to be read aloud, on paper or on a screen.

use maud::{DOCTYPE, Markup, PreEscaped, Render, html};

use crate::base::controls::has;
use crate::papers::explanation::{Block, Line, Page, Section, Table};
use crate::values::Answer;

/// Of every page about applications.
pub(super) const STYLE: &str = "\
body{font:1rem/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff;max-width:60rem;margin:2rem auto;padding:0 1rem}\
h1{font-size:1.5rem;line-height:1.25;margin:0}h2{font-size:1.15rem;margin:1.75rem 0 .5rem;border-bottom:1px solid #767676}\
ul{margin:0;padding-left:1.25rem}li{margin:.15rem 0;overflow-wrap:break-word;unicode-bidi:isolate}\
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;\
padding:.3rem .6rem;border:1px solid #767676;unicode-bidi:isolate}td p{margin:0 0 .4rem}thead th{background:#eee}\
.whole{white-space:nowrap}.long{overflow-wrap:anywhere}\
pre{background:#f2f2f2;border:1px solid #767676;padding:.5rem;white-space:pre-wrap;overflow-wrap:anywhere}\
strong.met{color:#0b5a1e}strong.not-met{color:#8c1010}strong.unclear{color:#6b4a00}\
@media print{body{margin:0;max-width:none;font-size:10pt}.wide{overflow:visible}th,td{padding:.2rem .4rem}\
h2{break-after:avoid}li,tr,pre{break-inside:avoid}}";

/// Letters of the longest word that is never broken; a line of a narrow screen, and a column of a printed table, hold so many.
const WHOLE: usize = 24;

/// The page; control characters of applicants are still in it, markup is not.
pub fn html(page: &Page) -> String {
    html_with(page, &[], &|_| html! {})
}

/// What the page says without a page around it, below a heading of the second order; control characters are still in it.
pub fn within(page: &Page) -> String {
    let part = html! {
        h3 tabindex="-1" { (words(&page.title)) }
        p { (words(&page.about)) }
        @for part in &page.sections { h4 { (part.heading) } (blocks(part)) }
    };
    in_lines(part)
}

/// The same with more style, and with what stands before the blocks of a section, such as a picture.
pub(super) fn html_with(
    page: &Page,
    styles: &[&str],
    before: &dyn Fn(&Section) -> Markup,
) -> String {
    let main = html! {
        header { h1 { (words(&page.title)) } p { (words(&page.about)) } }
        @for (at, part) in page.sections.iter().enumerate() { (section(part, &id(&page.sections, at), &before(part))) }
    };
    let styles: Vec<&str> = [STYLE].iter().chain(styles).copied().collect();
    let page = html! {
        (DOCTYPE)
        html lang="en" { (head(&page.title, &styles)) body { main { (main) } } }
    };
    in_lines(page)
}

/// The head of a page: nothing but these styles may come with it, and nothing from elsewhere.
pub(super) fn head(title: &str, styles: &[&str]) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
            title { (title) }
            style { @for style in styles { (PreEscaped(style)) } }
        }
    }
}

/// A page in lines, so that two of them can be compared.
pub(super) fn in_lines(page: Markup) -> String {
    // Where no text of ours or anybody's can stand: every `<` in a text is escaped by now.
    let page = ["<section", "<ul>", "<li>", "<table>", "<tr>"]
        .iter()
        .fold(page.into_string(), |page, tag| {
            page.replace(tag, &format!("\n{tag}"))
        });
    page + "\n"
}

/// A section's id; a page about several fields has a number behind those that come again.
fn id(sections: &[Section], at: usize) -> String {
    let is = sections.get(at).map_or("", |section| section.id);
    let before = sections.iter().take(at).filter(|before| before.id == is);
    match before.count() {
        0 => is.to_owned(),
        more => format!("{is}-{}", more.saturating_add(1)),
    }
}

fn section(section: &Section, id: &str, before: &Markup) -> Markup {
    html! {
        section aria-labelledby=(id) {
            h2 id=(id) { (section.heading) }
            (before)
            (blocks(section))
        }
    }
}

/// What a section says, without its heading.
pub(super) fn blocks(section: &Section) -> Markup {
    let is_line = |block: &Block| matches!(block, Block::Line(_));
    html! {
        @for blocks in section.blocks.chunk_by(|left, right| is_line(left) && is_line(right)) {
            @match blocks {
                [Block::Table(table)] => (self::table(table)),
                [Block::Command(command)] => pre { code { (command) } },
                _ => {
                    @let lines: Vec<&Line> = blocks.iter().filter_map(|block| match block {
                        Block::Line(line) => Some(line),
                        Block::Table(_) | Block::Command(_) => None,
                    }).collect();
                    (List(&lines))
                }
            }
        }
    }
}

/// Lines as a list; those below one that are deeper are a list inside it. Each is put down where it stands: a report has hundreds of
/// lists, and every list inside another would be copied once more.
struct List<'l>(&'l [&'l Line]);

impl Render for List<'_> {
    fn render_to(&self, page: &mut String) {
        let depth = self.0.iter().map(|line| line.depth).min().unwrap_or(0);
        page.push_str("<ul>");
        for item in self.0.chunk_by(|_, next| next.depth > depth) {
            let Some((line, below)) = item.split_first() else {
                continue;
            };
            page.push_str("<li>");
            if let Some(answer) = line.answer {
                html! { strong class=(class(answer)) { (answer.words()) } " " }.render_to(page);
            }
            words(&line.text).render_to(page);
            if !below.is_empty() {
                List(below).render_to(page);
            }
            page.push_str("</li>");
        }
        page.push_str("</ul>");
    }
}

fn class(answer: Answer) -> &'static str {
    match answer {
        Answer::Met => "met",
        Answer::NotMet => "not-met",
        Answer::Unclear => "unclear",
    }
}

/// A table that can be moved aside where the screen is narrower than its words.
fn table(table: &Table) -> Markup {
    html! {
        div class="wide" tabindex="0" {
            table {
                thead { tr { @for heading in &table.headings { th scope="col" { (words(heading)) } } } }
                tbody {
                    @for row in &table.rows {
                        tr {
                            @for (at, cell) in row.iter().enumerate() {
                                @if at == 0 { th scope="row" { (words(cell)) } } @else { td { (paragraphs(cell)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A text in its paragraphs, where it has several.
fn paragraphs(text: &str) -> Markup {
    html! {
        @if text.contains('\n') { @for paragraph in text.split('\n') { p { (words(paragraph)) } " " } } @else { (words(text)) }
    }
}

/// A text in which no number, no sum and no word is broken, not even at its hyphens, unless it is longer than a line may be.
pub(super) fn words(text: &str) -> Words<'_> {
    Words(text)
}

/// As [`words`] puts it down.
pub(super) struct Words<'t>(&'t str);

impl Render for Words<'_> {
    fn render_to(&self, page: &mut String) {
        let text = self.0;
        let of_sum = |byte: u8| byte.is_ascii_digit() || b" .-+=()/%".contains(&byte);
        let is_sum = text.bytes().all(|byte| of_sum(byte) || !byte.is_ascii())
            && text.contains(' ')
            && text
                .chars()
                .all(|c| c.is_ascii_digit() || " .-+×=()/%".contains(c));
        if is_sum && text.chars().count() <= WHOLE {
            return spanned("whole", text, page);
        }
        // Most words need nothing, and go down together.
        let (mut from, mut at) = (0_usize, 0_usize);
        for word in text.split(' ') {
            let end = at.saturating_add(word.len());
            if let Some(class) = class_of(word) {
                put(text.get(from..at).unwrap_or_default(), page);
                spanned(class, word, page);
                from = end;
            }
            at = end.saturating_add(1);
        }
        put(text.get(from..).unwrap_or_default(), page);
    }
}

/// Puts a text down, escaped; most texts have nothing to be escaped, and that is told quickly.
fn put(text: &str, page: &mut String) {
    let is_special = |byte: u8| (byte == b'&') | (byte == b'<') | (byte == b'>') | (byte == b'"');
    if has(text, is_special) {
        text.render_to(page);
    } else {
        page.push_str(text);
    }
}

fn spanned(class: &str, text: &str, page: &mut String) {
    page.push_str("<span class=\"");
    page.push_str(class);
    page.push_str("\">");
    put(text, page);
    page.push_str("</span>");
}

/// How a word is kept whole, where it would be broken otherwise, or broken, where it is too long for a line; none where nothing is to
/// be done.
fn class_of(word: &str) -> Option<&'static str> {
    // A word of so many bytes has no more letters.
    if word.len() > WHOLE && word.chars().count() > WHOLE {
        return Some("long");
    }
    let may_break = |byte: u8| matches!(byte, b'-' | b'/' | b'?' | b'!' | b'|' | 0xc2 | 0xe2);
    let breaks = word.bytes().any(may_break)
        && word.contains(['-', '\u{2010}', '–', '—', '/', '?', '!', '|', '\u{ad}'])
        && word.contains(char::is_alphanumeric);
    breaks.then_some("whole")
}
