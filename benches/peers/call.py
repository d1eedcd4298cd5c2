"""What the peers have in common: the rules of rules.toml as tables, asked once for each distinct answer.

An answer to a criterion is 2 where it is met, 1 where it is unclear and 0 where it is not met: the greatest holds of `any`, the
least of `all`. Points are whole hundredths and totals whole ten-thousandths, for no binary float may decide an order.
"""
import hashlib
import json
import tomllib
from pathlib import Path

from pile import COUNTRIES

RULES = tomllib.loads((Path(__file__).parent / "rules.toml").read_text(encoding="utf-8"))
SEED = next(one["lot"] for one in RULES["ranking"]["tie_breaks"] if "lot" in one)
CAP, SIZE, RESERVE = (RULES["places"][key] for key in ("cap", "group_size", "reserve"))
GROUPS = [group["id"] for group in RULES["groups"]]
DEADLINE = RULES["call"]["deadline"].isoformat(" ")
CRITERIA = ["deadline", "region", "topic", "english", "computer"]
WEIGHTS = {rule["id"]: round(rule["weight"] * 100) for rule in RULES["scoring"]}
PARTS = list(WEIGHTS)

ID, SUBMITTED, NAME, EMAIL = "Application", "Submitted", "Full name", "E-mail"
CITIZENSHIP, RESIDENCE = "Citizenship", "Residence"
COLUMNS = {"topic": "Topic", "english": "Level of English", "computer": "Writes reports on a computer", "years": "Years of monitoring",
           "practice": "Level of practice", "safety": "Safety training", "sector": "Sector",
           "relevance": ("Relevance (first assessor)", "Relevance (second assessor)"),
           "motivation": ("Motivation (first assessor)", "Motivation (second assessor)")}
USED = [ID, SUBMITTED, NAME, EMAIL, CITIZENSHIP, RESIDENCE] + [
    heading for column in COLUMNS.values() for heading in ([column] if isinstance(column, str) else column)]

ANSWERS = ["not-met", "unclear", "met"]
text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def key(cell):
    return " ".join(cell.lower().split())


BLANK = {"", "-", "n/a"}
REGION = set(RULES["lists"]["region"]["values"])
COUNTRY = {key(name): code for code, _, names in COUNTRIES for name in names.split("|")}
LEVELS = [level["level"] for level in RULES["scales"]["english"]]
SPELT = {field: {key(form): option for option, forms in asked["options"].items() for form in [option, *forms]}
         for field, asked in RULES["fields"].items() if "options" in asked}
SPELT["english"] = {key(form): level["level"] for level in RULES["scales"]["english"] for form in [level["level"], *level["spellings"]]}
YES = {"yes": 2, "y": 2, "true": 2, "no": 0, "n": 0, "false": 0}
SCORING = {rule["id"]: rule for rule in RULES["scoring"]}


def hundredths(number):
    whole, _, decimals = number.partition(".")
    digits = whole + decimals.ljust(2, "0")
    return int(digits) if whole and digits.isascii() and digits.isdigit() and len(decimals) <= 2 else None


def decimal(number, places):
    return None if number is None else f"{number // 10 ** places}.{number % 10 ** places:0{places}d}"


def in_region(cell):
    code = COUNTRY.get(key(cell))
    return 1 if code is None else 2 * (code in REGION)


def criterion(field, cell):
    """What a cell answers to the criterion of its own field."""
    if field == "computer":
        return YES.get(key(cell), 1)
    said = SPELT[field].get(key(cell))
    if said is None:
        return 1
    return 2 * (said in GROUPS if field == "topic" else LEVELS.index(said) >= LEVELS.index("B2"))


def points(field, *cells):
    """Hundredths, or None where they are open."""
    rule = SCORING[field]
    if "rating" in rule:
        given = [hundredths(cell) for cell in cells]
        return None if None in given else sum(given) // 2
    cell = key(*cells)
    if cell in BLANK:
        return rule.get("blank")
    if "bands" not in rule:
        said = SPELT[field].get(cell)
        return None if said is None else round(100 * rule["points"][said])
    number = hundredths(cell)
    if number is None:
        return None
    return next(round(100 * band["points"]) for band in rule["bands"] if number < 100 * band.get("below", 10 ** 6))


def of_criterion(name, found, answer):
    return f'{{"id":"{name}","found":{text(found)},"answer":"{ANSWERS[answer]}"}}'


def of_part(name, found, worth):
    weight = WEIGHTS[name]
    told = None if worth is None else worth * weight
    return text({"id": name, "found": found, "points": decimal(worth, 2), "weight": decimal(weight, 2), "part": decimal(told, 4)})


def country(cell):
    """All that one distinct cell of a column of countries comes to."""
    return {"answer": in_region(cell), "said": text(cell), "code": COUNTRY.get(key(cell))}


def once(field, *cells):
    """All that one distinct answer to a field comes to: answer, group, points, and the words of both for the explanation."""
    comes_to = {}
    if field in CRITERIA:
        answer = criterion(field, *cells)
        comes_to |= {"answer": answer, "why": of_criterion(field, list(cells), answer)}
    if field == "topic":
        comes_to["group"] = SPELT["topic"].get(key(*cells))
    if field in WEIGHTS:
        worth = points(field, *cells)
        comes_to |= {"points": worth, "part": of_part(field, list(cells), worth)}
    return comes_to


def reasons(bits, names):
    """The names whose bit is set."""
    return "; ".join(name for at, name in enumerate(names) if bits >> at & 1)


def lot(application):
    return hashlib.sha256(f"{SEED}:{application}".encode()).hexdigest()
