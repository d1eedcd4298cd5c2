//! Rules as the TOML an author would write, and rows as the file a form tool would export. Notes every key it writes, so
//! that a test can hold them against the reference page.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::rows::Row;
use super::rules::{
    Ask, Award, Bound, Combine, Earns, Field, How, Kind, Of, Rules, Scale, Test, TieBreak, Value,
};

#[derive(Default)]
pub(super) struct Text {
    pub(super) toml: String,
    /// Tables of the reference page with their keys, and types of fields with their keys, questions and awards.
    pub(super) seen: BTreeSet<(String, String)>,
    /// List files beside the rules.
    pub(super) files: Vec<(String, String)>,
}

fn quoted(text: &str) -> String {
    format!("{text:?}")
}

fn array(texts: impl IntoIterator<Item = String>) -> String {
    format!("[{}]", texts.into_iter().collect::<Vec<_>>().join(", "))
}

impl Text {
    fn head(&mut self, head: &str) {
        writeln!(self.toml, "\n{head}").unwrap();
    }

    /// A line of the table that the reference page describes under `table`.
    fn key(&mut self, table: &str, key: &str, value: impl std::fmt::Display) {
        self.saw(table, key);
        writeln!(self.toml, "{key} = {value}").unwrap();
    }

    fn maybe(&mut self, table: &str, key: &str, value: Option<impl std::fmt::Display>) {
        if let Some(value) = value {
            self.key(table, key, value);
        }
    }

    fn saw(&mut self, table: &str, key: &str) {
        self.seen.insert((table.to_owned(), key.to_owned()));
    }

    /// An inline table.
    fn inline(&mut self, table: &str, pairs: &[(&str, String)]) -> String {
        pairs.iter().for_each(|(key, _)| self.saw(table, key));
        let pairs: Vec<String> = pairs
            .iter()
            .map(|(key, value)| format!("{key} = {value}"))
            .collect();
        format!("{{ {} }}", pairs.join(", "))
    }

    pub(super) fn of(rules: &Rules) -> Self {
        let mut text = Self::default();
        text.root(rules);
        rules
            .lists
            .iter()
            .enumerate()
            .for_each(|(at, _)| text.list(rules, at));
        for scale in &rules.scales {
            text.saw("the rules file", "scales");
            text.scale(scale);
        }
        rules
            .fields
            .iter()
            .enumerate()
            .for_each(|(at, field)| text.field(rules, at, field));
        text.levels(rules);
        text.judged(rules);
        text.ranking(rules);
        text.people(rules);
        text.places(rules);
        text
    }

    fn root(&mut self, rules: &Rules) {
        for key in [
            "programme",
            "call",
            "places",
            "groups",
            "fields",
            "ranking",
            "decisions",
        ] {
            self.saw("the rules file", key);
        }
        self.key("the rules file", "format", 1);
        self.head("[programme]");
        for (key, value) in [
            ("id", "\"reference\""),
            ("title", "\"Reference\""),
            ("organiser", "\"An institute\""),
            ("place", "\"Nowhere\""),
            ("first_day", "2020-06-01"),
            ("last_day", "2020-06-05"),
            ("confidential", "\"For the panel\""),
        ] {
            self.key("[programme]", key, value);
        }
        if rules.export.tool {
            self.saw("the rules file", "export");
            self.head("[export]");
            self.key("[export]", "tool", "\"plain\"");
            self.maybe("[export]", "header_row", rules.export.header_row);
            self.maybe(
                "[export]",
                "sheet",
                rules.export.sheet.then_some("\"Applications\""),
            );
            self.maybe(
                "[export]",
                "delimiter",
                rules.export.delimiter.map(|(name, _)| quoted(name)),
            );
            self.maybe(
                "[export]",
                "encoding",
                rules.export.encoding.then_some("\"windows-1251\""),
            );
        }
        self.head("[call]");
        self.key("[call]", "deadline", &rules.deadline.text);
        self.key("[call]", "time_zone", quoted(rules.zone.name));
        self.key("[call]", "submitted", "\"submitted\"");
        self.key("[call]", "confirm_by", "2020-05-20");
        self.key("[call]", "answer_by", "2020-05-10");
        self.key("[call]", "cites", "[\"call\"]");
        self.saw("[call]", "clauses");
        self.head("[call.clauses]\ncall = \"What the call says.\"");
        self.saw("[call]", "background");
        self.head("[call.background]\nfood = \"There is food.\"");
        self.head("[decisions.ours]");
        self.key("[decisions.ID]", "text", "\"What it leaves open.\"");
        self.key("[decisions.ID]", "by", "\"us\"");
        self.key("[decisions.ID]", "on", "2020-01-02");
    }

    fn list(&mut self, rules: &Rules, at: usize) {
        let (table, list) = ("[lists.NAME]", &rules.lists[at]);
        self.saw("the rules file", "lists");
        self.head(&format!("[lists.{}]", list.name));
        self.key(table, "title", quoted("a list"));
        self.key(table, "type", quoted(list.kind));
        let values: Vec<String> = list
            .values
            .iter()
            .map(|value| self.value(rules, None, value))
            .collect();
        if list.file {
            let file = format!("lists/{}.csv", list.name);
            self.key(table, "file", quoted(&file));
            self.key(table, "column", "\"what\"");
            self.key(table, "rows", values.len());
            let rows = values
                .iter()
                .map(|value| format!("{},x\n", value.trim_matches('"')));
            self.files
                .push((file, format!("what,else\n{}", rows.collect::<String>())));
        } else {
            self.key(table, "values", array(values));
        }
    }

    fn scale(&mut self, scale: &Scale) {
        for (level, spellings) in &scale.levels {
            self.head(&format!("[[scales.{}]]", scale.name));
            self.key("[[scales.NAME]]", "level", quoted(level));
            if !spellings.is_empty() {
                self.key(
                    "[[scales.NAME]]",
                    "spellings",
                    array(spellings.iter().map(|text| quoted(text))),
                );
            }
        }
    }

    fn field(&mut self, rules: &Rules, at: usize, field: &Field) {
        let table = "[fields.NAME]";
        let name = field.kind.name();
        self.saw("type", name);
        self.head(&format!("[fields.{}]", field.name));
        self.key(table, "type", quoted(name));
        let headings = |column: usize| {
            array([
                quoted(&heading(field, column)),
                quoted(&format!("Also {}", heading(field, column))),
            ])
        };
        match &field.kind {
            Kind::Rating {
                assessors,
                third,
                pool,
                combine,
                ..
            } if *assessors > 1 => {
                self.own(name, "readers", array((0..*assessors).map(headings)));
                if let Some(pool) = pool {
                    self.own(name, "read_by", pool);
                    self.own(name, "abstain", array([quoted("cannot")]));
                }
                let word = match combine {
                    Combine::Mean => "mean",
                    Combine::Median => "median",
                    Combine::Sum => "sum",
                    Combine::Trimmed => {
                        self.own(name, "trim_from", 3);
                        "trimmed-mean"
                    }
                };
                self.own(name, "combine", quoted(word));
                if let Some(above) = third {
                    self.own(name, "third", headings(*assessors));
                    self.own(name, "third_above", above);
                }
            }
            _ => self.key(table, "headings", headings(0)),
        }
        for (key, holds) in [
            ("personal", field.personal),
            ("roster", field.roster),
            ("fixed", field.fixed),
        ] {
            self.maybe(table, key, holds.then_some("true"));
        }
        // What a field is called decides nothing.
        self.maybe(table, "title", field.roster.then_some("\"As shown\""));
        if field.count {
            self.own(name, "count", "true");
        }
        self.maybe(table, "use", field.usable.map(quoted));
        self.maybe(table, "cites", field.usable.map(|_| "[\"ours\"]"));
        if let Some(words) = &field.no_answer {
            self.own(name, "no_answer", array([quoted(words)]));
        }
        match &field.kind {
            Kind::Choice { options, other } => self.options(name, options, *other),
            Kind::Choices {
                options,
                other,
                separator,
            } => {
                self.options(name, options, *other);
                if let Some(separator) = separator {
                    self.own(name, "separator", quoted(&separator.to_string()));
                }
            }
            Kind::Scale(scale) => self.own(name, "scale", quoted(&rules.scales[*scale].name)),
            Kind::YesNo { yes, no } => {
                for (key, words) in [("yes", yes), ("no", no)] {
                    if !words.is_empty() {
                        self.own(name, key, array(words.iter().map(|word| quoted(word))));
                    }
                }
            }
            Kind::Number { min, max, decimal } => self.number(name, *min, *max, *decimal),
            Kind::Rating {
                min, max, decimal, ..
            } => self.number(name, Some(*min), Some(*max), *decimal),
            Kind::Date { order, century } => {
                self.date(name, *order, *century);
                // Beyond every day that rows and rules name.
                if order.is_some() {
                    self.own(name, "min", "2019-01-01");
                    self.own(name, "max", "2021-12-31");
                }
            }
            Kind::Timestamp {
                order,
                century,
                zone,
            } => {
                self.date(name, *order, *century);
                if let Some(zone) = zone {
                    self.own(name, "time_zone", quoted(zone.name));
                }
            }
            Kind::Id | Kind::Text | Kind::Email | Kind::Country => {}
        }
        assert!(rules.fields[at].name == field.name);
    }

    /// A key that only some types have.
    fn own(&mut self, name: &str, key: &str, value: impl std::fmt::Display) {
        self.key("[fields.NAME]", key, value);
        self.saw(&format!("{name} has"), key);
    }

    fn options(&mut self, name: &str, options: &[(String, Vec<String>)], other: bool) {
        let option = |(id, spellings): &(String, Vec<String>)| {
            format!(
                "{id} = {}",
                array(spellings.iter().map(|spelling| quoted(spelling)))
            )
        };
        let options: Vec<String> = options.iter().map(option).collect();
        self.own(name, "options", format!("{{ {} }}", options.join(", ")));
        if other {
            self.own(name, "other_answers", "true");
            // Answers that a person has looked at; the rows have the first.
            self.own(
                name,
                "others",
                array([quoted("Beekeeping"), quoted("Пчеларство")]),
            );
        }
    }

    fn number(
        &mut self,
        name: &str,
        min: Option<impl std::fmt::Display>,
        max: Option<impl std::fmt::Display>,
        decimal: Option<&str>,
    ) {
        for (key, bound) in [
            ("min", min.map(|min| min.to_string())),
            ("max", max.map(|max| max.to_string())),
        ] {
            if let Some(bound) = bound {
                self.own(name, key, bound);
            }
        }
        if let Some(decimal) = decimal {
            self.own(name, "decimal", quoted(decimal));
        }
    }

    fn date(&mut self, name: &str, order: Option<&str>, century: bool) {
        if let Some(order) = order {
            self.own(name, "order", quoted(order));
            // No row has points in its dates.
            self.own(name, "orders", format!("{{ \".\" = {} }}", quoted(order)));
        }
        if century {
            self.own(name, "century", 20);
        }
    }

    fn levels(&mut self, rules: &Rules) {
        for level in &rules.levels {
            self.saw("the rules file", "levels");
            let (table, scale) = ("[[levels]]", &rules.scales[level.scale]);
            self.head("[[levels]]");
            self.key(table, "id", quoted(&level.id));
            self.key(table, "title", "\"A level\"");
            self.key(table, "cites", "[\"ours\"]");
            self.key(table, "scale", quoted(&scale.name));
            match &level.how {
                How::Table(rows, last) => {
                    let row = "{ row of a levels table }";
                    let mut lines = Vec::new();
                    for (test, level) in rows {
                        let pairs = [
                            ("test", self.test(rules, test)),
                            ("level", quoted(&scale.levels[*level].0)),
                        ];
                        lines.push(self.inline(row, &pairs));
                    }
                    lines.push(self.inline(row, &[("level", quoted(&scale.levels[*last].0))]));
                    self.key(table, "table", array(lines));
                }
                How::Points(terms, bands) => {
                    let mut lines = Vec::new();
                    for term in terms {
                        let pairs = self.earns(rules, term);
                        lines.push(self.inline("{ points of a level }", &pairs));
                    }
                    self.key(table, "points", array(lines));
                    let mut lines = Vec::new();
                    for band in bands {
                        let mut pairs = ends(band.from, band.below);
                        pairs.push(("level", quoted(&scale.levels[band.gives].0)));
                        lines.push(self.inline("{ band of a level }", &pairs));
                    }
                    self.key(table, "bands", array(lines));
                }
            }
        }
    }

    fn judged(&mut self, rules: &Rules) {
        for (at, test) in rules.criteria.iter().enumerate() {
            self.saw("the rules file", "eligibility");
            let table = "[[eligibility]]";
            self.head(table);
            self.key(table, "id", quoted(&format!("c{at}")));
            self.key(table, "title", quoted(&format!("Criterion {at}")));
            self.key(table, "cites", "[\"call\"]");
            let test = self.test(rules, test);
            self.key(table, "test", test);
        }
        for measure in &rules.measures {
            self.saw("the rules file", "scoring");
            let table = "[[scoring]]";
            self.head(table);
            self.key(table, "id", quoted(&measure.id));
            self.key(table, "title", quoted(&format!("Measure {}", measure.id)));
            self.key(table, "cites", "[\"ours\"]");
            self.key(table, "weight", measure.weight);
            for (key, value) in self.earns(rules, &measure.earns) {
                self.key(table, key, value);
            }
        }
    }

    fn test(&mut self, rules: &Rules, test: &Test) -> String {
        let table = "{ test }";
        match test {
            Test::Any(tests) | Test::All(tests) => {
                let inner: Vec<String> = tests.iter().map(|test| self.test(rules, test)).collect();
                self.inline(
                    table,
                    &[(
                        if matches!(test, Test::Any(_)) {
                            "any"
                        } else {
                            "all"
                        },
                        array(inner),
                    )],
                )
            }
            Test::Not(inner) => {
                let inner = self.test(rules, inner);
                self.inline(table, &[("not", inner)])
            }
            Test::Ask(of, ask) => {
                let value = |text: &Self, value: &Value| text.value(rules, Some(*of), value);
                let (key, value) = match ask {
                    Ask::Is(wanted) => ("is", value(self, wanted)),
                    Ask::In(wanted) => {
                        ("in", array(wanted.iter().map(|wanted| value(self, wanted))))
                    }
                    Ask::InList(list) => ("in", quoted(&rules.lists[*list].name)),
                    Ask::AtLeast(bound) => ("at_least", value(self, bound)),
                    Ask::AtMost(bound) => ("at_most", value(self, bound)),
                    Ask::Before(Bound { text, .. }) => ("before", text.clone()),
                    Ask::By(Bound { text, .. }) => ("by", text.clone()),
                    Ask::Given => ("given", "true".to_owned()),
                };
                let of = self.named(rules, *of, key, "asked");
                self.inline(table, &[of, (key, value)])
            }
        }
    }

    /// The pair that names a field or level, noting what is asked of its type.
    fn named(&mut self, rules: &Rules, of: Of, key: &str, asked: &str) -> (&'static str, String) {
        match of {
            Of::Field(at) => {
                let field = &rules.fields[at];
                self.saw(&format!("{} {asked}", field.kind.name()), key);
                ("field", quoted(&field.name))
            }
            Of::Level(at) => ("level", quoted(&rules.levels[at].id)),
        }
    }

    fn earns(&mut self, rules: &Rules, earns: &Earns) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        let award = match &earns.award {
            Award::Points(..) => "points",
            Award::Bands(_) => "bands",
            Award::Linear { .. } => "linear",
            Award::Rating => "rating",
        };
        pairs.push(self.named(rules, earns.of, award, "earns"));
        match &earns.award {
            Award::Points(table, otherwise) => {
                let key = |value: &Value| match value {
                    Value::Yes(says) => if *says { "yes" } else { "no" }.to_owned(),
                    value => self.value(rules, Some(earns.of), value),
                };
                let rows: Vec<String> = table
                    .iter()
                    .map(|(value, points)| format!("{} = {points}", key(value)))
                    .collect();
                pairs.push(("points", format!("{{ {} }}", rows.join(", "))));
                pairs.extend(otherwise.map(|points| ("otherwise", points.to_string())));
            }
            Award::Bands(bands) => {
                let mut lines = Vec::new();
                for band in bands {
                    let mut ends = ends(band.from, band.below);
                    ends.push(("points", band.gives.to_string()));
                    lines.push(self.inline("{ band of points }", &ends));
                }
                pairs.push(("bands", array(lines)));
            }
            Award::Linear {
                from,
                to,
                points_from,
                points_to,
            } => {
                let ends = [
                    ("from", from),
                    ("to", to),
                    ("points_from", points_from),
                    ("points_to", points_to),
                ];
                let line = self.inline(
                    "{ linear }",
                    &ends.map(|(key, number)| (key, number.to_string())),
                );
                pairs.push(("linear", line));
            }
            Award::Rating => pairs.push(("rating", "true".to_owned())),
        }
        pairs.extend(earns.blank.map(|points| ("blank", points.to_string())));
        pairs
    }

    fn value(&self, rules: &Rules, of: Option<Of>, value: &Value) -> String {
        match value {
            Value::Word(word) => quoted(word),
            Value::Yes(says) => says.to_string(),
            Value::Number(number) => number.to_string(),
            Value::Level(level) => {
                let scale = match of {
                    Some(Of::Level(at)) => rules.levels[at].scale,
                    Some(Of::Field(at)) => rules.scale_of(at).unwrap(),
                    None => panic!("no list holds levels"),
                };
                quoted(&rules.scales[scale].levels[*level].0)
            }
            Value::Words(_) | Value::Time(_) => panic!("no rule names {value:?}"),
        }
    }

    fn ranking(&mut self, rules: &Rules) {
        let (table, tie) = ("[ranking]", "{ tie-break }");
        self.head(table);
        self.maybe(table, "decimals", rules.decimals);
        self.maybe(table, "rounding", rules.rounding.map(quoted));
        self.key(table, "cites", "[\"ours\"]");
        let mut lines = Vec::new();
        for of in &rules.ties {
            let word = |highest: bool, one: &'static str, other: &'static str| {
                if highest { one } else { other }
            };
            let pairs = match of {
                TieBreak::Answer {
                    highest,
                    of: Of::Field(at),
                } => {
                    vec![(
                        word(*highest, "highest", "lowest"),
                        quoted(&rules.fields[*at].name),
                    )]
                }
                TieBreak::Answer {
                    highest,
                    of: Of::Level(at),
                } => {
                    let level = quoted(&rules.levels[*at].id);
                    vec![
                        (word(*highest, "highest", "lowest"), level),
                        ("of", "\"level\"".to_owned()),
                    ]
                }
                TieBreak::Part { highest, measure } => {
                    vec![(
                        word(*highest, "highest_part", "lowest_part"),
                        quoted(&rules.measures[*measure].id),
                    )]
                }
                TieBreak::Earliest(at) => vec![("earliest", quoted(&rules.fields[*at].name))],
            };
            lines.push(self.inline(tie, &pairs));
        }
        lines.push(self.inline(tie, &[("lot", quoted(&rules.seed))]));
        self.key(table, "tie_breaks", array(lines));
    }

    fn people(&mut self, rules: &Rules) {
        for rule in &rules.duplicates {
            self.saw("the rules file", "duplicates");
            let table = "[[duplicates]]";
            self.head(table);
            self.key(table, "id", quoted(&rule.id));
            // Columns here have names that say nothing; where names are compared, `tests/cases/identity.rs` holds it.
            self.key(table, "names", "[]".to_owned());
            self.key(
                table,
                "same",
                array(rule.same.iter().map(|at| quoted(&rules.fields[*at].name))),
            );
            self.maybe(table, "alike", rule.apart.then_some("\"apart\""));
            self.key(table, "stands", quoted(rule.stands));
            self.key(table, "cites", "[\"ours\"]");
        }
        for territory in &rules.standing {
            self.saw("the rules file", "standing_answers");
            let table = "[[standing_answers]]";
            self.head(table);
            self.key(table, "name", quoted(territory.name));
            match territory.counts_as {
                Some(code) => self.key(table, "counts_as", quoted(code)),
                None => {
                    let lists = territory
                        .counts_in
                        .iter()
                        .map(|list| quoted(&rules.lists[*list].name));
                    self.key(table, "counts_in", array(lists));
                }
            }
            self.maybe(
                table,
                "footnote",
                territory.footnote.then_some("\"without prejudice\""),
            );
            self.key(table, "cites", "[\"ours\"]");
        }
    }

    fn places(&mut self, rules: &Rules) {
        let (table, places) = ("[places]", &rules.places);
        self.head(table);
        self.key(table, "cap", places.cap);
        self.maybe(table, "group_size", places.group_size);
        self.maybe(table, "deal", places.deal.map(quoted));
        self.maybe(table, "open", places.open.map(quoted));
        self.maybe(table, "unfilled", places.unfilled.map(quoted));
        self.maybe(table, "several", places.several.map(quoted));
        self.maybe(
            table,
            "preference",
            places.preference.map(|at| quoted(&rules.fields[at].name)),
        );
        self.maybe(table, "reserve", places.reserve);
        self.key(table, "cites", "[\"call\"]");
        for group in &places.groups {
            let table = "[[groups]]";
            self.head(table);
            self.key(table, "id", quoted(&group.id));
            self.key(table, "title", quoted(&group.id.to_uppercase()));
            self.key(table, "cites", "[\"call\"]");
            self.maybe(table, "size", group.size);
            if let Some(test) = &group.test {
                let test = self.test(rules, test);
                self.key(table, "test", test);
            }
        }
    }
}

fn ends(
    from: Option<super::fraction::Fraction>,
    below: Option<super::fraction::Fraction>,
) -> Vec<(&'static str, String)> {
    let ends = [("from", from), ("below", below)];
    ends.into_iter()
        .filter_map(|(key, end)| Some((key, end?.to_string())))
        .collect()
}

/// The heading of a field's column.
fn heading(field: &Field, column: usize) -> String {
    match field.kind.columns() {
        1 => format!("The {}", field.name),
        _ => format!(
            "The {} {}",
            field.name,
            ["one", "two", "three", "four"][column]
        ),
    }
}

/// The table that the form tool exports: headings, then the rows.
pub(super) fn table(rules: &Rules, rows: &[Row]) -> Vec<Vec<String>> {
    let headings = rules
        .fields
        .iter()
        .flat_map(|field| (0..field.kind.columns()).map(|column| heading(field, column)));
    let cells = |row: &Row| {
        row.cells
            .iter()
            .flatten()
            .map(|cell| cell.text.clone())
            .collect()
    };
    [headings.collect()]
        .into_iter()
        .chain(rows.iter().map(cells))
        .collect()
}
