//! Days as people and tools write them, brought into the one form that is read: months in words, weekdays before them, midnight after.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::rules::form::Dates;
use crate::values::number::plain;

/// The months in the languages of the region and of Partners (names of the CLDR), by what their names begin with; the longest of these says
/// it. A name that means another month in another of these languages, as `listopad` does, is in no row: the day is asked about. So is what
/// a language that is written in other letters would be in these: `travnia` is May, and `travnja` April.
#[rustfmt::skip]
const MONTHS: [&str; 12] = [
    "jan gen ene ocak янв січ јан ian led sije yan jaan ιαν იან oca tammi saus stycz sty яну студз қаңтар հունվ հնվ ýan eanáir schan ionawr ינואר يناير جانفي",
    "feb fév fev şubat subat фев лют феб únor luty lutego velj helmi shku veeb φεβ თებ lut şub vasar úno ақпан փետր փտվ few feabhr frar favr chwef פברואר فبراير فيفري",
    "mar mär maer mrz març мар берез březen března ožuj maalis mrt maart μαρ μάρ მარ márc märz mäe kovo kovas бер сакав наурыз մարտ մրտ márta mawrth maw מרץ مارس",
    "apr avr abr nis апр квіт kwie travanj travnj huhti prill απρ აპრ duben dubna ápr baland kwi красав сәуір ապր aibre ebrill אפריל أبريل أفريل",
    "may mai mag mayı май мая мај трав květ maj touko mei svib μαι μαΐ μάι მაი máj maí maý mee mej gegu мамыр մայ bealt matg מאי مايو ماي",
    "jun juin giu haz июн черв јун iun kesä juuni iyun qersh lipanj lipnj ιουν ιούν ივნ jún jūn iyn birž czerw юни ијун чэрв маусым հունիս հնս iýun ијн červen června čvn meith ġun zercl mehef יוני يونيو جوان",
    "jul juil lug tem июл јул iul heinä juuli iyul korr srpanj srpnj ιουλ ιούλ ივლ júl jūl iyl liep lipiec lipca юли ијул липень липня ліпен шілде հուլիս հլս iýul ијл červenec července čvc iúil lul gorff יולי يوليو يوليوز جويلية",
    "aug aoû aou ago ağu agu авг серп ауг avg elo avq gush kolov αυγ αύγ აგვ ágú rugp sierp srpen srpna жнів жніў тамыз օգոս օգս awg lúnas aww avust awst אוגוסט أغسطس غشت أوت",
    "sep set eyl сен верес сеп září wrze ruj syys sen shta σεπ სექ szept rugs wrz вер верас қыркүй սեպ medi ספטמבר سبتمبر شتنبر",
    "oct okt ott out eki окт жовт říj paź loka teto οκτ ოქტ spal кастр қазан հոկ hydref אוקטובר أكتوبر",
    "nov kas ноя нов marras noy nënt nent studen νοε νοέ ნოე noiem ное ној nóv lapkr лістап қараша նոյ noý samh tach נובמבר نوفمبر نونبر",
    "dec déc dez dic ara дек груд дец pros gru joulu dek det dhje δεκ დეკ des снеж желтоқс դեկ diċ noll rhag דצמבר ديسمبر دجنبر",
];
/// The same by what names begin with, in order; none where two months begin so.
static BEGINNINGS: LazyLock<BTreeMap<&str, Option<usize>>> = LazyLock::new(|| {
    let mut all = BTreeMap::new();
    for (month, names) in (1..).zip(MONTHS) {
        for name in names.split(' ') {
            let known = all.entry(name).or_insert(Some(month));
            *known = known.filter(|known| *known == month);
        }
    }
    all
});
/// What may stand behind a year, in words.
const OF_A_YEAR: [&str; 12] = [
    "года",
    "году",
    "год",
    "г",
    "року",
    "рік",
    "р",
    "godine",
    "god",
    "g",
    "године",
    "годины",
];
/// Letters that a name of a month has at the most.
const LONGEST: usize = 12;

/// The text with plain digits, months as numbers, and without the spaces that many languages write after the points of a date:
/// `3. 4. 2025`.
pub(crate) fn plainly(dates: Dates, text: &str) -> Cow<'_, str> {
    let text = plain(text).unwrap_or(Cow::Borrowed(text));
    if let Some(numbers) = months_as_numbers(dates, &text) {
        return Cow::Owned(numbers);
    }
    if !text.contains(". ") {
        return text;
    }
    let mut points = 0_u32;
    let mut close = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            ' ' if close.ends_with('.') && points < 3 => continue,
            '.' => points = points.saturating_add(1),
            _ => {}
        }
        close.push(letter);
    }
    Cow::Owned(close)
}

/// A day with the month in words as year-month-day, and the rest as it is; a year of two digits as the rules say its century.
fn months_as_numbers(dates: Dates, text: &str) -> Option<String> {
    // Most texts have no day, and a look at each name of a month takes long.
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (first, rest) = word(text.trim())?;
    // `Tue Apr 29 2025`: a weekday says nothing that is not said again, if what follows is a day.
    let (first, rest) = if month(first).is_none() && first.chars().all(char::is_alphabetic) {
        word(rest)?
    } else {
        (first, rest)
    };
    let (second, rest) = word(rest)?;
    let (third, rest) = word(rest)?;
    let (day, month) = match (month(first), month(second)) {
        (Some(month), None) => (second, month),
        (None, Some(month)) => (first, month),
        _ => return None,
    };
    let day = day.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !matches!(day.len(), 1 | 2) || !digits(day) || !digits(third) {
        return None;
    }
    let rest = behind_the_year(rest);
    let rest = rest
        .strip_prefix("at ")
        .or_else(|| rest.strip_prefix("um "))
        .unwrap_or(rest);
    let day = match (third.len(), dates.century) {
        (4, _) => format!("{third}-{month:02}-{day:0>2}"),
        (2, Some(century)) => format!("{century}{third}-{month:02}-{day:0>2}"),
        // Two digits of a year: the column is asked about, as for numbers alone.
        (2, None) => format!("{day}.{month}.{third}"),
        _ => return None,
    };
    Some(if rest.is_empty() {
        day
    } else {
        format!("{day} {rest}")
    })
}

/// What follows a year and its point, or the word for it: `1990 г. 10:00`, `1990. godine`.
fn behind_the_year(rest: &str) -> &str {
    const BETWEEN: [char; 3] = [',', ' ', '.'];
    let rest = rest.trim_start_matches(BETWEEN);
    let end = rest.find(|letter: char| !letter.is_alphabetic());
    let (word, after) = rest
        .split_at_checked(end.unwrap_or(rest.len()))
        .unwrap_or((rest, ""));
    match OF_A_YEAR.contains(&word.to_lowercase().as_str()) {
        true => after.trim_start_matches(BETWEEN),
        false => rest,
    }
}

/// The first word of a day and the rest, without what stands between them.
fn word(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start_matches([' ', ',', '-', '.', '/']);
    let end = text.find([' ', ',', '-', '.', '/']).unwrap_or(text.len());
    let (word, rest) = text.split_at_checked(end)?;
    (!word.is_empty()).then_some((word, rest))
}

/// The number of a month by its name, from 1; none where two months begin so.
fn month(word: &str) -> Option<usize> {
    if word.chars().count() > LONGEST || !word.chars().all(char::is_alphabetic) {
        return None;
    }
    let word = word.to_lowercase();
    // A capital dotted I leaves its dot.
    let word = match word.contains('\u{307}') {
        true => word.replace('\u{307}', ""),
        false => word,
    };
    let mut up_to = word.as_str();
    loop {
        // Whatever is longer than this one and no longer than the word would stand between them.
        let (name, month) = BEGINNINGS.range(..=up_to).next_back()?;
        if up_to.starts_with(name) {
            return *month;
        }
        let both = up_to.char_indices().zip(name.chars());
        let differs = both.into_iter().find(|((_, own), other)| own != other);
        let ((end, _), _) = differs?;
        up_to = up_to.get(..end).filter(|common| !common.is_empty())?;
    }
}

/// A day without the midnight that spreadsheets and databases write after it.
pub(crate) fn without_midnight(text: &str) -> &str {
    let Some((day, time)) = text.split_once(['T', 't', ' ']) else {
        return text;
    };
    let time = time.trim().trim_end_matches(['Z', 'z']);
    let midnight = matches!(
        time,
        "00:00" | "0:00" | "00:00:00" | "0:00:00" | "12:00 AM" | "12:00:00 AM"
    ) || {
        time.strip_prefix("00:00:00.")
            .is_some_and(|fraction| fraction.bytes().all(|digit| digit == b'0'))
    };
    if midnight { day } else { text }
}
