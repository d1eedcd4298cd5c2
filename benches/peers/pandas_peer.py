#!/usr/bin/env python3
"""The selection in pandas: pandas_peer.py PILE.csv OUT

Each column is factorised, each distinct answer worked out once, and what it comes to taken by the codes.
"""
import sys
from pathlib import Path

import numpy as np
import pandas as pd

import call
from call import CITIZENSHIP, COLUMNS, CRITERIA, EMAIL, ID, NAME, PARTS, RESIDENCE, SUBMITTED

OPEN = -1  # points that are open


def distinct(frame, columns, work):
    """By name, what each row's answer comes to."""
    columns = [columns] if isinstance(columns, str) else list(columns)
    factors = [pd.factorize(frame[column]) for column in columns]
    codes = factors[0][0].astype("int64")
    for more, cells in factors[1:]:
        codes = codes * len(cells) + more
    codes, seen = pd.factorize(codes)
    found = []
    for code in seen:
        cells = []
        for _, values in reversed(factors[1:]):
            code, at = divmod(code, len(values))
            cells.append(values[at])
        found.append((factors[0][1][code], *reversed(cells)))
    made = [work(*cells) for cells in found]
    taken = {}
    for name in made[0] if made else ():
        kind = "int64" if name in ("answer", "points") else object
        values = np.empty(len(made), dtype=kind)
        values[:] = [OPEN if kind == "int64" and one[name] is None else one[name] for one in made]
        taken[name] = values[codes]
    return taken


def words(numbers, say):
    codes, values = pd.factorize(np.asarray(numbers))
    said = np.empty(len(values), dtype=object)
    said[:] = [say(int(value)) for value in values]
    return said[codes]


def bits(conditions):
    return sum(np.asarray(condition).astype("int64") << at for at, condition in enumerate(conditions))


def main():
    pile, out = sys.argv[1], Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    frame = pd.read_csv(pile, usecols=call.USED, dtype=str, keep_default_na=False, na_filter=False)
    count = len(frame)
    citizenship, residence = distinct(frame, CITIZENSHIP, call.country), distinct(frame, RESIDENCE, call.country)
    fields = {field: distinct(frame, columns, lambda *cells, field=field: call.once(field, *cells)) for field, columns in COLUMNS.items()}
    moment = pd.to_datetime(frame[SUBMITTED], format="%Y-%m-%d %H:%M:%S", errors="coerce")
    answers = {"deadline": np.where(moment.isna(), 1, np.where(frame[SUBMITTED] <= call.DEADLINE, 2, 0)),
               "region": np.maximum(citizenship["answer"], residence["answer"]),
               **{one: fields[one]["answer"] for one in ("topic", "english", "computer")}}
    points = {part: fields[part]["points"] for part in PARTS}
    is_open = {part: points[part] == OPEN for part in PARTS}
    any_open = np.logical_or.reduce(list(is_open.values()))
    total = np.where(any_open, OPEN, sum(points[part] * call.WEIGHTS[part] for part in PARTS))
    failed = bits(answers[one] == 0 for one in CRITERIA)
    opened = bits([*(answers[one] == 1 for one in CRITERIA), *(is_open[part] for part in PARTS)])

    ranked = pd.DataFrame({"total": total, "relevance": points["relevance"], "motivation": points["motivation"], "moment": moment,
                           "topic": fields["topic"]["group"], "id": frame[ID]})[(failed == 0) & (opened == 0)]
    keys = ["total", "relevance", "motivation", "moment"]
    # Only those whom nothing else tells apart draw a lot.
    tied = ranked.duplicated(keys, keep=False)
    ranked["lot"] = ""
    ranked.loc[tied, "lot"] = [call.lot(one) for one in ranked.loc[tied, "id"]]
    ranked = ranked.sort_values([*keys, "lot"], ascending=[False, False, False, True, True])
    ranked["place"] = np.arange(1, len(ranked) + 1)
    seated = (ranked.groupby("topic").cumcount() < call.SIZE).to_numpy()
    has_open = ~seated & (np.cumsum(~seated) <= call.CAP - seated.sum())
    left = pd.Series(~seated & ~has_open, index=ranked.index)
    waits = left.to_numpy() & (left.groupby(ranked["topic"]).cumsum() <= call.RESERVE).to_numpy()
    place, outcome, group = np.zeros(count, dtype="int64"), np.where(failed != 0, "ineligible", "clarify").astype(object), np.full(count, None, dtype=object)
    rows = ranked.index.to_numpy()
    place[rows] = ranked["place"]
    outcome[rows] = np.where(seated | has_open, "selected", np.where(waits, "reserve", "unplaced"))
    group[rows] = np.where(has_open, "open", np.where(seated | waits, ranked["topic"], None))

    person = [ID, NAME, EMAIL, CITIZENSHIP, RESIDENCE]
    exact = lambda numbers, places: words(numbers, lambda number: call.decimal(None if number == OPEN else number, places))
    totals = exact(total, 4)
    placed = frame.loc[rows, person].assign(**{part: exact(points[part][rows], 2) for part in PARTS}, total=totals[rows],
                                            group=group[rows], outcome=outcome[rows], place=place[rows])
    scored = [*person, *PARTS, "total"]
    placed[placed["group"].notna()][["group", "outcome", "place", *scored]].to_csv(out / "selected.csv", index=False, lineterminator="\n")
    placed[placed["group"].isna()][["place", *scored]].to_csv(out / "unplaced.csv", index=False, lineterminator="\n")
    for name, heading, told in (("ineligible", "not_met", words(failed, lambda one: call.reasons(one, CRITERIA))),
                                ("clarify", "unclear", words(opened, lambda one: call.reasons(one, CRITERIA + PARTS)))):
        of_these = outcome == name
        frame.loc[of_these, person].assign(**{heading: told[of_these]}).to_csv(out / f"{name}.csv", index=False, lineterminator="\n")

    said = lambda values: [f'"{value}"' if value else "null" for value in values]
    of = lambda answers: words(answers, lambda answer: call.ANSWERS[answer])
    escaped = lambda column: map(call.text, frame[column].tolist())
    pieces = zip(escaped(ID), outcome, said(group), [str(one) if one else "null" for one in place.tolist()], said(totals), escaped(SUBMITTED),
                 of(answers["deadline"]), citizenship["said"], residence["said"], of(answers["region"]),
                 *(fields[one]["why"] for one in ("topic", "english", "computer")), *(fields[part]["part"] for part in PARTS))
    line = ('{{"application":{},"outcome":"{}","group":{},"place":{},"total":{},"criteria":[{{"id":"deadline","found":[{}],"answer":"{}"}},'
            '{{"id":"region","found":[{},{}],"answer":"{}"}},{},{},{}],"parts":[' + ",".join(["{}"] * len(PARTS)) + "]}}\n").format
    with open(out / "explain.jsonl", "w", encoding="utf-8", newline="\n") as lines:
        lines.writelines(line(*piece) for piece in pieces)


if __name__ == "__main__":
    main()
