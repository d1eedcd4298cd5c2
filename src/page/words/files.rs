//! What the files of a run are.

/// What a file of a run is.
pub fn of_file(name: &str) -> &'static str {
    match name {
        "workbook.xlsx" => "all of it for the panel, a sheet each",
        "report.html" => "the story of the run, for a browser",
        "clarify.csv" => "whom to ask what",
        "clarify.xlsx" => "the same to be filled in",
        "open.csv" => "who got an open place",
        "unplaced.csv" => "eligible and ranked, no seat in reach",
        "ineligible.csv" => "who is not eligible, with every reason",
        "superseded.csv" => "whose other application stands",
        "decisions.csv" => "what people decided",
        "balance.csv" => "what the balance rules came to",
        "replacements.csv" => "who comes in for whom",
        "assessors.csv" => "what each assessor has given",
        "dropped-out.csv" => "who no longer takes part",
        "not-shortlisted.csv" => "whom a stage keeps from going on",
        "shortlist.csv" => "who goes on to the next stage",
        "audit.jsonl" => "the record of everybody, for machines",
        "proofs.jsonl" => "that nothing better keeps the rules, for machines",
        "manifest.json" => "the seal: digests of what went in and came out",
        name if name.starts_with("rosters/") => "who is selected in a group, then reserve",
        name if name.starts_with("shortlist/") => "who goes on to the next stage",
        name if name.starts_with("rules/") => "the rules as they were",
        _ => "",
    }
}
