#!/usr/bin/env python3
"""The selection in DuckDB: duckdb_peer.py PILE.csv OUT

SQL over read_csv; what each distinct answer comes to is a small table that is joined, and an explanation is one concat() a row. The
explanations are not sorted: each line names its application, and to sort them would cost DuckDB half as much again.
"""
import sys
from pathlib import Path

import duckdb

import call
from call import CITIZENSHIP, COLUMNS, CRITERIA, EMAIL, ID, NAME, PARTS, RESIDENCE, SUBMITTED

TYPES = {"answer": "TINYINT", "points": "INTEGER"}


def name(column):
    return '"' + column.replace('"', '""') + '"'


def text(value):
    return "'" + value.replace("'", "''") + "'"


def main():
    pile, out = sys.argv[1], Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    connection = duckdb.connect()
    run = connection.execute
    used = ", ".join(f"coalesce({name(column)}, '') AS {name(column)}" for column in call.USED)
    run(f"""CREATE TEMP TABLE pile AS SELECT row_number() OVER () AS row, {used} FROM read_csv({text(pile)}, header = true,
        all_varchar = true, delim = ',', quote = '"', escape = '"', new_line = '\\n', max_line_size = 1000000)""")

    joins, cells = [], []

    def distinct(prefix, columns, work):
        columns = [columns] if isinstance(columns, str) else list(columns)
        found = run(f"SELECT DISTINCT {', '.join(map(name, columns))} FROM pile").fetchall()
        made = [(row, work(*row)) for row in found]
        new = list(made[0][1])
        types = [f"c{at} VARCHAR" for at in range(len(columns))] + [f"{name(one)} {TYPES.get(one, 'VARCHAR')}" for one in new]
        run(f"CREATE TEMP TABLE {prefix} ({', '.join(types)})")
        literal = lambda value: "NULL" if value is None else text(value) if isinstance(value, str) else str(value)
        lines = ", ".join("(" + ", ".join(map(literal, [*row, *told.values()])) + ")" for row, told in made)
        run(f"INSERT INTO {prefix} VALUES {lines}")
        on = " AND ".join(f"{prefix}.c{at} = pile.{name(column)}" for at, column in enumerate(columns))
        joins.append(f"LEFT JOIN {prefix} ON {on}")
        cells.extend(f"{prefix}.{name(one)} AS {prefix}_{one}" for one in new)

    distinct("citizenship", CITIZENSHIP, call.country)
    distinct("residence", RESIDENCE, call.country)
    for field, columns in COLUMNS.items():
        distinct(field, columns, lambda *found, field=field: call.once(field, *found))

    moment = f"try_strptime({name(SUBMITTED)}, '%Y-%m-%d %H:%M:%S')"
    total = " + ".join(f"{part}_points * {call.WEIGHTS[part]}" for part in PARTS)
    bits = lambda conditions: " + ".join(f"CASE WHEN {condition} THEN {1 << at} ELSE 0 END" for at, condition in enumerate(conditions))
    failed = bits(f"{one}_answer = 0" for one in CRITERIA)
    opened = bits([*(f"{one}_answer = 1" for one in CRITERIA), *(f"{part}_points IS NULL" for part in PARTS)])
    run(f"""CREATE TEMP TABLE judged AS
        WITH joined AS (SELECT pile.*, {', '.join(cells)}, {moment} AS moment FROM pile {' '.join(joins)}),
        asked AS (SELECT *, greatest(citizenship_answer, residence_answer) AS region_answer,
            CASE WHEN moment IS NULL THEN 1 WHEN {name(SUBMITTED)} <= {text(call.DEADLINE)} THEN 2 ELSE 0 END AS deadline_answer,
            {total} AS total FROM joined)
        SELECT *, {failed} AS failed, {opened} AS opened FROM asked""")

    run(f"""CREATE TEMP TABLE ranked AS
        WITH placed AS (SELECT row, topic_group, row_number() OVER (ORDER BY total DESC, relevance_points DESC, motivation_points DESC,
            moment, sha256({text(call.SEED + ':')} || {name(ID)})) AS place FROM judged WHERE failed = 0 AND opened = 0),
        numbered AS (SELECT *, row_number() OVER (PARTITION BY topic_group ORDER BY place) AS in_group FROM placed),
        counted AS (SELECT *, in_group <= {call.SIZE} AS seated,
            sum(CAST(in_group > {call.SIZE} AS INTEGER)) OVER (ORDER BY place ROWS UNBOUNDED PRECEDING) AS beyond FROM numbered),
        filled AS (SELECT *, NOT seated AND beyond <= {call.CAP} - (SELECT count(*) FROM counted WHERE seated) AS has_open FROM counted),
        waiting AS (SELECT *, sum(CAST(NOT seated AND NOT has_open AS INTEGER))
            OVER (PARTITION BY topic_group ORDER BY place ROWS UNBOUNDED PRECEDING) AS turn FROM filled)
        SELECT row, place, CASE WHEN seated OR has_open THEN 'selected' WHEN turn <= {call.RESERVE} THEN 'reserve' ELSE 'unplaced' END AS outcome,
            CASE WHEN has_open THEN 'open' WHEN seated OR turn <= {call.RESERVE} THEN topic_group END AS "group" FROM waiting""")
    run("""CREATE TEMP VIEW told AS SELECT j.*, place, "group",
        coalesce(outcome, CASE WHEN failed <> 0 THEN 'ineligible' ELSE 'clarify' END) AS outcome FROM judged j LEFT JOIN ranked USING (row)""")

    decimal = lambda column, places: f"printf('%d.%0{places}d', {column} // {10 ** places}, {column} % {10 ** places})"
    person = ", ".join(map(name, [ID, NAME, EMAIL, CITIZENSHIP, RESIDENCE]))
    scored = ", ".join([*(f"{decimal(part + '_points', 2)} AS {part}" for part in PARTS), decimal("total", 4) + " AS total"])
    reasons = lambda column, names: "concat_ws('; ', " + ", ".join(
        f"CASE WHEN {column} & {1 << at} <> 0 THEN '{one}' END" for at, one in enumerate(names)) + ")"
    copy = lambda query, file: run(f"COPY ({query}) TO {text(str(out / file))} (FORMAT csv, HEADER true)")
    copy(f'SELECT "group", outcome, place, {person}, {scored} FROM told WHERE "group" IS NOT NULL ORDER BY place', "selected.csv")
    copy(f"SELECT place, {person}, {scored} FROM told WHERE outcome = 'unplaced' ORDER BY place", "unplaced.csv")
    copy(f"SELECT {person}, {reasons('failed', CRITERIA)} AS not_met FROM told WHERE outcome = 'ineligible' ORDER BY row", "ineligible.csv")
    copy(f"SELECT {person}, {reasons('opened', CRITERIA + PARTS)} AS unclear FROM told WHERE outcome = 'clarify' ORDER BY row", "clarify.csv")

    escaped = lambda column: f"'\"', replace(replace({name(column)}, '\\', '\\\\'), '\"', '\\\"'), '\"'"
    quoted = lambda value: f"coalesce('\"' || {value} || '\"', 'null')"
    answer = lambda column: f"CASE {column} WHEN 2 THEN 'met' WHEN 1 THEN 'unclear' ELSE 'not-met' END"
    pieces = [
        "'{\"application\":'", escaped(ID), "',\"outcome\":\"'", "outcome", "'\",\"group\":'", quoted('"group"'),
        "',\"place\":'", "coalesce(CAST(place AS VARCHAR), 'null')", "',\"total\":'", quoted(decimal("total", 4)),
        "',\"criteria\":[{\"id\":\"deadline\",\"found\":['", escaped(SUBMITTED), "'],\"answer\":\"'", answer("deadline_answer"),
        "'\"},{\"id\":\"region\",\"found\":['", "citizenship_said", "','", "residence_said", "'],\"answer\":\"'", answer("region_answer"), "'\"}'",
        *(piece for one in ("topic", "english", "computer") for piece in ("','", f"{one}_why")), "'],\"parts\":['",
        *(piece for at, part in enumerate(PARTS) for piece in ("','" if at else "''", f"{part}_part")), "']}'",
    ]
    run(f"""COPY (SELECT concat({', '.join(pieces)}) FROM told) TO {text(str(out / 'explain.jsonl'))}
        (FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER '\x01')""")


if __name__ == "__main__":
    main()
