//! A letter as a page: one file that needs nothing else, without script.

use maud::{DOCTYPE, PreEscaped, html};

use crate::out::html::words;
use crate::papers::letters::Text;
use crate::papers::letters::text::Block;
use crate::rules::Language;
use crate::values::escape::visible_lines;

const STYLE: &str = "\
body{font:1rem/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff;max-width:40rem;margin:2rem auto;padding:0 1rem;\
overflow-wrap:break-word}.whole{white-space:nowrap}.long{overflow-wrap:anywhere}h1{font-size:1.15rem;line-height:1.3}@media print{body{margin:0;max-width:none;font-size:11pt}}";

/// The page; whatever stands in a letter is escaped here.
pub fn page(letter: &Text, language: Language) -> String {
    let subject = letter.subject();
    let skipped = usize::from(!subject.is_empty());
    let page = html! {
        (DOCTYPE)
        html lang=(language.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                title { (subject) }
                style { (PreEscaped(STYLE)) }
            }
            "\n"
            body {
                main {
                    h1 { (words(&subject)) } "\n"
                    @for block in letter.blocks.iter().skip(skipped) {
                        @match block {
                            Block::Paragraph(lines) => p {
                                @for (at, line) in lines.iter().enumerate() { @if at > 0 { br; } (words(line)) }
                            },
                            Block::List(points) => ul { @for point in points { li { (words(point)) } } },
                        }
                        "\n"
                    }
                }
            }
        }
    };
    visible_lines(&page.into_string()) + "\n"
}
