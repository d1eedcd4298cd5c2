//! A letter whose template has been filled in: paragraphs and lists, set down as text or as a page that say the same.

/// A letter. A paragraph ends at a blank line; a line that begins with `- ` is a point of a list. The first paragraph is the heading
/// of the page, and the subject of a mail.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    pub blocks: Vec<Block>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Its lines.
    Paragraph(Vec<String>),
    /// Its points.
    List(Vec<String>),
}

impl Text {
    pub fn new(filled_in: &str) -> Self {
        let mut blocks: Vec<Block> = Vec::new();
        let mut goes_on = false;
        for line in filled_in.lines().map(str::trim) {
            if line.is_empty() {
                goes_on = false;
                continue;
            }
            match (line.strip_prefix("- "), blocks.last_mut()) {
                // A list goes on over blank lines, which the tags of templates leave.
                (Some(point), Some(Block::List(points))) => points.push(point.trim().to_owned()),
                (Some(point), _) => blocks.push(Block::List(vec![point.trim().to_owned()])),
                (None, Some(Block::Paragraph(lines))) if goes_on => lines.push(line.to_owned()),
                (None, _) => blocks.push(Block::Paragraph(vec![line.to_owned()])),
            }
            goes_on = true;
        }
        Self { blocks }
    }

    /// The first paragraph in one line; blank where there is none.
    pub fn subject(&self) -> String {
        match self.blocks.first() {
            Some(Block::Paragraph(lines)) => lines.join(" "),
            Some(Block::List(_)) | None => String::new(),
        }
    }

    /// The points of the first list; none where there is no list.
    pub fn points(&self) -> Option<&[String]> {
        self.blocks.iter().find_map(|block| match block {
            Block::List(points) => Some(points.as_slice()),
            Block::Paragraph(_) => None,
        })
    }

    /// As plain text. No line is broken: whoever reads mail has their own width.
    pub fn plain(&self) -> String {
        let block = |block: &Block| match block {
            Block::Paragraph(lines) => lines.join("\n"),
            Block::List(points) => {
                let points: Vec<String> = points.iter().map(|point| format!("- {point}")).collect();
                points.join("\n")
            }
        };
        let blocks: Vec<String> = self.blocks.iter().map(block).collect();
        blocks.join("\n\n") + "\n"
    }
}
