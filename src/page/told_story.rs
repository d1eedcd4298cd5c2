//! The story of a run that was opened again: what stands in its `report.html`, as the page shows it of a run that it made.
//!
//! A run may come from anybody, and its seal can be made anew. So nothing of the file goes into the page but elements and attributes that
//! Intake writes there, none of which does anything.

/// What stands around the story in the file.
const MAIN: &str = "<main id=\"main\">";
const PAGE: &str = "<div class=\"page\">";
const SKIP: &str = "</a>";

/// Everything that a report is made of.
const ELEMENTS: &[&str] = &[
    "a",
    "bdi",
    "br",
    "caption",
    "circle",
    "code",
    "col",
    "colgroup",
    "dd",
    "defs",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "g",
    "h2",
    "h3",
    "h4",
    "hr",
    "input",
    "label",
    "li",
    "line",
    "nav",
    "ol",
    "p",
    "path",
    "pattern",
    "polyline",
    "pre",
    "rect",
    "section",
    "small",
    "span",
    "strong",
    "summary",
    "svg",
    "table",
    "tbody",
    "td",
    "text",
    "th",
    "thead",
    "tr",
    "ul",
    "title",
    "tspan",
];
const ATTRIBUTES: &[&str] = &[
    "aria-hidden",
    "aria-label",
    "aria-labelledby",
    "aria-describedby",
    "aria-live",
    "autocomplete",
    "class",
    "colspan",
    "cx",
    "cy",
    "d",
    "dir",
    "dx",
    "dy",
    "fill",
    "focusable",
    "for",
    "height",
    "hidden",
    "href",
    "id",
    "lang",
    "open",
    "patternunits",
    "points",
    "r",
    "role",
    "rowspan",
    "scope",
    "stroke",
    "stroke-width",
    "tabindex",
    "text-anchor",
    "transform",
    "type",
    "viewbox",
    "width",
    "x",
    "y",
    "x1",
    "x2",
    "y1",
    "y2",
    "preserveaspectratio",
    "start",
];

/// The story in a report; none where it is none, or holds what Intake writes in no report.
pub(super) fn story(report: &str) -> Option<String> {
    let (_, body) = report.split_once("<body>")?;
    let (_, rest) = body.split_once(SKIP)?;
    let (patterns, rest) = rest.split_once(PAGE)?;
    let (head, rest) = rest.split_once(MAIN)?;
    let (_, about) = head.strip_suffix("</header>")?.split_once("</h1>")?;
    let (story, rest) = rest.split_once("</main>")?;
    let (foot, _) = rest.split_once("</div><script>")?;
    let part = [patterns, about, story, foot].concat();
    is_inert(&part).then_some(part)
}

/// Whether there is nothing in it but elements and attributes of a report, as they are written there.
fn is_inert(html: &str) -> bool {
    let mut rest = html;
    while let Some((_, tag)) = rest.split_once('<') {
        let Some(after) = behind(tag) else {
            return false;
        };
        rest = after;
    }
    true
}

/// What follows a tag; none where it is not one of ours.
fn behind(tag: &str) -> Option<&str> {
    let tag = tag.strip_prefix('/').unwrap_or(tag);
    let end = tag.find(|letter: char| !letter.is_ascii_alphanumeric())?;
    let (name, mut rest) = tag.split_at_checked(end)?;
    if !ELEMENTS.contains(&name) {
        return None;
    }
    loop {
        if let Some(after) = rest.strip_prefix('>') {
            return Some(after);
        }
        rest = attribute(rest.strip_prefix(' ')?)?;
    }
}

/// What follows an attribute.
fn attribute(text: &str) -> Option<&str> {
    let end = text.find(['=', ' ', '>'])?;
    let (name, rest) = text.split_at_checked(end)?;
    let known = name.to_ascii_lowercase();
    if !ATTRIBUTES.contains(&known.as_str()) {
        return None;
    }
    let Some(value) = rest.strip_prefix("=\"") else {
        return (known != "href" && !rest.starts_with('=')).then_some(rest);
    };
    let (value, after) = value.split_once('"')?;
    // A link leads within the page, and a colour is no address.
    let is_ours = match known.as_str() {
        "href" => value.starts_with('#'),
        "fill" | "stroke" => !value.contains(':'),
        _ => true,
    };
    is_ours.then_some(after)
}
