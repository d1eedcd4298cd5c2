#!/usr/bin/env python3
"""Writes a pile of invented applications: pile.py ROWS OUT.csv

The same bytes on every machine, and a longer pile begins with the rows of a shorter one. Nobody in it exists: names are put
together from lists, addresses end in example.org. Of a hundred rows about 45 are eligible; some 5 have an answer to ask about.
"""
import random
import sys
from bisect import bisect
from datetime import datetime, timedelta
from itertools import accumulate

HEADINGS = ["Application", "Submitted", "Full name", "E-mail", "Gender", "Born", "Citizenship", "Residence", "Organisation",
            "Position", "Sector", "Topic", "Years of monitoring", "Level of practice", "Safety training", "Level of English",
            "Other languages", "Writes reports on a computer", "Relevance (first assessor)", "Relevance (second assessor)",
            "Motivation (first assessor)", "Motivation (second assessor)", "Heard of it from", "Consent", "Statement"]

# Code of ISO 3166-1, how often of the whole, and how the country is written beside its code.
COUNTRIES = [
    ("UA", 9, "Ukraine|Україна|Украина"), ("GE", 7, "Georgia|საქართველო"), ("KG", 7, "Kyrgyzstan|Кыргызстан|Kyrgyz Republic"),
    ("KZ", 7, "Kazakhstan|Казахстан|Қазақстан"), ("AM", 6, "Armenia|Հայաստան"), ("RS", 6, "Serbia|Srbija|Србија"),
    ("BA", 6, "Bosnia and Herzegovina|Bosna i Hercegovina"), ("MD", 5, "Moldova|Republica Moldova"), ("TJ", 5, "Tajikistan|Таджикистан"),
    ("UZ", 5, "Uzbekistan|Узбекистан"), ("TR", 5, "Türkiye|Turkey"), ("AL", 4, "Albania|Shqipëria"), ("MK", 4, "North Macedonia"),
    ("ME", 3, "Montenegro|Crna Gora"), ("PL", 3, "Poland|Polska"), ("RO", 3, "Romania|România"), ("BG", 3, "Bulgaria|България"),
    ("AZ", 3, "Azerbaijan|Azərbaycan"), ("DE", 2, "Germany|Deutschland"), ("FR", 2, "France"), ("IT", 2, "Italy|Italia"),
    ("ES", 2, "Spain|España"), ("HR", 2, "Croatia|Hrvatska"), ("HU", 2, "Hungary|Magyarország"), ("CZ", 2, "Czechia|Czech Republic"),
    ("GR", 2, "Greece|Ελλάδα"), ("LT", 1, "Lithuania|Lietuva"), ("LV", 1, "Latvia|Latvija"), ("EE", 1, "Estonia|Eesti"),
    ("MN", 1, "Mongolia"), ("TM", 1, "Turkmenistan"), ("PT", 1, "Portugal"), ("SK", 1, "Slovakia|Slovensko"), ("SI", 1, "Slovenia|Slovenija"),
    ("BY", 1, "Belarus|Беларусь"), ("NG", 4, "Nigeria"), ("KE", 4, "Kenya"), ("IN", 4, "India"), ("BR", 3, "Brazil|Brasil"),
    ("PH", 3, "Philippines"), ("EG", 3, "Egypt"), ("GH", 2, "Ghana"), ("NP", 2, "Nepal"), ("PE", 2, "Peru"), ("JP", 1, "Japan"),
]
NO_COUNTRY = ["Atlantis", "Ukrane", "Kazahkstan", "Grgia", "Serbija i", ""]

# What a cell says and how often in a hundred; the rest of the hundred is the last one.
TOPIC = [("Assembly monitoring", 17), ("Monitoring of assemblies", 6), ("peaceful assembly", 5), ("Trial monitoring", 17),
         ("TRIAL OBSERVATION", 5), ("Fair trials", 6), ("Election observation", 18), ("Election monitoring ", 9), ("Media freedom", 5),
         ("Gender equality", 5), ("Environment", 3), ("Youth and security", 2), ("Trial monitorng", 1), ("", 1)]
PRACTICE = [("No practice", 12), ("Basic practice", 20), ("basic practice", 6), ("A first course", 8), ("Solid practice", 28),
            ("Deep practice", 14), ("Trainer", 8), ("n/a", 2), ("", 2)]
SAFETY = [("No training", 28), ("Online course", 18), ("Online course (basic)", 12), ("In person", 16), ("Two days in person", 8),
          ("Hostile environment", 8), ("HEAT", 7), ("", 3)]
ENGLISH = [("A1", 1), ("A2", 3), ("Elementary", 2), ("B1", 7), ("Intermediate", 5), ("B2", 16), ("b2", 5), ("Upper intermediate", 8),
           ("B2 (Upper intermediate)", 4), ("Good", 4), ("C1", 17), ("Advanced", 8), ("C1 (Advanced)", 4), ("Fluent", 6), ("C2", 5),
           ("Proficient", 2), ("Native speaker", 1), ("Mother tongue", 1), ("", 1)]
COMPUTER = [("Yes", 58), ("yes", 18), ("YES ", 6), ("Y", 6), ("True", 4), ("No", 5), ("no", 2), ("", 1)]
SECTOR = [("Civil society", 30), ("CSO", 9), ("NGO", 15), ("ngo ", 2), ("NHRI", 4), ("Ombuds institution", 4), ("University", 8),
          ("Research", 4), ("Government", 7), ("Public administration", 4), ("Press", 4), ("Broadcasting", 2), ("Private sector", 5), ("-", 2)]

GIVEN = """Ana Amina Anahit Bekzod Boris Çağla Céline Dilnoza Dmytro Đorđe Elif Éva Farrukh Gulnara Gökhan Hanna Ivana Jelena Jürgen
Kateryna Lale Łukasz Maria Merjen Mykola Nino Nurlan Oksana Ömer Petrit Rustam Saule Štefan Tamar Teuta Umar Vahagn Yuliia Zarina Žana""".split()
FAMILY = """Abdullaeva Akhmetov Bakirova Balan Bošković Bondarenko Çelik Černý D'Angelo Demir Dvořák Fernández Giorgadze Grigoryan Hoxha
Ibragimov Ionescu Jovanović Kaya Kelmendi Kovač Kovalenko Kowalska Krasniqi Mammadov Marković Müller Nagy Nazarov Öztürk Petrov Rakhimova
Rossi Saidov Schmidt Shevchenko Toma Vasile Weiß Yılmaz""".split()
ORGANISATION = ["Committee for Fair Trials", "House of Law", "Election Watch, regional office", "Институт права", "Ministry of Justice",
                "Youth \"Agora\" Forum", "State University", "Legal Aid Clinic, NGO", "Fundacija “Pravda”", "Freelance"]
POSITION = ["Lawyer", "Project officer", "Researcher", "Observer", "Coordinator", "Journalist", "Lecturer", "Judge's assistant", "Student"]
LANGUAGE = ["Russian", "French", "German", "Turkish", "Ukrainian", "Uzbek", "Serbian", "Romanian", "Russian; French", "Turkish; German"]
HEARD = ["Website", "Social media", "Colleague", "Newsletter, e-mail", "Embassy", ""]
WORDS = """court hearing judge report observer assembly police street election ballot commission station voter training field team region
evidence interview defence access justice community volunteer network analysis women youth minority language border security I we the a
of and to in for with on have wrote monitored trained learned asked saw must could because when where суд выборы право népszavazás čas
gözlem избор право’s «справа» Versammlung élection""".split()


class Pick:
    """One of several, each as often as it is said to be."""

    def __init__(self, weighted):
        self.what = [what for what, _ in weighted]
        self.up_to = list(accumulate(weight for _, weight in weighted))

    def by(self, chance):
        return self.what[bisect(self.up_to, chance * self.up_to[-1])]


def countries():
    spelt = [("United Nowhere", 0)]
    for code, weight, names in COUNTRIES:
        names = names.split("|")
        first = names[0]
        forms = [(name, 4) for name in names] + [(first, 20), (first.upper(), 2), (first + " ", 1), (first.replace(" ", "  "), 1)]
        spelt += [(form, weight * often) for form, often in forms]
    return Pick(spelt + [(name, 3) for name in NO_COUNTRY])


def paragraphs(random):
    """Of about half a kilobyte, with commas, quotation marks and line breaks."""
    made = []
    for _ in range(3_000):
        text = ""
        while len(text.encode()) < 480:
            words = [WORDS[int(random() * len(WORDS))] for _ in range(7 + int(random() * 14))]
            if random() < 0.6:
                words[2] += ","
            if random() < 0.08:
                words[4] = f'"{words[4]}"'
            text += " ".join(words).capitalize() + (".\n" if random() < 0.1 else ". ")
        made.append(text)
    return made


def cell(text):
    if '"' in text:
        return '"' + text.replace('"', '""') + '"'
    return f'"{text}"' if "," in text or "\n" in text else text


def rows(count):
    chance = random.Random(20260331).random
    some = lambda things: things[int(chance() * len(things))]
    text = paragraphs(chance)
    country = countries()
    topic, practice, safety, english, computer, sector = map(Pick, (TOPIC, PRACTICE, SAFETY, ENGLISH, COMPUTER, SECTOR))
    opened, open_for = datetime(2026, 2, 1), 58 * 86_400
    ratings = [f"{half / 2:g}" for half in range(21)]
    near = lambda half: min(20, max(0, half + int(chance() * 7) - 3))
    for number in range(1, count + 1):
        given, family = some(GIVEN), some(FAMILY)
        citizenship = country.by(chance())
        residence = citizenship if chance() < 0.7 else country.by(chance())
        late = chance()
        # More come in towards the end, a few too late, and one in a thousand says nothing that can be read.
        seconds = open_for * (1 - chance() ** 2) + (2 * 86_400 if late > 0.97 else 0)
        submitted = opened + timedelta(seconds=int(seconds))
        if (submitted.month, submitted.day, submitted.hour) == (3, 29, 2):
            submitted += timedelta(hours=1)  # summer time begins: that hour was not
        submitted = "soon" if late < 0.001 else submitted.isoformat(" ")
        relevance, motivation = (int(20 * (0.35 + 0.3 * (chance() + chance()))) for _ in range(2))
        assessed = [ratings[half] for half in (relevance, near(relevance), motivation, near(motivation))]
        if chance() < 0.01:
            assessed[int(chance() * 4)] = ""
        years = chance()
        years = "" if years < 0.02 else str(int(24 * years * chance())) if years < 0.9 else f"{int(9 * chance())}.5"
        yield [f"A{number * 7_368_787 % 100_000_000:08d}", submitted, f"{given} {family}", f"applicant{number}@example.org", some(["female", "male", ""]),
               f"{1962 + int(chance() * 40)}-{1 + int(chance() * 12):02d}-{1 + int(chance() * 28):02d}", citizenship, residence,
               some(ORGANISATION), some(POSITION), sector.by(chance()), topic.by(chance()), years, practice.by(chance()), safety.by(chance()),
               english.by(chance()), some(LANGUAGE), computer.by(chance()), *assessed, some(HEARD), "Yes", some(text) + some(text).strip()]


def main():
    count, path = int(sys.argv[1]), sys.argv[2]
    with open(path, "w", encoding="utf-8", newline="") as out:
        out.write(",".join(HEADINGS) + "\n")
        for row in rows(count):
            out.write(",".join(map(cell, row)) + "\n")


if __name__ == "__main__":
    main()
