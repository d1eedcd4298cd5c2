#!/usr/bin/env python3
"""Intake and the peers over the same piles, by turns: compare.py [--turns N] [--keep] ROWS ...

Prints a table of ratios against one bare pass of the csv crate over the same file, the least of all turns each, and ends with 1
where anybody was selected, refused, ranked or asked otherwise by one of them. `run` beside this file prepares what is needed.
"""
import argparse
import csv
import hashlib
import os
import shutil
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
WORK = ROOT / "target" / "peers"
BINARIES = ROOT / "target" / "dist"
PASS = "bare csv pass"


def commands(pile, out):
    peer = lambda name: [sys.executable, str(HERE / f"{name}_peer.py"), str(pile), str(out)]
    intake = [str(BINARIES / "intake"), "select", str(pile), "--rules", str(HERE / "rules.toml"), "--out", str(out)]
    return {
        PASS: [str(BINARIES / "examples" / "csv-pass"), str(pile)],
        "Intake": [*intake, "--without-workbook", "--without-report"],
        "Intake, with workbook": intake,
        "polars": peer("polars"),
        "DuckDB": peer("duckdb"),
        "pandas": peer("pandas"),
    }


def measured(command):
    """CPU seconds, wall seconds, peak memory in bytes. Intake ends with 1 where it has questions."""
    begun = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.monotonic() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1) or (process.returncode == 1 and "select" not in command):
        sys.exit(f"{command} ended with {process.returncode}")
    return used.ru_utime + used.ru_stime, wall, used.ru_maxrss * 1024


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def told_by_intake(run):
    """By application: outcome, group, place and total, or what is not met."""
    told = {}
    for path in sorted(run.glob("rosters/*.csv")) + [run / "open.csv", run / "unplaced.csv"]:
        for row in rows(path):
            told[row["application"]] = (row.get("outcome", "unplaced"), row.get("group", ""), int(row["place"]), Decimal(row["total"]))
    for row in rows(run / "clarify.csv"):
        told[row["application"]] = ("clarify",)
    for row in rows(run / "ineligible.csv"):
        told[row["application"]] = ("ineligible", *told.get(row["application"], ("",))[1:], row["criterion"])
    return told


def told_by_peer(out):
    told = {}
    for name in ("selected", "unplaced"):
        for row in rows(out / f"{name}.csv"):
            told[row["Application"]] = (row.get("outcome", "unplaced"), row.get("group", ""), int(row["place"]), Decimal(row["total"]))
    for row in rows(out / "clarify.csv"):
        told[row["Application"]] = ("clarify",)
    for row in rows(out / "ineligible.csv"):
        told[row["Application"]] = ("ineligible", *row["not_met"].split("; "))
    return told


def explained(path):
    """How many lines, and the sum of their digests: DuckDB writes them in any order."""
    with open(path, "rb") as lines:
        digests = [int.from_bytes(hashlib.sha256(line).digest()) for line in lines]
    return len(digests), sum(digests)


def compared(count, outs):
    """Whether everybody was told the same by all; each that differs is named."""
    told = told_by_intake(outs["Intake"])
    if len(told) != count:
        sys.exit(f"Intake told {len(told)} of {count}")
    selected = sum(one[0] == "selected" for one in told.values())
    same, explanations = True, set()
    for name in ("polars", "DuckDB", "pandas"):
        others = told_by_peer(outs[name])
        differ = [application for application in told.keys() | others.keys() if told.get(application) != others.get(application)]
        explanations.add(explained(outs[name] / "explain.jsonl"))
        for application in sorted(differ)[:5]:
            print(f"  {application}: Intake {told.get(application)}, {name} {others.get(application)}", file=sys.stderr)
        same &= not differ
    if len(explanations) != 1 or next(iter(explanations))[0] != count:
        print(f"  not everybody is explained, or not alike: {explanations}", file=sys.stderr)
        same = False
    print(f"\n{count:,} rows: {selected} selected; " + (
        "all four say the same of everybody: outcome, group, place, total, what is not met" if same else "THEY DIFFER, see above"), flush=True)
    return same


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--turns", type=int, default=5)
    arguments.add_argument("--only", help="names, with a comma between them; nothing is compared then")
    arguments.add_argument("--keep", action="store_true", help="leave the piles for the next time")
    arguments.add_argument("rows", type=int, nargs="+")
    asked = arguments.parse_args()
    only = asked.only and {PASS, *asked.only.split(",")}
    same, table = True, []
    for count in asked.rows:
        pile = WORK / f"pile-{count}.csv"
        if not pile.exists():
            subprocess.run([sys.executable, str(HERE / "pile.py"), str(count), str(pile)], check=True)
        least, outs = {}, {}
        for _ in range(asked.turns):
            for name in commands(pile, ""):
                if only and name not in only:
                    continue
                out = WORK / "out" / name.replace(" ", "-")
                # To write over a large file takes longer; each turn has a fresh folder.
                shutil.rmtree(out, ignore_errors=True)
                out.parent.mkdir(parents=True, exist_ok=True)
                # The pass is short, and everything is measured by it.
                for _ in range(3 if name == PASS else 1):
                    found = measured(commands(pile, out)[name])
                    least[name] = tuple(map(min, least.get(name, found), found))
                outs[name] = out
                if name == "Intake, with workbook":
                    shutil.rmtree(out)
        if not only:
            same &= compared(count, outs)
        cpu, wall, _ = least[PASS]
        print(f"the bare pass: {cpu:.3f} s of CPU", flush=True)
        for name, found in least.items():
            line = f"| {count:,} | {name} | {found[0] / cpu:.1f} | {found[1] / wall:.1f} | {found[2] / count:,.0f} B |"
            table.append(line)
            print(line, file=sys.stderr, flush=True)
        if not asked.keep:
            pile.unlink()
            shutil.rmtree(WORK / "out", ignore_errors=True)
    print("\n| rows | | CPU, passes | wall, passes | peak memory an applicant |\n| --- | --- | --- | --- | --- |")
    print("\n".join(table))
    sys.exit(not same)


if __name__ == "__main__":
    main()
