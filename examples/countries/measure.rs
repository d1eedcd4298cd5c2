//! What the table makes of other people's lists of names: how many it knows, and whether it ever takes one for another's.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::path::Path;

use intake::values::Country;
use intake::values::countries::{Named, find, fold, name};

/// Misspellings tried of each name.
const EDITS: u64 = 5;

#[derive(Default)]
struct Count {
    tried: u32,
    right: u32,
    asked: u32,
    suggested: u32,
    wrongly_suggested: u32,
    rejected: u32,
    wrong: u32,
}

impl Count {
    fn add(&mut self, code: &str, found: &Named) {
        self.tried += 1;
        match found {
            Named::Country(country) if country.to_string() == code => self.right += 1,
            Named::Country(_) => self.wrong += 1,
            Named::Ask(_) | Named::Several(_) => self.asked += 1,
            Named::Suggest(_, near)
                if Country::new(code).is_some_and(|code| name(code) == *near) =>
            {
                self.suggested += 1;
            }
            Named::Suggest(..) => self.wrongly_suggested += 1,
            Named::Unknown => self.rejected += 1,
        }
    }

    fn print(&self, group: &str) {
        let Self {
            tried,
            right,
            asked,
            suggested,
            wrongly_suggested,
            rejected,
            wrong,
        } = self;
        let share = if *tried == 0 {
            0
        } else {
            u64::from(*right + *asked) * 1000 / u64::from(*tried)
        };
        println!(
            "{group:<40} {tried:>7} {right:>7} {asked:>6} {suggested:>9} {wrongly_suggested:>7} {rejected:>8} {wrong:>6}   {}.{} %",
            share / 10,
            share % 10
        );
    }
}

pub(crate) fn measure(lists: &Path) -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let languages = fs::read_to_string(root.join("examples/countries/languages.csv"))?;
    let ours: BTreeSet<&str> = languages
        .lines()
        .skip(1)
        .filter_map(|line| line.split([',', '-']).next())
        .collect();
    let text = fs::read_to_string(lists)?;
    let rows: Vec<Vec<&str>> = text
        .lines()
        .map(|line| line.split('\t').collect())
        .collect();
    let mut by_source: BTreeMap<(&str, &str), Count> = BTreeMap::new();
    let mut by_language: BTreeMap<String, Count> = BTreeMap::new();
    let mut wrong: BTreeMap<(String, String, String), BTreeSet<String>> = BTreeMap::new();
    let mut tried: BTreeSet<(String, &str)> = BTreeSet::new();
    let mut distinct: BTreeSet<(&str, &str)> = BTreeSet::new();
    let mut outcomes: BTreeMap<&str, Named> = BTreeMap::new();
    for row in &rows {
        let [source, language, kind, code, text] = row.as_slice() else {
            continue;
        };
        let found = outcomes.entry(text).or_insert_with(|| find(text));
        by_source
            .entry((*kind, *source))
            .or_default()
            .add(code, found);
        let base = language.split(['-', '_', '@']).next().unwrap_or_default();
        if *kind == "name" {
            distinct.insert((*text, *code));
            let group = if ours.contains(base)
                || two_letters(base).is_some_and(|base| ours.contains(base))
            {
                "names in our languages"
            } else if base.len() > 3 {
                "names in mixed lists"
            } else {
                "names in other languages"
            };
            for group in [group.to_owned(), format!("{group}: {base}")] {
                if tried.insert((format!("{group}\t{text}"), code)) {
                    by_language.entry(group).or_default().add(code, found);
                }
            }
        }
        if let Named::Country(country) = found
            && country.to_string() != *code
        {
            let from = format!("{source} {language}");
            wrong
                .entry((
                    (*kind).to_owned(),
                    (*text).to_owned(),
                    format!("{country} not {code}"),
                ))
                .or_default()
                .insert(from);
        }
    }
    println!(
        "{:<40} {:>7} {:>7} {:>6} {:>9} {:>7} {:>8} {:>6}   right or asked",
        "", "tried", "right", "asked", "suggested", "other", "rejected", "WRONG"
    );
    for ((kind, source), count) in &by_source {
        count.print(&format!("{kind}, {source}"));
    }
    for (group, count) in &by_language {
        count.print(group);
    }
    for ((kind, text, what), from) in &wrong {
        println!(
            "WRONG {kind}: {text} is taken for {what} ({})",
            from.iter().take(3).cloned().collect::<Vec<_>>().join(", ")
        );
    }
    misspellings(&distinct);
    Ok(())
}

/// The two-letter code of the three-letter ones that `world-countries` uses and that are ours.
fn two_letters(code: &str) -> Option<&'static str> {
    const CODES: &str = "ara ar bre br ces cs deu de est et fin fi fra fr hrv hr hun hu hye hy ita it jpn ja kor ko nld nl per fa pol pl por pt rus ru slk sk spa es srp sr swe sv tur tr urd ur zho zh eng en";
    let words: Vec<&'static str> = CODES.split(' ').collect();
    words
        .chunks(2)
        .find(|pair| pair.first() == Some(&code))
        .and_then(|pair| pair.get(1))
        .copied()
}

/// One letter other, too many, too few or swapped, at random: what is then taken for another country.
fn misspellings(names: &BTreeSet<(&str, &str)>) {
    let letters: Vec<char> = names
        .iter()
        .flat_map(|(name, _)| name.chars())
        .filter(|c| c.is_alphabetic())
        .collect();
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut below = |limit: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % u64::try_from(limit.max(1)).unwrap_or(1)).unwrap_or(0)
    };
    let mut count = Count::default();
    let mut wrong: BTreeMap<String, String> = BTreeMap::new();
    for (name, code) in names {
        for _ in 0..EDITS {
            let mut text: Vec<char> = name.chars().collect();
            let at = below(text.len());
            // A letter of the same alphabet, so that the slip is one that could be made.
            let block = |c: char| u32::from(c) / 0x100;
            let letter = (0..200)
                .map(|_| letters[below(letters.len())])
                .find(|c| text.iter().any(|own| block(*own) == block(*c)));
            let letter = letter.unwrap_or('a');
            match below(4) {
                0 => text[at] = letter,
                1 => text.insert(at, letter),
                2 => drop(text.remove(at)),
                _ if at > 0 => text.swap(at, at - 1),
                _ => text[at] = letter,
            }
            let text: String = text.into_iter().collect();
            let found = find(&text);
            if let Named::Country(country) = &found
                && country.to_string() != *code
                && fold::key(&text) != fold::key(name)
            {
                wrong.insert(format!("{name} ({code})"), format!("{text} ({country})"));
            }
            count.add(code, &found);
        }
    }
    count.print("misspelt by one letter");
    for (name, found) in wrong {
        println!("SLIP {name} -> {found}");
    }
}
