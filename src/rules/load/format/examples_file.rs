//! Every kind of table in a file of worked examples.

use super::key::{Key, Keys, Value, tables};

tables! { EXAMPLE_TABLES:
    EXAMPLES "the examples file" {
        takes "base", "`[base.NAME]`: sets of answers, a field each, that examples start from";
        takes "examples", "single applications; there must be one of these or a pool";
        takes "pools", "several applications";
        takes "lists", "what lists must hold";
        takes "survivors", "changes that no example need notice, and why";
    }
    EXAMPLE "[[examples]]" {
        needs "id", "an id, which no pool has";
        needs "title", "what the example shows, as a sentence";
        takes "cites", "the clauses and decisions it is about";
        takes "base", "the answers it starts from";
        takes "given", "what it says differently: `{ field = \"cell\" }`; of several readers `[\"7\", \"8\"]`, the third last; `\"\"` is blank; numbers may go without quotes";
        needs "expect", "what must come of it";
    }
    EXPECT "{ expect }" {
        takes "judgement", "`eligible` (ranked), `ineligible` or `unclear` (a person must be asked)";
        takes "not_met", "the criteria that are not met: exactly these";
        takes "unclear", "the criteria that are unclear: exactly these";
        takes "groups", "the groups that admit the application";
        takes "questions", "the fields that are asked about; `id`, or a duplicates rule, where it is open whose application it is";
        takes "level", "`{ training = \"limited\" }`, or all levels that are possible in an array";
        takes "points", "`{ english = 8.5 }`, before the weight; least and most where they are open: `[0, 10]`; who is ineligible has none";
        takes "parts", "the points times the weight, in the same form";
        takes "total", "the sum of the parts, or its least and most";
    }
    POOL "[[pools]]" {
        needs "id", "an id, which no example has";
        needs "title", "what the pool shows, as a sentence";
        takes "cites", "the clauses and decisions it is about";
        takes "base", "the answers all applicants start from";
        takes "stage", "the id of the stage that it is of, without which it is of the last, as if everybody were shortlisted: those with `seats` are then shortlisted, and `unplaced` those who are not";
        needs "applicants", "up to 1,000";
        needs "expect", "what must come of it";
    }
    APPLICANTS "{ applicants }" {
        needs "id", "an application's id, or several that say the same: `R1 to R8`";
        takes "base", "the answers to start from, in place of the pool's";
        takes "given", "what these say differently";
    }
    POOL_EXPECT "{ expect of a pool }" {
        takes "seats", "`{ GROUP = [\"R1\"] }`: exactly these sit there; `open` for the open places";
        takes "reserve", "those in reserve, by group, in order";
        takes "order", "the whole ranking, best first";
        takes "told_apart", "`{ R2 = \"lot\" }`: what puts an application behind the one above it; `nothing` where the scores differ";
        takes "unplaced", "those who are ranked, and have neither seat nor reserve";
        takes "ineligible", "those who are ineligible";
        takes "clarify", "those to be asked";
        takes "could_win", "of those to be asked, whose best answers would win a seat";
        takes "superseded", "those for whom another application stands";
    }
    MEMBERS "[[lists]]" {
        needs "list", "a list of the rules";
        takes "exactly", "all values that it must hold";
        takes "has", "some that it must hold";
        takes "lacks", "some that it must not hold";
    }
    SURVIVOR "[[survivors]]" {
        needs "rule", "the rule as `intake test --mutate` names it: `measure english`";
        needs "changes", "the changes as it says them, after the rule";
        needs "because", "why no example need notice";
    }
}
