#!/usr/bin/env python3
"""The selection in polars, as fast as we could write it: polars_peer.py PILE.csv OUT

Only the columns that count are scanned, by the streaming engine; each distinct answer is worked out once and joined back; the
explanations are put together from ready pieces, slice by slice.
"""
import sys
from functools import reduce
from pathlib import Path

import polars as pl

import call
from call import CITIZENSHIP, COLUMNS, CRITERIA, EMAIL, ID, NAME, PARTS, RESIDENCE, SUBMITTED

col, lit = pl.col, pl.lit
TYPES = {"answer": pl.Int8, "points": pl.Int32}
SLICE = 100_000


def distinct(frame, columns, work, prefix):
    """`frame` with what each distinct answer in `columns` comes to."""
    columns = [columns] if isinstance(columns, str) else list(columns)
    cells = frame.select(columns).unique()
    made = [work(*row) for row in cells.iter_rows()]
    new = [pl.Series(f"{prefix}.{name}", [one[name] for one in made], dtype=TYPES.get(name, pl.String)) for name in (made[0] if made else ())]
    return frame.join(cells.with_columns(new), on=columns, how="left", maintain_order="left")


def words(frame, bits, names):
    cells = frame.select(bits).unique()
    told = pl.Series(f"{bits}.words", [call.reasons(value, names) for value in cells[bits]], dtype=pl.String)
    return frame.join(cells.with_columns(told), on=bits, how="left", maintain_order="left")


def mask(conditions):
    return reduce(lambda all, one: all | one, (pl.when(condition).then(1 << at).otherwise(0) for at, condition in enumerate(conditions)))


def decimal(column, places):
    return pl.concat_str((col(column) // 10 ** places).cast(pl.String), lit("."), (col(column) % 10 ** places).cast(pl.String).str.zfill(places))


def escaped(column):
    return pl.concat_str(lit('"'), col(column).str.replace_all("\\", "\\\\", literal=True).str.replace_all('"', '\\"', literal=True), lit('"'))


def in_order(frame):
    """The ranked, best first. Only those whom nothing else tells apart draw a lot."""
    keys = ["total", "relevance.points", "motivation.points", "when"]
    down = [True, True, True, False]
    frame = frame.sort(keys, descending=down)
    like_above = reduce(lambda a, b: a & b, (col(one).eq_missing(col(one).shift(1)) for one in keys))
    tied = frame.select(tied=like_above | like_above.shift(-1).fill_null(False)).to_series()
    if tied.any():
        lots = [call.lot(one) if is_tied else None for one, is_tied in zip(frame[ID], tied)]
        frame = frame.with_columns(pl.Series("lot", lots, dtype=pl.String)).sort([*keys, "lot"], descending=[*down, False])
    return frame.with_row_index("place", 1)


def main():
    pile, out = sys.argv[1], Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    frame = pl.scan_csv(pile, infer_schema=False, empty_string_is_null=False).select(call.USED).with_row_index("row").collect(engine="streaming")
    frame = distinct(frame, CITIZENSHIP, call.country, "citizenship")
    frame = distinct(frame, RESIDENCE, call.country, "residence")
    for field, columns in COLUMNS.items():
        frame = distinct(frame, columns, lambda *cells, field=field: call.once(field, *cells), field)
    frame = frame.with_columns(
        when=col(SUBMITTED).str.to_datetime("%Y-%m-%d %H:%M:%S", strict=False),
    ).with_columns(
        pl.max_horizontal("citizenship.answer", "residence.answer").alias("region.answer"),
        pl.when(col("when").is_null()).then(1).when(col(SUBMITTED) <= call.DEADLINE).then(2).otherwise(0).cast(pl.Int8).alias("deadline.answer"),
        total=reduce(lambda sum, part: sum + part, (col(f"{part}.points") * call.WEIGHTS[part] for part in PARTS)),
    ).with_columns(
        failed=mask([col(f"{one}.answer") == 0 for one in CRITERIA]),
        open=mask([*(col(f"{one}.answer") == 1 for one in CRITERIA), *(col(f"{one}.points").is_null() for one in PARTS)]),
    )
    frame = words(words(frame, "failed", CRITERIA), "open", CRITERIA + PARTS)

    ranked = in_order(frame.filter((col("failed") == 0) & (col("open") == 0)).select(
        "row", ID, "topic.group", "total", "relevance.points", "motivation.points", "when"))
    ranked = ranked.with_columns(in_group=pl.int_range(1, pl.len() + 1).over("topic.group"))
    seated = col("in_group") <= call.SIZE
    left = call.CAP - ranked.filter(seated).height
    ranked = ranked.with_columns(opened=~seated & ((~seated).cum_sum() <= left))
    waits = (~seated & ~col("opened")).cast(pl.Int32).cum_sum().over("topic.group") <= call.RESERVE
    ranked = ranked.select(
        "row", "place",
        outcome=pl.when(seated | col("opened")).then(lit("selected")).when(waits).then(lit("reserve")).otherwise(lit("unplaced")),
        group=pl.when(seated).then("topic.group").when("opened").then(lit("open")).when(waits).then("topic.group"),
    )
    frame = frame.join(ranked, on="row", how="left", maintain_order="left").with_columns(
        col("outcome").fill_null(pl.when(col("failed") != 0).then(lit("ineligible")).otherwise(lit("clarify"))))

    person = [ID, NAME, EMAIL, CITIZENSHIP, RESIDENCE]
    scored = [*(decimal(f"{part}.points", 2).alias(part) for part in PARTS), decimal("total", 4).alias("total")]
    placed = frame.filter(col("place").is_not_null()).sort("place")
    placed.filter(col("group").is_not_null()).select("group", "outcome", "place", *person, *scored).write_csv(out / "selected.csv")
    placed.filter(col("group").is_null()).select("place", *person, *scored).write_csv(out / "unplaced.csv")
    frame.filter(col("outcome") == "ineligible").select(*person, col("failed.words").alias("not_met")).write_csv(out / "ineligible.csv")
    frame.filter(col("outcome") == "clarify").select(*person, col("open.words").alias("unclear")).write_csv(out / "clarify.csv")

    answer = lambda name: pl.when(col(name) == 2).then(lit("met")).when(col(name) == 1).then(lit("unclear")).otherwise(lit("not-met"))
    quoted = lambda text: pl.concat_str(lit('"'), text, lit('"')).fill_null("null")
    pieces = [
        lit('{"application":'), escaped(ID), lit(',"outcome":"'), col("outcome"), lit('","group":'), quoted(col("group")),
        lit(',"place":'), col("place").cast(pl.String).fill_null("null"), lit(',"total":'), quoted(decimal("total", 4)),
        lit(',"criteria":[{"id":"deadline","found":['), escaped(SUBMITTED), lit('],"answer":"'), answer("deadline.answer"),
        lit('"},{"id":"region","found":['), col("citizenship.said"), lit(","), col("residence.said"), lit('],"answer":"'), answer("region.answer"), lit('"}'),
        *(piece for one in ("topic", "english", "computer") for piece in (lit(","), col(f"{one}.why"))), lit('],"parts":['),
        *(piece for at, part in enumerate(PARTS) for piece in (lit("," if at else ""), col(f"{part}.part"))), lit("]}"),
    ]
    with open(out / "explain.jsonl", "wb") as lines:
        for slice in frame.iter_slices(SLICE):
            slice.select(line=pl.concat_str(pieces)).write_csv(lines, include_header=False, quote_style="never")


if __name__ == "__main__":
    main()
