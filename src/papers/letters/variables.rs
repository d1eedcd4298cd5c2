//! The variables of templates: what each is, and what gives it. `docs/letters.md` has the same table.

/// A variable of a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Variable {
    pub name: &'static str,
    /// Where it may not be there: what gives it, to follow "it is there".
    pub given_by: Option<&'static str>,
}

const fn always(name: &'static str) -> Variable {
    Variable {
        name,
        given_by: None,
    }
}

const fn by(name: &'static str, given_by: &'static str) -> Variable {
    Variable {
        name,
        given_by: Some(given_by),
    }
}

/// All of them, in the order in which [`super::Known`] has them.
pub const VARIABLES: [Variable; 44] = [
    always("language"),
    always("application"),
    always("programme"),
    by(
        "organiser",
        "where the rules have `organiser` in [programme]",
    ),
    by("place", "where the rules have `place` in [programme]"),
    by(
        "first_day",
        "where the rules have `first_day` in [programme]",
    ),
    by("last_day", "where the rules have `last_day` in [programme]"),
    by(
        "date",
        "where the command has `--date`, as in `--date 2019-04-12`",
    ),
    by(
        "name",
        "where the rules have `name` in [letters], the applications are given with the run, and the applicant wrote one",
    ),
    by("contact", "where the rules have `contact` in [letters]"),
    by("confirm", "where the rules have `confirm` in [letters]"),
    by("confirm_by", "where the rules have `confirm_by` in [call]"),
    by("answer_by", "where the rules have `answer_by` in [call]"),
    by("appeal", "where the rules have `appeal` in [letters]"),
    by("signature", "where the rules have `signature` in [letters]"),
    by(
        "stage",
        "for whoever goes on to the next stage or no further, where the rules have stages",
    ),
    by("next_stage", "for whoever goes on to the next stage"),
    always("below_floor"),
    by(
        "group",
        "for whoever has a seat in a group, or waits for one",
    ),
    always("open_place"),
    always("told_before"),
    by(
        "group_before",
        "for whoever has another seat than in the run before, which was in a group",
    ),
    always("open_place_before"),
    by(
        "earlier",
        "with `--told`, for whoever was told something else by the letters of that run",
    ),
    by(
        "earlier_group",
        "with `earlier`, where that letter named a group",
    ),
    by(
        "earlier_reserve",
        "with `earlier`, where that letter named a number",
    ),
    always("group_may_change"),
    by(
        "reserve",
        "for whoever is on a reserve list, or comes after it from the stage before",
    ),
    always("reserve_may_change"),
    always("turn"),
    always("comes_next"),
    by("invited_on", "for whoever was invited by a decision"),
    by("ranked_at", "for whoever is ranked, once that is final"),
    by("ranked", "for whoever is ranked, once that is final"),
    by("lot", "where a lot told somebody apart, once that is final"),
    always("wanted"),
    always("reasons"),
    always("questions"),
    always("to_answer"),
    always("for_us"),
    always("settled"),
    always("by_decision"),
    by("dropped_out", "for whoever no longer takes part"),
    by("dropped_out_on", "for whoever no longer takes part"),
];
