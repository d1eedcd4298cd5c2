//! Every kind of table in a rules file, and every type of fields.

use super::key::{FieldType, Key, Keys, Value, tables, types};
use crate::rules::export::TOOLS;

use Value::{
    Amount, Any, Assessors, Bound, Century, Cites, Day, End, Flag, Id, Moment, Named, Number, One,
    Orders, People, Plain, Separator, Several, Table, Text, True, Type, Weight, Whole, Within,
    Words,
};

const SEATS: Value = Whole(1, 1_000_000);
const DELIMITERS: &[&str] = &["comma", "semicolon", "tab", "pipe"];
const DECIMALS: &[&str] = &["point", "comma", "either"];
const LANGUAGES: &[&str] = &["en", "fr", "ru"];
const TIES: &[&str] = &["kept", "settled"];
const COMBINE: &[&str] = &["sum", "weights", "last"];
const RESERVES: &[&str] = &["last", "then-before"];
/// The orders of day, month and year in a date.
pub const ORDERS: &[&str] = &["year-month-day", "day-month-year", "month-day-year"];

tables! { TABLES:
    ROOT "the rules file" Rules "What one call asked for: who may apply, what counts, how equal scores are told apart, how seats are dealt." {
        needs "format": One, "the version of this format: `1`";
        needs "programme": Table("Programme"), "the training";
        takes "export": Table("Export"), "the form tool's files, where it should not be found out how to read them";
        takes "sources": Any(&Table("Source")), "the forms in one pile, where there are several: one table a form";
        needs "call": Table("Call"), "the call: its deadline and, in clauses, what it says";
        takes "decisions": Named(&Table("Decision")), "what the call leaves open and how it was settled: one table a decision";
        needs "places": Table("Places"), "cap, sizes, how seats are dealt";
        needs "groups": Several(&Table("Group")), "the groups, in order";
        takes "lists": Named(&Table("List")), "named sets of values";
        takes "scales": Named(&Any(&Table("ScaleLevel"))), "ordered levels, worst first: one array of tables a scale";
        needs "fields": Named(&Table("Field")), "the form: one table a field";
        takes "levels": Any(&Table("Level")), "levels derived from several answers; other rules read them like fields";
        takes "eligibility": Any(&Table("Criterion")), "the criteria; the deadline is always one more, with the id `deadline`";
        takes "scoring": Any(&Table("Measure")), "what earns points";
        needs "ranking": Table("Ranking"), "rounding and tie-breaks";
        takes "stages": Any(&Table("Stage")), "the [stages](#stages) in which it is decided, in their order, where there are several";
        takes "balance": Any(&Table("Balance")), "how many of whom shall be among those selected ([balance](#balance))";
        takes "duplicates": Any(&Table("Duplicates")), "which applications are one person's, and which of them stands";
        takes "standing_answers": Any(&Table("StandingAnswer")), "what places that Intake always asks about count as in this call";
        takes "assessors": Any(&Table("Assessor")), "whose [files of ratings](#assessors) are whose: one table an assessor, in the order of the readers of the fields";
        takes "packs": Table("Packs"), "what assessors are given to read and to rate, and who reads whom ([packs](#packs))";
        takes "letters": Table("Letters"), "what letters to applicants need beside the run: languages, names, whom to write to";
    }
    PROGRAMME "[programme]" Programme "The training." {
        needs "id": Id, "";
        needs "title": Text, "what is printed on every roster";
        takes "organiser": Text, "who holds it";
        takes "place": Text, "where it is held";
        takes "first_day": Day, "its first day, such as `2019-05-27`, without quotes";
        takes "last_day": Day, "its last day, not before the first";
        takes "confidential": Text, "the line at the foot of every printed page, such as who may see it; `Confidential` where there is none";
    }
    EXPORT "[export]" Export "The form tool's files, where it should not be found out how to read them. What is typed with a command goes before it." {
        takes "tool": Words(&TOOLS), "the form tool: {words}, which is a table with one row of headings";
        takes "header_row": Whole(1, 1_048_576), "the row the headings begin in, from 1, as a spreadsheet or text editor counts it; what stands above is not read";
        takes "sheet": Text, "the sheet of a workbook; `Content+Content1` for a table that goes on on another sheet, where nobody sorted one of them";
        takes "delimiter": Words(DELIMITERS), "what separates the cells of a CSV file: {words}";
        takes "encoding": Text, "the encoding of CSV files that are not UTF-8, such as `windows-1251`";
    }
    SOURCE "[[sources]]" Source "One of several forms in a pile: its files, what its ids begin with, and what it writes in its own way." {
        needs "id": Id, "what ids begin with, before a hyphen: `a-z` and `0-9`, 12 characters at most";
        needs "files": Several(&Text), "the names its files have, whatever their folder and case; `*` stands for any characters or none";
        takes "order": Words(ORDERS), "how day, month and year follow each other, as in `[fields.NAME]`, in all dates and moments of this source; the `orders` of a field do not hold then";
        takes "orders": Orders, "the orders of dates that are written with one mark, as in `[fields.NAME]`, for all dates and moments of this source";
        takes "decimal": Words(DECIMALS), "what begins the decimals, as in `[fields.NAME]`, of all numbers and ratings of this source";
        takes "time_zone": Text, "the time zone, as in `[fields.NAME]`, of all moments of this source without an offset";
        takes "tool": Words(&TOOLS), "the form tool, as in `[export]`, that this source's files come from";
        takes "header_row": Whole(1, 1_048_576), "the row the headings begin in, from 1, as in `[export]`, in this source's files";
        takes "sheet": Text, "the sheet of a workbook, as in `[export]`, of this source";
        takes "delimiter": Words(DELIMITERS), "what separates the cells, as in `[export]`, of this source's CSV files";
        takes "encoding": Text, "the encoding, as in `[export]`, of this source's CSV files that are not UTF-8";
    }
    ASSESSOR "[[assessors]]" Assessor "One assessor who sends files of ratings of their own: the first is the first reader of every rating, and so on." {
        needs "files": Several(&Text), "the names these files have, whatever their folder and case; `*` stands for any characters or none. In them a rating is found by this reader's headings, which may be those of the other readers too";
    }
    PACKS "[packs]" Packs "What `intake packs` gives each assessor to read and to rate, and who reads whom. It decides nothing about applicants." {
        needs "seed": Text, "the seed, published before, by which it is drawn who reads whom: SHA-256 of `seed:application:A1`";
        needs "cites": Cites, "";
        needs "shows": Several(&Text), "the fields whose answers readers see, in this order; none that no rule may read, and in blind packs none that is personal";
        takes "at_most": Whole(0, 100_000), "the most applications that one assessor reads, unless the assessors' file says another number; beside fixed readers it says nothing";
        takes "language": Text, "the field of type `choice` with the language that an application is written in; `languages` in the assessors' file are its options";
        takes "name": Several(&Text), "the fields of type `text` that together are the applicant's name, held against those of assessors; those of `[letters]` where left out";
        takes "email": Text, "the field of type `email` with the applicant's address; that of `[letters]` where left out";
        takes "organisation": Several(&Text), "the fields of type `text` with the applicant's organisations";
        takes "phone": Several(&Text), "the fields of type `text` with the applicant's telephone numbers";
        takes "blind": Flag, "`true`: readers are not to know whose application they read: answers are searched for the applicant's name, address, organisation and telephone number";
        takes "hits" ("with `blind`"): Words(&["mask", "list"]), "what becomes of what is found: `mask` (it is covered in the pack, and listed) or `list` (it stays, and the officer looks before packs are sent)";
        takes "named": Flag, "`true`: the file of a pack has the assessor's name beside the number";
        takes "instructions": Text, "a sentence or more behind the instructions that every pack has";
    }
    CALL "[call]" Call "The call." {
        needs "deadline": Moment, "the last moment that is in time: `2019-03-29T23:59:59`, with an offset if need be; a day means its last second";
        takes "confirm_by": Day, "the last day on which whoever is selected may confirm, such as `2019-04-30`, without quotes; a decision `no-answer` must be of a later day";
        takes "answer_by": Day, "the last day on which applicants may answer what letters ask them; letters say it";
        needs "time_zone": Text, "an IANA name, such as `Europe/Warsaw`; holds for every moment without an offset, in rules and in answers";
        needs "submitted": Text, "the field of type `timestamp` that says when an application came in";
        needs "cites": Cites, "what the deadline rests on: ids of clauses of the call or of decisions";
        needs "clauses": Named(&Text), "`[call.clauses]`: `id = \"…\"`, each sentence of the call in your own words; each must be cited by a rule";
        takes "background": Named(&Text), "`[call.background]`: sentences of the call that no rule can judge";
    }
    DECISION "[decisions.ID]" Decision "What the call leaves open: how it was settled, by whom, when. Rules cite decisions like clauses." {
        needs "text": Text, "the decision";
        needs "by": Text, "who took it";
        needs "on": Day, "the day it was taken";
    }
    PLACES "[places]" Places "How many may come, and how seats are dealt." {
        needs "cap": SEATS, "seats in all, open places included";
        takes "group_size": SEATS, "seats of each group without a `size` of its own";
        takes "deal": Words(&["by-rank", "in-turn"]), "how seats are dealt when the groups together have more than the cap: `by-rank` (default; the ranking over all decides) or `in-turn` (where the cap is reached, group by group, in the order of the file) ([more](#who-sits-where))";
        takes "open": Words(&["none", "best-ranked"]), "seats beyond the groups' sizes: `none` (default; they stay empty) or `best-ranked` (they go to the best-ranked without a seat)";
        takes "unfilled": Words(&["stay-empty", "become-open"]), "seats a group cannot fill: `stay-empty` (default) or `become-open`";
        takes "several": Words(&["first-preference", "best-place"]), "which group somebody joins who fits several: the `first-preference` (default) or the group of the `best-place`, in which fewest ranked above them sit";
        takes "fill": Words(&["most-seats", "rank-first"]), "what goes first where they contradict each other: `most-seats` (default; as many seats as can be filled) or `rank-first` (a seat stays empty rather than pass over somebody for two ranked lower); it matters only beside [balance rules](#balance)";
        takes "objective": Words(&["rank", "total"]), "what decides between selections that fill as many seats and serve every aim as well: `rank` (default; the best-ranked person in whom they differ) or `total` (the largest sum of totals); not `total` with `rank-first`";
        takes "assignment": Words(&["selection-first", "preference-first"]), "when groups are told: `selection-first` (default; once it is known who is selected, so that nobody loses a seat by somebody's preference) or `preference-first` (as people are selected: each takes the best group that is to be had, whoever below is passed over for it)";
        takes "preference": Text, "the field of type `choices` whose order is the applicant's preference; each group's id is one of its options";
        takes "reserve": Whole(0, 1_000_000), "reserves kept for each group, default 0";
        needs "cites": Cites, "";
    }
    GROUP "[[groups]]" Group "One group." {
        needs "id": Id, "an id, which names the group's roster; not `open`";
        needs "title": Text, "the group's name, as its roster has it";
        needs "cites": Cites, "";
        takes "test": Table("Test"), "who may sit here; without it, every eligible applicant, and beside a `preference` whoever names the group ([more](#who-sits-where))";
        takes "size": SEATS, "seats, when not `group_size`";
    }
    LIST "[lists.NAME]" List "A named set of values: `values` written out, or a `file` with its `column` and `rows`." {
        takes "title": Text, "what the list is, to be said in a sentence: `the 57 OSCE participating States`";
        needs "type": Words(&["country", "text", "number"]), "what the values are: `country` (codes of two capital letters), `text` or `number`";
        takes "values" ("without `file`"): Any(&Plain), "the values written out";
        takes "file" ("without `values`"): Text, "a CSV in the folder of the rules or below";
        takes "column" ("with `file`"): Text, "the heading of the column to take";
        takes "rows" ("with `file`"): SEATS, "the number of rows the file must have, so that a list cut short is noticed";
    }
    SCALE_LEVEL "[[scales.NAME]]" ScaleLevel "One level of a scale." {
        needs "level": Text, "the level's name, which rules use";
        takes "spellings": Several(&Text), "what else answers may call it; a spelling belongs to one level only";
    }
    FIELD "[fields.NAME]" Field "One field: the column it is read from and what its answers may be." {
        needs "type": Type, "what an answer is ([types](#types)); exactly one field has the type `id`";
        takes "headings" ("without `made_of` and `readers`"): Several(&Text), "the headings the column may have; compared without case and punctuation, each for one column only";
        takes "made_of" ("id"): Several(&Text), "in place of `headings`, [where the export has no id](#an-export-without-ids): the fields of which one is made, such as moment and e-mail address";
        takes "title": Text, "what papers for people call the field; otherwise as the form asked, where that is short and the same in all forms, or its name in words";
        takes "personal": Flag, "`true`: shown in rosters and workbook only (points for a personal field are not hidden: they stand with the other parts)";
        takes "roster": Flag, "`true`: shown as a column of the rosters";
        takes "count" ("choice, choices, country, scale, text, yes-no"): Flag, "`true`: how many applied, are eligible, selected and in reserve is said for each value, as it was read ([the cohort](#the-cohort)); not for personal texts";
        takes "use": Words(&["any", "balance-only", "never"]), "which rules may read the field: `any` (default), `balance-only` ([balance rules](#balance) alone may read it, and levels that only they read) or `never` (no rule may), even by way of a level";
        takes "fixed": Flag, "`true`: what an applicant could not have answered otherwise, such as years of experience; no what-if of `explain` suggests another answer. Fields of type `text`, `id`, `email`, `country`, `date` and `timestamp` always are";
        takes "cites": Several(&Text), "what a protection rests on: ids of clauses of the call or of decisions";
        takes "no_answer": Several(&Text), "further words for no answer, beside a blank, `-`, `n/a`, `none` and the like; not for an id";
        takes "codes": Flag, "`true`: the column of countries holds codes of ISO 3166-1, in capitals or not, and `NO` is Norway. Otherwise a code counts in capitals only, and one that is also a word or short for another country (`NO`, `SI`, `KR`, `AU`) is asked about; of a column of codes that is asked once";
        takes "options" ("choice, choices"): Named(&Any(&Text)), "the options: `id = [\"spelling\", …]`; the id is a spelling too. Papers call an option by its first spelling, which should be what the form offers; by its id where that spelling has fewer than three letters";
        takes "other_answers": Flag, "`true`: an answer beside the options is an answer, and none of them; otherwise it is unreadable. What is almost an option, or has a word that begins with one of four letters or more that only one option's spellings have, or that is an option of three letters and an ending (`laws`), is asked about; so is what differs from an option only by punctuation, accents or letters that look alike, or holds one as words of its own";
        takes "others": Several(&Text), "with `other_answers`: answers that somebody has looked at and that are none of the options, such as `[\"Заштита животиња\"]` ([other answers](#other-answers))";
        takes "separator": Separator, "what stands between several choices, default `;`; an option may hold it. Where the file has a column for each option, named `Question [option]`, `question/option`, `Question (choice=option)`, `question___option`, or, where several columns are named in that way, `Question (option)`, `Question >> option` or `option:Question`, those are read instead. Where the options are the headings themselves, as in Typeform, name all of them in `headings`: a heading that is an option holds that option, and one such as `Other` what is beside them. Several headings of a `choices` field that each have a column in the file, such as `[\"First choice\", \"Second choice\"]`, are read together: the order of choices is that of the headings in the rules";
        takes "scale" ("scale"): Text, "the name of a scale";
        takes "yes": Several(&Text), "further words for yes ([yes and no](#yes-and-no))";
        takes "no": Several(&Text), "further words for no ([yes and no](#yes-and-no))";
        takes "min" ("rating"): End, "the least value; of dates the earliest day, as in `1940-01-01`. What lies beyond is asked about and decides nothing";
        takes "max" ("rating"): End, "the greatest value; of dates the latest day. What lies beyond is asked about and decides nothing: with a `max`, a date of birth in the year of the form refuses nobody";
        takes "decimal": Words(DECIMALS), "what begins the decimals: {words}; without it a point is read where it can be nothing else, and the rest is asked about, once a column";
        takes "order": Words(ORDERS), "how day, month and year follow each other in text dates: {words}; without it dates that begin with the year are read, and the rest is asked about, once a column";
        takes "orders": Orders, "the orders of dates that are written with one mark, where they have one of their own: `{ \".\" = \"day-month-year\" }`; the marks are `/`, `.` and `-`";
        takes "century": Century, "`19` or `20`: what years of two digits begin with; without it they are asked about, once a column";
        takes "time_zone": Text, "the time zone of answers without an offset; default the call's, which holds for what rules say of the field in any case";
        takes "zones": Named(&Text), "short names of time zones in the column and the offset each stands for, as in `{ EET = \"+02:00\" }`; other short names are asked about once";
        takes "readers": Assessors, "in place of `headings`: one array of headings for each assessor";
        takes "read_by" ("with several readers or `[[assessors]]`"): Whole(1, 20), "how many of the readers rate each application, where not all of them do: any so many ([a pool](#ratings-by-a-pool))";
        takes "further_above" ("with `read_by`"): Amount, "the difference between those of a pool who have rated above which one more of them is asked";
        takes "abstain": Several(&Text), "further words by which an assessor says that they take no part, beside `abstain`, `conflict`, `conflict of interest`, `recused` and the like, in French and Russian too";
        takes "combine" ("several readers"): Words(&["mean", "median", "sum", "trimmed-mean"]), "how several ratings become one: by their `mean`; by the `median`, the middle one, of an even number the mean of the two in the middle; by the `sum`; or by the `trimmed-mean`, which leaves out one least and one greatest rating. Every assessor who was asked must have rated before it earns points. A test is answered earlier where no rating that can still come changes the answer: of 0 to 10, a 10 alone makes the mean of two at least 5. Where nobody has rated, it is a blank";
        takes "trim_from" ("with `combine = \"trimmed-mean\"`"): Whole(3, 20), "from how many ratings on the least and the greatest are left out; of fewer it is the mean";
        takes "third": Several(&Text), "headings of a third assessor's column, for two that are far apart; then all three count, and otherwise the third does not";
        takes "third_above" ("with `third`"): Amount, "the difference between two assessors above which the third is asked";
        takes "anchors": Several(&Table("Anchor")), "what numbers mean, as assessors read it in their [packs](#packs): `[{ at = 0, means = \"nothing of it\" }, { at = 10, means = \"all of it\" }]`";
        takes "agreement": Words(&["interval", "ordinal"]), "how far apart two ratings count when it is said how far assessors agree (Krippendorff's alpha, as `intake spread` has it); it decides nothing. `interval` (default): by the difference of the numbers, because ratings become points by their numbers. `ordinal`: by how many ratings lie between the two, where the numbers are names of steps and only their order means something";
    }
    ANCHOR "{ anchor }" Anchor "What one number of a rating means." {
        needs "at": Number, "the number, within the bounds of the rating; the least first";
        needs "means": Text, "what it means, in the words that assessors read";
    }
    DUPLICATES "[[duplicates]]" Duplicates "Applications that share all of some fields are one person's." {
        needs "id": Id, "";
        needs "same": Several(&Text), "the fields that two applications of one person share, all of them";
        takes "alike": Words(&["ask", "apart"]), "what becomes of applications in which the fields of `same` are alike: `ask` (default), or `apart`, which takes them for different people's";
        takes "names": Any(&Text), "the fields of type `text` that together are the applicant's name; where names contradict each other, a person is asked; found by their headings where left out; with `[]`, names are not looked at";
        needs "stands": Words(&["latest", "earliest", "ask", "all"]), "which application stands: `latest` or `earliest` of those in time; `ask`: a person says, the latest is proposed; `all`: what they share is only pointed out";
        needs "cites": Cites, "";
    }
    STANDING_ANSWER "[[standing_answers]]" StandingAnswer "What a place that Intake always asks about counts as: a country, or itself in some lists." {
        needs "name": Text, "the place, in any spelling that Intake asks about";
        takes "counts_as" ("without `counts_in`"): Text, "the code of the country it counts as, wherever a rule asks";
        takes "counts_in" ("without `counts_as`"): Any(&Text), "the lists of countries it counts in, as itself; `[]` for none";
        takes "footnote": Text, "what is printed where a roster shows the place";
        needs "cites": Cites, "";
    }
    LETTERS "[letters]" Letters "What letters to applicants need beside the run: in which language, by which name, whom to write to." {
        takes "language": Words(LANGUAGES), "the language of letters: {words}; `en` where it is left out";
        takes "language_field": Text, "the field of type `choice` in which applicants say in which language they are written to";
        takes "languages" ("with `language_field`"): Named(&Words(LANGUAGES)), "for options of that field a language: `{ french = \"fr\" }`; whoever chose another one is written to in `language`";
        takes "name": Several(&Text), "the fields of type `text` that make the name in the salutation, in this order";
        takes "email": Text, "the field of type `email` with the address that the letter goes to";
        takes "contact": Text, "whom to write to, and how: an office and an address";
        takes "confirm": Text, "how whoever is selected confirms, as a whole sentence";
        takes "appeal": Text, "how a decision can be reviewed, as whole sentences";
        takes "signature": Text, "who signs";
        takes "en": Table("LetterTexts"), "the same texts for letters in English, where they are others";
        takes "fr": Table("LetterTexts"), "the same in French";
        takes "ru": Table("LetterTexts"), "the same in Russian";
        takes "templates": Text, "a folder beside the rules with templates of your own, which `check` tries";
    }
    LETTER_TEXTS "[letters.LANGUAGE]" LetterTexts "Texts for letters in one language." {
        takes "contact": Text, "whom to write to, and how";
        takes "confirm": Text, "how whoever is selected confirms, as a whole sentence";
        takes "appeal": Text, "how a decision can be reviewed, as whole sentences";
        takes "signature": Text, "who signs";
    }
    TEST "{ test }" Test "A question about one field or level, or several put together by `any`, `all` or `not`." {
        takes "any": Several(&Table("Test")), "an array of tests: met when one is met, unclear when none is and one is unclear";
        takes "all": Several(&Table("Test")), "an array of tests: not met when one is not met, unclear when none is and one is unclear";
        takes "not": Table("Test"), "one test, turned round; unclear stays unclear";
        takes "field": Text, "the field asked about, with exactly one of `is`, `in`, `at_least`, `at_most`, `before`, `by`, `given`";
        takes "level": Text, "the derived level asked about, in place of a field";
        takes "is": Plain, "one value: an option's id, a level's name, `true` or `false`, a number, a country code, a text";
        takes "in": Within, "an array of values, or the name of a list";
        takes "at_least": Bound, "a number or a level, itself included";
        takes "at_most": Bound, "a number or a level, itself included";
        takes "before": Moment, "a day or moment, itself excluded; a day begins with its first second";
        takes "by": Moment, "a day or moment, itself included; a day ends with its last second";
        takes "given": True, "`true`: the field is answered; the only question that a blank answers with no; what cannot be read is unclear; of a rating by several, it is once one of them has rated";
    }
    CRITERION "[[eligibility]]" Criterion "A criterion: whoever does not meet it is not eligible." {
        needs "id": Id, "an id; `deadline` is taken";
        needs "title": Text, "the criterion in a few words";
        needs "cites": Cites, "";
        needs "test": Table("Test"), "what an application must meet";
    }
    STAGE "[[stages]]" Stage "One stage: what earns points in it, and who goes on to the next one; the last deals the seats." {
        needs "id": Id, "an id, which names the stage to `intake select --stage`";
        needs "title": Text, "what papers for people call the stage";
        needs "cites": Cites, "";
        needs "scoring": Several(&Text), "the ids of the scoring rules that count in it; each scoring rule belongs to one stage";
        takes "per_group" ("all but the last, without `in_all`"): SEATS, "how many of every group go on to the next stage";
        takes "in_all" ("all but the last, without `per_group`"): SEATS, "how many go on of all together, whatever their groups";
        takes "ties" ("all but the last"): Words(TIES), "who goes on of those whose total is that of the last on the shortlist: `kept` (all of them) or `settled` (as the tie-breaks say)";
        takes "floor": Amount, "the least that the points of this stage, each times the weight of its scoring rule, must come to; whoever has less goes no further";
        takes "combine" ("all but the first"): Words(COMBINE), "the total that a stage ranks by: `sum` (everything earned so far), `weights` (the points of each stage so far times its weight, added up) or `last` (the points of this stage alone)";
        takes "weights" ("with `combine = \"weights\"`"): Named(&Weight), "the weight of each stage so far: `{ essays = 0.4, interview = 0.6 }`";
        takes "reserves": Words(RESERVES), "of the last stage: who waits for a seat: `last` (default; those of this stage alone) or `then-before` (after them those whom the stage before did not shortlist, in their order there)";
        takes "packs": Table("StagePacks"), "what the [packs](#packs) of this stage have otherwise than `[packs]` says: `[stages.packs]` below the stage";
    }
    STAGE_PACKS "[stages.packs]" StagePacks "What the packs of one stage have otherwise than `[packs]` says: interviews are not blind, and come back on another day." {
        takes "cites": Cites, "what this rests on, in place of what `[packs]` rests on";
        takes "shows": Several(&Text), "the fields whose answers readers see, in place of those of `[packs]`";
        takes "at_most": Whole(0, 100_000), "the most applications that one assessor has, in place of that of `[packs]`";
        takes "blind": Flag, "whether readers are not to know whose application they have, in place of what `[packs]` says";
        takes "hits" ("with `blind = true`"): Words(&["mask", "list"]), "what becomes of what gives an applicant away, as in `[packs]`";
        takes "instructions": Text, "what stands behind the instructions that every pack has, in place of what `[packs]` says";
    }
    BALANCE "[[balance]]" Balance "A balance rule: how many of whom shall be among those selected. `at_most` must hold; `at_least` is an aim, unless it is `hard`." {
        needs "id": Id, "";
        needs "title": Text, "the rule in a few words";
        needs "cites": Cites, "";
        takes "test" ("without `each`"): Table("Test"), "whom it counts; a blank counts for nobody";
        takes "each" ("without `test`"): Text, "the field of whose values each is counted by itself: of a type that can be counted (`count`), texts by their folded spelling and not where they are personal; with `of = \"level\"` a level";
        takes "of": Words(&["field", "level"]), "`field` (default) or `level`: what `each` names";
        takes "at_most" ("without `at_least`"): People, "the most of them: a number of people, or a share such as `\"1/2\"` or `\"33.3 %\"`";
        takes "at_least" ("without `at_most`"): People, "the fewest of them: a number of people, or a share";
        takes "group": Text, "the group in which they are counted; without it and `every_group`, among all selected, open places included";
        takes "every_group": Flag, "`true`: they are counted in every group by itself";
        takes "hard": Flag, "`true`, beside `at_least`: it must hold; otherwise it is an aim, met as far as possible";
        takes "priority": Whole(1, 99), "of an aim: the lowest is served first, and aims of one priority share the smallest sum of shortfalls; all aims have one or none has, and then they are served in the order of the file";
        takes "within": Amount, "of an aim: it comes after the ranking, and somebody may be preferred to a person at most so many points ahead";
        takes "tie": Flag, "`true`, of an aim: it decides among equal totals only, as `within = 0` does";
    }
    LEVEL "[[levels]]" Level "A place on a scale derived from other answers: by a `table`, or by `points` and `bands`." {
        needs "id": Id, "";
        takes "title": Text, "the level in a few words";
        needs "cites": Cites, "";
        needs "scale": Text, "the scale it is a place on";
        takes "table" ("without `points`"): Several(&Table("LevelRow")), "rows read from the top, the first whose test is met decides";
        takes "points" ("without `table`"): Several(&Table("Term")), "answers whose points are added up";
        takes "bands" ("with `points`"): Several(&Table("LevelBand")), "bands over the sum, from the least sum to the greatest, without gap or overlap; a sum that rounding takes beyond the last falls into the last";
    }
    LEVEL_ROW "{ row of a levels table }" LevelRow "A row of a level's table." {
        takes "test" ("all but the last"): Table("Test"), "when the row holds; the last row has none and catches the rest";
        needs "level": Text, "a level of the scale";
    }
    TERM "{ points of a level }" Term "What one answer adds to the sum of a level." {
        takes "field": Text, "the field, with one way to award points as in `[[scoring]]`";
        takes "level": Text, "a level above, in place of a field";
        takes "points": Named(&Amount), "points for each value: options by id, levels by name, countries by code, `yes` and `no`; without `otherwise` every value must be there";
        takes "otherwise": Amount, "what all other values add; needed for countries and where other answers are allowed";
        takes "bands": Several(&Table("Band")), "points by band, over every value the field can have";
        takes "linear": Table("Linear"), "points on a straight line";
        takes "rating": True, "`true`: the number itself; the field needs `min` and `max`";
        takes "blank": Amount, "what a blank adds; without it a blank leaves the level open";
    }
    LEVEL_BAND "{ band of a level }" LevelBand "A band of sums and the level it gives." {
        takes "from": Number, "the least sum of the band, included; without it, no limit";
        takes "below": Number, "where it ends, excluded; without it, no limit";
        needs "level": Text, "a level of the scale";
    }
    MEASURE "[[scoring]]" Measure "What an answer is worth: points times weight is a part, the parts add up to the score." {
        needs "id": Id, "an id, which names the part's column";
        needs "title": Text, "the scoring rule in a few words";
        needs "cites": Cites, "";
        needs "weight": Weight, "what the points are multiplied by; above 0";
        takes "field": Text, "the field, with exactly one of `points`, `bands`, `linear`, `rating`";
        takes "level": Text, "the derived level, in place of a field";
        takes "points": Named(&Amount), "points for each value: options by id, levels by name, countries by code, `yes` and `no`; without `otherwise` every value must be there";
        takes "otherwise": Amount, "what all other values earn; needed for countries and where other answers are allowed";
        takes "bands": Several(&Table("Band")), "points by band, over every value the field can have";
        takes "linear": Table("Linear"), "points on a straight line";
        takes "rating": True, "`true`: the number itself; the field needs `min` and `max`";
        takes "blank": Amount, "what a blank earns; without it a blank leaves the score open, and a person is asked";
    }
    BAND "{ band of points }" Band "A band of numbers and the points it earns." {
        takes "from": Number, "the least value of the band, included; without it, no limit";
        takes "below": Number, "where it ends, excluded; without it, no limit";
        needs "points": Amount, "what a value in the band earns";
    }
    LINEAR "{ linear }" Linear "A straight line between two numbers; what lies outside earns what the nearer end earns." {
        needs "from": Number, "the value where the line begins";
        needs "to": Number, "the value where it ends, above `from`; values outside earn what the nearer end earns";
        needs "points_from": Amount, "points at `from`, rounded as those between the ends are";
        needs "points_to": Amount, "points at `to`, rounded as those between the ends are";
    }
    RANKING "[ranking]" Ranking "How scores are rounded and how equal scores are told apart." {
        takes "decimals": Whole(0, 6), "how many decimals points keep that are worked out (a mean, a line with its ends), 0 to 6, default 4, in scores and in levels; points written in a table or band are taken as written";
        takes "rounding": Words(&["half-up", "half-even"]), "where a half goes: `half-up` (default) or `half-even`";
        needs "tie_breaks": Several(&Table("TieBreak")), "who goes first among equal scores, in order; the last is a lot, and no other is";
        needs "cites": Cites, "";
    }
    TIE_BREAK "{ tie-break }" TieBreak "One way to tell equal scores apart: exactly one of the keys, and `of` beside `highest` or `lowest`." {
        takes "highest": Text, "a field of type `number`, `rating`, `scale` or `date`, whose highest answer goes first; with `of = \"level\"` a level";
        takes "lowest": Text, "a field of type `number`, `rating`, `scale` or `date`, whose lowest answer goes first; with `of = \"level\"` a level";
        takes "of": Words(&["field", "level"]), "`field` (default) or `level`: what `highest` and `lowest` name";
        takes "highest_part": Text, "the id of a scoring rule, by which the highest part goes first";
        takes "lowest_part": Text, "the id of a scoring rule, by which the lowest part goes first";
        takes "earliest": Text, "a field of type `date` or `timestamp`, whose earliest answer goes first";
        takes "lot": Text, "the seed of a lot, published before; the lowest SHA-256 of `seed:id` goes first";
    }
}

types! {
    TEXT "text" takes ["no_answer", "count"] asked ["is", "in", "given"] earns [] "any text, compared without case; one that is nearly what a rule asks for is asked about, see [texts](#texts)";
    ID "id" takes ["made_of"] asked ["given"] earns [] "what tells applications apart; `-` and `n/a` are none, and `9.22E+19` has lost its digits; two that can hardly be told apart [are asked about](#duplicates)";
    EMAIL "email" takes ["no_answer"] asked ["given"] earns [] "one bare address, compared without case";
    COUNTRY "country" takes ["no_answer", "codes", "count"] asked ["is", "in", "given"] earns ["points"] "a country, by name in any language of the OSCE region or by code; peoples, cities, misspellings and places without an undisputed answer are asked about";
    CHOICE "choice" takes ["no_answer", "options", "other_answers", "others", "count"] asked ["is", "in", "given"] earns ["points"] "exactly one option";
    CHOICES "choices" takes ["no_answer", "options", "other_answers", "others", "separator", "count"] asked ["is", "in", "given"] earns ["points"] "any number of options; the `points` are the highest of those chosen";
    SCALE "scale" takes ["no_answer", "scale", "count"] asked ["is", "in", "at_least", "at_most", "given"] earns ["points"] "a level of a scale";
    YES_NO "yes-no" takes ["no_answer", "yes", "no", "count"] asked ["is", "given"] earns ["points"] "yes or no";
    NUMBER "number" takes ["no_answer", "min", "max", "decimal"] asked ["is", "in", "at_least", "at_most", "given"] earns ["bands", "linear", "rating"] "a number";
    RATING "rating" takes ["no_answer", "min", "max", "decimal", "readers", "read_by", "further_above", "abstain", "combine", "trim_from", "third", "third_above", "anchors", "agreement"] asked ["is", "in", "at_least", "at_most", "given"] earns ["bands", "linear", "rating"] "a number given by assessors";
    DATE "date" takes ["no_answer", "min", "max", "order", "orders", "century"] asked ["before", "by", "given"] earns [] "a day";
    TIMESTAMP "timestamp" takes ["no_answer", "order", "orders", "century", "time_zone", "zones"] asked ["before", "by", "given"] earns [] "a moment";
}
