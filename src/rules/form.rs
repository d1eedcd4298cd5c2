//! The form: which columns hold which fields, what their answers may be, and which applications are one person's.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};
use rust_decimal::Decimal;

use super::assessors::Assessor;
use super::ids::{Cites, DuplicatesId, FieldId, ScaleId, SourceId};
use super::packs::{Anchor, Packs};
use super::panel::{Combine, Pool};
use super::sources::FormSource;
pub use super::spellings::{DeclaredOptions, DeclaredScale, Options, Scale};
use super::standing_answers::StandingAnswer;
use crate::base::compiled::Compiled;
use crate::base::ids::{AssessorId, Per};
pub use crate::values::date_order::{DateOrder, Mark};
use crate::values::heading::FoldedHeadings;
use crate::values::near::Wanted;
use crate::values::number::Marks;
use crate::values::spelling::fold;

#[derive(Debug, Clone)]
pub struct Form {
    pub fields: Per<FieldId, Field>,
    pub scales: Per<ScaleId, Scale>,
    /// The one field of type `id`.
    pub id: FieldId,
    /// The fields of which the id is made where the export has none.
    pub id_made_of: Vec<FieldId>,
    pub asked_texts: Per<FieldId, AskedTexts>,
    /// The field that says when an application came, and the last moment at which one may.
    pub submitted: FieldId,
    pub deadline: Timestamp,
    pub duplicates: Per<DuplicatesId, Duplicates>,
    /// The forms whose files lie in one pile; none where all files are of one.
    pub sources: Per<SourceId, FormSource>,
    /// Whose files of ratings are whose, in the order of the readers of the fields; none where the rules do not say it.
    pub assessors: Per<AssessorId, Assessor>,
    /// What assessors are given to read; none where the rules do not say it.
    pub packs: Option<Packs>,
    /// Places that the rules settle for everybody, in the order of the file.
    pub standing_answers: Vec<StandingAnswer>,
}

impl Form {
    /// The texts that rules ask for in a field.
    pub fn asked_texts(&self, field: &Field) -> Option<&AskedTexts> {
        let at = self
            .fields
            .iter()
            .position(|known| known.name == field.name)?;
        self.asked_texts.find(FieldId(at))
    }

    /// Whether rules ask for exactly this text in a field.
    pub fn asks_for(&self, field: &Field, text: &str) -> bool {
        let asked = self.asked_texts(field);
        asked.is_some_and(|asked| asked.binary_search(&fold(text)).is_ok())
    }
}

/// The headings that one column may have, and as they are compared.
pub type Headings = Compiled<Vec<String>, FoldedHeadings>;

/// The texts that rules ask for in one field, folded and sorted, and what is near them.
pub type AskedTexts = Compiled<Vec<String>, Wanted>;

#[derive(Debug, Clone)]
pub struct Field {
    pub name: String,
    /// What papers for people call it.
    pub title: Option<String>,
    /// For each column the field is read from, the headings it may have. Several columns only for ratings by several assessors.
    pub assessors: Vec<Headings>,
    /// The headings of a third assessor's column, asked for where two assessors are far apart; it may be missing from the file.
    pub third: Option<Third>,
    /// Where any so many of the assessors rate each application; none where all do.
    pub pool: Option<Pool>,
    pub combine: Combine,
    /// Further words by which an assessor says that they take no part in an application.
    pub abstain: Vec<String>,
    /// Of ratings: how far apart two of them count when it is worked out how far assessors agree.
    pub agreement: Agreement,
    /// Of ratings: what some of the numbers mean, the least first.
    pub anchors: Vec<Anchor>,
    pub kind: Kind,
    /// Further words for no answer.
    pub no_answer: Vec<String>,
    /// Of countries: the column holds codes of ISO 3166-1.
    pub codes: bool,
    /// Of moments: short names of time zones, each with the offset it stands for.
    pub zones: Vec<(String, Offset)>,
    /// Shown in rosters and workbook only; audit, report and manifest show where it stands instead.
    pub personal: bool,
    /// Shown as a column of the rosters.
    pub roster: bool,
    /// How many applied, are eligible and are selected is said for each of its values.
    pub count: bool,
    pub protection: Protection,
    /// What an applicant could not have answered otherwise; no what-if touches it.
    pub fixed: bool,
    /// In a view of an earlier stage: what only a later one asks for.
    pub later: bool,
    /// In a view of a past run: its ratings counted evened out, so that another rating would move what others count as, too.
    pub evened_out: bool,
    pub cites: Cites,
    /// Line of the rules file, from 1.
    pub line: u32,
}

/// Which rules may read a field: `use` in the rules file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Protection {
    #[default]
    None,
    /// Balance alone, never a test, a level, points or a tie-break.
    BalanceOnly,
    /// No rule at all.
    Never,
}

impl Field {
    /// Whether the applications must have the field's columns: what no rule may read, no roster shows and nobody counts may be
    /// missing, and what a later stage asks for is not there yet.
    pub fn is_needed(&self) -> bool {
        !self.later && (self.roster || self.count || self.protection == Protection::None)
    }

    /// Whether a text is the field's name or its title, whatever their case.
    pub fn is_called(&self, text: &str) -> bool {
        let text = fold(text);
        let title = self.title.as_deref();
        fold(&self.name) == text || title.is_some_and(|title| fold(title) == text)
    }

    /// The headings of every column that the field is read from, a third assessor's last.
    pub fn columns(&self) -> impl Iterator<Item = &Headings> {
        let third = self.third.iter().map(|third| &third.headings);
        self.assessors.iter().chain(third)
    }

    pub fn columns_mut(&mut self) -> impl Iterator<Item = &mut Headings> {
        let third = self.third.iter_mut().map(|third| &mut third.headings);
        self.assessors.iter_mut().chain(third)
    }

    /// What heads an assessor's ratings in a pack, and in any file of ratings: `motivation A1`.
    pub fn heading_of(&self, assessor: AssessorId) -> String {
        format!("{} {assessor}", self.name)
    }

    /// How many assessors may rate an application, a third among them.
    pub fn readers(&self) -> usize {
        self.assessors
            .len()
            .saturating_add(usize::from(self.third.is_some()))
    }

    /// How many assessors are asked to rate an application, before it is known how far apart they are.
    pub fn asked(&self) -> usize {
        self.pool.map_or(self.assessors.len(), |pool| pool.readers)
    }

    /// Whether an assessor is the third, who is asked only where the others are far apart.
    pub fn is_third(&self, assessor: AssessorId) -> bool {
        self.third.is_some() && assessor.0 >= self.assessors.len()
    }

    /// The bounds of what the cells come to together: of a sum those of so many ratings.
    pub fn bounds(&self) -> Option<Bounds> {
        let bounds = *self.kind.bounds()?;
        if self.combine != Combine::Sum {
            return Some(bounds);
        }
        let all = |bound: Decimal| bound.saturating_mul(Decimal::from(self.asked()));
        Some(Bounds {
            min: bounds.min.map(all),
            max: bounds.max.map(all),
            ..bounds
        })
    }
}

/// A further assessor, asked for where the first two are far apart; the column may be missing from the file.
#[derive(Debug, Clone)]
pub struct Third {
    pub headings: Headings,
    /// The difference between two assessors above which the third is asked.
    pub above: Decimal,
}

/// How far apart two ratings count in a measure of agreement; it decides nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Agreement {
    /// By the difference of the numbers.
    #[default]
    Interval,
    /// By how many ratings lie between them.
    Ordinal,
}

#[derive(Debug, Clone)]
pub enum Kind {
    Text,
    Id,
    /// Compared without regard to case.
    Email,
    Country,
    /// Exactly one of the options.
    Choice(Options),
    /// Any number of the options, separated.
    Choices(Options, char),
    Scale(ScaleId),
    YesNo {
        yes: Vec<String>,
        no: Vec<String>,
    },
    Number(Bounds),
    /// A number given by one assessor or several; the mean of those who rated.
    Rating(Bounds),
    Date(Dates),
    /// A moment; the zone holds for texts that name none.
    Timestamp(Dates, TimeZone),
}

impl Kind {
    /// The bounds of numbers.
    pub fn bounds(&self) -> Option<&Bounds> {
        match self {
            Self::Number(bounds) | Self::Rating(bounds) => Some(bounds),
            _ => None,
        }
    }

    pub fn bounds_mut(&mut self) -> Option<&mut Bounds> {
        match self {
            Self::Number(bounds) | Self::Rating(bounds) => Some(bounds),
            _ => None,
        }
    }

    /// The options of a choice of one or of several.
    pub fn options(&self) -> Option<&Options> {
        match self {
            Self::Choice(options) | Self::Choices(options, _) => Some(options),
            _ => None,
        }
    }

    pub fn scale(&self) -> Option<ScaleId> {
        match self {
            Self::Scale(scale) => Some(*scale),
            _ => None,
        }
    }

    /// Whether assessors give it.
    pub fn is_rating(&self) -> bool {
        matches!(self, Self::Rating(_))
    }

    pub fn is_id(&self) -> bool {
        matches!(self, Self::Id)
    }

    pub fn is_email(&self) -> bool {
        matches!(self, Self::Email)
    }

    pub fn is_text(&self) -> bool {
        matches!(self, Self::Text)
    }

    /// Whether one answer can have several values.
    pub fn is_several(&self) -> bool {
        matches!(self, Self::Choices(..))
    }

    pub fn is_country(&self) -> bool {
        matches!(self, Self::Country)
    }
}

/// Bounds are inclusive.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    pub min: Option<Decimal>,
    pub max: Option<Decimal>,
    pub marks: Marks,
}

impl Bounds {
    /// Whether a number lies within them.
    pub fn holds(&self, number: Decimal) -> bool {
        self.min.is_none_or(|min| number >= min) && self.max.is_none_or(|max| number <= max)
    }
}

/// What the rules say about dates as texts. What they leave open is asked about, once a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Dates {
    pub order: Option<DateOrder>,
    /// What goes before `order` for dates written with one of the marks: in the order of [`Mark`].
    pub orders: [Option<DateOrder>; 3],
    /// What years of two digits begin with: 20 for the years from 2000 on.
    pub century: Option<u8>,
    /// The earliest and the latest day that can be meant; both count.
    pub min: Option<Date>,
    pub max: Option<Date>,
}

impl Dates {
    /// The order of one order alone, whatever the mark.
    pub fn by(self, order: DateOrder) -> Self {
        Self {
            order: Some(order),
            orders: [None; 3],
            ..self
        }
    }

    /// The order that the rules declare for dates written with a mark.
    pub fn order_of(&self, mark: Mark) -> Option<DateOrder> {
        self.own_order(mark).or(self.order)
    }

    /// The order declared for dates of this mark alone.
    pub fn own_order(&self, mark: Mark) -> Option<DateOrder> {
        let [slash, point, hyphen] = self.orders;
        match mark {
            Mark::Slash => slash,
            Mark::Point => point,
            Mark::Hyphen => hyphen,
        }
    }
}

/// Applications that share all of these fields belong together.
#[derive(Debug, Clone)]
pub struct Duplicates {
    pub id: String,
    pub same: Vec<FieldId>,
    pub alike: Alike,
    pub stands: Stands,
    /// The fields that together hold the applicant's name, where it is looked whether names contradict each other.
    pub names: Vec<FieldId>,
    pub cites: Cites,
    /// Line of the rules file, from 1.
    pub line: u32,
}

/// Which of several applications stands, among those that came in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    Latest,
    Earliest,
    /// A person says; the latest is proposed.
    Ask,
    /// All of them; what they share is pointed out.
    All,
}

/// What becomes of applications whose answers are nearly the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Alike {
    /// A person says whether they are one person's, and which stands. Where all stand, it is pointed out.
    #[default]
    Ask,
    /// They are taken for different people's.
    Apart,
}
