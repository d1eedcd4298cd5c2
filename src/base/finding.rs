//! Something the tool noticed about the rules or the applications: a code, a location, words, and
//! what to do.
//!
//! Findings travel beside the data and are never thrown. Every code has a row in `rules/README.md`, which
//! `cargo run --example rules-format` writes.

use std::fmt;
use std::io;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use super::origin::Origin;

/// What a finding means for the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The run stops: what was given cannot be used as it is.
    Error,
    /// The rules work, and something about them deserves a second look.
    Warning,
    /// The run is done and a person must answer something.
    Question,
    /// Read or settled, and worth knowing.
    Note,
}

impl fmt::Display for Severity {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Question => "question",
            Self::Note => "note",
        })
    }
}

/// Where a finding points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Location {
    /// Bytes of the rules file.
    Rules(Range<usize>),
    /// A file, row, column or cell of the applications.
    Input(Origin),
    /// Another file, by name: a list beside the rules, an output folder.
    File(String),
}

impl From<Origin> for Location {
    fn from(origin: Origin) -> Self {
        Self::Input(origin)
    }
}

impl From<&Path> for Location {
    fn from(path: &Path) -> Self {
        Self::File(path.display().to_string())
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub code: Code,
    pub location: Location,
    /// One sentence, lower case, no full stop, user input in backticks.
    pub message: String,
    /// What to do about it, in the same form.
    pub help: Option<String>,
    /// Which cells of the location it is about, where the same code may ask about others there; never shown.
    pub parts: Vec<Arc<str>>,
}

impl Finding {
    pub fn new(code: Code, location: impl Into<Location>, message: impl Into<String>) -> Self {
        Self {
            code,
            location: location.into(),
            message: message.into(),
            help: None,
            parts: Vec::new(),
        }
    }

    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub fn parts(mut self, parts: impl IntoIterator<Item = Arc<str>>) -> Self {
        self.parts = parts.into_iter().collect();
        self
    }

    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// What the file system refused, in words that need no manual and are the same on every system.
pub fn refusal(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::NotADirectory => "what should be a folder is a file".to_owned(),
        io::ErrorKind::IsADirectory => "what should be a file is a folder".to_owned(),
        io::ErrorKind::PermissionDenied => "this user may not".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the disk can only be read".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            "the file is larger than this user's files may be".to_owned()
        }
        io::ErrorKind::InvalidData => "it is not UTF-8 text".to_owned(),
        _ => error.to_string(),
    }
}

macro_rules! codes {
    ($($name:ident $text:literal $severity:ident $about:literal;)*) => {
        /// The kind of a finding. Codes are stable: scripts may rely on them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $(#[doc = $about] $name,)* }

        impl Code {
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Whether it is about a rating that was given and does not simply count.
            pub fn is_of_a_rating(self) -> bool {
                matches!(
                    self,
                    Self::RatedUnknown | Self::NotAssigned | Self::ConflictRated | Self::RatingBlanked | Self::SameRating
                )
            }

            /// The code as it is printed, `kebab-case`.
            pub fn text(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* }
            }

            /// Whether it is asked once, about a whole column, and not of every applicant in it.
            pub fn is_of_column(self) -> bool {
                matches!(
                    self,
                    Self::DateForm
                        | Self::TwoDays
                        | Self::Placeholder
                        | Self::NoTime
                        | Self::ZoneName
                        | Self::DecimalMark
                        | Self::AnswerWord
                        | Self::OtherLanguage
                        | Self::CountryCodes
                        | Self::FormulaColumn
                )
            }

            /// What the code means, in one sentence.
            pub fn about(self) -> &'static str {
                match self { $(Self::$name => $about,)* }
            }
        }
    };
}

codes! {
    // The rules.
    Syntax "syntax" Error "the rules file is not valid TOML";
    UnknownKey "unknown-key" Error "a key that the format does not have here";
    UnknownName "unknown-name" Error "a name that the rules file does not define";
    MissingKey "missing-key" Error "a key that must be there";
    WrongType "wrong-type" Error "a value of another type than the key takes";
    BadValue "bad-value" Error "a value outside of what the key takes";
    BadId "bad-id" Error "an id that cannot serve as a file name: only a-z, 0-9 and single hyphens, 40 characters at most";
    DuplicateId "duplicate-id" Error "two things with the same id";
    AmbiguousSpelling "ambiguous-spelling" Error "a spelling that belongs to two values or levels, or a heading to two fields";
    ProtectedField "protected-field" Error "a rule reads a field that no rule may read";
    NoCitation "no-citation" Error "a rule that cites neither a clause nor a decision";
    UncitedClause "uncited-clause" Error "a clause of the call that no rule cites";
    UncitedDecision "uncited-decision" Warning "a decision that nothing cites";
    BandGap "band-gap" Error "values that no band covers";
    BandOverlap "band-overlap" Error "values that two bands cover";
    TableGap "table-gap" Error "a points or levels table that leaves out a value";
    Overflow "overflow" Error "points or weights so large that scores would not stay exact";
    ListRows "list-rows" Error "a list with another number of rows than the rules state";
    ListUnreadable "list-unreadable" Error "a list file that cannot be read, or a row of it that holds no value";
    NoLot "no-lot" Error "tie-breaks that do not end in a lot, so that a tie could remain";
    CapNeverReached "cap-never-reached" Warning "a cap larger than all the places that can be filled";
    CapNeverBinds "cap-never-binds" Warning "a cap equal to the groups' places together, which therefore never decides";
    CapBinds "cap-binds" Warning "a cap smaller than the groups' places together, so that some group stays short";
    OpenGroup "open-group" Warning "a group without a test beside a preference";
    Unread "unread" Warning "a field that nothing reads and no roster shows, or a level, list or scale that nothing uses";
    NobodyEligible "nobody-eligible" Warning "criteria that nobody can meet together";
    NeverMet "never-met" Warning "a test, or a part of one, that no answer can meet";
    AlwaysMet "always-met" Warning "a test, or a part of one, that every answer meets";
    NeverDecides "never-decides" Warning "a test, or a part of one, that changes nothing beside the others";
    Unreachable "unreachable" Warning "points, a band, a level or a group that no answer leads to";
    NoGroup "no-group" Warning "an eligible applicant whom no group admits";
    BlankPays "blank-pays" Warning "a blank that earns more than some answer";
    PartConstant "part-constant" Warning "a scoring rule that gives everybody in the ranking the same";
    TieBreakIdle "tie-break-idle" Warning "a tie-break that can never decide";
    BalanceImpossible "balance-impossible" Error "hard balance rules that no selection can keep";
    BalanceEmpties "balance-empties" Warning "balance rules that leave seats empty whoever applies";
    AimUnreachable "aim-unreachable" Warning "an aim that can never be met in full";
    BalanceIdle "balance-idle" Warning "a balance rule that can never decide, or less than it says";
    NotAnalysed "not-analysed" Warning "a rule with too many combinations of answers to look at all of them";
    Unfinished "unfinished" Warning "a place of the rules that is still to be settled; `select` and `snapshot` refuse such rules";
    DeadlineUnlikely "deadline-unlikely" Warning "a deadline after the programme begins";
    ConfirmUnlikely "confirm-unlikely" Warning "a day to confirm or to answer by before the deadline, or after the programme begins";
    ScaleOrder "scale-order" Warning "a scale whose levels seem to stand from best to worst";
    DeadlineFar "deadline-far" Warning "a deadline that is years from every application";
    OnlyForOthers "only-for-others" Note "points, bands or levels that nobody in the ranking gets";
    BlankDecides "blank-decides" Note "a blank answer that decides something, so that nobody is asked about it";
    PartSmall "part-small" Note "a scoring rule so small that it only tells equal totals apart";
    LotDecides "lot-decides" Note "what the lot decides: who is equal in everything before it";
    NotTold "not-told" Note "values that no rule tells apart";

    // Files and tables.
    FileUnreadable "file-unreadable" Error "a file that cannot be opened or is no table Intake knows";
    FileChanged "file-changed" Error "a file that was changed while the run was made";
    Misnamed "misnamed" Note "a workbook whose name says that it is text; it is read as a workbook";
    FileEmpty "file-empty" Error "a file without any application";
    Encoding "encoding" Error "bytes that are not the text encoding they should be";
    ControlCharacter "control-character" Error "a NUL or another control character in a file";
    Quote "quote" Error "a quotation mark that opens, closes or ends where it must not";
    Delimiter "delimiter" Error "cells that several delimiters separate equally well, or none";
    TooLarge "too-large" Error "a table with more rows or columns than are read";
    LongRow "long-row" Error "a row with more cells than there are headings";
    LongCell "long-cell" Error "a cell with more text than an answer can be";
    ShortRow "short-row" Note "a row with fewer cells than there are headings; the missing ones are read as blank";
    BlankRow "blank-row" Note "blank rows, skipped";
    WorkbookLocked "workbook-locked" Error "a workbook that is protected by a password";
    JoinedLabels "joined-labels" Error "answers joined by a character that the answers themselves hold";
    WorkbookSheets "workbook-sheets" Error "a workbook with several sheets that could hold the applications, or none";
    SheetsJoined "sheets-joined" Note "several sheets of a workbook, read side by side as one table";
    SheetHidden "sheet-hidden" Note "hidden sheets of a workbook, not read";
    SheetUnread "sheet-unread" Note "sheets of a workbook of ratings without ids and ratings, which are not read";
    Hidden "hidden" Error "hidden rows, a hidden column that a field needs, or a hidden sheet with ratings, of which nobody has said whether they count";
    HiddenSettled "hidden-settled" Note "hidden rows or columns, read or left out as asked";
    Struck "struck" Error "rows that are crossed out, of which nobody has said whether they count";
    StruckSettled "struck-settled" Note "crossed-out rows, read or left out as asked";
    WorkbookLimit "workbook-limit" Error "a workbook that would need more room than it may have";
    HeadingRow "heading-row" Error "headings that seem to stand in another row than the one they were looked for in";
    ToolUnlike "tool-unlike" Question "a file that does not look as if it came from the form tool it was said to come from";
    Response "response" Question "a response that the form tool, or a column such as `Finished` or `Status`, marks as unfinished, not approved, on hold, disqualified, a preview, a test or spam";
    NoApplication "no-application" Question "a row that may be no application: the headings again, a total, a remark beside the table";
    NoSource "no-source" Error "a file that none of the `[[sources]]` of the rules fits, or more than one";
    HeadingMissing "heading-missing" Error "a column that the rules need and the file does not have";
    HeadingTwice "heading-twice" Error "a needed heading that stands over two columns";
    WhoseRating "whose-rating" Error "a file or a column of ratings that could be of several assessors";
    RatingTwice "rating-twice" Error "two different ratings that one assessor gave to one application";
    RatedNobody "rated-nobody" Error "a file of ratings in which no application is known, or that is given as applications as well";
    RatedUnknown "rated-unknown" Question "ratings in a row that is no known application's: its id is unknown, missing or cannot be read";
    NotAssigned "not-assigned" Question "a rating in a pack, of an application that this reader was not given";
    ConflictCounts "conflict-counts" Error "a rating that would count, by somebody who has a conflict of interest by the assessors' file";
    ConflictRated "conflict-rated" Question "a rating by somebody who takes no part: they say so beside it, or the assessors' file says so";
    ConflictUnclear "conflict-unclear" Question "a cell in which a reader may say that they take no part, and that holds a formula, an error, something crossed out or merged, a number, or words that may say either";
    RatingBlanked "rating-blanked" Question "a rating that stands in one version of a pack and is blank in another";
    SameRating "same-rating" Note "ratings that stand twice and say the same; they count once";
    HeadingAgain "heading-again" Note "headings that stand again among the rows of a file of ratings, from where on they hold";
    HeadingUnused "heading-unused" Note "a column that no field of the rules names";
    HeadingMerged "heading-merged" Note "a heading over merged cells, taken for each of their columns";
    HeadingBlank "heading-blank" Question "a column with answers and no heading";

    // Cells and applications.
    FormulaUnsaved "formula-unsaved" Error "a cell a field needs, whose formula was saved without its result";
    Formula "formula" Question "a cell that a formula works out";
    FormulaColumn "formula-column" Question "a column of which formulas work out many cells; it is asked about once";
    OtherWorkbook "other-workbook" Question "a cell that a formula fetches from another workbook";
    Merged "merged" Question "a cell under merged cells, which holds nothing of its own";
    StruckCell "struck-cell" Question "a cell that is crossed out, or part of it";
    CellError "cell-error" Question "a cell in which the spreadsheet shows an error, such as `#N/A`";
    ShownOtherwise "shown-otherwise" Question "an id that is shown with more than its digits, or a number that is shown as a percentage";
    ZerosShown "zeros-shown" Note "numbers read with the zeros in front that their format shows";
    ControlShown "control-shown" Note "control characters in cells of a workbook, shown as their pictures";
    NoId "no-id" Question "a row without an application id";
    SameId "same-id" Error "two different applications with the same id, or an id that is the place of a row without one";
    SameRow "same-row" Note "a row that stands twice and says the same in every column the rules read; one is kept";
    AlikeIds "alike-ids" Question "ids that can hardly be told apart";
    LookAlike "look-alike" Question "an id or an address in which one word mixes letters of alphabets that look alike";
    Unruled "untold" Question "applications with nearly the same e-mail address, of which the rules say nothing";
    Garbled "garbled" Question "a cell whose letters were read in a wrong encoding before it came into the file";
    BytesLost "bytes-lost" Question "a cell with the mark that stands for lost bytes, U+FFFD";
    Unreadable "unreadable" Question "a cell whose text is no value of its field";
    DateForm "date-form" Question "a column with dates of which the rules do not say how they are written, or of which a spreadsheet may have turned some round";
    TwoDays "two-days" Question "a date that fits both orders, in a column that is written in both";
    Placeholder "placeholder" Question "a column of moments that seem to be nobody's: the day from which a clock counts, years before the deadline, or one moment for all";
    NoTime "no-time" Question "a column of moments in which days stand without a time of day";
    ZoneName "zone-name" Question "a column of moments with short names of time zones, of which the rules do not say what they stand for";
    DecimalMark "decimal-mark" Question "a column with numbers of which the rules do not say what begins the decimals";
    AnswerWord "answer-word" Question "a column with a word that is yes in one language or tool and something else in another";
    OtherLanguage "other-language" Question "a column with an answer beside the options that may be one of them in another language or alphabet";
    CountryCodes "country-codes" Question "a column of countries' codes, some of which are words or short for something else as well";
    Declined "declined" Question "an answer that says that the applicant prefers not to answer";
    ReadAs "read-as" Note "answers of a column that were read as something they do not literally say: other words for yes and no, for no answer, for a country, digits of other scripts";
    OutOfRange "out-of-range" Question "a number outside of the field's bounds";
    NotRated "not-rated" Question "an assessor's rating is missing";
    ThirdAssessor "third-reader" Question "assessors so far apart that one more must rate";
    TooFewReaders "too-few-readers" Question "an assessor who takes no part, so that too few are left to rate an application";
    NoOrder "no-order" Warning "a column for each option where the rules need an order of preference";
    OneOrder "one-order" Warning "preferences that all have one order, which may be the form's";
    LateByZone "late-by-zone" Question "an application that is late in the zone of the call, and was in time by the clock it was sent by";
    Shared "shared" Note "two applications share what the rules ask to be pointed out";
    TextCut "text-cut" Note "a text longer than an Excel cell can hold, cut in the workbook and whole in the CSV";
    SheetCut "sheet-cut" Note "more rows than an Excel sheet can hold; the rest is in the CSV files";

    // Packs.
    AssessorUnreadable "assessor-unreadable" Error "a cell of the assessors' file that cannot be read, or that says what cannot be";
    PackColumn "pack-column" Error "a column of a filled-in pack whose heading was changed or that was removed, so that what readers say in it would be overlooked";
    PackRules "pack-rules" Error "a rating in a pack that was made by rules which asked for it otherwise";
    ReadersShort "readers-short" Question "an application for which there are too few assessors who may read it";
    BlindHit "blind-hit" Question "an answer in a blind pack that names the applicant, for somebody to look at before packs are sent";
    BlindMasked "blind-masked" Note "an answer in a blind pack that named the applicant, where that was covered";

    // Balance.
    NoLawfulSelection "no-lawful-selection" Error "balance rules that no selection of these applications can keep together";
    Relaxation "relaxation" Note "one of the smallest changes of balance rules under which there would be a selection, and who would be selected";
    TooHard "too-hard" Error "balance rules too hard to be decided for this pool, with what is known";

    // Decisions of people.
    RulingIncomplete "decision-incomplete" Error "a decision that does not say what, who, when or why";
    RulingUnreadable "decision-unreadable" Error "a decision whose answer, kind or day cannot be read";
    RulingTwice "decision-twice" Error "two decisions about the same";
    RulingIdle "decision-idle" Error "a decision that fits nothing in the applications, or not yet, or not any more";
    RulingUnneeded "decision-unneeded" Warning "a decision that allows something where nothing has to be allowed";
    EvenedOut "evened-out" Note "ratings that count evened out, as people decided, and whose seats hang on it";
    ConfirmedLate "confirmed-late" Warning "a seat confirmed after the last day on which it could be";
    ProvisionalHeld "provisional-held" Warning "seats of the run before that are held, although an answer could still have taken them when it was written";
    LeftOut "left-out" Warning "a row that was left out as no application, and has what applications have";

    // Output.
    OutputExists "output-exists" Error "the output folder is there already";
    OutputUnwritable "output-unwritable" Error "the output cannot be written";
    StageNeeded "stage-needed" Error "rules with stages, or without, and a command that does not say which of them it is about, or names one that there is not";
    OtherShortlist "other-shortlist" Error "a shortlist that would come out otherwise than it was told, by what is given now";
    ShortlistStays "shortlist-stays" Note "a shortlist that stays as it was told, although it would come out otherwise, as people allowed";
    NextShortlisted "next-shortlisted" Note "who comes next on the shortlist, where somebody on it no longer takes part";
    StageChanged "stage-changed" Question "somebody who had another total in the stage before, or is no longer in the applications";
    StageRules "stage-rules" Question "rules that were changed since the stage before was decided: weights, bounds, seeds";
    RatedOutside "rated-outside" Note "ratings of a stage for applications that are not on the shortlist it takes";
    NotFirm "not-firm" Error "a run that was to be final, or a shortlist that a stage was to go on from, while an answer that is awaited could change who is in it";
    Leftover "leftover" Warning "what a run of Intake that was stopped left beside its output";
    Template "template" Error "a template of letters that cannot be used: its syntax, a variable that there is not, or one that is not known of everybody";
    OtherApplications "other-applications" Error "applications that are not those the run was made from";
    NoScoringRule "no-scoring-rule" Error "a scoring rule that a command names, and the rules do not have";
    RunUnreadable "run-unreadable" Error "a run folder that cannot be read, or an application that is not in it";
    SnapshotUnreadable "snapshot-unreadable" Error "a snapshot that cannot be read, or was changed so that it is none";

    // Examples beside the rules.
    NoExample "no-example" Error "no examples to run, or one that expects nothing";
    StaleSurvivor "stale-survivor" Error "the examples explain a survivor that there is not";
}

impl fmt::Display for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.text())
    }
}
