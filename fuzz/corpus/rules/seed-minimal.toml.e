#:schema ./intake-rules.schema.json
# The smallest complete programme: one criterion, one measure, one group. Copy it to begin a programme of your own.
# Every key is explained in rules/README.md.

format = 1

[programme]
id = "minimal"
title = "A short course on keeping case files"

# The deadline is a rule like any other and cites the clause it rests on. A day without an hour means its last second.
[call]
deadline = 2020-03-31
time_zone = "Europe/Vienna"
submitted = "submitted"
cites = ["deadline"]

# What the call says, sentence by sentence, in your own words. Every clause is cited by the rule that carries it out.
[call.clauses]
deadline = "Applications are taken until 31 March 2020."
practice = "Applicants have kept case files for at least two years."
motivation = "Places go to the applicants whose motivation convinces most."
places = "The course has two places."

# What the call leaves open is settled here, with a name and a day, and cited like a clause.
[decisions.lot]
text = "Whoever has the same score and applied at the same second is told apart by a lot."
by = "course team (example)"
on = 2020-02-03

# One group of two; one name is kept in reserve.
[places]
cap = 2
reserve = 1
cites = ["places"]

[[groups]]
id = "course"
title = "The course"
size = 2
cites = ["places"]

# One field for each column that matters. Columns that no field names are left alone.
[fields.application]
type = "id"
headings = ["ID"]

[fields.submitted]
type = "timestamp"
headings = ["Submitted"]

[fields.name]
type = "text"
headings = ["Name"]
personal = true
roster = true

[fields.years]
type = "number"
headings = ["Years of practice"]
min = 0
max = 60

[fields.motivation]
type = "rating"
headings = ["Motivation"]
min = 0
max = 10

[[eligibility]]
id = "practice"
title = "Two years of practice"
cites = ["practice"]
test = { field = "years", at_least = 2 }

[[scoring]]
id = "motivation"
title = "Motivation"
cites = ["motivation"]
weight = 1
field = "motivation"
rating = true

[ranking]
cites = ["motivation", "lot"]
tie_breaks = [{ earliest = "submitted" }, { lot = "minimal-2020" }]

--part--
# Worked examples of minimal.toml: what an applicant writes, and what must come of it. Copy it with the rules.
# `intake test rules/minimal.toml --coverage --mutate` runs them. Every key is explained in rules/README.md.

# What examples start from; each then says only what is different.
[base.applicant]
submitted = "2020-03-01 12:00"
years = "5"
motivation = "6"

[[examples]]
id = "applicant"
title = "Who applies in time with enough practice is eligible, and motivation is the score"
cites = ["practice", "motivation"]
base = "applicant"
expect = { judgement = "eligible", not_met = [], parts = { motivation = 6 }, total = 6 }

[[examples]]
id = "last-second"
title = "The last second of 31 March in Vienna is in time"
cites = ["deadline"]
base = "applicant"
given = { submitted = "2020-03-31 23:59:59" }
expect = { judgement = "eligible" }

[[examples]]
id = "too-late"
title = "The first second of 1 April is too late"
cites = ["deadline"]
base = "applicant"
given = { submitted = "2020-04-01 00:00:00" }
expect = { judgement = "ineligible", not_met = ["deadline"] }

[[examples]]
id = "two-years"
title = "Two years of practice are enough"
cites = ["practice"]
base = "applicant"
given = { years = "2" }
expect = { judgement = "eligible" }

[[examples]]
id = "a-year-and-a-half"
title = "A year and a half of practice is not enough"
cites = ["practice"]
base = "applicant"
given = { years = "1.5" }
expect = { judgement = "ineligible", not_met = ["practice"] }

[[examples]]
id = "no-practice"
title = "No practice is an answer, and not enough"
cites = ["practice"]
base = "applicant"
given = { years = "0" }
expect = { judgement = "ineligible", not_met = ["practice"] }

[[examples]]
id = "a-slip-of-the-pen"
title = "Years below zero are asked about"
cites = ["practice"]
base = "applicant"
given = { years = "-1" }
expect = { judgement = "unclear", questions = ["years"] }

[[examples]]
id = "a-long-life"
title = "Sixty years of practice are believed"
cites = ["practice"]
base = "applicant"
given = { years = "60" }
expect = { judgement = "eligible" }

[[examples]]
id = "too-long-a-life"
title = "More than sixty years of practice are asked about"
cites = ["practice"]
base = "applicant"
given = { years = "61" }
expect = { judgement = "unclear", questions = ["years"] }

[[examples]]
id = "not-rated"
title = "An application without a rating waits for it"
cites = ["motivation"]
base = "applicant"
given = { motivation = "" }
expect = { judgement = "unclear", questions = ["motivation"], total = [0, 10] }

[[examples]]
id = "lowest-rating"
title = "A rating of 0 counts"
cites = ["motivation"]
base = "applicant"
given = { motivation = "0" }
expect = { judgement = "eligible", total = 0 }

[[examples]]
id = "highest-rating"
title = "A rating of 10 is the highest"
cites = ["motivation"]
base = "applicant"
given = { motivation = "10" }
expect = { judgement = "eligible", total = 10 }

[[examples]]
id = "beyond-the-highest"
title = "A rating of 11 is asked about"
cites = ["motivation"]
base = "applicant"
given = { motivation = "11" }
expect = { judgement = "unclear", questions = ["motivation"] }

[[examples]]
id = "four-decimals"
title = "Points keep four decimals, and a half goes up"
cites = ["motivation"]
base = "applicant"
given = { motivation = "7.12345" }
expect = { total = 7.1235 }

[[pools]]
id = "two-places"
title = "Two sit, one waits; equal scores go by the hour of submission, then by the lot"
cites = ["places", "motivation", "lot"]
base = "applicant"
applicants = [
  { id = "best", given = { motivation = "9" } },
  { id = "early", given = { submitted = "2020-02-10 12:00" } },
  { id = "lot-3" },
  { id = "lot-4" },
  { id = "late", given = { submitted = "2020-03-20 12:00" } },
]

[pools.expect]
seats = { course = ["best", "early"] }
reserve = { course = ["lot-3"] }
unplaced = ["lot-4", "late"]
order = ["best", "early", "lot-3", "lot-4", "late"]
told_apart = { lot-3 = "earlier submitted", lot-4 = "lot", late = "earlier submitted" }
