//! Numbers with a decimal comma, a percent sign, a fraction, zeros or blanks too many, or a unit.

use super::meant::Meant;

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// What a number as written was meant to be.
pub(super) fn number(text: &str) -> Option<Meant> {
    let plain: String = text
        .chars()
        .filter(|letter| !letter.is_whitespace() && !matches!(letter, '\'' | '’'))
        .map(|letter| match letter {
            '−' | '\u{2010}'..='\u{2015}' => '-',
            '０'..='９' => char::from_u32(
                u32::from(letter)
                    .saturating_sub(0xff10)
                    .saturating_add(0x30),
            )
            .unwrap_or(letter),
            letter => letter,
        })
        .collect();
    let wrong = format!("`{text}` is no number as rules write it");
    // `1 000` is one number; `2 5` may be two.
    let parts: Vec<&str> = text
        .split(|letter: char| letter.is_whitespace() || matches!(letter, '\'' | '’'))
        .collect();
    let spread = parts
        .iter()
        .all(|part| part.starts_with(|letter: char| letter.is_ascii_digit()))
        && parts.len() > 1;
    let thousands = parts
        .iter()
        .skip(1)
        .all(|part| part.bytes().take_while(u8::is_ascii_digit).count() == 3);
    if spread && !thousands {
        return Some(Meant::unsure(
            wrong,
            "write one number, without blanks in it".to_owned(),
        ));
    }
    let (body, sign) = plain
        .strip_prefix('-')
        .map_or((plain.as_str(), ""), |body| (body, "-"));
    let body = body.strip_prefix('+').unwrap_or(body);
    if let Some(share) = body
        .strip_suffix('%')
        .filter(|share| digits(&share.replace(['.', ','], "")))
    {
        let message = format!("`{text}`: numbers stand without a percent sign");
        return Some(match whole_and_decimals(share, sign) {
            Some(number) => Meant::one(message, number, ""),
            None => Meant::unsure(
                message,
                "write the number alone, with a point before its decimals".to_owned(),
            ),
        });
    }
    if let Some((over, under)) = body
        .split_once('/')
        .filter(|(over, under)| digits(over) && digits(under))
    {
        let help = format!(
            "work out {over} divided by {under}, and write it with a decimal point, such as `0.5`"
        );
        return Some(Meant::unsure(wrong, help));
    }
    if let Some((whole, after)) = body
        .split_once(',')
        .filter(|(whole, after)| digits(whole) && digits(after))
        && after.len() == 3
        && whole != "0"
    {
        let help = format!(
            "write `{sign}{whole}{after}` for thousands, `{sign}{whole}.{after}` for decimals"
        );
        return Some(Meant::unsure(wrong, help));
    }
    if let Some(number) = whole_and_decimals(body, sign) {
        let why = if body.trim_end_matches(',').contains(',') {
            ": decimals begin with a point"
        } else {
            ""
        };
        return Some(Meant::one(wrong, number, why));
    }
    unit(text, wrong)
}

/// One number, by whichever sign parts its decimals; none where that could be two.
fn whole_and_decimals(body: &str, sign: &str) -> Option<String> {
    let mark = body.rfind(['.', ',']);
    let (whole, decimals) = match mark {
        Some(mark) => (body.get(..mark)?, body.get(mark.saturating_add(1)..)?),
        None => (body, ""),
    };
    let mark = mark.and_then(|mark| body.get(mark..)?.chars().next());
    // Other signs before the last one part thousands: three digits each, and another sign than that of the decimals.
    let groups: Vec<&str> = whole.split(['.', ',']).collect();
    let apart = groups.iter().skip(1).all(|group| group.len() == 3)
        && !mark.is_some_and(|mark| whole.contains(mark));
    let (first, all) = (groups.first()?, groups.concat());
    let written = (first.is_empty() && groups.len() == 1 || digits(first))
        && groups.iter().skip(1).all(|group| digits(group))
        && apart;
    if !written
        || !(decimals.is_empty() || digits(decimals))
        || all.is_empty() && decimals.is_empty()
    {
        return None;
    }
    let whole = Some(all.trim_start_matches('0'))
        .filter(|whole| !whole.is_empty())
        .unwrap_or("0")
        .to_owned();
    Some(if decimals.is_empty() {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{decimals}")
    })
}

/// `18 years`, `2pts`: a number with a word.
fn unit(text: &str, wrong: String) -> Option<Meant> {
    let (count, unit) = text
        .split_at_checked(text.find(|letter: char| !letter.is_ascii_digit() && letter != '.')?)?;
    let (apart, unit) = (unit.starts_with(' '), unit.trim());
    let word = unit.chars().all(char::is_alphabetic) && !unit.is_empty();
    if !digits(&count.replacen('.', "", 1)) || !word {
        return None;
    }
    // `25O` and `2S` are slips of a finger.
    if !apart && unit.len() == 1 {
        return Some(Meant::unsure(wrong, "write it in digits alone".to_owned()));
    }
    Some(Meant::one(
        wrong,
        count.to_owned(),
        &format!(", without `{unit}`"),
    ))
}

/// What is said where a number is due and nothing like one is there.
pub(super) fn due(text: &str) -> Meant {
    Meant::unsure(
        format!("`{text}` is no number as rules write it"),
        "write one number in digits, such as `25` or `2.5`".to_owned(),
    )
}
